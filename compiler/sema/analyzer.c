/* analyzer.c: small services of the analyzer: side tables, reports with notes and suggestions,
 * headers. */
#include "sema/analyzer.h"
#include "type/typename.h"
#include <string.h>

enum {
    MAX_SUGGESTIONS = 64, /* after that many, unknown names are reported without a search */
    MAX_CANDIDATES = 4096
};

void analyzer_enter(Analyzer *a, const FuncInfo *func)
{
    a->tables = func->tables;
    a->directives = func->directives;
    a->spec = func->spec;
}

const Type *analyzer_incomplete(const Type *type)
{
    const Type *plain = type_strip(type);
    bool is_open = plain->kind == TYPE_STRUCT && !plain->decl->is_complete && !plain->decl->is_extern;
    return is_open ? plain : NULL;
}

const Type *analyzer_set_type(Analyzer *a, const Ast *node, const Type *type)
{
    return a->tables.type_of[node->id] = type;
}

const Type *analyzer_type(const Analyzer *a, const Ast *node)
{
    return a->tables.type_of[node->id];
}

void analyzer_set_symbol(Analyzer *a, const Ast *node, Symbol *symbol)
{
    a->tables.symbol_of[node->id] = symbol;
}

Symbol *analyzer_symbol(const Analyzer *a, const Ast *node)
{
    return a->tables.symbol_of[node->id];
}

const char *analyzer_typename(Analyzer *a, const Type *type)
{
    return typename_source(a->arena, type);
}

Atom analyzer_atom(Analyzer *a, const char *text)
{
    return atom_from(a->atoms, text);
}

const Type *analyzer_unsupported(Analyzer *a, Span span, const char *what)
{
    REPORT(a, DIAG_NOT_SUPPORTED, span, what);
    return KIND_TYPE(a, ERROR);
}

const Type *analyzer_unsupported_symbol(Analyzer *a, Span span, Symbol *symbol)
{
    analyzer_unsupported(a, span, arena_printf(a->arena, "`%s`", symbol->name->text));
    if (!a->quiet)
        symbol->kind = SYM_POISON;
    return KIND_TYPE(a, ERROR);
}

bool analyzer_is_poisoned(const Type *type)
{
    type = type_strip(type);
    if (type_is_error(type))
        return true;
    if (type->kind == TYPE_PTR || type->kind == TYPE_ARRAY || type->kind == TYPE_VIEW)
        return analyzer_is_poisoned(type->target);
    if (type->kind != TYPE_FUNC)
        return false;
    bool poisoned = analyzer_is_poisoned(type->func->result);
    for (uint32_t i = 0; i < type->func->count; i++)
        poisoned = poisoned || analyzer_is_poisoned(type->func->params[i].type);
    return poisoned;
}

bool analyzer_fails_later(const Analyzer *a, const Type *type)
{
    bool was_inferred = type_is_number(type) || type_is_object(type) ||
                        type_strip(type)->kind == TYPE_COMPLEX;
    return !a->sema->tree->is_cython && was_inferred && !type_is_error(type);
}

void analyzer_note_symbol(Analyzer *a, Diag *diag, const Symbol *symbol)
{
    if (diag && symbol->span.file)
        diag_note(a->diags, diag, symbol->span, "`%s` is declared here", symbol->name->text);
}

typedef VEC(const char *) Candidates;

static bool is_candidate(const Symbol *symbol, bool types_only)
{
    if (symbol->kind == SYM_POISON)
        return false;
    return !types_only || symbol->kind == SYM_TYPE || symbol->kind == SYM_CLASS ||
           symbol->kind == SYM_CMODULE;
}

static void collect(Analyzer *a, Candidates *list, const Scope *scope, bool types_only)
{
    for (uint32_t i = 0; i < scope->names.len && list->len < MAX_CANDIDATES; i++) {
        const MapEntry *entry = &scope->names.entries[i];
        if (is_candidate(entry->value, types_only))
            vec_push(a->arena, list, ((Atom)entry->key)->text);
    }
}

void analyzer_suggest_from(Analyzer *a, Diag *diag, const char *name, const char *const *names,
                           uint32_t count)
{
    if (!diag || a->suggestions >= MAX_SUGGESTIONS)
        return;
    a->suggestions++;
    diag_suggest(a->diags, diag, name, names, count);
}

