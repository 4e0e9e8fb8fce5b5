/* base_test.c: arenas, containers, atoms, bit sets, UTF-8, panics. */
#include "base/atom.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/format.h"
#include "base/map.h"
#include "base/nfkc.h"
#include "base/panic.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "unit.h"

#include <limits.h>

static void test_arena_is_zeroed_and_aligned(void)
{
    Arena *arena = arena_new();
    for (size_t size = 1; size < 100000; size = size * 3 + 1) {
        unsigned char *p = arena_alloc(arena, size);
        CHECK((uintptr_t)p % 16 == 0);
        CHECK(p[0] == 0 && p[size - 1] == 0);
        memset(p, 0xff, size);
    }
    arena_delete(arena);
}

static void test_arena_reset_gives_back(void)
{
    Arena *arena = arena_new();
    arena_alloc(arena, 100);
    size_t before = arena_bytes(arena);
    ArenaMark mark = arena_mark(arena);
    for (int i = 0; i < 1000; i++)
        memset(arena_alloc(arena, 1000), 0xff, 1000);
    CHECK(arena_bytes(arena) >= before + 1000000);
    arena_reset(arena, mark);
    CHECK(arena_bytes(arena) == before);
    unsigned char *again = arena_alloc(arena, 2000);
    CHECK(again[0] == 0 && again[1999] == 0);
    arena_delete(arena);
}

static void test_arena_reset_of_empty(void)
{
    Arena *arena = arena_new();
    ArenaMark mark = arena_mark(arena);
    arena_strdup(arena, "text");
    arena_reset(arena, mark);
    CHECK(arena_bytes(arena) == 0);
    CHECK_STR(arena_printf(arena, "%s-%d", "a", 7), "a-7");
    arena_delete(arena);
}

/* Whether all is given back, the address sanitizer tells. */
static void test_arena_within(void)
{
    Arena *owner = arena_new(), *first = arena_new_within(owner, 0), *second = arena_new_within(owner, 64);
    Arena *inner = arena_new_within(second, 0);
    arena_strdup(first, "first");
    arena_strdup(inner, "inner");
    arena_delete(first);
    Arena *third = arena_new_within(owner, 0);
    CHECK_STR(arena_strdup(third, "third"), "third");
    arena_delete(owner);
}

static void test_vec(void)
{
    Arena *arena = arena_new();
    VEC(int) v = {0};
    for (int i = 0; i < 1000; i++)
        vec_push(arena, &v, i * i);
    CHECK(v.len == 1000 && v.items[999] == 999 * 999 && vec_last(&v) == 999 * 999);
    CHECK(vec_pop(&v) == 999 * 999 && v.len == 999);
    arena_delete(arena);
}

static void test_map_keeps_order_and_null_values(void)
{
    Arena *arena = arena_new();
    Map map = {0};
    static int keys[500];
    CHECK(!map_get(&map, keys) && !map_has(&map, keys));
    for (int i = 0; i < 500; i++)
        map_set(arena, &map, &keys[(i * 7) % 500], &keys[i]);
    map_set(arena, &map, &keys[7], NULL);
    CHECK(map.len == 500);
    CHECK(map_has(&map, &keys[7]) && !map_get(&map, &keys[7]));
    for (int i = 0; i < 500; i++) {
        CHECK(map.entries[i].key == &keys[(i * 7) % 500]);
        CHECK(i == 1 || map_get(&map, &keys[(i * 7) % 500]) == &keys[i]);
    }
    arena_delete(arena);
}

static void test_atoms_are_equal_by_pointer(void)
{
    Arena *arena = arena_new();
    AtomTable table;
    atom_table_init(&table, arena);
    Atom a = atom_from(&table, "alpha");
    for (int i = 0; i < 2000; i++)
        atom_from(&table, arena_printf(arena, "name%d", i));
    CHECK(atom_intern(&table, "alphabet", 5) == a);
    CHECK(a->len == 5);
    CHECK(ATOM(&table, self) == atom_from(&table, "self"));
    CHECK(atom_intern(&table, "a\0b", 3) != atom_intern(&table, "a", 1));
    arena_delete(arena);
}

