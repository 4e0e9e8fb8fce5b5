/* lower_expr.c: any expression to a value: the table of what lowers which node, and the small ones.
 *
 * Operands are lowered in Python's order of evaluation. The span of an instruction is that of the
 * innermost expression it comes from: tracebacks and errors of passes point there.
 *
 *     f(x) + 1      %1 = pycall f, x ; %2 = prim add_obj_long %1, 1
 */
#include "lower/lower_expr.h"

#include "lower/lower_assign.h"
#include "lower/lower_call.h"
#include "lower/lower_collect.h"
#include "lower/lower_comp.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_cwrap.h"
#include "lower/lower_fstring.h"
#include "lower/lower_gen.h"
#include "lower/lower_func.h"
#include "lower/lower_literal.h"
#include "lower/lower_mask.h"
#include "lower/lower_member.h"
#include "lower/lower_memory.h"
#include "lower/lower_name.h"
#include "lower/lower_op.h"
#include "lower/lower_percent.h"
#include "lower/lower_place.h"
#include "lower/lower_struct.h"
#include "lower/lower_subscript.h"
#include "lower/lower_unpack.h"
#include "lower/lower_view.h"
#include "lower/lower_view_cast.h"

typedef Insn *LowerExpr(Lower *lw, const Ast *node);

static Insn *expr_literal(Lower *lw, const Ast *node)
{
    Insn *value = lower_literal_to(lw, node, lower_type(lw, node));
    return value ? value : lower_literal_object(lw, node);
}

/* 'ab' * 3 is a constant, as long as it is short. */
static Insn *repeated_literal(Lower *lw, const AstBinOp *op)
{
    enum { MOST = 4096 };
    int64_t times;
    const AstStrLit *text = op->op == AST_OP_MUL && op->left->kind == AST_StrLit ? AST_AS(StrLit, op->left) : NULL;
    if (!text || text->kind == AST_STR_CHAR || !lower_literal_int(lw, op->right, &times) || times < 0 || times > MOST ||
        (int64_t)text->value_len * times > MOST)
        return NULL;
    Buf all;
    buf_init(&all, lw->arena);
    for (int64_t i = 0; i < times; i++)
        buf_put(&all, text->value, text->value_len);
    const char *value = all.len ? buf_text(&all) : "";
    return ir_pyconst(&lw->b, text->kind == AST_STR_STR
                                  ? ir_const_str(lw->b.module, value, (uint32_t)all.len, false)
                                  : ir_const_bytes(lw->b.module, value, (uint32_t)all.len));
}

static Insn *expr_binary(Lower *lw, const Ast *node)
{
    const AstBinOp *op = AST_AS(BinOp, node);
    const Type *type = lower_type(lw, node);
    Insn *text = lower_percent(lw, op);
    if (!text && type_is_object(type))
        text = repeated_literal(lw, op);
    if (text)
        return text;
    /* the operands of a true division are looked at before they become floats, for the message */
    const Type *hint = type_is_number(type) && op->op != AST_OP_DIV ? type : NULL;
    Insn *left = lower_expr_as(lw, op->left, hint);
    Insn *right = lower_expr_as(lw, op->right, hint);
    return lower_binary(lw, op->op, left, right, type, false);
}

static Insn *expr_unary(Lower *lw, const Ast *node)
{
    Insn *literal = lower_is_literal(node) ? expr_literal(lw, node) : NULL;
    return literal ? literal : lower_unary(lw, AST_AS(UnaryOp, node));
}

static Insn *expr_bool(Lower *lw, const Ast *node)
{
    return lower_bool_value(lw, AST_AS(BoolOp, node));
}

static Insn *expr_compare(Lower *lw, const Ast *node)
{
    return lower_compare_value(lw, AST_AS(Compare, node));
}

static Insn *expr_if(Lower *lw, const Ast *node)
{
    return lower_if_value(lw, AST_AS(IfExp, node), lower_type(lw, node));
}

static Insn *expr_named(Lower *lw, const Ast *node)
{
    const AstNamedExpr *named = AST_AS(NamedExpr, node);
    const Type *type = lower_type(lw, node);
    Insn *value = lower_to(lw, named->value, type);
    lower_assign_value(lw, named->target, value);
    return value;
}

