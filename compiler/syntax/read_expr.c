/* read_expr.c: expressions of the concrete tree to AST expressions.
 *
 * A table by concrete symbol names the function that reads it. Chains that grow to the left (a.b.c(),
 * a + b + c) are read by a loop from the innermost link outwards, so that a sum of 10,000 terms needs
 * no deep recursion; everything else recurses under READ_MAX_DEPTH. Parentheses leave no node.
 *
 *     f(x, *y)[1]     Subscript{Call{Name f, [Name x, Starred y]}, IntLit 1}
 */
#include "syntax/read_from.h"
#include "syntax/reader.h"

#include <string.h>

typedef Ast *ExprReader(Reader *r, Cst cst);

AstOp read_op(const Reader *r, Cst token)
{
    uint32_t len;
    const char *t = read_text(r, token, &len);
    bool twice = len > 1 && t[1] == t[0];
    bool equals = len == 2 && t[1] == '=';
    switch (t[0]) {
    case '+': return AST_OP_ADD;
    case '-': return AST_OP_SUB;
    case '*': return twice ? AST_OP_POW : AST_OP_MUL;
    case '/': return twice ? AST_OP_FLOORDIV : AST_OP_DIV;
    case '%': return AST_OP_MOD;
    case '@': return AST_OP_MATMUL;
    case '&': return AST_OP_AND;
    case '|': return AST_OP_OR;
    case '^': return AST_OP_XOR;
    case '~': return AST_OP_INVERT;
    case '<': return twice ? AST_OP_LSHIFT : equals ? AST_OP_LE : len == 2 ? AST_OP_NE : AST_OP_LT;
    case '>': return twice ? AST_OP_RSHIFT : equals ? AST_OP_GE : AST_OP_GT;
    case '=': return AST_OP_EQ;
    case '!': return AST_OP_NE;
    case 'a': return AST_OP_BOOL_AND;
    case 'o': return AST_OP_BOOL_OR;
    case 'n': return len == 3 ? AST_OP_NOT : AST_OP_NOT_IN;
    case 'i': return t[1] == 'n' ? AST_OP_IN : len == 2 ? AST_OP_IS : AST_OP_IS_NOT;
    }
    return AST_OP_NONE;
}

AstNodes read_exprs(Reader *r, Cst parent, CstFieldId field)
{
    AstNodes list = {0};
    CST_EACH(&r->cst, child, parent) list.len += field == CST_F_NONE || r->cst.nodes[child].field == field;
    if (!list.len) return list;
    list.items = ARENA_ARRAY(r->arena, Ast *, list.len);
    uint32_t at = 0;
    CST_EACH(&r->cst, child, parent)
    if (field == CST_F_NONE || r->cst.nodes[child].field == field) list.items[at++] = read_expr(r, child);
    return list;
}

static Ast *read_field(Reader *r, Cst cst, CstFieldId field)
{
    return read_expr(r, cst_field(&r->cst, cst, field));
}

Ast *read_needed(Reader *r, Cst cst, CstFieldId field)
{
    Cst child = cst_field(&r->cst, cst, field);
    return child ? read_expr(r, child) : read_poison(r, cst);
}

/* --- atoms --- */

static Ast *read_name(Reader *r, Cst cst)
{
    const CtValue *constant = read_find_constant(r, cst);
    if (constant) return read_constant(r, cst, constant);
    AstName *node = READ_NEW(r, Name, cst);
    node->id = read_atom(r, cst);
    if (r->scope->is_async && !strcmp(node->id->text, "await")) /* elsewhere Cython has variables of that name */
        read_error(r, node->head.span, "`await` is a keyword and cannot be used as a name");
    return &node->head;
}

static Ast *read_const(Reader *r, Cst cst, AstConst value)
{
    AstConstLit *node = READ_NEW(r, ConstLit, cst);
    node->value = value;
    return &node->head;
}

static Ast *read_none(Reader *r, Cst cst)
{
    return read_const(r, cst, AST_CONST_NONE);
}

