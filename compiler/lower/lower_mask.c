/* lower_mask.c: a few bits of a C integer, wanted as a C integer; see lower_mask.h.
 *
 * The result of `n & constant` lies between 0 and the constant, whatever n is, and two's complement gives the bits that Python
 * gives. So nothing is lost in C when the constant fits the type that is wanted.
 *
 *     cdef unsigned int h = n & 0xffffffff   ->   set h, (cast (bin and (cast n):ulong, 4294967295):uint)
 */
#include "lower/lower_mask.h"

#include "base/bigint.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"

/* A literal from 0 to the largest value of `to`? */
static bool fits(const Lower *lw, const Ast *node, const Type *to)
{
    BigInt big;
    int64_t least;
    uint64_t value, most;
    if (node->kind != AST_IntLit || AST_AS(IntLit, node)->suffix || !type_int_range(to, &least, &most))
        return false;
    const AstIntLit *literal = AST_AS(IntLit, node);
    if (!bigint_parse(lw->arena, literal->text, literal->text_len, &big) || !bigint_to_u64(&big, &value))
        return false;
    return value <= most;
}

Insn *lower_mask(Lower *lw, const Ast *node, const Type *to)
{
    const AstBinOp *op = AST_AS(BinOp, node);
    if (node->kind != AST_BinOp || op->op != AST_OP_AND || !type_is_object(lower_type(lw, node)) || !type_is_int(to))
        return NULL;
    bool is_left = fits(lw, op->left, to);
    const Ast *mask = is_left ? op->left : op->right, *value = is_left ? op->right : op->left;
    if (!fits(lw, mask, to) || !type_is_int(lower_type(lw, value)))
        return NULL;
    const Type *bits = LOWER_TYPE(lw, ULLONG);
    Insn *wide = ir_cast(&lw->b, bits, lower_expr(lw, value));
    return ir_cast(&lw->b, to, ir_bin(&lw->b, IR_BIN_AND, wide, lower_literal_to(lw, mask, bits)));
}
