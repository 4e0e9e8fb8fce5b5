/* resolve_import.c: names that run-time imports bind; see resolve_import.h. */
#include "sema/resolve_import.h"
#include "sema/import.h"
#include "sema/names.h"
#include <string.h>

typedef struct Import {
    Analyzer *a;
    Body *body;
    Scope *scope;
    bool at_top;
} Import;

/* Binds an imported module or name; a C name of the module cannot be rebound. */
static void bind_import(Import *r, Atom name, const AstAlias *alias)
{
    Symbol *known = scope_find(r->scope, name);
    if (known && known->kind == SYM_CMODULE) {
        known->has_runtime = true; /* cimport x and import x: both are wanted */
        analyzer_set_symbol(r->a, &alias->head, known);
        return;
    }
    bool is_cimported = known && r->scope->kind == SCOPE_MODULE && known->scope != r->scope &&
                        (known->kind == SYM_CFUNC || known->kind == SYM_CLASS || known->kind == SYM_TYPE);
    if (is_cimported)
        return; /* C code means what was cimported; Python sees what is imported */
    bool is_variable = !known || known->kind == SYM_LOCAL || known->kind == SYM_GLOBAL ||
                       known->kind == SYM_DEF || known->kind == SYM_CGLOBAL ||
                       known->kind == SYM_POISON;
    if (!is_variable) {
        Diag *diag = REPORT(r->a, DIAG_REDECLARED, alias->head.span, name->text);
        analyzer_note_symbol(r->a, diag, known);
        return;
    }
    Symbol *symbol = names_bind(r->a, r->scope, name, &alias->head);
    names_record(r->a, r->body, symbol, &alias->head, BIND_OBJECT);
}

static void bind_modules(Import *r, const Ast *node)
{
    const AstNodes *names = &AST_AS(Import, node)->names;
    if (!r->at_top)
        import_magic(r->a, r->scope, node);
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        if (import_is_magic(alias->name->text))
            continue;
        size_t head = strcspn(alias->name->text, ".");
        bind_import(
            r, alias->asname ? alias->asname : atom_intern(r->a->atoms, alias->name->text, head),
            alias);
    }
}

static bool is_module(const AstImportFrom *node, const char *name)
{
    return !node->level && node->module && strcmp(node->module->text, name) == 0;
}

/* Names of __future__ bind nothing here: all of them are how the language works. */
static void check_future(Import *r, const AstNodes *names)
{
    static const char *const features[] = {
        "absolute_import", "annotations",   "barry_as_FLUFL", "division",         "generator_stop",
        "generators",      "nested_scopes", "print_function", "unicode_literals", "with_statement"};
    enum { COUNT = sizeof features / sizeof *features };
    for (uint32_t i = 0; i < names->len; i++) {
        const char *name = AST_AS(Alias, names->items[i])->name->text;
        r->a->texts_for_annotations |= strcmp(name, "annotations") == 0;
        r->a->sema->future_annotations = r->a->texts_for_annotations;
        int j = 0;
        while (j < COUNT && strcmp(features[j], name) != 0)
            j++;
        if (j < COUNT)
            continue;
        Diag *diag = REPORT(r->a, DIAG_UNKNOWN_FUTURE, names->items[i]->span, name);
        analyzer_suggest_from(r->a, diag, name, features, COUNT);
    }
}

static void bind_names(Import *r, const Ast *node)
{
    const AstImportFrom *from = AST_AS(ImportFrom, node);
    if (is_module(from, "__future__")) {
        check_future(r, &from->names);
        return;
    }
    if (from->module && !from->level && import_is_magic(from->module->text)) {
        if (!r->at_top)
            import_magic(r->a, r->scope, node);
        return;
    }
    for (uint32_t i = 0; i < from->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, from->names.items[i]);
        if (strcmp(alias->name->text, "*") != 0)
            bind_import(r, alias->asname ? alias->asname : alias->name, alias);
        else if (r->scope->kind != SCOPE_MODULE)
            REPORT(r->a, DIAG_NOT_ALLOWED, alias->head.span, "`import *`", "in a function");
        else
            r->a->has_star_import = true;
    }
}

void resolve_import(Analyzer *a, Body *body, Scope *scope, bool at_top, const Ast *node)
{
    Import import = {a, body, scope, at_top};
    if (node->kind == AST_Import)
        bind_modules(&import, node);
    else
        bind_names(&import, node);
}