static void test_bits(void)
{
    Arena *arena = arena_new();
    Bits a = bits_new(arena, 130), b = bits_new(arena, 130);
    bits_set(&a, 0);
    bits_set(&a, 129);
    bits_set(&b, 64);
    CHECK(bits_union(&b, &a) && !bits_union(&b, &a));
    CHECK(bits_has(&b, 0) && bits_has(&b, 64) && bits_has(&b, 129) && !bits_has(&b, 128));
    CHECK(!bits_equal(&a, &b));
    CHECK(bits_intersect(&b, &a) && bits_equal(&a, &b));
    bits_clear(&b, 129);
    CHECK(!bits_has(&b, 129));
    bits_copy(&b, &a);
    CHECK(bits_has(&b, 129));
    arena_delete(arena);
}

static void test_buf(void)
{
    Arena *arena = arena_new();
    Buf buf;
    buf_init(&buf, arena);
    CHECK_STR(buf_text(&buf), "");
    for (int i = 0; i < 100; i++)
        buf_printf(&buf, "%03d,", i);
    CHECK(buf.len == 400);
    CHECK(!strncmp(buf_text(&buf) + 392, "098,099,", 9));
    buf_fill(&buf, ' ', 300);
    buf_putc(&buf, 'x');
    CHECK(buf.len == 701 && buf.text[700] == 'x' && buf.text[701] == 0);
    arena_delete(arena);
}

static void test_arena_extend(void)
{
    Arena *arena = arena_new();
    char *first = arena_alloc(arena, 20);
    bool extended = arena_extend(arena, first, 20, 4000);
#ifdef KRAIT_HOSTILE
    CHECK(!extended); /* each allocation has a block of its own */
    arena_delete(arena);
    return;
#endif
    CHECK(extended);
    memset(first, 'x', 4000);
    char *second = arena_alloc(arena, 16);
    CHECK(second >= first + 4000 && second[0] == 0);
    CHECK(!arena_extend(arena, first, 4000, 4001 + 16));
    CHECK(!arena_extend(arena, second, 16, 100 << 20));
    arena_delete(arena);
}

/* Our own formatting against the C library's. */
static void check_format(Arena *arena, size_t room, const char *format, ...)
{
    char ours[600], theirs[600];
    va_list a, b, c;
    va_start(a, format);
    va_copy(b, a);
    va_copy(c, a);
    size_t len = format_text_into(ours, room, format, a);
    CHECK(len == (size_t)vsnprintf(theirs, room, format, b));
    CHECK_STR(ours, theirs);
    CHECK(strlen(arena_vprintf(arena, format, c)) == len);
    va_end(a);
    va_end(b);
    va_end(c);
}

static void test_format(void)
{
    static const size_t rooms[] = {1, 5, 600};
    Arena *arena = arena_new();
    char longest[500];
    memset(longest, 'y', 499);
    longest[499] = 0;
    for (size_t i = 0; i < 3; i++) {
        check_format(arena, rooms[i], "");
        check_format(arena, rooms[i], "plain 100%%");
        check_format(arena, rooms[i], "%s(%s)", "f", "");
        check_format(arena, rooms[i], "%s|%s", longest, "z");
        check_format(arena, rooms[i], "%.*s|%.*s|%.*s", 3, "abcdef", 9, "ab", -1, "abc");
        check_format(arena, rooms[i], "%d %i %u %c", INT_MIN, -7, UINT_MAX, 'q');
        check_format(arena, rooms[i], "%ld %lu %zu", LONG_MIN, ULONG_MAX, SIZE_MAX);
        check_format(arena, rooms[i], "%lld %llu", LLONG_MIN, ULLONG_MAX);
        check_format(arena, rooms[i], "%s %08x %-6s| %5.2f", "a", 0xbeefU, "b", 1.5);
    }
    arena_delete(arena);
}

