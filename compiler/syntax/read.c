/* read.c: source text to AST: the entrance of the syntax stage and the tools its readers share.
 *
 * decode (srctext.c) -> parse (cst.c) -> on errors: diagnose (synerr.c), repair, parse again -> read.
 * Nodes are numbered as they are made. The concrete tree and everything temporary live in an arena of
 * this call; only the AST and its texts stay.
 *
 *     "x = 1\n"     Module{[Assign{[Name x], IntLit 1}]}
 */
#include "syntax/read.h"

#include "base/nfkc.h"

#include "syntax/reader.h"
#include "syntax/srctext.h"
#include "syntax/holes.h"
#include "syntax/synerr.h"
#include "syntax/synguard.h"
#include <string.h>

/* --- tools of the readers --- */

Span read_span_of(const Reader *r, uint32_t start, uint32_t end)
{
    if (r->repair) {
        start = repair_map(r->repair, start);
        end = repair_map(r->repair, end);
    }
    return (Span){r->file, start, end > start ? end - start : 0};
}

Span read_span(const Reader *r, Cst cst)
{
    return read_span_of(r, r->cst.nodes[cst].start, r->cst.nodes[cst].end);
}

Ast *read_new(Reader *r, AstKind kind, size_t size, Cst cst)
{
    Ast *node = arena_alloc(r->arena, size);
    node->kind = kind;
    node->id = r->next_id++;
    node->span = read_span(r, cst);
    return node;
}

Ast *read_poison(Reader *r, Cst cst)
{
    return &READ_NEW(r, Poison, cst)->head;
}

bool read_is_repaired(const Reader *r, Cst cst)
{
    return r->repair && repair_is_poison(r->repair, r->cst.nodes[cst].start);
}

const char *read_text(const Reader *r, Cst cst, uint32_t *len)
{
    *len = r->cst.nodes[cst].end - r->cst.nodes[cst].start;
    return r->cst.text + r->cst.nodes[cst].start;
}

bool read_text_is(const Reader *r, Cst cst, const char *text)
{
    uint32_t len;
    const char *own = read_text(r, cst, &len);
    return strlen(text) == len && !memcmp(own, text, len);
}

Atom read_atom(const Reader *r, Cst cst)
{
    if (!cst) return NULL;
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    size_t size = len;
    text = nfkc(r->scratch, text, &size);
    return atom_intern(r->atoms, text, size);
}

bool read_enter(Reader *r, Cst cst, uint32_t levels)
{
    if (r->depth + levels <= READ_MAX_DEPTH) {
        r->depth += levels;
        return true;
    }
    if (!r->too_deep) diag_report(r->diags, DIAG_TOO_DEEP, read_span(r, cst), READ_MAX_DEPTH);
    r->too_deep = true;
    return false;
}

void read_leave(Reader *r, uint32_t levels)
{
    r->depth -= levels;
}

void read_error(Reader *r, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(r->arena, format, args);
    va_end(args);
    read_report(r, DIAG_SYNTAX, span, text);
}

Diag *read_report(Reader *r, DiagCode code, Span span, const char *text)
{
    if (r->repair && repair_is_reported(r->repair, span.start)) return ARENA_NEW(r->arena, Diag);
    return diag_report(r->diags, code, span, text);
}

void read_cython_only(Reader *r, Cst cst, const char *what)
{
    if (!r->is_cython) read_error(r, read_span(r, cst), "%s is only known in .pyx and .pxd files", what);
}

AstNodes read_list(Reader *r, const AstVec *items)
{
    AstNodes list = {.len = items->len};
    if (!items->len) return list;
    list.items = ARENA_ARRAY(r->arena, Ast *, items->len);
    memcpy(list.items, items->items, items->len * sizeof(Ast *));
    return list;
}

/* --- `# cython: name=value, ...` comments before the first statement --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_directive_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/* One `name = value` in [*at, end); false when there is none. */
static bool read_directive(Reader *r, const char *text, uint32_t *at, uint32_t end, AstVec *out)
{
    uint32_t start = *at;
    while (start < end && (is_blank(text[start]) || text[start] == ',')) start++;
    uint32_t name_end = start;
    while (name_end < end && is_directive_char(text[name_end])) name_end++;
    uint32_t from = name_end;
    while (from < end && is_blank(text[from])) from++;
    if (name_end == start || from >= end || text[from] != '=') return false;
    from++;
    while (from < end && is_blank(text[from])) from++;
    uint32_t to = from;
    while (to < end && text[to] != ',') to++;
    *at = to;
    while (to > from && is_blank(text[to - 1])) to--;
    AstDirective *node = READ_NEW(r, Directive, CST_ROOT);
    node->head.span = (Span){r->file, start, to - start};
    node->name = atom_intern(r->atoms, text + start, name_end - start);
    node->value = arena_strndup(r->arena, text + from, to - from);
    node->value_len = to - from;
    vec_push(r->scratch, out, &node->head);
    return true;
}

static void read_directive_line(Reader *r, uint32_t start, uint32_t end, AstVec *out)
{
    const char *text = r->source;
    uint32_t at = start + 1;
    while (at < end && (is_blank(text[at]) || text[at] == '#')) at++;
    if (end - at < 7 || memcmp(text + at, "cython", 6) != 0) return;
    at += 6;
    while (at < end && is_blank(text[at])) at++;
    if (at >= end || text[at] != ':') return;
    at++;
    while (read_directive(r, text, &at, end, out)) {
    }
}

