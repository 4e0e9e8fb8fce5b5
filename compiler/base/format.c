/* format.c: printf's language, the part that is used a million times; see format.h.
 *
 * Place: under buf and arena. %s, %.*s, %c, %d, %u, their long and size_t forms and %% are done here, at a fifth of
 * vsnprintf's price; a format with anything else goes to vsnprintf as a whole. Invariant: the result is
 * vsnprintf's, byte for byte (tests/unit/base_test.c compares them).
 *
 *     format_text_into(text, 8, "%s_%u", "view", 2)   ->   6, "view_2"
 */
#include "base/format.h"

#include "base/panic.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct Sink {
    char *text;
    size_t room, len; /* len counts what did not fit, too */
} Sink;

static void put_bytes(Sink *sink, const char *bytes, size_t count)
{
    if (sink->len < sink->room) {
        size_t left = sink->room - sink->len;
        memcpy(sink->text + sink->len, bytes, count < left ? count : left);
    }
    sink->len += count;
}

static void put_unsigned(Sink *sink, uintmax_t value, bool negative)
{
    char digits[24];
    char *at = digits + sizeof digits;
    do
        *--at = (char)('0' + value % 10);
    while (value /= 10);
    if (negative)
        *--at = '-';
    put_bytes(sink, at, (size_t)(digits + sizeof digits - at));
}

static void put_signed(Sink *sink, intmax_t value)
{
    put_unsigned(sink, value < 0 ? 0 - (uintmax_t)value : (uintmax_t)value, value < 0);
}

static size_t bounded_length(const char *text, int most)
{
    if (most < 0)
        return strlen(text);
    const char *end = memchr(text, 0, (size_t)most);
    return end ? (size_t)(end - text) : (size_t)most;
}

/* One conversion, `at` behind its %; returns what follows it, NULL when it is none of ours. `args` is a pointer so
 * that what is taken here is taken for the caller. */
static const char *put_conversion(Sink *sink, const char *at, va_list *args)
{
    int most = -1;
    if (at[0] == '.' && at[1] == '*' && at[2] == 's') {
        most = va_arg(*args, int);
        at += 2;
    }
    if (*at == 's') {
        const char *text = va_arg(*args, const char *);
        put_bytes(sink, text, bounded_length(text, most));
    } else if (*at == 'c') {
        char c = (char)va_arg(*args, int);
        put_bytes(sink, &c, 1);
    } else if (*at == 'u') {
        put_unsigned(sink, va_arg(*args, unsigned), false);
    } else if (*at == 'd' || *at == 'i') {
        put_signed(sink, va_arg(*args, int));
    } else if (*at == '%') {
        put_bytes(sink, at, 1);
    } else if (at[0] == 'z' && at[1] == 'u') {
        put_unsigned(sink, va_arg(*args, size_t), false);
        at++;
    } else if (at[0] == 'l' && (at[1] == 'd' || at[1] == 'u')) {
        at++;
        *at == 'd' ? put_signed(sink, va_arg(*args, long)) : put_unsigned(sink, va_arg(*args, unsigned long), false);
    } else if (at[0] == 'l' && at[1] == 'l' && (at[2] == 'd' || at[2] == 'u')) {
        at += 2;
        *at == 'd' ? put_signed(sink, va_arg(*args, long long))
                   : put_unsigned(sink, va_arg(*args, unsigned long long), false);
    } else {
        return NULL;
    }
    return at + 1;
}

static bool put_format(Sink *sink, const char *format, va_list *args)
{
    while (*format) {
        const char *percent = strchr(format, '%');
        if (!percent) {
            put_bytes(sink, format, strlen(format));
            break;
        }
        put_bytes(sink, format, (size_t)(percent - format));
        format = put_conversion(sink, percent + 1, args);
        if (!format)
            return false;
    }
    return true;
}

size_t format_text_into(char *text, size_t room, const char *format, va_list args)
{
    Sink sink = {text, room, 0};
    va_list taken;
    va_copy(taken, args);
    bool ours = put_format(&sink, format, &taken);
    va_end(taken);
    if (!ours) {
        int len = vsnprintf(text, room, format, args);
        ALWAYS(len >= 0);
        return (size_t)len;
    }
    if (room)
        text[sink.len < room ? sink.len : room - 1] = 0;
    return sink.len;
}