static Ast *read_true(Reader *r, Cst cst)
{
    return read_const(r, cst, AST_CONST_TRUE);
}

static Ast *read_false(Reader *r, Cst cst)
{
    return read_const(r, cst, AST_CONST_FALSE);
}

static Ast *read_ellipsis(Reader *r, Cst cst)
{
    return read_const(r, cst, AST_CONST_ELLIPSIS);
}

/* `as` inside parentheses is for `with (a as b, ...)` only; read_stmt.c takes those. */
static void refuse_as(Reader *r, Cst cst)
{
    CST_EACH(&r->cst, child, cst)
    if (cst_sym(&r->cst, child) == CST_with_item)
        read_error(r, read_span(r, child), "`as` is only allowed between the parentheses of a `with` statement");
}

static Ast *read_tuple(Reader *r, Cst cst)
{
    refuse_as(r, cst);
    AstTuple *node = READ_NEW(r, Tuple, cst);
    node->parenthesized = cst_sym(&r->cst, cst) == CST_tuple;
    node->items = read_exprs(r, cst, CST_F_NONE);
    return &node->head;
}

static Ast *read_parenthesized(Reader *r, Cst cst)
{
    refuse_as(r, cst);
    Cst inner = cst_first(&r->cst, cst);
    if (!inner) return read_poison(r, cst);
    if (cst_sym(&r->cst, inner) == CST_list_splat)
        read_error(r, read_span(r, inner), "cannot use a starred expression here");
    return read_expr(r, inner);
}

static Ast *read_backquote(Reader *r, Cst cst)
{
    const CstNode *place = &r->cst.nodes[cst];
    int len = place->end - place->start > 2 ? (int)(place->end - place->start - 2) : 0;
    const char *inner = r->cst.text + place->start + 1;
    rules_python2(r, read_span(r, cst), arena_printf(r->arena, "repr(%.*s)", len, inner),
                  "backquotes are not an operator in Python 3; call `repr`");
    AstCall *node = READ_NEW(r, Call, cst);
    AstName *func = READ_NEW(r, Name, cst);
    func->id = atom_from(r->atoms, "repr");
    node->func = &func->head;
    node->args.items = ARENA_NEW(r->arena, Ast *);
    node->args.items[0] = read_needed(r, cst, CST_F_argument);
    node->args.len = 1;
    return &node->head;
}

static Ast *read_as_item(Reader *r, Cst cst)
{
    return read_needed(r, cst, CST_F_value);
}

static Ast *read_list_display(Reader *r, Cst cst)
{
    AstList *node = READ_NEW(r, List, cst);
    node->items = read_exprs(r, cst, CST_F_NONE);
    return &node->head;
}

static Ast *read_set(Reader *r, Cst cst)
{
    AstSet *node = READ_NEW(r, Set, cst);
    node->items = read_exprs(r, cst, CST_F_NONE);
    return &node->head;
}

static Ast *read_dict(Reader *r, Cst cst)
{
    AstDict *node = READ_NEW(r, Dict, cst);
    node->items = read_exprs(r, cst, CST_F_NONE);
    return &node->head;
}

static Ast *read_pair(Reader *r, Cst cst)
{
    AstDictItem *node = READ_NEW(r, DictItem, cst);
    node->key = read_needed(r, cst, CST_F_key);
    node->value = read_needed(r, cst, CST_F_value);
    rules_no_star(r, node->value);
    return &node->head;
}

/* `**x` in a dict display; in calls read_arguments takes it. */
static Ast *read_dict_splat(Reader *r, Cst cst)
{
    AstDictItem *node = READ_NEW(r, DictItem, cst);
    node->value = read_needed(r, cst, CST_F_argument);
    return &node->head;
}

static Ast *read_argument_star(Reader *r, Cst cst)
{
    AstStarred *node = READ_NEW(r, Starred, cst);
    node->value = read_needed(r, cst, CST_F_argument);
    return &node->head;
}

