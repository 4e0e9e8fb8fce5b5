/* import.c: cimport; see import.h. Source: Cython user guide, "Sharing declarations between Cython
 * modules". */
#include "sema/import.h"
#include "sema/advice.h"
#include "sema/declare.h"
#include "sema/magic.h"
#include <string.h>

static Scope *known_module(Analyzer *a, Atom dotted)
{
    return map_get(&a->cmodules, dotted);
}

static Scope *add_module(Analyzer *a, Atom dotted)
{
    Scope *scope = scope_new(a->arena, SCOPE_CMODULE, a->builtins->scope, NULL, NULL, dotted);
    map_set(a->arena, &a->cmodules, dotted, scope);
    return scope;
}

/* Full name of a module named relative to this one: level 1 is this package. NULL: outside of it. */
static const char *absolute_name(Analyzer *a, const char *dotted, int level)
{
    if (!level)
        return dotted;
    const char *own = a->module_name;
    size_t len = strlen(own);
    for (int i = a->is_package ? 1 : 0; i < level; i++) {
        if (!len)
            return NULL;
        while (len && own[len - 1] != '.')
            len--;
        if (len)
            len--;
    }
    return arena_printf(a->arena, "%.*s%s%s", (int)len, own, len && *dotted ? "." : "", dotted);
}

/* Where pxds are looked for; see SemaLoader. */
typedef enum Reach { NEAR, ANYWHERE } Reach;

/* The module's scope, its pxd read on first sight; NULL when there is none. */
static Scope *find_module(Analyzer *a, const char *dotted, int level, Reach reach, Span span)
{
    static const char prefix[] = "cython.cimports.";
    const char *full = absolute_name(a, dotted, level);
    if (full && strncmp(full, prefix, sizeof prefix - 1) == 0)
        full += sizeof prefix - 1;
    if (!full || !*full)
        return NULL;
    Scope *scope = magic_module(a, full);
    Atom name = analyzer_atom(a, full);
    if (!scope)
        scope = known_module(a, name);
    if (scope || !a->loader.load_pxd)
        return scope;
    const AstTree *tree = a->loader.load_pxd(a->loader.context, full, reach == NEAR);
    if (!tree)
        return NULL;
    scope = add_module(a, name);
    uint32_t errors = a->diags->errors;
    declare_pxd(a, scope, tree);
    if (a->diags->errors > errors) /* where the way to them begins */
        REPORT(a, DIAG_PXD_ERRORS, span, full);
    if (strcmp(name->text, "numpy") == 0 && scope_find(scope, analyzer_atom(a, "import_array")))
        analyzer_add_header(a, "numpy/arrayobject.h"); /* before C text of the module that asks for it */
    return scope;
}

static Scope *load_module(Analyzer *a, const char *dotted, int level, Reach reach, Span span)
{
    Scope *scope = find_module(a, dotted, level, reach, span);
    if (scope && !a->is_pxd && !scope->cimported.file)
        scope->cimported = span;
    return scope;
}

/* Binds `name` in scope to an existing symbol. */
static void bind(Analyzer *a, Scope *scope, Atom name, Symbol *symbol, const Ast *node)
{
    Symbol *known = scope_find(scope, name);
    bool is_promise = known && known->kind == SYM_CGLOBAL && known->is_exported && !a->is_pxd;
    bool is_borrowed = known && known->scope != scope && known->kind != SYM_CMODULE; /* the later cimport counts */
    bool may_hide = is_promise || is_borrowed; /* the pxd's own variable is hidden */
    if (known && known != symbol && known->kind != SYM_POISON && !may_hide) {
        if (known->kind == SYM_CMODULE && symbol->kind == SYM_CMODULE &&
            known->inner == symbol->inner)
            return;
        Diag *diag = REPORT(a, DIAG_REDECLARED, node->span, name->text);
        analyzer_note_symbol(a, diag, known);
        return;
    }
    map_set(a->arena, &scope->names, name, symbol);
    analyzer_set_symbol(a, node, symbol);
}

static Symbol *module_symbol(Analyzer *a, Scope *home, Atom name, Scope *inner, Span span)
{
    Symbol *symbol = ARENA_NEW(a->arena, Symbol);
    symbol->kind = SYM_CMODULE;
    symbol->name = name;
    symbol->inner = inner;
    symbol->scope = home;
    symbol->span = span;
    return symbol;
}

static Symbol *poison_symbol(Analyzer *a, Scope *home, Atom name, Span span)
{
    Symbol *symbol = module_symbol(a, home, name, NULL, span);
    symbol->kind = SYM_POISON;
    symbol->type = KIND_TYPE(a, ERROR);
    return symbol;
}

