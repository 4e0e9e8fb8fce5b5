/* directive_use.c: directives where they are written; see directive_use.h. */
#include "sema/directive_use.h"
#include "sema/magic.h"
#include <string.h>

static const char *place_name(char where)
{
    return where == 'M'   ? "module"
           : where == 'F' ? "function"
           : where == 'C' ? "class"
                          : "with statement";
}

/* What a value set here means for the user, beyond being stored. */
static void report_effect(Analyzer *a, Span span, int index, bool is_default)
{
    const DirectiveRow *row = &directive_rows[index];
    if (*row->effect == '!') {
        if (!is_default)
            analyzer_unsupported(a, span, row->effect + 1);
    } else if (strcmp(row->effect, "YES") != 0 && index != DIRECTIVE_ID_language_level) {
        REPORT(a, DIAG_NO_EFFECT, span, row->name, row->effect);
    }
}

static void set_checked(Analyzer *a, Span span, int index, char where, const char *text,
                        Directives *into)
{
    const DirectiveRow *row = &directive_rows[index];
    if (!strchr(row->scopes, where)) {
        REPORT(a, DIAG_DIRECTIVE_SCOPE, span, row->name, place_name(where));
        return;
    }
    if (!directives_set_row(into, index, text)) {
        REPORT(a, DIAG_DIRECTIVE_VALUE, span, row->name, text);
        return;
    }
    report_effect(a, span, index, directives_is_default(index, text));
}

/* --- header --- */

static void check_language_level(Analyzer *a, Span span, const char *text)
{
    if (strcmp(text, "3") != 0 && strcmp(text, "3str") != 0)
        REPORT(a, DIAG_LANGUAGE_LEVEL, span, text);
}

/* In a header a truth value is spelt as in Python; only the command line takes `yes` and `1`. */
static void set_header(Analyzer *a, const AstDirective *line, int index, const char *text,
                       Directives *into)
{
    static const char *const values[] = {"True", "False", "None"};
    DirectiveKind kind = directive_rows[index].kind;
    bool known = kind != DIRECTIVE_IS_BOOL && kind != DIRECTIVE_IS_TRI;
    for (int i = 0; i < 3; i++)
        known = known || strcmp(values[i], text) == 0;
    if (!known)
        REPORT(a, DIAG_DIRECTIVE_VALUE, line->head.span, line->name->text, text);
    else
        set_checked(a, line->head.span, index, 'M', text, into);
}

static void apply_header_line(Analyzer *a, const AstDirective *line, Directives *into)
{
    const char *text = arena_strndup(a->arena, line->value, line->value_len);
    int index = directives_find(line->name->text, line->name->len);
    if (index < 0) {
        if (directives_set(into, line->name->text, text))
            return; /* NAME.all */
        Diag *diag = REPORT(a, DIAG_UNKNOWN_DIRECTIVE, line->head.span, line->name->text);
        uint32_t count;
        const char *const *names = directives_names(&count);
        analyzer_suggest_from(a, diag, line->name->text, names, count);
        return;
    }
    if (index == DIRECTIVE_ID_language_level)
        check_language_level(a, line->head.span, text);
    if (directive_rows[index].kind == DIRECTIVE_IS_MARK)
        report_effect(a, line->head.span, index, false);
    else if (!strchr(directive_rows[index].scopes, 'M'))
        REPORT(a, DIAG_DIRECTIVE_SCOPE, line->head.span, line->name->text, place_name('M'));
    else
        set_header(a, line, index, text, into);
}

void directive_use_header(Analyzer *a, const AstNodes *directives, Directives *into)
{
    for (uint32_t i = 0; i < directives->len; i++)
        apply_header_line(a, AST_AS(Directive, directives->items[i]), into);
}

/* --- decorators and with items --- */

/* The literal as directives_set_row reads it, or NULL. */
static const char *literal_text(Analyzer *a, const Ast *node)
{
    if (node->kind == AST_ConstLit) {
        switch (AST_AS(ConstLit, node)->value) {
        case AST_CONST_TRUE: return "True";
        case AST_CONST_FALSE: return "False";
        case AST_CONST_NONE: return "None";
        case AST_CONST_ELLIPSIS: return NULL;
        }
    }
    const Symbol *symbol = node->kind == AST_Name ? scope_find(a->sema->module, AST_AS(Name, node)->id) : NULL;
    if (symbol && symbol->kind == SYM_CONST && symbol->has_value)
        return arena_printf(a->arena, "%lld", (long long)symbol->int_value);
    if (node->kind == AST_IntLit)
        return arena_strndup(a->arena, AST_AS(IntLit, node)->text, AST_AS(IntLit, node)->text_len);
    if (node->kind == AST_StrLit)
        return arena_strndup(a->arena, AST_AS(StrLit, node)->value,
                             AST_AS(StrLit, node)->value_len);
    return NULL;
}

