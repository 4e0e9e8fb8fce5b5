/* lower_frozenset.c: calls of the builtin `frozenset`, and displays of constants behind `in`; see lower_frozenset.h.
 *
 * In Cython's own files a frozenset of literals is a constant of the module, made at import; sets of the same items are one
 * object. In plain Python files each call makes a new one, as in the interpreter.
 *
 *     x in frozenset((1, 2))   ->   prim "in" x, frozenset(int(1), int(2))        also x in {1, 2}, in all files
 */
#include "lower/lower_frozenset.h"

#include "lower/lower_expr.h"
#include "lower/lower_literal.h"

/* Of bytes the items are integers. */
static IrConst *frozenset_of_bytes(Lower *lw, const IrConst *bytes)
{
    IrConst **items = ARENA_ARRAY(lw->arena, IrConst *, bytes->len + 1);
    for (uint32_t i = 0; i < bytes->len; i++) {
        BigInt number = bigint_from_i64(lw->arena, (unsigned char)bytes->text[i]);
        items[i] = ir_const_int(lw->b.module, &number);
    }
    return ir_const_frozenset(lw->b.module, items, bytes->len);
}

static const AstNodes *display_items(const Ast *node)
{
    return node->kind == AST_Tuple  ? &AST_AS(Tuple, node)->items
           : node->kind == AST_List ? &AST_AS(List, node)->items
           : node->kind == AST_Set  ? &AST_AS(Set, node)->items
                                    : NULL;
}

/* [], '', () * 3 */
static bool is_empty_literal(const Ast *node)
{
    if (node->kind == AST_BinOp && AST_AS(BinOp, node)->op == AST_OP_MUL)
        return is_empty_literal(AST_AS(BinOp, node)->left) && lower_is_literal(AST_AS(BinOp, node)->right);
    const AstNodes *items = display_items(node);
    return items ? items->len == 0 : node->kind == AST_StrLit && AST_AS(StrLit, node)->value_len == 0;
}

/* The items of a display, all of them constants; NULL: they are not, or it is no display. */
static IrConst **constant_items(Lower *lw, const AstNodes *items)
{
    IrConst **values = ARENA_ARRAY(lw->arena, IrConst *, items ? items->len + 1 : 1);
    for (uint32_t i = 0; items && i < items->len; i++)
        if (!(values[i] = lower_literal_const(lw, items->items[i])))
            return NULL;
    return items ? values : NULL;
}

/* The constant that frozenset(node) is, or NULL. */
static IrConst *frozenset_const(Lower *lw, const Ast *node)
{
    if (is_empty_literal(node))
        return ir_const_frozenset(lw->b.module, NULL, 0);
    if (node->kind == AST_StrLit) {
        const IrConst *text = lower_literal_const(lw, node);
        return text && text->kind == IR_CONST_BYTES ? frozenset_of_bytes(lw, text) : NULL;
    }
    const AstNodes *items = display_items(node);
    IrConst **values = constant_items(lw, items);
    return values ? ir_const_frozenset(lw->b.module, values, items->len) : NULL;
}

Insn *lower_searched(Lower *lw, const Ast *node)
{
    bool is_display = node->kind == AST_Set || node->kind == AST_List;
    const AstNodes *items = is_display ? display_items(node) : NULL;
    IrConst **values = items && items->len ? constant_items(lw, items) : NULL;
    if (!values)
        return NULL;
    return ir_pyconst(&lw->b, node->kind == AST_Set ? ir_const_frozenset(lw->b.module, values, items->len)
                                                    : ir_const_tuple(lw->b.module, values, items->len));
}

/* frozenset((1, 2)): in Cython's own files one constant, made when the module is imported */
Insn *lower_frozenset(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    if (!lw->b.module->is_cython || node->args.len > 1)
        return NULL;
    if (!node->args.len)
        return ir_pyconst(&lw->b, ir_const_frozenset(lw->b.module, NULL, 0));
    const Ast *arg = node->args.items[0];
    IrConst *value = frozenset_const(lw, arg);
    if (value)
        return ir_pyconst(&lw->b, value);
    if (arg->kind != AST_Call)
        return NULL;
    Insn *inner = lower_object(lw, arg);
    bool is_frozen = inner->op == IR_PYCONST && inner->as.pyconst->kind == IR_CONST_FROZENSET;
    return is_frozen ? inner : LOWER_PRIM(lw, frozenset_from, inner);
}
