/* synerr_lines.c: what is wrong between lines: indentation, missing blocks, clauses without their statement.
 *
 * Goes over the logical lines with a stack of open blocks, as Python's tokenizer does, but keeps going: an
 * unexpected indent opens a block of its own, so the lines after it are not reported again. Sets for each
 * line the header it stands under.
 *
 *     if x:
 *     y = 1       expected an indented block after `if` statement on line 1
 */
#include "syntax/synerr_line.h"

#include <string.h>

typedef struct OpenBlock {
    uint32_t indent, alt_indent;
    uint32_t header; /* 1 + line; 0: the module, or an unexpected indent */
    uint32_t last;   /* 1 + the latest line of this block, 0: none yet */
} OpenBlock;

enum { MAX_LEVELS = 100 }; /* of indentation, as in CPython */

typedef struct LineCheck {
    SynLines *s;
    bool quiet; /* only sets parents */
    bool too_deep;
    VEC(OpenBlock) open;
} LineCheck;

static const Tok *first_tok(const SynLines *s, uint32_t line)
{
    return &s->scan.toks.items[s->scan.lines.items[line].first];
}

static const Tok *last_tok(const SynLines *s, uint32_t line)
{
    const ScanLine *l = &s->scan.lines.items[line];
    return &s->scan.toks.items[l->first + l->count - 1];
}

static bool is_compound_word(const SynLines *s, const Tok *tok)
{
    static const char *const words[] = {"if",     "elif",  "else",  "while", "for",   "try",   "except",
                                        "finally", "with", "def",   "class", "async", "match", "case",
                                        "property", "IF",  "ELIF",  "ELSE",  NULL};
    static const char *const cython[] = {"cdef", "cpdef", "ctypedef", NULL};
    return synerr_is_any(s, tok, words) || (s->scan.is_cython && synerr_is_any(s, tok, cython));
}

static bool has_colon(const SynLines *s, uint32_t line)
{
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *t = &s->scan.toks.items[l->first];
    for (uint32_t i = 0; i < l->count; i++)
        if (t[i].depth == t[0].depth && synerr_is(s, &t[i], ":")) return true;
    return false;
}

/* Whether a block should follow: a colon ends the line, or it starts as a header, has none and is followed
 * by deeper lines. */
static bool opens_block(const SynLines *s, uint32_t line)
{
    const Tok *last = last_tok(s, line);
    const ScanLine *lines = s->scan.lines.items;
    bool deeper = line + 1 < s->scan.lines.len && lines[line + 1].indent > lines[line].indent;
    bool compound = is_compound_word(s, first_tok(s, line));
    if (synerr_is(s, last, ":") && last->depth == first_tok(s, line)->depth) return compound || deeper;
    return compound && deeper && !has_colon(s, line);
}

/* --- names of headers --- */

static const char *cdef_name(const SynLines *s, uint32_t line)
{
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *t = &s->scan.toks.items[l->first];
    bool call = false;
    for (uint32_t i = 1; i < l->count; i++) {
        if (synerr_is(s, &t[i], "class") || synerr_is(s, &t[i], "cppclass")) return "class definition";
        if (synerr_is(s, &t[i], "struct")) return "struct definition";
        if (synerr_is(s, &t[i], "union")) return "union definition";
        if (synerr_is(s, &t[i], "enum")) return "enum definition";
        if (synerr_is(s, &t[i], "fused")) return "fused type definition";
        if (synerr_is(s, &t[i], "extern")) return "`cdef extern` block";
        call = call || synerr_is(s, &t[i], "(");
    }
    return call ? "function definition" : "`cdef` block";
}

static const char *header_name(const SynLines *s, uint32_t line)
{
    static const char *const defs[] = {"def", "lambda", NULL};
    static const char *const cython[] = {"cdef", "cpdef", "ctypedef", NULL};
    const ScanLine *l = &s->scan.lines.items[line];
    const Tok *tok = first_tok(s, line);
    if (synerr_is(s, tok, "async") && l->count > 1) tok++;
    if (synerr_is_any(s, tok, defs)) return "function definition";
    if (synerr_is(s, tok, "class")) return "class definition";
    if (synerr_is(s, tok, "property")) return "property definition";
    if (synerr_is_any(s, tok, cython)) return cdef_name(s, line);
    if (synerr_is(s, tok, "except") && l->count > 1 && synerr_is(s, tok + 1, "*")) return "`except*` statement";
    if (!is_compound_word(s, tok)) return "header";
    return arena_printf(s->scan.arena, "`%.*s` statement", (int)tok->len, s->scan.text + tok->start);
}

