/* check_op.c: types of operators; see check_op.h. Source: Cython language basics, "Arithmetic"; C11
 * 6.5 for C operands; Cython documentation, directives cdivision and cpow. */
#include "sema/check_op.h"
#include "sema/check_expr.h"
#include "sema/check_memory.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/fused_use.h"
#include "sema/large_int.h"

const Type *check_int_type(Analyzer *a, int64_t value)
{
    return value >= INT32_MIN && value <= INT32_MAX ? KIND_TYPE(a, INT) : KIND_TYPE(a, LONG);
}

/* --- constants --- */

/* The value of an integer literal, or of arithmetic on such that was folded before. */
static const int64_t *literal_value(Analyzer *a, const Ast *node, int64_t *room)
{
    if (node->kind == AST_IntLit && !AST_AS(IntLit, node)->suffix)
        return const_expr_int_literal(a, AST_AS(IntLit, node), room) ? room : NULL;
    if (node->kind == AST_BinOp || node->kind == AST_UnaryOp)
        return map_get(&a->constants, node);
    return NULL;
}

static const Type *keep_constant(Analyzer *a, const Ast *node, int64_t value)
{
    int64_t *kept = ARENA_NEW(a->arena, int64_t);
    *kept = value;
    map_set(a->arena, &a->constants, node, kept);
    return check_int_type(a, value);
}

/* Arithmetic on integer literals: typed by its exact value. NULL when it is not that. */
static const Type *fold_binary(Analyzer *a, const AstBinOp *node)
{
    int64_t left_room, right_room, result;
    const int64_t *left = literal_value(a, node->left, &left_room);
    const int64_t *right = left ? literal_value(a, node->right, &right_room) : NULL;
    if (!right || node->op == AST_OP_DIV || node->op == AST_OP_MATMUL)
        return NULL;
    if (const_expr_binary(node->op, *left, *right, &result))
        return keep_constant(a, &node->head, result);
    bool is_zero_division = (node->op == AST_OP_FLOORDIV || node->op == AST_OP_MOD) && *right == 0;
    bool is_fraction = node->op == AST_OP_POW && *right < 0;
    return is_zero_division || is_fraction ? NULL : KIND_TYPE(a, PYINT); /* 1 << -1 raises */
}

/* --- binary --- */

static const Type *bad_operands(Analyzer *a, Span span, AstOp op, const Type *left,
                                const Type *right)
{
    if (analyzer_fails_later(a, left) && analyzer_fails_later(a, right))
        return KIND_TYPE(a, OBJECT);
    REPORT(a, DIAG_BAD_OPERANDS, span, ast_op_text(op), analyzer_typename(a, left),
           analyzer_typename(a, right));
    return KIND_TYPE(a, ERROR);
}

static bool is_sequence(TypeKind kind)
{
    return kind == TYPE_STR || kind == TYPE_BYTES || kind == TYPE_LIST || kind == TYPE_TUPLE ||
           kind == TYPE_BYTEARRAY;
}

static bool is_pyint(const Type *type)
{
    return type_strip(type)->kind == TYPE_PYINT ||
           (type_is_int(type) && type_strip(type)->kind != TYPE_BINT &&
            type_strip(type)->kind != TYPE_UCS4);
}

/* Result of an operation with a Python operand: a builtin type where Python's rules leave no
 * choice. */
static const Type *object_result(Analyzer *a, AstOp op, const Type *left, const Type *right)
{
    bool complex = (type_strip(left)->kind == TYPE_PYCOMPLEX || type_is_number(left)) &&
                   (type_strip(right)->kind == TYPE_PYCOMPLEX || type_is_number(right));
    if (complex)
        return KIND_TYPE(a, PYCOMPLEX); /* one of the two is */
    TypeKind l = type_strip(left)->kind, r = type_strip(right)->kind;
    if (op == AST_OP_ADD && l == r && is_sequence(l))
        return a->types->simple[l];
    if (op == AST_OP_MUL && is_sequence(l) && is_pyint(right))
        return a->types->simple[l];
    if (op == AST_OP_MUL && is_sequence(r) && is_pyint(left))
        return a->types->simple[r];
    bool known = !type_is_object(right) || r != TYPE_OBJECT; /* else it may have its own __rmod__ */
    if (op == AST_OP_MOD && (l == TYPE_STR || l == TYPE_BYTES) && known)
        return a->types->simple[l];
    if (l == r && (l == TYPE_SET || l == TYPE_FROZENSET) &&
        (op == AST_OP_OR || op == AST_OP_AND || op == AST_OP_SUB || op == AST_OP_XOR))
        return a->types->simple[l];
    bool exact_int = op != AST_OP_DIV && op != AST_OP_POW && op != AST_OP_MATMUL;
    if (is_pyint(left) && is_pyint(right) && exact_int)
        return KIND_TYPE(a, PYINT);
    return KIND_TYPE(a, OBJECT);
}

