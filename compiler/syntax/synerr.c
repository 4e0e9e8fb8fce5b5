/* synerr.c: the syntax-error diagnoser: which lines are faulty, and what the rules say of each.
 *
 * Once the parser stumbled: the file is tokenized (lexical errors), blocks are checked (indentation), and
 * every logical line near an ERROR node is parsed alone, between headers that give it its place. A line
 * that does not parse even so is the culprit, and the rules explain it; its neighbours are innocent,
 * whatever tree-sitter's recovery made of them. So all errors of a file come out, and none twice.
 * Each reported line is replaced in the text that is parsed again: by its fix, or by a placeholder.
 *
 *     x = (1 2)       invalid syntax; perhaps you forgot a comma?       parsed again as: pass
 */
#include "syntax/synerr.h"

#include "syntax/synerr_line.h"
#include <string.h>

enum {
    MAX_REPORTS = 100,
    MAX_TRIAL = 20000, /* bytes of a line that is still tried in parts */
    MAX_TOKENS = 2000, /* of a line that the rules look at */
    MAX_TRIALS = 400   /* of one line */
};

/* --- tokens --- */

bool synerr_is(const SynLines *s, const Tok *tok, const char *text)
{
    return strlen(text) == tok->len && !memcmp(s->scan.text + tok->start, text, tok->len);
}

bool synerr_is_any(const SynLines *s, const Tok *tok, const char *const *words)
{
    for (; *words; words++)
        if (synerr_is(s, tok, *words)) return true;
    return false;
}

bool synerr_tok_keyword(const SynLines *s, const Tok *tok)
{
    return tok->kind == TOK_NAME && synerr_is_keyword(s->scan.text + tok->start, tok->len);
}

uint32_t synerr_end(const Tok *tok)
{
    return tok->start + tok->len;
}

bool synerr_adjacent(const Tok *a, const Tok *b)
{
    return synerr_end(a) == b->start;
}

uint32_t synerr_closer(const SynToks *l, uint32_t open)
{
    for (uint32_t i = open + 1; i < l->n; i++)
        if (l->t[i].depth <= l->t[open].depth && l->t[i].len == 1 && strchr(")]}", l->s->scan.text[l->t[i].start]))
            return i;
    return l->n;
}

/* --- reports --- */

bool synerr_report(SynLines *s, uint32_t line, uint32_t start, uint32_t len, const char *format, ...)
{
    if (s->lines[line].reported) return true;
    s->lines[line].reported = true;
    RepairLine done = {s->scan.lines.items[line].start, s->scan.lines.items[line].end};
    vec_push(s->e->arena, &s->e->repair->lines, done);
    s->reports++;
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(s->e->arena, format, args);
    va_end(args);
    s->e->latest = diag_report(s->e->diags, DIAG_SYNTAX, (Span){s->e->file, start, len}, text);
    return true;
}

void synerr_note(SynLines *s, uint32_t start, uint32_t len, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(s->e->arena, format, args);
    va_end(args);
    Span span = len ? (Span){s->e->file, start, len} : SPAN_NONE;
    diag_note(s->e->diags, s->e->latest, span, "%s", text);
}

static void add_edit(SynLines *s, uint32_t start, uint32_t len, const char *text, bool poison)
{
    RepairEdit edit = {.start = start, .len = len, .text = text, .poison = poison};
    vec_push(s->e->arena, &s->e->repair->edits, edit);
}

bool synerr_fix(SynLines *s, uint32_t start, uint32_t len, const char *text, const char *what)
{
    diag_fix(s->e->diags, s->e->latest, (Span){s->e->file, start, len}, text, "%s", what);
    s->e->fixed = true;
    add_edit(s, start, len, text, false);
    return true;
}

/* --- trial parses --- */

/* Whether a header's block takes C declarations, so that its lines make sense below it only. */
static bool is_c_header(const SynLines *s, uint32_t line)
{
    static const char *const words[] = {"cdef", "cpdef", "ctypedef", "struct", "union",    "enum",
                                        "packed", "cppclass", "extern", "fused", "public", "api", NULL};
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *t = &s->scan.toks.items[l->first];
    if (!s->scan.is_cython || !synerr_is_any(s, t, words)) return false;
    for (uint32_t i = 1; i < l->count; i++)
        if (synerr_is(s, &t[i], "(") && t[i].depth == 0) return false; /* a function */
    return true;
}