static Insn *expr_cast(Lower *lw, const Ast *node)
{
    const AstCast *cast = AST_AS(Cast, node);
    if (lw->sema->info_of[node->id])
        return lower_array_cast(lw, cast, lw->sema->info_of[node->id]);
    const Type *type = lower_type(lw, node);
    const Type *from = lower_plain(lower_type(lw, cast->operand));
    TypeKind wanted = lower_plain(type)->kind;
    bool is_made = wanted == TYPE_VIEW || wanted == TYPE_OBJECT || wanted == TYPE_LIST || wanted == TYPE_TUPLE;
    if (from->kind == TYPE_ARRAY && is_made)
        return lower_to(lw, cast->operand, type);
    Insn *value = lower_is_literal(cast->operand) ? lower_literal_to(lw, cast->operand, type)
                                                  : NULL;
    if (!value && type_is_object(type) && lower_plain(lower_type(lw, cast->operand))->kind == TYPE_FUNC)
        value = lower_object(lw, cast->operand); /* the function as Python sees it */
    if (!value && wanted == TYPE_PTR)
        value = lower_view_shape_base(lw, cast->operand) ? lower_view_shape_memory(lw, cast->operand)
                                                         : lower_method_address(lw, cast->operand);
    if (!value)
        value = lower_expr(lw, cast->operand);
    return lower_cast(lw, value, type, cast->checked);
}

/* view.shape[i] */
static bool is_shape_item(const Lower *lw, const Ast *node)
{
    return node->kind == AST_Subscript && AST_AS(Subscript, node)->index->kind != AST_Slice &&
           lower_view_shape_base(lw, AST_AS(Subscript, node)->value);
}

static Insn *shape_item_address(Lower *lw, const AstSubscript *node)
{
    Insn *first = lower_view_shape_memory(lw, node->value);
    return ir_index(&lw->b, first, lower_expr_as(lw, node->index, LOWER_TYPE(lw, SSIZE)));
}

static Insn *expr_address(Lower *lw, const Ast *node)
{
    const Ast *operand = AST_AS(AddressOf, node)->operand;
    const Symbol *symbol = lower_symbol(lw, operand);
    if (symbol && symbol->kind == SYM_CFUNC)
        return lower_expr(lw, operand); /* a function is its address */
    Insn *method = lower_method_address(lw, operand);
    if (method)
        return method;
    Insn *pointer = is_shape_item(lw, operand) ? shape_item_address(lw, AST_AS(Subscript, operand))
                                               : lower_pointer(lw, operand);
    if (!pointer)
        return lower_unsupported_value(lw, node, "the address of this expression");
    return ir_cast(&lw->b, lower_type(lw, node), pointer);
}

static Insn *expr_sizeof(Lower *lw, const Ast *node)
{
    return lower_sizeof(lw, lower_type(lw, AST_AS(SizeOf, node)->operand));
}

static Insn *expr_tuple(Lower *lw, const Ast *node)
{
    return lower_tuple(lw, AST_AS(Tuple, node));
}

static Insn *expr_list(Lower *lw, const Ast *node)
{
    return lower_list(lw, AST_AS(List, node));
}

static Insn *expr_set(Lower *lw, const Ast *node)
{
    return lower_set(lw, AST_AS(Set, node));
}

static Insn *expr_dict(Lower *lw, const Ast *node)
{
    return lower_dict(lw, AST_AS(Dict, node));
}

static Insn *expr_comp(Lower *lw, const Ast *node)
{
    return lower_comp(lw, AST_AS(Comp, node));
}

static Insn *expr_call(Lower *lw, const Ast *node)
{
    return lower_call(lw, AST_AS(Call, node));
}

static Insn *expr_subscript(Lower *lw, const Ast *node)
{
    return lower_subscript(lw, AST_AS(Subscript, node));
}

static Insn *expr_slice(Lower *lw, const Ast *node)
{
    return lower_slice_object(lw, AST_AS(Slice, node));
}

static Insn *expr_fstring(Lower *lw, const Ast *node)
{
    return lower_fstring(lw, AST_AS(FString, node));
}

static Insn *expr_lambda(Lower *lw, const Ast *node)
{
    return lower_func_object(lw, node);
}

static Insn *expr_new(Lower *lw, const Ast *node)
{
    return lower_unsupported_value(lw, node, "a C++ object");
}

static Insn *expr_starred(Lower *lw, const Ast *node)
{
    return lower_unsupported_value(lw, node, "a starred expression here");
}

static Insn *expr_type(Lower *lw, const Ast *node)
{
    return lower_unsupported_value(lw, node, "a C type as a value");
}

/* NULL: no expression, or one reported by the parser. */
static LowerExpr *const expr_table[AST_KIND_COUNT] = {
    [AST_Name] = lower_name_value,
    [AST_Attribute] = lower_attribute_value,
    [AST_IntLit] = expr_literal,
    [AST_FloatLit] = expr_literal,
    [AST_ImagLit] = expr_literal,
    [AST_StrLit] = expr_literal,
    [AST_EscapedStr] = expr_literal,
    [AST_ConstLit] = expr_literal,
    [AST_FString] = expr_fstring,
    [AST_BinOp] = expr_binary,
    [AST_UnaryOp] = expr_unary,
    [AST_BoolOp] = expr_bool,
    [AST_Compare] = expr_compare,
    [AST_Call] = expr_call,
    [AST_Starred] = expr_starred,
    [AST_Subscript] = expr_subscript,
    [AST_Slice] = expr_slice,
    [AST_Tuple] = expr_tuple,
    [AST_List] = expr_list,
    [AST_Set] = expr_set,
    [AST_Dict] = expr_dict,
    [AST_Comp] = expr_comp,
    [AST_IfExp] = expr_if,
    [AST_Yield] = lower_yield,
    [AST_YieldFrom] = lower_yield_from,
    [AST_Await] = lower_await,
    [AST_NamedExpr] = expr_named,
    [AST_Cast] = expr_cast,
    [AST_AddressOf] = expr_address,
    [AST_SizeOf] = expr_sizeof,
    [AST_New] = expr_new,
    [AST_TypeExpr] = expr_type,
    [AST_Lambda] = expr_lambda,
};