/* Outside calls, a star takes no comparison or weaker operator. */
static Ast *read_starred(Reader *r, Cst cst)
{
    Cst operand = cst_field(&r->cst, cst, CST_F_argument);
    CstSym sym = operand ? cst_sym(&r->cst, operand) : CST_OTHER;
    if (sym == CST_comparison_operator || sym == CST_not_operator || sym == CST_boolean_operator ||
        sym == CST_lambda || sym == CST_conditional_expression)
        read_error(r, read_span(r, operand), "the operand of `*` must be parenthesized here");
    return read_argument_star(r, cst);
}

/* An operand of an operator: neither `not` nor lambda without parentheses. */
static Ast *read_operand(Reader *r, Cst cst, CstFieldId field, bool takes_not)
{
    Cst operand = cst_field(&r->cst, cst, field);
    if (!operand) return read_poison(r, cst);
    CstSym sym = cst_sym(&r->cst, operand);
    if (sym == CST_not_operator && !takes_not)
        read_error(r, read_span(r, operand), "`not` after an operator must be parenthesized");
    else if (sym == CST_lambda)
        read_error(r, read_span(r, operand), "a lambda after an operator must be parenthesized");
    return read_expr(r, operand);
}

/* --- comprehensions --- */

static Ast *read_comp_for(Reader *r, Cst cst, bool is_first)
{
    AstCompFor *node = READ_NEW(r, CompFor, cst);
    Cst first = cst_first(&r->cst, cst);
    node->is_async = first && cst_sym(&r->cst, first) == CST_T_async;
    node->target = read_needed(r, cst, CST_F_left);
    r->scope->comps -= is_first; /* the first iterable belongs to the surrounding scope */
    node->iter = read_needed(r, cst, CST_F_right);
    r->scope->comps += is_first;
    rules_target(r, node->target, TARGET_FOR);
    return &node->head;
}

/* The for clauses, each with the conditions that follow it. */
static AstNodes read_clauses(Reader *r, Cst cst)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec clauses = {0}, tests = {0};
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_for_in_clause || sym == CST_for_from_clause) {
            if (clauses.len) AST_AS(CompFor, vec_last(&clauses))->tests = read_list(r, &tests);
            tests.len = 0;
            bool is_first = clauses.len == 0;
            vec_push(r->scratch, &clauses,
                     sym == CST_for_in_clause ? read_comp_for(r, child, is_first) : read_comp_from(r, child, is_first));
        } else if (sym == CST_if_clause) {
            vec_push(r->scratch, &tests, read_needed(r, child, CST_F_condition));
        }
    }
    if (clauses.len) AST_AS(CompFor, vec_last(&clauses))->tests = read_list(r, &tests);
    AstNodes list = read_list(r, &clauses);
    arena_reset(r->scratch, mark);
    return list;
}

static Ast *read_comp(Reader *r, Cst cst)
{
    AstComp *node = READ_NEW(r, Comp, cst);
    CstSym sym = cst_sym(&r->cst, cst);
    node->kind = sym == CST_list_comprehension        ? AST_COMP_LIST
                 : sym == CST_set_comprehension       ? AST_COMP_SET
                 : sym == CST_dictionary_comprehension ? AST_COMP_DICT
                                                       : AST_COMP_GEN;
    r->scope->comps++;
    Ast *element = read_needed(r, cst, CST_F_body);
    if (element->kind == AST_DictItem) {
        node->element = AST_AS(DictItem, element)->key;
        node->value = AST_AS(DictItem, element)->value;
    } else {
        node->element = element;
    }
    node->clauses = read_clauses(r, cst);
    r->scope->comps--;
    rules_comprehension(r, node);
    return &node->head;
}

/* --- operators --- */

static Ast *read_not(Reader *r, Cst cst)
{
    AstUnaryOp *node = READ_NEW(r, UnaryOp, cst);
    node->op = AST_OP_NOT;
    node->operand = read_operand(r, cst, CST_F_argument, true);
    return &node->head;
}

