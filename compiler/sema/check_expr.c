/* check_expr.c: the table of expression rules, and the small ones: literals, names, displays,
 * casts. See check_expr.h. Operators, attributes and subscripts, calls and loops have files of
 * their own.
 */
#include "sema/check_expr.h"
#include "sema/check_access.h"
#include "sema/check_assign.h"
#include "sema/check_call.h"
#include "sema/check_lock.h"
#include "sema/check_loop.h"
#include "sema/check_op.h"
#include "sema/check_stmt.h"
#include "sema/check_view_cast.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/fused_use.h"
#include "sema/genexpr.h"
#include "sema/names.h"
#include <string.h>

typedef const Type *(*ExprRule)(Analyzer *a, const Ast *node);

/* --- literals --- */

static const Type *suffix_type(Analyzer *a, const char *suffix)
{
    bool is_unsigned = strpbrk(suffix, "uU") != NULL;
    const char *first = strpbrk(suffix, "lL");
    bool is_long = first != NULL, is_long_long = first && strpbrk(first + 1, "lL");
    if (is_long_long)
        return is_unsigned ? KIND_TYPE(a, ULLONG) : KIND_TYPE(a, LLONG);
    if (is_long)
        return is_unsigned ? KIND_TYPE(a, ULONG) : KIND_TYPE(a, LONG);
    return KIND_TYPE(a, UINT);
}

static const Type *check_int_lit(Analyzer *a, const Ast *node)
{
    const AstIntLit *literal = AST_AS(IntLit, node);
    int64_t value;
    if (literal->suffix && literal->suffix->len)
        return suffix_type(a, literal->suffix->text);
    return const_expr_int_literal(a, literal, &value) ? check_int_type(a, value)
                                                      : KIND_TYPE(a, PYINT);
}

static const Type *check_float_lit(Analyzer *a, const Ast *node)
{
    (void)node;
    return KIND_TYPE(a, DOUBLE);
}

static const Type *check_imag_lit(Analyzer *a, const Ast *node)
{
    (void)node;
    return type_complex(a->types, KIND_TYPE(a, DOUBLE));
}

static const Type *check_str_lit(Analyzer *a, const Ast *node)
{
    switch (AST_AS(StrLit, node)->kind) {
    case AST_STR_STR: return KIND_TYPE(a, STR);
    case AST_STR_BYTES: return KIND_TYPE(a, BYTES);
    case AST_STR_CHAR: return KIND_TYPE(a, CHAR);
    }
    return KIND_TYPE(a, ERROR);
}

static const Type *check_escaped_str(Analyzer *a, const Ast *node)
{
    (void)node;
    return KIND_TYPE(a, STR);
}

static const Type *check_const_lit(Analyzer *a, const Ast *node)
{
    AstConst value = AST_AS(ConstLit, node)->value;
    return value == AST_CONST_TRUE || value == AST_CONST_FALSE ? KIND_TYPE(a, BINT)
                                                               : KIND_TYPE(a, OBJECT);
}

/* --- names --- */

static const Type *not_a_value(Analyzer *a, const Ast *node, const char *what, const Symbol *symbol)
{
    REPORT(a, DIAG_NOT_A_VALUE, node->span, what, symbol->name->text);
    return KIND_TYPE(a, ERROR);
}

static const Type *magic_value(Analyzer *a, const Ast *node, Symbol *symbol)
{
    if (symbol->magic == MAGIC_UNSUPPORTED)
        return analyzer_unsupported_symbol(a, node->span, symbol);
    if (symbol->magic == MAGIC_DIRECTIVE) {
        REPORT(a, DIAG_DIRECTIVE_USE, node->span, directive_rows[symbol->directive].name);
        return KIND_TYPE(a, ERROR);
    }
    return symbol->type ? symbol->type : not_a_value(a, node, "compile-time name", symbol);
}

/* cython.list, bool of cpython.bool and the like are Python's types. */
static bool is_python_type(const Analyzer *a, const Symbol *symbol)
{
    return symbol->kind == SYM_TYPE && type_is_object(symbol->type) &&
           (symbol->magic != MAGIC_NONE || scope_find(a->builtins->scope, symbol->name));
}

