/* synerr_string.c: where a string literal of faulty source ends, f-strings with their nested fields included.
 *
 * Plain strings end at their quote or, unterminated, at the end of the line (or of the file, with three
 * quotes). Inside the braces of an f-string everything is skipped that can stand there: brackets,
 * nested strings, format specs. When the braces do not work out, the f-string is taken as a plain one,
 * so that the tokens after it stay right.
 *
 *     'don't'     ends after `'don'`; the last quote starts a string that is never terminated
 */
#include "syntax/synerr_scan.h"

#include <string.h>

enum {
    MAX_NESTED = 40,  /* f-strings in f-strings */
    MAX_FIELD = 20000 /* bytes of a replacement field */
};

typedef struct StringScan {
    const Scan *scan;
    const char *text;
    uint32_t len;
    uint32_t nested;
} StringScan;

static uint32_t skip_string(StringScan *s, uint32_t at, uint32_t quote, bool *ok);

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static bool is_triple(const StringScan *s, uint32_t quote)
{
    char c = s->text[quote];
    return quote + 2 < s->len && s->text[quote + 1] == c && s->text[quote + 2] == c;
}

static bool prefix_has(const StringScan *s, uint32_t at, uint32_t quote, char letter)
{
    for (; at < quote; at++)
        if ((s->text[at] | 32) == letter) return true;
    return false;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Skips a name, or a string when the name is its prefix. */
static uint32_t skip_word(StringScan *s, uint32_t at, bool *ok)
{
    uint32_t end = at;
    while (end < s->len && is_word(s->text[end])) end++;
    if (end < s->len && is_quote(s->text[end]) && end - at <= 2) return skip_string(s, at, end, ok);
    return end;
}

static uint32_t skip_field(StringScan *s, uint32_t at, uint32_t quote, bool *ok);

/* A format spec, from after its colon to the closing brace. */
static uint32_t skip_spec(StringScan *s, uint32_t at, uint32_t quote, bool *ok)
{
    bool triple = is_triple(s, quote);
    while (at < s->len && *ok) {
        char c = s->text[at];
        if (c == '}') return at;
        if (c == '{') {
            at = skip_field(s, at + 1, quote, ok);
            continue;
        }
        if ((c == '\n' || c == s->text[quote]) && !triple) break;
        at++;
    }
    *ok = false;
    return at;
}

/* From after the opening brace to after the closing one. */
static uint32_t skip_field(StringScan *s, uint32_t at, uint32_t quote, bool *ok)
{
    uint32_t depth = 0;
    if (++s->nested > MAX_NESTED) *ok = false;
    uint32_t limit = s->len - at > MAX_FIELD ? at + MAX_FIELD : s->len;
    while (at < limit && *ok) {
        char c = s->text[at];
        if (is_quote(c)) {
            bool inner = true;
            uint32_t end = skip_string(s, at, at, &inner);
            if (!inner) *ok = false;
            at = end;
        } else if (is_word(c)) {
            at = skip_word(s, at, ok);
        } else if (c == '(' || c == '[' || c == '{') {
            depth++, at++;
        } else if (c == '}' && depth == 0) {
            s->nested--;
            return at + 1;
        } else if (c == ')' || c == ']' || c == '}') {
            if (depth) depth--;
            at++;
        } else if (c == ':' && depth == 0 && !(at + 1 < s->len && s->text[at + 1] == '=')) {
            at = skip_spec(s, at + 1, quote, ok);
        } else if (c == '#') {
            while (at < s->len && s->text[at] != '\n') at++;
        } else {
            at++;
        }
    }
    s->nested--;
    *ok = false;
    return at;
}

static bool ends_string(const StringScan *s, uint32_t at, char quote, bool triple)
{
    if (s->text[at] != quote) return false;
    return !triple || (at + 2 < s->len && s->text[at + 1] == quote && s->text[at + 2] == quote);
}

/* The literal without regard to braces; *ok false when it is not terminated. */
static uint32_t skip_plain(const StringScan *s, uint32_t quote, uint32_t at, bool *ok)
{
    bool triple = is_triple(s, quote);
    char c = s->text[quote];
    while (at < s->len) {
        if (s->text[at] == '\\') {
            at += 2;
            continue;
        }
        if (s->text[at] == '\n' && !triple) break;
        if (ends_string(s, at, c, triple)) return at + (triple ? 3 : 1);
        at++;
    }
    *ok = false;
    return at < s->len ? at : s->len;
}

static uint32_t skip_string(StringScan *s, uint32_t start, uint32_t quote, bool *ok)
{
    bool triple = is_triple(s, quote);
    uint32_t first = quote + (triple ? 3 : 1);
    bool fields = prefix_has(s, start, quote, 'f') || prefix_has(s, start, quote, 't');
    if (!fields) return skip_plain(s, quote, first, ok);
    uint32_t at = first;
    while (at < s->len) {
        char c = s->text[at];
        if (c == '\\' && !(at + 1 < s->len && s->text[at + 1] == '{')) {
            at += 2;
        } else if (c == '{' && at + 1 < s->len && s->text[at + 1] == '{') {
            at += 2;
        } else if (c == '{') {
            bool inner = true;
            at = skip_field(s, at + 1, quote, &inner);
            if (!inner) return skip_plain(s, quote, first, ok);
        } else if (c == '\n' && !triple) {
            break;
        } else if (ends_string(s, at, s->text[quote], triple)) {
            return at + (triple ? 3 : 1);
        } else {
            at++;
        }
    }
    *ok = false;
    return at < s->len ? at : s->len;
}

uint32_t synerr_scan_string(const Scan *scan, uint32_t at, uint32_t quote, const char **error,
                            uint32_t *error_at)
{
    StringScan s = {.scan = scan, .text = scan->text, .len = scan->len};
    bool ok = true;
    uint32_t end = skip_string(&s, at, quote, &ok);
    *error = NULL;
    if (ok) return end;
    bool triple = is_triple(&s, quote);
    const char *kind = prefix_has(&s, at, quote, 'f')   ? "f-string"
                       : prefix_has(&s, at, quote, 't') ? "t-string"
                                                        : "string";
    uint32_t last = end;
    while (triple && last > quote + 3 && (scan->text[last - 1] == '\n' || scan->text[last - 1] == ' ')) last--;
    bool escaped = !triple && end > quote + 2 && scan->text[end - 1] == scan->text[quote] &&
                   scan->text[end - 2] == '\\';
    *error = arena_printf(scan->arena, "unterminated %s%s literal (detected at line %u)%s",
                          triple ? "triple-quoted " : "", kind, synerr_line_of(scan, last),
                          escaped ? "; perhaps you escaped the end quote" : "");
    *error_at = at;
    return end;
}
