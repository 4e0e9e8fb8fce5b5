/* charnames.c: see charnames.h. A name is looked for by its hash among all, in the order of the characters: literals have
 * few of them. Of a name that is not one of Unicode, the hash is in the table once in a hundred thousand times. */
#include "base/charnames.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 127 };

static const uint32_t hashes[] = {
#define NAMES(first, count, ...) __VA_ARGS__,
#define ALIAS(code, name)
#include "base/charnames.def"
#undef NAMES
#undef ALIAS
};

static const struct {
    uint32_t first, count;
} runs[] = {
#define NAMES(first, count, ...) {first, count},
#define ALIAS(code, name)
#include "base/charnames.def"
#undef NAMES
#undef ALIAS
};

static const struct {
    uint32_t code;
    const char *name;
} aliases[] = {
#define NAMES(first, count, ...)
#define ALIAS(code, name) {code, name},
#include "base/charnames.def"
#undef NAMES
#undef ALIAS
};

static uint32_t hash_of(const char *text)
{
    uint32_t value = 2166136261U;
    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 16777619U;
    return value ^ value >> 15;
}

/* `...-1F600` and Hangul syllables. */
static bool is_made(const char *name)
{
    const char *dash = strrchr(name, '-');
    size_t digits = dash ? strspn(dash + 1, "0123456789ABCDEF") : 0;
    return (digits >= 4 && digits <= 6 && !dash[1 + digits]) || !strncmp(name, "HANGUL SYLLABLE ", 16);
}

CharName charnames_find(const char *name, size_t len, uint32_t *code)
{
    char upper[LONGEST + 1];
    if (len > LONGEST)
        return CHARNAME_UNKNOWN;
    for (size_t i = 0; i < len; i++)
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - ('a' - 'A') : name[i]);
    upper[len] = '\0';
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (!strcmp(aliases[i].name, upper)) {
            *code = aliases[i].code;
            return CHARNAME_KNOWN;
        }
    uint32_t hash = hash_of(upper);
    size_t at = 0;
    while (at < sizeof hashes / sizeof *hashes && hashes[at] != hash)
        at++;
    if (at == sizeof hashes / sizeof *hashes)
        return is_made(upper) ? CHARNAME_MADE : CHARNAME_UNKNOWN;
    for (size_t i = 0; i < sizeof runs / sizeof *runs; at -= runs[i++].count)
        if (at < runs[i].count) {
            *code = runs[i].first + (uint32_t)at;
            break;
        }
    return CHARNAME_KNOWN;
}
