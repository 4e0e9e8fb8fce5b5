/* srctext.c: bytes of a source file to UTF-8 text: byte order mark, PEP 263 cookie, line ends, NULs.
 *
 * UTF-8 (the default), ASCII and Latin-1 are decoded here, every other encoding by libc's iconv. The
 * common case, valid UTF-8 without carriage returns, is checked and used in place without a copy.
 * Invariant: what comes out is valid UTF-8 without NUL and CR, or false was returned and an error stands.
 *
 *     "# -*- coding: latin-1 -*-\r\nx = '\xe9'"   ->   "# -*- coding: latin-1 -*-\nx = '\xc3\xa9'"
 */
#include "syntax/srctext.h"

#include "base/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { NAME_MAX_LEN = 64 };

typedef struct Decode {
    const ReadInput *input;
    const char *raw; /* after the byte order mark */
    size_t len;
    bool has_bom;
    char encoding[NAME_MAX_LEN + 1];
    uint32_t cookie_start, cookie_len; /* of the encoding's name in raw */
} Decode;

static bool is_cookie_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/* Finds `coding[:=] NAME` in the comment line [start, end). */
static bool find_cookie(Decode *d, size_t start, size_t end)
{
    size_t i = start;
    while (i < end && (d->raw[i] == ' ' || d->raw[i] == '\t' || d->raw[i] == '\f')) i++;
    if (i >= end || d->raw[i] != '#') return false;
    for (; i + 7 <= end; i++) {
        if (memcmp(d->raw + i, "coding", 6) != 0 || (d->raw[i + 6] != ':' && d->raw[i + 6] != '='))
            continue;
        if (i >= start + 11 && !memcmp(d->raw + i - 11, "c_string_en", 11)) continue; /* a directive */
        size_t from = i + 7;
        while (from < end && (d->raw[from] == ' ' || d->raw[from] == '\t')) from++;
        size_t to = from;
        while (to < end && is_cookie_char(d->raw[to])) to++;
        if (to == from || to - from > NAME_MAX_LEN) continue;
        d->cookie_start = (uint32_t)from;
        d->cookie_len = (uint32_t)(to - from);
        return true;
    }
    return false;
}

static bool is_blank_or_comment(const Decode *d, size_t start, size_t end)
{
    while (start < end && (d->raw[start] == ' ' || d->raw[start] == '\t' || d->raw[start] == '\f')) start++;
    return start >= end || d->raw[start] == '#';
}

static size_t line_end(const Decode *d, size_t start)
{
    while (start < d->len && d->raw[start] != '\n' && d->raw[start] != '\r') start++;
    return start;
}

