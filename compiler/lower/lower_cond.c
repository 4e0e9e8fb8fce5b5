/* lower_cond.c: conditions and short circuits: `and`, `or`, chained comparisons, conditional expressions.
 *
 * The part that may not be reached is lowered into an `if`. When all of it turns out to be plain
 * arithmetic that may be computed in any case, the `if` becomes a `select` (in C: `a && b`, `c ? x : y`);
 * otherwise the result goes through a temporary.
 *
 *     a < b < c (C)    ->  %1 = cmp lt a, b; %2 = cmp lt b, c; %3 = select %1, %2, 0
 *     x or f()         ->  set t, x; %1 = truth x; if not %1 { set t, (pycall f) }; get t
 */
#include "lower/lower_cond.h"

#include "base/utf8.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_frozenset.h"
#include "lower/lower_loop.h"
#include "lower/lower_op.h"

/* May the instruction run although the program does not get there? */
static bool is_speculable(const Insn *insn)
{
    IrOp op = insn->op;
    if (op == IR_BIN)
        return insn->sub != IR_BIN_DIV && insn->sub != IR_BIN_MOD;
    return op == IR_CONST || op == IR_NULL || op == IR_GET || op == IR_UN || op == IR_CMP ||
           op == IR_CAST || op == IR_SELECT || op == IR_ADDR || op == IR_FIELD || op == IR_INDEX ||
           op == IR_PART || op == IR_VDIM || op == IR_WRAP || op == IR_PYCONST || op == IR_INDEXVAR;
}

static bool block_is_speculable(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        if (!is_speculable(insn))
            return false;
    return true;
}

/* Short circuit of conditions. `first` is known; go on only when it is true (`is_and`) or false. */
typedef struct Circuit {
    Insn *first, *region;
    bool is_and;
} Circuit;

static Circuit open_circuit(Lower *lw, Insn *first, bool is_and)
{
    Insn *go_on = is_and ? first : lower_negate(lw, first);
    return (Circuit){first, lower_if(lw, go_on), is_and};
}

static Insn *close_circuit(Lower *lw, const Circuit *circuit, Insn *rest)
{
    Insn *region = circuit->region;
    if (block_is_speculable(region->blocks[0])) {
        ir_block_move_before(region->blocks[0], region);
        ir_close(&lw->b, region);
        ir_remove(region);
        if (region->args[0] != circuit->first)
            ir_remove(region->args[0]); /* the negation was for the region only */
        return circuit->is_and ? ir_select(&lw->b, circuit->first, rest, lower_bint(lw, false))
                               : ir_select(&lw->b, circuit->first, lower_bint(lw, true), rest);
    }
    IrVar *result = ir_temp_new(&lw->b, "cond", LOWER_TYPE(lw, BINT));
    ir_set(&lw->b, result, rest);
    ir_close(&lw->b, region);
    ir_remove(region);
    ir_set(&lw->b, result, circuit->first);
    ir_block_append(lw->b.block, region);
    return ir_get(&lw->b, result);
}

static Insn *bool_cond(Lower *lw, const AstBoolOp *node)
{
    Insn *value = lower_cond(lw, node->values.items[0]);
    bool is_and = node->op == AST_OP_BOOL_AND;
    for (uint32_t i = 1; i < node->values.len; i++) {
        Circuit circuit = open_circuit(lw, value, is_and);
        value = close_circuit(lw, &circuit, lower_cond(lw, node->values.items[i]));
    }
    return value;
}

/* An operand of a comparison; a C array beside an object is made the list that it stands for. */
static Insn *operand(Lower *lw, const Ast *node, const Type *type)
{
    bool is_list = type && type_is_object(type) && lower_plain(lower_type(lw, node))->kind == TYPE_ARRAY;
    return is_list ? lower_to(lw, node, type) : lower_expr_as(lw, node, type);
}

static const AstNodes *display_items(const Ast *node)
{
    return node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items
           : node->kind == AST_Set ? &AST_AS(Set, node)->items
                                   : &AST_AS(List, node)->items;
}

