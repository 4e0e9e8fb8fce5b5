/* utf8.c: UTF-8; see utf8.h. Strict: no overlong forms, surrogates or code points above U+10FFFF.
 *
 * Column widths follow what terminals do (Unicode 15 East Asian Width W and F: 2; combining marks and
 * joiners: 0; everything else: 1), in ranges wide enough for carets to line up under source text.
 */
#include "base/utf8.h"

size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (!len)
        return 0;
    unsigned char lead = (unsigned char)text[0];
    if (lead < 0x80) {
        *code = lead;
        return 1;
    }
    size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || len < size)
        return 0;
    uint32_t value = lead & (0x7fU >> size);
    for (size_t i = 1; i < size; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3f);
    }
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *code = value;
    return size;
}

size_t utf8_encode(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)((0xf00U >> size & 0xf0) | code);
    return size;
}

size_t utf8_validate(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        uint32_t code;
        size_t size = utf8_decode(text + i, len - i, &code);
        if (!size)
            return i;
        i += size;
    }
    return len;
}

typedef struct Range {
    uint32_t first, last;
} Range;

static const Range zero_width[] = {
    {0x0300, 0x036f},   {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x093c, 0x093c},   {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a},
    {0x0e47, 0x0e4e},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200f}, {0x202a, 0x202e},
    {0x2060, 0x2064},   {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
    {0xe0100, 0xe01ef},
};
static const Range double_width[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26bd, 0x26be},
    {0x26c4, 0x26c5},   {0x26d4, 0x26d4},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2795, 0x2797},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
    {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xa960, 0xa97f},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
    {0xffe0, 0xffe6},   {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e},
    {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3e0, 0x1f3f0}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
    {0x1f550, 0x1f567}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6dc, 0x1f6df},
    {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f93a},
    {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};

static bool is_in(const Range *ranges, size_t count, uint32_t code)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            count = middle;
    }
    /* `low` is now the first range that does not end before the code */
    return code >= ranges[low].first && code <= ranges[low].last;
}

static size_t width_of(uint32_t code)
{
    enum { ZEROES = sizeof zero_width / sizeof *zero_width };
    enum { DOUBLES = sizeof double_width / sizeof *double_width };
    if (code < 0x300)
        return 1;
    if (code <= zero_width[ZEROES - 1].last && is_in(zero_width, ZEROES, code))
        return 0;
    return code <= double_width[DOUBLES - 1].last && is_in(double_width, DOUBLES, code) ? 2 : 1;
}

size_t utf8_columns(const char *text, size_t len)
{
    size_t columns = 0;
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t size = utf8_decode(text + i, len - i, &code);
        columns += size ? width_of(code) : 1;
        i += size ? size : 1;
    }
    return columns;
}
