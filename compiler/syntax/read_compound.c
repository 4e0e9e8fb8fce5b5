/* read_compound.c: statements with blocks to AST statements: if, IF, loops, try, with, match; see read_compound.h.
 *
 * elif becomes an If in orelse, built by a loop from clause to clause, so that long chains need no deep recursion.
 *
 *     if a: f() elif b: g() else: h()     If{a, [f()], [If{b, [g()], [h()]}]}
 */
#include "syntax/read_compound.h"
#include "syntax/read_from.h"

static bool starts_with_async(const Reader *r, Cst cst)
{
    Cst first = cst_first(&r->cst, cst);
    return first && cst_sym(&r->cst, first) == CST_T_async;
}

/* The statements of a block into the list of the one around it. */
static void read_statements(Reader *r, Cst block, AstVec *out)
{
    if (!block || !read_enter(r, block, 1)) return;
    CST_EACH(&r->cst, child, block) read_stmt(r, child, out);
    read_leave(r, 1);
}

/* --- if, while, for --- */

static AstNodes read_one(Reader *r, Ast *node)
{
    AstNodes list = {ARENA_NEW(r->arena, Ast *), 1};
    list.items[0] = node;
    return list;
}

static AstNodes read_else(Reader *r, Cst cst)
{
    CST_EACH(&r->cst, child, cst)
    if (cst_sym(&r->cst, child) == CST_else_clause)
        return read_block(r, cst_field(&r->cst, child, CST_F_body));
    return (AstNodes){0};
}

static Ast *read_if_head(Reader *r, Cst cst)
{
    AstIf *node = READ_NEW(r, If, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_consequence);
    node->head.span = read_header(r, cst, block);
    node->test = read_needed(r, cst, CST_F_condition);
    node->body = read_block(r, block);
    return &node->head;
}

void read_if(Reader *r, Cst cst, AstVec *out)
{
    AstIf *first = AST_AS(If, read_if_head(r, cst)), *last = first;
    uint32_t clauses = 0;
    CST_EACH(&r->cst, child, cst) clauses++;
    uint32_t levels = clauses / READ_CHAIN_UNIT;
    if (levels && !read_enter(r, cst, levels)) return;
    CST_EACH(&r->cst, child, cst)
    {
        if (cst_sym(&r->cst, child) == CST_elif_clause) {
            AstIf *next = AST_AS(If, read_if_head(r, child));
            last->orelse = read_one(r, &next->head);
            last = next;
        } else if (cst_sym(&r->cst, child) == CST_else_clause) {
            last->orelse = read_block(r, cst_field(&r->cst, child, CST_F_body));
        }
    }
    if (levels) read_leave(r, levels);
    read_append(r, out, &first->head);
}

static Ast *read_if_const_head(Reader *r, Cst cst)
{
    AstIfConst *node = READ_NEW(r, IfConst, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_consequence);
    node->head.span = read_header(r, cst, block);
    node->test = read_needed(r, cst, CST_F_condition);
    node->body = read_block(r, block);
    return &node->head;
}

void read_if_const(Reader *r, Cst cst, AstVec *out)
{
    Cst block;
    if (read_chosen_branch(r, cst, &block)) {
        read_statements(r, block, out);
        return;
    }
    AstIfConst *first = AST_AS(IfConst, read_if_const_head(r, cst)), *last = first;
    CST_EACH(&r->cst, child, cst)
    {
        if (cst_sym(&r->cst, child) == CST_compile_time_elif) {
            AstIfConst *next = AST_AS(IfConst, read_if_const_head(r, child));
            last->orelse = read_one(r, &next->head);
            last = next;
        } else if (cst_sym(&r->cst, child) == CST_compile_time_else) {
            last->orelse = read_block(r, cst_field(&r->cst, child, CST_F_body));
        }
    }
    read_append(r, out, &first->head);
}

static AstNodes read_loop_body(Reader *r, Cst block)
{
    r->scope->loops++;
    AstNodes body = read_block(r, block);
    r->scope->loops--;
    return body;
}