/* Complex numbers are not ordered, so they have neither remainder nor bits. */
static bool is_bad_complex(AstOp op, const Type *left, const Type *right)
{
    bool l = type_strip(left)->kind == TYPE_PYCOMPLEX,
         r = type_strip(right)->kind == TYPE_PYCOMPLEX;
    bool numbers = (l || type_is_number(left)) && (r || type_is_number(right));
    return (l || r) && numbers && op != AST_OP_ADD && op != AST_OP_SUB && op != AST_OP_MUL &&
           op != AST_OP_DIV && op != AST_OP_POW;
}

static const Type *object_operation(Analyzer *a, Span span, AstOp op, const Type *left,
                                    const Type *right)
{
    if (is_bad_complex(op, left, right))
        return bad_operands(a, span, op, left, right);
    const Type *object = KIND_TYPE(a, OBJECT);
    if (convert_implicit(a->types, left, object) == CONVERT_NONE ||
        convert_implicit(a->types, right, object) == CONVERT_NONE)
        return bad_operands(a, span, op, left, right);
    return object_result(a, op, left, right);
}

/* The items of a display that is an operand become objects; reports those that cannot. */
static void box_display(Analyzer *a, const Ast *node)
{
    if (node->kind == AST_Tuple || node->kind == AST_List)
        coerce_to_object(a, node);
}

/* C strings are joined and formatted as bytes. */
static bool is_text(Analyzer *a, const Type *type)
{
    return type_is_ptr(type) && convert_boxed(a->types, type);
}

static const Type *pointer_operation(Analyzer *a, Span span, AstOp op, const Type *left,
                                     const Type *right)
{
    if (is_text(a, left) && ((op == AST_OP_ADD && is_text(a, right)) || op == AST_OP_MOD))
        return object_operation(a, span, op, convert_boxed(a->types, left), right);
    const Type *l = type_strip(left), *r = type_strip(right);
    const Type *common = convert_common(a->types, left, right);
    bool l_ptr = type_is_ptr(left), r_ptr = type_is_ptr(right);
    const Type *open = (l_ptr ? l : r)->target ? analyzer_incomplete((l_ptr ? l : r)->target) : NULL;
    if (open) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, span, analyzer_typename(a, open));
        return KIND_TYPE(a, ERROR);
    }
    bool is_function = l->kind == TYPE_FUNC || r->kind == TYPE_FUNC;
    if (l_ptr && r_ptr && op == AST_OP_SUB && common && !is_function)
        return KIND_TYPE(a, PTRDIFF);
    bool offset = (l_ptr && type_is_int(right) && (op == AST_OP_ADD || op == AST_OP_SUB)) ||
                  (r_ptr && type_is_int(left) && op == AST_OP_ADD);
    const Type *target = type_strip((l_ptr ? l : r)->target ? (l_ptr ? l : r)->target : left);
    if (!offset || is_function || target->kind == TYPE_VOID || target->kind == TYPE_FUNC || !common)
        return bad_operands(a, span, op, left, right);
    return common;
}

