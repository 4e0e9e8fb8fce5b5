/* lower_subscript.c: x[i] and x[a:b] of anything.
 *
 * C memory and typed memoryviews have addresses (lower_place.c). Objects use the primitive that fits the
 * container and the index best: a C integer index stays one where a row takes it. Slices whose bounds
 * are C integers do without where a row of the container allows it; slice objects are the runtime's affair.
 *
 *     xs[i]  (list, int)   ->  nonechk item xs; prim list_item xs, (cast i)
 *     x[1:n] (object)      ->  prim "[:]" x, 1, n       x[::2]  ->  prim "[::]" x, null, null, 2
 */
#include "lower/lower_subscript.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_memory.h"
#include "lower/lower_name.h"
#include "lower/lower_place.h"
#include "lower/lower_struct.h"
#include "lower/lower_view.h"

/* Index operands */

static bool keeps_c_index(const Type *type)
{
    const Type *plain = lower_plain(type);
    if (!type_is_int(plain) || plain->kind == TYPE_UCS4)
        return false;
    return type_is_signed(plain) || (type_int_size(plain) > 0 && type_int_size(plain) < 8) ||
           plain->kind == TYPE_BINT;
}

/* As ssize when that loses nothing and the container is not a dict; else as an object. */
static Insn *index_operand(Lower *lw, const Ast *node, const Type *container)
{
    const Type *ssize = LOWER_TYPE(lw, SSIZE);
    int64_t literal;
    bool is_mapping = lower_plain(container)->kind == TYPE_DICT;
    if (!is_mapping && lower_literal_int(lw, node, &literal))
        return ir_int(&lw->b, ssize, literal);
    Insn *value = lower_expr(lw, node);
    bool is_sequence = lower_plain(container)->kind != TYPE_OBJECT && type_is_int(value->type) &&
                       lower_plain(value->type)->kind != TYPE_UCS4;
    if (!is_mapping && (keeps_c_index(value->type) || is_sequence))
        return lower_convert(lw, value, ssize);
    return lower_box(lw, value);
}

static bool is_c_bound(const Lower *lw, const Ast *node)
{
    if (!node || (node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_NONE))
        return true;
    return node->kind == AST_IntLit || keeps_c_index(lower_type(lw, node));
}

static Insn *c_bound(Lower *lw, const Ast *node, int64_t missing)
{
    if (!node || node->kind == AST_ConstLit)
        return lower_ssize(lw, missing);
    return lower_to(lw, node, LOWER_TYPE(lw, SSIZE));
}

/* Of a slice without a slice object; null: left out. */
static Insn *object_bound(Lower *lw, const Ast *node)
{
    return node ? lower_object(lw, node) : ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
}

Insn *lower_slice_object(Lower *lw, const AstSlice *node)
{
    const Ast *parts[] = {node->lower, node->upper, node->step};
    Insn *values[3];
    for (int i = 0; i < 3; i++)
        values[i] = parts[i] ? lower_object(lw, parts[i]) : lower_none(lw);
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_SLICE, LOWER_TYPE(lw, SLICE), values, 3);
}

/* Is there a slicing row for the container? All containers that have one have all three forms. */
static bool has_slice_row(const Lower *lw, const Type *container)
{
    const Type *ssize = LOWER_TYPE(lw, SSIZE);
    const Type *types[] = {container, ssize, ssize};
    return prim_find("[:]", NULL, types, 3) != NULL;
}

static bool is_direct_slice(const Lower *lw, const Ast *index, const Type *container)
{
    if (index->kind != AST_Slice || AST_AS(Slice, index)->step)
        return false;
    const AstSlice *slice = AST_AS(Slice, index);
    return is_c_bound(lw, slice->lower) && is_c_bound(lw, slice->upper) &&
           has_slice_row(lw, container);
}

/* An index that needs no look at its sign: unsigned or a literal. */
static bool never_negative(const Lower *lw, const Ast *node)
{
    const Type *type = lower_type(lw, node);
    return node->kind == AST_IntLit || (type_is_int(type) && !type_is_signed(type));
}

LowerKey lower_key(Lower *lw, const AstSubscript *node)
{
    LowerKey key = {.object = lower_object(lw, node->value)};
    const Type *container = key.object->type;
    if (is_direct_slice(lw, node->index, container)) {
        const AstSlice *slice = AST_AS(Slice, node->index);
        key.start = c_bound(lw, slice->lower, 0);
        key.stop = c_bound(lw, slice->upper, INT64_MAX);
        return key;
    }
    if (node->index->kind == AST_Slice && !AST_AS(Slice, node->index)->step) {
        const AstSlice *slice = AST_AS(Slice, node->index);
        key.start = object_bound(lw, slice->lower);
        key.stop = object_bound(lw, slice->upper);
        return key;
    }
    key.index = index_operand(lw, node->index, container);
    key.unchecked = !lw->directives->boundscheck &&
                    (!lw->directives->wraparound || never_negative(lw, node->index));
    return key;
}

