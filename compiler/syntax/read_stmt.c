/* read_stmt.c: Python statements to AST statements.
 *
 * A table by concrete symbol names the function that reads it and appends to the statements of the block;
 * C declarations (read_decl.c) may append several, a sound DEF appends none. Statements with blocks are in
 * read_compound.c, imports in read_import.c.
 *
 *     a = b = f()      Assign{[a, b], f()}
 */
#include "syntax/read_compound.h"
#include "syntax/read_import.h"

typedef void StmtReader(Reader *r, Cst cst, AstVec *out);

static Ast *read_field(Reader *r, Cst cst, CstFieldId field)
{
    return read_expr(r, cst_field(&r->cst, cst, field));
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

/* --- simple statements --- */

static void read_expr_stmt(Reader *r, Cst cst, AstVec *out)
{
    AstExprStmt *node = READ_NEW(r, ExprStmt, cst);
    Cst value = cst_first(&r->cst, cst);
    node->value = value ? read_expr(r, value) : read_poison(r, cst);
    if (value && cst_sym(&r->cst, value) == CST_named_expression)
        read_error(r, read_span(r, value), "`:=` cannot be a statement; use `=`");
    rules_no_star(r, node->value);
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
}

static void read_return(Reader *r, Cst cst, AstVec *out)
{
    AstReturn *node = READ_NEW(r, Return, cst);
    rules_return(r, cst);
    node->value = read_field(r, cst, CST_F_value);
    rules_no_star(r, node->value);
    read_append(r, out, &node->head);
}

static void read_pass(Reader *r, Cst cst, AstVec *out)
{
    read_append(r, out, &READ_NEW(r, Pass, cst)->head);
}

static void read_break(Reader *r, Cst cst, AstVec *out)
{
    rules_jump(r, cst, true);
    read_append(r, out, &READ_NEW(r, Break, cst)->head);
}

static void read_continue(Reader *r, Cst cst, AstVec *out)
{
    rules_jump(r, cst, false);
    read_append(r, out, &READ_NEW(r, Continue, cst)->head);
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
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
}

static void read_assert(Reader *r, Cst cst, AstVec *out)
{
    AstAssert *node = READ_NEW(r, Assert, cst);
    node->test = read_needed(r, cst, CST_F_test);
    node->message = read_field(r, cst, CST_F_message);
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
}

static void read_nonlocal(Reader *r, Cst cst, AstVec *out)
{
    AstNonlocal *node = READ_NEW(r, Nonlocal, cst);
    node->names = read_names(r, cst);
    if (r->scope->kind == READ_MODULE)
        read_error(r, node->head.span, "nonlocal declaration not allowed at module level");
    read_append(r, out, &node->head);
}

static void read_type_alias(Reader *r, Cst cst, AstVec *out)
{
    AstTypeAlias *node = READ_NEW(r, TypeAlias, cst);
    node->name = read_needed(r, cst, CST_F_name);
    node->type_params = read_type_params(r, cst_field(&r->cst, cst, CST_F_type_parameters));
    node->value = read_needed(r, cst, CST_F_value);
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
}

static void read_define(Reader *r, Cst cst, AstVec *out)
{
    read_cython_only(r, cst, "`DEF`");
    if (read_define_constant(r, cst)) return;
    AstDefConst *node = READ_NEW(r, DefConst, cst);
    node->name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    node->value = read_needed(r, cst, CST_F_value);
    read_append(r, out, &node->head);
}

/* --- definitions --- */

static void read_def(Reader *r, Cst cst, AstVec *out)
{
    read_append(r, out, read_function(r, cst, (AstNodes){0}));
}

static void read_class_stmt(Reader *r, Cst cst, AstVec *out)
{
    read_append(r, out, read_class(r, cst, (AstNodes){0}));
}

static void read_decorated(Reader *r, Cst cst, AstVec *out)
{
    AstNodes decorators = read_decorators(r, cst);
    Cst definition = cst_field(&r->cst, cst, CST_F_definition);
    CstSym sym = definition ? cst_sym(&r->cst, definition) : CST_OTHER;
    if (sym == CST_function_definition)
        read_append(r, out, read_function(r, definition, decorators));
    else if (sym == CST_class_definition)
        read_append(r, out, read_class(r, definition, decorators));
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
    read_append(r, out, &node->head);
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
    read_append(r, out, &node->head);
}
