/* synrules.c: what the grammar accepts and the language forbids, checked while reading.
 *
 * The grammar takes any expression as a target, any order of arguments, `return` anywhere, since a
 * parser's complaint about those would be poor; each rule here says what is wrong at the very place.
 * Called by the read_*.c file that builds the node; nothing here changes the tree. Poison never
 * causes a second report. Wording after CPython 3.13's messages.
 *
 *     f() = 1     cannot assign to function call here; maybe you meant `==` instead of `=`?
 */
#include "syntax/reader.h"

#include "base/map.h"
#include <string.h>

static const char *describe_const(AstConst value)
{
    static const char *const names[] = {"None", "True", "False", "ellipsis"};
    return names[value];
}

static const char *describe_comp(AstCompKind kind)
{
    static const char *const names[] = {"list comprehension", "set comprehension", "dict comprehension",
                                        "generator expression"};
    return names[kind];
}

const char *rules_describe(const Ast *expr)
{
    switch ((int)expr->kind) {
    case AST_Attribute: return "attribute";
    case AST_Subscript: return "subscript";
    case AST_Starred: return "starred";
    case AST_Name: return "name";
    case AST_List: return "list";
    case AST_Tuple: return "tuple";
    case AST_Lambda: return "lambda";
    case AST_Call: return "function call";
    case AST_Comp: return describe_comp(((const AstComp *)expr)->kind);
    case AST_Yield:
    case AST_YieldFrom: return "yield expression";
    case AST_Await: return "await expression";
    case AST_Dict: return "dict literal";
    case AST_Set: return "set display";
    case AST_FString: return "f-string expression";
    case AST_IntLit:
    case AST_FloatLit:
    case AST_ImagLit:
    case AST_StrLit:
    case AST_EscapedStr: return "literal";
    case AST_ConstLit: return describe_const(((const AstConstLit *)expr)->value);
    case AST_Compare: return "comparison";
    case AST_IfExp: return "conditional expression";
    case AST_NamedExpr: return "named expression";
    case AST_Cast: return "cast";
    case AST_AddressOf: return "address";
    }
    return "expression";
}

/* --- targets --- */

static void target_items(Reader *r, const AstNodes *items, TargetUse use);

/* A target inside a tuple or list, or one of for and with. */
static void inner_target(Reader *r, const Ast *target, TargetUse use)
{
    switch ((int)target->kind) {
    case AST_Poison:
    case AST_Attribute:
    case AST_Subscript: return;
    case AST_Name:
        if (!strcmp(((const AstName *)target)->id->text, "__debug__"))
            read_error(r, target->span, "cannot assign to __debug__");
        return;
    case AST_Tuple: target_items(r, &((const AstTuple *)target)->items, use); return;
    case AST_List: target_items(r, &((const AstList *)target)->items, use); return;
    case AST_Starred:
        if (use == TARGET_DELETE) break;
        inner_target(r, ((const AstStarred *)target)->value, use);
        return;
    }
    read_error(r, target->span, "cannot %s %s", use == TARGET_DELETE ? "delete" : "assign to", rules_describe(target));
}

static void target_items(Reader *r, const AstNodes *items, TargetUse use)
{
    const Ast *star = NULL;
    for (uint32_t i = 0; i < items->len; i++) {
        const Ast *item = items->items[i];
        if (item->kind == AST_Starred && star) {
            Diag *diag = read_report(r, DIAG_SYNTAX, item->span, "multiple starred expressions in assignment");
            diag_note(r->diags, diag, star->span, "the first one is here");
        }
        if (item->kind == AST_Starred) star = item;
        inner_target(r, item, use);
    }
}

static bool is_constant(const Ast *node)
{
    return node->kind == AST_ConstLit && ((const AstConstLit *)node)->value != AST_CONST_ELLIPSIS;
}

static void assign_target(Reader *r, const Ast *target)
{
    switch ((int)target->kind) {
    case AST_Poison:
    case AST_Name:
    case AST_Attribute:
    case AST_Subscript:
    case AST_Tuple:
    case AST_List: inner_target(r, target, TARGET_ASSIGN); return;
    case AST_Starred: read_error(r, target->span, "starred assignment target must be in a list or tuple"); return;
    case AST_Yield:
    case AST_YieldFrom: read_error(r, target->span, "assignment to yield expression not possible"); return;
    }
    if (is_constant(target))
        read_error(r, target->span, "cannot assign to %s", rules_describe(target));
    else
        read_error(r, target->span, "cannot assign to %s here; maybe you meant `==` instead of `=`?",
                   rules_describe(target));
}

