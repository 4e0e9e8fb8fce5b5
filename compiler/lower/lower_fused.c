/* lower_fused.c: the object Python sees for a function with fused types; see lower_fused.h and kr/fused.h.
 *
 * It is made of the functions by signature and of a table that says, for each fused type, which argument decides
 * it and what is to be tried in which order: Python types, then buffers, then any object.
 *
 *     def f(floating x)  ->  prim fused_new {'float': f, 'double': f2}, (1, (0, 'x', (('double', float),)))
 */
#include "lower/lower_fused.h"

#include "lower/lower_convert.h"
#include "lower/lower_name.h"
#include "sema/fused.h"
#include "type/typename.h"

#include <string.h>

typedef VEC(Insn *) Items;

static Insn *make_tuple(Lower *lw, const Items *items)
{
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), items->items,
                     items->len);
}

static void add(Lower *lw, Items *items, Insn *value)
{
    vec_push(lw->arena, items, value);
}

/* The Python type whose instances an alternative takes; NULL: none. */
static const char *python_type(Lower *lw, const Type *type)
{
    const Type *plain = lower_plain(type);
    TypeKind kind = plain->kind;
    if (kind == TYPE_BINT)
        return "bool";
    if (kind == TYPE_UCS4)
        return "str";
    if (type_is_int(plain) || kind == TYPE_PYINT)
        return "int";
    if (type_is_float(plain) || kind == TYPE_PYFLOAT)
        return "float";
    if (kind == TYPE_COMPLEX || kind == TYPE_PYCOMPLEX)
        return "complex";
    if (kind == TYPE_PYBOOL)
        return "bool";
    if (kind == TYPE_PTR) {
        TypeKind target = lower_plain(plain->target)->kind;
        return target == TYPE_CHAR || target == TYPE_UCHAR || target == TYPE_SCHAR ? "bytes" : NULL;
    }
    if (kind == TYPE_PYMEMVIEW)
        return "memoryview";
    return kind > TYPE_OBJECT && kind < TYPE_CLASS ? typename_source(lw->arena, plain) : NULL;
}

/* The kind whose width the kind has, whatever its sign. */
static TypeKind rank_of(TypeKind kind)
{
    switch ((int)kind) {
    case TYPE_SCHAR: case TYPE_UCHAR: return TYPE_CHAR;
    case TYPE_USHORT: return TYPE_SHORT;
    case TYPE_BINT: case TYPE_UINT: return TYPE_INT;
    case TYPE_ULONG: return TYPE_LONG;
    case TYPE_HASH: case TYPE_SIZE: return TYPE_SSIZE;
    case TYPE_ULLONG: return TYPE_LLONG;
    default: return kind;
    }
}

/* Numbers before others, wide before narrow, as in Cython; else as declared. */
static int order_of(const Type *type)
{
    const Type *plain = lower_plain(type);
    if (plain->kind == TYPE_ENUM)
        return 1;
    if (plain->kind == TYPE_COMPLEX)
        return 2 * (int)rank_of(lower_plain(plain->target)->kind) + 1;
    return type_is_number(plain) ? 2 * (int)rank_of(plain->kind) : 0;
}

static void sort_types(const Type **types, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const Type *type = types[i];
        uint32_t k = i;
        for (; k && order_of(types[k - 1]) < order_of(type); k--)
            types[k] = types[k - 1];
        types[k] = type;
    }
}

static Insn *name_of(Lower *lw, const Type *type)
{
    return lower_str(lw, typename_source(lw->arena, type));
}

static void add_choice(Lower *lw, Items *choices, const Type *type, Insn *test)
{
    Items pair = {0};
    add(lw, &pair, name_of(lw, type));
    add(lw, &pair, test);
    add(lw, choices, make_tuple(lw, &pair));
}

/* ('f', itemsize, ndim): what a buffer must hold. */
static Insn *buffer_test(Lower *lw, const Type *view)
{
    Items parts = {0};
    Insn *size = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    const char letter[] = {type_buffer_kind(view->target), 0};
    size->as.type = type_strip(view->target);
    add(lw, &parts, lower_str(lw, arena_strdup(lw->arena, letter)));
    add(lw, &parts, lower_box(lw, size));
    add(lw, &parts, lower_box(lw, lower_ssize(lw, view->view.ndim)));
    return make_tuple(lw, &parts);
}

/* The alternatives as the parameter has them: T[:] of T, T * of T. */
static const Type *in_place(const FusedInfo *info, const FuncInfo *template, uint32_t param,
                            uint32_t fused, uint32_t choice)
{
    const Type *wanted = info->types[fused]->decl->alternatives[choice];
    for (uint32_t i = 0; i < info->spec_count; i++) {
        const FusedSpec *spec = &info->specs[i];
        const Symbol *symbol = spec->func->params.items[param];
        if (spec->types[fused] == wanted)
            return symbol->buffer ? symbol->buffer : spec->func->type->func->params[param].type;
    }
    return template->type->func->params[param].type;
}

