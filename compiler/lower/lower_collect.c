/* lower_collect.c: displays: lists, tuples, sets, dicts, with starred items.
 *
 * A display without stars is one BUILD. With stars it is begun with the items before the first one and
 * grows. A tuple of constants is a constant; a tuple with stars is made of a list.
 * In Cython's own files a dict display grows too behind a key that may have no hash, so that the error comes before
 * what follows is evaluated, and `**x` at its beginning is dict(x).
 *
 *     [a, *b]   ->   %1 = build list a ; prim list_star %1, b
 */
#include "lower/lower_collect.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_struct.h"

static const Type *build_type(const Lower *lw, IrBuild what)
{
    switch (what) {
    case IR_BUILD_LIST: return LOWER_TYPE(lw, LIST);
    case IR_BUILD_TUPLE: return LOWER_TYPE(lw, TUPLE);
    case IR_BUILD_SET: return LOWER_TYPE(lw, SET);
    case IR_BUILD_DICT: return LOWER_TYPE(lw, DICT);
    case IR_BUILD_SLICE: return LOWER_TYPE(lw, SLICE);
    case IR_BUILD_STR: return LOWER_TYPE(lw, STR);
    }
    return LOWER_TYPE(lw, OBJECT);
}

static Insn *build(Lower *lw, IrBuild what, Insn *const *items, uint32_t count)
{
    return ir_append(&lw->b, IR_BUILD, (uint16_t)what, build_type(lw, what), items, count);
}

Insn *lower_empty(Lower *lw, IrBuild what)
{
    return build(lw, what, NULL, 0);
}

/* How many items come before the first star. */
static uint32_t count_plain(const AstNodes *items)
{
    uint32_t count = 0;
    while (count < items->len && items->items[count]->kind != AST_Starred)
        count++;
    return count;
}

static Insn *build_objects(Lower *lw, IrBuild what, const AstNodes *items, uint32_t count)
{
    Insn **values = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        values[i] = lower_object(lw, items->items[i]);
    return build(lw, what, values, count);
}

Insn *lower_star_list(Lower *lw, const AstNodes *items)
{
    uint32_t plain = count_plain(items);
    Insn *list = build_objects(lw, IR_BUILD_LIST, items, plain);
    for (uint32_t i = plain; i < items->len; i++) {
        const Ast *item = items->items[i];
        if (item->kind != AST_Starred) {
            LOWER_PRIM(lw, list_put, list, lower_object(lw, item));
            continue;
        }
        LOWER_PRIM(lw, list_star, list, lower_object(lw, AST_AS(Starred, item)->value));
    }
    return list;
}

bool lower_items_are_plain(const AstNodes *items)
{
    return count_plain(items) == items->len;
}

Insn *lower_plain_tuple(Lower *lw, const AstNodes *items)
{
    return build_objects(lw, IR_BUILD_TUPLE, items, items->len);
}

Insn *lower_list(Lower *lw, const AstList *node)
{
    return lower_star_list(lw, &node->items);
}

Insn *lower_tuple(Lower *lw, const AstTuple *node)
{
    const Type *type = lower_plain(lower_type(lw, &node->head));
    if (type->kind == TYPE_CTUPLE || type->kind == TYPE_STRUCT)
        return lower_struct_display(lw, &node->head, type);
    IrConst *constant = lower_literal_const(lw, &node->head);
    if (constant)
        return ir_pyconst(&lw->b, constant);
    if (lower_items_are_plain(&node->items))
        return lower_plain_tuple(lw, &node->items);
    return LOWER_PRIM(lw, list_to_tuple, lower_star_list(lw, &node->items));
}

Insn *lower_set(Lower *lw, const AstSet *node)
{
    uint32_t plain = count_plain(&node->items);
    Insn *set = build_objects(lw, IR_BUILD_SET, &node->items, plain);
    for (uint32_t i = plain; i < node->items.len; i++) {
        const Ast *item = node->items.items[i];
        if (item->kind == AST_Starred)
            LOWER_PRIM(lw, set_star, set, lower_object(lw, AST_AS(Starred, item)->value));
        else
            LOWER_PRIM(lw, set_put, set, lower_object(lw, item));
    }
    return set;
}

/* Is there no way for the hash of such a key to fail? */
static bool has_hash(const Lower *lw, const Ast *key)
{
    const Type *type = lower_plain(lower_type(lw, key));
    return type_is_number(type) || type->kind == TYPE_STR || type->kind == TYPE_BYTES || type->kind == TYPE_PYINT ||
           type->kind == TYPE_PYFLOAT || type->kind == TYPE_PYBOOL || type->kind == TYPE_PYCOMPLEX ||
           key->kind == AST_ConstLit;
}

/* How many pairs are made at once. */
static uint32_t count_pairs(const Lower *lw, const AstNodes *items)
{
    uint32_t count = 0;
    while (count < items->len && AST_AS(DictItem, items->items[count])->key) {
        const Ast *key = AST_AS(DictItem, items->items[count++])->key;
        if (lw->b.module->is_cython && !has_hash(lw, key))
            break;
    }
    return count;
}

static Insn *begin_dict(Lower *lw, const AstNodes *items, uint32_t *done)
{
    const AstDictItem *first = items->len ? AST_AS(DictItem, items->items[0]) : NULL;
    if (first && !first->key && lw->b.module->is_cython) {
        *done = 1;
        return LOWER_PRIM(lw, dict_from, lower_object(lw, first->value));
    }
    *done = count_pairs(lw, items);
    Insn **pairs = ARENA_ARRAY(lw->arena, Insn *, 2 * *done + 1);
    for (uint32_t i = 0; i < *done; i++) {
        const AstDictItem *item = AST_AS(DictItem, items->items[i]);
        pairs[2 * i] = lower_object(lw, item->key);
        pairs[2 * i + 1] = lower_object(lw, item->value);
    }
    return build(lw, IR_BUILD_DICT, pairs, 2 * *done);
}

Insn *lower_dict(Lower *lw, const AstDict *node)
{
    const Type *type = lower_plain(lower_type(lw, &node->head));
    if (type->kind == TYPE_STRUCT)
        return lower_struct_fields(lw, node, type);
    uint32_t done;
    Insn *dict = begin_dict(lw, &node->items, &done);
    for (uint32_t i = done; i < node->items.len; i++) {
        const AstDictItem *item = AST_AS(DictItem, node->items.items[i]);
        if (!item->key) {
            LOWER_PRIM(lw, dict_star, dict, lower_object(lw, item->value));
            continue;
        }
        Insn *key = lower_object(lw, item->key);
        LOWER_PRIM(lw, dict_put, dict, key, lower_object(lw, item->value));
    }
    return dict;
}