static void annotation_target(Reader *r, const Ast *target)
{
    switch ((int)target->kind) {
    case AST_Poison:
    case AST_Name:
    case AST_Attribute:
    case AST_Subscript: return;
    case AST_Tuple:
    case AST_List:
        read_error(r, target->span, "only single target (not %s) can be annotated", rules_describe(target));
        return;
    }
    read_error(r, target->span, "illegal target for annotation");
}

void rules_target(Reader *r, const Ast *target, TargetUse use)
{
    bool simple = target->kind == AST_Name || target->kind == AST_Poison;
    switch (use) {
    case TARGET_ASSIGN: assign_target(r, target); return;
    case TARGET_AUG:
        if (!simple && target->kind != AST_Attribute && target->kind != AST_Subscript)
            read_error(r, target->span, "%s is an illegal expression for augmented assignment", rules_describe(target));
        return;
    case TARGET_ANN: annotation_target(r, target); return;
    case TARGET_NAMED:
        if (!simple) read_error(r, target->span, "cannot use assignment expressions with %s", rules_describe(target));
        return;
    case TARGET_FOR:
        if (target->kind == AST_Starred) {
            read_error(r, target->span, "starred assignment target must be in a list or tuple");
            return;
        }
        inner_target(r, target, use);
        return;
    case TARGET_DELETE:
    case TARGET_WITH: inner_target(r, target, use); return;
    }
}

void rules_no_star(Reader *r, const Ast *value)
{
    if (value && value->kind == AST_Starred)
        read_error(r, value->span, "cannot use a starred expression here");
}

/* --- arguments and parameters --- */

static void repeated_keywords(Reader *r, const AstNodes *keywords)
{
    ArenaMark mark = arena_mark(r->scratch);
    Map seen = {0};
    for (uint32_t i = 0; i < keywords->len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, keywords->items[i]);
        if (!keyword->name) continue;
        if (map_has(&seen, keyword->name))
            read_error(r, keyword->head.span, "keyword argument repeated: `%s`", keyword->name->text);
        map_set(r->scratch, &seen, keyword->name, keywords->items[i]);
    }
    arena_reset(r->scratch, mark);
}

void rules_arguments(Reader *r, const AstNodes *args, const AstNodes *keywords)
{
    /* calls in a pxd only declare: a type said twice there does no harm */
    if (keywords->len > 1 && !r->in->is_pxd) repeated_keywords(r, keywords);
    const AstKeyword *first = keywords->len ? AST_AS(Keyword, keywords->items[0]) : NULL;
    const AstKeyword *unpack = NULL;
    for (uint32_t i = 0; i < keywords->len && !unpack; i++)
        if (!AST_AS(Keyword, keywords->items[i])->name) unpack = AST_AS(Keyword, keywords->items[i]);
    for (uint32_t i = 0; i < args->len; i++) {
        const Ast *arg = args->items[i];
        bool after_unpack = unpack && arg->span.start > unpack->head.span.start;
        bool after_first = first && arg->span.start > first->head.span.start;
        if (arg->kind == AST_Poison) continue;
        if (arg->kind == AST_Starred && after_unpack)
            read_error(r, arg->span, "iterable argument unpacking follows keyword argument unpacking");
        else if (arg->kind != AST_Starred && after_first)
            read_error(r, arg->span, "positional argument follows keyword argument%s",
                       after_unpack ? " unpacking" : "");
    }
}

typedef struct ParamRules {
    bool slash, star, bare_star, star_star;
    bool defaults;
    uint32_t count; /* parameters so far, markers left out */
} ParamRules;

static void check_slash(Reader *r, Cst cst, ParamRules *rules)
{
    const char *text = rules->slash         ? "`/` may appear only once"
                       : rules->star        ? "`/` must be ahead of `*`"
                       : rules->count == 0  ? "at least one argument must precede `/`"
                                            : NULL;
    if (text) read_error(r, read_span(r, cst), "%s", text);
    rules->slash = true;
}

