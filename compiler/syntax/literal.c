/* literal.c: string, f-string and number tokens to literal nodes.
 *
 * Strings are decoded here: prefixes, escapes, doubled braces, implicit concatenation. A str becomes
 * UTF-8 (surrogates kept as three bytes), bytes and c'x' raw bytes. A str with \N{CJK UNIFIED IDEOGRAPH-4E00} and the
 * like becomes EscapedStr: such names are left to the runtime's character database. Numbers keep their text.
 *
 *     'a\n' "b"       StrLit "a\nb"          f'{x!r:>{w}}'    FString{FValue{x, 'r', FString{">", FValue w}}}
 *     0xffUL          IntLit "0xff", UL      1_0.5j           ImagLit "10.5"
 */
#include "syntax/reader.h"

#include "base/charnames.h"
#include "base/utf8.h"
#include "syntax/synerr_chars.h"
#include <string.h>

/* A \N{NAME} in a decoded text: the name stands at byte `at` of it. */
typedef struct NamedChar {
    size_t at;
    const char *name;
    uint32_t len;
} NamedChar;

typedef struct Lit {
    Buf text;
    VEC(NamedChar) names;
} Lit;

typedef struct Piece {
    Cst cst;
    bool is_raw, is_bytes, is_char, is_f, is_t;
} Piece;

static void lit_init(Reader *r, Lit *lit)
{
    *lit = (Lit){0};
    buf_init(&lit->text, r->scratch);
}

/* --- escapes. Source: Python language reference 2.4.1.1 --- */

typedef struct Escape {
    Reader *r;
    const char *text; /* of the whole source */
    uint32_t at, end; /* at: the backslash */
    bool is_bytes;
    Lit *lit;
} Escape;

static void put_code(Escape *e, uint32_t code)
{
    char utf8[4];
    if (e->is_bytes)
        buf_putc(&e->lit->text, (char)(unsigned char)code);
    else
        buf_put(&e->lit->text, utf8, utf8_encode(code, utf8));
}

static uint32_t escape_error(Escape *e, uint32_t to, const char *what)
{
    read_error(e->r, read_span_of(e->r, e->at, to), "%s", what);
    return to;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* \xHH, \uHHHH, \UHHHHHHHH; returns where it ends. */
static uint32_t take_hex(Escape *e, uint32_t digits)
{
    uint32_t code = 0, at = e->at + 2;
    for (uint32_t i = 0; i < digits; i++, at++) {
        int value = at < e->end ? hex_value(e->text[at]) : -1;
        if (value < 0)
            return escape_error(e, at, digits == 2   ? "truncated \\xXX escape"
                                       : digits == 4 ? "truncated \\uXXXX escape"
                                                     : "truncated \\UXXXXXXXX escape");
        code = code * 16 + (uint32_t)value;
    }
    if (code > 0x10ffff) return escape_error(e, at, "illegal Unicode character");
    put_code(e, code);
    return at;
}

static void warn_escape(Escape *e, uint32_t to)
{
    const char *text = arena_strndup(e->r->arena, e->text + e->at, to - e->at);
    Diag *diag = diag_report(e->r->diags, DIAG_INVALID_ESCAPE, read_span_of(e->r, e->at, to), text);
    diag_note(e->r->diags, diag, SPAN_NONE, "double the backslash, or make it a raw string: r'...'");
}

static uint32_t take_octal(Escape *e)
{
    uint32_t code = 0, at = e->at + 1;
    for (; at < e->end && at < e->at + 4 && e->text[at] >= '0' && e->text[at] <= '7'; at++)
        code = code * 8 + (uint32_t)(e->text[at] - '0');
    if (code > 0xff) warn_escape(e, at);
    put_code(e, code);
    return at;
}

static uint32_t take_name(Escape *e)
{
    uint32_t from = e->at + 3, to = from;
    if (e->at + 2 >= e->end || e->text[e->at + 2] != '{')
        return escape_error(e, e->at + 2, "malformed \\N character escape");
    while (to < e->end && e->text[to] != '}' && e->text[to] != '\n') to++;
    if (to >= e->end || e->text[to] != '}' || to == from)
        return escape_error(e, to, "malformed \\N character escape");
    uint32_t code;
    CharName known = charnames_find(e->text + from, to - from, &code);
    if (known == CHARNAME_UNKNOWN)
        return escape_error(e, to + 1, arena_printf(e->r->arena, "no character has the name `%.*s`", (int)(to - from),
                                                    e->text + from));
    if (known == CHARNAME_KNOWN) {
        put_code(e, code);
        return to + 1;
    }
    NamedChar name = {e->lit->text.len, e->text + from, to - from};
    vec_push(e->r->scratch, &e->lit->names, name);
    return to + 1;
}

/* Decodes the escape at e->at and returns where it ends. */
static uint32_t take_escape(Escape *e)
{
    char c = e->at + 1 < e->end ? e->text[e->at + 1] : '\0';
    switch (c) {
    case '\n': return e->at + 2;
    case '\\':
    case '\'':
    case '"': put_code(e, (unsigned char)c); return e->at + 2;
    case 'a': put_code(e, '\a'); return e->at + 2;
    case 'b': put_code(e, '\b'); return e->at + 2;
    case 'f': put_code(e, '\f'); return e->at + 2;
    case 'n': put_code(e, '\n'); return e->at + 2;
    case 'r': put_code(e, '\r'); return e->at + 2;
    case 't': put_code(e, '\t'); return e->at + 2;
    case 'v': put_code(e, '\v'); return e->at + 2;
    case 'x': return take_hex(e, 2);
    case 'u':
        if (!e->is_bytes) return take_hex(e, 4);
        break;
    case 'U':
        if (!e->is_bytes) return take_hex(e, 8);
        break;
    case 'N':
        if (!e->is_bytes) return take_name(e);
        break;
    }
    if (c >= '0' && c <= '7') return take_octal(e);
    buf_putc(&e->lit->text, '\\');
    if (e->at + 1 >= e->end) return e->at + 1;
    uint32_t code;
    size_t size = utf8_decode(e->text + e->at + 1, e->end - e->at - 1, &code);
    warn_escape(e, e->at + 1 + (uint32_t)(size ? size : 1));
    return e->at + 1;
}

static void check_ascii(Reader *r, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        if (!((unsigned char)r->cst.text[i] & 0x80)) continue;
        uint32_t code;
        uint32_t size = (uint32_t)utf8_decode(r->cst.text + i, end - i, &code);
        read_error(r, read_span_of(r, i, i + (size ? size : 1)), "bytes can only contain ASCII literal characters");
        return;
    }
}