void analyzer_suggest_name(Analyzer *a, Diag *diag, const Scope *scope, Atom name, bool types_only)
{
    if (!diag || a->suggestions >= MAX_SUGGESTIONS)
        return;
    Candidates list = {0};
    for (; scope; scope = scope->parent)
        collect(a, &list, scope, types_only);
    static const char *const type_words[] = {
#define TYPE(kind, class, ir, c, source) source,
#include "type/types.def"
#undef TYPE
    };
    for (size_t i = 0; types_only && i < sizeof type_words / sizeof *type_words; i++)
        if (*type_words[i])
            vec_push(a->arena, &list, type_words[i]);
    analyzer_suggest_from(a, diag, name->text, list.items, list.len);
}

void analyzer_suggest_member(Analyzer *a, Diag *diag, const Scope *members, Atom name)
{
    if (!diag)
        return;
    Candidates list = {0};
    collect(a, &list, members, false);
    analyzer_suggest_from(a, diag, name->text, list.items, list.len);
}

void analyzer_add_header(Analyzer *a, const char *header)
{
    Atom atom = analyzer_atom(a, header);
    if (!*header || map_has(&a->headers, atom))
        return;
    map_set(a->arena, &a->headers, atom, (void *)(uintptr_t)1);
    vec_push(a->arena, &a->sema->headers, atom->text);
}

/* Headers of one pxd file build on each other, and macros in them on types of the others: they come together, in
 * order, as in Cython. */
static void use_all_headers(Analyzer *a, const Scope *scope)
{
    if (map_has(&a->used_pxds, scope))
        return;
    map_set(a->arena, &a->used_pxds, scope, (void *)(uintptr_t)1);
    for (uint32_t i = 0; i < a->blocks.len; i++)
        if (a->blocks.items[i].scope == scope)
            analyzer_add_header(a, a->blocks.items[i].header);
}

void analyzer_use_header(Analyzer *a, const Symbol *symbol)
{
    if (!symbol->header || a->is_pxd)
        return;
    use_all_headers(a, symbol->scope);
    analyzer_add_header(a, symbol->header);
}

bool analyzer_is_package(const Analyzer *a, const AstTree *tree)
{
    const char *path = a->diags->sources->files.items[tree->file]->path;
    const char *slash = strrchr(path, '/');
    return strncmp(slash ? slash + 1 : path, "__init__.", 9) == 0;
}

Tables analyzer_new_tables(Arena *arena, uint32_t count)
{
    Tables tables;
    tables.type_of = ARENA_ARRAY(arena, const Type *, count + 1);
    tables.symbol_of = ARENA_ARRAY(arena, Symbol *, count + 1);
    tables.info_of = ARENA_ARRAY(arena, void *, count + 1);
    return tables;
}

typedef struct IdRange {
    uint32_t first, last;
} IdRange;

static bool widen_range(const Ast *node, void *arg)
{
    IdRange *range = arg;
    if (node->id < range->first)
        range->first = node->id;
    if (node->id > range->last)
        range->last = node->id;
    return ast_each_child(node, widen_range, arg);
}

/* The base of a table whose first entry is number `first`. */
static void *bias_table(void *table, uint32_t first)
{
    return (void *)((uintptr_t)table - (uintptr_t)first * sizeof(void *));
}

Tables analyzer_sub_tables(Arena *arena, const Ast *root)
{
    IdRange range = {root->id, root->id};
    widen_range(root, &range);
    Tables tables = analyzer_new_tables(arena, range.last - range.first + 1);
    return (Tables){bias_table(tables.type_of, range.first),
                    bias_table(tables.symbol_of, range.first),
                    bias_table(tables.info_of, range.first)};
}

Span analyzer_name_span(Span name_span, const Ast *node)
{
    return name_span.len ? name_span : node->span;
}

Span analyzer_attr_span(const AstAttribute *node)
{
    Span span = node->head.span;
    uint32_t len = node->attr->len;
    if (span.len <= len)
        return span;
    return (Span){span.file, span.start + span.len - len, len};
}