static Ast *read_unary(Reader *r, Cst cst)
{
    AstUnaryOp *node = READ_NEW(r, UnaryOp, cst);
    AstOp op = read_op(r, cst_field(&r->cst, cst, CST_F_operator));
    node->op = op == AST_OP_SUB ? AST_OP_NEG : op == AST_OP_ADD ? AST_OP_POS : op;
    node->operand = read_operand(r, cst, CST_F_argument, false);
    return &node->head;
}

/* a and b and c: one node; the chain of equal operators grows to the left. */
static Ast *read_bool(Reader *r, Cst cst)
{
    AstBoolOp *node = READ_NEW(r, BoolOp, cst);
    node->op = read_op(r, cst_field(&r->cst, cst, CST_F_operator));
    uint32_t count = 2;
    Cst link = cst_field(&r->cst, cst, CST_F_left);
    while (link && cst_sym(&r->cst, link) == CST_boolean_operator &&
           read_op(r, cst_field(&r->cst, link, CST_F_operator)) == node->op) {
        count++;
        link = cst_field(&r->cst, link, CST_F_left);
    }
    node->values.items = ARENA_ARRAY(r->arena, Ast *, count);
    node->values.len = count;
    link = cst;
    for (uint32_t i = count - 1; i > 0; i--) {
        node->values.items[i] = read_operand(r, link, CST_F_right, true);
        link = cst_field(&r->cst, link, CST_F_left);
    }
    node->values.items[0] = link ? read_expr(r, link) : read_poison(r, cst);
    return &node->head;
}

static Ast *read_compare(Reader *r, Cst cst)
{
    AstCompare *node = READ_NEW(r, Compare, cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec rest = {0};
    Cst op = 0;
    CST_EACH(&r->cst, child, cst)
    {
        if (r->cst.nodes[child].field == CST_F_operator) {
            op = child;
        } else if (!op) {
            node->left = read_expr(r, child);
        } else {
            AstCompareArm *arm = READ_NEW(r, CompareArm, child);
            arm->op = read_op(r, op);
            arm->head.span = read_span_of(r, r->cst.nodes[op].start, r->cst.nodes[child].end);
            if (read_text_is(r, op, "<>"))
                rules_python2(r, read_span(r, op), "!=", "`<>` is not an operator in Python 3; use `!=`");
            CstSym sym = cst_sym(&r->cst, child);
            if (sym == CST_not_operator || sym == CST_lambda)
                read_error(r, read_span(r, child), "%s after an operator must be parenthesized",
                           sym == CST_lambda ? "a lambda" : "`not`");
            arm->right = read_expr(r, child);
            vec_push(r->scratch, &rest, &arm->head);
        }
    }
    node->rest = read_list(r, &rest);
    arena_reset(r->scratch, mark);
    return &node->head;
}

static Ast *read_conditional(Reader *r, Cst cst)
{
    AstIfExp *node = READ_NEW(r, IfExp, cst);
    node->body = read_needed(r, cst, CST_F_body);
    node->test = read_needed(r, cst, CST_F_condition);
    node->orelse = read_needed(r, cst, CST_F_alternative);
    return &node->head;
}

static Ast *read_named(Reader *r, Cst cst)
{
    AstNamedExpr *node = READ_NEW(r, NamedExpr, cst);
    node->target = read_needed(r, cst, CST_F_name);
    node->value = read_needed(r, cst, CST_F_value);
    rules_target(r, node->target, TARGET_NAMED);
    return &node->head;
}

static Ast *read_await(Reader *r, Cst cst)
{
    AstAwait *node = READ_NEW(r, Await, cst);
    rules_await(r, cst, "await");
    node->value = read_operand(r, cst, CST_F_argument, false);
    return &node->head;
}

static Ast *read_yield(Reader *r, Cst cst)
{
    Cst from = cst_field(&r->cst, cst, CST_F_from);
    rules_yield(r, cst, from != 0);
    if (from) {
        AstYieldFrom *node = READ_NEW(r, YieldFrom, cst);
        node->value = read_expr(r, from);
        return &node->head;
    }
    AstYield *node = READ_NEW(r, Yield, cst);
    node->value = read_field(r, cst, CST_F_value);
    rules_no_star(r, node->value);
    return &node->head;
}

/* --- calls and subscripts --- */

void read_arguments(Reader *r, Cst list, AstNodes *args, AstNodes *keywords)
{
    uint32_t named = 0, all = 0;
    CST_EACH(&r->cst, child, list)
    {
        CstSym sym = cst_sym(&r->cst, child);
        all++;
        named += sym == CST_keyword_argument || sym == CST_dictionary_splat;
    }
    args->items = ARENA_ARRAY(r->arena, Ast *, all - named);
    keywords->items = named ? ARENA_ARRAY(r->arena, Ast *, named) : NULL;
    bool mixed = false;
    CST_EACH(&r->cst, child, list)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_keyword_argument || sym == CST_dictionary_splat) {
            AstKeyword *node = READ_NEW(r, Keyword, child);
            if (sym == CST_keyword_argument) {
                node->name = read_atom(r, cst_field(&r->cst, child, CST_F_name));
                node->value = read_needed(r, child, CST_F_value);
            } else {
                node->value = read_needed(r, child, CST_F_argument);
            }
            keywords->items[keywords->len++] = &node->head;
        } else {
            mixed = mixed || keywords->len;
            args->items[args->len++] = sym == CST_list_splat ? read_argument_star(r, child) : read_expr(r, child);
        }
    }
    if (mixed || keywords->len > 1) rules_arguments(r, args, keywords);
}