/* Powers of these are no complex numbers. */
static bool is_real_power(Analyzer *a, const Ast *left, const Type *left_type, const Ast *right,
                          const Type *right_type)
{
    ConstValue base = const_expr_value(a, left), exponent = const_expr_value(a, right);
    if (type_is_int(right_type) || (type_is_int(left_type) && !type_is_signed(left_type)))
        return true;
    bool is_positive = (base.kind == CONST_INT && base.i >= 0) || (base.kind == CONST_FLOAT && base.f >= 0);
    bool is_small = exponent.kind == CONST_FLOAT && exponent.f > -1e9 && exponent.f < 1e9;
    double whole = is_small ? (double)(int64_t)exponent.f : 0;
    return is_positive || (is_small && whole >= exponent.f && whole <= exponent.f);
}

/* x ** n. Without cpow, an integer power with a negative exponent must not be cut to an integer, and a
 * power of floats may be a complex number. */
static const Type *power_type(Analyzer *a, const Type *common, const Ast *left, const Type *left_type,
                              const Ast *right, const Type *right_type)
{
    if (type_is_float(common)) {
        bool is_real = a->directives->cpow == 1 || type_strip(common)->kind != TYPE_DOUBLE ||
                       is_real_power(a, left, left_type, right, right_type);
        return is_real ? common : type_soft_complex(a->types);
    }
    if (a->directives->cpow == 1 || !type_is_signed(right_type))
        return common;
    ConstValue exponent = const_expr_value(a, right);
    bool known = exponent.kind == CONST_INT || exponent.kind == CONST_BOOL;
    if (!known && !a->sema->tree->is_cython)
        return KIND_TYPE(a, OBJECT); /* in plain Python it may be an int of any size */
    if (!known || exponent.i < 0)
        return KIND_TYPE(a, DOUBLE);
    return right->kind == AST_IntLit ? convert_common(a->types, common, KIND_TYPE(a, LONG)) : common;
}

static bool is_bint(const Type *type)
{
    return type_strip(type)->kind == TYPE_BINT;
}

static const Type *number_operation(Analyzer *a, Span span, AstOp op, const Ast *left_node, const Type *left,
                                    const Ast *right_node, const Type *right)
{
    const Type *common = convert_common(a->types, left, right);
    bool is_float = type_is_float(common);
    if (op == AST_OP_DIV && !is_float && !a->directives->cdivision)
        return KIND_TYPE(a, DOUBLE);
    if (op == AST_OP_DIV)
        return common; /* with cdivision, integers are divided as in C */
    if (op == AST_OP_POW)
        return power_type(a, common, left_node, left, right_node, right);
    bool bits = op == AST_OP_AND || op == AST_OP_OR || op == AST_OP_XOR;
    if (op == AST_OP_MATMUL || (is_float && (bits || op == AST_OP_LSHIFT || op == AST_OP_RSHIFT)))
        return bad_operands(a, span, op, left, right);
    return bits && is_bint(left) && is_bint(right) ? KIND_TYPE(a, BINT) : common;
}

static bool is_complex(const Type *type)
{
    return type_strip(type)->kind == TYPE_COMPLEX;
}

static const Type *complex_operation(Analyzer *a, Span span, AstOp op, const Type *left,
                                     const Type *right)
{
    bool has = op == AST_OP_ADD || op == AST_OP_SUB || op == AST_OP_MUL || op == AST_OP_DIV ||
               op == AST_OP_POW;
    const Type *common = has ? convert_common(a->types, left, right) : NULL;
    return common ? common : bad_operands(a, span, op, left, right);
}

/* In arithmetic a character is a string of length one, as everywhere in Python. */
static const Type *as_operand(const Analyzer *a, const Ast *node)
{
    const Type *type = analyzer_type(a, node);
    if (type_strip(type)->kind == TYPE_CTUPLE && convert_boxed(a->types, type))
        return KIND_TYPE(a, TUPLE);
    return type_strip(type)->kind == TYPE_UCS4 ? KIND_TYPE(a, STR) : type;
}