/* Sets d->encoding: lower case, '_' as '-', Python's aliases of UTF-8 and Latin-1 resolved. */
static void choose_encoding(Decode *d)
{
    size_t end = line_end(d, 0);
    bool found = find_cookie(d, 0, end);
    if (!found && is_blank_or_comment(d, 0, end) && end < d->len) {
        size_t second = end + (d->raw[end] == '\r' && end + 1 < d->len && d->raw[end + 1] == '\n' ? 2 : 1);
        found = find_cookie(d, second, line_end(d, second));
    }
    strcpy(d->encoding, "utf-8");
    if (!found) return;
    char *name = d->encoding;
    for (uint32_t i = 0; i < d->cookie_len; i++) {
        char c = d->raw[d->cookie_start + i];
        name[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : (c == '_' ? '-' : c);
    }
    name[d->cookie_len] = '\0';
    if (!strcmp(name, "utf8") || !strncmp(name, "utf-8-", 6)) strcpy(name, "utf-8");
    if (!strcmp(name, "us-ascii")) strcpy(name, "ascii");
    if (!strcmp(name, "latin-1") || !strcmp(name, "latin1") || !strncmp(name, "latin-1-", 8) ||
        !strncmp(name, "iso-8859-1-", 11) || !strncmp(name, "iso-latin-1", 11) || !strcmp(name, "l1"))
        strcpy(name, "iso-8859-1");
}

/* Registers a copy in which what is not printable UTF-8 is '?', so that errors have an excerpt. */
static void register_readable(Decode *d, SrcText *out)
{
    char *copy = arena_strndup(d->input->arena, d->raw, d->len);
    for (size_t i = 0; i < d->len; i++)
        if ((unsigned char)copy[i] >= 0x80 || copy[i] == '\0') copy[i] = '?';
    out->text = copy;
    out->len = (uint32_t)d->len;
    out->file = source_add(d->input->sources, d->input->path, copy, d->len);
}

static bool fail_byte(Decode *d, SrcText *out, size_t at, const char *encoding)
{
    register_readable(d, out);
    static const char digits[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)d->raw[at];
    char hex[3] = {digits[byte >> 4], digits[byte & 15], '\0'};
    Diag *diag = diag_report(d->input->diags, DIAG_NOT_UTF8, (Span){out->file, (uint32_t)at, 1}, hex, encoding);
    if (!d->cookie_len)
        diag_note(d->input->diags, diag, SPAN_NONE,
                  "a source in another encoding names it in its first line: `# -*- coding: NAME -*-`");
    return false;
}

static bool fail_cookie(Decode *d, SrcText *out)
{
    register_readable(d, out);
    char *name = arena_strndup(d->input->arena, d->raw + d->cookie_start, d->cookie_len);
    diag_report(d->input->diags, DIAG_UNKNOWN_ENCODING, (Span){out->file, d->cookie_start, d->cookie_len}, name);
    return false;
}

static bool fail_bom(Decode *d, SrcText *out)
{
    register_readable(d, out);
    char *text = arena_printf(d->input->arena, "encoding `%s` disagrees with the UTF-8 byte order mark", d->encoding);
    diag_report(d->input->diags, DIAG_SYNTAX, (Span){out->file, d->cookie_start, d->cookie_len}, text);
    return false;
}

static void decode_latin1(Decode *d)
{
    Buf buf;
    buf_init(&buf, d->input->arena);
    size_t from = 0;
    for (size_t i = 0; i < d->len; i++) {
        if (!((unsigned char)d->raw[i] & 0x80)) continue;
        buf_put(&buf, d->raw + from, i - from);
        char utf8[4];
        buf_put(&buf, utf8, utf8_encode((unsigned char)d->raw[i], utf8));
        from = i + 1;
    }
    if (from == 0) return;
    buf_put(&buf, d->raw + from, d->len - from);
    d->raw = buf_text(&buf);
    d->len = buf.len;
}

/* Through iconv; false with *at set to the first byte that does not decode. */
static bool decode_iconv(Decode *d, iconv_t conversion, size_t *at)
{
    Buf buf;
    buf_init(&buf, d->input->arena);
    char chunk[4096];
    char *in = (char *)(uintptr_t)d->raw; /* iconv's prototype lacks the const */
    size_t left = d->len;
    bool ok = true;
    while (left) {
        char *out = chunk;
        size_t room = sizeof chunk;
        size_t status = iconv(conversion, &in, &left, &out, &room);
        buf_put(&buf, chunk, sizeof chunk - room);
        if (status == (size_t)-1 && errno != E2BIG) {
            *at = d->len - left;
            ok = false;
            break;
        }
    }
    if (!ok) return false;
    d->raw = buf_text(&buf);
    d->len = buf.len;
    return true;
}

static bool decode_other(Decode *d, SrcText *out)
{
    iconv_t conversion = iconv_open("UTF-8", d->encoding);
    if (conversion == (iconv_t)-1) return fail_cookie(d, out);
    size_t at = 0;
    bool ok = decode_iconv(d, conversion, &at);
    iconv_close(conversion);
    return ok ? true : fail_byte(d, out, at, d->encoding);
}

static size_t first_non_ascii(const Decode *d)
{
    size_t i = 0;
    while (i < d->len && !((unsigned char)d->raw[i] & 0x80)) i++;
    return i;
}

static bool decode(Decode *d, SrcText *out)
{
    if (d->has_bom && strcmp(d->encoding, "utf-8") != 0) return fail_bom(d, out);
    if (!strcmp(d->encoding, "utf-8")) {
        size_t at = utf8_validate(d->raw, d->len);
        return at == d->len ? true : fail_byte(d, out, at, "UTF-8");
    }
    if (!strcmp(d->encoding, "ascii")) {
        size_t at = first_non_ascii(d);
        return at == d->len ? true : fail_byte(d, out, at, "ASCII");
    }
    if (!strcmp(d->encoding, "iso-8859-1")) {
        decode_latin1(d);
        return true;
    }
    return decode_other(d, out);
}

/* CR LF and CR become LF. */
static void unify_line_ends(Decode *d)
{
    if (!memchr(d->raw, '\r', d->len)) return;
    char *copy = arena_alloc(d->input->arena, d->len + 1);
    size_t to = 0;
    for (size_t i = 0; i < d->len; i++) {
        char c = d->raw[i];
        if (c == '\r') {
            if (i + 1 < d->len && d->raw[i + 1] == '\n') continue;
            c = '\n';
        }
        copy[to++] = c;
    }
    copy[to] = '\0';
    d->raw = copy;
    d->len = to;
}

bool srctext_load(const ReadInput *input, SrcText *out)
{
    Decode d = {.input = input, .raw = input->text, .len = input->len};
    if (input->len >= UINT32_MAX - 1) {
        d.len = 0;
        register_readable(&d, out);
        diag_report(input->diags, DIAG_NOT_SUPPORTED, (Span){out->file, 0, 0}, "a source file of 4 GB or more");
        return false;
    }
    if (d.len >= 3 && memcmp(d.raw, "\xef\xbb\xbf", 3) == 0) {
        d.has_bom = true;
        d.raw += 3;
        d.len -= 3;
    }
    choose_encoding(&d);
    const char *nul = memchr(d.raw, '\0', d.len);
    if (nul) {
        size_t at = (size_t)(nul - d.raw);
        register_readable(&d, out);
        Diag *diag = diag_report(input->diags, DIAG_NUL_BYTE, (Span){out->file, (uint32_t)at, 1});
        if (d.len >= 2 && (memcmp(d.raw, "\xff\xfe", 2) == 0 || memcmp(d.raw, "\xfe\xff", 2) == 0))
            diag_note(input->diags, diag, SPAN_NONE, "the file seems to be UTF-16; a source is UTF-8");
        return false;
    }
    if (!decode(&d, out)) return false;
    unify_line_ends(&d);
    out->text = d.raw;
    out->len = (uint32_t)d.len;
    out->file = source_add(input->sources, input->path, d.raw, d.len);
    return true;
}
