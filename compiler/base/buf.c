/* buf.c: growable text; see buf.h. Invariant: text[len] is NUL whenever text is not NULL. */
#include "base/buf.h"

#include "base/format.h"
#include "base/utf8.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(Buf *buf, Arena *arena)
{
    *buf = (Buf){.arena = arena};
}

/* The rare part of reserve. */
static void grow(Buf *buf, size_t more)
{
    size_t cap = buf->cap ? buf->cap * 2 : 64;
    while (cap - buf->len <= more)
        cap *= 2;
    if (!arena_extend(buf->arena, buf->text, buf->cap, cap)) {
        char *text = arena_alloc(buf->arena, cap);
        if (buf->len)
            memcpy(text, buf->text, buf->len);
        buf->text = text;
    }
    buf->cap = cap;
}

void buf_reserve(Buf *buf, size_t more)
{
    if (!buf->cap) {
        buf->text = arena_alloc(buf->arena, more + 1);
        buf->cap = more + 1;
    } else if (buf->cap - buf->len <= more) {
        grow(buf, more);
    }
}

/* Room for `more` bytes and the NUL. */
static inline void reserve(Buf *buf, size_t more)
{
    if (buf->cap - buf->len <= more)
        grow(buf, more);
}

void buf_put(Buf *buf, const char *text, size_t len)
{
    reserve(buf, len);
    if (len)
        memcpy(buf->text + buf->len, text, len);
    buf->len += len;
    buf->text[buf->len] = 0;
}

void buf_puts(Buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void buf_putc(Buf *buf, char c)
{
    reserve(buf, 1);
    buf->text[buf->len++] = c;
    buf->text[buf->len] = 0;
}

void buf_vprintf(Buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    reserve(buf, 64);
    size_t len = format_text_into(buf->text + buf->len, buf->cap - buf->len, format, args);
    if (len >= buf->cap - buf->len) {
        reserve(buf, len);
        format_text_into(buf->text + buf->len, buf->cap - buf->len, format, again);
    }
    va_end(again);
    buf->len += len;
}

void buf_printf(Buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_fill(Buf *buf, char c, size_t n)
{
    reserve(buf, n);
    memset(buf->text + buf->len, c, n);
    buf->len += n;
    buf->text[buf->len] = 0;
}

void buf_double(Buf *buf, double value)
{
    char text[40];
    if (isnan(value) || isinf(value)) {
        buf_puts(buf, isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return;
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        double back = strtod(text, NULL);
        if (!(back < value) && !(back > value))
            break;
    }
    char *comma = strchr(text, ','); /* some locales */
    if (comma)
        *comma = '.';
    buf_puts(buf, text);
    if (!strpbrk(text, ".e"))
        buf_puts(buf, ".0");
}

void buf_quoted(Buf *buf, const char *text, size_t len, char quote)
{
    buf_putc(buf, quote);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == (unsigned char)quote || c == '\\')
            buf_printf(buf, "\\%c", c);
        else if (c == '\n')
            buf_puts(buf, "\\n");
        else if (c < 0x20 || c >= 0x7f)
            buf_printf(buf, "\\x%02x", c);
        else
            buf_putc(buf, (char)c);
    }
    buf_putc(buf, quote);
}

void buf_json(Buf *buf, const char *text, size_t len)
{
    buf_putc(buf, '"');
    for (size_t i = 0, size; i < len; i += size) {
        uint32_t code;
        size = utf8_decode(text + i, len - i, &code);
        if (!size) {
            buf_puts(buf, "\\ufffd");
            size = 1;
        } else if (code == '"' || code == '\\') {
            buf_printf(buf, "\\%c", text[i]);
        } else if (code == '\n') {
            buf_puts(buf, "\\n");
        } else if (code < 0x20 || code == 0x7f) {
            buf_printf(buf, "\\u%04x", (unsigned)code);
        } else {
            buf_put(buf, text + i, size);
        }
    }
    buf_putc(buf, '"');
}

const char *buf_text(Buf *buf)
{
    reserve(buf, 0);
    buf->text[buf->len] = 0;
    return buf->text;
}