/* Appends the source bytes [start, end) of a piece, decoded. */
static void add_content(Reader *r, Lit *lit, const Piece *piece, uint32_t start, uint32_t end, bool in_spec)
{
    bool braces = (piece->is_f || piece->is_t) && !in_spec;
    bool is_bytes = piece->is_bytes || piece->is_char;
    Escape escape = {.r = r, .text = r->cst.text, .end = end, .is_bytes = is_bytes, .lit = lit};
    if (is_bytes) check_ascii(r, start, end);
    uint32_t from = start, at = start;
    while (at < end) {
        char c = r->cst.text[at];
        if (c == '\\' && !piece->is_raw) {
            buf_put(&lit->text, r->cst.text + from, at - from);
            escape.at = at;
            from = at = take_escape(&escape);
        } else if (braces && (c == '{' || c == '}') && at + 1 < end && r->cst.text[at + 1] == c) {
            buf_put(&lit->text, r->cst.text + from, at + 1 - from);
            from = at = at + 2;
        } else {
            if (c == '}' && braces)
                read_error(r, read_span_of(r, at, at + 1), "f-string: single `}` is not allowed");
            at++;
        }
    }
    if (end > from) buf_put(&lit->text, r->cst.text + from, end - from);
}

/* --- string nodes --- */

static void put_escaped(Buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t code = (unsigned char)text[i];
        size_t size = utf8_decode(text + i, len - i, &code);
        if (!size && i + 2 < len && (code & 0xf0) == 0xe0) { /* a surrogate */
            code = (code & 15) << 12 | ((uint32_t)text[i + 1] & 63) << 6 | ((uint32_t)text[i + 2] & 63);
            size = 3;
        }
        if (code == '\\')
            buf_puts(out, "\\\\");
        else if (code >= 0x20 && code < 0x7f)
            buf_putc(out, (char)code);
        else
            buf_printf(out, code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x", code);
        i += size ? size : 1;
    }
}

