/* lower_loop.c: loops: for, while, for-from, break, continue, else.
 *
 * What a `for` runs over decides its form: range() in C types is a RANGE; lists are a RANGE with a live
 * bound (they may grow); tuples, strings, memoryviews and C arrays a RANGE over their length; anything
 * else the iterator protocol. A loop with `else` stands in a BLOCK together with it: `break` leaves both.
 *
 *     for x in xs: f(x)  (list)   ->   range %i = 0, (list_len xs) live { set x, (list_item xs, %i); ... }
 */
#include "lower/lower_loop.h"

#include "lower/lower_assign.h"
#include "lower/lower_call.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_gen.h"
#include "lower/lower_literal.h"
#include "lower/lower_memory.h"
#include "lower/lower_name.h"
#include "lower/lower_op.h"
#include "lower/lower_par.h"
#include "lower/lower_place.h"
#include "lower/lower_stmt.h"
#include "lower/lower_subscript.h"
#include "lower/lower_unpack.h"
#include "lower/lower_view.h"

#include <string.h>

/* One loop being made: what happens to each item. */
typedef struct Each {
    LowerItem *item;
    void *arg;
    Insn *leave;
    bool by_address; /* over C memory: the item is its address */
    bool of_range;   /* what the iterator most likely runs through */
} Each;

/* Fills the body of an open loop region with what is done to one item. */
static void fill_body(Lower *lw, const Each *each, Insn *region, Insn *item)
{
    LowerLoop loop = {lw->loop, each->leave ? each->leave : region, region};
    lw->loop = &loop;
    each->item(lw, each->arg, item);
    lw->loop = loop.outer;
    ir_close(&lw->b, region);
}

/* Ranges */

static Insn *open_range(Lower *lw, Insn *start, Insn *stop, int64_t step, const Type *type,
                        Insn **region)
{
    Insn *args[] = {start, stop};
    *region = ir_region(&lw->b, IR_RANGE, 0, args, 2, 1, "loop");
    (*region)->as.step = step;
    ir_enter(&lw->b, *region, 0);
    return ir_append(&lw->b, IR_INDEXVAR, 0, type, NULL, 0);
}

static void each_of_range(Lower *lw, const Each *each, const ForInfo *info)
{
    const Type *type = info->index_type;
    Insn *region, *start, *stop, *step = NULL;
    start = info->start ? lower_to(lw, info->start, type) : ir_int(&lw->b, type, 0);
    stop = lower_to(lw, info->stop, type);
    if (info->step && !info->const_step)
        step = lower_to(lw, info->step, type);
    if (info->is_reversed) {
        Insn *last = ir_bin(&lw->b, IR_BIN_SUB, stop, ir_int(&lw->b, type, 1));
        Insn *before = ir_bin(&lw->b, IR_BIN_SUB, start, ir_int(&lw->b, type, 1));
        Insn *index = open_range(lw, last, before, -1, type, &region);
        fill_body(lw, each, region, index);
        return;
    }
    if (!step) {
        Insn *index = open_range(lw, start, stop, info->const_step ? info->const_step : 1, type,
                                 &region);
        fill_body(lw, each, region, index);
        return;
    }
    Insn *args[] = {start, stop, step};
    Insn *count = lower_prim(lw, PRIM_OF(range_steps), args, 3);
    Insn *k = open_range(lw, lower_ssize(lw, 0), count, 1, LOWER_TYPE(lw, SSIZE), &region);
    Insn *offset = ir_bin(&lw->b, IR_BIN_MUL, lower_convert(lw, k, type), step);
    fill_body(lw, each, region, ir_bin(&lw->b, IR_BIN_ADD, start, offset));
}

/* Containers by index */

static Insn *length_of(Lower *lw, Insn *value)
{
    return lower_prim_key(lw, "f len", NULL, &value, 1);
}

/* The index is in range. */
static Insn *item_of(Lower *lw, Insn *value, Insn *index)
{
    Insn *args[] = {value, index};
    const Prim *row = lower_unchecked_item(value->type);
    return row ? lower_prim(lw, row, args, 2) : lower_prim_key(lw, "[]", NULL, args, 2);
}

