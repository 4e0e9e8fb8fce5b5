/* lower_match.c: the match statement.
 *
 * Each case is a block that is left when its pattern does not match, in a block that is left when a case has run. What a
 * pattern captures waits in temporaries: names are bound when all of it has matched, before the guard. Sequences are
 * unpacked as in an assignment unless only wildcards are left of them; attributes and values of keys come as one tuple.
 * Source: PEP 634, and the order of CPython's compiler.
 *
 *     match s: case [x, 0]: a   ->   block .1 { block .2 { if not match_sequence s { leave .2 } ; if len != 2 { leave .2 }
 *                                      %t = unpack s, 2 ; if not %t[1] == 0 { leave .2 } ; x = %t[0] ; a ; leave .1 } }
 */
#include "lower/lower_match.h"

#include "lower/lower_assign.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_op.h"
#include "lower/lower_stmt.h"

/* A name that a pattern binds, and what it will be bound to. */
typedef struct Capture {
    Symbol *symbol;
    IrVar *value;
} Capture;

typedef struct Match {
    VEC(Capture) captures; /* of the case */
    Insn *failed;          /* the block to leave when the pattern does not match */
} Match;

static void lower_pattern(Lower *lw, Match *match, const Ast *node, Insn *subject);

/* Goes on only when the condition holds. */
static void require(Lower *lw, const Match *match, Insn *cond)
{
    Insn *region = lower_if(lw, lower_negate(lw, cond));
    ir_leave(&lw->b, match->failed);
    ir_close(&lw->b, region);
}

static bool is_wildcard(const Ast *node)
{
    if (node->kind == AST_PatStar)
        return !AST_AS(PatStar, node)->name;
    return node->kind == AST_PatCapture && !AST_AS(PatCapture, node)->name;
}

/* Captures */

/* Alternatives of an or-pattern capture the same names. */
static void capture(Lower *lw, Match *match, const Ast *node, Insn *value)
{
    Symbol *symbol = lw->sema->symbol_of[node->id];
    if (!symbol)
        return;
    for (uint32_t i = 0; i < match->captures.len; i++) {
        if (match->captures.items[i].symbol == symbol) {
            ir_set(&lw->b, match->captures.items[i].value, value);
            return;
        }
    }
    Capture new = {symbol, lower_temp(lw, "captured", LOWER_TYPE(lw, OBJECT), value)};
    vec_push(lw->arena, &match->captures, new);
}

static void bind_captures(Lower *lw, const Match *match)
{
    for (uint32_t i = 0; i < match->captures.len; i++) {
        const Capture *item = &match->captures.items[i];
        lower_bind(lw, item->symbol, ir_get(&lw->b, item->value));
        ir_append(&lw->b, IR_UNSET, 0, NULL, NULL, 0)->as.var = item->value;
    }
}

/* Values */

static void match_value(Lower *lw, const Match *match, const Ast *value, Insn *subject)
{
    Insn *other = lower_object(lw, value);
    if (value->kind == AST_ConstLit) {
        require(lw, match, ir_cmp(&lw->b, IR_CMP_EQ, subject, other));
        return;
    }
    if (lower_plain(other->type)->kind != TYPE_OBJECT)
        other = ir_cast(&lw->b, LOWER_TYPE(lw, OBJECT), other);
    require(lw, match, LOWER_PRIM(lw, eq_bool, subject, other));
}

/* Sequences */

static int64_t find_star(const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_PatStar)
            return i;
    return -1;
}

static bool are_wildcards(const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (!is_wildcard(items->items[i]))
            return false;
    return true;
}

/* A star without a name: the other items are taken by index, so that the rest is never copied. */
static void match_indexed(Lower *lw, Match *match, const AstNodes *items, int64_t star,
                          Insn *subject, Insn *len)
{
    for (uint32_t i = 0; i < items->len; i++) {
        if (is_wildcard(items->items[i]))
            continue;
        Insn *index = lower_ssize(lw, i);
        if (i > star)
            index = ir_bin(&lw->b, IR_BIN_SUB, len, lower_ssize(lw, items->len - i));
        lower_pattern(lw, match, items->items[i], LOWER_PRIM(lw, match_item, subject, index));
    }
}

