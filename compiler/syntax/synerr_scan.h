/* synerr_scan.h: a tokenizer for faulty source, used only by the syntax-error diagnoser.
 *
 * tree-sitter's tree around an error says little, so the diagnoser looks at tokens: this scanner splits
 * a whole file into logical lines of tokens, keeps going after every lexical error, and notes those
 * errors. A bracket that is never closed ends where a statement visibly begins, so that the lines after
 * it stand on their own.
 */
#ifndef KRAIT_SYNTAX_SYNERR_SCAN_H
#define KRAIT_SYNTAX_SYNERR_SCAN_H

#include "base/arena.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum TokKind { TOK_NAME, TOK_NUMBER, TOK_STRING, TOK_OP, TOK_BAD } TokKind;

typedef struct Tok {
    TokKind kind;
    uint32_t start, len; /* bytes */
    uint32_t depth;      /* open brackets around it; a bracket has the depth outside it */
    uint32_t line;       /* 1-based physical line of its start */
} Tok;

typedef struct ScanLine {
    uint32_t first, count; /* tokens, never 0 */
    uint32_t start, end;   /* bytes, first to last token */
    uint32_t line;         /* 1-based physical line of its start */
    uint32_t indent;       /* column, tabs to multiples of 8 */
    uint32_t alt_indent;   /* column, tabs count 1 */
    bool has_error;        /* a lexical error stands in it */
} ScanLine;

typedef struct ScanError {
    uint32_t start, len; /* bytes */
    const char *text;
    uint32_t note_start, note_len; /* when note is not NULL */
    const char *note;
    const char *fix; /* replacement of start, len; or NULL */
} ScanError;

typedef VEC(ScanError) ScanErrors;

typedef struct ScanComment {
    uint32_t start, end;
} ScanComment;

typedef struct Scan {
    Arena *arena;
    const char *text;
    uint32_t len;
    bool is_cython;
    VEC(Tok) toks;
    VEC(ScanLine) lines;
    ScanErrors errors; /* in order of discovery */
    VEC(ScanComment) comments;
    VEC(uint32_t) breaks; /* bytes of the line ends */
} Scan;

/* Tokenizes the text; everything is owned by the arena. Source: Python language reference 2. */
void synerr_scan(Scan *scan, Arena *arena, const char *text, uint32_t len, bool is_cython);

/* End of the string literal whose prefix starts at `at` and whose quote stands at `quote`. On an error
 * *error is set to what is wrong and *error_at to where, else *error is NULL. */
uint32_t synerr_scan_string(const Scan *scan, uint32_t at, uint32_t quote, const char **error,
                            uint32_t *error_at);
/* Physical line (1-based) of a byte offset. */
uint32_t synerr_line_of(const Scan *scan, uint32_t offset);
bool synerr_is_keyword(const char *text, uint32_t len);

#endif