/* The bound is asked again before each round. */
static void each_of_growing(Lower *lw, const Each *each, Insn *value)
{
    Insn *start = lower_ssize(lw, 0);
    Insn *region = ir_region(&lw->b, IR_RANGE, 1, &start, 1, 2, "loop");
    ir_enter(&lw->b, region, 0);
    length_of(lw, value);
    ir_enter(&lw->b, region, 1);
    Insn *index = ir_append(&lw->b, IR_INDEXVAR, 0, LOWER_TYPE(lw, SSIZE), NULL, 0);
    fill_body(lw, each, region, item_of(lw, value, index));
}

static void each_of_fixed(Lower *lw, const Each *each, Insn *value)
{
    Insn *region;
    bool is_str = lower_plain(value->type)->kind == TYPE_STR;
    const Type *pointer = type_ptr(lw->types, LOWER_TYPE(lw, VOID));
    Insn *kind = is_str ? LOWER_PRIM(lw, str_kind, value) : NULL;
    Insn *data = is_str ? ir_prim(&lw->b, PRIM_OF(str_data), pointer, &value, 1) : NULL;
    Insn *index = open_range(lw, lower_ssize(lw, 0), length_of(lw, value), 1, LOWER_TYPE(lw, SSIZE),
                             &region);
    fill_body(lw, each, region, is_str ? LOWER_PRIM(lw, str_read, kind, data, index) : item_of(lw, value, index));
}

static const Type *row_type(Lower *lw, const Type *view)
{
    const Type *plain = lower_plain(view);
    ViewMode modes[VIEW_MAX_DIMS] = {VIEW_STRIDED};
    for (uint32_t i = 1; i < plain->view.ndim; i++)
        modes[i - 1] = (ViewMode)plain->view.modes[i];
    return type_view(lw->types, plain->target, plain->view.ndim - 1u, modes);
}

static void each_of_view(Lower *lw, const Each *each, Insn *view)
{
    Insn *region, *item;
    const Type *plain = lower_plain(view->type);
    if (view->op != IR_VSLICE)
        LOWER_PRIM(lw, view_need, view, ir_cstring(&lw->b, "iterate", 7)); /* over None, whatever nonecheck says */
    Insn *length = lower_view_dim(lw, view, IR_DIM_SHAPE, 0);
    Insn *index = open_range(lw, lower_ssize(lw, 0), length, 1, LOWER_TYPE(lw, SSIZE), &region);
    if (plain->view.ndim > 1) {
        item = lower_view_row(lw, view, index, row_type(lw, view->type));
    } else {
        Insn *args[] = {view, index};
        item = ir_load(&lw->b,
                       ir_append(&lw->b, IR_VAT, 0, type_ptr(lw->types, plain->target), args, 2));
    }
    fill_body(lw, each, region, item);
}

static void each_of_memory(Lower *lw, const Each *each, Insn *first, Insn *start, Insn *stop,
                           int64_t step)
{
    Insn *region;
    Insn *index = open_range(lw, start, stop, step, LOWER_TYPE(lw, SSIZE), &region);
    Insn *pointer = ir_index(&lw->b, first, index);
    fill_body(lw, each, region, each->by_address ? pointer : lower_load(lw, pointer));
}

/* A bound; literals below zero count from the end of an array of `len` items (0: not known). */
static Insn *slice_end(Lower *lw, const Ast *bound, int64_t missing, int64_t len)
{
    int64_t literal;
    if (!bound || bound->kind == AST_ConstLit)
        return lower_ssize(lw, missing);
    if (lower_literal_int(lw, bound, &literal) && literal < 0)
        return lower_ssize(lw, literal + len);
    return lower_to(lw, bound, LOWER_TYPE(lw, SSIZE));
}

/* for x in pointer[a:b:c] */
static bool each_of_pointer_slice(Lower *lw, const Each *each, const Ast *iter)
{
    int64_t step = 1;
    if (!lower_is_memory_slice(lw, iter))
        return false;
    const AstSubscript *node = AST_AS(Subscript, iter);
    const AstSlice *slice = AST_AS(Slice, node->index);
    const Type *base = lower_plain(lower_type(lw, node->value));
    bool is_array = base->kind == TYPE_ARRAY && base->array_len < INT64_MAX;
    if (slice->step && !lower_literal_int(lw, slice->step, &step))
        return false;
    const Ast *end = step > 0 ? slice->upper : slice->lower;
    if (!is_array && (!end || end->kind == AST_ConstLit))
        return false;
    int64_t len = is_array ? (int64_t)base->array_len : 0;
    Insn *first = lower_expr(lw, node->value);
    Insn *start = slice_end(lw, slice->lower, step > 0 ? 0 : len - 1, len);
    Insn *stop = slice_end(lw, slice->upper, step > 0 ? len : -1, step > 0 ? len : 0); /* a[3:-1:-1]: to a[0] */
    each_of_memory(lw, each, first, start, stop, step);
    return true;
}

