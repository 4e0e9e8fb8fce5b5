/* advice.c: how a name would be had; see advice.h.
 *
 * A table names what is commonly used without its cimport (advice.def), another the words that other languages
 * spell differently. Nothing is looked up in files.
 *
 *     return sqrt(x)   ->   `sqrt` is declared in `libc.math`: `from libc.math cimport sqrt`
 */
#include "sema/advice.h"
#include "sema/ctypes.h"
#include "sema/magic.h"
#include <string.h>

static const struct AdviceRow {
    const char *module, *names;
} rows[] = {
#define ADVICE(module, names) {module, names},
#include "sema/advice.def"
#undef ADVICE
};

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = strstr(words, word); at; at = strstr(at + 1, word)) {
        bool starts = at == words || at[-1] == ' ', ends = !at[len] || at[len] == ' ';
        if (starts && ends)
            return true;
    }
    return false;
}

static bool note_cimport(Analyzer *a, Diag *diag, const char *name)
{
    for (size_t i = 0; *name && i < sizeof rows / sizeof *rows; i++) {
        if (!has_word(rows[i].names, name))
            continue;
        diag_note(a->diags, diag, SPAN_NONE, "`%s` is declared in `%s`: `from %s cimport %s`", name, rows[i].module,
                  rows[i].module, name);
        return true;
    }
    return false;
}

static bool note_spelling(Analyzer *a, Diag *diag, const char *name)
{
    static const struct {
        const char *other, *here;
    } words[] = {{"null", "NULL"},   {"nullptr", "NULL"}, {"nil", "None"},     {"true", "True"},
                 {"false", "False"}, {"none", "None"},    {"undefined", "None"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].other, name) != 0)
            continue;
        diag_fix(a->diags, diag, diag->span, words[i].here, "it is written `%s`", words[i].here);
        return true;
    }
    return false;
}

bool advice_value(Analyzer *a, Diag *diag, Atom name)
{
    if (!diag || !a->sema->tree->is_cython)
        return false;
    if (note_spelling(a, diag, name->text) || note_cimport(a, diag, name->text))
        return true;
    if (!ctypes_word(a, name))
        return false;
    diag_note(a->diags, diag, SPAN_NONE, "`%s` is a C type and no value; a cast is written `<%s>x`", name->text, name->text);
    return true;
}

bool advice_type(Analyzer *a, Diag *diag, Atom name)
{
    const char *typedef_name = arena_printf(a->arena, "%s_t", name->text);
    bool is_known = scope_find(a->sema->module, analyzer_atom(a, typedef_name)) != NULL;
    return diag && (note_cimport(a, diag, name->text) || (!is_known && note_cimport(a, diag, typedef_name)));
}

void advice_symbol_as_type(Analyzer *a, Diag *diag, const Symbol *symbol)
{
    const AstAlias *alias = symbol->decl && symbol->decl->kind == AST_Alias ? AST_AS(Alias, symbol->decl) : NULL;
    analyzer_note_symbol(a, diag, symbol);
    if (!diag || !alias)
        return;
    const char *as = alias->asname ? arena_printf(a->arena, " as %s", alias->asname->text) : "";
    diag_note(a->diags, diag, SPAN_NONE, "this import is Python's; the C types of a module come with `cimport %s%s`",
              alias->name->text, as);
}

void advice_missing_module(Analyzer *a, Diag *diag, const char *dotted)
{
    if (diag)
        diag_note(a->diags, diag, SPAN_NONE,
                  "there is no `%s.pxd` on the search path (-I); a Python module is had with `import`", dotted);
}