/* Operations */

static Insn *apply_slice(Lower *lw, const char *name, const char *item_name, const LowerKey *key,
                         Insn *value, IrNone what)
{
    Insn *args[] = {key->object, key->start, key->stop, value};
    uint32_t count = value ? 4 : 3;
    Insn *done = lower_prim_of(lw, name, NULL, args, count, what, NULL);
    if (done)
        return done;
    Insn *bounds[] = {lower_box(lw, key->start), lower_box(lw, key->stop), lower_none(lw)};
    Insn *slice = ir_append(&lw->b, IR_BUILD, IR_BUILD_SLICE, LOWER_TYPE(lw, SLICE), bounds, 3);
    Insn *general[] = {key->object, slice, value};
    return lower_prim_of(lw, item_name, NULL, general, count - 1, what, NULL);
}

const Prim *lower_unchecked_item(const Type *container)
{
    TypeKind kind = lower_plain(container)->kind;
    return kind == TYPE_LIST    ? PRIM_OF(list_at)
           : kind == TYPE_TUPLE ? PRIM_OF(tuple_at)
           : kind == TYPE_STR   ? PRIM_OF(str_at)
           : kind == TYPE_BYTES ? PRIM_OF(bytes_at)
                                : NULL;
}

/* Reading or writing without any look at the index; NULL: there is no such row. */
static Insn *apply_unchecked(Lower *lw, const LowerKey *key, Insn *value, IrNone what)
{
    bool is_list = lower_plain(key->object->type)->kind == TYPE_LIST;
    const Prim *row = value ? (is_list ? PRIM_OF(list_store) : NULL)
                            : lower_unchecked_item(key->object->type);
    if (!key->unchecked || !row || what == IR_NONE_DELITEM || !type_is_int(key->index->type))
        return NULL;
    Insn *args[] = {key->object, key->index, value};
    lower_not_none(lw, key->object, what, NULL);
    return lower_prim(lw, row, args, value ? 3 : 2);
}

/* `result`: the type that is asked for, NULL: any. */
static Insn *apply_item(Lower *lw, const char *name, const Type *result, const LowerKey *key, Insn *value, IrNone what)
{
    Insn *args[] = {key->object, key->index, value};
    uint32_t count = value ? 3 : 2;
    Insn *done = apply_unchecked(lw, key, value, what);
    bool is_char = !done && what == IR_NONE_ITEM && lw->sema->tree->is_cython &&
                   lower_plain(key->object->type)->kind == TYPE_BYTES && type_is_int(key->index->type);
    if (is_char) {
        lower_not_none(lw, key->object, what, NULL);
        return LOWER_PRIM(lw, bytes_char, key->object, lower_convert(lw, key->index, LOWER_TYPE(lw, SSIZE)));
    }
    if (!done)
        done = lower_prim_of(lw, name, result, args, count, what, NULL);
    if (!done) {
        args[1] = lower_box(lw, key->index);
        done = lower_prim_of(lw, name, NULL, args, count, what, NULL);
    }
    return done;
}

/* Is it an item of a bytearray, which is stored as a C integer? `index` NULL: a slice. */
static bool is_byte_item(const Type *container, const Insn *index)
{
    return lower_plain(container)->kind == TYPE_BYTEARRAY && index && type_is_int(index->type);
}

Insn *lower_key_get(Lower *lw, const LowerKey *key)
{
    return key->index ? apply_item(lw, "[]", NULL, key, NULL, IR_NONE_ITEM)
                      : apply_slice(lw, "[:]", "[]", key, NULL, IR_NONE_ITEM);
}

void lower_key_set(Lower *lw, const LowerKey *key, Insn *value)
{
    bool is_byte = is_byte_item(key->object->type, key->index);
    if (is_byte && type_is_object(value->type))
        value = lower_convert(lw, value, LOWER_TYPE(lw, UCHAR));
    else if (!is_byte || !type_is_int(value->type))
        value = lower_box(lw, value);
    if (key->index)
        apply_item(lw, "[]=", NULL, key, value, IR_NONE_SETITEM);
    else
        apply_slice(lw, "[:]=", "[]=", key, value, IR_NONE_SETITEM);
}

