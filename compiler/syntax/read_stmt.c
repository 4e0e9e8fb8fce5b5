/* read_stmt.c: Python statements to AST statements.
 *
 * A table by concrete symbol names the function that reads it and appends to the statements of the
 * block; C declarations (read_decl.c) may append several. elif becomes an If in orelse, built by a loop
 * from the last clause backwards, so that long chains need no deep recursion.
 *
 *     if a: f() elif b: g() else: h()     If{a, [f()], [If{b, [g()], [h()]}]}
 */
#include "syntax/read_from.h"
#include "syntax/reader.h"

#include <string.h>

typedef void StmtReader(Reader *r, Cst cst, AstVec *out);

static void append(Reader *r, AstVec *out, Ast *stmt)
{
    vec_push(r->scratch, out, stmt);
}

static Ast *read_field(Reader *r, Cst cst, CstFieldId field)
{
    return read_expr(r, cst_field(&r->cst, cst, field));
}

static bool starts_with_async(const Reader *r, Cst cst)
{
    Cst first = cst_first(&r->cst, cst);
    return first && cst_sym(&r->cst, first) == CST_T_async;
}

Span read_header(const Reader *r, Cst cst, Cst block)
{
    const CstNode *nodes = r->cst.nodes;
    uint32_t end = nodes[cst].start;
    CST_EACH(&r->cst, child, cst)
    {
        if (child == block) break;
        end = nodes[child].end;
    }
    uint32_t limit = block ? nodes[block].start : nodes[cst].end;
    for (uint32_t at = end; at < limit; at++) {
        if (r->cst.text[at] == ':') {
            end = at + 1;
            break;
        }
    }
    return read_span_of(r, nodes[cst].start, end);
}

AstNodes read_block(Reader *r, Cst block)
{
    AstNodes list = {0};
    if (!block || !read_enter(r, block, 1)) return list;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec body = {0};
    CST_EACH(&r->cst, child, block) read_stmt(r, child, &body);
    list = read_list(r, &body);
    arena_reset(r->scratch, mark);
    read_leave(r, 1);
    return list;
}

/* The statements of a block into the list of the one around it. */
static void read_statements(Reader *r, Cst block, AstVec *out)
{
    if (!block || !read_enter(r, block, 1)) return;
    CST_EACH(&r->cst, child, block) read_stmt(r, child, out);
    read_leave(r, 1);
}

/* --- simple statements --- */

static void read_expr_stmt(Reader *r, Cst cst, AstVec *out)
{
    AstExprStmt *node = READ_NEW(r, ExprStmt, cst);
    Cst value = cst_first(&r->cst, cst);
    node->value = value ? read_expr(r, value) : read_poison(r, cst);
    if (value && cst_sym(&r->cst, value) == CST_named_expression)
        read_error(r, read_span(r, value), "`:=` cannot be a statement; use `=`");
    rules_no_star(r, node->value);
    append(r, out, &node->head);
}

static void read_ann_assign(Reader *r, Cst cst, AstVec *out)
{
    AstAnnAssign *node = READ_NEW(r, AnnAssign, cst);
    Cst left = cst_field(&r->cst, cst, CST_F_left);
    Cst right = cst_field(&r->cst, cst, CST_F_right);
    node->target = read_needed(r, cst, CST_F_left);
    node->annotation = read_needed(r, cst, CST_F_type);
    node->simple = left && cst_sym(&r->cst, left) == CST_identifier;
    rules_target(r, node->target, TARGET_ANN);
    if (right && cst_sym(&r->cst, right) == CST_assignment) {
        read_error(r, read_span(r, right), "an annotated assignment has one target only");
        node->value = read_poison(r, right);
    } else {
        node->value = read_expr(r, right);
        rules_no_star(r, node->value);
    }
    append(r, out, &node->head);
}