/* The headers around a line that decide what it may be. */
static void put_context(SynLines *s, uint32_t line, Buf *out, uint32_t *level)
{
    uint32_t chain[32], count = 0;
    for (uint32_t p = s->lines[line].parent; p && count < 32; p = s->lines[p - 1].parent)
        if (is_c_header(s, p - 1) && !s->lines[p - 1].reported) chain[count++] = p - 1;
    while (count) {
        const ScanLine *header = &s->scan.lines.items[chain[--count]];
        buf_fill(out, ' ', *level);
        buf_put(out, s->scan.text + header->start, header->end - header->start);
        buf_putc(out, '\n');
        (*level)++;
    }
}

/* What must stand before a clause, and after a header, for the line to be complete. */
static const char *clause_prefix(const SynLines *s, const char *word)
{
    static const char *const of_if[] = {"elif", "else"};
    static const char *const of_try[] = {"except", "finally"};
    static const char *const of_const[] = {"ELIF", "ELSE"};
    for (uint32_t i = 0; i < 2; i++) {
        if (!strcmp(word, of_if[i])) return "if 1: pass\n";
        if (!strcmp(word, of_try[i])) return "try: pass\n";
        if (s->scan.is_cython && !strcmp(word, of_const[i])) return "IF 1: pass\n";
    }
    return "";
}

static void put_suffix(SynLines *s, uint32_t line, const char *word, uint32_t level, Buf *out)
{
    buf_putc(out, '\n');
    if (s->lines[line].opens) {
        buf_fill(out, ' ', level + 1);
        buf_puts(out, !strcmp(word, "match") ? "case _: pass\n" : "pass\n");
    }
    if (!strcmp(word, "try")) {
        buf_fill(out, ' ', level);
        buf_puts(out, "finally: pass\n");
    } else if (!strcmp(word, "@")) {
        buf_fill(out, ' ', level);
        buf_puts(out, "def f(): pass\n");
    }
}

/* The text of a line in its place, with one stretch replaced; *prefix: where the line starts in it. */
static void put_line(SynLines *s, uint32_t line, uint32_t start, uint32_t len, const char *text, Buf *out,
                     uint32_t *prefix)
{
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *tok = &s->scan.toks.items[l->first];
    uint32_t level = 0;
    put_context(s, line, out, &level);
    bool first = start == tok->start && len == tok->len;
    const char *word = first ? text : arena_strndup(s->e->scratch, s->scan.text + tok->start, tok->len);
    const char *before = clause_prefix(s, word);
    if (!strcmp(word, "case") && s->lines[line].parent) {
        buf_puts(out, "match x:\n");
        level = 1;
    }
    if (*before) buf_fill(out, ' ', level);
    buf_puts(out, before);
    buf_fill(out, ' ', level);
    *prefix = (uint32_t)out->len;
    buf_put(out, s->scan.text + l->start, start - l->start);
    buf_puts(out, text);
    buf_put(out, s->scan.text + start + len, l->end - start - len);
    put_suffix(s, line, word, level, out);
}

bool synerr_parses_with(const SynToks *l, uint32_t start, uint32_t len, const char *text)
{
    SynLines *s = l->s;
    const ScanLine *line = &s->scan.lines.items[l->line];
    if (line->end - line->start > MAX_TRIAL || s->e->trials++ > MAX_TRIALS) return false;
    ArenaMark mark = arena_mark(s->e->scratch);
    Buf buf;
    buf_init(&buf, s->e->scratch);
    uint32_t prefix, at;
    put_line(s, l->line, start, len, text, &buf, &prefix);
    bool ok = !cst_has_error(s->e->scratch, s->e->names, buf_text(&buf), (uint32_t)buf.len, s->e->is_cython, &at);
    arena_reset(s->e->scratch, mark);
    return ok;
}

bool synerr_is_expr_text(SynLines *s, const char *text, uint32_t len)
{
    if (len > MAX_TRIAL || s->e->trials++ > MAX_TRIALS) return false;
    ArenaMark mark = arena_mark(s->e->scratch);
    Buf buf;
    buf_init(&buf, s->e->scratch);
    uint32_t at;
    buf_puts(&buf, "x = (");
    buf_put(&buf, text, len);
    buf_puts(&buf, "\n)\n");
    bool ok = !cst_has_error(s->e->scratch, s->e->names, buf_text(&buf), (uint32_t)buf.len, s->e->is_cython, &at);
    arena_reset(s->e->scratch, mark);
    return ok;
}