/* The iterator protocol */

/* The end of the items of one iterator ends the loop. */
static void leave_at_end(Lower *lw, Insn *item, Insn *region)
{
    Insn *end = lower_if(lw, ir_cmp(&lw->b, IR_CMP_EQ, item, ir_null(&lw->b, item->type)));
    ir_leave(&lw->b, region);
    ir_close(&lw->b, end);
}

static Insn *next_of(Lower *lw, Insn *iterator)
{
    return ir_append(&lw->b, IR_NEXT, 0, LOWER_TYPE(lw, OBJECT), &iterator, 1);
}

static void each_next(Lower *lw, const Each *each, Insn *iterator)
{
    Insn *region = ir_region(&lw->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&lw->b, region, 0);
    Insn *item = each->of_range ? LOWER_PRIM(lw, range_next, iterator) : next_of(lw, iterator);
    leave_at_end(lw, item, region);
    fill_body(lw, each, region, item);
}

static void each_of_iterator(Lower *lw, const Each *each, Insn *object)
{
    each_next(lw, each, ir_append(&lw->b, IR_ITER, 0, LOWER_TYPE(lw, OBJECT), &object, 1));
}

/* StopAsyncIteration from __anext__() or from waiting for it ends the loop. */
static void each_async(Lower *lw, const Each *each, Insn *iterator)
{
    Insn *region = ir_region(&lw->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&lw->b, region, 0);
    IrVar *item = lower_temp(lw, "item", LOWER_TYPE(lw, OBJECT), NULL);
    Insn *attempt = ir_region(&lw->b, IR_TRY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, attempt, 0);
    ir_set(&lw->b, item, lower_delegate(lw, IR_DELEGATE_NEXT, LOWER_PRIM(lw, anext, iterator)));
    ir_enter(&lw->b, attempt, 1);
    Insn *stop = lower_builtin(lw, "StopAsyncIteration");
    Insn *end = lower_if(lw, ir_append(&lw->b, IR_MATCH, 0, LOWER_TYPE(lw, BINT), &stop, 1));
    ir_leave(&lw->b, region);
    ir_close(&lw->b, end);
    ir_append(&lw->b, IR_RERAISE, 0, NULL, NULL, 0);
    ir_close(&lw->b, attempt);
    fill_body(lw, each, region, ir_get(&lw->b, item));
}

static void each_of_value(Lower *lw, const Each *each, Insn *value)
{
    TypeKind kind = lower_plain(value->type)->kind;
    if (kind == TYPE_VIEW) {
        each_of_view(lw, each, value);
        return;
    }
    value = lower_box(lw, value);
    bool is_fixed = kind == TYPE_TUPLE || kind == TYPE_STR || kind == TYPE_BYTES;
    if (is_fixed || kind == TYPE_LIST || kind == TYPE_BYTEARRAY)
        lower_not_none(lw, value, IR_NONE_ITER, NULL);
    if (is_fixed)
        each_of_fixed(lw, each, value);
    else if (kind == TYPE_LIST || kind == TYPE_BYTEARRAY)
        each_of_growing(lw, each, value);
    else
        each_of_iterator(lw, each, value);
}

static void each_of(Lower *lw, const Each *each, const Ast *iter)
{
    const Type *type = lower_plain(lower_type(lw, iter));
    if (each_of_pointer_slice(lw, each, iter))
        return;
    Insn *value = lower_expr(lw, iter);
    bool is_memory = lower_plain(value->type)->kind == TYPE_PTR;
    if (is_memory && type->kind == TYPE_ARRAY && type_array_has_len(type))
        each_of_memory(lw, each, value, lower_ssize(lw, 0), lower_array_count(lw, type), 1);
    else
        each_of_value(lw, each, value);
}

static void put_item(Lower *lw, void *arg, Insn *item)
{
    LOWER_PRIM(lw, list_put, (Insn *)arg, lower_box(lw, item));
}

Insn *lower_memory_list(Lower *lw, const Ast *iter)
{
    if (!lower_is_memory_slice(lw, iter))
        return NULL;
    Insn *list = ir_append(&lw->b, IR_BUILD, IR_BUILD_LIST, LOWER_TYPE(lw, LIST), NULL, 0);
    Each each = {.item = put_item, .arg = list};
    each_of(lw, &each, iter);
    return list;
}