void read_while(Reader *r, Cst cst, AstVec *out)
{
    AstWhile *node = READ_NEW(r, While, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->test = read_needed(r, cst, CST_F_condition);
    node->body = read_loop_body(r, block);
    node->orelse = read_else(r, cst);
    read_append(r, out, &node->head);
}

void read_for(Reader *r, Cst cst, AstVec *out)
{
    AstFor *node = READ_NEW(r, For, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->is_async = starts_with_async(r, cst);
    if (node->is_async) rules_await(r, cst, "async for");
    node->target = read_needed(r, cst, CST_F_left);
    rules_target(r, node->target, TARGET_FOR);
    node->iter = read_needed(r, cst, CST_F_right);
    rules_no_star(r, node->iter);
    node->body = read_loop_body(r, block);
    node->orelse = read_else(r, cst);
    read_append(r, out, &node->head);
}

void read_for_from(Reader *r, Cst cst, AstVec *out)
{
    AstForFrom *node = READ_NEW(r, ForFrom, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    read_from_bounds(r, cst, node);
    node->body = read_loop_body(r, block);
    node->orelse = read_else(r, cst);
    read_append(r, out, &node->head);
}

/* --- try, with, match --- */

/* except T, target: the target keeps the exception, unlike a name after `as`, which is deleted. */
static void assign_caught(Reader *r, Cst cst, AstHandler *handler, Ast *target)
{
    AstName *caught = READ_NEW(r, Name, cst);
    AstAssign *assign = READ_NEW(r, Assign, cst);
    handler->name = caught->id = atom_from(r->atoms, "<caught>");
    assign->value = &caught->head;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec targets = {0}, body = {0};
    vec_push(r->scratch, &targets, target);
    assign->targets = read_list(r, &targets);
    vec_push(r->scratch, &body, &assign->head);
    for (uint32_t i = 0; i < handler->body.len; i++)
        vec_push(r->scratch, &body, handler->body.items[i]);
    handler->body = read_list(r, &body);
    arena_reset(r->scratch, mark);
}

static Ast *read_handler(Reader *r, Cst cst)
{
    AstHandler *node = READ_NEW(r, Handler, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    Cst type = cst_field(&r->cst, cst, CST_F_type);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    bool star = cst_sym(&r->cst, cst) == CST_except_group_clause;
    node->head.span = read_header(r, cst, block);
    node->type = read_expr(r, type);
    Ast *target = NULL;
    if (type && cst_sym(&r->cst, type) == CST_expression_list)
        target = rules_except_list(r, type, node, name != 0);
    if (name && cst_sym(&r->cst, name) == CST_identifier)
        node->name = read_atom(r, name);
    else if (name)
        read_error(r, read_span(r, name), "cannot use %s as the name of an exception",
                   rules_describe(read_expr(r, name)));
    ReadScope outer = *r->scope;
    if (star) {
        r->scope->in_except_star = true;
        r->scope->star_loops = r->scope->loops;
    }
    node->body = read_block(r, block);
    if (target)
        assign_caught(r, cst, node, target);
    *r->scope = outer;
    return &node->head;
}

void read_try(Reader *r, Cst cst, AstVec *out)
{
    AstTry *node = READ_NEW(r, Try, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->body = read_block(r, block);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec handlers = {0};
    bool plain = false;
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_except_clause || sym == CST_except_group_clause) {
            node->is_star = node->is_star || sym == CST_except_group_clause;
            plain = plain || sym == CST_except_clause;
            vec_push(r->scratch, &handlers, read_handler(r, child));
            if (node->is_star && plain)
                read_error(r, vec_last(&handlers)->span, "cannot have both `except` and `except*` on the same `try`");
        } else if (sym == CST_finally_clause) {
            node->finalbody = read_block(r, cst_field(&r->cst, child, CST_F_body));
        }
    }
    node->orelse = read_else(r, cst);
    node->handlers = read_list(r, &handlers);
    arena_reset(r->scratch, mark);
    rules_try(r, node);
    read_append(r, out, &node->head);
}

static Ast *read_with_item(Reader *r, Cst cst)
{
    AstWithItem *node = READ_NEW(r, WithItem, cst);
    if (cst_sym(&r->cst, cst) != CST_with_item) {
        node->context = read_expr(r, cst);
        return &node->head;
    }
    node->context = read_needed(r, cst, CST_F_value);
    node->target = read_expr(r, cst_field(&r->cst, cst, CST_F_alias));
    if (node->target) rules_target(r, node->target, TARGET_WITH);
    return &node->head;
}

/* `with (a as b, c):` and `with (a, b):` hold items, not a tuple; 0 when it is an ordinary item.
 * Source: Python language reference 8.5. */
static Cst parenthesized_items(const Reader *r, Cst only)
{
    Cst value = cst_field(&r->cst, only, CST_F_value);
    if (!value || cst_field(&r->cst, only, CST_F_alias)) return 0;
    CstSym sym = cst_sym(&r->cst, value);
    if (sym != CST_tuple && sym != CST_parenthesized_expression) return 0;
    Cst as_item = 0, other = 0, first = cst_first(&r->cst, value);
    CST_EACH(&r->cst, child, value)
    {
        CstSym item = cst_sym(&r->cst, child);
        if (item == CST_with_item) as_item = child;
        if (item == CST_list_splat || item == CST_named_expression || item == CST_yield) other = child;
    }
    bool items = as_item || (sym == CST_tuple && first && !other);
    return items ? value : 0;
}

/* `with a, :` */
static void refuse_with_comma(Reader *r, Cst cst, Cst last, Cst block)
{
    uint32_t at = last ? r->cst.nodes[last].end : 0;
    uint32_t end = block ? r->cst.nodes[block].start : r->cst.nodes[cst].end;
    for (; last && at < end; at++) {
        if (r->cst.text[at] == ':' || r->cst.text[at] == '#') return;
        if (r->cst.text[at] != ',') continue;
        read_error(r, read_span_of(r, at, at + 1), "trailing comma not allowed without surrounding parentheses");
        return;
    }
}

void read_with(Reader *r, Cst cst, AstVec *out)
{
    AstWith *node = READ_NEW(r, With, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->is_async = starts_with_async(r, cst);
    if (node->is_async) rules_await(r, cst, "async with");
    Cst parent = cst, only = 0;
    uint32_t count = 0;
    CST_EACH(&r->cst, child, cst)
    if (cst_sym(&r->cst, child) == CST_with_item) only = child, count++;
    Cst inner = count == 1 ? parenthesized_items(r, only) : 0;
    if (inner) parent = inner;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec items = {0};
    CST_EACH(&r->cst, child, parent)
    if (inner || cst_sym(&r->cst, child) == CST_with_item)
        vec_push(r->scratch, &items, read_with_item(r, child));
    node->items = read_list(r, &items);
    arena_reset(r->scratch, mark);
    refuse_with_comma(r, cst, only, block);
    node->body = read_block(r, block);
    read_append(r, out, &node->head);
}

static Ast *read_case(Reader *r, Cst cst)
{
    AstMatchCase *node = READ_NEW(r, MatchCase, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    Cst pattern = cst_field(&r->cst, cst, CST_F_pattern);
    Cst guard = cst_field(&r->cst, cst, CST_F_guard);
    node->head.span = read_header(r, cst, block);
    node->pattern = pattern ? read_pattern(r, pattern) : read_poison(r, cst);
    if (guard) node->guard = read_needed(r, guard, CST_F_condition);
    node->body = read_block(r, block);
    return &node->head;
}

void read_match(Reader *r, Cst cst, AstVec *out)
{
    AstMatch *node = READ_NEW(r, Match, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->subject = read_needed(r, cst, CST_F_subject);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec cases = {0};
    if (block) {
        CST_EACH(&r->cst, child, block)
        if (cst_sym(&r->cst, child) == CST_case_clause) vec_push(r->scratch, &cases, read_case(r, child));
    }
    node->cases = read_list(r, &cases);
    arena_reset(r->scratch, mark);
    rules_match(r, node);
    read_append(r, out, &node->head);
}