const Type *check_symbol_value(Analyzer *a, const Ast *node, Symbol *symbol)
{
    switch (symbol->kind) {
    case SYM_LOCAL:
        if (!symbol->type)
            a->saw_untyped = true;
        return symbol->type ? symbol->type : KIND_TYPE(a, OBJECT);
    case SYM_GLOBAL:
    case SYM_FIELD:
    case SYM_DEF: return KIND_TYPE(a, OBJECT);
    case SYM_CGLOBAL:
    case SYM_EXTERN:
    case SYM_CFUNC:
    case SYM_BUILTIN:
    case SYM_CONST: return symbol->type;
    case SYM_CLASS: return KIND_TYPE(a, PYTYPE);
    case SYM_TYPE:
        if (is_python_type(a, symbol))
            return KIND_TYPE(a, PYTYPE);
        if (type_strip(symbol->type)->kind == TYPE_ENUM && type_strip(symbol->type)->decl->has_face)
            return KIND_TYPE(a, OBJECT);
        return type_is_error(symbol->type) ? symbol->type : not_a_value(a, node, "type", symbol);
    case SYM_CMODULE:
        return symbol->has_runtime ? KIND_TYPE(a, OBJECT)
                                   : not_a_value(a, node, "cimported module", symbol);
    case SYM_MAGIC: return magic_value(a, node, symbol);
    case SYM_POISON: return KIND_TYPE(a, ERROR);
    }
    return KIND_TYPE(a, ERROR);
}

static const Type *check_name(Analyzer *a, const Ast *node)
{
    Symbol *symbol = analyzer_symbol(a, node);
    if (symbol)
        return check_symbol_value(a, node, symbol);
    REPORT(a, DIAG_UNKNOWN_NAME, node->span, AST_AS(Name, node)->id->text); /* else it has been by names.c */
    return KIND_TYPE(a, ERROR);
}

/* --- displays --- */

static void check_items(Analyzer *a, const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++) {
        const Ast *item = items->items[i];
        if (item->kind == AST_Starred) {
            check_object(a, AST_AS(Starred, item)->value);
            analyzer_set_type(a, item, KIND_TYPE(a, OBJECT));
        } else {
            check_value(a, item);
        }
    }
}

/* Items of tuples and lists keep their C types here: `p, q = q, p` never makes objects of them.
 * coerce.c checks them where the display does become an object. */
static const Type *check_tuple(Analyzer *a, const Ast *node)
{
    check_items(a, &AST_AS(Tuple, node)->items);
    return KIND_TYPE(a, TUPLE);
}

static const Type *check_list(Analyzer *a, const Ast *node)
{
    check_items(a, &AST_AS(List, node)->items);
    return KIND_TYPE(a, LIST);
}

static const Type *check_set(Analyzer *a, const Ast *node)
{
    const AstNodes *items = &AST_AS(Set, node)->items;
    check_items(a, items);
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind != AST_Starred)
            coerce_to_object(a, items->items[i]);
    return KIND_TYPE(a, SET);
}

static const Type *check_dict(Analyzer *a, const Ast *node)
{
    const AstNodes *items = &AST_AS(Dict, node)->items;
    for (uint32_t i = 0; i < items->len; i++) {
        const AstDictItem *item = AST_AS(DictItem, items->items[i]);
        if (item->key)
            check_object(a, item->key);
        check_object(a, item->value);
    }
    return KIND_TYPE(a, DICT);
}

static const Type *check_starred(Analyzer *a, const Ast *node)
{
    REPORT(a, DIAG_NOT_ALLOWED, node->span, "a starred expression", "here");
    check_value(a, AST_AS(Starred, node)->value);
    return KIND_TYPE(a, ERROR);
}

static const Type *check_slice(Analyzer *a, const Ast *node)
{
    const AstSlice *slice = AST_AS(Slice, node);
    const Ast *const parts[] = {slice->lower, slice->upper, slice->step};
    for (int i = 0; i < 3; i++)
        if (parts[i])
            check_object(a, parts[i]);
    return KIND_TYPE(a, SLICE);
}

/* --- f-strings --- */

static const Type *check_fstring(Analyzer *a, const Ast *node);

static void check_fvalue(Analyzer *a, const AstFValue *part)
{
    check_object(a, part->value);
    if (part->spec)
        check_fstring(a, part->spec);
}

