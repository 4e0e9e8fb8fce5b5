/* buf.c: growable text; see buf.h. Invariant: text[len] is NUL whenever text is not NULL. */
#include "base/buf.h"

#include "base/panic.h"
#include <stdio.h>
#include <string.h>

void buf_init(Buf *buf, Arena *arena)
{
    *buf = (Buf){.arena = arena};
}

/* Room for `more` bytes and the NUL. */
static void reserve(Buf *buf, size_t more)
{
    if (buf->cap - buf->len > more)
        return;
    size_t cap = buf->cap ? buf->cap * 2 : 64;
    while (cap - buf->len <= more)
        cap *= 2;
    char *text = arena_alloc(buf->arena, cap);
    if (buf->len)
        memcpy(text, buf->text, buf->len);
    buf->text = text;
    buf->cap = cap;
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
    buf_put(buf, &c, 1);
}

void buf_vprintf(Buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    reserve(buf, 64);
    int len = vsnprintf(buf->text + buf->len, buf->cap - buf->len, format, args);
    ALWAYS(len >= 0);
    if ((size_t)len >= buf->cap - buf->len) {
        reserve(buf, (size_t)len);
        vsnprintf(buf->text + buf->len, buf->cap - buf->len, format, again);
    }
    va_end(again);
    buf->len += (size_t)len;
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

const char *buf_text(Buf *buf)
{
    reserve(buf, 0);
    buf->text[buf->len] = 0;
    return buf->text;
}
