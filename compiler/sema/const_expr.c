/* const_expr.c: evaluation of constant expressions; see const_expr.h. Source: Python language
 * reference 6 for the meaning of // and % on negative numbers. */
#include "sema/const_expr.h"
#include "base/bigint.h"
#include "sema/ctypes.h"
#include "syntax/intop.h"
#include <stdlib.h>
#include <string.h>

static const ConstValue NOT_CONST = {.kind = CONST_NONE};

static ConstValue make_int(int64_t value)
{
    return (ConstValue){.kind = CONST_INT, .i = value, .f = (double)value};
}

static ConstValue make_bool(bool value)
{
    return (ConstValue){.kind = CONST_BOOL, .i = value, .f = value};
}

static ConstValue make_float(double value)
{
    return (ConstValue){.kind = CONST_FLOAT, .f = value};
}

static bool is_integer(ConstValue value)
{
    return value.kind == CONST_INT || value.kind == CONST_BOOL;
}

static bool is_numeric(ConstValue value)
{
    return is_integer(value) || value.kind == CONST_FLOAT;
}

bool const_expr_int_literal(Analyzer *a, const AstIntLit *literal, int64_t *value)
{
    /* the common case without a BigInt */
    if (literal->text_len <= 18 && literal->text[0] >= '1' && literal->text[0] <= '9') {
        int64_t sum = 0;
        uint32_t i = 0;
        while (i < literal->text_len && literal->text[i] >= '0' && literal->text[i] <= '9')
            sum = sum * 10 + (literal->text[i++] - '0');
        if (i == literal->text_len) {
            *value = sum;
            return true;
        }
    }
    BigInt big;
    return bigint_parse(a->arena, literal->text, literal->text_len, &big) &&
           bigint_to_i64(&big, value);
}

bool const_expr_binary(AstOp op, int64_t left, int64_t right, int64_t *result)
{
    WideInt wide;
    if (!intop_binary(op, left, right, &wide) || wide < INT64_MIN || wide > INT64_MAX)
        return false;
    *result = (int64_t)wide;
    return true;
}

static ConstValue eval_float_binary(AstOp op, double left, double right)
{
    if (op == AST_OP_ADD)
        return make_float(left + right);
    if (op == AST_OP_SUB)
        return make_float(left - right);
    if (op == AST_OP_MUL)
        return make_float(left * right);
    if (op == AST_OP_DIV && (right > 0 || right < 0))
        return make_float(left / right);
    return NOT_CONST;
}

typedef struct Eval {
    Analyzer *a;
    const Scope *scope; /* NULL: names are resolved */
} Eval;

static ConstValue eval(Eval *e, const Ast *node);

/* How C spells an integer constant; NULL for other values. */
static const char *c_text(Eval *e, ConstValue value)
{
    if (value.kind == CONST_C)
        return value.text;
    return is_integer(value) ? arena_printf(e->a->arena, "%lld", (long long)value.i) : NULL;
}

/* An operation on constants that only C knows. */
static ConstValue eval_c_binary(Eval *e, AstOp op, ConstValue left, ConstValue right)
{
    const char *l = c_text(e, left), *r = c_text(e, right);
    bool same_in_c = op == AST_OP_ADD || op == AST_OP_SUB || op == AST_OP_MUL ||
                     op == AST_OP_LSHIFT || op == AST_OP_RSHIFT || op == AST_OP_AND ||
                     op == AST_OP_OR || op == AST_OP_XOR;
    if (!l || !r || !same_in_c)
        return NOT_CONST;
    const char *text = arena_printf(e->a->arena, "(%s %s %s)", l, ast_op_text(op), r);
    return (ConstValue){.kind = CONST_C, .text = text, .len = (uint32_t)strlen(text)};
}

static ConstValue eval_binary(Eval *e, const AstBinOp *node)
{
    ConstValue left = eval(e, node->left);
    ConstValue right = left.kind == CONST_NONE ? left : eval(e, node->right);
    if (left.kind == CONST_C || right.kind == CONST_C)
        return eval_c_binary(e, node->op, left, right);
    if (!is_numeric(left) || !is_numeric(right))
        return NOT_CONST;
    if (!is_integer(left) || !is_integer(right) || node->op == AST_OP_DIV)
        return eval_float_binary(node->op, left.f, right.f);
    int64_t result;
    return const_expr_binary(node->op, left.i, right.i, &result) ? make_int(result) : NOT_CONST;
}