static Ast *read_call(Reader *r, Cst cst, Ast *func)
{
    AstCall *node = READ_NEW(r, Call, cst);
    node->func = func;
    Cst arguments = cst_field(&r->cst, cst, CST_F_arguments);
    if (arguments && cst_sym(&r->cst, arguments) == CST_argument_list) {
        read_arguments(r, arguments, &node->args, &node->keywords);
    } else if (arguments) {
        node->args.items = ARENA_NEW(r->arena, Ast *);
        node->args.items[0] = read_expr(r, arguments);
        node->args.len = 1;
    }
    return &node->head;
}

/* Whether a comma follows the item: `a[i,]` is a subscript with a tuple. */
static bool has_comma_after(const Reader *r, uint32_t at, uint32_t end)
{
    const char *text = r->cst.text;
    while (at < end) {
        if (text[at] == ',') return true;
        if (text[at] == '#')
            while (at < end && text[at] != '\n') at++;
        else if (text[at] == ')' || text[at] == ']')
            return false;
        else
            at++;
    }
    return false;
}

static Ast *read_subscript(Reader *r, Cst cst, Ast *value)
{
    AstSubscript *node = READ_NEW(r, Subscript, cst);
    node->value = value;
    AstNodes items = read_exprs(r, cst, CST_F_subscript);
    Cst first = cst_field(&r->cst, cst, CST_F_subscript);
    const CstNode *nodes = r->cst.nodes;
    if (items.len == 1 && items.items[0]->kind != AST_Starred &&
        !has_comma_after(r, nodes[first].end, nodes[cst].end)) {
        node->index = items.items[0];
    } else if (items.len == 0) {
        node->index = read_poison(r, cst);
    } else {
        AstTuple *tuple = READ_NEW(r, Tuple, first);
        tuple->head.span = span_join(items.items[0]->span, items.items[items.len - 1]->span);
        tuple->items = items;
        node->index = &tuple->head;
    }
    return &node->head;
}

static Ast *read_slice(Reader *r, Cst cst)
{
    AstSlice *node = READ_NEW(r, Slice, cst);
    node->lower = read_field(r, cst, CST_F_start);
    node->upper = read_field(r, cst, CST_F_stop);
    node->step = read_field(r, cst, CST_F_step);
    return &node->head;
}

