/* lower_funcobj.c: the objects of functions.
 *
 * Defaults are evaluated where the def statement stands, left to right; the object keeps them, as a tuple and a dict, and
 * the runtime takes arguments that are left out from there. The C entry of a cdef or cpdef function knows no object: its
 * defaults are literals in the code, or lie in the module state.
 *
 *     def f(a, b=x, *, c=1)   ->   funcobj @f null, (build tuple x), (build dict 'c', 1), null
 */
#include "lower/lower_funcobj.h"

#include "lower/lower_annotation.h"
#include "lower/lower_call.h"
#include "lower/lower_cell.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_fused.h"
#include "lower/lower_late.h"
#include "lower/lower_literal.h"
#include "sema/fused.h"

enum { CODE_NESTED = 16, CODE_GENERATOR = 32, CODE_COROUTINE = 128, CODE_ASYNC_GENERATOR = 512,
       /* KR_CODE_* of kr/func.h */
       CODE_UNBOUND = 1 << 30, CODE_METHOD = 1 << 29, CODE_NO_KEYWORDS = 1 << 28 };

const AstNodes *lower_params_of(const Ast *node)
{
    if (node->kind == AST_FunctionDef)
        return &AST_AS(FunctionDef, node)->params;
    return node->kind == AST_CFuncDef ? &AST_AS(CFuncDef, node)->params
                                      : &AST_AS(Lambda, node)->params;
}

bool lower_has_object(const FuncInfo *info)
{
    return info->special == SPECIAL_NONE && !info->accessor; /* those are slots of a type */
}

/* Names */

typedef enum NameKind { NAMES_LOCAL, NAMES_CELL, NAMES_FREE } NameKind;

static bool belongs(const Symbol *symbol, NameKind kind)
{
    if (symbol->kind != SYM_LOCAL)
        return false;
    return kind == NAMES_CELL ? symbol->is_captured : !symbol->is_captured && !symbol->is_param;
}

static const char *join_names(Arena *arena, Symbol *const *symbols, uint32_t count, NameKind kind)
{
    Buf text;
    buf_init(&text, arena);
    for (uint32_t i = 0; i < count; i++)
        if (kind == NAMES_FREE || belongs(symbols[i], kind))
            buf_printf(&text, "%s%s", text.len ? " " : "", symbols[i]->name->text);
    return text.len ? buf_text(&text) : NULL;
}

/* At most one argument, which must be given: what always_allow_keywords(False) is about. */
static bool is_short(const FuncInfo *info, bool is_method)
{
    const AstNodes *params = lower_params_of(info->node);
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (param->default_value || param->kind > AST_PARAM_POSONLY)
            return false;
    }
    return params->len <= (is_method ? 2u : 1u);
}

void lower_code_info(LowerUnit *unit, IrFunc *func, const FuncInfo *info)
{
    Arena *arena = unit->module->arena;
    Symbol *const *symbols = info->scope->symbols.items;
    uint32_t count = info->scope->symbols.len;
    func->local_names = join_names(arena, symbols, count, NAMES_LOCAL);
    func->cell_names = join_names(arena, symbols, count, NAMES_CELL);
    func->free_names = join_names(arena, info->frees.items, info->frees.len, NAMES_FREE);
    const AstNodes *decorators = info->node->kind == AST_FunctionDef
                                     ? &AST_AS(FunctionDef, info->node)->decorators
                                     : NULL;
    if (decorators && decorators->len)
        func->decorated = decorators->items[0]->span;
    bool is_method = info->cls && !info->is_static;
    func->code_flags = info->is_nested ? CODE_NESTED : 0;
    if (!info->directives->binding && !info->is_nested && info->kind != FUNC_LAMBDA && !info->cls)
        func->code_flags |= CODE_UNBOUND;
    if (is_method)
        func->code_flags |= CODE_METHOD;
    if (!info->directives->always_allow_keywords && is_short(info, is_method))
        func->code_flags |= CODE_NO_KEYWORDS;
    if (info->is_coroutine)
        func->code_flags |= info->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
    else if (info->is_generator)
        func->code_flags |= CODE_GENERATOR;
}

