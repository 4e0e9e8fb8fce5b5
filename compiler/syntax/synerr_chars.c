/* synerr_chars.c: look-alike characters and malformed numbers, for the syntax-error diagnoser.
 *
 * The identifier test is by exclusion: only the punctuation and symbol blocks of Unicode are refused,
 * so no identifier that the grammar accepts is called an invalid character.
 *
 *     U+201C  ->  `"`          0b12  ->  invalid digit `2` in binary literal
 */
#include "syntax/synerr_chars.h"

#include <string.h>

bool synerr_is_name_byte(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

typedef struct CodeRange {
    uint32_t first, last;
} CodeRange;

static bool in_ranges(uint32_t code, const CodeRange *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last) return true;
    return false;
}

bool synerr_is_name_code(uint32_t code)
{
    static const CodeRange excluded[] = {
        {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb6},     {0xb8, 0xb9},     {0xbb, 0xbf},
        {0xd7, 0xd7},     {0xf7, 0xf7},     {0x2000, 0x203e}, {0x2041, 0x2053}, {0x2055, 0x2070},
        {0x20a0, 0x20cf}, {0x2190, 0x2bff}, {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3008, 0x3020},
        {0xd800, 0xf8ff}, {0xfe10, 0xfe1f}, {0xfe30, 0xfe32}, {0xfe35, 0xfe4c}, {0xfe50, 0xfe6f},
        {0xfeff, 0xfeff}, {0xff00, 0xff0f}, {0xff1a, 0xff20}, {0xff3b, 0xff3e}, {0xff40, 0xff40},
        {0xff5b, 0xff65}, {0xffe0, 0xffff}, {0x1f000, 0x1fbef},
    };
    return !in_ranges(code, excluded, sizeof excluded / sizeof *excluded);
}

/* Marks and digits go on with a name and begin none; of the scripts in wide use. */
bool synerr_starts_name(uint32_t code)
{
    static const CodeRange excluded[] = {
        {0xb7, 0xb7},     {0x300, 0x36f},   {0x387, 0x387},   {0x483, 0x487},   {0x591, 0x5c7},   {0x610, 0x61a},
        {0x64b, 0x669},   {0x670, 0x670},   {0x6d6, 0x6e4},   {0x6e7, 0x6ed},   {0x6f0, 0x6f9},   {0x900, 0x903},
        {0x93a, 0x93c},   {0x93e, 0x94f},   {0x951, 0x957},   {0x962, 0x96f},   {0xe47, 0xe59},   {0x135d, 0x1371},
        {0x1ab0, 0x1ace}, {0x1dc0, 0x1dff}, {0x203f, 0x2040}, {0x2054, 0x2054}, {0x20d0, 0x20f0}, {0x302a, 0x302f},
        {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfe33, 0xfe34}, {0xff10, 0xff19},
    };
    return synerr_is_name_code(code) && !in_ranges(code, excluded, sizeof excluded / sizeof *excluded);
}

bool synerr_is_printable(uint32_t code)
{
    static const CodeRange hidden[] = {
        {0, 0x1f},        {0x7f, 0xa0},     {0xad, 0xad},     {0x2000, 0x200f},
        {0x2028, 0x202f}, {0x205f, 0x206f}, {0x3000, 0x3000}, {0xd800, 0xf8ff},
        {0xfeff, 0xfeff}, {0xfff0, 0xfffb},
    };
    return !in_ranges(code, hidden, sizeof hidden / sizeof *hidden);
}

