/* synerr_line.h: what the parts of the syntax-error diagnoser share: lines, tokens, reports, trial parses.
 *
 * The diagnoser works by logical lines. synerr_lines.c finds what is wrong between lines (indentation,
 * orphan clauses), synerr.c parses each suspicious line alone, and the rules (synerr_stmt.c, synerr_expr.c,
 * synerr_fstring.c) say what is wrong in a line that does not parse. At most one report for a line.
 */
#ifndef KRAIT_SYNTAX_SYNERR_LINE_H
#define KRAIT_SYNTAX_SYNERR_LINE_H

#include "syntax/synerr.h"
#include "syntax/synerr_scan.h"

typedef struct SynLine {
    uint32_t parent; /* 1 + the line that opened the block around it; 0: the module */
    bool opens;      /* an indented block follows or should */
    bool reported;
    bool orphan;     /* a clause without its statement */
    bool suspicious; /* the parser stumbled there */
    bool misplaced;  /* stands where an indented block should */
} SynLine;

typedef struct SynLines {
    SynErr *e;
    Scan scan;
    SynLine *lines; /* one for each of scan.lines */
    uint32_t reports;
} SynLines;

/* The tokens of the line that a rule looks at. */
typedef struct SynToks {
    SynLines *s;
    uint32_t line; /* index in s->lines */
    const Tok *t;
    uint32_t n;
    const CstTree *tree; /* of the line alone, after its prefix */
    uint32_t shift;      /* byte of the file = byte of that tree - prefix + shift; see synerr_tree_byte */
    uint32_t prefix;
} SynToks;

/* --- tokens --- */
bool synerr_is(const SynLines *s, const Tok *tok, const char *text);
bool synerr_is_any(const SynLines *s, const Tok *tok, const char *const *words); /* NULL-terminated */
bool synerr_tok_keyword(const SynLines *s, const Tok *tok);
/* Directly one after the other, with nothing between. */
bool synerr_adjacent(const Tok *a, const Tok *b);
uint32_t synerr_end(const Tok *tok);
/* Index of the bracket that closes the one at `open`, or n. */
uint32_t synerr_closer(const SynToks *l, uint32_t open);

/* Do two words differ by one letter more, less, changed or swapped? */
bool synerr_is_near(const char *a, uint32_t n, const char *b, uint32_t m);

/* --- trial parses --- */
/* Whether the line parses, in its place, with bytes [start, start + len) of the file replaced by `text`. */
bool synerr_parses_with(const SynToks *l, uint32_t start, uint32_t len, const char *text);
/* Whether tokens [from, to) are one expression. */
bool synerr_is_expr(const SynToks *l, uint32_t from, uint32_t to);
/* Whether bytes of the file are an expression when put between parentheses. */
bool synerr_is_expr_text(SynLines *s, const char *text, uint32_t len);

/* --- reports; all return true, for the rules --- */
/* An error over bytes of the file, with a printf template; at most one for a line. */
bool synerr_report(SynLines *s, uint32_t line, uint32_t start, uint32_t len, const char *format, ...)
    KRAIT_PRINTF(5, 6);
void synerr_note(SynLines *s, uint32_t start, uint32_t len, const char *format, ...) KRAIT_PRINTF(4, 5);
/* Adds a fix-it to the latest report and repairs the line with it. */
bool synerr_fix(SynLines *s, uint32_t start, uint32_t len, const char *text, const char *what);

/* Replaces a reported line, in the text that is parsed again, by a placeholder of its kind. */
void synerr_replace(SynLines *s, uint32_t line);

/* --- the parts --- */
/* Sets which lines open a block. */
void synerr_find_blocks(SynLines *s);
/* Sets parents; unless quiet, reports indentation mistakes and orphan clauses of lines not yet reported. */
void synerr_check_lines(SynLines *s, bool quiet);
/* Rules over one line that does not parse; true when one reported it. */
bool synerr_stmt_rules(SynToks *l);
bool synerr_stray_rules(SynToks *l); /* called among the expression rules */
bool synerr_expr_rules(SynToks *l);
bool synerr_cython_rules(SynToks *l);
bool synerr_word_rules(SynToks *l);
bool synerr_fstring_rules(SynToks *l);
bool synerr_last_rules(SynToks *l);

#endif