void lower_key_del(Lower *lw, const LowerKey *key)
{
    if (key->index)
        apply_item(lw, "del[]", NULL, key, NULL, IR_NONE_DELITEM);
    else
        apply_slice(lw, "del[:]", "del[]", key, NULL, IR_NONE_DELITEM);
}

/* Reading */

/* bytes of char *: needs to know where it ends */
static Insn *slice_of_pointer(Lower *lw, const AstSubscript *node)
{
    const AstSlice *slice = AST_AS(Slice, node->index);
    const Type *element = lower_plain(lower_plain(lower_type(lw, node->value))->target);
    bool is_wide = type_class(element) != TYPE_CLASS_VOID && element->kind != TYPE_CHAR &&
                   element->kind != TYPE_UCHAR && element->kind != TYPE_SCHAR;
    bool has_end = slice->upper || lower_plain(lower_type(lw, node->value))->kind == TYPE_ARRAY;
    if (is_wide && !slice->step && has_end) /* what a generator expression runs over */
        return lower_memory_object(lw, &node->head);
    Insn *base = lower_expr(lw, node->value);
    Insn *start = c_bound(lw, slice->lower, 0);
    bool has_stop = slice->upper && slice->upper->kind != AST_ConstLit;
    Insn *stop = has_stop ? c_bound(lw, slice->upper, 0) : NULL;
    const Type *item = lower_plain(lower_plain(base->type)->target);
    bool is_char = item->kind == TYPE_CHAR || item->kind == TYPE_UCHAR || item->kind == TYPE_SCHAR;
    if (slice->step || !is_char)
        return lower_unsupported_value(lw, &node->head, "this slice of a C array or pointer");
    if (!stop)
        stop = lower_ssize(lw, INT64_MAX); /* to the NUL */
    const Type *type = lower_type(lw, &node->head);
    return lower_convert(lw, lower_text_object(lw, base, start, stop, lower_plain(type)->kind),
                         type);
}

static Insn *part_of_ctuple(Lower *lw, const AstSubscript *node, const Type *type)
{
    int64_t index = lower_ctuple_index(lw, node);
    if (index < 0)
        return NULL;
    Insn *value = lower_expr(lw, node->value);
    Insn *part = ir_append(&lw->b, IR_PART, 0, type->decl->fields[index].type, &value, 1);
    part->as.index = (uint32_t)index;
    return part;
}

/* x[a:b:c] */
static Insn *steps_of_object(Lower *lw, const AstSubscript *node)
{
    const AstSlice *slice = AST_AS(Slice, node->index);
    Insn *args[4] = {lower_object(lw, node->value)};
    args[1] = object_bound(lw, slice->lower);
    args[2] = object_bound(lw, slice->upper);
    args[3] = object_bound(lw, slice->step);
    return lower_prim_of(lw, "[::]", NULL, args, 4, IR_NONE_ITEM, NULL);
}

Insn *lower_subscript(Lower *lw, const AstSubscript *node)
{
    const Symbol *chosen = lw->sema->symbol_of[node->head.id]; /* f[int] of a fused C function */
    if (chosen && chosen->kind == SYM_CFUNC)
        return lower_function_address(lw, chosen);
    const Type *base = lower_plain(lower_type(lw, node->value));
    if (lower_view_shape_base(lw, node->value) && node->index->kind != AST_Slice)
        return lower_view_shape_item(lw, node);
    Insn *pointer = lower_pointer(lw, &node->head);
    if (pointer)
        return lower_load(lw, pointer);
    if (base->kind == TYPE_VIEW)
        return lower_view_slice(lw, node, "slice");
    Insn *part = base->kind == TYPE_CTUPLE ? part_of_ctuple(lw, node, base) : NULL;
    if (part)
        return part;
    if (base->kind == TYPE_PTR || base->kind == TYPE_ARRAY)
        return lower_plain(lower_type(lw, &node->head))->kind == TYPE_ARRAY
                   ? lower_memory(lw, &node->head).first
                   : slice_of_pointer(lw, node);
    const Type *type = lower_type(lw, &node->head);
    if (node->index->kind == AST_Slice && AST_AS(Slice, node->index)->step)
        return lower_convert(lw, steps_of_object(lw, node), type);
    LowerKey key = lower_key(lw, node);
    bool is_char = base->kind == TYPE_STR && key.index && lower_plain(type)->kind == TYPE_UCS4 &&
                   type_is_int(key.index->type);
    Insn *value = is_char ? apply_item(lw, "[]", type, &key, NULL, IR_NONE_ITEM) : lower_key_get(lw, &key);
    return lower_convert(lw, value, type);
}