static const Type *binary_type(Analyzer *a, Span span, AstOp op, const Ast *left_node, const Ast *right_node)
{
    if (left_node->kind == AST_IntLit)
        coerce_literal_beside(a, left_node, analyzer_type(a, right_node));
    if (right_node->kind == AST_IntLit)
        coerce_literal_beside(a, right_node, analyzer_type(a, left_node));
    const Type *left = as_operand(a, left_node), *right = as_operand(a, right_node);
    if (op == AST_OP_FLOORDIV || op == AST_OP_MOD) { /* of floats only */
        left = type_is_soft(left) ? KIND_TYPE(a, DOUBLE) : left;
        right = type_is_soft(right) ? KIND_TYPE(a, DOUBLE) : right;
    }
    if (type_is_error(left) || type_is_error(right))
        return KIND_TYPE(a, ERROR);
    bool is_format = op == AST_OP_MOD && (left_node->kind == AST_StrLit || left_node->kind == AST_FString);
    if (is_format && type_strip(left)->kind == TYPE_STR && type_is_object(right))
        return left; /* the runtime sees to what its own __rmod__() gives */
    if (type_is_object(left) || type_is_object(right)) {
        box_display(a, left_node);
        box_display(a, right_node);
        return object_operation(a, span, op, left, right);
    }
    if (type_is_number(left) && type_is_number(right))
        return number_operation(a, span, op, left_node, left, right_node, right);
    if (type_is_ptr(left) || type_is_ptr(right))
        return pointer_operation(a, span, op, left, right);
    if (is_complex(left) || is_complex(right))
        return complex_operation(a, span, op, left, right);
    return bad_operands(a, span, op, left, right);
}

/* Type of `left op right` for operands already typed; reports at `span`. */
static const Type *check_binary(Analyzer *a, Span span, AstOp op, const Ast *left_node, const Ast *right_node)
{
    const Type *large = large_int_operation(a, op, left_node, right_node);
    return large ? large : binary_type(a, span, op, left_node, right_node);
}

const Type *check_in_place(Analyzer *a, Span span, AstOp op, const Ast *target, const Ast *value)
{
    return large_int_stays_c(a, op, target, value) ? binary_type(a, span, op, target, value)
                                                   : check_binary(a, span, op, target, value);
}

const Type *check_bin_op(Analyzer *a, const Ast *node)
{
    const AstBinOp *binary = AST_AS(BinOp, node);
    check_value(a, binary->left);
    check_value(a, binary->right);
    const Type *folded = fold_binary(a, binary);
    return folded ? folded : check_binary(a, node->span, binary->op, binary->left, binary->right);
}

/* --- unary --- */

static const Type *fold_unary(Analyzer *a, const AstUnaryOp *node)
{
    int64_t room;
    const int64_t *value = literal_value(a, node->operand, &room);
    if (!value || node->op == AST_OP_NOT || *value == INT64_MIN)
        return NULL;
    return keep_constant(a, &node->head,
                         node->op == AST_OP_NEG      ? -*value
                         : node->op == AST_OP_INVERT ? ~*value
                                                     : *value);
}

const Type *check_unary_op(Analyzer *a, const Ast *node)
{
    const AstUnaryOp *unary = AST_AS(UnaryOp, node);
    if (unary->op == AST_OP_NOT) {
        check_condition(a, unary->operand);
        return KIND_TYPE(a, BINT);
    }
    const Type *type = check_value(a, unary->operand);
    if (type_is_error(type))
        return type;
    const Type *folded = fold_unary(a, unary);
    if (folded)
        return folded;
    if (type_is_object(type))
        return type_strip(type)->kind == TYPE_PYINT ? type : KIND_TYPE(a, OBJECT);
    if (is_complex(type) && unary->op != AST_OP_INVERT)
        return type_strip(type);
    bool applies = unary->op == AST_OP_INVERT ? type_is_int(type) : type_is_number(type);
    if (!applies && analyzer_fails_later(a, type))
        return KIND_TYPE(a, OBJECT);
    if (!applies) {
        REPORT(a, DIAG_BAD_OPERAND, node->span, ast_op_text(unary->op), analyzer_typename(a, type));
        return KIND_TYPE(a, ERROR);
    }
    return type_is_float(type) ? type_strip(type)
                               : convert_common(a->types, type, KIND_TYPE(a, INT));
}

/* --- choice --- */

static const Type *base_of(const Type *type)
{
    return type->kind == TYPE_CLASS && type->decl->base ? type_strip(type->decl->base) : NULL;
}

/* The nearest class that both are instances of, or NULL. */
static const Type *common_class(const Type *one, const Type *two)
{
    for (; one; one = base_of(one))
        for (const Type *type = two; type; type = base_of(type))
            if (type == one)
                return one;
    return NULL;
}

