/* cw.h: C writer: lines of C with indentation, width, source lines in the margin, #line directives.
 */
#ifndef KRAIT_EMIT_CW_H
#define KRAIT_EMIT_CW_H

#include "base/buf.h"
#include <stdbool.h>
#include <stdint.h>

/* In the text of a line: a place where it may be broken; prints nothing otherwise. Stands behind a space. */
#define CW_BREAK "\001"

enum { CW_WIDTH = 100, CW_MARGIN = 60, CW_COMMENTS = 110 /* where a comment in the margin ends */ };

typedef struct Cw {
    Buf *out;
    Buf text;              /* the line that is being written */
    Buf beside;            /* the text of the margin */
    uint32_t indent;       /* in levels */
    const char *margin;    /* source text for the next line, or NULL */
    uint32_t margin_line;
    const char *file;      /* not NULL: #line directives, naming this file */
    uint32_t wanted_line;  /* source line the next C line belongs to; 0: none */
    uint32_t current_line; /* source line a C compiler would say it is at */
    bool wants_blank;      /* an empty line before the next one */
    struct CwLast {        /* the latest line of cw_line, when something may go behind it */
        const Buf *out;
        size_t start, end; /* where its text starts, and ends without the margin */
        size_t whole;      /* and with it */
        const char *margin;
        uint32_t wanted_line;
    } last;
} Cw;

/* A writer to `out`, which may be changed; lines are put together in the arena. */
void cw_init(Cw *cw, Arena *arena, Buf *out);
/* Does the text fit on one line here? */
bool cw_fits(const Cw *cw, const char *text);
/* One line (or several, when it is too wide) at the current indentation. */
void cw_line(Cw *cw, const char *format, ...) KRAIT_PRINTF(2, 3);
/* A statement that belongs to the one before: behind it when that is one without a condition and both fit on its line. */
void cw_more(Cw *cw, const char *format, ...) KRAIT_PRINTF(2, 3);
/* Items of a table, as many on a line as fit; broken lines are not indented further. */
void cw_table(Cw *cw, const char *text);
/* A line that ends in an opening brace; what follows is indented. */
void cw_open(Cw *cw, const char *format, ...) KRAIT_PRINTF(2, 3);
/* A line whose one statement follows, indented, without braces; cw_end ends that. */
void cw_head(Cw *cw, const char *format, ...) KRAIT_PRINTF(2, 3);
void cw_end(Cw *cw);
/* "}" with `after` behind it ("" or " else {" ...). */
void cw_close(Cw *cw, const char *after);
/* A line at the left edge: labels, directives. */
void cw_edge(Cw *cw, const char *format, ...) KRAIT_PRINTF(2, 3);
/* An empty line before the next line; several calls make one. */
void cw_blank(Cw *cw);
/* `text` (of `len` bytes) of source line `line` goes to the margin of the next line. */
void cw_source(Cw *cw, uint32_t line, const char *text, uint32_t len);
/* A C string literal: octal escapes, no trigraphs. */
void cw_string(Buf *out, const char *text, size_t len);
/* Text for inside a comment: no comment delimiters, one line. */
const char *cw_comment(Arena *arena, const char *text, size_t len);

#endif