static void test_nfkc(void)
{
    static const struct {
        const char *text, *form;
    } cases[] = {{"name", "name"},
                 {"\303\251t\303\251", "\303\251t\303\251"},
                 {"\357\254\201x", "fix"},                                  /* ligature fi */
                 {"e\314\201", "\303\251"},                                /* e, acute */
                 {"s\314\207\314\243", "\341\271\251"},                 /* marks in the wrong order */
                 {"\341\272\233\314\243", "\341\271\251"},             /* long s with dot, dot below */
                 {"a\314\243\314\243", "\341\272\241\314\243"},       /* the second mark stays */
                 {"\360\235\220\200", "A"},                                /* mathematical bold A */
                 {"\352\260\200", "\352\260\200"}};                      /* Hangul syllable */
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len = strlen(cases[i].text);
        const char *form = nfkc(arena, cases[i].text, &len);
        CHECK(len == strlen(cases[i].form) && !memcmp(form, cases[i].form, len));
    }
    arena_delete(arena);
}

static void test_utf8(void)
{
    static const struct {
        const char *text;
        uint32_t code;
    } good[] = {
        {"a", 'a'}, {"\303\251", 0xe9}, {"\342\202\254", 0x20ac}, {"\360\237\230\200", 0x1f600}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        uint32_t code = 0;
        char out[4];
        size_t len = strlen(good[i].text);
        CHECK(utf8_decode(good[i].text, len, &code) == len && code == good[i].code);
        CHECK(utf8_encode(code, out) == len && !memcmp(out, good[i].text, len));
    }
    /* overlong, surrogate, above the last code point, cut short, stray continuation */
    static const char *const bad[] = {
        "\300\200", "\340\200\200", "\355\240\200", "\364\220\200\200", "\342\202", "\200", "\377"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(utf8_validate(bad[i], strlen(bad[i])) == 0);
    CHECK(utf8_validate("ab\303\251\200c", 6) == 4);
}

static void test_utf8_columns(void)
{
    CHECK(utf8_columns("abc", 3) == 3);
    CHECK(utf8_columns("\346\227\245\346\234\254", 6) == 4); /* two ideographs */
    CHECK(utf8_columns("e\314\201", 3) == 1);                /* combining acute */
    CHECK(utf8_columns("\360\237\230\200", 4) == 2);         /* emoji */
}

static void fall_over(void *arg)
{
    panic_context("pass %s", (const char *)arg);
    panic("lost %d things", 3);
}

static void nest_guards(void *arg)
{
    Guard inner;
    panic_context("outer");
    CHECK(!guard_run(&inner, fall_over, arg));
    panic("after");
}

static void do_nothing(void *arg)
{
    (void)arg;
}

static void test_panic_returns_to_guard(void)
{
    Guard guard;
    CHECK(!guard_run(&guard, fall_over, "err"));
    CHECK(strstr(guard.message, "base_test.c:"));
    CHECK(strstr(guard.message, ": lost 3 things (in pass err)"));
    CHECK(!guard_run(&guard, nest_guards, "x"));
    CHECK(strstr(guard.message, "after (in outer)"));
    CHECK(guard_run(&guard, do_nothing, NULL) && !guard.message[0]);
}

UNIT_MAIN(TEST(test_arena_is_zeroed_and_aligned), TEST(test_arena_reset_gives_back),
          TEST(test_arena_reset_of_empty), TEST(test_arena_within), TEST(test_vec),
          TEST(test_map_keeps_order_and_null_values), TEST(test_atoms_are_equal_by_pointer),
          TEST(test_bits), TEST(test_buf), TEST(test_arena_extend), TEST(test_format),
          TEST(test_nfkc), TEST(test_utf8), TEST(test_utf8_columns),
          TEST(test_panic_returns_to_guard))