/* --- clauses --- */

static const char *word_of(const SynLines *s, uint32_t line)
{
    const Tok *tok = first_tok(s, line);
    if (synerr_is(s, tok, "async") && s->scan.lines.items[line].count > 1) tok++;
    return arena_strndup(s->scan.arena, s->scan.text + tok->start, tok->len);
}

typedef struct ClauseRule {
    const char *clause;
    const char *after; /* words that the line before, at the same level, may start with */
    const char *what;  /* for the message */
} ClauseRule;

static bool word_in(const char *word, const char *list)
{
    size_t n = strlen(word);
    if (!n) return false;
    for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) return true;
    return false;
}

/* `else` and the like need the right statement before them. */
static void check_clause(LineCheck *c, uint32_t line, const OpenBlock *block)
{
    static const ClauseRule rules[] = {
        {"elif", "if elif", "`elif` without a matching `if`"},
        {"else", "if elif for while try except", "`else` without a matching `if`, `for`, `while` or `try`"},
        {"except", "try except", "`except` without a matching `try`"},
        {"finally", "try except else", "`finally` without a matching `try`"},
        {"ELIF", "IF ELIF", "`ELIF` without a matching `IF`"},
        {"ELSE", "IF ELIF", "`ELSE` without a matching `IF`"},
    };
    SynLines *s = c->s;
    const char *word = word_of(s, line);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (strcmp(word, rules[i].clause) != 0) continue;
        const char *before = block->last ? word_of(s, block->last - 1) : "";
        if (word_in(before, rules[i].after)) return;
        if (block->last && s->lines[block->last - 1].reported) return;
        const Tok *tok = first_tok(s, line);
        s->lines[line].orphan = true;
        if (!strcmp(before, "else") && strcmp(word, "finally") != 0)
            synerr_report(s, line, tok->start, tok->len, "`%s` after `else`", word);
        else
            synerr_report(s, line, tok->start, tok->len, "%s", rules[i].what);
        synerr_replace(s, line);
        return;
    }
}

static bool is_decorator(const SynLines *s, uint32_t line)
{
    return synerr_is(s, first_tok(s, line), "@");
}

/* A decorator must be followed by another or by a definition. */
static void check_decorated(LineCheck *c, uint32_t line, const OpenBlock *block)
{
    static const char *const words[] = {"@", "def", "class", "async", NULL};
    static const char *const cython[] = {"cdef", "cpdef", "ctypedef", NULL};
    SynLines *s = c->s;
    if (!block->last || !is_decorator(s, block->last - 1)) return;
    const Tok *tok = first_tok(s, line);
    if (synerr_is_any(s, tok, words) || (s->scan.is_cython && synerr_is_any(s, tok, cython))) return;
    if (block->header && s->scan.is_cython) return; /* a bare definition in a C block */
    const Tok *at = first_tok(s, block->last - 1);
    synerr_report(s, line, tok->start, tok->len, "expected a function or class definition after a decorator");
    synerr_note(s, at->start, last_tok(s, block->last - 1)->start - at->start, "the decorator is here");
}

/* Below `match x:` stand only `case` clauses. */
static void check_case(LineCheck *c, uint32_t line, const OpenBlock *block)
{
    SynLines *s = c->s;
    if (!block->header || s->lines[block->header - 1].reported) return;
    const ScanLine *header = &s->scan.lines.items[block->header - 1];
    const Tok *t = &s->scan.toks.items[header->first];
    if (!synerr_is(s, t, "match") || header->count < 3) return;
    const Tok *tok = first_tok(s, line);
    if (!synerr_is(s, tok, "case"))
        synerr_report(s, line, tok->start, tok->len, "expected `case` in the block of a `match` statement");
}

/* A decorator cannot be the last line of a block. */
static void check_last_decorator(LineCheck *c, const OpenBlock *block)
{
    if (c->quiet || !block->last || !is_decorator(c->s, block->last - 1)) return;
    const ScanLine *line = &c->s->scan.lines.items[block->last - 1];
    synerr_report(c->s, block->last - 1, line->start, line->end - line->start,
                  "expected a function or class definition after a decorator");
}