/* A search: is an item equal to what is wanted? */
typedef struct Search {
    Insn *wanted;
    const Type *type; /* that both are compared as */
    IrVar *found;
} Search;

static void match_item(Lower *lw, void *arg, Insn *item)
{
    const Search *search = arg;
    Insn *hit = lower_if(lw, lower_compare_one(lw, AST_OP_EQ, item, search->wanted, search->type, false));
    ir_set(&lw->b, search->found, lower_bint(lw, true));
    ir_leave(&lw->b, lw->loop->leave);
    ir_close(&lw->b, hit);
}

Insn *lower_memory_search(Lower *lw, const Ast *iter, Insn *wanted, const Type *type)
{
    if (!lower_is_memory_slice(lw, iter) || !type_is_object(lower_type(lw, iter)))
        return NULL;
    Search search = {lower_convert(lw, wanted, type), type, lower_temp(lw, "found", LOWER_TYPE(lw, BINT), NULL)};
    ir_set(&lw->b, search.found, lower_bint(lw, false));
    Each each = {.item = match_item, .arg = &search};
    each_of(lw, &each, iter);
    return ir_get(&lw->b, search.found);
}

/* range(), enumerate(), zip() */

/* The call of a builtin by this name with 1 to `max` plain arguments; else NULL. */
static const AstCall *builtin_call(const Lower *lw, const Ast *node, const char *name, uint32_t max)
{
    if (node->kind != AST_Call || !lower_call_is_plain(AST_AS(Call, node)))
        return NULL;
    const AstCall *call = AST_AS(Call, node);
    const Symbol *symbol = lower_symbol(lw, call->func);
    bool is_it = symbol && (symbol->kind == SYM_BUILTIN || symbol->kind == SYM_TYPE) &&
                 strcmp(symbol->name->text, name) == 0;
    return is_it && call->args.len >= 1 && call->args.len <= max ? call : NULL;
}

static bool is_small_int(Lower *lw, const Ast *node)
{
    int64_t value;
    const Type *type = lower_type(lw, node);
    if (lower_literal_int(lw, node, &value))
        return true;
    bool is_safe = type_is_signed(type) || (type_int_size(type) > 0 && type_int_size(type) < 8);
    return type_is_int(type) && is_safe;
}

/* What is done to each item of a for: bind the target, run the body. */
typedef struct Binding {
    const Ast *target;
    void (*body)(Lower *lw, void *arg);
    void *arg;
    IrVar *counter; /* enumerate: the next number */
} Binding;

static void bind_item(Lower *lw, void *arg, Insn *item)
{
    const Binding *binding = arg;
    lower_assign_value(lw, binding->target, item);
    binding->body(lw, binding->arg);
}

static void bind_numbered(Lower *lw, void *arg, Insn *item)
{
    const Binding *binding = arg;
    const AstNodes *targets = lower_display_items(binding->target);
    Insn *number = ir_get(&lw->b, binding->counter);
    ir_set(&lw->b, binding->counter, ir_bin(&lw->b, IR_BIN_ADD, number, lower_ssize(lw, 1)));
    lower_assign_value(lw, targets->items[0], number);
    lower_assign_value(lw, targets->items[1], item);
    binding->body(lw, binding->arg);
}

/* for i, x in enumerate(iter, start), when the start is a C integer */
static bool each_numbered(Lower *lw, Binding *binding, const Ast *iter, Insn *leave)
{
    const AstCall *call = builtin_call(lw, iter, "enumerate", 2);
    const Ast *target = binding->target;
    if (!call || (target->kind != AST_Tuple && target->kind != AST_List) ||
        (call->args.len == 2 && !is_small_int(lw, call->args.items[1])))
        return false;
    const AstNodes *targets = lower_display_items(target);
    if (targets->len != 2 || targets->items[0]->kind == AST_Starred ||
        targets->items[1]->kind == AST_Starred)
        return false;
    const Type *ssize = LOWER_TYPE(lw, SSIZE);
    Insn *start = call->args.len == 2 ? lower_to(lw, call->args.items[1], ssize)
                                      : lower_ssize(lw, 0);
    binding->counter = lower_temp(lw, "n", ssize, start);
    Each each = {.item = bind_numbered, .arg = binding, .leave = leave};
    each_of(lw, &each, call->args.items[0]);
    return true;
}