const Type *check_span_types(Analyzer *a, const Type *one, const Type *two)
{
    const Type *object = KIND_TYPE(a, OBJECT);
    if (type_is_error(one) || type_is_error(two))
        return KIND_TYPE(a, ERROR);
    const Type *s = type_strip(one), *t = type_strip(two);
    if (s->kind == TYPE_FUNC && s == t)
        return type_ptr(a->types, s);
    if (s->kind == TYPE_ARRAY && s == t)
        return type_ptr(a->types, s->target);
    if (one == two)
        return type_of_value(one);
    bool is_wide = type_is_int(s) && type_is_int(t) && (type_is_int128(one) || type_is_int128(two));
    if (s == t && !is_wide)
        return s;
    bool numeric = (is_complex(s) && (is_complex(t) || type_is_number(t))) ||
                   (is_complex(t) && type_is_number(s));
    if (numeric)
        return convert_common(a->types, s, t);
    const Type *class = s->kind == TYPE_CLASS && t->kind == TYPE_CLASS ? common_class(s, t) : NULL;
    if (class)
        return class;
    bool both_numbers = type_is_number(s) && type_is_number(t);
    if (both_numbers)
        return is_bint(s) || is_bint(t) ? object : convert_common(a->types, one, two);
    bool pointers = (type_is_ptr(s) || s->kind == TYPE_NULLPTR) &&
                    (type_is_ptr(t) || t->kind == TYPE_NULLPTR);
    if (!pointers)
        return object;
    const Type *common = convert_common(a->types, one, two);
    if (!common && is_text(a, one) && is_text(a, two))
        return object;
    return common ? common : type_ptr(a->types, KIND_TYPE(a, VOID));
}

/* None beside a builtin type adds nothing: variables of such types may be None. */
static const Type *span_nodes(Analyzer *a, const Ast *left, const Ast *right)
{
    const Type *one = analyzer_type(a, left), *two = analyzer_type(a, right);
    if (coerce_is_none(right) && type_is_object(one))
        return one;
    if (coerce_is_none(left) && type_is_object(two))
        return two;
    return check_span_types(a, one, two);
}

const Type *check_bool_op(Analyzer *a, const Ast *node)
{
    const AstNodes *values = &AST_AS(BoolOp, node)->values;
    for (uint32_t i = 0; i < values->len; i++) {
        const Type *type = check_value(a, values->items[i]);
        if (i + 1 < values->len && !type_is_error(type))
            coerce_to_truth(a, values->items[i]);
    }
    const Type *type = analyzer_type(a, values->items[0]);
    for (uint32_t i = 1; i < values->len; i++)
        type = i == 1 ? span_nodes(a, values->items[0], values->items[1])
                      : check_span_types(a, type, analyzer_type(a, values->items[i]));
    if (type_is_object(type) && type->kind == TYPE_OBJECT)
        for (uint32_t i = 0; i < values->len; i++)
            coerce_to_object(a, values->items[i]);
    return type;
}

const Type *check_if_exp(Analyzer *a, const Ast *node)
{
    int known = a->spec ? fused_fold(a, AST_AS(IfExp, node)->test) : -1;
    if (known >= 0)
        return check_value(a, known ? AST_AS(IfExp, node)->body : AST_AS(IfExp, node)->orelse);
    const AstIfExp *choice = AST_AS(IfExp, node);
    check_condition(a, choice->test);
    check_value(a, choice->body);
    check_value(a, choice->orelse);
    const Type *type = span_nodes(a, choice->body, choice->orelse);
    if (type->kind == TYPE_OBJECT) {
        coerce_to_object(a, choice->body);
        coerce_to_object(a, choice->orelse);
    }
    return type_strip(type)->kind == TYPE_FUNC ? type_ptr(a->types, type) : type; /* a function is its address */
}

/* --- comparison --- */

