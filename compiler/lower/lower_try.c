/* lower_try.c: try, raise, assert.
 *
 * The handlers of a try are one block: it is entered with the exception caught, asks each type in turn
 * and reraises when none matches. `else` runs after the try, out of reach of its handlers; a handler
 * that ends leaves the block around both. The name of a handler is unbound on every way out of it.
 * Source: Python language reference 8.4.
 *
 *     try: a
 *     except E as e: b        ->  block .1 { try { a } handler { if (match E) { set e, caught;
 *     else: c                       finally { b } cleanup { unset e }; leave .1 } reraise } c }
 */
#include "lower/lower_try.h"

#include "lower/lower_assign.h"
#include "lower/lower_collect.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_name.h"
#include "lower/lower_par.h"
#include "lower/lower_stmt.h"

static Insn *caught(Lower *lw)
{
    return ir_append(&lw->b, IR_CAUGHT, 0, LOWER_TYPE(lw, OBJECT), NULL, 0);
}

/* `value`: what the name of the handler is bound to; NULL: the caught exception. */
static void handler_body(Lower *lw, const AstHandler *handler, Insn *value)
{
    Symbol *symbol = lw->sema->symbol_of[handler->head.id];
    if (!handler->name || !symbol) {
        lower_block(lw, &handler->body);
        return;
    }
    value = value ? value : caught(lw);
    if (symbol->type && lower_plain(symbol->type)->kind == TYPE_CLASS && !symbol->is_declared)
        value = ir_cast(&lw->b, symbol->type, value); /* inferred from what is caught */
    lower_bind(lw, symbol, value);
    Insn *region = ir_region(&lw->b, IR_FINALLY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, region, 0);
    lower_block(lw, &handler->body);
    ir_enter(&lw->b, region, 1);
    lower_unbind(lw, symbol);
    ir_close(&lw->b, region);
}

static Insn *match_type(Lower *lw, const AstHandler *handler)
{
    Insn *type = lower_object(lw, handler->type);
    return ir_append(&lw->b, IR_MATCH, 0, LOWER_TYPE(lw, BINT), &type, 1);
}

/* `done`: the block to leave when a handler has ended; NULL when nothing follows the try. */
static void lower_handlers(Lower *lw, const AstNodes *handlers, Insn *done)
{
    for (uint32_t i = 0; i < handlers->len; i++) {
        const AstHandler *handler = AST_AS(Handler, handlers->items[i]);
        Span old = lower_at(lw, &handler->head);
        lower_trace_line(lw);
        Insn *region = handler->type ? lower_if(lw, match_type(lw, handler)) : NULL;
        handler_body(lw, handler, NULL);
        if (done && ir_is_open(&lw->b))
            ir_leave(&lw->b, done);
        if (region)
            ir_close(&lw->b, region);
        lw->b.span = old;
        if (!region)
            return;
    }
    ir_append(&lw->b, IR_RERAISE, 0, NULL, NULL, 0);
}

/* except*: each handler gets its part of the group, what it raises is collected, the rest goes on.
 * Source: PEP 654. */

static Insn *part_of_pair(Lower *lw, Insn *pair, int64_t index)
{
    return LOWER_PRIM(lw, match_part, pair, lower_ssize(lw, index));
}

static void star_handler(Lower *lw, const AstHandler *handler, IrVar *rest, IrVar *raised)
{
    Span old = lower_at(lw, &handler->head);
    Insn *pair =
        LOWER_PRIM(lw, group_match, ir_get(&lw->b, rest), lower_object(lw, handler->type));
    Insn *match = part_of_pair(lw, pair, 0);
    ir_set(&lw->b, rest, part_of_pair(lw, pair, 1));
    Insn *matched = lower_if(lw, ir_cmp(&lw->b, IR_CMP_NE, match, lower_none(lw)));
    LOWER_PRIM(lw, group_handle, match);
    Insn *region = ir_region(&lw->b, IR_TRY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, region, 0);
    handler_body(lw, handler, match);
    ir_enter(&lw->b, region, 1);
    LOWER_PRIM(lw, list_put, ir_get(&lw->b, raised), caught(lw));
    ir_close(&lw->b, region);
    ir_close(&lw->b, matched);
    lw->b.span = old;
}