bool synerr_is_expr(const SynToks *l, uint32_t from, uint32_t to)
{
    if (from >= to || to > l->n) return false;
    uint32_t depth = l->t[from].depth;
    for (uint32_t i = from; i < to; i++)
        if (l->t[i].depth == depth && l->t[i].len == 1 && strchr(",:=;", l->s->scan.text[l->t[i].start])) return false;
    uint32_t start = l->t[from].start;
    return synerr_is_expr_text(l->s, l->s->scan.text + start, synerr_end(&l->t[to - 1]) - start);
}

/* --- the repair of a line nobody knows how to fix --- */

static const char *placeholder(SynLines *s, uint32_t line)
{
    static const struct {
        const char *word, *text;
    } headers[] = {
        {"elif", "elif 1:"}, {"else", "else:"},      {"except", "except 1:"}, {"finally", "finally:"},
        {"case", "case 1:"}, {"try", "try:"},        {"match", "match 1:"},   {"for", "while 1:"},
        {"while", "while 1:"}, {"def", "def _():"},  {"class", "class _:"},   {"ELIF", "ELIF 1:"},
        {"ELSE", "ELSE:"},   {"IF", "IF 1:"},        {"@", "@1"},
    };
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *t = &s->scan.toks.items[l->first];
    if (synerr_is(s, t, "@")) return "@1";
    if (!s->lines[line].opens) return "pass";
    if (s->lines[line].orphan) return "if 1:";
    if (synerr_is(s, t, "async") && l->count > 1 && synerr_is(s, t + 1, "def")) return "async def _():";
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        if (synerr_is(s, t, headers[i].word)) return headers[i].text;
    bool call = false;
    for (uint32_t i = 1; i < l->count; i++) {
        if (synerr_is(s, &t[i], "class")) return "class _:";
        call = call || synerr_is(s, &t[i], "(");
    }
    return call && (synerr_is(s, t, "cdef") || synerr_is(s, t, "cpdef")) ? "def _():" : "if 1:";
}

void synerr_replace(SynLines *s, uint32_t line)
{
    const ScanLine *l = &s->scan.lines.items[line];
    add_edit(s, l->start, l->end - l->start, placeholder(s, line), true);
}

/* --- one line --- */

static void diagnose_line(SynLines *s, uint32_t line)
{
    const ScanLine *l = &s->scan.lines.items[line];
    ArenaMark mark = arena_mark(s->e->scratch);
    Buf buf;
    buf_init(&buf, s->e->scratch);
    CstTree tree;
    SynToks toks = {.s = s, .line = line, .t = &s->scan.toks.items[l->first], .tree = &tree};
    toks.n = l->count < MAX_TOKENS ? l->count : MAX_TOKENS;
    put_line(s, line, l->start, 0, "", &buf, &toks.prefix);
    cst_parse(&tree, s->e->scratch, s->e->names, buf_text(&buf), (uint32_t)buf.len, s->e->is_cython);
    s->e->fixed = false;
    s->e->trials = 0;
    bool found = false;
    if (tree.has_error)
        found = synerr_fstring_rules(&toks) || synerr_cython_rules(&toks) || synerr_stmt_rules(&toks) ||
                synerr_word_rules(&toks) || synerr_expr_rules(&toks) || synerr_last_rules(&toks);
    arena_reset(s->e->scratch, mark);
    if (found && !s->e->fixed) synerr_replace(s, line);
}

/* A line of C declarations cannot be judged when a header around it is broken. */
static bool is_out_of_context(const SynLines *s, uint32_t line)
{
    if (s->scan.lines.items[line].has_error) return true;
    for (uint32_t p = s->lines[line].parent; p; p = s->lines[p - 1].parent)
        if (s->lines[p - 1].reported && is_c_header(s, p - 1)) return true;
    return false;
}

/* Lines that the parser's trouble touches. */
static void mark_suspicious(SynLines *s, const CstTree *tree)
{
    uint32_t line = 0;
    for (uint32_t i = 0; i < tree->error_count; i++) {
        CstError error = tree->errors[i];
        while (line && s->scan.lines.items[line - 1].end >= error.start) line--;
        for (; line < s->scan.lines.len && s->scan.lines.items[line].start <= error.end; line++)
            if (s->scan.lines.items[line].end >= error.start || line + 1 >= s->scan.lines.len ||
                s->scan.lines.items[line + 1].start > error.start)
                s->lines[line].suspicious = true;
    }
}