/* `x in (a, b)`, `c in b'ab'` of C values: x == a or x == b. */
static Insn *compare_each(Lower *lw, const Ast *node, Insn *left, const Type *type)
{
    const AstStrLit *text = node->kind == AST_StrLit ? AST_AS(StrLit, node) : NULL;
    bool is_bytes = text && text->kind == AST_STR_BYTES;
    if (is_bytes) /* compared as C compares characters: char, which may be signed, beside whatever `left` is */
        left = ir_cast(&lw->b, type = LOWER_TYPE(lw, INT), left);
    uint32_t count = 0, len = text ? text->value_len : display_items(node)->len;
    Insn **items = ARENA_ARRAY(lw->arena, Insn *, len + 1);
    for (uint32_t i = 0; i < len; count++) {
        uint32_t code = text ? (unsigned char)text->value[i] : 0;
        size_t size = text && text->kind == AST_STR_STR ? utf8_decode(text->value + i, len - i, &code) : 1;
        items[count] = !text      ? lower_expr_as(lw, display_items(node)->items[i], type)
                       : is_bytes ? ir_cast(&lw->b, type, ir_int(&lw->b, LOWER_TYPE(lw, CHAR), (char)code))
                                  : ir_int(&lw->b, type, code);
        i += size ? (uint32_t)size : 1;
    }
    Insn *found = lower_compare_one(lw, AST_OP_EQ, left, items[0], type, false);
    for (uint32_t i = 1; i < count; i++)
        found = ir_select(&lw->b, found, lower_bint(lw, true), lower_compare_one(lw, AST_OP_EQ, left, items[i], type, false));
    return found;
}

/* `left in pointer[a:b:c]`: a loop over the items. NULL for any other comparison. */
static Insn *search(Lower *lw, const AstCompareArm *arm, Insn *left, const Type *type)
{
    if (arm->op != AST_OP_IN && arm->op != AST_OP_NOT_IN)
        return NULL;
    bool is_each = type && type_is_number(type);
    Insn *found = lower_memory_search(lw, arm->right, left, type);
    if (!found && is_each)
        found = compare_each(lw, arm->right, left, type);
    return found && arm->op == AST_OP_NOT_IN ? lower_negate(lw, found) : found;
}

/* The type in which what stands behind arm `k` is made: an integer that the next arm compares as one stays one. */
static const Type *right_type(const Lower *lw, const AstCompare *node, uint32_t k)
{
    const Type *type = SEMA_TYPE(lw->sema, node->rest.items[k]);
    const Type *next = k + 1 < node->rest.len ? SEMA_TYPE(lw->sema, node->rest.items[k + 1]) : NULL;
    return type && next && type_is_float(type) && type_is_int(next) ? next : type;
}

/* What stands behind the operator of arm `k`. */
static Insn *right_operand(Lower *lw, const AstCompare *node, uint32_t k)
{
    const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[k]);
    bool is_search = (arm->op == AST_OP_IN || arm->op == AST_OP_NOT_IN) && k + 1 == node->rest.len;
    Insn *constant = is_search ? lower_searched(lw, arm->right) : NULL;
    return constant ? constant : operand(lw, arm->right, right_type(lw, node, k));
}

/* Arms from `k` on; `left` is the value of what stands before. Each middle is computed once. */
static Insn *compare_cond(Lower *lw, const AstCompare *node, uint32_t k, Insn *left)
{
    const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[k]);
    const Type *type = SEMA_TYPE(lw->sema, &arm->head);
    Insn *found = search(lw, arm, left, type);
    if (found)
        return found; /* analysis: the only arm */
    Insn *right = right_operand(lw, node, k);
    Insn *value = lower_compare_one(lw, arm->op, left, right, type, false);
    if (k + 1 == node->rest.len)
        return value;
    Circuit circuit = open_circuit(lw, value, true);
    return close_circuit(lw, &circuit, compare_cond(lw, node, k + 1, right));
}

static Insn *first_of_compare(Lower *lw, const AstCompare *node)
{
    return operand(lw, node->left, SEMA_TYPE(lw->sema, node->rest.items[0]));
}

Insn *lower_folded(Lower *lw, const Ast *node)
{
    bool may_be = node->kind == AST_BoolOp || node->kind == AST_Compare ||
                  node->kind == AST_UnaryOp;
    const FoldInfo *info = may_be ? lw->sema->info_of[node->id] : NULL;
    return info ? lower_bint(lw, info->value) : NULL;
}

Insn *lower_cond(Lower *lw, const Ast *node)
{
    Span old = lower_at(lw, node);
    Insn *value = lower_folded(lw, node);
    if (value)
        ;
    else if (node->kind == AST_BoolOp)
        value = bool_cond(lw, AST_AS(BoolOp, node));
    else if (node->kind == AST_Compare)
        value = compare_cond(lw, AST_AS(Compare, node), 0,
                             first_of_compare(lw, AST_AS(Compare, node)));
    else if (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NOT)
        value = lower_cond_not(lw, AST_AS(UnaryOp, node)->operand);
    else
        value = lower_truth(lw, lower_expr(lw, node));
    lw->b.span = old;
    return value;
}