static Ast *read_attribute(Reader *r, Cst cst, Ast *value)
{
    AstAttribute *node = READ_NEW(r, Attribute, cst);
    node->value = value;
    node->attr = read_atom(r, cst_field(&r->cst, cst, CST_F_attribute));
    return &node->head;
}

static Ast *read_binary(Reader *r, Cst cst, Ast *left)
{
    AstBinOp *node = READ_NEW(r, BinOp, cst);
    node->left = left;
    node->op = read_op(r, cst_field(&r->cst, cst, CST_F_operator));
    node->right = read_operand(r, cst, CST_F_right, false);
    return &node->head;
}

/* The operand a chain grows on, 0 when the node is no link of a chain. */
static Cst chain_operand(const CstTree *tree, Cst cst)
{
    switch ((int)cst_sym(tree, cst)) {
    case CST_attribute: return cst_field(tree, cst, CST_F_object);
    case CST_call: return cst_field(tree, cst, CST_F_function);
    case CST_subscript: return cst_field(tree, cst, CST_F_value);
    case CST_binary_operator: return cst_field(tree, cst, CST_F_left);
    }
    return 0;
}

static Ast *read_link(Reader *r, Cst cst, Ast *operand)
{
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_attribute: return read_attribute(r, cst, operand);
    case CST_call: return read_call(r, cst, operand);
    case CST_subscript: return read_subscript(r, cst, operand);
    }
    return read_binary(r, cst, operand);
}

static Ast *read_chain(Reader *r, Cst cst)
{
    enum { SHORT = 16 };
    Cst few[SHORT];
    uint32_t count = 0;
    Cst innermost = cst;
    for (Cst link; (link = chain_operand(&r->cst, innermost)) != 0; innermost = link) count++;
    if (!count) return read_poison(r, cst);
    uint32_t levels = count / READ_CHAIN_UNIT;
    if (levels && !read_enter(r, cst, levels)) return read_poison(r, cst);
    ArenaMark mark = arena_mark(r->scratch);
    Cst *links = count <= SHORT ? few : ARENA_ARRAY(r->scratch, Cst, count);
    Cst link = cst;
    for (uint32_t i = 0; i < count; i++) {
        links[i] = link;
        link = chain_operand(&r->cst, link);
    }
    Ast *value = read_expr(r, innermost);
    while (count) value = read_link(r, links[--count], value);
    arena_reset(r->scratch, mark);
    if (levels) read_leave(r, levels);
    return value;
}

/* --- C expressions --- */

static Ast *read_typed_field(Reader *r, Cst cst)
{
    Ast *type = read_type(r, cst_field(&r->cst, cst, CST_F_type));
    return read_declarator(r, type, cst_field(&r->cst, cst, CST_F_declarator)).type;
}

static Ast *read_cast(Reader *r, Cst cst)
{
    AstCast *node = READ_NEW(r, Cast, cst);
    read_cython_only(r, cst, "a cast");
    node->type = read_typed_field(r, cst);
    node->checked = cst_field(&r->cst, cst, CST_F_checked) != 0;
    node->operand = read_needed(r, cst, CST_F_argument);
    return &node->head;
}

static Ast *read_address_of(Reader *r, Cst cst)
{
    AstAddressOf *node = READ_NEW(r, AddressOf, cst);
    uint32_t at = r->cst.nodes[cst].start;
    if (at && r->cst.text[at - 1] == '&') {
        read_error(r, read_span_of(r, at - 1, at + 1), "`&&` is not an operator; use `and`");
        return read_poison(r, cst);
    }
    read_cython_only(r, cst, "the address operator `&`");
    node->operand = read_needed(r, cst, CST_F_argument);
    return &node->head;
}

static Ast *read_type_expr(Reader *r, Cst cst)
{
    AstTypeExpr *node = READ_NEW(r, TypeExpr, cst);
    read_cython_only(r, cst, "a C type");
    node->type = read_typed_field(r, cst);
    return &node->head;
}

