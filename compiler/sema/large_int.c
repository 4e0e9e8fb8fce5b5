/* large_int.c: constants that 32 bits do not hold, beside C integers; see large_int.h. */
#include "sema/large_int.h"

#include "base/bigint.h"
#include "sema/const_expr.h"

typedef struct Large {
    bool is_large;
    bool is_negative;
    uint64_t size; /* without its sign; UINT64_MAX: that, or more */
} Large;

static uint64_t size_of_i64(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static Large large_of(Analyzer *a, const Ast *node)
{
    int64_t small;
    uint64_t bits;
    if (node->kind == AST_IntLit) {
        const AstIntLit *literal = AST_AS(IntLit, node);
        BigInt big;
        if ((literal->suffix && literal->suffix->len) || !bigint_parse(a->arena, literal->text, literal->text_len, &big))
            return (Large){.is_large = false};
        if (!bigint_to_i64(&big, &small))
            return (Large){.is_large = true, .size = bigint_to_u64(&big, &bits) ? bits : UINT64_MAX};
    } else {
        const int64_t *folded = map_get(&a->constants, node);
        if (!folded)
            return (Large){.is_large = false};
        small = *folded;
    }
    return (Large){.is_large = small < INT32_MIN || small > INT32_MAX, .is_negative = small < 0, .size = size_of_i64(small)};
}

static bool is_int(Analyzer *a, const Ast *node)
{
    const Type *type = analyzer_type(a, node);
    return type_is_int(type) && type_strip(type)->kind != TYPE_UCS4;
}

const Type *large_int_operation(Analyzer *a, AstOp op, const Ast *left, const Ast *right)
{
    const Ast *sides[] = {left, right};
    if (op == AST_OP_DIV || op == AST_OP_MATMUL)
        return NULL;
    for (int i = 0; i < 2; i++) {
        if (!is_int(a, sides[1 - i]) || !large_of(a, sides[i]).is_large)
            continue;
        if (sides[i]->kind == AST_IntLit)
            analyzer_set_type(a, sides[i], KIND_TYPE(a, PYINT));
        return op == AST_OP_POW ? KIND_TYPE(a, OBJECT) : KIND_TYPE(a, PYINT);
    }
    return NULL;
}

bool large_int_stays_c(Analyzer *a, AstOp op, const Ast *target, const Ast *value)
{
    bool is_bits = op == AST_OP_AND || op == AST_OP_OR || op == AST_OP_XOR;
    int64_t least;
    uint64_t most;
    if (!is_bits || !is_int(a, target) || !type_int_range(analyzer_type(a, target), &least, &most))
        return false;
    Large large = large_of(a, value);
    return large.is_large && large.size <= (large.is_negative ? size_of_i64(least) : most);
}
