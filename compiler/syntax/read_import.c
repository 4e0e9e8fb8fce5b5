/* read_import.c: import, cimport and include to AST statements; see read_import.h.
 *
 *     from .a import b as c        ImportFrom{level 1, a, [Alias{b, c}]}
 */
#include "syntax/read_import.h"

#include <string.h>

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

void read_import(Reader *r, Cst cst, AstVec *out)
{
    AstImport *node = READ_NEW(r, Import, cst);
    node->names = read_aliases(r, cst);
    read_append(r, out, &node->head);
}

void read_cimport(Reader *r, Cst cst, AstVec *out)
{
    AstCImport *node = READ_NEW(r, CImport, cst);
    read_cython_only(r, cst, "`cimport`");
    node->names = read_aliases(r, cst);
    read_append(r, out, &node->head);
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

void read_import_from(Reader *r, Cst cst, AstVec *out)
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
    read_append(r, out, &node->head);
}

void read_cimport_from(Reader *r, Cst cst, AstVec *out)
{
    AstCImportFrom *node = READ_NEW(r, CImportFrom, cst);
    read_cython_only(r, cst, "`cimport`");
    node->module = read_module(r, cst, &node->level);
    node->names = read_aliases(r, cst);
    refuse_trailing_comma(r, cst);
    read_append(r, out, &node->head);
}

void read_include(Reader *r, Cst cst, AstVec *out)
{
    read_cython_only(r, cst, "`include`");
    Ast *path = read_needed(r, cst, CST_F_path);
    if (read_included(r, cst, path, out)) return;
    AstInclude *node = READ_NEW(r, Include, cst);
    node->path = path;
    read_append(r, out, &node->head);
}
