/* lower_class.c: Python classes; see lower_class.h.
 *
 * The body is a C function of the namespace: each name bound in it is an item there. The statement
 * finds the metaclass, which prepares the namespace, runs the body and calls the metaclass; the
 * runtime does the three (kr/class.h) and hands a plan from one to the next.
 * Source: Python language reference 8.8, "Class definitions", 3.3.3 "Customizing class creation".
 *
 *     class C(B): x = 1   ->   C = prim class_make 'C', (B,), null, @C
 *                              func @C(space) { prim class_start space, 'C', null, 1 ; class_set space, 'x', 1 }
 */
#include "lower/lower_class.h"

#include "lower/lower_annotation.h"
#include "lower/lower_assign.h"
#include "lower/lower_call.h"
#include "lower/lower_cclass.h"
#include "lower/lower_cell.h"
#include "lower/lower_collect.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_func.h"
#include "lower/lower_generic.h"
#include "lower/lower_inner.h"
#include "lower/lower_late.h"
#include "lower/lower_stmt.h"

/* The body */

void lower_class_declare(LowerUnit *unit, const FuncInfo *info)
{
    lower_inner_declare(unit, info, info->name->text);
}

static Insn *docstring(Lower *lw)
{
    const FuncInfo *info = lw->info;
    if (!info->doc)
        return ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    return ir_pyconst(&lw->b, ir_const_str(lw->b.module, info->doc, info->doc_len, false));
}

/* Line of the decorators, if any, as the interpreter counts it. */
static int64_t first_line(Lower *lw, const AstClassDef *node)
{
    Span span = node->decorators.len ? node->decorators.items[0]->span : node->head.span;
    return source_line(lw->unit->sources, span);
}

static void body_prologue(Lower *lw)
{
    const AstClassDef *node = AST_AS(ClassDef, lw->info->node);
    lower_inner_start(lw);
    LOWER_PRIM(lw, class_start, ir_get(&lw->b, lw->space), lower_str(lw, lw->info->qualname),
               docstring(lw), ir_int(&lw->b, LOWER_TYPE(lw, INT), first_line(lw, node)));
    lower_annotations_start(lw);
}

/* The cell of __class__ goes to the metaclass through the namespace, and to the statement. */
static void body_epilogue(Lower *lw)
{
    if (!ir_is_open(&lw->b))
        return;
    late_end(lw);
    if (!lw->info->class_cell) {
        ir_return(&lw->b, lower_none(lw));
        return;
    }
    Insn *cell = lower_cell(lw, lw->info->class_cell);
    LOWER_PRIM(lw, class_set, ir_get(&lw->b, lw->space), lower_str(lw, "__classcell__"), cell);
    ir_return(&lw->b, cell);
}

void lower_class_define(LowerUnit *unit, const FuncInfo *info)
{
    Lower lw = lower_start(unit, map_get(&unit->entries, info), info);
    body_prologue(&lw);
    lower_block(&lw, &AST_AS(ClassDef, info->node)->body);
    body_epilogue(&lw);
}

/* Names in it */

Insn *lower_field_get(Lower *lw, const Symbol *symbol)
{
    Insn *space = ir_get(&lw->b, lw->space), *name = lower_name(lw, symbol->name);
    if (symbol->outer && symbol->outer->kind == SYM_LOCAL)
        return LOWER_PRIM(lw, class_get_cell, space, name, lower_cell(lw, symbol->outer));
    return LOWER_PRIM(lw, class_get, space, name);
}

void lower_field_set(Lower *lw, const Symbol *symbol, Insn *value)
{
    LOWER_PRIM(lw, class_set, ir_get(&lw->b, lw->space), lower_name(lw, symbol->name),
               lower_box(lw, value));
}

void lower_field_del(Lower *lw, const Symbol *symbol)
{
    LOWER_PRIM(lw, class_del, ir_get(&lw->b, lw->space), lower_name(lw, symbol->name));
}

