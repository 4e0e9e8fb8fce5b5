/* fused_use.c: uses of fused types in bodies; see fused_use.h. Source: Cython user guide, "Fused types": "Type
 * checking specializations", "Calling cdef functions"; how well an argument fits follows its overload rules. */
#include "sema/fused_use.h"
#include "sema/check_expr.h"
#include "sema/coerce.h"
#include "sema/ctypes.h"
#include "sema/magic.h"
#include <string.h>

/* --- tests --- */

/* The type that a test names; NULL when it names none. Fused types stay. */
static const Type *tested_type(Analyzer *a, const Scope *scope, const Ast *node)
{
    const Symbol *symbol = NULL;
    if (node->kind == AST_TypeExpr) {
        a->quiet++;
        a->fused_allowed++;
        const Type *type = ctypes_resolve(a, (Scope *)(uintptr_t)scope, AST_AS(TypeExpr, node)->type);
        a->fused_allowed--;
        a->quiet--;
        return type_is_error(type) ? NULL : type;
    }
    if (node->kind == AST_Name) {
        symbol = scope_lookup(scope, AST_AS(Name, node)->id);
        if (!symbol || symbol->kind == SYM_BUILTIN)
            return ctypes_word(a, AST_AS(Name, node)->id);
    } else if (node->kind == AST_Attribute && AST_AS(Attribute, node)->value->kind == AST_Name) {
        const AstAttribute *attribute = AST_AS(Attribute, node);
        const Symbol *base = scope_lookup(scope, AST_AS(Name, attribute->value)->id);
        if (base && base->kind == SYM_CMODULE && base->inner)
            symbol = magic_find(a, base->inner, attribute->attr);
    }
    bool is_type = symbol && (symbol->kind == SYM_TYPE || symbol->kind == SYM_CLASS);
    return is_type ? symbol->type : NULL;
}

static const Type *bound(Analyzer *a, const Type *type)
{
    a->fused_allowed++;
    type = fused_resolve(a, SPAN_NONE, type);
    a->fused_allowed--;
    return type;
}

static bool is_alternative(const Type *type, const Type *fused)
{
    for (uint32_t i = 0; i < fused->decl->alternative_count; i++)
        if (type_same(type, fused->decl->alternatives[i]))
            return true;
    return false;
}

/* A C number is never None. */
static bool is_number(const Scope *scope, const Ast *node)
{
    const Symbol *symbol = node->kind == AST_Name ? scope_lookup(scope, AST_AS(Name, node)->id) : NULL;
    return symbol && symbol->kind == SYM_LOCAL && symbol->is_declared && symbol->type && type_is_number(symbol->type);
}

static int test_compare(Analyzer *a, const Scope *scope, const AstCompare *node)
{
    const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[0]);
    bool same = arm->op == AST_OP_IS || arm->op == AST_OP_EQ;
    bool differs = arm->op == AST_OP_IS_NOT || arm->op == AST_OP_NE;
    bool member = arm->op == AST_OP_IN || arm->op == AST_OP_NOT_IN;
    if (node->rest.len != 1 || !(same || differs || member))
        return -1;
    if ((arm->op == AST_OP_IS || arm->op == AST_OP_IS_NOT) && is_number(scope, node->left) && coerce_is_none(arm->right))
        return arm->op == AST_OP_IS_NOT;
    const Type *left = tested_type(a, scope, node->left);
    const Type *right = left ? tested_type(a, scope, arm->right) : NULL;
    if (!right)
        return -1;
    left = bound(a, left);
    if (member) {
        if (!fused_contains(right))
            return -1;
        return fused_may_be(a, right, left) == (arm->op == AST_OP_IN);
    }
    return type_same(left, bound(a, right)) == same;
}

static int test_bool(Analyzer *a, const Scope *scope, const AstBoolOp *node)
{
    bool is_and = node->op == AST_OP_BOOL_AND, known = true;
    for (uint32_t i = 0; i < node->values.len; i++) {
        int value = fused_test(a, scope, node->values.items[i]);
        if (value == !is_and && known)
            return value; /* decides, and nothing before it has to run */
        known = known && value >= 0;
    }
    return known ? is_and : -1;
}

int fused_test(Analyzer *a, const Scope *scope, const Ast *node)
{
    if (!a->spec)
        return -1;
    if (node->kind == AST_Compare)
        return test_compare(a, scope, AST_AS(Compare, node));
    if (node->kind == AST_BoolOp)
        return test_bool(a, scope, AST_AS(BoolOp, node));
    if (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NOT) {
        int value = fused_test(a, scope, AST_AS(UnaryOp, node)->operand);
        return value < 0 ? -1 : !value;
    }
    return -1;
}