static void read_assign(Reader *r, Cst cst, AstVec *out)
{
    if (cst_field(&r->cst, cst, CST_F_type)) {
        read_ann_assign(r, cst, out);
        return;
    }
    AstAssign *node = READ_NEW(r, Assign, cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec targets = {0};
    Cst link = cst;
    while (link && cst_sym(&r->cst, link) == CST_assignment) {
        if (cst_field(&r->cst, link, CST_F_type))
            read_error(r, read_span(r, link), "only the first target of an assignment can be annotated");
        Ast *target = read_needed(r, link, CST_F_left);
        rules_target(r, target, TARGET_ASSIGN);
        vec_push(r->scratch, &targets, target);
        link = cst_field(&r->cst, link, CST_F_right);
    }
    node->value = link ? read_expr(r, link) : read_poison(r, cst);
    rules_no_star(r, node->value);
    node->targets = read_list(r, &targets);
    arena_reset(r->scratch, mark);
    append(r, out, &node->head);
}

static void read_aug_assign(Reader *r, Cst cst, AstVec *out)
{
    AstAugAssign *node = READ_NEW(r, AugAssign, cst);
    node->target = read_needed(r, cst, CST_F_left);
    Cst op = cst_field(&r->cst, cst, CST_F_operator);
    if (op) node->op = read_op(r, op);
    node->value = read_needed(r, cst, CST_F_right);
    rules_target(r, node->target, TARGET_AUG);
    rules_no_star(r, node->value);
    append(r, out, &node->head);
}

static void read_return(Reader *r, Cst cst, AstVec *out)
{
    AstReturn *node = READ_NEW(r, Return, cst);
    rules_return(r, cst);
    node->value = read_field(r, cst, CST_F_value);
    rules_no_star(r, node->value);
    append(r, out, &node->head);
}

static void read_pass(Reader *r, Cst cst, AstVec *out)
{
    append(r, out, &READ_NEW(r, Pass, cst)->head);
}

static void read_break(Reader *r, Cst cst, AstVec *out)
{
    rules_jump(r, cst, true);
    append(r, out, &READ_NEW(r, Break, cst)->head);
}

static void read_continue(Reader *r, Cst cst, AstVec *out)
{
    rules_jump(r, cst, false);
    append(r, out, &READ_NEW(r, Continue, cst)->head);
}

static void read_delete(Reader *r, Cst cst, AstVec *out)
{
    AstDelete *node = READ_NEW(r, Delete, cst);
    Cst target = cst_field(&r->cst, cst, CST_F_target);
    if (target && cst_sym(&r->cst, target) == CST_expression_list) {
        node->targets = read_exprs(r, target, CST_F_NONE);
    } else {
        node->targets.items = ARENA_NEW(r->arena, Ast *);
        node->targets.items[0] = read_needed(r, cst, CST_F_target);
        node->targets.len = 1;
    }
    for (uint32_t i = 0; i < node->targets.len; i++) rules_target(r, node->targets.items[i], TARGET_DELETE);
    append(r, out, &node->head);
}

static void read_raise(Reader *r, Cst cst, AstVec *out)
{
    AstRaise *node = READ_NEW(r, Raise, cst);
    Cst exception = cst_field(&r->cst, cst, CST_F_exception);
    bool is_list = exception && cst_sym(&r->cst, exception) == CST_expression_list;
    AstNodes parts = is_list ? read_exprs(r, exception, CST_F_NONE) : (AstNodes){0};
    if (is_list && (!r->is_cython || parts.len > 3 || cst_field(&r->cst, cst, CST_F_cause)))
        read_error(r, read_span(r, exception), "`raise` takes one exception; call it with its arguments");
    node->exception = is_list && parts.len ? parts.items[0] : read_expr(r, exception);
    node->value = parts.len > 1 ? parts.items[1] : NULL;
    node->traceback = parts.len > 2 ? parts.items[2] : NULL;
    rules_no_star(r, node->exception);
    node->cause = read_field(r, cst, CST_F_cause);
    append(r, out, &node->head);
}

static void read_assert(Reader *r, Cst cst, AstVec *out)
{
    AstAssert *node = READ_NEW(r, Assert, cst);
    node->test = read_needed(r, cst, CST_F_test);
    node->message = read_field(r, cst, CST_F_message);
    append(r, out, &node->head);
}

static AtomList read_names(Reader *r, Cst cst)
{
    AtomList names = {0};
    CST_EACH(&r->cst, child, cst) names.len += cst_sym(&r->cst, child) == CST_identifier;
    names.items = ARENA_ARRAY(r->arena, Atom, names.len);
    uint32_t at = 0;
    CST_EACH(&r->cst, child, cst)
    if (cst_sym(&r->cst, child) == CST_identifier) names.items[at++] = read_atom(r, child);
    return names;
}

static void read_global(Reader *r, Cst cst, AstVec *out)
{
    AstGlobal *node = READ_NEW(r, Global, cst);
    node->names = read_names(r, cst);
    append(r, out, &node->head);
}

static void read_nonlocal(Reader *r, Cst cst, AstVec *out)
{
    AstNonlocal *node = READ_NEW(r, Nonlocal, cst);
    node->names = read_names(r, cst);
    if (r->scope->kind == READ_MODULE)
        read_error(r, node->head.span, "nonlocal declaration not allowed at module level");
    append(r, out, &node->head);
}

static void read_type_alias(Reader *r, Cst cst, AstVec *out)
{
    AstTypeAlias *node = READ_NEW(r, TypeAlias, cst);
    node->name = read_needed(r, cst, CST_F_name);
    node->type_params = read_type_params(r, cst_field(&r->cst, cst, CST_F_type_parameters));
    node->value = read_needed(r, cst, CST_F_value);
    append(r, out, &node->head);
}

static void read_print(Reader *r, Cst cst, AstVec *out)
{
    AstPrint *node = READ_NEW(r, Print, cst);
    node->values = read_exprs(r, cst, CST_F_NONE);
    bool is_print = cst_sym(&r->cst, cst) == CST_print_statement;
    const char *name = is_print ? "print" : "exec";
    Diag *diag = read_report(r, DIAG_SYNTAX, node->head.span,
                             arena_printf(r->arena, "missing parentheses in call to `%s`; did you mean `%s(...)`?",
                                          name, name));
    if (node->values.len) {
        Cst first = cst_first(&r->cst, cst);
        uint32_t from = r->cst.nodes[first].start, to = r->cst.nodes[cst].end;
        diag_fix(r->diags, diag, node->head.span,
                 arena_printf(r->arena, "%s(%.*s)", name, (int)(to - from), r->cst.text + from), "call it");
    }
    append(r, out, &node->head);
}

/* --- imports --- */

/* A dotted name as one atom, blanks left out. */
static Atom read_dotted(Reader *r, Cst cst)
{
    Cst first = cst_first(&r->cst, cst);
    if (!first || !cst_next(&r->cst, first)) return read_atom(r, cst);
    Buf buf;
    buf_init(&buf, r->scratch);
    for (Cst child = first; child; child = cst_next(&r->cst, child)) {
        uint32_t len;
        const char *text = read_text(r, child, &len);
        if (buf.len) buf_putc(&buf, '.');
        buf_put(&buf, text, len);
    }
    return atom_intern(r->atoms, buf_text(&buf), buf.len);
}

static Ast *read_alias(Reader *r, Cst cst)
{
    AstAlias *node = READ_NEW(r, Alias, cst);
    if (cst_sym(&r->cst, cst) == CST_aliased_import) {
        Cst name = cst_field(&r->cst, cst, CST_F_name);
        node->name = name ? read_dotted(r, name) : NULL;
        node->asname = read_atom(r, cst_field(&r->cst, cst, CST_F_alias));
    } else if (cst_sym(&r->cst, cst) == CST_wildcard_import) {
        node->name = atom_from(r->atoms, "*");
    } else {
        node->name = read_dotted(r, cst);
    }
    if (!node->name) node->name = ATOM(r->atoms, underscore);
    return &node->head;
}

static AstNodes read_aliases(Reader *r, Cst cst)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec names = {0};
    CST_EACH(&r->cst, child, cst)
    if (r->cst.nodes[child].field == CST_F_name || cst_sym(&r->cst, child) == CST_wildcard_import)
        vec_push(r->scratch, &names, read_alias(r, child));
    AstNodes list = read_list(r, &names);
    arena_reset(r->scratch, mark);
    return list;
}