/* An ERROR node may start after the culprit: the statement around it is looked at as a whole. */
static void widen_suspicion(SynLines *s)
{
    uint32_t count = s->scan.lines.len;
    for (uint32_t i = 0; i < count;) {
        uint32_t end = i + 1;
        bool any = s->lines[i].suspicious;
        for (; end < count && s->scan.lines.items[end].indent > 0; end++) any = any || s->lines[end].suspicious;
        for (; i < end; i++) s->lines[i].suspicious = any;
    }
}

/* The `{` of `cdef int f() {` ends the line of a header. */
static bool is_block_brace(const SynLines *s, uint32_t line, uint32_t at)
{
    static const char *const words[] = {"if",  "else", "elif",  "for",   "while", "def",
                                        "cdef", "cpdef", "class", "try", NULL};
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *t = &s->scan.toks.items[l->first];
    if (s->scan.text[at] != '{' || !synerr_is_any(s, t, words)) return false;
    for (uint32_t i = 1; i < l->count; i++)
        if (t[i].start == at) {
            const Tok *last = &t[i - 1];
            bool before = synerr_is(s, last, ")") || synerr_is(s, last, "else") || synerr_is(s, last, "try") ||
                          (last->kind == TOK_NAME && !synerr_tok_keyword(s, last));
            return before && (i + 1 == l->count || t[i + 1].line != t[i].line);
        }
    return false;
}

static void report_lexical(SynLines *s)
{
    uint32_t line = 0;
    for (uint32_t i = 0; i < s->scan.errors.len && s->scan.lines.len; i++) {
        const ScanError *error = &s->scan.errors.items[i];
        while (line && s->scan.lines.items[line].start > error->start) line--;
        while (line + 1 < s->scan.lines.len && s->scan.lines.items[line + 1].start <= error->start) line++;
        if (line >= s->scan.lines.len || s->lines[line].reported) continue;
        bool braces = is_block_brace(s, line, error->start);
        synerr_report(s, line, error->start, error->len, "%s",
                      braces ? "a block starts with `:` and is indented; it has no braces" : error->text);
        if (error->note) synerr_note(s, error->note_start, error->note_len, "%s", error->note);
        if (error->fix) diag_fix(s->e->diags, s->e->latest, (Span){s->e->file, error->start, error->len}, error->fix,
                                 "did you mean `%s`?", error->fix);
        synerr_replace(s, line);
    }
}

/* When nothing else was found, the parser's own view is all there is. */
static void report_first_error(SynLines *s, const CstTree *tree)
{
    uint32_t start = tree->error_start;
    while (start < tree->len && strchr(" \t\n", tree->text[start])) start++;
    uint32_t len = 0;
    while (start + len < tree->len && len < 20 && !strchr(" \t\n", tree->text[start + len])) len++;
    const char *text = len ? arena_printf(s->e->arena, "invalid syntax at `%.*s`", (int)len, tree->text + start)
                           : "invalid syntax: the file ends too early";
    diag_report(s->e->diags, DIAG_SYNTAX, (Span){s->e->file, start, len ? len : 1}, text);
}

bool synerr_lexical(SynErr *e, const char *text, uint32_t len)
{
    SynLines s = {.e = e};
    synerr_scan(&s.scan, e->scratch, text, len, e->is_cython);
    s.lines = ARENA_ARRAY(e->scratch, SynLine, s.scan.lines.len + 1);
    report_lexical(&s);
    return s.reports > 0;
}

bool synerr_diagnose(SynErr *e, const CstTree *tree)
{
    SynLines s = {.e = e};
    synerr_scan(&s.scan, e->scratch, tree->text, tree->len, e->is_cython);
    s.lines = ARENA_ARRAY(e->scratch, SynLine, s.scan.lines.len + 1);
    mark_suspicious(&s, tree);
    widen_suspicion(&s);
    uint32_t errors_before = e->diags->errors;
    synerr_find_blocks(&s);
    report_lexical(&s);
    synerr_check_lines(&s, true);
    for (uint32_t i = 0; i < s.scan.lines.len && s.reports < MAX_REPORTS; i++)
        if (s.lines[i].suspicious && !s.lines[i].reported && !s.lines[i].misplaced &&
            !is_out_of_context(&s, i))
            diagnose_line(&s, i);
    synerr_check_lines(&s, false);
    if (e->diags->errors == errors_before) report_first_error(&s, tree);
    return s.reports > 0;
}