int fused_fold(Analyzer *a, const Ast *node)
{
    int value = fused_test(a, a->scope, node);
    if (value < 0)
        return value;
    FoldInfo *info = ARENA_NEW(a->arena, FoldInfo);
    info->value = value != 0;
    a->tables.info_of[node->id] = info;
    analyzer_set_type(a, node, KIND_TYPE(a, BINT));
    return value;
}

/* --- calls --- */

/* How badly an argument fits: the higher places count more. */
typedef struct Misfit {
    int object, kind, width, sign, inexact;
} Misfit;

static int type_rank(const Type *type)
{
    const Type *strip = type_strip(type);
    return strip->kind == TYPE_ENUM ? TYPE_INT : (int)strip->kind;
}

static const Type *literal_type(Analyzer *a, const Ast *node, const Type *type)
{
    bool is_literal = node->kind == AST_IntLit ||
                      (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->operand->kind == AST_IntLit);
    return is_literal && type->kind == TYPE_INT ? KIND_TYPE(a, LONG) : type;
}

/* A literal may be what its value fits: b'x' as char pointer. */
static bool literal_fits(const Ast *node, const Type *to)
{
    const Type *strip = type_strip(to);
    if (node->kind != AST_StrLit || strip->kind != TYPE_PTR)
        return false;
    TypeKind kind = type_strip(strip->target)->kind;
    return kind == TYPE_CHAR || kind == TYPE_UCHAR || kind == TYPE_SCHAR;
}

/* False: it does not fit at all. */
static bool measure(Analyzer *a, const Ast *node, const Type *to, Misfit *sum)
{
    const Type *from = literal_type(a, node, analyzer_type(a, node));
    const Type *source = type_strip(from), *target = type_strip(to);
    if (type_same(from, to) || source == target)
        return true;
    bool is_text = literal_fits(node, to);
    if (!is_text && convert_implicit(a->types, from, to) == CONVERT_NONE)
        return false;
    sum->inexact++;
    bool ints = type_is_int(source) && type_is_int(target);
    bool floats = type_is_float(source) && type_is_float(target);
    if (type_is_object(source) && !is_text) {
        sum->object++;
    } else if (ints || floats) {
        int distance = type_rank(target) - type_rank(source);
        sum->width += distance < 0 ? 40 - distance : distance;
        sum->sign += type_is_signed(source) != type_is_signed(target);
    } else if (source->kind == TYPE_PTR && target->kind == TYPE_PTR) {
        sum->sign += 1 + (type_strip(target->target)->kind == TYPE_VOID);
    } else {
        sum->kind++;
    }
    return true;
}

static int compare_misfits(const Misfit *x, const Misfit *y)
{
    const int left[] = {x->object, x->kind, x->width, x->sign, x->inexact};
    const int right[] = {y->object, y->kind, y->width, y->sign, y->inexact};
    for (int i = 0; i < 5; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

static const Ast *argument(const AstCall *call, const Symbol *symbol, uint32_t index, uint32_t shift)
{
    if (index < shift)
        return NULL;
    if (index - shift < call->args.len)
        return call->args.items[index - shift];
    for (uint32_t i = 0; i < call->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, call->keywords.items[i]);
        if (keyword->name && symbol->param_names && keyword->name == symbol->param_names[index])
            return keyword->value;
    }
    return NULL;
}

/* Is the argument a variable with a buffer of other items than the parameter's? */
static bool buffer_differs(const Analyzer *a, const Ast *node, const Symbol *callee, uint32_t index)
{
    const Type *wanted = callee->param_buffers ? callee->param_buffers[index] : NULL;
    const Symbol *symbol = wanted && node->kind == AST_Name ? scope_lookup(a->scope, AST_AS(Name, node)->id) : NULL;
    return symbol && symbol->buffer &&
           (symbol->buffer->view.ndim != wanted->view.ndim ||
            !type_same(symbol->buffer->target, wanted->target));
}

static bool fits(Analyzer *a, const AstCall *call, const Symbol *symbol, const Symbol *one,
                 uint32_t shift, Misfit *sum)
{
    const TypeFunc *func = one->type->func;
    for (uint32_t i = 0; i < func->count; i++) {
        const Ast *arg = argument(call, symbol, i, shift);
        if (arg && (buffer_differs(a, arg, one, i) || !measure(a, arg, func->params[i].type, sum)))
            return false;
    }
    return true;
}

static bool has_star(const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == AST_Starred)
            return true;
    return false;
}

static bool check_arguments(Analyzer *a, const AstCall *call)
{
    bool ok = true;
    for (uint32_t i = 0; i < call->args.len; i++)
        ok = !type_is_error(check_value(a, call->args.items[i])) && ok;
    for (uint32_t i = 0; i < call->keywords.len; i++)
        ok = !type_is_error(check_value(a, AST_AS(Keyword, call->keywords.items[i])->value)) && ok;
    return ok;
}