/* What is done to the items of one round of for a, b in zip(x, y). */
typedef struct Zipped {
    const Binding *binding;
    Insn **items;
} Zipped;

static void bind_zipped(Lower *lw, void *arg, Insn *item)
{
    (void)item;
    const Zipped *zipped = arg;
    const AstNodes *targets = lower_display_items(zipped->binding->target);
    for (uint32_t i = 0; i < targets->len; i++)
        lower_assign_value(lw, targets->items[i], zipped->items[i]);
    zipped->binding->body(lw, zipped->binding->arg);
}

/* One target for each argument? */
static bool takes_apart(const Ast *target, const AstCall *call)
{
    if (target->kind != AST_Tuple && target->kind != AST_List)
        return false;
    const AstNodes *targets = lower_display_items(target);
    for (uint32_t i = 0; i < targets->len; i++)
        if (targets->items[i]->kind == AST_Starred)
            return false;
    return targets->len == call->args.len && targets->len > 1;
}

/* for a, b in zip(x, y): the iterators of x and y, each asked for its next item, in turn. */
static bool each_zipped(Lower *lw, const Binding *binding, const Ast *iter, Insn *leave)
{
    enum { MOST = 16 };
    Insn *iterators[MOST], *items[MOST];
    const AstCall *call = builtin_call(lw, iter, "zip", MOST);
    if (!call || !takes_apart(binding->target, call))
        return false;
    Insn *parts = LOWER_PRIM(lw, zip_parts, lower_object(lw, iter), lower_ssize(lw, call->args.len));
    for (uint32_t i = 0; i < call->args.len; i++)
        iterators[i] = LOWER_PRIM(lw, tuple_part, parts, lower_ssize(lw, i));
    Insn *region = ir_region(&lw->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&lw->b, region, 0);
    for (uint32_t i = 0; i < call->args.len; i++)
        leave_at_end(lw, items[i] = next_of(lw, iterators[i]), region);
    Zipped zipped = {binding, items};
    Each each = {.item = bind_zipped, .arg = &zipped, .leave = leave};
    fill_body(lw, &each, region, NULL);
    return true;
}

void lower_each(Lower *lw, const Ast *target, const Ast *iter, const ForInfo *info, Insn *leave,
                void (*body)(Lower *lw, void *arg), void *arg)
{
    Binding binding = {target, body, arg, NULL};
    Each each = {bind_item, &binding, leave, info && info->by_address, builtin_call(lw, iter, "range", 3) != NULL};
    if (info && info->kind == FOR_RANGE)
        each_of_range(lw, &each, info);
    else if (!each_numbered(lw, &binding, iter, leave) && !each_zipped(lw, &binding, iter, leave))
        each_of(lw, &each, iter);
}

void lower_each_next(Lower *lw, const Ast *target, Insn *iterator, void (*body)(Lower *lw, void *arg), void *arg)
{
    Binding binding = {target, body, arg, NULL};
    Each each = {.item = bind_item, .arg = &binding};
    each_next(lw, &each, iterator);
}

void lower_each_async(Lower *lw, const Ast *target, Insn *iterator, Insn *leave,
                      void (*body)(Lower *lw, void *arg), void *arg)
{
    Binding binding = {target, body, arg, NULL};
    Each each = {.item = bind_item, .arg = &binding, .leave = leave};
    each_async(lw, &each, iterator);
}

/* Statements */

static Insn *open_else(Lower *lw, const AstNodes *orelse)
{
    if (!orelse->len)
        return NULL;
    Insn *block = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "else");
    ir_enter(&lw->b, block, 0);
    return block;
}

static void close_else(Lower *lw, Insn *block, const AstNodes *orelse)
{
    if (!block)
        return;
    lower_block(lw, orelse);
    ir_close(&lw->b, block);
}

static void for_body(Lower *lw, void *arg)
{
    lower_block(lw, arg);
}

void lower_for(Lower *lw, const AstFor *node)
{
    const ForInfo *info = lw->sema->info_of[node->head.id];
    if (info && info->kind == FOR_PRANGE) {
        lower_prange(lw, node, info);
        return;
    }
    Insn *block = open_else(lw, &node->orelse);
    AstNodes body = node->body;
    if (node->is_async)
        lower_each_async(lw, node->target, LOWER_PRIM(lw, aiter, lower_object(lw, node->iter)), block, for_body, &body);
    else
        lower_each(lw, node->target, node->iter, info, block, for_body, &body);
    close_else(lw, block, &node->orelse);
}