static const Type *check_fstring(Analyzer *a, const Ast *node)
{
    if (node->kind != AST_FString)
        return check_value(a, node);
    const AstFString *string = AST_AS(FString, node);
    for (uint32_t i = 0; i < string->parts.len; i++) {
        const Ast *part = string->parts.items[i];
        if (part->kind == AST_FValue)
            check_fvalue(a, AST_AS(FValue, part));
        else
            check_value(a, part);
    }
    return analyzer_set_type(a, node, string->is_template ? KIND_TYPE(a, OBJECT) : KIND_TYPE(a, STR));
}

/* --- comprehensions --- */

static void check_tests(Analyzer *a, const AstCompFor *clause)
{
    for (uint32_t i = 0; i < clause->tests.len; i++)
        check_condition(a, clause->tests.items[i]);
}

/* All but the first clause's header, which is checked elsewhere. */
static void check_comp_rest(Analyzer *a, const AstComp *comp)
{
    check_tests(a, AST_AS(CompFor, comp->clauses.items[0]));
    for (uint32_t i = 1; i < comp->clauses.len; i++) {
        check_comp_for(a, AST_AS(CompFor, comp->clauses.items[i]));
        check_tests(a, AST_AS(CompFor, comp->clauses.items[i]));
    }
    if (comp->element)
        check_object(a, comp->element->kind == AST_Starred ? AST_AS(Starred, comp->element)->value : comp->element);
    if (comp->value)
        check_object(a, comp->value);
}

void check_genexpr_body(Analyzer *a, const AstComp *comp)
{
    check_comp_object(a, AST_AS(CompFor, comp->clauses.items[0]));
    check_comp_rest(a, comp);
}

static const Type *check_comp(Analyzer *a, const Ast *node)
{
    const AstComp *comp = AST_AS(Comp, node);
    Scope *inner = a->tables.info_of[node->id], *outer = a->scope;
    if (!inner)
        return KIND_TYPE(a, ERROR);
    if (comp->kind == AST_COMP_GEN && !genexpr_is_inlined(a, comp)) {
        check_first_iter(a, AST_AS(CompFor, comp->clauses.items[0]));
        return KIND_TYPE(a, OBJECT);
    }
    check_comp_for(a, AST_AS(CompFor, comp->clauses.items[0]));
    a->scope = inner;
    check_comp_rest(a, comp);
    a->scope = outer;
    return comp->kind == AST_COMP_LIST   ? KIND_TYPE(a, LIST)
           : comp->kind == AST_COMP_SET  ? KIND_TYPE(a, SET)
           : comp->kind == AST_COMP_DICT ? KIND_TYPE(a, DICT)
                                         : KIND_TYPE(a, OBJECT);
}

/* --- C expressions --- */

/* Literals may become the type itself, as in <unsigned char>b'x'. */
static bool casts_as_literal(Analyzer *a, const Ast *operand, const Type *to)
{
    bool is_array = type_strip(analyzer_type(a, operand))->kind == TYPE_ARRAY && type_is_object(to);
    if (operand->kind != AST_StrLit && operand->kind != AST_IntLit &&
        operand->kind != AST_Subscript && !is_array)
        return false;
    a->quiet++;
    bool fits = coerce_to(a, operand, to);
    a->quiet--;
    if (fits && operand->kind == AST_StrLit && type_is_int(to) && type_is_object(analyzer_type(a, operand)))
        coerce_to(a, operand, to); /* what was settled by a report */
    return fits;
}

/* An object cast to a pointer keeps its identity, so only untyped memory and structs make sense; C
 * strings and objects are converted, not reinterpreted. */
static bool is_bad_pointer_cast(Analyzer *a, const Type *from, const Type *to)
{
    const Type *source = type_strip(from), *target = type_strip(to);
    if (convert_implicit(a->types, from, to) != CONVERT_NONE)
        return false;
    if (type_is_object(source) && target->kind == TYPE_PTR)
        return type_is_number(target->target);
    return type_is_object(target) && source->kind == TYPE_PTR && type_is_number(source->target);
}