/* Defaults */

static const Type *param_type(Lower *lw, const Symbol *symbol)
{
    return symbol->type ? symbol->type : LOWER_TYPE(lw, OBJECT);
}

static bool is_kept_in_module(const FuncInfo *info)
{
    return info->kind == FUNC_C || info->kind == FUNC_CP || !lower_has_object(info);
}

static void keep_default(Lower *lw, const FuncInfo *info, const AstParam *param, uint32_t i, Insn *value)
{
    const Type *type = param_type(lw, info->params.items[i]);
    IrVar *var = lower_global(lw->unit, lower_default_key(info, param), param->name, type);
    ir_set(&lw->b, var, lower_convert(lw, value, type));
}

/* The object that stands for a default. C values are converted to the parameter's type first. */
static Insn *default_object(Lower *lw, const FuncInfo *info, const AstParam *param, uint32_t i)
{
    const Type *type = param_type(lw, info->params.items[i]);
    const Type *plain = lower_plain(type);
    if (plain->kind == TYPE_PTR && lower_plain(lower_type(lw, param->default_value))->kind == TYPE_NULLPTR)
        return lower_none(lw);
    if (is_kept_in_module(info))
        return lower_box(lw, lower_default(lw, info, param, type));
    if (type_is_object(plain) || plain->kind == TYPE_VIEW)
        return lower_object(lw, param->default_value);
    return lower_box(lw, lower_to(lw, param->default_value, type));
}

/* Evaluates the defaults in order: into the module state where C code reads them, and as objects (NULL in `objects` where
 * there is none; NULL itself: none is wanted). */
static void evaluate_defaults(Lower *lw, const FuncInfo *info, Insn **objects)
{
    const AstNodes *params = lower_params_of(info->node);
    for (uint32_t i = 0; i < params->len && i < info->params.len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!param->default_value || !info->params.items[i])
            continue;
        if (is_kept_in_module(info) && !lower_is_literal(param->default_value))
            keep_default(lw, info, param, i,
                         lower_to(lw, param->default_value, param_type(lw, info->params.items[i])));
        if (objects)
            objects[i] = default_object(lw, info, param, i);
    }
}

/* Those of a template are evaluated once, and kept for each specialisation in its own type. */
static void evaluate_template(Lower *lw, const FuncInfo *info, Insn **objects)
{
    const AstNodes *params = lower_params_of(info->node);
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!param->default_value)
            continue;
        Insn *value = lower_expr(lw, param->default_value);
        objects[i] = lower_box(lw, value);
        bool is_kept = is_kept_in_module(info) && !lower_is_literal(param->default_value);
        for (uint32_t k = 0; is_kept && k < info->fused->spec_count; k++)
            keep_default(lw, info->fused->specs[k].func, param, i, value);
    }
}

void lower_c_defaults(Lower *lw, const FuncInfo *info)
{
    if (info->fused)
        evaluate_template(lw, info,
                          ARENA_ARRAY(lw->arena, Insn *, lower_params_of(info->node)->len + 1));
    else
        evaluate_defaults(lw, info, NULL);
}

/* Objects */

static bool all_constant(Insn *const *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i]->op != IR_PYCONST)
            return false;
    return true;
}

/* A tuple of the items, NULL of none; of constants it is one constant. */
static Insn *make_tuple(Lower *lw, Insn **items, uint32_t count)
{
    if (!count)
        return NULL;
    if (!all_constant(items, count))
        return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), items, count);
    IrConst **values = ARENA_ARRAY(lw->arena, IrConst *, count);
    for (uint32_t i = 0; i < count; i++)
        values[i] = items[i]->as.pyconst;
    return ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, values, count));
}