/* The statement */

static Insn *make_bases(Lower *lw, const AstNodes *bases, Insn *type_params)
{
    if (bases->len == 0 && !type_params)
        return ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, NULL, 0));
    if (!type_params && lower_items_are_plain(bases))
        return lower_plain_tuple(lw, bases);
    Insn *list = lower_star_list(lw, bases);
    if (type_params)
        LOWER_PRIM(lw, list_put, list, LOWER_PRIM(lw, generic_base, type_params));
    return LOWER_PRIM(lw, list_to_tuple, list);
}

/* Bases and keywords are the arguments of a call; so are the texts when they are wrong. */
Insn *lower_class_object(Lower *lw, const Ast *node, Insn *type_params)
{
    const FuncInfo *info = lw->sema->info_of[node->id];
    const AstClassDef *class = AST_AS(ClassDef, node);
    AstCall call = {.head = *node, .args = class->bases, .keywords = class->keywords};
    Insn *builder = lower_call_is_plain(&call) ? NULL : lower_builtin(lw, "__build_class__");
    Insn *bases = make_bases(lw, &class->bases, type_params);
    Insn *keywords = lower_call_keywords(lw, &call, builder);
    if (!type_params && !info->frees.len)
        return LOWER_PRIM(lw, class_make, lower_str(lw, info->name->text), bases, keywords, lower_inner_address(lw, info));
    Insn *plan =
        LOWER_PRIM(lw, class_begin, lower_str(lw, info->name->text), bases, keywords);
    Insn *space = LOWER_PRIM(lw, class_space, plan);
    if (type_params)
        LOWER_PRIM(lw, class_set, space, lower_str(lw, "__type_params__"), type_params);
    return LOWER_PRIM(lw, class_end, plan, lower_inner_call(lw, info, space));
}

void lower_class_statement(Lower *lw, const Ast *node)
{
    const FuncInfo *info = lw->sema->info_of[node->id];
    const FuncInfo *generic = map_get(&lw->sema->generics, node);
    if (!info)
        return;
    Insn **decorators = ARENA_ARRAY(lw->arena, Insn *, info->decorators.len + 1);
    for (uint32_t i = 0; i < info->decorators.len; i++)
        decorators[i] = lower_object(lw, info->decorators.items[i]);
    Insn *object = generic ? lower_generic_object(lw, generic) : lower_class_object(lw, node, NULL);
    for (uint32_t i = info->decorators.len; i-- > 0;) {
        Span old = lower_at(lw, info->decorators.items[i]);
        object = lower_pycall(lw, decorators[i], &object, 1);
        lw->b.span = old;
    }
    lower_bind(lw, generic ? generic->symbol : info->symbol, object);
}

/* super() */

/* The first parameter, when it is positional; null when there is none. */
static Insn *first_argument(Lower *lw)
{
    const FuncInfo *info = lw->info;
    Symbol *symbol = info->params.len ? info->params.items[0] : NULL;
    const AstParam *param = symbol ? AST_AS(Param, symbol->decl) : NULL;
    bool is_positional = param && (param->kind == AST_PARAM_NORMAL ||
                                   param->kind == AST_PARAM_POSONLY);
    if (!is_positional)
        return ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    if (symbol->is_captured || !type_is_object(symbol->type))
        return lower_box(lw, lower_read(lw, symbol));
    return ir_get(&lw->b, lower_var(lw, symbol));
}

Insn *lower_super(Lower *lw, Symbol *cell)
{
    Insn *callable = lower_builtin(lw, "super");
    Insn *class = !cell                     ? ir_null(&lw->b, LOWER_TYPE(lw, OBJECT))
                  : cell->kind == SYM_CLASS ? lower_cclass_object(lw, cell)
                                            : lower_cell(lw, cell);
    Insn *first = first_argument(lw);
    return LOWER_PRIM(lw, class_super, callable, class, first,
                      lower_bint(lw, first->op != IR_NULL));
}