static AstNodes read_directives(Reader *r)
{
    AstVec list = {0};
    const char *text = r->source;
    for (uint32_t at = 0; at < r->source_len;) {
        if (is_blank(text[at]) || text[at] == '\n' || text[at] == '\f') {
            at++;
            continue;
        }
        if (text[at] != '#') break;
        const char *newline = memchr(text + at, '\n', r->source_len - at);
        uint32_t end = newline ? (uint32_t)(newline - text) : r->source_len;
        read_directive_line(r, at, end, &list);
        at = end;
    }
    return read_list(r, &list);
}

/* --- the module --- */

/* Takes a docstring out of the body. */
static Ast *take_doc(AstNodes *body)
{
    if (!body->len || body->items[0]->kind != AST_ExprStmt) return NULL;
    Ast *value = AST_AS(ExprStmt, body->items[0])->value;
    bool is_doc = value->kind == AST_EscapedStr ||
                  (value->kind == AST_StrLit && AST_AS(StrLit, value)->kind == AST_STR_STR);
    if (!is_doc) return NULL;
    body->items++;
    body->len--;
    return value;
}

static bool asks_for_level2(const AstNodes *directives)
{
    for (uint32_t i = 0; i < directives->len; i++) {
        const AstDirective *line = AST_AS(Directive, directives->items[i]);
        if (!strcmp(line->name->text, "language_level") && line->value_len && line->value[0] == '2')
            return true;
    }
    return false;
}

static AstModule *read_module(Reader *r)
{
    AstModule *module = READ_NEW(r, Module, CST_ROOT);
    ReadScope scope = {.kind = READ_MODULE};
    r->scope = &scope;
    module->directives = read_directives(r);
    r->is_level2 = asks_for_level2(&module->directives);
    module->body = read_block(r, CST_ROOT);
    module->doc = take_doc(&module->body);
    return module;
}

static AstModule *empty_module(AstTree *tree, const ReadInput *input, uint32_t file)
{
    AstModule *module = ARENA_NEW(input->arena, AstModule);
    module->head = (Ast){AST_Module, input->first_id, {file, 0, 0}};
    tree->count = input->first_id + 1;
    return module;
}

/* Too deep to parse: says what the tokens tell, else that it is too deep. */
static void refuse_depth(Reader *r, uint32_t at)
{
    Repair repair = {0};
    SynErr errors = {.arena = r->arena, .scratch = r->scratch, .diags = r->diags,
                     .file = r->file, .is_cython = r->is_cython, .repair = &repair};
    if (!synerr_lexical(&errors, r->source, r->source_len))
        diag_report(r->diags, DIAG_TOO_DEEP, (Span){r->file, at, 1}, GUARD_MAX_DEPTH);
}

/* What the lines that were replaced may have said; NULL: one of them was the head of a block. */
static Holes *find_holes(Reader *r, const Repair *repair)
{
    Holes *holes = ARENA_NEW(r->arena, Holes);
    for (uint32_t i = 0; i < repair->edits.len; i++)
        if (repair->edits.items[i].poison && strcmp(repair->edits.items[i].text, "pass") != 0)
            return NULL;
    for (uint32_t i = 0; i < repair->lines.len; i++) {
        RepairLine line = repair->lines.items[i];
        holes_add(holes, r->arena, r->atoms, r->source + line.start, line.end - line.start);
    }
    return holes;
}

AstTree *read_source(const ReadInput *input)
{
    AstTree *tree = ARENA_NEW(input->arena, AstTree);
    tree->is_cython = input->is_cython;
    tree->is_pxd = input->is_pxd;
    ReadInput own = *input;
    if (!own.deprecated) own.deprecated = ARENA_NEW(input->arena, AstDeprecations);
    tree->deprecated = own.deprecated;
    SrcText source;
    bool ok = srctext_load(input, &source);
    tree->file = source.file;
    if (!ok) {
        tree->module = empty_module(tree, input, source.file);
        return tree;
    }
    Arena *scratch = arena_new_within(input->arena, 0);
    Reader r = {.in = &own, .next_id = input->first_id, .arena = input->arena, .scratch = scratch, .atoms = input->atoms,
                .diags = input->diags, .file = source.file, .is_cython = input->is_cython};
    r.source = source.text;
    r.source_len = source.len;
    uint32_t deep = 0;
    const char *text = guard_text(scratch, source.text, source.len, input->is_cython, &deep);
    if (!text) {
        refuse_depth(&r, deep);
        arena_delete(scratch);
        tree->module = empty_module(tree, input, source.file);
        return tree;
    }
    const CstNames *names = input->names ? input->names : cst_names(scratch);
    cst_parse(&r.cst, scratch, names, text, source.len, input->is_cython);
    tree->is_sound = !r.cst.has_error;
    Repair repair = {0};
    if (r.cst.has_error) {
        SynErr errors = {.arena = input->arena, .scratch = scratch, .names = names, .diags = input->diags,
                         .file = source.file, .is_cython = input->is_cython, .repair = &repair};
        if (synerr_diagnose(&errors, &r.cst)) {
            uint32_t len;
            text = repair_apply(&repair, scratch, text, source.len, &len);
            cst_parse(&r.cst, scratch, names, text, len, input->is_cython);
            r.repair = &repair;
            if (!r.cst.has_error)
                tree->holes = find_holes(&r, &repair);
        }
    }
    tree->module = read_module(&r);
    tree->is_sound = tree->is_sound && !r.has_missing;
    tree->count = r.next_id;
    arena_delete(scratch);
    return tree;
}

void read_dump_cst(const ReadInput *input, Buf *out)
{
    SrcText source;
    uint32_t deep;
    if (!srctext_load(input, &source)) return;
    const char *text = guard_text(input->arena, source.text, source.len, input->is_cython, &deep);
    if (text)
        cst_dump(out, text, source.len);
    else
        diag_report(input->diags, DIAG_TOO_DEEP, (Span){source.file, deep, 1}, GUARD_MAX_DEPTH);
}
