/* bigint.c: integer literals; see bigint.h.
 *
 * Decimal digits are folded in nine at a time (one multiplication over the limbs each), which is why their
 * number is limited as CPython limits it; power-of-two bases place their bits directly.
 * Invariant: limbs[len - 1] is not zero, and zero is never negative.
 */
#include "base/bigint.h"

#include <math.h>
#include <string.h>

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/* value = value * factor + carry */
static void multiply_add(BigInt *value, uint32_t factor, uint32_t carry)
{
    uint64_t rest = carry;
    for (uint32_t i = 0; i < value->len; i++) {
        rest += (uint64_t)value->limbs[i] * factor;
        value->limbs[i] = (uint32_t)rest;
        rest >>= 32;
    }
    if (rest)
        value->limbs[value->len++] = (uint32_t)rest;
}

static void read_decimal(const char *digits, size_t count, BigInt *out)
{
    uint32_t chunk = 0, scale = 1;
    for (size_t i = 0; i < count; i++) {
        chunk = chunk * 10 + (uint32_t)(digits[i] - '0');
        scale *= 10;
        if (scale == 1000000000 || i + 1 == count) {
            multiply_add(out, scale, chunk);
            chunk = 0;
            scale = 1;
        }
    }
}

static void read_power_of_two(const char *digits, size_t count, uint32_t bits, BigInt *out)
{
    size_t place = 0;
    for (size_t i = count; i-- > 0; place += bits) {
        uint64_t shifted = (uint64_t)digit_value(digits[i]) << (place % 32);
        out->limbs[place / 32] |= (uint32_t)shifted;
        if (shifted >> 32)
            out->limbs[place / 32 + 1] |= (uint32_t)(shifted >> 32);
    }
    out->len = (uint32_t)((place + 31) / 32);
    while (out->len && !out->limbs[out->len - 1])
        out->len--;
}

/* Copies the digits without underscores and leading zeros; false when one is out of place. */
static bool clean_digits(const char *text, size_t len, int base, char *out, size_t *count)
{
    bool after_digit = false;
    *count = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '_' ? !after_digit : digit_value(text[i]) >= base)
            return false;
        after_digit = text[i] != '_';
        if (after_digit && (*count || text[i] != '0'))
            out[(*count)++] = text[i];
    }
    return after_digit;
}

bool bigint_parse(Arena *arena, const char *text, size_t len, BigInt *out)
{
    uint32_t bits = 0;
    memset(out, 0, sizeof *out);
    if (len > 1 && text[0] == '0') {
        char mark = (char)(text[1] | 0x20);
        bits = mark == 'x' ? 4 : mark == 'o' ? 3 : mark == 'b' ? 1 : 0;
    }
    const char *start = text;
    size_t count, rest = len;
    if (bits) {
        size_t prefix = len > 3 && text[2] == '_' ? 3 : 2; /* 0x_ff */
        start += prefix;
        rest -= prefix;
    }
    char *digits = arena_alloc(arena, len + 1);
    if (!clean_digits(start, rest, bits ? 1 << bits : 10, digits, &count))
        return false;
    if (!bits && ((text[0] == '0' && count) || count > BIGINT_MAX_DIGITS))
        return false; /* 0777 is no integer in Python 3 */
    out->limbs = ARENA_ARRAY(arena, uint32_t, count / 8 + 2);
    if (bits)
        read_power_of_two(digits, count, bits, out);
    else
        read_decimal(digits, count, out);
    return true;
}

bool bigint_to_u64(const BigInt *value, uint64_t *out)
{
    if (value->negative || value->len > 2)
        return false;
    *out = 0;
    for (uint32_t i = value->len; i-- > 0;)
        *out = *out << 32 | value->limbs[i];
    return true;
}

bool bigint_to_i64(const BigInt *value, int64_t *out)
{
    BigInt absolute = *value;
    uint64_t bits;
    absolute.negative = false;
    if (!bigint_to_u64(&absolute, &bits))
        return false;
    if (!value->negative) {
        *out = (int64_t)bits;
        return bits <= INT64_MAX;
    }
    if (bits > (uint64_t)INT64_MAX + 1)
        return false;
    *out = (int64_t)(0 - bits);
    return true;
}

BigInt bigint_from_i64(Arena *arena, int64_t value)
{
    BigInt out = {.negative = value < 0, .limbs = ARENA_ARRAY(arena, uint32_t, 2)};
    uint64_t bits = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    for (; bits; bits >>= 32)
        out.limbs[out.len++] = (uint32_t)bits;
    return out;
}

/* The top 64 bits, with the lowest one set when anything below them is not zero: rounding these to a
 * double rounds the whole number. */
double bigint_to_double(const BigInt *value)
{
    uint64_t top = 0;
    bool rest = false;
    uint32_t skipped = value->len > 3 ? value->len - 3 : 0;
    for (uint32_t i = 0; i < skipped; i++)
        rest |= value->limbs[i] != 0;
    uint32_t next = value->len > 2 ? value->limbs[value->len - 3] : 0;
    for (uint32_t i = value->len; i-- > skipped + (value->len > 2);)
        top = top << 32 | value->limbs[i];
    int exponent = value->len > 2 ? (int)(value->len - 2 > 1 << 20 ? 1 << 20 : value->len - 2) * 32
                                  : 0;
    while (value->len > 2 && !(top >> 63)) {
        top = top << 1 | next >> 31;
        next <<= 1;
        exponent--;
    }
    double result = ldexp((double)(top | (rest || next)), exponent);
    return value->negative ? -result : result;
}

char *bigint_to_hex(Arena *arena, const BigInt *value)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, (size_t)value->len * 8 + 5), *p = text;
    if (value->negative)
        *p++ = '-';
    *p++ = '0';
    *p++ = 'x';
    bool started = false;
    for (uint32_t i = value->len * 8; i-- > 0;) {
        uint32_t digit = value->limbs[i / 8] >> (i % 8 * 4) & 15;
        started |= digit != 0;
        if (started)
            *p++ = digits[digit];
    }
    if (!started)
        *p++ = '0';
    *p = 0;
    return text;
}
