/* bigint_test.c: integer literals: spelling, range, rounding, printing. */
#include "base/bigint.h"
#include "unit.h"

#include <math.h>

static Arena *arena;

static BigInt parse(const char *text)
{
    BigInt value = {0};
    if (!bigint_parse(arena, text, strlen(text), &value))
        unit_fail(__FILE__, __LINE__, text);
    return value;
}

static const char *hex(const char *text)
{
    BigInt value = parse(text);
    return bigint_to_hex(arena, &value);
}

static void test_spellings(void)
{
    arena = arena_new();
    CHECK_STR(hex("0"), "0x0");
    CHECK_STR(hex("00_0"), "0x0");
    CHECK_STR(hex("255"), "0xff");
    CHECK_STR(hex("1_000_000"), "0xf4240");
    CHECK_STR(hex("0x_dead_BEEF"), "0xdeadbeef");
    CHECK_STR(hex("0o777"), "0x1ff");
    CHECK_STR(hex("0B1_01"), "0x5");
    CHECK_STR(hex("0o1234567012345670123456701234567"), "0x53977053977053977053977");
    CHECK_STR(hex("340282366920938463463374607431768211456"),
              "0x100000000000000000000000000000000");
    CHECK_STR(hex("0x00000000000000000000001"), "0x1");
    static const char *const bad[] = {"",    "_1",  "1_",  "1__0", "0777", "0x",
                                      "0x_", "0xg", "0b2", "12a",  "0_7"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        BigInt value;
        if (bigint_parse(arena, bad[i], strlen(bad[i]), &value))
            unit_fail(__FILE__, __LINE__, bad[i]);
    }
    arena_delete(arena);
}

static void test_too_many_digits(void)
{
    arena = arena_new();
    BigInt value;
    char *text = arena_alloc(arena, BIGINT_MAX_DIGITS + 2);
    memset(text, '9', BIGINT_MAX_DIGITS + 1);
    CHECK(!bigint_parse(arena, text, BIGINT_MAX_DIGITS + 1, &value));
    CHECK(bigint_parse(arena, text, BIGINT_MAX_DIGITS, &value));
    CHECK(isinf(bigint_to_double(&value)));
    text[0] = '0', text[1] = 'x';
    CHECK(bigint_parse(arena, text, BIGINT_MAX_DIGITS + 1, &value));
    arena_delete(arena);
}

static void test_ranges(void)
{
    arena = arena_new();
    int64_t i;
    uint64_t u;
    BigInt value = parse("9223372036854775807");
    CHECK(bigint_to_i64(&value, &i) && i == INT64_MAX);
    value = parse("9223372036854775808");
    CHECK(!bigint_to_i64(&value, &i));
    value.negative = true;
    CHECK(bigint_to_i64(&value, &i) && i == INT64_MIN && !bigint_to_u64(&value, &u));
    value = parse("18446744073709551615");
    CHECK(bigint_to_u64(&value, &u) && u == UINT64_MAX);
    value = parse("18446744073709551616");
    CHECK(!bigint_to_u64(&value, &u));
    value = bigint_from_i64(arena, INT64_MIN);
    CHECK_STR(bigint_to_hex(arena, &value), "-0x8000000000000000");
    CHECK(bigint_to_i64(&value, &i) && i == INT64_MIN);
    arena_delete(arena);
}

static void test_doubles_round_to_nearest_even(void)
{
    arena = arena_new();
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0.0},
        {"123456789", 123456789.0},
        {"9007199254740993", 9007199254740992.0},                      /* 2**53 + 1: tie to even */
        {"9007199254740995", 9007199254740996.0},                      /* 2**53 + 3: tie to even */
        {"0x20000000000001000000000000000000", 0x1p125},               /* tie, beyond 64 bits */
        {"0x20000000000001000000000000000001", 0x1.0000000000001p125}, /* just above the tie */
        {"0x1fffffffffffff000000000000000000", 0x1.fffffffffffffp124},
        {"100000000000000000000000000000000000000000000000000", 1e50},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        BigInt value = parse(cases[i].text);
        double got = bigint_to_double(&value);
        if (got < cases[i].value || got > cases[i].value)
            unit_fail(__FILE__, __LINE__, cases[i].text);
        value.negative = true;
        CHECK(value.len == 0 || bigint_to_double(&value) < 0);
    }
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_spellings), TEST(test_too_many_digits), TEST(test_ranges),
          TEST(test_doubles_round_to_nearest_even))
