/* intop.c: integer constants of 128 bits; see intop.h. Source: Python language reference 6.5 to 6.9; // and % round
 * towards minus infinity.
 *
 *     -7 // 2 -> -4      -7 % 2 -> 1      -1 << 63 -> -2**63      2 ** 127 -> none
 */
#include "syntax/intop.h"

enum { BITS = 128 };

static bool divide(AstOp op, WideInt left, WideInt right, WideInt *result)
{
    WideInt least = (WideInt)((__extension__ (unsigned __int128)1) << (BITS - 1));
    if (right == 0 || (left == least && right == -1))
        return false;
    WideInt quotient = left / right, rest = left % right;
    if (rest != 0 && (rest < 0) != (right < 0)) {
        quotient--;
        rest += right;
    }
    *result = op == AST_OP_MOD ? rest : quotient;
    return true;
}

static bool power(WideInt base, WideInt exponent, WideInt *result)
{
    if (exponent < 0)
        return false;
    if (base >= -1 && base <= 1 && exponent > 1)
        exponent = 2 + exponent % 2;
    *result = 1;
    for (; exponent > 0; exponent--) /* at most 127 rounds */
        if (__builtin_mul_overflow(*result, base, result))
            return false;
    return true;
}

static bool shift(AstOp op, WideInt left, WideInt right, WideInt *result)
{
    if (right < 0)
        return false;
    if (op == AST_OP_RSHIFT) {
        int by = right >= BITS ? BITS - 1 : (int)right;
        *result = left >= 0 ? left >> by : ~(~left >> by);
        return true;
    }
    if (left == 0 || right == 0) {
        *result = left;
        return true;
    }
    return right < BITS - 1 && !__builtin_mul_overflow(left, (WideInt)1 << (int)right, result);
}

bool intop_binary(AstOp op, WideInt left, WideInt right, WideInt *result)
{
    if (op == AST_OP_ADD)
        return !__builtin_add_overflow(left, right, result);
    if (op == AST_OP_SUB)
        return !__builtin_sub_overflow(left, right, result);
    if (op == AST_OP_MUL)
        return !__builtin_mul_overflow(left, right, result);
    if (op == AST_OP_FLOORDIV || op == AST_OP_MOD)
        return divide(op, left, right, result);
    if (op == AST_OP_POW)
        return power(left, right, result);
    if (op == AST_OP_LSHIFT || op == AST_OP_RSHIFT)
        return shift(op, left, right, result);
    if (op != AST_OP_AND && op != AST_OP_OR && op != AST_OP_XOR)
        return false;
    *result = op == AST_OP_AND ? left & right : op == AST_OP_OR ? left | right : left ^ right;
    return true;
}