static bool is_unsupported_module(const char *dotted)
{
    return strncmp(dotted, "libcpp", 6) == 0 && (!dotted[6] || dotted[6] == '.');
}

static void report_missing(Analyzer *a, Span span, const char *dotted)
{
    if (is_unsupported_module(dotted))
        analyzer_unsupported(a, span, arena_printf(a->arena, "module `%s`", dotted));
    else
        advice_missing_module(a, REPORT(a, DIAG_NOT_FOUND_CIMPORT, span, dotted), dotted);
}

/* Binds `head` so that head.rest leads to `module`: packages in between get scopes of their own. */
static void bind_path(Analyzer *a, Scope *scope, const AstAlias *alias, Scope *module)
{
    const char *dotted = alias->name->text;
    Scope *where = scope;
    for (const char *start = dotted;;) {
        const char *dot = strchr(start, '.');
        size_t len = dot ? (size_t)(dot - start) : strlen(start);
        Atom part = atom_intern(a->atoms, start, len);
        size_t path_len = (size_t)(start - dotted) + len;
        const char *path = arena_strndup(a->arena, dotted, path_len);
        Scope *inner = dot ? magic_module(a, path) : module;
        if (!inner)
            inner = known_module(a, analyzer_atom(a, path));
        if (!inner)
            inner = add_module(a, analyzer_atom(a, path));
        Symbol *known = scope_find(where, part);
        if (!known || known->kind != SYM_CMODULE || known->inner != inner)
            bind(a, where, part, module_symbol(a, where, part, inner, alias->head.span),
                 &alias->head);
        else
            analyzer_set_symbol(a, &alias->head, known);
        if (!dot)
            break;
        where = inner;
        start = dot + 1;
    }
    Atom head = atom_intern(a->atoms, dotted, strcspn(dotted, "."));
    analyzer_set_symbol(a, &alias->head, scope_find(scope, head));
}

static void cimport_alias(Analyzer *a, Scope *scope, const AstAlias *alias)
{
    Span span = alias->head.span;
    static const char cimports[] = "cython.cimports";
    bool is_pure = strncmp(alias->name->text, cimports, sizeof cimports - 1) == 0;
    const char *rest = is_pure ? alias->name->text + sizeof cimports - 1 : "";
    if (is_pure && (!*rest || (*rest == '.' && (!alias->asname || strcmp(alias->asname->text, "cython") == 0)))) {
        REPORT(a, DIAG_PURE_CIMPORT, span);
        return;
    }
    Scope *module = load_module(a, alias->name->text, 0, ANYWHERE, span);
    if (!module) {
        report_missing(a, span, alias->name->text);
        Atom head = alias->asname
                        ? alias->asname
                        : atom_intern(a->atoms, alias->name->text, strcspn(alias->name->text, "."));
        if (!scope_find(scope, head))
            bind(a, scope, head, poison_symbol(a, scope, head, span), &alias->head);
    } else if (alias->asname) {
        bind(a, scope, alias->asname, module_symbol(a, scope, alias->asname, module, span),
             &alias->head);
    } else {
        bind_path(a, scope, alias, module);
    }
}

void import_cimport(Analyzer *a, Scope *scope, const AstCImport *node)
{
    for (uint32_t i = 0; i < node->names.len; i++)
        cimport_alias(a, scope, AST_AS(Alias, node->names.items[i]));
}

static void bind_all(Analyzer *a, Scope *scope, const Scope *module, const AstAlias *alias)
{
    for (uint32_t i = 0; i < module->names.len; i++) {
        const MapEntry *entry = &module->names.entries[i];
        Atom name = entry->key;
        bool is_own = name->len > 4 && strncmp(name->text, "__", 2) == 0;
        const Symbol *known = scope_find(scope, name);
        if (!is_own && (!known || (known->scope != scope && known->kind != SYM_CMODULE)))
            bind(a, scope, name, entry->value, &alias->head);
    }
}

/* A submodule taken from its package: `from libc cimport math`. */
static Symbol *submodule(Analyzer *a, Scope *scope, const char *package, int level, Atom name,
                         Reach reach, Span span)
{
    const char *dotted = *package ? arena_printf(a->arena, "%s.%s", package, name->text)
                                  : name->text;
    Scope *module = load_module(a, dotted, level, reach, span);
    return module ? module_symbol(a, scope, name, module, span) : NULL;
}

