/* imports.c: what imported names stand for; see imports.h.
 *
 * Some decorators mean something to the compiler by whatever name they go: functools.total_ordering cannot run on an
 * extension type, so it has to be known before. Imports are looked for in the statements that a module runs, also inside
 * of `try` and `if`.
 *
 *     import dataclasses as d          d.field      ->   "dataclasses.field"
 *     from cython cimport dataclasses  dataclasses  ->   "cython.dataclasses"
 */
#include "syntax/imports.h"

#include <string.h>

typedef struct Search {
    Arena *arena;
    Atom name;
    const char *found;
} Search;

/* `import a.b` binds a; `import a.b as c` binds c to all of it. */
static void search_import(Search *s, const AstNodes *names)
{
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        const char *dotted = alias->name->text;
        size_t first = strcspn(dotted, ".");
        bool binds_first = !alias->asname && first == s->name->len && !strncmp(dotted, s->name->text, first);
        if (alias->asname == s->name)
            s->found = dotted;
        else if (binds_first)
            s->found = s->name->text;
    }
}

static void search_import_from(Search *s, Atom module, int level, const AstNodes *names)
{
    if (!module || level)
        return;
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        if ((alias->asname ? alias->asname : alias->name) == s->name)
            s->found = arena_printf(s->arena, "%s.%s", module->text, alias->name->text);
    }
}

static bool search(const Ast *node, void *arg)
{
    Search *s = arg;
    if (node->kind == AST_Import)
        search_import(s, &AST_AS(Import, node)->names);
    else if (node->kind == AST_CImport)
        search_import(s, &AST_AS(CImport, node)->names);
    else if (node->kind == AST_ImportFrom)
        search_import_from(s, AST_AS(ImportFrom, node)->module, AST_AS(ImportFrom, node)->level,
                           &AST_AS(ImportFrom, node)->names);
    else if (node->kind == AST_CImportFrom)
        search_import_from(s, AST_AS(CImportFrom, node)->module, AST_AS(CImportFrom, node)->level,
                           &AST_AS(CImportFrom, node)->names);
    else if (node->kind == AST_If || node->kind == AST_Try || node->kind == AST_Handler || node->kind == AST_With)
        ast_each_child(node, search, s);
    return true;
}

const char *imports_path(Arena *arena, const AstModule *module, const Ast *node)
{
    if (node->kind == AST_Attribute) {
        const char *base = imports_path(arena, module, AST_AS(Attribute, node)->value);
        return base ? arena_printf(arena, "%s.%s", base, AST_AS(Attribute, node)->attr->text) : NULL;
    }
    if (node->kind != AST_Name)
        return NULL;
    Search s = {.arena = arena, .name = AST_AS(Name, node)->id};
    for (uint32_t i = 0; i < module->body.len; i++)
        search(module->body.items[i], &s);
    return s.found;
}

bool imports_is(Arena *arena, const AstModule *module, const Ast *node, const char *path)
{
    const char *found = imports_path(arena, module, node);
    return found && !strcmp(found, path);
}