const Type *check_cast_to(Analyzer *a, Span span, const Ast *operand, const Type *to)
{
    const Type *from = check_value(a, operand);
    if (type_is_error(from) || type_is_error(to))
        return to;
    if (type_strip(from)->kind == TYPE_ARRAY && type_strip(to)->kind == TYPE_VIEW &&
        check_array_fits_view(from, type_strip(to)))
        return to;
    if (type_strip(from)->kind == TYPE_FUNC && fused_contains(from)) {
        coerce_to(a, operand, to);
        return to;
    }
    if (operand->kind == AST_StrLit && casts_as_literal(a, operand, to))
        return to;
    if (type_strip(from)->kind == TYPE_NULLPTR && type_is_object(to))
        return to; /* no object, for C functions that take that */
    if (is_bad_pointer_cast(a, from, to)) {
        coerce_report(a, span, operand, from, to);
        return to;
    }
    const Type *source = type_strip(from);
    bool same_name = type_is_object(to) && (source->kind == TYPE_FUNC ||
                                            (source->kind == TYPE_PTR &&
                                             type_strip(source->target)->kind == TYPE_FUNC));
    if (same_name) {
        coerce_to(a, operand, to);
        return to;
    }
    if (operand->kind == AST_StrLit && type_is_int(to) && type_strip(to)->kind != TYPE_BINT) {
        coerce_to(a, operand, to);
        return to;
    }
    if (casts_as_literal(a, operand, to) || convert_explicit(a->types, from, to) != CONVERT_NONE)
        return to;
    coerce_report(a, span, operand, from, to);
    return to;
}

/* &obj.method, or <pointer>obj.method, of a C method: the function that the table of the object has; NULL: it is
 * something else. */
static const Type *method_address(Analyzer *a, const Ast *operand)
{
    if (operand->kind != AST_Attribute || analyzer_symbol(a, operand))
        return NULL;
    const AstAttribute *node = AST_AS(Attribute, operand);
    const Type *base = type_strip(check_expr(a, node->value));
    Symbol *member = base->kind == TYPE_CLASS ? names_member(a, base, node->attr) : NULL;
    if (!member || member->kind != SYM_CFUNC || member->is_static || member->fused || member->is_c_property)
        return NULL;
    member->is_used = true;
    return type_ptr(a->types, member->type);
}

static const Type *check_cast(Analyzer *a, const Ast *node)
{
    const AstCast *cast = AST_AS(Cast, node);
    if (check_makes_array(cast->type))
        return check_array_cast(a, cast);
    const Type *to = ctypes_resolve(a, a->scope, cast->type);
    if (to->kind == TYPE_TYPEDEF && type_strip(to)->kind == TYPE_ARRAY)
        to = type_ptr(a->types, type_strip(to)->target);
    if (to->kind == TYPE_ARRAY) {
        REPORT(a, DIAG_BAD_ELEMENT, cast->type->span, "a cast", analyzer_typename(a, to));
        to = KIND_TYPE(a, ERROR);
    }
    const Type *plain = type_strip(to);
    bool is_object = plain->kind == TYPE_STRUCT && plain->decl->c_name && strcmp(plain->decl->c_name, "PyObject") == 0;
    if (is_object && type_is_object(check_value(a, cast->operand)))
        return analyzer_type(a, cast->operand); /* <void *><PyObject>x: x is one already */
    const Type *method = plain->kind == TYPE_PTR ? method_address(a, cast->operand) : NULL;
    if (method) {
        analyzer_set_type(a, cast->operand, method);
        return to;
    }
    return check_cast_to(a, node->span, cast->operand, to);
}

/* A variable, an element or a field in C memory. */
static bool has_address(const Analyzer *a, const Ast *node)
{
    if (node->kind == AST_Name) {
        const Symbol *symbol = analyzer_symbol(a, node);
        return symbol && (symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL ||
                          symbol->kind == SYM_EXTERN || symbol->kind == SYM_CFUNC);
    }
    if (node->kind == AST_Subscript) {
        const Type *base = analyzer_type(a, AST_AS(Subscript, node)->value);
        return base && (type_is_ptr(base) || type_strip(base)->kind == TYPE_VIEW);
    }
    if (node->kind == AST_Attribute) {
        const Symbol *symbol = analyzer_symbol(a, node);
        const Type *base = analyzer_type(a, AST_AS(Attribute, node)->value);
        if (symbol)
            return symbol->kind == SYM_EXTERN || symbol->kind == SYM_CFUNC ||
                   symbol->kind == SYM_CGLOBAL;
        const Symbol *member = base ? names_member(a, base, AST_AS(Attribute, node)->attr) : NULL;
        if (member)
            return member->kind == SYM_FIELD;
        return base && (type_strip(base)->kind == TYPE_PTR ||
                        (type_strip(base)->kind == TYPE_STRUCT &&
                         has_address(a, AST_AS(Attribute, node)->value)));
    }
    return false;
}