Insn *lower_cond_not(Lower *lw, const Ast *node)
{
    if (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NOT)
        return lower_cond(lw, AST_AS(UnaryOp, node)->operand);
    return lower_negate(lw, lower_cond(lw, node));
}

/* Values */

static bool is_bint(const Type *type)
{
    return lower_plain(type)->kind == TYPE_BINT;
}

/* A C function beside an object is the object that calls it. */
static Insn *bool_part(Lower *lw, const Ast *node, const Type *type)
{
    const Type *own = lower_plain(lower_type(lw, node));
    const Type *func = own->kind == TYPE_PTR ? lower_plain(own->target) : own;
    return type_is_object(type) && func->kind == TYPE_FUNC ? lower_object(lw, node) : lower_expr(lw, node);
}

Insn *lower_bool_value(Lower *lw, const AstBoolOp *node)
{
    const Type *type = lower_type(lw, &node->head);
    if (is_bint(type))
        return bool_cond(lw, node);
    IrVar *result = lower_temp(lw, "value", type, NULL);
    Insn **regions = ARENA_ARRAY(lw->arena, Insn *, node->values.len);
    for (uint32_t i = 0; i < node->values.len; i++) {
        Insn *value = bool_part(lw, node->values.items[i], type);
        ir_set(&lw->b, result, lower_convert(lw, value, type));
        if (i + 1 == node->values.len)
            break;
        Insn *truth = lower_truth(lw, value);
        regions[i] = lower_if(lw, node->op == AST_OP_BOOL_AND ? truth : lower_negate(lw, truth));
    }
    for (uint32_t i = node->values.len - 1; i-- > 0;)
        ir_close(&lw->b, regions[i]);
    return ir_get(&lw->b, result);
}

/* One arm decides alone; of several, the first false one is the value. */
Insn *lower_compare_value(Lower *lw, const AstCompare *node)
{
    const Type *type = lower_type(lw, &node->head);
    Insn *left = first_of_compare(lw, node);
    if (!type_is_object(type))
        return compare_cond(lw, node, 0, left);
    IrVar *result = node->rest.len > 1 ? lower_temp(lw, "value", type, NULL) : NULL;
    Insn **regions = ARENA_ARRAY(lw->arena, Insn *, node->rest.len);
    for (uint32_t i = 0;; i++) {
        const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[i]);
        const Type *arm_type = SEMA_TYPE(lw->sema, &arm->head);
        Insn *right = right_operand(lw, node, i);
        Insn *value = lower_compare_one(lw, arm->op, left, right, arm_type, true);
        if (!result)
            return lower_convert(lw, value, type);
        ir_set(&lw->b, result, lower_convert(lw, value, type));
        if (i + 1 == node->rest.len)
            break;
        regions[i] = lower_if(lw, lower_truth(lw, value));
        left = right;
    }
    for (uint32_t i = node->rest.len - 1; i-- > 0;)
        ir_close(&lw->b, regions[i]);
    return ir_get(&lw->b, result);
}

/* Both branches are plain: a select in place of the region. */
static Insn *select_branches(Lower *lw, Insn *region, Insn *yes, Insn *no)
{
    ir_block_move_before(region->blocks[0], region);
    ir_block_move_before(region->blocks[1], region);
    ir_close(&lw->b, region);
    ir_remove(region);
    return ir_select(&lw->b, region->args[0], yes, no);
}

Insn *lower_if_value(Lower *lw, const AstIfExp *node, const Type *type)
{
    Insn *cond = lower_cond(lw, node->test);
    if (cond->op == IR_CONST)
        return lower_to(lw, cond->as.imm.i ? node->body : node->orelse, type);
    Insn *region = lower_if(lw, cond);
    Insn *yes = lower_to(lw, node->body, type);
    IrBlock *yes_end = lw->b.block;
    ir_enter(&lw->b, region, 1);
    Insn *no = lower_to(lw, node->orelse, type);
    IrBlock *no_end = lw->b.block;
    if (!ir_type_is_managed(type) && type_is_number(type) &&
        block_is_speculable(region->blocks[0]) && block_is_speculable(region->blocks[1]))
        return select_branches(lw, region, yes, no);
    IrVar *result = lower_temp(lw, "value", type, NULL);
    lw->b.block = yes_end;
    ir_set(&lw->b, result, yes);
    lw->b.block = no_end;
    ir_set(&lw->b, result, no);
    ir_close(&lw->b, region);
    return ir_get(&lw->b, result);
}