static void add_types(Lower *lw, Items *choices, const Type **types, uint32_t count)
{
    Map seen = {0};
    for (uint32_t i = 0; i < count; i++) {
        const Type *plain = lower_plain(types[i]);
        const char *name = plain->kind == TYPE_CLASS ? NULL : python_type(lw, plain);
        const void *key = name ? (const void *)atom_from(lw->b.module->atoms, name) : plain;
        if ((!name && plain->kind != TYPE_CLASS) || map_has(&seen, key))
            continue;
        map_set(lw->arena, &seen, key, (void *)(uintptr_t)1);
        Insn *test = name ? lower_builtin(lw, name) : LOWER_PRIM(lw, global_get, lower_name(lw, plain->decl->name));
        if (test)
            add_choice(lw, choices, types[i], test);
    }
}

/* What is tried for one fused type, in order. */
static Insn *choices_of(Lower *lw, const FuncInfo *template, uint32_t param, uint32_t fused)
{
    const FusedInfo *info = template->fused;
    const TypeDecl *decl = info->types[fused]->decl;
    const Type **plain = ARENA_ARRAY(lw->arena, const Type *, decl->alternative_count + 1);
    Items choices = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < decl->alternative_count; i++)
        if (lower_plain(in_place(info, template, param, fused, i))->kind != TYPE_VIEW)
            plain[count++] = decl->alternatives[i];
    sort_types(plain, count);
    bool is_pointer = lower_plain(in_place(info, template, param, fused, 0))->kind == TYPE_PTR &&
                      lower_plain(decl->alternatives[0])->kind != TYPE_PTR;
    if (!is_pointer)
        add_types(lw, &choices, plain, count);
    for (uint32_t i = 0; i < decl->alternative_count; i++) {
        const Type *here = lower_plain(in_place(info, template, param, fused, i));
        if (here->kind == TYPE_VIEW)
            add_choice(lw, &choices, decl->alternatives[i], buffer_test(lw, here));
    }
    for (uint32_t i = 0; i < count; i++)
        if (lower_plain(plain[i])->kind == TYPE_OBJECT)
            add_choice(lw, &choices, plain[i], lower_none(lw));
    return make_tuple(lw, &choices);
}

/* What a pointer, an array, a view or a buffer holds; NULL for all else. */
static const Type *inner_type(const Type *type)
{
    if (type->kind == TYPE_TYPEDEF)
        return type->decl->buffer;
    return type->kind == TYPE_FUSED || type->kind == TYPE_FUNC ? NULL : type->target;
}

/* The first parameter whose type names the fused type. */
static uint32_t deciding_param(const FuncInfo *template, const Type *fused)
{
    const TypeFunc *func = template->type->func;
    for (uint32_t i = 0; i < func->count; i++) {
        const Type *type = func->params[i].type;
        while (inner_type(type))
            type = inner_type(type);
        if (type == fused)
            return i;
    }
    return UINT32_MAX;
}

static const AstNodes *params_of(const Ast *node)
{
    return node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->params
                                         : &AST_AS(CFuncDef, node)->params;
}

static Insn *decision(Lower *lw, const FuncInfo *template, uint32_t fused, Insn *const *defaults)
{
    uint32_t param = deciding_param(template, template->fused->types[fused]);
    const AstNodes *params = params_of(template->node);
    Items parts = {0};
    if (param >= params->len)
        return lower_none(lw);
    const AstParam *node = AST_AS(Param, params->items[param]);
    bool by_name = node->kind == AST_PARAM_KWONLY;
    add(lw, &parts, lower_box(lw, lower_ssize(lw, by_name ? -1 : (int64_t)param)));
    add(lw, &parts, lower_name(lw, node->name));
    add(lw, &parts, choices_of(lw, template, param, fused));
    if (defaults[param])
        add(lw, &parts, defaults[param]);
    return make_tuple(lw, &parts);
}

static uint32_t least_positional(const FuncInfo *template)
{
    const AstNodes *params = params_of(template->node);
    uint32_t least = 0;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        least += (param->kind == AST_PARAM_NORMAL || param->kind == AST_PARAM_POSONLY) &&
                 !param->default_value;
    }
    return least;
}

Insn *lower_fused_object(Lower *lw, const FuncInfo *template, Insn *const *functions,
                         Insn *const *defaults)
{
    const FusedInfo *info = template->fused;
    Items pairs = {0}, table = {0};
    for (uint32_t i = 0; i < info->spec_count; i++) {
        add(lw, &pairs, lower_str(lw, info->specs[i].signature));
        add(lw, &pairs, functions[i]);
    }
    Insn *dict = ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), pairs.items,
                           pairs.len);
    add(lw, &table, lower_box(lw, lower_ssize(lw, least_positional(template))));
    for (uint32_t i = 0; i < info->type_count; i++)
        add(lw, &table, decision(lw, template, i, defaults));
    return LOWER_PRIM(lw, fused_new, dict, make_tuple(lw, &table));
}
