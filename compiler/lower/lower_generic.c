/* lower_generic.c: type parameters and the type statement; see lower_generic.h.
 *
 * The runtime makes the objects (kr/generic.h): it gets one letter a parameter, the names, and the functions that evaluate
 * the bounds, and behind them, when there are defaults (the last parameter has one then), those for the defaults.
 * Source: PEP 695, PEP 696.
 *
 *     def f[T: B, *Ts]: ...   ->   %1 = prim type_params 'bs', ('T', 'Ts'), (lambda, None) ; T = %1[0] ; Ts = %1[1]
 *                                  %2 = funcobj @f ; attr_set %2, '__type_params__', %1 ; return %2
 */
#include "lower/lower_generic.h"

#include "lower/lower_assign.h"
#include "lower/lower_class.h"
#include "lower/lower_func.h"
#include "lower/lower_inner.h"
#include "lower/lower_late.h"

static const AstNodes *params_of(const Ast *node)
{
    return node->kind == AST_ClassDef ? &AST_AS(ClassDef, node)->type_params
                                      : &AST_AS(FunctionDef, node)->type_params;
}

static Atom statement_name(const Ast *node)
{
    return node->kind == AST_ClassDef ? AST_AS(ClassDef, node)->name : AST_AS(FunctionDef, node)->name;
}

/* t: T, b: T with a bound, c: T with constraints, s: *Ts, S: *Ts = *value, p: **P */
static char letter_of(const AstTypeParam *param)
{
    if (param->kind == AST_PARAM_STAR)
        return param->default_value && AST_AS(TypeParam, param->default_value)->is_starred ? 'S' : 's';
    if (param->kind == AST_PARAM_STARSTAR)
        return 'p';
    return !param->bound ? 't' : param->bound->kind == AST_Tuple ? 'c' : 'b';
}

typedef struct Spec {
    Insn *letters, *names, *bounds;
} Spec;

static Spec describe(Lower *lw, const AstNodes *params)
{
    char *letters = arena_alloc(lw->arena, params->len + 1);
    IrConst **names = ARENA_ARRAY(lw->arena, IrConst *, params->len + 1);
    Insn **bounds = ARENA_ARRAY(lw->arena, Insn *, 2 * params->len + 1);
    bool has_default = params->len && AST_AS(TypeParam, params->items[params->len - 1])->default_value;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstTypeParam *param = AST_AS(TypeParam, params->items[i]);
        letters[i] = letter_of(param);
        names[i] = ir_const_str(lw->b.module, param->name->text, param->name->len, true);
        bounds[i] = param->bound ? lower_func_object(lw, &param->head) : lower_none(lw);
    }
    for (uint32_t i = 0; has_default && i < params->len; i++) {
        const Ast *given = AST_AS(TypeParam, params->items[i])->default_value;
        bounds[params->len + i] = given ? lower_func_object(lw, given) : lower_none(lw);
    }
    Insn *tuple = ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), bounds,
                            has_default ? 2 * params->len : params->len);
    return (Spec){lower_str(lw, letters), ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, names, params->len)), tuple};
}

void lower_generic_declare(LowerUnit *unit, const FuncInfo *info)
{
    const char *name = statement_name(info->node)->text;
    lower_inner_declare(unit, info,
                        arena_printf(unit->module->arena, "<generic parameters of %s>", name));
}

static Insn *site_of(Lower *lw, const Ast *node)
{
    uint32_t line = source_line(lw->unit->sources, node->span);
    return lower_str(lw, arena_printf(lw->arena, "%s:%u", lw->b.module->source_name, line));
}

static Insn *make_tuple(Lower *lw, const AstNodes *params)
{
    Spec spec = describe(lw, params);
    return LOWER_PRIM(lw, type_params, spec.letters, spec.names, spec.bounds);
}

/* Does the interpreter make it from its text, when it is new enough? Not when nothing in it is evaluated late. */
static bool is_late(const Lower *lw, const Ast *node, const AstNodes *params)
{
    bool has_values = node->kind == AST_TypeAlias;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstTypeParam *param = AST_AS(TypeParam, params->items[i]);
        has_values |= param->bound || param->default_value;
    }
    return has_values && map_has(&lw->sema->late_generics, node);
}

/* The tuple of the type parameters. */
static Insn *lower_params(Lower *lw, const Ast *node, const AstNodes *params)
{
    if (!is_late(lw, node, params))
        return make_tuple(lw, params);
    IrVar *tuple = lower_temp(lw, "type_params", LOWER_TYPE(lw, OBJECT), NULL);
    Insn *region = lower_if(lw, LOWER_PRIM0(lw, generic_late));
    const char *name = statement_name(node)->text;
    Insn *source = late_of_params(lw, name, params);
    ir_set(&lw->b, tuple, LOWER_PRIM(lw, generic_params, source, lower_str(lw, name), site_of(lw, node)));
    ir_enter(&lw->b, region, 1);
    ir_set(&lw->b, tuple, make_tuple(lw, params));
    ir_close(&lw->b, region);
    return ir_get(&lw->b, tuple);
}

void lower_generic_define(LowerUnit *unit, const FuncInfo *info)
{
    const AstNodes *params = params_of(info->node);
    Lower lw = lower_start(unit, map_get(&unit->entries, info), info);
    lower_inner_start(&lw);
    Insn *tuple = lower_params(&lw, info->node, params);
    for (uint32_t i = 0; i < params->len; i++)
        lower_bind(&lw, lw.sema->symbol_of[params->items[i]->id],
                   LOWER_PRIM(&lw, match_part, tuple, lower_ssize(&lw, i)));
    Insn *object;
    if (info->node->kind == AST_ClassDef) {
        object = lower_class_object(&lw, info->node, tuple);
    } else {
        object = lower_func_object(&lw, info->node);
        LOWER_PRIM(&lw, attr_set, object, lower_str(&lw, "__type_params__"), tuple);
    }
    ir_return(&lw.b, object);
}

Insn *lower_generic_object(Lower *lw, const FuncInfo *info)
{
    return lower_inner_call(lw, info, NULL);
}

static Insn *make_alias(Lower *lw, const AstTypeAlias *node, Insn *name)
{
    Spec spec = describe(lw, &node->type_params);
    Insn *value = lower_func_object(lw, &node->head);
    return LOWER_PRIM(lw, type_alias, name, spec.letters, spec.names, spec.bounds, value);
}

void lower_type_alias(Lower *lw, const AstTypeAlias *node)
{
    Insn *name = lower_str(lw, AST_AS(Name, node->name)->id->text), *alias;
    if (!is_late(lw, &node->head, &node->type_params)) {
        alias = make_alias(lw, node, name);
    } else {
        IrVar *made = lower_temp(lw, "alias", LOWER_TYPE(lw, OBJECT), NULL);
        Insn *region = lower_if(lw, LOWER_PRIM0(lw, generic_late));
        Insn *source = late_of_alias(lw, node);
        ir_set(&lw->b, made, LOWER_PRIM(lw, generic_alias, source, name, site_of(lw, &node->head)));
        ir_enter(&lw->b, region, 1);
        ir_set(&lw->b, made, make_alias(lw, node, name));
        ir_close(&lw->b, region);
        alias = ir_get(&lw->b, made);
    }
    lower_assign_value(lw, node->name, alias);
}