static const Type *check_address_of(Analyzer *a, const Ast *node)
{
    const Ast *operand = AST_AS(AddressOf, node)->operand;
    const Type *method = method_address(a, operand);
    if (method)
        return method;
    const Type *type = check_value(a, operand);
    check_buffer_written(a, operand);
    if (type_is_error(type))
        return type;
    bool is_view = type_strip(type)->kind == TYPE_VIEW;
    if (type_is_object(type) || is_view || !has_address(a, operand)) {
        const char *what = type_is_object(type) ? "a Python object"
                           : is_view            ? "a memoryview"
                                                : "this expression";
        REPORT(a, DIAG_NO_ADDRESS, operand->span, what);
        return KIND_TYPE(a, ERROR);
    }
    return type_ptr(a->types, type);
}

const Type *check_sizeof_operand(Analyzer *a, const Ast *operand)
{
    bool is_syntactic = ast_kind_category(operand->kind) == AST_CAT_TYPE ||
                        operand->kind == AST_TypeExpr;
    const Type *type = is_syntactic ? ctypes_resolve(a, a->scope, operand) : NULL;
    if (!type && (operand->kind == AST_Name || operand->kind == AST_Attribute ||
                  operand->kind == AST_Subscript))
        type = ctypes_of_expression(a, a->scope, operand);
    if (!type && operand->kind == AST_Name && !analyzer_symbol(a, operand))
        type = ctypes_word(a, AST_AS(Name, operand)->id);
    if (!type)
        type = check_value(a, operand);
    if (type_is_object(type) || type_strip(type)->kind == TYPE_VOID) {
        REPORT(a, DIAG_BAD_ELEMENT, operand->span, "`sizeof`", analyzer_typename(a, type));
        type = KIND_TYPE(a, ERROR);
    }
    if (type_strip(type)->kind == TYPE_STRUCT && !type_strip(type)->decl->is_complete) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, operand->span, analyzer_typename(a, type));
        type = KIND_TYPE(a, ERROR);
    }
    analyzer_set_type(a, operand, type);
    return KIND_TYPE(a, SIZE);
}

static const Type *check_size_of(Analyzer *a, const Ast *node)
{
    return check_sizeof_operand(a, AST_AS(SizeOf, node)->operand);
}