static ConstValue eval_unary(Eval *e, const AstUnaryOp *node)
{
    ConstValue value = eval(e, node->operand);
    if (!is_numeric(value))
        return NOT_CONST;
    if (node->op == AST_OP_NOT)
        return make_bool(value.kind == CONST_FLOAT ? value.f == 0 : value.i == 0);
    if (value.kind == CONST_FLOAT)
        return node->op == AST_OP_NEG   ? make_float(-value.f)
               : node->op == AST_OP_POS ? value
                                        : NOT_CONST;
    if (node->op == AST_OP_NEG)
        return value.i == INT64_MIN ? NOT_CONST : make_int(-value.i);
    return make_int(node->op == AST_OP_INVERT ? ~value.i : value.i);
}

static ConstValue eval_symbol(const Symbol *symbol)
{
    if (!symbol)
        return NOT_CONST;
    if (symbol->kind == SYM_CONST && symbol->has_value)
        return make_int(symbol->int_value);
    if (symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_COMPILED)
        return make_bool(true);
    if ((symbol->kind == SYM_CONST || symbol->kind == SYM_EXTERN) && symbol->c_name)
        return (ConstValue){
            .kind = CONST_C, .text = symbol->c_name, .len = (uint32_t)strlen(symbol->c_name)};
    return NOT_CONST;
}

static ConstValue eval_attribute(Eval *e, const AstAttribute *node)
{
    if (!e->scope)
        return eval_symbol(analyzer_symbol(e->a, &node->head));
    if (node->value->kind != AST_Name)
        return NOT_CONST;
    const Symbol *module = scope_lookup(e->scope, AST_AS(Name, node->value)->id);
    return module && module->inner ? eval_symbol(scope_find(module->inner, node->attr)) : NOT_CONST;
}

static ConstValue eval_literal(const AstConstLit *node)
{
    switch (node->value) {
    case AST_CONST_TRUE: return make_bool(true);
    case AST_CONST_FALSE: return make_bool(false);
    case AST_CONST_NONE: return (ConstValue){.kind = CONST_PYNONE};
    case AST_CONST_ELLIPSIS: return NOT_CONST;
    }
    return NOT_CONST;
}

static ConstValue eval_string(const AstStrLit *node)
{
    if (node->kind == AST_STR_CHAR)
        return node->value_len ? make_int((unsigned char)node->value[0]) : NOT_CONST;
    return (ConstValue){.kind = CONST_STR, .text = node->value, .len = node->value_len};
}

/* An integer too large for 64 bits still serves as a float. */
static ConstValue eval_int(Analyzer *a, const AstIntLit *node)
{
    int64_t value;
    BigInt big;
    if (const_expr_int_literal(a, node, &value))
        return make_int(value);
    return bigint_parse(a->arena, node->text, node->text_len, &big)
               ? make_float(bigint_to_double(&big))
               : NOT_CONST;
}

static bool is_true(ConstValue value)
{
    return value.kind == CONST_STR     ? value.len > 0
           : value.kind == CONST_FLOAT ? value.f != 0
                                       : value.i != 0;
}

static ConstValue eval_bool_op(Eval *e, const AstBoolOp *node)
{
    ConstValue value = NOT_CONST;
    for (uint32_t i = 0; i < node->values.len; i++) {
        value = eval(e, node->values.items[i]);
        if (value.kind == CONST_NONE || value.kind == CONST_C)
            return NOT_CONST;
        if (is_true(value) == (node->op == AST_OP_BOOL_OR))
            return value;
    }
    return value;
}

static bool holds(AstOp op, double left, double right)
{
    if (op == AST_OP_EQ || op == AST_OP_NE)
        return (left < right || left > right) == (op == AST_OP_NE);
    if (op == AST_OP_LT || op == AST_OP_LE)
        return op == AST_OP_LT ? left < right : left <= right;
    return op == AST_OP_GT ? left > right : left >= right;
}

