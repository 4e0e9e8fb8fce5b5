/* intop_test.c: exact integer arithmetic of constants at its edges. */
#include "syntax/intop.h"
#include "unit.h"

/* The result when it fits 64 bits; else fails. */
static int64_t value(AstOp op, WideInt left, WideInt right)
{
    WideInt result;
    if (!intop_binary(op, left, right, &result) || result < INT64_MIN || result > INT64_MAX)
        unit_fail(__FILE__, __LINE__, ast_op_text(op));
    return (int64_t)result;
}

static bool has_value(AstOp op, WideInt left, WideInt right)
{
    WideInt result;
    return intop_binary(op, left, right, &result);
}

static void test_division(void)
{
    CHECK(value(AST_OP_FLOORDIV, -7, 2) == -4);
    CHECK(value(AST_OP_MOD, -7, 2) == 1);
    CHECK(value(AST_OP_FLOORDIV, 7, -2) == -4);
    CHECK(value(AST_OP_MOD, 7, -2) == -1);
    CHECK(value(AST_OP_FLOORDIV, -7, -2) == 3);
    CHECK(value(AST_OP_MOD, INT64_MIN, -1) == 0);
    CHECK(!has_value(AST_OP_FLOORDIV, 1, 0));
    CHECK(!has_value(AST_OP_MOD, 1, 0));
}

static void test_edges(void)
{
    const WideInt huge = (WideInt)INT64_MAX << 62;
    CHECK(value(AST_OP_LSHIFT, -1, 63) == INT64_MIN);
    CHECK(value(AST_OP_SUB, -1, INT64_MIN) == INT64_MAX);
    CHECK(value(AST_OP_RSHIFT, -1, 1000) == -1);
    CHECK(value(AST_OP_RSHIFT, 1, 1000) == 0);
    CHECK(value(AST_OP_LSHIFT, 0, 1000) == 0);
    CHECK(value(AST_OP_POW, -1, INT64_MAX) == -1);
    CHECK(value(AST_OP_POW, 0, 0) == 1);
    CHECK(value(AST_OP_POW, -2, 63) == INT64_MIN);
    CHECK(value(AST_OP_FLOORDIV, huge, INT64_MAX) == (int64_t)1 << 62);
    CHECK(!has_value(AST_OP_MUL, huge, huge));
    CHECK(!has_value(AST_OP_ADD, huge, ((WideInt)1 << 126) + (((WideInt)1 << 126) - 1)));
    CHECK(!has_value(AST_OP_LSHIFT, 1, 127));
    CHECK(!has_value(AST_OP_POW, 2, 127));
    CHECK(!has_value(AST_OP_POW, 2, -1));
    CHECK(!has_value(AST_OP_LSHIFT, 1, -1));
    CHECK(!has_value(AST_OP_RSHIFT, 1, -1));
    CHECK(!has_value(AST_OP_DIV, 4, 2));
}

static void test_bits(void)
{
    CHECK(value(AST_OP_AND, -1, 0xff) == 0xff);
    CHECK(value(AST_OP_OR, -4, 3) == -1);
    CHECK(value(AST_OP_XOR, -1, 1) == -2);
}

UNIT_MAIN(TEST(test_division), TEST(test_edges), TEST(test_bits))