/* In plain Python the word means nothing: an ordinary call. */
static Ast *read_sizeof_call(Reader *r, Cst cst, Cst argument)
{
    AstCall *call = READ_NEW(r, Call, cst);
    AstName *name = READ_NEW(r, Name, cst);
    name->id = atom_from(r->atoms, "sizeof");
    name->head.span.len = 6;
    call->func = &name->head;
    if (argument) {
        call->args.items = ARENA_NEW(r->arena, Ast *);
        call->args.items[0] = read_expr(r, argument);
        call->args.len = 1;
    }
    return &call->head;
}

static Ast *read_sizeof(Reader *r, Cst cst)
{
    Cst argument = cst_field(&r->cst, cst, CST_F_argument);
    if (!r->is_cython)
        return read_sizeof_call(r, cst, argument);
    AstSizeOf *node = READ_NEW(r, SizeOf, cst);
    uint32_t len = 0;
    const char *text = argument ? read_text(r, argument, &len) : "";
    if (argument && cst_sym(&r->cst, argument) == CST_type_expression)
        node->operand = read_typed_field(r, argument);
    else if (argument && read_is_c_word(text, len))
        node->operand = read_type(r, argument);
    else
        node->operand = read_expr(r, argument);
    return &node->head;
}

static Ast *read_new_expr(Reader *r, Cst cst)
{
    AstNew *node = READ_NEW(r, New, cst);
    read_cython_only(r, cst, "`new`");
    node->type = read_type(r, cst_field(&r->cst, cst, CST_F_type));
    Cst arguments = cst_field(&r->cst, cst, CST_F_arguments);
    if (arguments) read_arguments(r, arguments, &node->args, &node->keywords);
    return &node->head;
}

static ExprReader *const readers[CST_SYM_COUNT] = {
    [CST_identifier] = read_name,
    [CST_integer] = read_number,
    [CST_float] = read_number,
    [CST_imaginary] = read_number,
    [CST_string] = read_string,
    [CST_concatenated_string] = read_string,
    [CST_none] = read_none,
    [CST_true] = read_true,
    [CST_false] = read_false,
    [CST_ellipsis] = read_ellipsis,
    [CST_tuple] = read_tuple,
    [CST_expression_list] = read_tuple,
    [CST_parenthesized_expression] = read_parenthesized,
    [CST_with_item] = read_as_item,
    [CST_list] = read_list_display,
    [CST_set] = read_set,
    [CST_dictionary] = read_dict,
    [CST_backquote] = read_backquote,
    [CST_pair] = read_pair,
    [CST_dictionary_splat] = read_dict_splat,
    [CST_list_splat] = read_starred,
    [CST_list_comprehension] = read_comp,
    [CST_set_comprehension] = read_comp,
    [CST_dictionary_comprehension] = read_comp,
    [CST_generator_expression] = read_comp,
    [CST_not_operator] = read_not,
    [CST_unary_operator] = read_unary,
    [CST_boolean_operator] = read_bool,
    [CST_comparison_operator] = read_compare,
    [CST_conditional_expression] = read_conditional,
    [CST_named_expression] = read_named,
    [CST_lambda] = read_lambda,
    [CST_await] = read_await,
    [CST_yield] = read_yield,
    [CST_attribute] = read_chain,
    [CST_call] = read_chain,
    [CST_subscript] = read_chain,
    [CST_binary_operator] = read_chain,
    [CST_slice] = read_slice,
    [CST_cast] = read_cast,
    [CST_address_of] = read_address_of,
    [CST_sizeof_expression] = read_sizeof,
    [CST_new_expression] = read_new_expr,
    [CST_type_expression] = read_type_expr,
};

Ast *read_expr(Reader *r, Cst cst)
{
    if (!cst) return NULL;
    ExprReader *reader = readers[cst_sym(&r->cst, cst)];
    if (!reader || read_is_repaired(r, cst)) return read_poison(r, cst);
    if (!read_enter(r, cst, 1)) return read_poison(r, cst);
    Ast *node = reader(r, cst);
    read_leave(r, 1);
    return node;
}