/* The tuple of positional defaults and the dict of the others, each NULL where there is none. */
static void pack_defaults(Lower *lw, const FuncInfo *info, Insn *const *objects, Insn **operands)
{
    const AstNodes *params = lower_params_of(info->node);
    Insn **items = ARENA_ARRAY(lw->arena, Insn *, params->len + 1);
    Insn **pairs = ARENA_ARRAY(lw->arena, Insn *, 2 * params->len + 1);
    uint32_t item_count = 0, pair_count = 0;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!objects[i])
            continue;
        if (param->kind == AST_PARAM_KWONLY) {
            pairs[pair_count++] = lower_name(lw, param->name);
            pairs[pair_count++] = objects[i];
        } else {
            items[item_count++] = objects[i];
        }
    }
    operands[0] = make_tuple(lw, items, item_count);
    operands[1] = pair_count ? ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), pairs,
                                         pair_count)
                             : NULL;
}

static void add_annotation(Lower *lw, Insn **items, uint32_t *count, Insn *name, const Ast *annotation)
{
    if (!annotation)
        return;
    items[(*count)++] = name;
    items[(*count)++] = lower_annotation(lw, annotation);
}

/* The tuple of names and annotations, in turn; NULL: none. */
static Insn *pack_annotations(Lower *lw, const AstFunctionDef *node)
{
    Insn **items = ARENA_ARRAY(lw->arena, Insn *, 2 * node->params.len + 3);
    uint32_t count = 0;
    for (uint32_t i = 0; i < node->params.len; i++) {
        const AstParam *param = AST_AS(Param, node->params.items[i]);
        if (param->annotation)
            add_annotation(lw, items, &count, lower_name(lw, param->name), param->annotation);
    }
    if (node->returns)
        add_annotation(lw, items, &count, lower_str(lw, "return"), node->returns);
    return make_tuple(lw, items, count);
}

/* The same, or what they are evaluated from later, by the version of the interpreter. */
static Insn *choose_annotations(Lower *lw, const FuncInfo *info)
{
    if (info->node->kind != AST_FunctionDef)
        return NULL;
    const AstFunctionDef *node = AST_AS(FunctionDef, info->node);
    if (!late_has_evaluated(lw, node))
        return pack_annotations(lw, node);
    IrVar *annotations = lower_temp(lw, "annotations", LOWER_TYPE(lw, OBJECT), NULL);
    Insn *region = lower_if(lw, lower_annotate_now(lw));
    ir_set(&lw->b, annotations, pack_annotations(lw, node));
    ir_enter(&lw->b, region, 1);
    ir_set(&lw->b, annotations, late_of_function(lw, node));
    ir_close(&lw->b, region);
    return ir_get(&lw->b, annotations);
}

/* funcobj with its operands, where there are any. */
static Insn *make_object(Lower *lw, const FuncInfo *info, Insn *const *defaults)
{
    Insn *operands[4] = {NULL};
    bool is_plain = true;
    pack_defaults(lw, info, defaults, &operands[1]);
    operands[3] = choose_annotations(lw, info);
    operands[0] = lower_closure(lw, info);
    for (int i = 0; i < 4; i++)
        is_plain &= !operands[i];
    for (int i = 0; i < 4 && !is_plain; i++)
        if (!operands[i])
            operands[i] = ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    Insn *insn = ir_append(&lw->b, IR_FUNCOBJ, 0, LOWER_TYPE(lw, OBJECT), operands, is_plain ? 0 : 4);
    insn->as.func = map_get(&lw->unit->wrappers, info);
    return insn;
}

Insn *lower_funcobj(Lower *lw, const FuncInfo *info)
{
    Insn **defaults = ARENA_ARRAY(lw->arena, Insn *, lower_params_of(info->node)->len + 1);
    if (!info->fused) {
        evaluate_defaults(lw, info, defaults);
        return make_object(lw, info, defaults);
    }
    Insn **functions = ARENA_ARRAY(lw->arena, Insn *, info->fused->spec_count);
    evaluate_template(lw, info, defaults);
    for (uint32_t i = 0; i < info->fused->spec_count; i++)
        functions[i] = make_object(lw, info->fused->specs[i].func, defaults);
    return lower_fused_object(lw, info, functions, defaults);
}
