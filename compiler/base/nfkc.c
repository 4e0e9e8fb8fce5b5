/* nfkc.c: Unicode normal form NFKC; see nfkc.h.
 *
 * Each character is replaced by its compatibility form and taken apart, marks are sorted by their class, and what
 * composes is put together again. Only what identifiers may hold is in the tables.
 *
 *     "\uFB01x"  ->  "fix"          "e\u0301"  ->  "\u00E9"
 */
#include "base/nfkc.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

typedef struct Changed {
    uint32_t code;
    const char *text;
} Changed;

typedef struct Pair {
    uint32_t first, second, code;
} Pair;

typedef struct Marks {
    uint32_t first, last, number;
} Marks;

typedef VEC(uint32_t) Codes;

static const Changed changed_rows[] = {
#define CHANGED(code, text) {code, text},
#define PAIR(first, second, code)
#define MARKS(first, last, number)
#include "base/nfkc.def"
#undef CHANGED
#undef PAIR
#undef MARKS
};

static const Pair pair_rows[] = {
#define CHANGED(code, text)
#define PAIR(first, second, code) {first, second, code},
#define MARKS(first, last, number)
#include "base/nfkc.def"
#undef CHANGED
#undef PAIR
#undef MARKS
};

static const Marks marks_rows[] = {
#define CHANGED(code, text)
#define PAIR(first, second, code)
#define MARKS(first, last, number) {first, last, number},
#include "base/nfkc.def"
#undef CHANGED
#undef PAIR
#undef MARKS
};

enum {
    CHANGED_COUNT = sizeof changed_rows / sizeof *changed_rows,
    PAIR_COUNT = sizeof pair_rows / sizeof *pair_rows,
    MARKS_COUNT = sizeof marks_rows / sizeof *marks_rows
};

static const char *find_changed(uint32_t code)
{
    size_t low = 0, high = CHANGED_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (changed_rows[middle].code == code)
            return changed_rows[middle].text;
        if (changed_rows[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const Pair *find_parts(uint32_t code)
{
    size_t low = 0, high = PAIR_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pair_rows[middle].code == code)
            return &pair_rows[middle];
        if (pair_rows[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static uint32_t class_of(uint32_t code)
{
    for (size_t i = 0; i < MARKS_COUNT && marks_rows[i].first <= code; i++)
        if (code <= marks_rows[i].last)
            return marks_rows[i].number;
    return 0;
}

static uint32_t composed(uint32_t first, uint32_t second)
{
    for (size_t i = 0; i < PAIR_COUNT; i++)
        if (pair_rows[i].first == first && pair_rows[i].second == second)
            return pair_rows[i].code;
    return 0;
}

/* Base characters and marks of one character. */
static void take_apart(Arena *arena, Codes *codes, uint32_t code)
{
    const Pair *pair = find_parts(code);
    if (pair)
        take_apart(arena, codes, pair->first);
    uint32_t last = pair ? pair->second : code;
    vec_push(arena, codes, last);
}

/* The text taken apart, compatibility forms replaced; false: nothing in it is other than ASCII. */
static bool decompose(Arena *arena, Codes *codes, const char *text, size_t len)
{
    uint32_t code;
    bool is_ascii = true;
    for (size_t i = 0, size; i < len && (size = utf8_decode(text + i, len - i, &code)) > 0; i += size) {
        const char *form = code < 0x80 ? NULL : find_changed(code);
        is_ascii = is_ascii && code < 0x80;
        if (!form) {
            take_apart(arena, codes, code);
            continue;
        }
        size_t form_len = strlen(form);
        for (size_t k = 0, step; k < form_len && (step = utf8_decode(form + k, form_len - k, &code)) > 0; k += step)
            take_apart(arena, codes, code);
    }
    return !is_ascii;
}

/* Marks that stand together, by class; those of one class keep their order. */
static void sort_marks(Codes *codes)
{
    for (uint32_t i = 1; i < codes->len; i++) {
        uint32_t code = codes->items[i], number = class_of(code), k = i;
        while (number && k > 0 && class_of(codes->items[k - 1]) > number) {
            codes->items[k] = codes->items[k - 1];
            k--;
        }
        codes->items[k] = code;
    }
}

/* Each mark goes into the base before it, unless one of the same or a higher class stands between them. */
static void compose(Codes *codes)
{
    uint32_t len = 0, base = UINT32_MAX, last = 0; /* class of what stands before, behind the base */
    for (uint32_t i = 0; i < codes->len; i++) {
        uint32_t code = codes->items[i], number = class_of(code);
        bool is_next = base != UINT32_MAX && base + 1 == len;
        bool is_free = is_next || (number && last < number);
        uint32_t both = base != UINT32_MAX && is_free ? composed(codes->items[base], code) : 0;
        if (both) {
            codes->items[base] = both;
            continue;
        }
        if (!number)
            base = len;
        last = number;
        codes->items[len++] = code;
    }
    codes->len = len;
}

const char *nfkc(Arena *arena, const char *text, size_t *len)
{
    Codes codes = {0};
    size_t plain = 0;
    while (plain < *len && !((unsigned char)text[plain] & 0x80))
        plain++;
    if (plain == *len || !decompose(arena, &codes, text, *len))
        return text;
    sort_marks(&codes);
    compose(&codes);
    Buf out;
    buf_init(&out, arena);
    for (uint32_t i = 0; i < codes.len; i++) {
        char bytes[4];
        buf_put(&out, bytes, utf8_encode(codes.items[i], bytes));
    }
    *len = out.len;
    return buf_text(&out);
}