static const Type *check_named_expr(Analyzer *a, const Ast *node)
{
    const AstNamedExpr *named = AST_AS(NamedExpr, node);
    check_value(a, named->value);
    check_assign_node(a, named->target, named->value);
    const Type *type = analyzer_type(a, named->target);
    if (type_strip(type)->kind == TYPE_ARRAY) {
        REPORT(a, DIAG_NOT_ALLOWED, named->target->span, "a C array", "as the target of `:=`");
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

static const Type *check_lambda(Analyzer *a, const Ast *node)
{
    const FuncInfo *func = a->tables.info_of[node->id];
    if (func)
        check_defaults(a, &AST_AS(Lambda, node)->params, func->type->func);
    return KIND_TYPE(a, OBJECT);
}

/* --- generators --- */

static const Type *check_yield(Analyzer *a, const Ast *node)
{
    const Ast *value = node->kind == AST_Yield ? AST_AS(Yield, node)->value : AST_AS(YieldFrom, node)->value;
    bool is_python = a->func->kind == FUNC_DEF || a->func->kind == FUNC_LAMBDA;
    if (value)
        check_object(a, value);
    if (!is_python)
        REPORT(a, DIAG_NOT_ALLOWED, node->span, "`yield`", "outside of a Python function");
    check_section_leave(a, node, "`yield`");
    return KIND_TYPE(a, OBJECT);
}

static const Type *check_await(Analyzer *a, const Ast *node)
{
    check_object(a, AST_AS(Await, node)->value);
    if (!a->func->is_coroutine && a->scope->kind == SCOPE_COMP) /* elsewhere the reader has said so */
        REPORT(a, DIAG_NOT_ALLOWED, node->span, "`await`", "outside of an async function");
    check_section_leave(a, node, "`await`");
    return KIND_TYPE(a, OBJECT);
}

/* --- not supported yet --- */

static const Type *check_new(Analyzer *a, const Ast *node)
{
    return analyzer_unsupported(a, node->span, "a C++ object");
}

static const Type *check_type_expr(Analyzer *a, const Ast *node)
{
    const Type *type = ctypes_resolve(a, a->scope, AST_AS(TypeExpr, node)->type);
    if (!type_is_error(type))
        REPORT(a, DIAG_NOT_A_VALUE, node->span, "type", analyzer_typename(a, type));
    return KIND_TYPE(a, ERROR);
}

static const Type *check_poison(Analyzer *a, const Ast *node)
{
    (void)node;
    return KIND_TYPE(a, ERROR);
}

static const ExprRule rules[AST_KIND_COUNT] = {
    [AST_Name] = check_name,           [AST_IntLit] = check_int_lit,
    [AST_FloatLit] = check_float_lit,  [AST_ImagLit] = check_imag_lit,
    [AST_StrLit] = check_str_lit,      [AST_EscapedStr] = check_escaped_str,
    [AST_FString] = check_fstring,     [AST_ConstLit] = check_const_lit,
    [AST_BinOp] = check_bin_op,        [AST_UnaryOp] = check_unary_op,
    [AST_BoolOp] = check_bool_op,      [AST_Compare] = check_compare,
    [AST_Call] = check_call,           [AST_Starred] = check_starred,
    [AST_Attribute] = check_attribute, [AST_Subscript] = check_subscript,
    [AST_Slice] = check_slice,         [AST_Tuple] = check_tuple,
    [AST_List] = check_list,           [AST_Set] = check_set,
    [AST_Dict] = check_dict,           [AST_Comp] = check_comp,
    [AST_IfExp] = check_if_exp,        [AST_Lambda] = check_lambda,
    [AST_Yield] = check_yield,         [AST_YieldFrom] = check_yield,
    [AST_Await] = check_await,         [AST_NamedExpr] = check_named_expr,
    [AST_Cast] = check_cast,           [AST_AddressOf] = check_address_of,
    [AST_SizeOf] = check_size_of,      [AST_New] = check_new,
    [AST_TypeExpr] = check_type_expr,  [AST_Poison] = check_poison,
};

const Type *check_expr(Analyzer *a, const Ast *node)
{
    ExprRule rule = rules[node->kind];
    if (a->spec && fused_fold(a, node) >= 0)
        return analyzer_type(a, node);
    return analyzer_set_type(a, node, rule ? rule(a, node) : KIND_TYPE(a, ERROR));
}

const Type *check_value(Analyzer *a, const Ast *node)
{
    const Type *type = check_expr(a, node);
    if (type_strip(type)->kind != TYPE_VOID)
        return type;
    REPORT(a, DIAG_VOID_VALUE, node->span, "expression");
    return analyzer_set_type(a, node, KIND_TYPE(a, ERROR));
}

void check_condition(Analyzer *a, const Ast *node)
{
    if (node->kind != AST_BoolOp || (a->spec && fused_fold(a, node) >= 0)) {
        a->condition = node;
        if (!type_is_error(check_value(a, node)))
            coerce_to_truth(a, node);
        if (node->kind == AST_List && type_is_object(analyzer_type(a, node)))
            coerce_to_object(a, node);
        return;
    }
    /* only the truth of each part matters, so they need no common type */
    const AstNodes *values = &AST_AS(BoolOp, node)->values;
    for (uint32_t i = 0; i < values->len; i++)
        check_condition(a, values->items[i]);
    analyzer_set_type(a, node, KIND_TYPE(a, BINT));
}

void check_object(Analyzer *a, const Ast *node)
{
    check_as(a, node, KIND_TYPE(a, OBJECT));
}

void check_as(Analyzer *a, const Ast *node, const Type *type)
{
    check_value(a, node);
    coerce_to(a, node, type);
}