static void match_unpacked(Lower *lw, Match *match, const AstNodes *items, int64_t star,
                           Insn *subject)
{
    Insn *tuple = star < 0 ? LOWER_PRIM(lw, unpack, subject, lower_ssize(lw, items->len))
                           : LOWER_PRIM(lw, unpack_star, subject, lower_ssize(lw, star),
                                        lower_ssize(lw, (int64_t)items->len - star - 1));
    for (uint32_t i = 0; i < items->len; i++)
        if (!is_wildcard(items->items[i]))
            lower_pattern(lw, match, items->items[i],
                          LOWER_PRIM(lw, tuple_part, tuple, lower_ssize(lw, i)));
}

static void match_sequence(Lower *lw, Match *match, const AstPatSequence *node, Insn *subject)
{
    const AstNodes *items = &node->items;
    int64_t star = find_star(items), count = items->len;
    Insn *len = NULL;
    require(lw, match, LOWER_PRIM(lw, match_sequence, subject));
    if (star < 0 || count > 1) {
        len = LOWER_PRIM(lw, match_len, subject);
        Insn *wanted = lower_ssize(lw, star < 0 ? count : count - 1);
        require(lw, match, ir_cmp(&lw->b, star < 0 ? IR_CMP_EQ : IR_CMP_GE, len, wanted));
    }
    if (are_wildcards(items))
        return;
    if (star >= 0 && is_wildcard(items->items[star]))
        match_indexed(lw, match, items, star, subject, len);
    else
        match_unpacked(lw, match, items, star, subject);
}

/* Mappings and classes */

/* `values` is a tuple or None, which means no. */
static void require_tuple(Lower *lw, const Match *match, Insn *values)
{
    require(lw, match, ir_cmp(&lw->b, IR_CMP_NE, values, lower_none(lw)));
}

static Insn *key_tuple(Lower *lw, const AstNodes *pairs)
{
    Insn **keys = ARENA_ARRAY(lw->arena, Insn *, pairs->len + 1);
    for (uint32_t i = 0; i < pairs->len; i++)
        keys[i] = lower_object(lw, AST_AS(PatPair, pairs->items[i])->key);
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), keys, pairs->len);
}

static void match_mapping(Lower *lw, Match *match, const AstPatMapping *node, Insn *subject)
{
    const AstNodes *pairs = &node->items;
    require(lw, match, LOWER_PRIM(lw, match_mapping, subject));
    if (!pairs->len && !node->has_rest)
        return;
    if (pairs->len)
        require(lw, match, ir_cmp(&lw->b, IR_CMP_GE, LOWER_PRIM(lw, match_len, subject),
                                  lower_ssize(lw, pairs->len)));
    Insn *keys = key_tuple(lw, pairs);
    Insn *values = LOWER_PRIM(lw, match_keys, subject, keys);
    require_tuple(lw, match, values);
    for (uint32_t i = 0; i < pairs->len; i++) {
        const Ast *pattern = AST_AS(PatPair, pairs->items[i])->pattern;
        if (!is_wildcard(pattern))
            lower_pattern(lw, match, pattern,
                          LOWER_PRIM(lw, match_part, values, lower_ssize(lw, i)));
    }
    if (node->has_rest && node->rest)
        capture(lw, match, &node->head, LOWER_PRIM(lw, match_rest, subject, keys));
}