/* The choice is needed: of another module's table, it is looked up. */
static Symbol *use(Symbol *symbol)
{
    if (symbol)
        symbol->is_used = true;
    return symbol;
}

Symbol *fused_call(Analyzer *a, const AstCall *call, const Symbol *symbol, uint32_t shift)
{
    const FusedInfo *info = symbol->fused;
    const FusedSpec *best = NULL;
    Misfit least = {0};
    bool tie = false;
    if (has_star(call)) {
        REPORT(a, DIAG_C_CALL_STAR, call->head.span, symbol->name->text);
        return NULL;
    }
    if (!check_arguments(a, call))
        return NULL;
    if (info->is_undecided) {
        REPORT(a, DIAG_FUSED_RESULT, call->head.span, analyzer_typename(a, type_strip(symbol->type)->func->result));
        return NULL;
    }
    for (uint32_t i = 0; i < info->spec_count; i++) {
        const FusedSpec *spec = &info->specs[i];
        Misfit sum = {0};
        if (!spec->symbol || !fits(a, call, symbol, spec->symbol, shift, &sum))
            continue;
        int order = best ? compare_misfits(&sum, &least) : -1;
        tie = order == 0 || (tie && order > 0);
        if (order < 0) {
            best = spec;
            least = sum;
        }
    }
    if (best && !tie)
        return use(best->symbol);
    Diag *diag = REPORT(a, best ? DIAG_FUSED_AMBIGUOUS : DIAG_FUSED_NO_MATCH, call->head.span,
                        symbol->name->text);
    analyzer_note_symbol(a, diag, symbol);
    return NULL;
}

/* --- subscripts --- */

static const Type *index_type(Analyzer *a, const Ast *node)
{
    const Type *type = tested_type(a, a->scope, node);
    if (!type) {
        REPORT(a, DIAG_UNKNOWN_TYPE, node->span,
               node->kind == AST_Name ? AST_AS(Name, node)->id->text : "index of a fused function");
        return NULL;
    }
    type = fused_resolve(a, node->span, type);
    return type_is_error(type) ? NULL : type;
}

/* f['int', 'double']: the specialisation of that name; NULL: the index is no text, or none is called so. */
static Symbol *named_index(Analyzer *a, const AstNodes *items, const FusedInfo *info)
{
    Buf text;
    buf_init(&text, a->arena);
    for (uint32_t i = 0; i < items->len; i++) {
        if (items->items[i]->kind != AST_StrLit)
            return NULL;
        buf_printf(&text, "%s%s", i ? "|" : "", AST_AS(StrLit, items->items[i])->value);
    }
    for (uint32_t i = 0; i < info->spec_count; i++)
        if (strcmp(info->specs[i].signature, buf_text(&text)) == 0)
            return use(info->specs[i].symbol);
    return NULL;
}

Symbol *fused_index(Analyzer *a, const AstSubscript *node, const Symbol *symbol)
{
    const FusedInfo *info = symbol->fused;
    const AstNodes one = {(Ast **)(uintptr_t)&node->index, 1};
    const AstNodes *items = node->index->kind == AST_Tuple ? &AST_AS(Tuple, node->index)->items : &one;
    const Type **types = ARENA_ARRAY(a->arena, const Type *, items->len + 1);
    if (items->len != info->type_count) {
        REPORT(a, DIAG_FUSED_INDEX_COUNT, node->index->span, symbol->name->text, info->type_count,
               items->len);
        return NULL;
    }
    Symbol *named = named_index(a, items, info);
    if (named)
        return named;
    for (uint32_t i = 0; i < items->len; i++)
        if (!(types[i] = index_type(a, items->items[i])))
            return NULL;
    for (uint32_t i = 0; i < info->spec_count; i++) {
        uint32_t k = 0;
        while (k < items->len && type_same(types[k], info->specs[i].types[k]))
            k++;
        if (k == items->len)
            return use(info->specs[i].symbol);
    }
    for (uint32_t k = 0; k < items->len; k++)
        if (!is_alternative(types[k], info->types[k]))
            REPORT(a, DIAG_FUSED_NOT_AMONG, items->items[k]->span, analyzer_typename(a, types[k]),
                   analyzer_typename(a, info->types[k]));
    return NULL;
}

/* --- function pointers --- */

Symbol *fused_of_type(Analyzer *a, const Symbol *symbol, const Type *type)
{
    const Type *target = type_strip(type);
    if (target->kind == TYPE_PTR)
        target = type_strip(target->target);
    for (uint32_t i = 0; target->kind == TYPE_FUNC && i < symbol->fused->spec_count; i++) {
        Symbol *one = symbol->fused->specs[i].symbol;
        if (one && convert_implicit(a->types, type_ptr(a->types, one->type),
                                    type_ptr(a->types, target)) != CONVERT_NONE)
            return use(one);
    }
    return NULL;
}
