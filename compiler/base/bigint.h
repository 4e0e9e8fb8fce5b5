/* bigint.h: integer literals of any size: parse Python spellings, test ranges, print in decimal or hex.
 *
 * A BigInt is a sign and 32-bit limbs, least significant first; immutable. Used for literals and
 * constant folding of C integers, not for general arithmetic.
 */
#ifndef KRAIT_BASE_BIGINT_H
#define KRAIT_BASE_BIGINT_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct BigInt {
    bool negative;
    uint32_t len; /* limbs in use; 0 is zero */
    uint32_t *limbs;
} BigInt;

/* Most decimal digits of a literal; CPython refuses more as well (sys.set_int_max_str_digits). */
enum { BIGINT_MAX_DIGITS = 4300 };

/* Parses a Python integer literal (0x 0o 0b prefixes, `_` separators, no sign, no suffix).
 * False when the text is not one, or has too many digits. Source: Python language reference 2.4.5. */
bool bigint_parse(Arena *arena, const char *text, size_t len, BigInt *out);
bool bigint_to_i64(const BigInt *value, int64_t *out);  /* false when it does not fit */
bool bigint_to_u64(const BigInt *value, uint64_t *out); /* false when negative or too large */
BigInt bigint_from_i64(Arena *arena, int64_t value);
double bigint_to_double(const BigInt *value); /* nearest; infinity when too large */
/* Hexadecimal digits with 0x and sign, e.g. "-0x1f"; what PyLong_FromString reads back. */
char *bigint_to_hex(Arena *arena, const BigInt *value);

#endif