static void match_class(Lower *lw, Match *match, const AstPatClass *node, Insn *subject)
{
    uint32_t count = node->items.len;
    IrConst **names = ARENA_ARRAY(lw->arena, IrConst *, node->keywords.len + 1);
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        Atom name = AST_AS(PatKeyword, node->keywords.items[i])->name;
        names[i] = ir_const_str(lw->b.module, name->text, name->len, true);
    }
    Insn *tuple = ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, names, node->keywords.len));
    Insn *parts = LOWER_PRIM(lw, match_class, subject, lower_object(lw, node->class_ref),
                             lower_ssize(lw, count), tuple);
    require_tuple(lw, match, parts);
    for (uint32_t i = 0; i < count + node->keywords.len; i++) {
        const Ast *pattern = i < count
                                 ? node->items.items[i]
                                 : AST_AS(PatKeyword, node->keywords.items[i - count])->pattern;
        if (!is_wildcard(pattern))
            lower_pattern(lw, match, pattern,
                          LOWER_PRIM(lw, match_part, parts, lower_ssize(lw, i)));
    }
}

/* Alternatives */

static void match_or(Lower *lw, Match *match, const AstPatOr *node, Insn *subject)
{
    Insn *outer = match->failed;
    Insn *matched = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "matched");
    ir_enter(&lw->b, matched, 0);
    for (uint32_t i = 0; i < node->items.len; i++) {
        bool is_last = i + 1 == node->items.len;
        Insn *block = is_last ? NULL : ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "next");
        if (block)
            ir_enter(&lw->b, block, 0);
        match->failed = is_last ? outer : block;
        lower_pattern(lw, match, node->items.items[i], subject);
        if (block) {
            ir_leave(&lw->b, matched);
            ir_close(&lw->b, block);
        }
    }
    ir_close(&lw->b, matched);
    match->failed = outer;
}

static void match_as(Lower *lw, Match *match, const AstPatAs *node, Insn *subject)
{
    if (node->pattern)
        lower_pattern(lw, match, node->pattern, subject);
    if (node->name)
        capture(lw, match, &node->head, subject);
}

static void lower_pattern(Lower *lw, Match *match, const Ast *node, Insn *subject)
{
    Span old = lower_at(lw, node);
    if (node->kind == AST_PatValue)
        match_value(lw, match, AST_AS(PatValue, node)->value, subject);
    else if (node->kind == AST_PatSequence)
        match_sequence(lw, match, AST_AS(PatSequence, node), subject);
    else if (node->kind == AST_PatMapping)
        match_mapping(lw, match, AST_AS(PatMapping, node), subject);
    else if (node->kind == AST_PatClass)
        match_class(lw, match, AST_AS(PatClass, node), subject);
    else if (node->kind == AST_PatOr)
        match_or(lw, match, AST_AS(PatOr, node), subject);
    else if (node->kind == AST_PatAs)
        match_as(lw, match, AST_AS(PatAs, node), subject);
    else if (!is_wildcard(node))
        capture(lw, match, node, subject);
    lw->b.span = old;
}

/* The statement */

static void lower_case(Lower *lw, const AstMatchCase *node, Insn *subject, Insn *done)
{
    Match match = {0};
    match.failed = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "case");
    ir_enter(&lw->b, match.failed, 0);
    lower_pattern(lw, &match, node->pattern, subject);
    bind_captures(lw, &match);
    if (node->guard) {
        Span old = lower_at(lw, node->guard);
        require(lw, &match, lower_cond(lw, node->guard));
        lw->b.span = old;
    }
    lower_block(lw, &node->body);
    if (ir_is_open(&lw->b))
        ir_leave(&lw->b, done);
    ir_close(&lw->b, match.failed);
}

void lower_match(Lower *lw, const AstMatch *node)
{
    Insn *value = lower_object(lw, node->subject);
    if (lower_plain(value->type)->kind != TYPE_OBJECT)
        value = ir_cast(&lw->b, LOWER_TYPE(lw, OBJECT), value);
    IrVar *subject = lower_temp(lw, "subject", LOWER_TYPE(lw, OBJECT), value);
    Insn *done = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "match");
    ir_enter(&lw->b, done, 0);
    for (uint32_t i = 0; i < node->cases.len && ir_is_open(&lw->b); i++) {
        const AstMatchCase *item = AST_AS(MatchCase, node->cases.items[i]);
        Span old = lower_at(lw, &item->head);
        lower_case(lw, item, ir_get(&lw->b, subject), done);
        lw->b.span = old;
    }
    ir_close(&lw->b, done);
}
