/* utf8.h: UTF-8 decoding, encoding and validation. Source: RFC 3629. */
#ifndef KRAIT_BASE_UTF8_H
#define KRAIT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at text[0..len); returns its length in bytes, 0 when invalid or empty. */
size_t utf8_decode(const char *text, size_t len, uint32_t *code);
/* Writes 1 to 4 bytes to out; returns how many. Surrogates are encoded as they are (as Python's
 * surrogatepass does), since string literals may hold them. */
size_t utf8_encode(uint32_t code, char out[4]);
/* Offset of the first invalid byte, or len when all is valid. */
size_t utf8_validate(const char *text, size_t len);
/* Number of terminal columns of a valid text (tabs count 1; wide East Asian characters 2). */
size_t utf8_columns(const char *text, size_t len);

#endif
