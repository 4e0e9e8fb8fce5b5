/* lower_lock.c: locks of module cython and critical sections.
 *
 * Both are a FINALLY region whose cleanup is one primitive that cannot fail, so that every way out of the body,
 * found by pass final, releases. The address of the lock is formed again for the cleanup from the same values: what
 * the lock is part of stays alive between, also in a generator.
 *
 *     with o.lock: body   ->   prim mutex_lock (field lock o); finally { body } cleanup { prim mutex_unlock (field lock o) }
 */
#include "lower/lower_lock.h"

#include "lower/lower_expr.h"
#include "lower/lower_place.h"

#include <string.h>

/* Pointer to a lock, which the expression is or points to. */
static Insn *lock_pointer(Lower *lw, const Ast *node)
{
    if (!type_is_lock(lower_type(lw, node)))
        return lower_expr(lw, node);
    Insn *pointer = lower_pointer(lw, node);
    if (pointer)
        return pointer;
    lower_unsupported(lw, node, "a lock at this place");
    return ir_null(&lw->b, type_ptr(lw->types, lower_type(lw, node)));
}

/* The same address once more, from the values it was made of. */
static Insn *same_address(Lower *lw, Insn *pointer)
{
    bool is_place = pointer->op == IR_ADDR || pointer->op == IR_FIELD || pointer->op == IR_CAST || pointer->op == IR_INDEX;
    if (!is_place)
        return pointer;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, pointer->nargs + 1);
    for (uint32_t i = 0; i < pointer->nargs; i++)
        args[i] = same_address(lw, pointer->args[i]);
    Insn *copy = ir_append(&lw->b, pointer->op, pointer->sub, pointer->type, args, pointer->nargs);
    copy->as = pointer->as;
    return copy;
}

Insn *lower_lock_call(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const char *method = info->method->text;
    const Ast *lock = AST_AS(Attribute, node->func)->value;
    Insn *pointer = lock_pointer(lw, lock);
    if (strcmp(method, "acquire") == 0)
        return LOWER_PRIM(lw, mutex_lock, pointer);
    if (strcmp(method, "release") == 0)
        return LOWER_PRIM(lw, mutex_unlock, pointer);
    return strcmp(method, "locked") == 0 ? LOWER_PRIM(lw, mutex_locked, pointer)
                                         : LOWER_PRIM(lw, mutex_can_check, pointer);
}

static Insn *open_body(Lower *lw)
{
    Insn *region = ir_region(&lw->b, IR_FINALLY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, region, 0);
    return region;
}

void lower_with_lock(Lower *lw, const Ast *lock, void (*body)(Lower *lw, void *arg), void *arg)
{
    Span span = lw->b.span;
    Insn *pointer = lock_pointer(lw, lock);
    LOWER_PRIM(lw, mutex_lock, pointer);
    Insn *region = open_body(lw);
    body(lw, arg);
    ir_enter(&lw->b, region, 1);
    lw->b.span = span;
    LOWER_PRIM(lw, mutex_unlock, same_address(lw, pointer));
    ir_close(&lw->b, region);
}

/* --- critical sections --- */

static IrVar *new_section(Lower *lw)
{
    TypeDecl *decl = ARENA_NEW(lw->arena, TypeDecl);
    decl->name = atom_from(lw->unit->module->atoms, "KrSection");
    decl->c_name = "KrSection";
    decl->header = "\"kr/lock.h\"";
    decl->is_extern = decl->is_complete = true;
    return lower_temp(lw, "section", type_nominal(lw->types, TYPE_STRUCT, decl), NULL);
}

LowerSection lower_open_section(Lower *lw, Insn *object)
{
    LowerSection open = {.section = new_section(lw)};
    LOWER_PRIM(lw, section_begin, ir_addr(&lw->b, open.section), object);
    open.region = open_body(lw);
    return open;
}

void lower_close_section(Lower *lw, const LowerSection *open)
{
    ir_enter(&lw->b, open->region, 1);
    LOWER_PRIM(lw, section_end, ir_addr(&lw->b, open->section));
    ir_close(&lw->b, open->region);
}

void lower_with_section(Lower *lw, const WithInfo *info, void (*body)(Lower *lw, void *arg), void *arg)
{
    Span span = lw->b.span;
    Insn *parts[2] = {NULL, NULL};
    const Type *first = lower_type(lw, info->sections[0]);
    bool locks = !type_is_object(first);
    for (uint32_t i = 0; i < info->section_count; i++)
        parts[i] = locks ? lock_pointer(lw, info->sections[i]) : lower_object(lw, info->sections[i]);
    LowerSection open = {.section = new_section(lw)};
    Insn *section = ir_addr(&lw->b, open.section);
    if (parts[1])
        locks ? LOWER_PRIM(lw, section_lock2, section, parts[0], parts[1])
              : LOWER_PRIM(lw, section_begin2, section, parts[0], parts[1]);
    else
        locks ? LOWER_PRIM(lw, section_lock, section, parts[0]) : LOWER_PRIM(lw, section_begin, section, parts[0]);
    open.region = open_body(lw);
    body(lw, arg);
    lw->b.span = span;
    lower_close_section(lw, &open);
}