static Ast *make_escaped(Reader *r, const Lit *lit, Cst cst)
{
    AstEscapedStr *node = READ_NEW(r, EscapedStr, cst);
    Buf out;
    buf_init(&out, r->arena);
    size_t from = 0;
    for (uint32_t i = 0; i < lit->names.len; i++) {
        NamedChar name = lit->names.items[i];
        put_escaped(&out, lit->text.text + from, name.at - from);
        buf_printf(&out, "\\N{%.*s}", (int)name.len, name.name);
        from = name.at;
    }
    put_escaped(&out, lit->text.text + from, lit->text.len - from);
    node->text = buf_text(&out);
    node->text_len = (uint32_t)out.len;
    return &node->head;
}

static Ast *make_literal(Reader *r, Lit *lit, AstStrKind kind, Cst cst)
{
    if (lit->names.len) return make_escaped(r, lit, cst);
    AstStrLit *node = READ_NEW(r, StrLit, cst);
    node->kind = kind;
    node->value = arena_strndup(r->arena, lit->text.text ? lit->text.text : "", lit->text.len);
    node->value_len = (uint32_t)lit->text.len;
    return &node->head;
}

/* The text between the braces up to `=`, `!`, `:` or `}`, without surrounding blanks. */
static void set_source(Reader *r, AstFValue *node, uint32_t start, uint32_t end)
{
    const char *text = r->cst.text;
    while (start < end && (text[start] == ' ' || text[start] == '\t' || text[start] == '\n')) start++;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\n')) end--;
    node->source = arena_strndup(r->arena, text + start, end - start);
    node->source_len = end - start;
}

static void read_conversion(Reader *r, AstFValue *node, Cst cst)
{
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    if (len == 2 && (text[1] == 's' || text[1] == 'r' || text[1] == 'a'))
        node->conversion = text[1];
    else if (len == 1)
        read_error(r, read_span(r, cst), "f-string: missing conversion character");
    else
        read_error(r, read_span(r, cst), "f-string: invalid conversion character `%.*s`: expected `s`, `r`, or `a`",
                   (int)len - 1, text + 1);
}

static void add_f_parts(Reader *r, AstVec *parts, Lit *lit, const Piece *piece, Cst parent);

/* Between single quotes a format may not go over lines, as an expression may. */
static void check_spec_lines(Reader *r, const Piece *piece, Cst value, Cst cst)
{
    uint32_t quotes;
    const char *start = read_text(r, cst_first(&r->cst, piece->cst), &quotes);
    const char *text = r->cst.text + r->cst.nodes[cst].start;
    uint32_t len = r->cst.nodes[value].end - r->cst.nodes[cst].start;
    bool is_triple = quotes >= 3 && start[quotes - 1] == start[quotes - 2] && start[quotes - 2] == start[quotes - 3];
    if (!is_triple && memchr(text, '\n', len))
        read_error(r, read_span(r, cst), "newlines are not allowed in format specifiers of single-quoted strings");
}