/* Builtin types whose comparison is known to give a bool. */
static bool compares_to_bool(Analyzer *a, const Type *type)
{
    const Type *boxed = type_is_object(type) ? type_strip(type) : convert_boxed(a->types, type);
    TypeKind kind = boxed ? boxed->kind : TYPE_OBJECT;
    return is_sequence(kind) || kind == TYPE_PYINT || kind == TYPE_PYFLOAT || kind == TYPE_PYBOOL ||
           kind == TYPE_DICT || kind == TYPE_SET || kind == TYPE_FROZENSET;
}

/* A C array beside an object is compared as the list it becomes: true when that is settled. */
static bool is_list_beside(Analyzer *a, const Ast *node, const Type *type, const Type *other)
{
    return type_strip(type)->kind == TYPE_ARRAY && type_is_object(other) &&
           check_array_boxes(a, node, type_strip(type), KIND_TYPE(a, OBJECT));
}

static bool is_pointerish(const Type *type)
{
    return type_is_ptr(type) || type_strip(type)->kind == TYPE_NULLPTR;
}

static const Type *bad_arm(Analyzer *a, const AstCompareArm *arm, const Type *left,
                           const Type *right, const Type **in)
{
    *in = KIND_TYPE(a, ERROR);
    return bad_operands(a, arm->head.span, arm->op, left, right);
}

static const Type *compare_identity(Analyzer *a, const Ast *left_node, const AstCompareArm *arm,
                                    const Type *left, const Type *right, const Type **in)
{
    if (is_pointerish(left) && is_pointerish(right)) {
        *in = convert_common(a->types, left, right);
        return *in ? KIND_TYPE(a, BINT) : bad_arm(a, arm, left, right, in);
    }
    if (type_strip(left)->kind == TYPE_VIEW && coerce_is_none(arm->right)) {
        *in = left;
        return KIND_TYPE(a, BINT);
    }
    if (type_is_number(left) && type_is_number(right)) {
        *in = convert_common(a->types, left, right);
        return KIND_TYPE(a, BINT);
    }
    bool as_list = is_list_beside(a, left_node, left, right) ||
                   is_list_beside(a, arm->right, right, left);
    if (!as_list && (convert_implicit(a->types, left, *in) == CONVERT_NONE ||
                     convert_implicit(a->types, right, *in) == CONVERT_NONE))
        return bad_arm(a, arm, left, right, in);
    box_display(a, left_node);
    box_display(a, arm->right);
    return KIND_TYPE(a, BINT);
}

static bool is_real(const Type *type)
{
    return type_is_number(type) || type_is_soft(type);
}

static const Type *compare_values(Analyzer *a, const Ast *left_node, const AstCompareArm *arm,
                                  const Type *left, const Type *right, const Type **in)
{
    if (is_list_beside(a, left_node, left, right) || is_list_beside(a, arm->right, right, left))
        return KIND_TYPE(a, OBJECT);
    bool pointers = is_pointerish(left) && is_pointerish(right);
    if (pointers || (type_is_number(left) && type_is_number(right))) {
        *in = convert_common(a->types, left, right);
        return *in ? KIND_TYPE(a, BINT) : bad_arm(a, arm, left, right, in);
    }
    bool ordered = arm->op != AST_OP_EQ && arm->op != AST_OP_NE;
    if (ordered && (type_is_soft(left) || type_is_soft(right)) && is_real(left) && is_real(right)) {
        *in = KIND_TYPE(a, DOUBLE);
        return KIND_TYPE(a, BINT);
    }
    bool complex = (is_complex(left) || is_complex(right)) && !type_is_object(left) &&
                   !type_is_object(right) && (arm->op == AST_OP_EQ || arm->op == AST_OP_NE);
    if (complex) {
        *in = convert_common(a->types, left, right);
        return *in ? KIND_TYPE(a, BINT) : bad_arm(a, arm, left, right, in);
    }
    bool both_c = !type_is_object(left) && !type_is_object(right) &&
                  type_strip(left)->kind != TYPE_VIEW && type_strip(right)->kind != TYPE_VIEW &&
                  (type_strip(left)->kind != TYPE_CTUPLE || type_strip(right)->kind != TYPE_CTUPLE);
    if (both_c || convert_implicit(a->types, left, *in) == CONVERT_NONE ||
        convert_implicit(a->types, right, *in) == CONVERT_NONE)
        return bad_arm(a, arm, left, right, in);
    box_display(a, left_node);
    box_display(a, arm->right);
    bool is_bool = compares_to_bool(a, left) && compares_to_bool(a, right);
    return is_bool ? KIND_TYPE(a, BINT) : KIND_TYPE(a, OBJECT);
}