static void check_splat(Reader *r, Cst cst, ParamRules *rules)
{
    Cst kind = cst_field(&r->cst, cst, CST_F_kind);
    bool named = cst_field(&r->cst, cst, CST_F_name) != 0;
    if (kind && cst_sym(&r->cst, kind) == CST_T_star_star) {
        if (rules->bare_star) read_error(r, read_span(r, cst), "named arguments must follow bare `*`");
        if (!named) read_error(r, read_span(r, cst), "`**` needs a name");
        rules->star_star = true;
        rules->bare_star = false;
        return;
    }
    if (rules->star) read_error(r, read_span(r, cst), "`*` argument may appear only once");
    Cst next = cst_next(&r->cst, cst);
    if (!named && !next) read_error(r, read_span(r, cst), "named arguments must follow bare `*`");
    rules->star = true;
    rules->bare_star = !named && next;
}

static void check_order(Reader *r, Cst params)
{
    ParamRules rules = {0};
    CST_EACH(&r->cst, child, params)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (rules.star_star) {
            read_error(r, read_span(r, child), "arguments cannot follow var-keyword argument");
            return;
        }
        if (sym == CST_positional_separator) {
            check_slash(r, child, &rules);
        } else if (sym == CST_splat_parameter) {
            check_splat(r, child, &rules);
        } else {
            rules.count++;
            rules.bare_star = false;
        }
    }
}

static void check_defaults(Reader *r, const AstNodes *list)
{
    const AstParam *first = NULL;
    for (uint32_t i = 0; i < list->len; i++) {
        const AstParam *param = AST_AS(Param, list->items[i]);
        if (param->kind != AST_PARAM_NORMAL && param->kind != AST_PARAM_POSONLY) continue;
        if (param->default_value || param->optional_c) {
            if (!first) first = param;
        } else if (first) {
            Diag *diag = read_report(r, DIAG_SYNTAX, param->head.span,
                                     "parameter without a default follows parameter with a default");
            diag_note(r->diags, diag, first->head.span, "this one has a default");
            return;
        }
    }
}

void rules_params(Reader *r, Cst params, const AstNodes *list, bool in_def)
{
    check_order(r, params);
    check_defaults(r, list);
    for (uint32_t i = 0; i < list->len; i++) {
        const AstParam *param = AST_AS(Param, list->items[i]);
        if (param->name && !strcmp(param->name->text, "__debug__"))
            read_error(r, param->name_span, "cannot assign to __debug__");
    }
    if (list->len < 2) return;
    ArenaMark mark = arena_mark(r->scratch);
    Map seen = {0};
    for (uint32_t i = 0; i < list->len; i++) {
        const AstParam *param = AST_AS(Param, list->items[i]);
        if (!param->name || (!in_def && !param->type)) continue;
        const AstParam *first = map_get(&seen, param->name);
        if (first) {
            Diag *diag = read_report(r, DIAG_SYNTAX, param->name_span,
                                     arena_printf(r->arena, "duplicate argument `%s` in function definition",
                                                  param->name->text));
            diag_note(r->diags, diag, first->name_span, "first used here");
        }
        map_set(r->scratch, &seen, param->name, list->items[i]);
    }
    arena_reset(r->scratch, mark);
}

/* --- where statements and expressions may stand --- */

static void refuse_in_star(Reader *r, Cst cst)
{
    read_error(r, read_span(r, cst), "`break`, `continue` and `return` cannot appear in an `except*` block");
}

void rules_return(Reader *r, Cst cst)
{
    if (r->scope->kind != READ_FUNCTION)
        read_error(r, read_span(r, cst), "`return` outside function");
    else if (r->scope->in_except_star)
        refuse_in_star(r, cst);
}

void rules_jump(Reader *r, Cst cst, bool is_break)
{
    if (r->scope->loops == 0)
        read_error(r, read_span(r, cst), is_break ? "`break` outside loop" : "`continue` not properly in loop");
    else if (r->scope->in_except_star && r->scope->loops == r->scope->star_loops)
        refuse_in_star(r, cst);
}

void rules_yield(Reader *r, Cst cst, bool is_from)
{
    if (r->scope->kind != READ_FUNCTION && r->scope->kind != READ_LAMBDA)
        read_error(r, read_span(r, cst), "`yield` outside function");
    else if (r->scope->comps)
        read_error(r, read_span(r, cst), "`yield` inside a comprehension");
    else if (is_from && r->scope->is_async)
        read_error(r, read_span(r, cst), "`yield from` inside async function");
}