static ConstValue eval_compare(Eval *e, const AstCompare *node)
{
    ConstValue left = eval(e, node->left);
    for (uint32_t i = 0; i < node->rest.len; i++) {
        const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[i]);
        ConstValue right = eval(e, arm->right);
        if (!is_numeric(left) || !is_numeric(right) || arm->op < AST_OP_EQ || arm->op > AST_OP_GE)
            return NOT_CONST;
        if (!holds(arm->op, left.f, right.f))
            return make_bool(false);
        left = right;
    }
    return make_bool(true);
}

/* sizeof of numbers and pointers, as on the machines of type_int_size. */
static ConstValue eval_sizeof(Eval *e, const AstSizeOf *node)
{
    if (ast_kind_category(node->operand->kind) != AST_CAT_TYPE)
        return NOT_CONST;
    Scope *scope = e->scope ? (Scope *)(uintptr_t)e->scope : e->a->scope;
    e->a->quiet++;
    const Type *type = type_strip(ctypes_resolve(e->a, scope, node->operand));
    e->a->quiet--;
    if (type->kind == TYPE_PTR || type->kind == TYPE_DOUBLE)
        return make_int(8);
    if (type->kind == TYPE_FLOAT)
        return make_int(4);
    uint32_t size = type_int_size(type);
    return size ? make_int(size) : NOT_CONST;
}

/* <T>x of a number. */
static ConstValue eval_cast(Eval *e, const AstCast *node)
{
    Scope *scope = e->scope ? (Scope *)(uintptr_t)e->scope : e->a->scope;
    ConstValue value = eval(e, node->operand);
    e->a->quiet++;
    const Type *type = ctypes_resolve(e->a, scope, node->type);
    e->a->quiet--;
    if (type_is_int(type) && is_integer(value))
        return make_int(value.i);
    if (type_is_int(type) && value.kind == CONST_C && type->kind != TYPE_TYPEDEF && !type->decl) {
        const char *text = arena_printf(e->a->arena, "((%s)%s)", analyzer_typename(e->a, type), value.text);
        return (ConstValue){.kind = CONST_C, .text = text, .len = (uint32_t)strlen(text)};
    }
    return type_is_float(type) && is_numeric(value) ? make_float(value.f) : NOT_CONST;
}

static ConstValue eval_float(Analyzer *a, const AstFloatLit *node)
{
    Buf digits;
    buf_init(&digits, a->arena);
    for (uint32_t i = 0; i < node->text_len; i++)
        if (node->text[i] != '_')
            buf_putc(&digits, node->text[i]);
    return make_float(strtod(buf_text(&digits), NULL));
}

static ConstValue eval(Eval *e, const Ast *node)
{
    if (node->kind == AST_IntLit)
        return eval_int(e->a, AST_AS(IntLit, node));
    if (node->kind == AST_FloatLit)
        return eval_float(e->a, AST_AS(FloatLit, node));
    if (node->kind == AST_StrLit)
        return eval_string(AST_AS(StrLit, node));
    if (node->kind == AST_ConstLit)
        return eval_literal(AST_AS(ConstLit, node));
    if (node->kind == AST_Name)
        return eval_symbol(e->scope ? scope_lookup(e->scope, AST_AS(Name, node)->id)
                                    : analyzer_symbol(e->a, node));
    if (node->kind == AST_Attribute)
        return eval_attribute(e, AST_AS(Attribute, node));
    if (node->kind == AST_UnaryOp)
        return eval_unary(e, AST_AS(UnaryOp, node));
    if (node->kind == AST_BinOp)
        return eval_binary(e, AST_AS(BinOp, node));
    if (node->kind == AST_BoolOp)
        return eval_bool_op(e, AST_AS(BoolOp, node));
    if (node->kind == AST_Compare)
        return eval_compare(e, AST_AS(Compare, node));
    if (node->kind == AST_Cast)
        return eval_cast(e, AST_AS(Cast, node));
    if (node->kind == AST_SizeOf)
        return eval_sizeof(e, AST_AS(SizeOf, node));
    return NOT_CONST;
}

ConstValue const_expr_eval(Analyzer *a, const Scope *scope, const Ast *node)
{
    Eval e = {a, scope};
    return node ? eval(&e, node) : NOT_CONST;
}

ConstValue const_expr_value(Analyzer *a, const Ast *node)
{
    Eval e = {a, NULL};
    return node ? eval(&e, node) : NOT_CONST;
}