const char *synerr_ascii_for(uint32_t code)
{
    static const struct {
        uint32_t code;
        const char *text;
    } table[] = {
        {0xa0, " "},     {0xb4, "'"},     {0xd7, "*"},     {0xf7, "/"},     {0x2002, " "},  {0x2003, " "},
        {0x2009, " "},   {0x200b, " "},   {0x2010, "-"},   {0x2011, "-"},   {0x2012, "-"},  {0x2013, "-"},
        {0x2014, "-"},   {0x2018, "'"},   {0x2019, "'"},   {0x201a, "'"},   {0x201b, "'"},  {0x201c, "\""},
        {0x201d, "\""},  {0x201e, "\""},  {0x201f, "\""},  {0x2026, "..."}, {0x202f, " "},  {0x2032, "'"},
        {0x2033, "\""},  {0x2192, "->"},  {0x21d2, "->"},  {0x2212, "-"},   {0x2215, "/"},  {0x2217, "*"},
        {0x2227, "and"}, {0x2228, "or"},  {0x2260, "!="},  {0x2264, "<="},  {0x2265, ">="}, {0x22c5, "*"},
        {0x3000, " "},   {0x3001, ","},   {0x300c, "\""},  {0x300d, "\""},  {0x3010, "["},  {0x3011, "]"},
        {0xfeff, " "},   {0xff01, "!"},   {0xff02, "\""},  {0xff07, "'"},   {0xff08, "("},  {0xff09, ")"},
        {0xff0c, ","},   {0xff0e, "."},   {0xff1a, ":"},   {0xff1b, ";"},   {0xff1d, "="},  {0xff3b, "["},
        {0xff3d, "]"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == code) return table[i].text;
    return NULL;
}

/* --- numbers --- */

typedef struct NumberScan {
    Arena *arena;
    const char *text;
    uint32_t len, pos;
    SynerrNumber out;
} NumberScan;

static char at(const NumberScan *n, uint32_t ahead)
{
    return n->pos + ahead < n->len ? n->text[n->pos + ahead] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_digit_of(char c, int base)
{
    if (base == 16) return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return c >= '0' && c < '0' + base;
}

/* Digits with single underscores between them; false on a bad underscore. */
static bool skip_digits(NumberScan *n, int base)
{
    while (is_digit_of(at(n, 0), base)) {
        while (is_digit_of(at(n, 0), base)) n->pos++;
        if (at(n, 0) != '_') return true;
        n->pos++;
        if (!is_digit_of(at(n, 0), base)) return false;
    }
    return true;
}

static const char *base_name(int base)
{
    return base == 16 ? "hexadecimal" : base == 8 ? "octal" : base == 2 ? "binary" : "decimal";
}

static void fail(NumberScan *n, int base)
{
    n->out.error = arena_printf(n->arena, "invalid %s literal", base_name(base));
}

static void fail_digit(NumberScan *n, int base)
{
    n->out.error = arena_printf(n->arena, "invalid digit `%c` in %s literal", at(n, 0), base_name(base));
}

static void scan_based(NumberScan *n, int base)
{
    n->pos += 2;
    if (at(n, 0) == '_') n->pos++;
    if (is_digit(at(n, 0)) && !is_digit_of(at(n, 0), base)) {
        fail_digit(n, base);
    } else if (!is_digit_of(at(n, 0), base) || !skip_digits(n, base)) {
        fail(n, base);
    } else if (is_digit(at(n, 0))) {
        fail_digit(n, base);
    }
}

/* True for a number with a point, an exponent or a j. */
static bool scan_decimal(NumberScan *n)
{
    bool is_real = false;
    if (!skip_digits(n, 10)) fail(n, 10);
    if (at(n, 0) == '.' && !n->out.error) {
        is_real = true;
        n->pos++;
        if (at(n, 0) == '_' || !skip_digits(n, 10)) fail(n, 10);
    }
    char c = at(n, 0);
    bool sign = at(n, 1) == '+' || at(n, 1) == '-';
    if ((c == 'e' || c == 'E') && is_digit(at(n, sign ? 2 : 1)) && !n->out.error) {
        is_real = true;
        n->pos += sign ? 2 : 1;
        if (!skip_digits(n, 10)) fail(n, 10);
    }
    c = at(n, 0);
    if ((c == 'j' || c == 'J') && !n->out.error) {
        is_real = true;
        n->pos++;
    }
    return is_real;
}

static bool is_leading_zero(const char *text, uint32_t from, uint32_t to)
{
    if (text[from] != '0') return false;
    for (uint32_t i = from; i < to; i++)
        if (text[i] != '0' && text[i] != '_') return true;
    return false;
}

/* `1if x else y` is legal: a keyword may follow a number at once. */
static bool is_keyword_tail(const char *text, uint32_t len)
{
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && !memcmp(words[i], text, len)) return true;
    return false;
}

static bool is_suffix(const char *text, uint32_t len)
{
    static const char *const words[] = {"u", "l", "ul", "lu", "ll", "ull", "llu"};
    char lower[4] = {0};
    if (len > 3) return false;
    for (uint32_t i = 0; i < len; i++)
        lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] - 'A' + 'a' : text[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], lower)) return true;
    return false;
}

SynerrNumber synerr_number(Arena *arena, const char *text, uint32_t len, uint32_t start, bool is_cython)
{
    NumberScan n = {.arena = arena, .text = text, .len = len, .pos = start};
    char kind = text[start] == '0' ? at(&n, 1) : '\0';
    int base = kind == 'x' || kind == 'X' ? 16 : kind == 'o' || kind == 'O' ? 8 : kind == 'b' || kind == 'B' ? 2 : 10;
    bool is_real = false;
    if (base == 10)
        is_real = scan_decimal(&n);
    else
        scan_based(&n, base);
    if (!is_real && base == 10 && !n.out.error && is_leading_zero(text, start, n.pos)) {
        n.out.error = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
                      "octal integers";
        n.out.fix_octal = true;
        for (uint32_t i = start; i < n.pos; i++)
            if (text[i] > '7') n.out.fix_octal = false;
    }
    uint32_t tail = n.pos;
    while (n.pos < len && synerr_is_name_byte((unsigned char)text[n.pos])) n.pos++;
    if (n.pos > tail && !n.out.error) {
        if (is_keyword_tail(text + tail, n.pos - tail))
            n.pos = tail;
        else if (is_real || !is_cython || !is_suffix(text + tail, n.pos - tail))
            fail(&n, base);
    }
    n.out.end = n.pos;
    return n.out;
}