static Ast *read_spec(Reader *r, const Piece *piece, Cst cst)
{
    AstFString *node = READ_NEW(r, FString, cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec parts = {0};
    Lit lit;
    lit_init(r, &lit);
    add_f_parts(r, &parts, &lit, piece, cst);
    if (lit.text.len || lit.names.len) {
        Ast *last = make_literal(r, &lit, AST_STR_STR, cst);
        vec_push(r->scratch, &parts, last);
    }
    node->parts = read_list(r, &parts);
    arena_reset(r->scratch, mark);
    return &node->head;
}

static Ast *read_value(Reader *r, const Piece *piece, Cst cst)
{
    AstFValue *node = READ_NEW(r, FValue, cst);
    const CstNode *nodes = r->cst.nodes;
    Cst expression = cst_field(&r->cst, cst, CST_F_expression);
    Cst debug = cst_field(&r->cst, cst, CST_F_debug);
    Cst conversion = cst_field(&r->cst, cst, CST_F_type_conversion);
    Cst spec = cst_field(&r->cst, cst, CST_F_format_specifier);
    node->value = read_needed(r, cst, CST_F_expression);
    if (expression && cst_sym(&r->cst, expression) == CST_lambda)
        read_error(r, read_span(r, expression), "f-string: lambda expressions are not allowed without parentheses");
    uint32_t start = nodes[cst].start + 1;
    uint32_t end = debug ? nodes[debug].start : expression ? nodes[expression].end : start;
    const char *text = r->cst.text;
    if (expression && !debug)
        while (end < nodes[cst].end && text[end] == ')') end++; /* parentheses have no node of their own */
    set_source(r, node, start, end);
    if (conversion) read_conversion(r, node, conversion);
    if (spec) check_spec_lines(r, piece, cst, spec);
    if (spec) node->spec = read_spec(r, piece, spec);
    if (debug) {
        uint32_t to = nodes[debug].end;
        while (to < nodes[cst].end && (text[to] == ' ' || text[to] == '\t' || text[to] == '\n')) to++;
        node->debug = arena_strndup(r->arena, text + start, to - start);
        node->debug_len = to - start;
        if (!conversion && !spec) node->conversion = 'r';
    }
    return &node->head;
}

/* The contents and interpolations below `parent`; `lit` holds the text not yet flushed to a part. */
static void add_f_parts(Reader *r, AstVec *parts, Lit *lit, const Piece *piece, Cst parent)
{
    CST_EACH(&r->cst, child, parent)
    {
        if (cst_sym(&r->cst, child) == CST_string_content) {
            bool in_spec = cst_sym(&r->cst, parent) == CST_format_specifier;
            add_content(r, lit, piece, r->cst.nodes[child].start, r->cst.nodes[child].end, in_spec);
        } else if (cst_sym(&r->cst, child) == CST_interpolation) {
            if (lit->text.len || lit->names.len) {
                Ast *text = make_literal(r, lit, AST_STR_STR, parent);
                vec_push(r->scratch, parts, text);
                lit_init(r, lit);
            }
            Ast *value = read_value(r, piece, child);
            vec_push(r->scratch, parts, value);
        }
    }
}

static Piece classify(const Reader *r, Cst cst)
{
    Piece piece = {.cst = cst};
    Cst start = cst_first(&r->cst, cst);
    if (!start || cst_sym(&r->cst, start) != CST_string_start) return piece;
    uint32_t len;
    const char *text = read_text(r, start, &len);
    for (uint32_t i = 0; i < len && text[i] != '"' && text[i] != '\''; i++) {
        switch (text[i] | 32) {
        case 'r': piece.is_raw = true; break;
        case 'b': piece.is_bytes = true; break;
        case 'c': piece.is_char = true; break;
        case 'f': piece.is_f = true; break;
        case 't': piece.is_t = true; break;
        }
    }
    return piece;
}

static Ast *read_fstring(Reader *r, Cst cst, const Piece *pieces, uint32_t count, bool is_template)
{
    AstFString *node = READ_NEW(r, FString, cst);
    node->is_template = is_template;
    AstVec parts = {0};
    Lit lit;
    lit_init(r, &lit);
    for (uint32_t i = 0; i < count; i++) {
        if (pieces[i].is_bytes || pieces[i].is_char)
            read_error(r, read_span(r, pieces[i].cst), "cannot mix bytes and nonbytes literals");
        add_f_parts(r, &parts, &lit, &pieces[i], pieces[i].cst);
    }
    if (lit.text.len || lit.names.len) {
        Ast *last = make_literal(r, &lit, AST_STR_STR, cst);
        vec_push(r->scratch, &parts, last);
    }
    node->parts = read_list(r, &parts);
    return &node->head;
}

static Ast *read_plain(Reader *r, Cst cst, const Piece *pieces, uint32_t count)
{
    Lit lit;
    lit_init(r, &lit);
    bool is_bytes = pieces[0].is_bytes || pieces[0].is_char;
    for (uint32_t i = 0; i < count; i++) {
        if ((pieces[i].is_bytes || pieces[i].is_char) != is_bytes) {
            read_error(r, read_span(r, pieces[i].cst), "cannot mix bytes and nonbytes literals");
            return read_poison(r, cst);
        }
        CST_EACH(&r->cst, child, pieces[i].cst)
        if (cst_sym(&r->cst, child) == CST_string_content)
            add_content(r, &lit, &pieces[i], r->cst.nodes[child].start, r->cst.nodes[child].end, false);
    }
    if (pieces[0].is_char && (count > 1 || lit.text.len != 1)) {
        read_error(r, read_span(r, cst), "a C character literal holds exactly one character");
        return read_poison(r, cst);
    }
    return make_literal(r, &lit, pieces[0].is_char ? AST_STR_CHAR : is_bytes ? AST_STR_BYTES : AST_STR_STR, cst);
}

Ast *read_string(Reader *r, Cst cst)
{
    bool is_single = cst_sym(&r->cst, cst) == CST_string;
    uint32_t count = 0;
    CST_EACH(&r->cst, child, cst) count++;
    if (is_single) count = 1;
    if (!count) return read_poison(r, cst);
    ArenaMark mark = arena_mark(r->scratch);
    Piece *pieces = ARENA_ARRAY(r->scratch, Piece, count);
    if (is_single) {
        pieces[0] = classify(r, cst);
    } else {
        uint32_t at = 0;
        CST_EACH(&r->cst, child, cst) pieces[at++] = classify(r, child);
    }
    bool any_f = false, any_t = false, all_t = true;
    for (uint32_t i = 0; i < count; i++) {
        any_f = any_f || pieces[i].is_f;
        any_t = any_t || pieces[i].is_t;
        all_t = all_t && pieces[i].is_t;
    }
    if (any_t && !all_t) read_error(r, read_span(r, cst), "cannot mix t-string literals with string literals");
    Ast *node = any_f || any_t ? read_fstring(r, cst, pieces, count, any_t) : read_plain(r, cst, pieces, count);
    arena_reset(r->scratch, mark);
    return node;
}

/* --- numbers --- */

/* `ul` in any order and case as U, L, UL, LL or ULL. */
static Atom suffix_atom(Reader *r, const char *text, uint32_t len)
{
    static const char *const names[2][3] = {{"", "L", "LL"}, {"U", "UL", "ULL"}};
    uint32_t u = 0, l = 0;
    for (uint32_t i = 0; i < len; i++) {
        u += (text[i] | 32) == 'u';
        l += (text[i] | 32) == 'l';
    }
    return atom_from(r->atoms, names[u ? 1 : 0][l > 2 ? 2 : l]);
}

static Ast *read_int(Reader *r, Cst cst, const char *text, uint32_t len)
{
    AstIntLit *node = READ_NEW(r, IntLit, cst);
    uint32_t digits = len;
    while (digits && strchr("uUlL", text[digits - 1])) digits--;
    if (digits < len) {
        node->suffix = suffix_atom(r, text + digits, len - digits);
        bool is_long = len - digits == 1 && (text[digits] | 32) == 'l'; /* of Python 2 */
        if (!r->is_cython && !(is_long && r->is_level2))
            read_error(r, read_span(r, cst), "invalid decimal literal: the suffix `%.*s` is only known in .pyx files",
                       (int)(len - digits), text + digits);
    }
    bool c_octal = digits > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9' && strspn(text, "0_") < digits;
    node->text = c_octal ? arena_printf(r->arena, "0o%.*s", (int)digits - 1, text + 1)
                         : arena_strndup(r->arena, text, digits);
    node->text_len = c_octal ? digits + 1 : digits;
    return &node->head;
}

/* The text of a float without underscores and j. */
static const char *real_text(Reader *r, const char *text, uint32_t len, uint32_t *out_len)
{
    char *copy = arena_strndup(r->arena, text, len);
    uint32_t to = 0;
    for (uint32_t i = 0; i < len; i++)
        if (text[i] != '_' && (text[i] | 32) != 'j') copy[to++] = text[i];
    copy[to] = '\0';
    *out_len = to;
    return copy;
}

/* False when the number is malformed, which was reported. C's octal 0777 is still read in Cython. */
static bool check_number(Reader *r, Cst cst, const char *text, uint32_t len)
{
    uint32_t start = r->cst.nodes[cst].start;
    SynerrNumber number = synerr_number(r->scratch, r->cst.text, start + len, start, r->is_cython);
    if (!number.error) return true;
    if (number.fix_octal) {
        const char *fix = arena_printf(r->arena, "0o%.*s", (int)len - 1, text + 1);
        rules_python2(r, read_span(r, cst), fix, number.error);
        return r->is_cython;
    }
    read_report(r, DIAG_SYNTAX, read_span(r, cst), number.error);
    return false;
}

Ast *read_number(Reader *r, Cst cst)
{
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    bool plain = !(len > 1 && text[0] == '0') && !memchr(text, '_', len);
    if (!plain && !check_number(r, cst, text, len)) return read_poison(r, cst);
    CstSym sym = cst_sym(&r->cst, cst);
    if (sym == CST_integer) return read_int(r, cst, text, len);
    if (sym == CST_float) {
        AstFloatLit *node = READ_NEW(r, FloatLit, cst);
        node->text = real_text(r, text, len, &node->text_len);
        return &node->head;
    }
    AstImagLit *node = READ_NEW(r, ImagLit, cst);
    node->text = real_text(r, text, len, &node->text_len);
    return &node->head;
}