/* --- indentation --- */

static void report_missing_block(LineCheck *c, uint32_t header, uint32_t start, uint32_t len, uint32_t line)
{
    SynLines *s = c->s;
    const ScanLine *h = &s->scan.lines.items[header];
    if (c->quiet || s->lines[header].reported) return;
    synerr_report(s, line, start, len, "expected an indented block after %s on line %u", header_name(s, header),
                  h->line);
    s->lines[header].reported = false; /* the header itself is fine */
}

static bool tabs_differ(const ScanLine *line, const OpenBlock *block)
{
    return (line->indent < block->indent) != (line->alt_indent < block->alt_indent) ||
           (line->indent == block->indent) != (line->alt_indent == block->alt_indent);
}

static void push_block(LineCheck *c, const ScanLine *line, uint32_t header)
{
    OpenBlock block = {line->indent, line->alt_indent, header, 0};
    vec_push(c->s->scan.arena, &c->open, block);
}

/* Brings the stack to the line's indentation and reports what does not fit. */
static void enter_level(LineCheck *c, uint32_t index, uint32_t expecting)
{
    SynLines *s = c->s;
    const ScanLine *line = &s->scan.lines.items[index];
    const Tok *tok = first_tok(s, index);
    OpenBlock *top = &vec_last(&c->open);
    if (!c->quiet && tabs_differ(line, top))
        synerr_report(s, index, line->start, tok->len, "inconsistent use of tabs and spaces in indentation");
    if (line->indent > top->indent && c->open.len >= MAX_LEVELS) {
        s->lines[index].misplaced = true;
        if (!c->quiet && !c->too_deep) synerr_report(s, index, tok->start, tok->len, "too many levels of indentation");
        c->too_deep = c->too_deep || !c->quiet;
        return;
    }
    if (line->indent > top->indent) {
        bool goes_on = index && s->lines[index - 1].reported; /* the line before may have been cut short */
        if (!c->quiet && !expecting && !goes_on) synerr_report(s, index, tok->start, tok->len, "unexpected indent");
        push_block(c, line, expecting ? expecting : top->header);
        return;
    }
    if (expecting) s->lines[index].misplaced = true;
    if (expecting) report_missing_block(c, expecting - 1, tok->start, tok->len, index);
    while (c->open.len > 1 && line->indent < vec_last(&c->open).indent) {
        check_last_decorator(c, &vec_last(&c->open));
        c->open.len--;
    }
    top = &vec_last(&c->open);
    if (line->indent == top->indent) return;
    if (!c->quiet && !s->lines[index].reported) {
        synerr_report(s, index, tok->start, tok->len, "unindent does not match any outer indentation level");
        synerr_note(s, 0, 0, "the enclosing block is indented by %u columns, this line by %u", top->indent,
                    line->indent);
    }
    push_block(c, line, top->header);
}

void synerr_find_blocks(SynLines *s)
{
    for (uint32_t i = 0; i < s->scan.lines.len; i++) s->lines[i].opens = opens_block(s, i);
}

void synerr_check_lines(SynLines *s, bool quiet)
{
    LineCheck check = {.s = s, .quiet = quiet};
    ScanLine zero = {0};
    push_block(&check, &zero, 0);
    uint32_t expecting = 0; /* 1 + the header whose block must come now */
    for (uint32_t i = 0; i < s->scan.lines.len; i++) {
        enter_level(&check, i, expecting);
        OpenBlock *block = &vec_last(&check.open);
        s->lines[i].parent = block->header;
        if (!quiet && !s->lines[i].reported && !s->scan.lines.items[i].has_error) {
            check_clause(&check, i, block);
            check_decorated(&check, i, block);
            check_case(&check, i, block);
        }
        block->last = i + 1;
        expecting = s->lines[i].opens ? i + 1 : 0;
    }
    for (; check.open.len; check.open.len--) check_last_decorator(&check, &vec_last(&check.open));
    if (expecting) {
        const Tok *last = last_tok(s, expecting - 1);
        report_missing_block(&check, expecting - 1, last->start, last->len, expecting - 1);
    }
}