/* False: nothing of that name, which is reported when the module is known. */
static bool from_alias(Analyzer *a, Scope *scope, Scope *module, const char *dotted, int level,
                       const AstAlias *alias)
{
    if (strcmp(alias->name->text, "*") == 0) {
        if (module)
            magic_fill(a, module);
        if (module)
            bind_all(a, scope, module, alias);
        return true;
    }
    Span span = alias->head.span;
    Symbol *symbol = module ? magic_find(a, module, alias->name) : NULL;
    if (!symbol)
        symbol = submodule(a, scope, dotted, level, alias->name, NEAR, span);
    if (!symbol && module)
        symbol = scope_find(a->sema->builtins, alias->name); /* builtin names are known in every module */
    if (!symbol)
        symbol = submodule(a, scope, dotted, level, alias->name, ANYWHERE, span);
    if (!symbol && module) {
        Diag *diag = REPORT(a, DIAG_NO_CIMPORT_NAME, span, module->name->text, alias->name->text);
        magic_suggest(a, diag, module, alias->name);
    }
    Atom name = alias->asname ? alias->asname : alias->name;
    if (symbol)
        bind(a, scope, name, symbol, &alias->head);
    else if (!scope_find(scope, name))
        bind(a, scope, name, poison_symbol(a, scope, name, span), &alias->head);
    return symbol != NULL;
}

/* The module as it was written, for messages. */
static const char *relative_text(Analyzer *a, const char *dotted, int level)
{
    static const char dots[] = "................";
    int count = level < 16 ? level : 16;
    return arena_printf(a->arena, "%.*s%s", count, dots, dotted);
}

/* How many of the names are modules of the package. */
static uint32_t count_submodules(Analyzer *a, Scope *scope, const char *package, int level,
                                 const AstNodes *names, Reach reach)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        count += submodule(a, scope, package, level, alias->name, reach, alias->head.span) != NULL;
    }
    return count;
}

/* A package needs no pxd of its own: what its name could mean elsewhere is asked only where modules of it are missing. */
static void from_names(Analyzer *a, Scope *scope, const char *dotted, int level,
                       const AstNodes *names, Span span)
{
    Scope *module = load_module(a, dotted, level, NEAR, span);
    bool is_package = !module && count_submodules(a, scope, dotted, level, names, NEAR) == names->len;
    if (!module && !is_package) {
        module = load_module(a, dotted, level, ANYWHERE, span);
        is_package = !module && count_submodules(a, scope, dotted, level, names, ANYWHERE) > 0;
    }
    if (!module && !is_package)
        report_missing(a, span, relative_text(a, dotted, level));
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        if (from_alias(a, scope, module, dotted, level, alias) || !is_package)
            continue;
        const char *path = *dotted ? arena_printf(a->arena, "%s.%s", dotted, alias->name->text) : alias->name->text;
        report_missing(a, alias->head.span, relative_text(a, path, level));
    }
}

void import_cimport_from(Analyzer *a, Scope *scope, const AstCImportFrom *node)
{
    from_names(a, scope, node->module ? node->module->text : "", node->level, &node->names,
               node->head.span);
}

bool import_is_magic(const char *dotted)
{
    return strcmp(dotted, "cython") == 0 || strncmp(dotted, "cython.", 7) == 0;
}

static void magic_from(Analyzer *a, Scope *scope, const AstImportFrom *node)
{
    from_names(a, scope, node->module->text, 0, &node->names, node->head.span);
}

void import_magic(Analyzer *a, Scope *scope, const Ast *node)
{
    if (node->kind == AST_ImportFrom) {
        const AstImportFrom *from = AST_AS(ImportFrom, node);
        if (from->module && !from->level && import_is_magic(from->module->text))
            magic_from(a, scope, from);
        return;
    }
    const AstImport *import = AST_AS(Import, node);
    for (uint32_t i = 0; i < import->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, import->names.items[i]);
        if (import_is_magic(alias->name->text))
            cimport_alias(a, scope, alias);
    }
}

typedef struct InBlocks {
    Analyzer *a;
    Scope *scope;
} InBlocks;

static bool visit_in_block(const Ast *node, void *arg)
{
    const InBlocks *in = arg;
    if (node->kind == AST_CImport)
        import_cimport(in->a, in->scope, AST_AS(CImport, node));
    else if (node->kind == AST_CImportFrom)
        import_cimport_from(in->a, in->scope, AST_AS(CImportFrom, node));
    else
        import_in_blocks(in->a, in->scope, node);
    return true;
}

void import_in_blocks(Analyzer *a, Scope *scope, const Ast *node)
{
    InBlocks in = {a, scope};
    if (node->kind == AST_If || node->kind == AST_Try || node->kind == AST_Handler || node->kind == AST_With ||
        node->kind == AST_For || node->kind == AST_While)
        ast_each_child(node, visit_in_block, &in);
}