/* Leaves the loop unless the condition holds; each part of an `and` is a test of its own. */
static void leave_unless(Lower *lw, const Ast *test, Insn *loop)
{
    if (test->kind == AST_BoolOp && AST_AS(BoolOp, test)->op == AST_OP_BOOL_AND) {
        for (uint32_t i = 0; i < AST_AS(BoolOp, test)->values.len; i++)
            leave_unless(lw, AST_AS(BoolOp, test)->values.items[i], loop);
        return;
    }
    Span old = lower_at(lw, test);
    Insn *stop = lower_cond_not(lw, test);
    if (stop->op != IR_CONST || stop->as.imm.i != 0) {
        Insn *region = lower_if(lw, stop);
        ir_leave(&lw->b, loop);
        ir_close(&lw->b, region);
    }
    lw->b.span = old;
}

void lower_while(Lower *lw, const AstWhile *node)
{
    Insn *block = open_else(lw, &node->orelse);
    Insn *region = ir_region(&lw->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    LowerLoop loop = {lw->loop, block ? block : region, region};
    ir_enter(&lw->b, region, 0);
    leave_unless(lw, node->test, region);
    lw->loop = &loop;
    lower_block(lw, &node->body);
    lw->loop = loop.outer;
    ir_close(&lw->b, region);
    close_else(lw, block, &node->orelse);
}

static Insn *one(Lower *lw, const Type *type)
{
    return type_is_float(type) ? ir_float(&lw->b, type, 1) : ir_int(&lw->b, type, 1);
}

/* for i from a <= i < b by s: i is an ordinary variable that counts; `continue` goes on with the step. */
static void count_up(Lower *lw, const AstForFrom *node, bool is_up, const Type *type, Insn *step)
{
    Insn *value = lower_to(lw, node->target, type);
    lower_assign_value(lw, node->target,
                       ir_bin(&lw->b, is_up ? IR_BIN_ADD : IR_BIN_SUB, value, step));
}

static IrCmp opposite(AstOp rel)
{
    return rel == AST_OP_LT   ? IR_CMP_GE
           : rel == AST_OP_LE ? IR_CMP_GT
           : rel == AST_OP_GT ? IR_CMP_LE
                              : IR_CMP_LT;
}

void lower_for_from(Lower *lw, const AstForFrom *node)
{
    const ForInfo *info = lw->sema->info_of[node->head.id];
    const Type *type = info->index_type;
    bool is_up = node->rel2 == AST_OP_LT || node->rel2 == AST_OP_LE;
    Insn *block = open_else(lw, &node->orelse);
    Insn *start = lower_to(lw, node->start, type);
    if (node->rel1 == AST_OP_LT || node->rel1 == AST_OP_GT)
        start = ir_bin(&lw->b, is_up ? IR_BIN_ADD : IR_BIN_SUB, start, one(lw, type));
    Insn *stop = lower_to(lw, node->stop, type);
    Insn *step = node->step ? lower_to(lw, node->step, type) : one(lw, type);
    lower_assign_value(lw, node->target, start);
    Insn *region = ir_region(&lw->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&lw->b, region, 0);
    Insn *end =
        lower_if(lw, ir_cmp(&lw->b, opposite(node->rel2), lower_to(lw, node->target, type), stop));
    ir_leave(&lw->b, region);
    ir_close(&lw->b, end);
    Insn *round = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "next");
    LowerLoop loop = {lw->loop, block ? block : region, round};
    ir_enter(&lw->b, round, 0);
    lw->loop = &loop;
    lower_block(lw, &node->body);
    lw->loop = loop.outer;
    ir_close(&lw->b, round);
    count_up(lw, node, is_up, type, step);
    ir_close(&lw->b, region);
    close_else(lw, block, &node->orelse);
}

void lower_break(Lower *lw)
{
    if (!lw->loop)
        return;
    if (lw->loop->again->op == IR_PAR && lw->loop->leave != lw->loop->again)
        lower_par_break(lw);
    else
        ir_leave(&lw->b, lw->loop->leave);
}

void lower_continue(Lower *lw)
{
    if (!lw->loop)
        return;
    if (lw->loop->again->op == IR_BLOCK)
        ir_leave(&lw->b, lw->loop->again);
    else
        ir_again(&lw->b, lw->loop->again);
}