static void read_import(Reader *r, Cst cst, AstVec *out)
{
    AstImport *node = READ_NEW(r, Import, cst);
    node->names = read_aliases(r, cst);
    append(r, out, &node->head);
}

static void read_cimport(Reader *r, Cst cst, AstVec *out)
{
    AstCImport *node = READ_NEW(r, CImport, cst);
    read_cython_only(r, cst, "`cimport`");
    node->names = read_aliases(r, cst);
    append(r, out, &node->head);
}

/* The module of `from MODULE import`, with the number of leading dots. */
static Atom read_module(Reader *r, Cst cst, int *level)
{
    Cst module = cst_field(&r->cst, cst, CST_F_module);
    *level = 0;
    if (!module) return NULL;
    if (cst_sym(&r->cst, module) == CST_dotted_name) return read_dotted(r, module);
    Atom name = NULL;
    CST_EACH(&r->cst, child, module)
    {
        if (cst_sym(&r->cst, child) == CST_dotted_name) {
            name = read_dotted(r, child);
        } else {
            uint32_t len;
            const char *text = read_text(r, child, &len);
            for (uint32_t i = 0; i < len; i++) *level += text[i] == '.';
        }
    }
    return name;
}

/* `from x import a,` needs parentheses. */
static void refuse_trailing_comma(Reader *r, Cst cst)
{
    uint32_t at = r->cst.nodes[cst].start, end = r->cst.nodes[cst].end;
    CST_EACH(&r->cst, child, cst) at = r->cst.nodes[child].end;
    uint32_t comma = end;
    for (; at < end; at++) {
        if (r->cst.text[at] == ')') return;
        if (r->cst.text[at] == ',') comma = at;
        if (r->cst.text[at] == '#')
            while (at < end && r->cst.text[at] != '\n') at++;
    }
    if (comma < end)
        read_error(r, read_span_of(r, comma, comma + 1), "trailing comma not allowed without surrounding parentheses");
}