static void star_handlers(Lower *lw, const AstNodes *handlers, Insn *done)
{
    IrVar *group = lower_temp(lw, "group", LOWER_TYPE(lw, OBJECT), caught(lw));
    IrVar *rest = lower_temp(lw, "rest", LOWER_TYPE(lw, OBJECT), ir_get(&lw->b, group));
    IrVar *raised =
        lower_temp(lw, "raised", LOWER_TYPE(lw, LIST), lower_empty(lw, IR_BUILD_LIST));
    for (uint32_t i = 0; i < handlers->len; i++)
        star_handler(lw, AST_AS(Handler, handlers->items[i]), rest, raised);
    LOWER_PRIM(lw, list_put, ir_get(&lw->b, raised), ir_get(&lw->b, rest));
    Insn *result = LOWER_PRIM(lw, group_result, ir_get(&lw->b, group), ir_get(&lw->b, raised));
    IrVar *const vars[] = {group, rest, raised};
    for (int i = 0; i < 3; i++)
        ir_append(&lw->b, IR_UNSET, 0, NULL, NULL, 0)->as.var = vars[i];
    Insn *is_left = lower_if(lw, ir_cmp(&lw->b, IR_CMP_NE, result, lower_none(lw)));
    LOWER_PRIM(lw, group_handle, result);
    ir_append(&lw->b, IR_RERAISE, 0, NULL, NULL, 0);
    ir_close(&lw->b, is_left);
    ir_leave(&lw->b, done);
}

static bool needs_block(const AstTry *node)
{
    const AstHandler *last = AST_AS(Handler, node->handlers.items[node->handlers.len - 1]);
    return node->orelse.len > 0 || node->is_star || node->handlers.len > 1 || last->type;
}

static void try_handlers(Lower *lw, const AstTry *node)
{
    if (node->handlers.len == 0) {
        lower_block(lw, &node->body);
        lower_block(lw, &node->orelse);
        return;
    }
    Insn *block = NULL;
    if (needs_block(node)) {
        block = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "tried");
        ir_enter(&lw->b, block, 0);
    }
    Insn *region = ir_region(&lw->b, IR_TRY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, region, 0);
    lower_block(lw, &node->body);
    ir_enter(&lw->b, region, 1);
    if (node->is_star)
        star_handlers(lw, &node->handlers, block);
    else
        lower_handlers(lw, &node->handlers, block);
    ir_close(&lw->b, region);
    if (node->orelse.len && ir_is_open(&lw->b))
        lower_block(lw, &node->orelse);
    if (block)
        ir_close(&lw->b, block);
}

void lower_try(Lower *lw, const AstTry *node)
{
    if (!node->finalbody.len) {
        try_handlers(lw, node);
        return;
    }
    Insn *region = ir_region(&lw->b, IR_FINALLY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, region, 0);
    try_handlers(lw, node);
    ir_enter(&lw->b, region, 1);
    lower_block(lw, &node->finalbody);
    ir_close(&lw->b, region);
}

/* raise takes the GIL by itself where it is not held. */
void lower_raise(Lower *lw, const AstRaise *node)
{
    Insn *args[2], *gil = lower_open_gil(lw, IR_GIL_ACQUIRE);
    uint32_t count = 0;
    if (node->exception)
        args[count++] = lower_object(lw, node->exception);
    if (node->cause)
        args[count++] = lower_object(lw, node->cause);
    if (node->value) { /* raise T, x, tb */
        Insn *value = lower_object(lw, node->value);
        Insn *traceback = node->traceback ? lower_object(lw, node->traceback) : lower_none(lw);
        args[0] = LOWER_PRIM(lw, exception_of, args[0], value, traceback);
    }
    ir_append(&lw->b, count ? IR_RAISE : IR_RERAISE, 0, NULL, args, count);
    lower_close_gil(lw, gil);
}

static void raise_assertion(Lower *lw, const Ast *message)
{
    Insn *gil = lower_open_gil(lw, IR_GIL_ACQUIRE);
    Insn *error = lower_builtin(lw, "AssertionError");
    if (message) {
        Insn *text = lower_object(lw, message);
        error = lower_pycall(lw, error, &text, 1);
    }
    ir_append(&lw->b, IR_RAISE, 0, NULL, &error, 1);
    lower_close_gil(lw, gil);
}

void lower_assert(Lower *lw, const AstAssert *node)
{
    Insn *is_on = lower_if(lw, LOWER_PRIM0(lw, assert_on));
    Insn *failed = lower_if(lw, lower_cond_not(lw, node->test));
    raise_assertion(lw, node->message);
    ir_close(&lw->b, failed);
    ir_close(&lw->b, is_on);
}
