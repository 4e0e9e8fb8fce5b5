/* format.h: printf's language for the conversions a compiler prints, without the C library's machinery. */
#ifndef KRAIT_BASE_FORMAT_H
#define KRAIT_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf: writes at most `room` bytes, the NUL included, and returns the length of the whole text. */
size_t format_text_into(char *text, size_t room, const char *format, va_list args);

#endif