static void read_import_from(Reader *r, Cst cst, AstVec *out)
{
    AstImportFrom *node = READ_NEW(r, ImportFrom, cst);
    node->module = read_module(r, cst, &node->level);
    node->names = read_aliases(r, cst);
    refuse_trailing_comma(r, cst);
    bool star = node->names.len && !strcmp(AST_AS(Alias, node->names.items[0])->name->text, "*");
    if (node->module && !strcmp(node->module->text, "__future__"))
        rules_future(r, cst, node);
    else
        r->past_future = true;
    if (star && r->scope->kind != READ_MODULE)
        read_error(r, node->names.items[0]->span, "`import *` is only allowed at module level");
    append(r, out, &node->head);
}

static void read_cimport_from(Reader *r, Cst cst, AstVec *out)
{
    AstCImportFrom *node = READ_NEW(r, CImportFrom, cst);
    read_cython_only(r, cst, "`cimport`");
    node->module = read_module(r, cst, &node->level);
    node->names = read_aliases(r, cst);
    refuse_trailing_comma(r, cst);
    append(r, out, &node->head);
}

static void read_include(Reader *r, Cst cst, AstVec *out)
{
    read_cython_only(r, cst, "`include`");
    Ast *path = read_needed(r, cst, CST_F_path);
    if (read_included(r, cst, path, out)) return;
    AstInclude *node = READ_NEW(r, Include, cst);
    node->path = path;
    append(r, out, &node->head);
}

static void read_define(Reader *r, Cst cst, AstVec *out)
{
    read_cython_only(r, cst, "`DEF`");
    if (read_define_constant(r, cst)) return;
    AstDefConst *node = READ_NEW(r, DefConst, cst);
    node->name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    node->value = read_needed(r, cst, CST_F_value);
    append(r, out, &node->head);
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

static void read_if(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &first->head);
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

static void read_if_const(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &first->head);
}

static AstNodes read_loop_body(Reader *r, Cst block)
{
    r->scope->loops++;
    AstNodes body = read_block(r, block);
    r->scope->loops--;
    return body;
}

static void read_while(Reader *r, Cst cst, AstVec *out)
{
    AstWhile *node = READ_NEW(r, While, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->test = read_needed(r, cst, CST_F_condition);
    node->body = read_loop_body(r, block);
    node->orelse = read_else(r, cst);
    append(r, out, &node->head);
}

static void read_for(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &node->head);
}

static void read_for_from(Reader *r, Cst cst, AstVec *out)
{
    AstForFrom *node = READ_NEW(r, ForFrom, cst);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    read_from_bounds(r, cst, node);
    node->body = read_loop_body(r, block);
    node->orelse = read_else(r, cst);
    append(r, out, &node->head);
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

static void read_try(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &node->head);
}

static Ast *read_with_item(Reader *r, Cst cst)
{
    AstWithItem *node = READ_NEW(r, WithItem, cst);
    if (cst_sym(&r->cst, cst) != CST_with_item) {
        node->context = read_expr(r, cst);
        return &node->head;
    }
    node->context = read_needed(r, cst, CST_F_value);
    node->target = read_field(r, cst, CST_F_alias);
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

static void read_with(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &node->head);
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

static void read_match(Reader *r, Cst cst, AstVec *out)
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
    append(r, out, &node->head);
}

/* --- definitions --- */

static void read_def(Reader *r, Cst cst, AstVec *out)
{
    append(r, out, read_function(r, cst, (AstNodes){0}));
}