void rules_await(Reader *r, Cst cst, const char *what)
{
    if (r->scope->is_async || r->scope->comps) return;
    Span span = read_span(r, cst);
    span.len = (uint32_t)strlen(what);
    bool in_function = r->scope->kind == READ_FUNCTION || r->scope->kind == READ_LAMBDA;
    bool is_await = !strcmp(what, "await");
    read_error(r, span, "`%s` outside %sfunction", what, in_function || !is_await ? "async " : "");
}

void rules_comprehension(Reader *r, const AstComp *comp)
{
    bool star = comp->element && comp->element->kind == AST_Starred;
    if (star && comp->kind == AST_COMP_GEN)
        read_error(r, comp->element->span, "iterable unpacking cannot be used in a generator expression");
    if (comp->kind == AST_COMP_GEN) return;
    for (uint32_t i = 0; i < comp->clauses.len; i++) {
        const AstCompFor *clause = AST_AS(CompFor, comp->clauses.items[i]);
        if (clause->is_async && !r->scope->is_async && !r->scope->comps)
            read_error(r, clause->head.span, "asynchronous comprehension outside of an asynchronous function");
    }
}

/* --- imports --- */

void rules_future(Reader *r, Cst cst, const AstImportFrom *node)
{
    static const char *const features[] = {"nested_scopes",   "generators",       "division",
                                           "absolute_import", "with_statement",   "print_function",
                                           "unicode_literals", "barry_as_FLUFL",  "generator_stop",
                                           "annotations"};
    if (r->past_future)
        read_error(r, read_span(r, cst), "from __future__ imports must occur at the beginning of the file");
    for (uint32_t i = 0; i < node->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, node->names.items[i]);
        bool known = false;
        for (size_t k = 0; k < sizeof features / sizeof *features; k++)
            known = known || !strcmp(alias->name->text, features[k]);
        if (!known) read_error(r, alias->head.span, "future feature `%s` is not defined", alias->name->text);
    }
}

/* --- Python 2 --- */

void rules_python2(Reader *r, Span span, const char *fix, const char *text)
{
    Diag *diag = read_report(r, r->is_cython ? DIAG_PYTHON2 : DIAG_SYNTAX, span, text);
    diag_fix(r->diags, diag, span, fix, "in Python 3");
}

/* --- try --- */

Ast *rules_except_list(Reader *r, Cst cst, AstHandler *handler, bool has_name)
{
    Span span = read_span(r, cst);
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    const AstNodes *types = &AST_AS(Tuple, handler->type)->items;
    const char *comma = memchr(text, ',', len);
    const char *together = arena_printf(r->arena, "(%.*s)", (int)len, text);
    const Ast *last = types->len == 2 ? types->items[1] : NULL;
    bool is_place = last && (last->kind == AST_Name || (r->is_cython && (last->kind == AST_Subscript ||
                                                                         last->kind == AST_Attribute)));
    bool is_old = r->is_cython && !has_name && is_place && comma;
    if (!r->is_cython && !has_name) /* PEP 758 */
        return NULL;
    if (!is_old) {
        Diag *diag = read_report(r, DIAG_SYNTAX, span,
                                 has_name ? "multiple exception types must be parenthesized when using `as`"
                                          : "multiple exception types must be parenthesized");
        diag_fix(r->diags, diag, span, together, "to catch several, add parentheses");
        return NULL;
    }
    const char *what = "a comma after the exception type is Python 2; write `as`";
    if (last->kind == AST_Name) {
        const char *name = AST_AS(Name, last)->id->text;
        rules_python2(r, span, arena_printf(r->arena, "%.*s as %s", (int)(comma - text), text, name), what);
    } else {
        read_report(r, DIAG_PYTHON2, span, what);
    }
    handler->type = types->items[0];
    return types->items[1];
}

void rules_try(Reader *r, const AstTry *node)
{
    for (uint32_t i = 0; i + 1 < node->handlers.len; i++) {
        const AstHandler *handler = AST_AS(Handler, node->handlers.items[i]);
        if (!handler->type)
            read_error(r, node->handlers.items[i + 1]->span, "default `except:` must be last");
    }
    if (!node->handlers.len && !node->finalbody.len)
        read_error(r, node->head.span, "expected `except` or `finally` block after this `try`");
}