/* warn(undeclared=True): warn.undeclared. */
static void apply_keyword(Analyzer *a, const AstKeyword *node, int index, char where, Directives *into)
{
    const char *name = arena_printf(a->arena, "%s.%s", directive_rows[index].name,
                                    node->name ? node->name->text : "**");
    const char *text = literal_text(a, node->value);
    int row = directives_find(name, strlen(name));
    if (row < 0)
        REPORT(a, DIAG_UNKNOWN_DIRECTIVE, node->head.span, name);
    else if (!text)
        REPORT(a, DIAG_NOT_CONSTANT, node->value->span, arena_printf(a->arena, "value of directive `%s`", name));
    else
        set_checked(a, node->value->span, row, where, text, into);
}

static void apply_call(Analyzer *a, const AstCall *call, int index, char where, Directives *into)
{
    const DirectiveRow *row = &directive_rows[index];
    if (!call->args.len && call->keywords.len) {
        for (uint32_t i = 0; i < call->keywords.len; i++)
            apply_keyword(a, AST_AS(Keyword, call->keywords.items[i]), index, where, into);
        return;
    }
    if (call->args.len != 1 || call->keywords.len) {
        REPORT(a, DIAG_ARG_COUNT, call->head.span, row->name, "", 1u, "",
               (unsigned)(call->args.len + call->keywords.len));
        return;
    }
    const Ast *value = call->args.items[0];
    const char *text = literal_text(a, value);
    bool is_text = row->kind == DIRECTIVE_IS_TEXT;
    if (text && (value->kind == AST_StrLit) != is_text)
        REPORT(a, DIAG_DIRECTIVE_VALUE, value->span, row->name, text);
    else if (!text)
        REPORT(a, DIAG_NOT_CONSTANT, call->args.items[0]->span,
               arena_printf(a->arena, "value of directive `%s`", row->name));
    else
        set_checked(a, call->args.items[0]->span, index, where, text, into);
}

/* @trashcan and @trashcan(True) set it, @trashcan(False) does not. */
static const char *mark_text(Analyzer *a, const Ast *node)
{
    if (node->kind != AST_Call || !AST_AS(Call, node)->args.len)
        return "True";
    const char *text = literal_text(a, AST_AS(Call, node)->args.items[0]);
    return text && strcmp(text, "False") == 0 ? "False" : "True";
}

bool directive_use_apply(Analyzer *a, const Scope *scope, const Ast *node, char where,
                         Directives *into)
{
    const Ast *name = node->kind == AST_Call ? AST_AS(Call, node)->func : node;
    if (name->kind != AST_Name && name->kind != AST_Attribute)
        return false;
    const Symbol *symbol = magic_static(a, scope, name);
    if (!symbol || symbol->kind != SYM_MAGIC)
        return false;
    if (symbol->magic == MAGIC_UNSUPPORTED || (where == 'F' && symbol->magic == MAGIC_NOGIL)) {
        analyzer_unsupported(a, name->span,
                             arena_printf(a->arena, "`%s` here", symbol->name->text));
        return true;
    }
    if (symbol->magic != MAGIC_DIRECTIVE)
        return false;
    if (where == 'F' && node->kind == AST_Call && symbol->directive == DIRECTIVE_ID_critical_section) {
        uint32_t given = AST_AS(Call, node)->args.len + AST_AS(Call, node)->keywords.len;
        REPORT(a, DIAG_ARG_COUNT, node->span, symbol->name->text, "", 0u, "s", (unsigned)given);
    } else if (directive_rows[symbol->directive].kind == DIRECTIVE_IS_MARK) {
        report_effect(a, name->span, symbol->directive, false);
        if (strcmp(directive_rows[symbol->directive].effect, "YES") == 0)
            directives_set_row(into, symbol->directive, mark_text(a, node));
    } else if (node->kind == AST_Call) {
        apply_call(a, AST_AS(Call, node), symbol->directive, where, into);
    } else {
        set_checked(a, node->span, symbol->directive, where, "True", into);
    }
    return true;
}

const Directives *directive_use_decorators(Analyzer *a, const Scope *scope,
                                           const AstNodes *decorators, const Directives *base,
                                           FuncInfo *func)
{
    Directives *copy = NULL;
    VEC(const Ast *) others = {0};
    for (uint32_t i = decorators->len; i-- > 0;) { /* the outermost has the last word */
        Directives changed = copy ? *copy : *base;
        const Ast *node = decorators->items[i];
        if (!directive_use_apply(a, scope, node, 'F', &changed)) {
            vec_push(a->arena, &others, node);
            continue;
        }
        if (!copy)
            copy = ARENA_NEW(a->arena, Directives);
        *copy = changed;
    }
    for (uint32_t i = others.len; i-- > 0;)
        vec_push(a->arena, &func->decorators, others.items[i]);
    if (copy && copy->critical_section) { /* of this function, not of those in it */
        func->has_section = true;
        copy->critical_section = false;
    }
    if (copy && copy->ufunc) {
        func->is_ufunc = true;
        copy->ufunc = false;
    }
    return copy ? copy : base;
}