static void read_class_stmt(Reader *r, Cst cst, AstVec *out)
{
    append(r, out, read_class(r, cst, (AstNodes){0}));
}

static void read_decorated(Reader *r, Cst cst, AstVec *out)
{
    AstNodes decorators = read_decorators(r, cst);
    Cst definition = cst_field(&r->cst, cst, CST_F_definition);
    CstSym sym = definition ? cst_sym(&r->cst, definition) : CST_OTHER;
    if (sym == CST_function_definition)
        append(r, out, read_function(r, definition, decorators));
    else if (sym == CST_class_definition)
        append(r, out, read_class(r, definition, decorators));
    else if (definition)
        read_c_statement(r, definition, (ReadMods){0}, decorators, out);
}

static void read_property(Reader *r, Cst cst, AstVec *out)
{
    AstProperty *node = READ_NEW(r, Property, cst);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst block = cst_field(&r->cst, cst, CST_F_body);
    node->head.span = read_header(r, cst, block);
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->body = read_body(r, block, READ_CLASS, false);
    append(r, out, &node->head);
}

static void read_c(Reader *r, Cst cst, AstVec *out)
{
    read_c_statement(r, cst, (ReadMods){0}, (AstNodes){0}, out);
}

static StmtReader *const readers[CST_SYM_COUNT] = {
    [CST_expression_statement] = read_expr_stmt,
    [CST_assignment] = read_assign,
    [CST_augmented_assignment] = read_aug_assign,
    [CST_return_statement] = read_return,
    [CST_pass_statement] = read_pass,
    [CST_break_statement] = read_break,
    [CST_continue_statement] = read_continue,
    [CST_delete_statement] = read_delete,
    [CST_raise_statement] = read_raise,
    [CST_assert_statement] = read_assert,
    [CST_import_statement] = read_import,
    [CST_import_from_statement] = read_import_from,
    [CST_global_statement] = read_global,
    [CST_nonlocal_statement] = read_nonlocal,
    [CST_type_alias_statement] = read_type_alias,
    [CST_print_statement] = read_print,
    [CST_exec_statement] = read_print,
    [CST_cimport_statement] = read_cimport,
    [CST_cimport_from_statement] = read_cimport_from,
    [CST_include_statement] = read_include,
    [CST_define_statement] = read_define,
    [CST_if_statement] = read_if,
    [CST_while_statement] = read_while,
    [CST_for_statement] = read_for,
    [CST_for_from_statement] = read_for_from,
    [CST_try_statement] = read_try,
    [CST_with_statement] = read_with,
    [CST_match_statement] = read_match,
    [CST_function_definition] = read_def,
    [CST_class_definition] = read_class_stmt,
    [CST_decorated_definition] = read_decorated,
    [CST_compile_time_if] = read_if_const,
    [CST_property_definition] = read_property,
    [CST_cdef_statement] = read_c,
    [CST_ctypedef_statement] = read_c,
    [CST_c_declaration] = read_c,
    [CST_c_function_definition] = read_c,
    [CST_c_block_definition] = read_c,
    [CST_extern_block] = read_c,
    [CST_c_class_definition] = read_c,
    [CST_struct_definition] = read_c,
    [CST_enum_definition] = read_c,
    [CST_fused_definition] = read_c,
    [CST_cppclass_definition] = read_c,
};

static bool is_docstring(const Reader *r, Cst cst)
{
    Cst value = cst_first(&r->cst, cst);
    CstSym sym = value ? cst_sym(&r->cst, value) : CST_OTHER;
    return cst_sym(&r->cst, cst) == CST_expression_statement &&
           (sym == CST_string || sym == CST_concatenated_string);
}

void read_stmt(Reader *r, Cst cst, AstVec *out)
{
    StmtReader *reader = readers[cst_sym(&r->cst, cst)];
    CstSym sym = cst_sym(&r->cst, cst);
    if (sym != CST_import_from_statement && sym != CST_pass_statement && !is_docstring(r, cst)) r->past_future = true;
    if (reader && !(sym == CST_pass_statement && read_is_repaired(r, cst))) {
        reader(r, cst, out);
        return;
    }
    if (sym == CST_missing_block || sym == CST_missing_colon || sym == CST_unexpected_indent ||
        sym == CST_bad_dedent || sym == CST_bad_tabs)
        return;
    AstExprStmt *node = READ_NEW(r, ExprStmt, cst);
    node->value = read_poison(r, cst);
    append(r, out, &node->head);
}