Insn *lower_expr(Lower *lw, const Ast *node)
{
    LowerExpr *lower = expr_table[node->kind];
    if (!lower)
        return lower_unsupported_value(lw, node, "this expression");
    Span old = lower_at(lw, node);
    Insn *value = lower_folded(lw, node);
    if (!value)
        value = lower(lw, node);
    lw->b.span = old;
    return value;
}

/* double OP object, wanted as a double */
static Insn *binary_as_double(Lower *lw, const AstBinOp *node)
{
    const Type *left = lower_type(lw, node->left), *right = lower_type(lw, node->right);
    bool is_mixed = (lower_plain(left)->kind == TYPE_DOUBLE && type_is_object(right)) ||
                    (lower_plain(right)->kind == TYPE_DOUBLE && type_is_object(left));
    if (!is_mixed || node->op < AST_OP_ADD || node->op > AST_OP_DIV)
        return NULL;
    Insn *first = lower_expr(lw, node->left);
    return lower_binary_f64(lw, node->op, first, lower_expr(lw, node->right));
}

/* Forms that are made directly in the wanted type; NULL when there is none. */
static Insn *to_directly(Lower *lw, const Ast *node, const Type *type)
{
    const Type *own = lower_plain(lower_type(lw, node));
    if (node->kind == AST_StrLit && own->kind == TYPE_ARRAY)
        return lower_convert(lw, lower_display_pointer(lw, node, own), type);
    if (lower_is_literal(node) || node->kind == AST_EscapedStr)
        return lower_literal_to(lw, node, type);
    if (node->kind == AST_IfExp)
        return lower_if_value(lw, AST_AS(IfExp, node), type);
    if (node->kind == AST_BinOp && lower_plain(type)->kind == TYPE_DOUBLE)
        return binary_as_double(lw, AST_AS(BinOp, node));
    if (node->kind == AST_BinOp && type_is_int(type))
        return lower_mask(lw, node, type);
    if (type_is_object(type) && own->kind == TYPE_ARRAY && !lower_view_shape_base(lw, node))
        return lower_memory_as(lw, node, type);
    if (own->kind == TYPE_ARRAY && (node->kind == AST_List || node->kind == AST_Tuple))
        return lower_convert(lw, lower_display_pointer(lw, node, own), type);
    if (own->kind == TYPE_ARRAY && lower_plain(type)->kind == TYPE_VIEW &&
        !lower_view_shape_base(lw, node))
        return lower_array_view(lw, lower_expr(lw, node), own, type);
    if (type_is_object(type) && own->kind == TYPE_PTR && lower_plain(own->target)->kind == TYPE_FUNC)
        return lower_cwrap(lw, node);
    if (type_is_object(type) && own->kind == TYPE_FUNC)
        return lower_cfunc_object(lw, node);
    bool is_display = node->kind == AST_Tuple || node->kind == AST_List;
    if (is_display && (own->kind == TYPE_CTUPLE || own->kind == TYPE_STRUCT))
        return lower_convert(lw, lower_struct_display(lw, node, own), type);
    if (node->kind == AST_Dict && own->kind == TYPE_STRUCT)
        return lower_convert(lw, lower_dict(lw, AST_AS(Dict, node)), type);
    return NULL;
}

Insn *lower_to(Lower *lw, const Ast *node, const Type *type)
{
    Span old = lower_at(lw, node);
    Insn *value = to_directly(lw, node, type);
    if (!value)
        value = lower_convert(lw, lower_expr(lw, node), type);
    lw->b.span = old;
    return value;
}

Insn *lower_object(Lower *lw, const Ast *node)
{
    return lower_to(lw, node, LOWER_TYPE(lw, OBJECT));
}

Insn *lower_expr_as(Lower *lw, const Ast *node, const Type *type)
{
    Insn *value = NULL;
    if (type && !type_is_object(type) && lower_is_literal(node))
        value = lower_literal_to(lw, node, type);
    return value ? value : lower_expr(lw, node);
}

void lower_effect(Lower *lw, const Ast *node)
{
    if (lower_is_literal(node) || node->kind == AST_EscapedStr)
        return;
    lower_expr(lw, node);
}