/* The item type where `x in pointer[a:b:c]`, alone in its comparison, is a walk over the items; else NULL. */
static const Type *searched_item(Analyzer *a, const AstCompare *compare, uint32_t i)
{
    const AstCompareArm *arm = AST_AS(CompareArm, compare->rest.items[i]);
    bool contains = arm->op == AST_OP_IN || arm->op == AST_OP_NOT_IN;
    const Type *item = contains && compare->rest.len == 1 ? check_memory_item(a, arm->right) : NULL;
    TypeKind kind = item ? type_strip(item)->kind : TYPE_VOID;
    return kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR ? NULL : item; /* those are bytes */
}

/* Each item is compared as `x == item` would be. */
static const Type *search_arm(Analyzer *a, const AstCompare *compare, const Type *item, const Type **in)
{
    const AstCompareArm *arm = AST_AS(CompareArm, compare->rest.items[0]);
    const Type *left = analyzer_type(a, compare->left);
    *in = KIND_TYPE(a, OBJECT);
    if ((is_pointerish(left) && is_pointerish(item)) || (type_is_number(left) && type_is_number(item)))
        *in = convert_common(a->types, left, item);
    else if (convert_implicit(a->types, left, *in) == CONVERT_NONE ||
             convert_implicit(a->types, item, *in) == CONVERT_NONE)
        *in = NULL;
    else
        coerce_to_object(a, compare->left);
    return *in ? KIND_TYPE(a, BINT) : bad_arm(a, arm, left, item, in);
}

static const AstNodes *display_items(const Ast *node)
{
    return node->kind == AST_Tuple  ? &AST_AS(Tuple, node)->items
           : node->kind == AST_List ? &AST_AS(List, node)->items
           : node->kind == AST_Set  ? &AST_AS(Set, node)->items
                                    : NULL;
}

/* The type that a C value and all items of the display are compared in; NULL: they are objects, or too different. */
static const Type *listed_type(Analyzer *a, const Type *left, const AstNodes *items)
{
    bool may_be_nan = type_is_float(left) && !a->sema->tree->is_cython; /* which is in a tuple by its identity */
    const Type *common = type_is_number(left) && !may_be_nan ? left : NULL;
    for (uint32_t i = 0; i < items->len && common; i++) {
        if (items->items[i]->kind == AST_Starred)
            return NULL;
        coerce_literal_beside(a, items->items[i], left);
        const Type *type = analyzer_type(a, items->items[i]);
        common = type && type_is_number(type) ? convert_common(a->types, common, type) : NULL;
    }
    return common && type_is_float(common) && !a->sema->tree->is_cython ? NULL : common;
}

enum { SPELLED_MAX = 32 }; /* bytes of a literal that `c in literal` compares one by one */

/* `c in b'abc'` of a char, `c in 'abc'` of a character: a few comparisons. */
static const Type *spelled_type(const Type *left, const AstStrLit *literal)
{
    TypeKind kind = type_strip(left)->kind;
    bool is_char = kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR;
    bool fits = literal->value_len && literal->value_len <= SPELLED_MAX &&
                (literal->kind == AST_STR_BYTES ? is_char : literal->kind == AST_STR_STR && kind == TYPE_UCS4);
    return fits ? type_strip(left) : NULL;
}

/* The type in which `x in (a, b)` compares C values; NULL: Python compares. */
static const Type *member_type(Analyzer *a, const AstCompare *compare)
{
    const AstCompareArm *arm = AST_AS(CompareArm, compare->rest.items[0]);
    const AstNodes *items = display_items(arm->right);
    const Type *left = analyzer_type(a, compare->left);
    if (compare->rest.len != 1 || (arm->op != AST_OP_IN && arm->op != AST_OP_NOT_IN) || type_is_error(left))
        return NULL;
    if (arm->right->kind == AST_StrLit)
        return spelled_type(left, AST_AS(StrLit, arm->right));
    return items && items->len ? listed_type(a, left, items) : NULL;
}

