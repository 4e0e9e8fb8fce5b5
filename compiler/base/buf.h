/* buf.h: growable text buffer in an arena; what every printer of the compiler writes to. */
#ifndef KRAIT_BASE_BUF_H
#define KRAIT_BASE_BUF_H

#include "base/arena.h"
#include <stddef.h>

typedef struct Buf {
    Arena *arena;
    char *text; /* NUL-terminated once anything was written, else NULL */
    size_t len, cap;
} Buf;

/* An empty buffer in this arena; the others append to it. */
void buf_init(Buf *buf, Arena *arena);
/* Room for `more` bytes, exactly so when the buffer is empty. */
void buf_reserve(Buf *buf, size_t more);
void buf_put(Buf *buf, const char *text, size_t len);
void buf_puts(Buf *buf, const char *text);
void buf_putc(Buf *buf, char c);
void buf_printf(Buf *buf, const char *format, ...) KRAIT_PRINTF(2, 3);
void buf_vprintf(Buf *buf, const char *format, va_list args);
/* `n` copies of `c`, for indentation. */
void buf_fill(Buf *buf, char c, size_t n);
/* The shortest decimal text that reads back as this double, always with a point or an exponent ("1.0",
 * "1e+300"); inf, -inf, nan. Independent of the locale. */
void buf_double(Buf *buf, double value);
/* The bytes between two `quote` characters, with \\, \n, \xHH and the quote escaped. */
void buf_quoted(Buf *buf, const char *text, size_t len, char quote);
/* A string of JSON, in its quotes; bytes that are not UTF-8 become U+FFFD. */
void buf_json(Buf *buf, const char *text, size_t len);
/* The text so far, never NULL, owned by the arena. */
const char *buf_text(Buf *buf);

#endif