/* What a literal stands beside: an item of bytes is a character in a Cython file. */
static const Type *literal_partner(Analyzer *a, const Ast *node)
{
    const AstSubscript *item = node->kind == AST_Subscript ? AST_AS(Subscript, node) : NULL;
    const Type *value = item ? analyzer_type(a, item->value) : NULL;
    TypeKind kind = value ? type_strip(value)->kind : TYPE_ERROR;
    bool is_byte = (kind == TYPE_BYTES || kind == TYPE_BYTEARRAY) && item->index->kind != AST_Slice &&
                   a->sema->tree->is_cython && type_is_int(analyzer_type(a, item->index));
    return is_byte ? KIND_TYPE(a, UCHAR) : analyzer_type(a, node);
}

/* Type of one comparison; *in is what both sides convert to. */
static const Type *compare_arm(Analyzer *a, const Ast *left_node, const AstCompareArm *arm,
                               const Type **in)
{
    *in = KIND_TYPE(a, OBJECT);
    bool contains = arm->op == AST_OP_IN || arm->op == AST_OP_NOT_IN;
    if (!contains) {
        coerce_literal_beside(a, left_node, literal_partner(a, arm->right));
        coerce_literal_beside(a, arm->right, literal_partner(a, left_node));
    }
    const Type *left = analyzer_type(a, left_node), *right = analyzer_type(a, arm->right);
    if (type_is_error(left) || type_is_error(right)) {
        *in = KIND_TYPE(a, ERROR);
        return *in;
    }
    if (arm->op == AST_OP_IS || arm->op == AST_OP_IS_NOT)
        return compare_identity(a, left_node, arm, left, right, in);
    if (!contains)
        return compare_values(a, left_node, arm, left, right, in);
    coerce_to_object(a, left_node);
    coerce_to_object(a, arm->right);
    return KIND_TYPE(a, BINT);
}

static const Ast *left_of_arm(const AstCompare *compare, uint32_t i)
{
    return i ? AST_AS(CompareArm, compare->rest.items[i - 1])->right : compare->left;
}

/* In `'a' < 'b' < c` both literals are characters, as the C value that they are compared with in the end. */
static void check_operands(Analyzer *a, const AstCompare *compare)
{
    check_value(a, compare->left);
    for (uint32_t i = 0; i < compare->rest.len; i++) {
        bool was_poisoned = type_is_error(analyzer_type(a, left_of_arm(compare, i))); /* `fused is T` */
        a->quiet += was_poisoned;
        if (searched_item(a, compare, i))
            check_memory_iter(a, AST_AS(CompareArm, compare->rest.items[i])->right);
        else
            check_value(a, AST_AS(CompareArm, compare->rest.items[i])->right);
        a->quiet -= was_poisoned;
    }
    for (uint32_t i = compare->rest.len; i-- > 0;) {
        const AstCompareArm *arm = AST_AS(CompareArm, compare->rest.items[i]);
        const Type *type = analyzer_type(a, arm->right);
        if (arm->op >= AST_OP_EQ && arm->op <= AST_OP_GE && !type_is_error(type))
            coerce_literal_beside(a, left_of_arm(compare, i), type);
    }
}

const Type *check_compare(Analyzer *a, const Ast *node)
{
    const AstCompare *compare = AST_AS(Compare, node);
    const Type *result = KIND_TYPE(a, BINT);
    check_operands(a, compare);
    const Ast *left = compare->left;
    for (uint32_t i = 0; i < compare->rest.len; i++) {
        const AstCompareArm *arm = AST_AS(CompareArm, compare->rest.items[i]);
        const Type *in;
        const Type *item = searched_item(a, compare, i);
        const Type *member = item ? NULL : member_type(a, compare);
        const Type *type = item     ? search_arm(a, compare, item, &in)
                           : member ? (in = member, result)
                                    : compare_arm(a, left, arm, &in);
        analyzer_set_type(a, &arm->head, in);
        if (type_is_error(type) || (type_is_object(type) && !type_is_error(result)))
            result = type;
        left = arm->right;
    }
    return result;
}
