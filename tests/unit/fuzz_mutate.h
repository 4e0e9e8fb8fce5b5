/* fuzz_mutate.h: changes to a program that leave most of it a program.
 *
 * Works on tokens and on blocks (a line and the deeper lines below it), found without any parser: names are swapped for
 * other names, expressions for expressions of this or another file, types for types; blocks are deleted, doubled,
 * swapped, moved in from another file at the right depth, or wrapped in a statement; templates are filled with names
 * of the file. So what a round makes is mostly accepted by the reader, and what is tried is sema and all after it.
 *
 *     for i in range(n): total += a[i]   ->   for i in range(n): total += <double>(i, a[n])
 */
#ifndef KRAIT_TESTS_FUZZ_MUTATE_H
#define KRAIT_TESTS_FUZZ_MUTATE_H

#include "base/buf.h"
#include "base/vec.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

typedef struct Input {
    char *text;
    size_t len;
} Input;

typedef enum TokenKind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_OP } TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t start, len;
} Token;

typedef VEC(Token) Tokens;

typedef struct Block {
    uint32_t start, end, indent; /* whole lines */
} Block;

typedef VEC(Block) Blocks;

typedef struct Mutator {
    Arena *arena; /* of the round */
    Input *input;
    const Input *other;
    uint64_t *random;
} Mutator;

static uint32_t pick_below(uint64_t *random, size_t below)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return below ? (uint32_t)((*random >> 16) % below) : 0;
}

static void replace_span(Arena *arena, Input *input, size_t at, size_t drop, const char *text, size_t len)
{
    Buf buf;
    buf_init(&buf, arena);
    buf_put(&buf, input->text, at);
    buf_put(&buf, text, len);
    buf_put(&buf, input->text + at + drop, input->len - at - drop);
    input->text = (char *)(uintptr_t)buf_text(&buf);
    input->len = buf.len;
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Length of the string whose quotes are at `at`. */
static size_t string_length(const char *at, const char *end)
{
    char quote = *at;
    bool triple = end - at >= 3 && at[1] == quote && at[2] == quote;
    const char *p = at + (triple ? 3 : 1);
    for (; p < end && (triple || *p != '\n'); p++) {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (*p == quote && (!triple || (end - p >= 3 && p[1] == quote && p[2] == quote)))
            return (size_t)(p - at) + (triple ? 3 : 1);
    }
    return (size_t)(p - at);
}

static size_t operator_length(const char *at, const char *end)
{
    static const char *const longer[] = {"**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "==",
                                         "!=",  "<=",  ">=",  "->",  ":=",  "+=", "-=", "*=", "/=", "%=",
                                         "&=",  "|=",  "^=",  "@="};
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
        size_t len = strlen(longer[i]);
        if ((size_t)(end - at) >= len && !memcmp(at, longer[i], len))
            return len;
    }
    return 1;
}

static Tokens find_tokens(Arena *arena, const Input *input)
{
    Tokens tokens = {0};
    const char *p = input->text, *end = p + input->len;
    while (p < end) {
        const char *start = p;
        TokenKind kind = TOKEN_OP;
        if (*p == '#') {
            while (p < end && *p != '\n')
                p++;
            continue;
        }
        if (isspace((unsigned char)*p) || !*p || *p == '\\') {
            p++;
            continue;
        }
        if (is_word(*p)) {
            kind = isdigit((unsigned char)*p) ? TOKEN_NUMBER : TOKEN_NAME;
            while (p < end && (is_word(*p) || (kind == TOKEN_NUMBER && *p == '.')))
                p++;
            if (p < end && (*p == '"' || *p == '\'') && p - start <= 2)
                kind = TOKEN_STRING, p += string_length(p, end);
        } else if (*p == '"' || *p == '\'') {
            kind = TOKEN_STRING, p += string_length(p, end);
        } else {
            p += operator_length(p, end);
        }
        Token token = {kind, (uint32_t)(start - input->text), (uint32_t)(p - start)};
        vec_push(arena, &tokens, token);
    }
    return tokens;
}

static Blocks find_blocks(Arena *arena, const Input *input)
{
    Blocks lines = {0};
    for (uint32_t at = 0; at < input->len;) {
        const char *newline = memchr(input->text + at, '\n', input->len - at);
        uint32_t end = newline ? (uint32_t)(newline - input->text) + 1 : (uint32_t)input->len;
        uint32_t first = at;
        while (first < end && input->text[first] == ' ')
            first++;
        if (first < end && input->text[first] != '\n' && input->text[first] != '#') {
            Block line = {at, end, first - at};
            vec_push(arena, &lines, line);
        }
        at = end;
    }
    for (uint32_t i = 0; i < lines.len; i++)
        for (uint32_t j = i + 1; j < lines.len && lines.items[j].indent > lines.items[i].indent; j++)
            lines.items[i].end = lines.items[j].end;
    return lines;
}

static bool token_is(const Input *input, Token token, const char *text)
{
    return token.len == strlen(text) && !memcmp(input->text + token.start, text, token.len);
}

static bool is_keyword(const Input *input, Token token)
{
    static const char *const words[] = {
        "and", "as", "assert", "async", "await", "break", "cdef", "cimport", "class", "continue", "cpdef",
        "ctypedef", "def", "del", "elif", "else", "enum", "except", "finally", "for", "from", "gil",
        "global", "if", "import", "in", "is", "lambda", "match", "case", "nogil", "noexcept", "nonlocal", "not", "or",
        "pass", "raise", "return", "struct", "union", "try", "while", "with", "yield", "inline", "const"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(input, token, words[i]))
            return true;
    return false;
}

static bool is_operand(const Input *input, Token token)
{
    return token.kind == TOKEN_NUMBER || token.kind == TOKEN_STRING ||
           (token.kind == TOKEN_NAME && !is_keyword(input, token)) || token_is(input, token, "(") ||
           token_is(input, token, "[") || token_is(input, token, "{");
}

static uint32_t closing_token(const Input *input, const Tokens *tokens, uint32_t at)
{
    int depth = 0;
    for (uint32_t i = at; i < tokens->len; i++) {
        char c = input->text[tokens->items[i].start];
        bool single = tokens->items[i].len == 1;
        depth += single && (c == '(' || c == '[' || c == '{');
        depth -= single && (c == ')' || c == ']' || c == '}');
        if (!depth)
            return i;
    }
    return at;
}

/* An operand with its calls, subscripts and attributes, from a token on: {start, len}; len 0 when there is none. */
static Token expression_at(const Input *input, const Tokens *tokens, uint32_t at, bool whole)
{
    Token first = tokens->items[at], none = {TOKEN_OP, 0, 0};
    if (!is_operand(input, first))
        return none;
    uint32_t last = closing_token(input, tokens, at);
    while (whole && last + 2 < tokens->len) {
        Token next = tokens->items[last + 1];
        if (token_is(input, next, "."))
            last += 2;
        else if (token_is(input, next, "(") || token_is(input, next, "["))
            last = closing_token(input, tokens, last + 1);
        else
            break;
    }
    Token end = tokens->items[last];
    return (Token){TOKEN_OP, first.start, end.start + end.len - first.start};
}

/* ---- picking --------------------------------------------------------------------------------- */

static Token pick_expression(Mutator *m, const Input *input, const Tokens *tokens)
{
    for (int tries = 0; tokens->len && tries < 30; tries++) {
        Token found = expression_at(input, tokens, pick_below(m->random, tokens->len), pick_below(m->random, 3));
        if (found.len)
            return found;
    }
    return (Token){TOKEN_OP, 0, 0};
}

static Token pick_name(Mutator *m, const Input *input, const Tokens *tokens)
{
    for (int tries = 0; tokens->len && tries < 30; tries++) {
        Token token = tokens->items[pick_below(m->random, tokens->len)];
        if (token.kind == TOKEN_NAME && !is_keyword(input, token))
            return token;
    }
    return (Token){TOKEN_OP, 0, 0};
}

static const char *const type_words[] = {
    "int", "long long", "unsigned char", "double", "float", "object", "str", "bytes", "list", "dict", "tuple", "set",
    "int*", "const char*", "char", "bint", "Py_ssize_t", "size_t", "double[:]", "int[:, ::1]", "(int, double)", "void*",
    "frozenset", "Py_UCS4", "bytearray", "double complex", "short", "unsigned long", "long double", "object[:]",
    "char**", "const double[::1]", "type", "long", "unsigned int", "signed char", "memoryview", "range", "slice",
    "const int", "volatile int", "int[3]", "Fuzz_S", "Fuzz_S*", "Fuzz_S[2]", "Fuzz_U", "Fuzz_E", "Fuzz_C", "Fuzz_T", "Fuzz_P",
    "Fuzz_S[:]", "cython.pymutex", "Fuzz_Q", "Fuzz_F"};

/* What the types of our own names are; put in front of a program that has got one. */
static const char own_types[] =
    "cimport cython\ncdef struct Fuzz_S:\n    int a\n    double b\ncdef struct Fuzz_Q:\n    int *p\n    Fuzz_S[2] s\n"
    "cdef union Fuzz_U:\n    int a\n    double b\ncpdef enum Fuzz_E:\n    FUZZ_A, FUZZ_B = 3\ncdef class Fuzz_C:\n"
    "    cdef public int a\n    cdef Fuzz_S s\n    cpdef int m(self, int x) except -1:\n        return x\n"
    "ctypedef int (*Fuzz_P)(int)\nctypedef const unsigned long Fuzz_T\nctypedef fused Fuzz_F:\n    int\n    double\n";

static bool is_type_word(const Input *input, Token token)
{
    for (size_t i = 0; i < sizeof type_words / sizeof *type_words; i++)
        if (token_is(input, token, type_words[i]))
            return true;
    return false;
}

/* Fills a template: %e the given text, %n a name, %x an expression, %t a type, %s the indentation. */
static void fill(Mutator *m, Buf *out, const char *pattern, const char *text, size_t len, uint32_t indent)
{
    Tokens tokens = find_tokens(m->arena, m->input);
    for (; *pattern; pattern++) {
        if (*pattern != '%') {
            buf_putc(out, *pattern);
            continue;
        }
        Token token = {TOKEN_OP, 0, 0};
        switch (*++pattern) {
        case 'e': buf_put(out, text, len); break;
        case 's': buf_fill(out, ' ', indent); break;
        case 't': buf_puts(out, type_words[pick_below(m->random, sizeof type_words / sizeof *type_words)]); break;
        case 'n': token = pick_name(m, m->input, &tokens); break;
        default: token = pick_expression(m, m->input, &tokens); break;
        }
        buf_put(out, m->input->text + token.start, token.len);
    }
}

/* ---- changing -------------------------------------------------------------------------------- */

static void change_name(Mutator *m)
{
    Tokens tokens = find_tokens(m->arena, m->input);
    Token at = pick_name(m, m->input, &tokens), by = pick_name(m, m->input, &tokens);
    replace_span(m->arena, m->input, at.start, at.len, m->input->text + by.start, by.len);
}

static void change_type(Mutator *m)
{
    Tokens tokens = find_tokens(m->arena, m->input);
    const char *type = type_words[pick_below(m->random, sizeof type_words / sizeof *type_words)];
    for (int tries = 0; tokens.len && tries < 60; tries++) {
        Token token = tokens.items[pick_below(m->random, tokens.len)];
        if (is_type_word(m->input, token)) {
            replace_span(m->arena, m->input, token.start, token.len, type, strlen(type));
            return;
        }
    }
}

/* A parameter or a local gets a type. */
static void add_type(Mutator *m)
{
    Tokens tokens = find_tokens(m->arena, m->input);
    const char *type = type_words[pick_below(m->random, sizeof type_words / sizeof *type_words)];
    for (int tries = 0; tokens.len > 3 && tries < 60; tries++) {
        uint32_t i = 1 + pick_below(m->random, tokens.len - 2);
        Token before = tokens.items[i - 1], token = tokens.items[i], after = tokens.items[i + 1];
        bool opens = token_is(m->input, before, "(") || token_is(m->input, before, ",");
        bool ends = token_is(m->input, after, ",") || token_is(m->input, after, ")") ||
                    token_is(m->input, after, "=");
        if (token.kind == TOKEN_NAME && opens && ends) {
            const char *text = arena_printf(m->arena, "%s ", type);
            replace_span(m->arena, m->input, token.start, 0, text, strlen(text));
            return;
        }
    }
}

static void change_number(Mutator *m)
{
    static const char *const numbers[] = {"0", "1", "-1", "255", "256", "2147483648", "9223372036854775808", "1.5",
        "1e400", "2j", "0x7fffffffffffffff", "'a'", "b'a'", "c'a'", "u'\\u20ac'", "None", "True", "...", "()", "[]",
        "{}", "1_000", "NULL", "''", "-9223372036854775808", "0.0", "18446744073709551615", "'\\0'", "b'\\xff\\0'"};
    const char *number = numbers[pick_below(m->random, sizeof numbers / sizeof *numbers)];
    Tokens tokens = find_tokens(m->arena, m->input);
    for (int tries = 0; tokens.len && tries < 60; tries++) {
        Token token = tokens.items[pick_below(m->random, tokens.len)];
        if (token.kind == TOKEN_NUMBER || token.kind == TOKEN_STRING) {
            replace_span(m->arena, m->input, token.start, token.len, number, strlen(number));
            return;
        }
    }
}

static void change_operator(Mutator *m)
{
    static const char *const groups[][14] = {
        {"+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", NULL},
        {"==", "!=", "<", ">", "<=", ">=", "in", "is", "not in", "is not", NULL},
        {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "=", NULL},
        {"and", "or", NULL},
        {"break", "continue", "pass", "return", "raise", NULL},
        {"def", "cdef", "cpdef", "async def", NULL},
        {"gil", "nogil", NULL},
        {"class", "cdef class", "struct", "union", "enum", NULL},
        {"if", "while", "elif", NULL},
        {"*", "**", "&", ",", ".", ":", NULL},
        {"range", "enumerate", "reversed", "prange", "zip", "sorted", "len", "sum", "any", "list", "iter", NULL},
        {"yield", "await", "yield from", "return", NULL},
    };
    Tokens tokens = find_tokens(m->arena, m->input);
    for (int tries = 0; tokens.len && tries < 200; tries++) {
        Token token = tokens.items[pick_below(m->random, tokens.len)];
        size_t group = pick_below(m->random, sizeof groups / sizeof *groups), count = 0, found = 99;
        for (; groups[group][count]; count++)
            if (token_is(m->input, token, groups[group][count]))
                found = count;
        if (found == 99)
            continue;
        const char *by = groups[group][pick_below(m->random, count)];
        replace_span(m->arena, m->input, token.start, token.len, by, strlen(by));
        return;
    }
}

static void change_expression(Mutator *m)
{
    static const char *const patterns[] = {
        "(%e)", "(not %e)", "-%e", "~%e", "(%e if %n else %x)", "[%e for %n in %x]", "(lambda %n: %e)", "(yield %e)",
        "(await %e)", "%e[%n]", "%e[%e:%n]", "%e.%n", "%e(%n)", "%e(*%n, **%n)", "(<int>%e)", "(<double>%e)",
        "(<object>%e)", "(<void*>%e)", "(&%e)", "f'{%n!r:>{%n}}'", "(%n := %e)", "(%e == %n)", "(%e in %n)",
        "(%e and %x)", "(%e or %x)", "sizeof(%e)", "(%e < %n <= %x)", "(%e, %x)", "[%e, %x]", "{%e: %x}", "{%e, %x}",
        "(%e ** %x)", "(%e // %x)", "(%e %% 2)", "abs(%e)", "len(%e)", "str(%e)", "int(%e)", "float(%e)", "bool(%e)",
        "isinstance(%e, %n)", "(<%t>%e)", "(<%t?>%e)", "%e[:]", "%e[::-1]", "%e[-1]", "%e[0, 0]", "%e.T", "%e[0]",
        "(*%e,)", "{**%e}", "{%n: %e for %n in %x}", "sum(%e for %n in %x)", "(%e is None)", "(%e is not %n)", "min(%e, %x)",
        "max(%e, 1)", "print(%e)", "%n", "%x", "%x", "%x", "%n(%e)", "%n[%e]", "%n.%n", "%t(%e)", "type(%e)", "%e.append(%x)",
        "%e.get(%x)", "f'{%e}'", "(%e + %x)", "(%e - %x)", "(%e * %x)", "(%e / %x)", "(%e << 3)", "(%e & %x)"};
    Tokens tokens = find_tokens(m->arena, m->input);
    Token at = pick_expression(m, m->input, &tokens);
    const char *pattern = patterns[pick_below(m->random, sizeof patterns / sizeof *patterns)];
    Buf buf;
    buf_init(&buf, m->arena);
    fill(m, &buf, pattern, m->input->text + at.start, at.len, 0);
    replace_span(m->arena, m->input, at.start, at.len, buf_text(&buf), buf.len);
}

static void splice_expression(Mutator *m)
{
    Tokens tokens = find_tokens(m->arena, m->input), others = find_tokens(m->arena, m->other);
    Token at = pick_expression(m, m->input, &tokens), by = pick_expression(m, m->other, &others);
    replace_span(m->arena, m->input, at.start, at.len, m->other->text + by.start, by.len);
}

/* The lines of a block, moved from one depth to another. */
static void put_block(Buf *out, const Input *from, Block block, uint32_t indent)
{
    const char *p = from->text + block.start, *end = from->text + block.end;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline + 1 : end;
        uint32_t own = 0;
        while (p < stop && *p == ' ' && own < block.indent)
            p++, own++;
        buf_fill(out, ' ', indent);
        buf_put(out, p, (size_t)(stop - p));
        p = stop;
    }
    if (out->len && out->text[out->len - 1] != '\n')
        buf_putc(out, '\n');
}

static void change_block(Mutator *m)
{
    Blocks blocks = find_blocks(m->arena, m->input), others = find_blocks(m->arena, m->other);
    Buf buf;
    buf_init(&buf, m->arena);
    if (!blocks.len || !others.len)
        return;
    Block at = blocks.items[pick_below(m->random, blocks.len)];
    Block own = blocks.items[pick_below(m->random, blocks.len)];
    Block foreign = others.items[pick_below(m->random, others.len)];
    switch (pick_below(m->random, 6)) {
    case 0: replace_span(m->arena, m->input, at.start, at.end - at.start, "", 0); return;
    case 1: put_block(&buf, m->input, at, at.indent); break;
    case 2: put_block(&buf, m->input, own, at.indent); break;
    case 3: put_block(&buf, m->other, foreign, at.indent); break;
    case 4:
        put_block(&buf, m->input, own, at.indent);
        replace_span(m->arena, m->input, at.start, at.end - at.start, buf_text(&buf), buf.len);
        return;
    default:
        put_block(&buf, m->other, foreign, at.indent);
        replace_span(m->arena, m->input, at.start, at.end - at.start, buf_text(&buf), buf.len);
        return;
    }
    replace_span(m->arena, m->input, at.start, 0, buf_text(&buf), buf.len);
}

/* False: the input has no blocks. */
static bool pick_block(Mutator *m, Block *at)
{
    Blocks blocks = find_blocks(m->arena, m->input);
    if (blocks.len)
        *at = blocks.items[pick_below(m->random, blocks.len)];
    return blocks.len > 0;
}

/* A new text whose first line is the filled pattern, as deep as the block. */
static void start_line(Mutator *m, Buf *buf, Block at, const char *pattern)
{
    buf_init(buf, m->arena);
    buf_fill(buf, ' ', at.indent);
    fill(m, buf, pattern, "", 0, at.indent);
    buf_putc(buf, '\n');
}

static void wrap_block(Mutator *m)
{
    static const char *const heads[] = {
        "if %x:", "while %x:", "for %n in range(%x):", "for %n in %x:", "try:", "with nogil:", "with gil:",
        "with %x as %n:", "def inner(%n):", "async def inner(%n):", "class K:", "cdef class K:", "else:", "finally:",
        "except %n as %n:", "except* %n:", "for %n in prange(%x, nogil=True):", "cdef int inner(%n):", "if %x: pass\n%selse:",
        "match %x:\n%s  case %n if %x:\n%s    pass\n%s  case _:", "async with %x as %n:", "async for %n in %x:", "with %x:",
        "cdef inline object inner(%t %n) except *:", "for %n from 0 <= %n < %x:", "for %n, %n in enumerate(%x):",
        "cdef:", "cdef struct s:", "cdef enum E:", "while 1:", "if 0:", "with cython.parallel.parallel():"};
    static const char *const tails[] = {"", "", "", "%sexcept %n:\n%s    pass\n", "%sfinally:\n%s    %x\n",
        "%selse:\n%s    %x\n", "%sexcept:\n%s    raise\n", "%sfinally:\n%s    return %x\n", "%sfinally:\n%s    break\n"};
    Block at;
    Buf buf;
    if (!pick_block(m, &at))
        return;
    start_line(m, &buf, at, heads[pick_below(m->random, sizeof heads / sizeof *heads)]);
    put_block(&buf, m->input, at, at.indent + 4);
    fill(m, &buf, tails[pick_below(m->random, sizeof tails / sizeof *tails)], "", 0, at.indent);
    replace_span(m->arena, m->input, at.start, at.end - at.start, buf_text(&buf), buf.len);
}

static void insert_statement(Mutator *m)
{
    static const char *const patterns[] = {
        "return %x", "return", "yield %x", "%n = %x", "%n = %x", "cdef %t %n = %x", "cdef %t %n", "cdef object %n", "del %n",
        "global %n", "nonlocal %n", "break", "continue", "raise %x", "raise", "assert %x, %x", "%n += %x", "%n, %n = %x",
        "*%n, %n = %x", "print(%x)", "%n: %t = %x", "%n: %t", "%n.%n = %x", "%n[%x] = %x", "for %n in %x: pass",
        "from %n import %n", "import %n as %n", "%x", "await %x", "del %n[%x]", "%n = %n = %x", "%n[:] = %x", "%n[%x:] += %x",
        "raise %n from %x", "cdef %t %n(%t %n): return %x", "def %n(%n, *%n, **%n): return %x", "%n = lambda %n=%x: %x",
        "def %n(%t %n=%x): return %x", "@%n", "@cython.cfunc", "@staticmethod", "@property", "ctypedef %t %n",
        "cdef struct %n: %t %n", "cdef enum %n: %n = %x", "cpdef %t %n(%t %n) except? -1: return %x", "cdef %t[3] %n",
        "cdef %t (*%n)(%t)", "cdef readonly %t %n", "cdef public %t %n", "import cython", "cimport cython",
        "cdef fused %n: %t; %t", "%n = yield", "cdef %t* %n = &%n", "%n[0] = %x", "class %n(%n): pass", "type %n = %x",
        "cdef %t %n() noexcept nogil: pass", "async def %n(): yield %x", "from cython.parallel import prange",
        "with %x as %n: %n", "try: %n\n%sexcept %n: %n", "if %x: %n\n%selse: %n", "while %x: %n", "%n @= %x", "exec(%x)"};
    Block at;
    Buf buf;
    if (!pick_block(m, &at))
        return;
    start_line(m, &buf, at, patterns[pick_below(m->random, sizeof patterns / sizeof *patterns)]);
    replace_span(m->arena, m->input, pick_below(m->random, 2) ? at.start : at.end, 0, buf_text(&buf), buf.len);
}

/* A function gets another contract. */
static void change_signature(Mutator *m)
{
    static const char *const ends[] = {" nogil:", " noexcept:", " except -1:", " except? -1:", " except *:", " noexcept nogil:",
        " -> %t:", " except %x:", " with gil:", ":", " -> %n:"};
    Blocks blocks = find_blocks(m->arena, m->input);
    for (int tries = 0; blocks.len && tries < 60; tries++) {
        Block at = blocks.items[pick_below(m->random, blocks.len)];
        const char *line = m->input->text + at.start, *end = memchr(line, '\n', at.end - at.start);
        const char *word = line + at.indent;
        if (!end || end - word < 6 || (memcmp(word, "def", 3) && memcmp(word, "cdef", 4) && memcmp(word, "cpdef", 5)))
            continue;
        const char *close = end;
        while (close > word && *close != ')')
            close--;
        if (*close != ')')
            continue;
        Buf buf;
        buf_init(&buf, m->arena);
        fill(m, &buf, ends[pick_below(m->random, sizeof ends / sizeof *ends)], "", 0, 0);
        size_t start = (size_t)(close + 1 - m->input->text);
        replace_span(m->arena, m->input, start, (size_t)(end - close - 1), buf_text(&buf), buf.len);
        return;
    }
}

/* The first line of a function or class: false when no such line was found. */
static bool pick_definition(Mutator *m, Block *at)
{
    static const char *const words[] = {"def ", "cdef ", "cpdef ", "class ", "async def "};
    for (int tries = 0; tries < 60 && pick_block(m, at); tries++) {
        const char *line = m->input->text + at->start + at->indent, *end = m->input->text + at->end;
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        for (size_t i = 0; newline && newline[-1] == ':' && i < sizeof words / sizeof *words; i++)
            if ((size_t)(end - line) > strlen(words[i]) && !memcmp(line, words[i], strlen(words[i])))
                return true;
    }
    return false;
}

/* A name of a function's body is declared at its start. */
static void declare_name(Mutator *m)
{
    static const char *const patterns[] = {
        "cdef %t %n", "cdef %t %n", "cdef %t %n, %n", "cdef %t %n = %x", "cdef int (*%n)(%t)",
        "cdef %t (*%n)(%t, %t) except? -1", "cdef %t* %n", "cdef %t[3] %n", "cdef %t[:] %n", "cdef const %t* %n",
        "%n: %t = %x", "cdef (%t, %t) %n", "cdef void (*%n)() noexcept nogil", "%n: %t", "global %n", "nonlocal %n"};
    Block at;
    Buf buf;
    if (!pick_definition(m, &at))
        return;
    size_t start = (size_t)((char *)memchr(m->input->text + at.start, '\n', at.end - at.start) + 1 - m->input->text);
    Input body = {m->input->text + start, at.end - start}, *whole = m->input;
    m->input = body.len ? &body : whole; /* names of the body */
    at.indent += 4;
    start_line(m, &buf, at, patterns[pick_below(m->random, sizeof patterns / sizeof *patterns)]);
    m->input = whole;
    replace_span(m->arena, m->input, start, 0, buf_text(&buf), buf.len);
}

static void decorate(Mutator *m)
{
    static const char *const patterns[] = {
        "@cython.boundscheck(False)", "@cython.cfunc", "@cython.ccall", "@cython.cclass", "@cython.locals(%n=%t)",
        "@cython.returns(%t)", "@cython.nogil", "@cython.exceptval(-1)", "@cython.final", "@cython.inline",
        "@cython.freelist(3)", "@cython.binding(False)", "@cython.overflowcheck(True)", "@cython.infer_types(True)",
        "@classmethod", "@cython.critical_section", "@staticmethod", "@property", "@%n.setter", "@cython.ufunc",
        "@cython.dataclasses.dataclass", "@cython.no_gc", "@cython.total_ordering", "@cython.wraparound(False)",
        "@cython.cdivision(True)", "@cython.nonecheck(True)", "@cython.internal", "@cython.no_gc_clear",
        "@cython.embedsignature(True)", "@cython.annotation_typing(False)", "@%n(%x)",
        "@cython.test_fail_if_path_exists('//X')", "@cython.cpow(True)", "@cython.auto_pickle(True)",
        "@cython.collection_type('sequence')", "@cython.initializedcheck(False)",
        "@cython.optimize.unpack_method_calls(False)", "@cython.always_allow_keywords(False)"};
    Block at;
    Buf buf;
    if (!pick_definition(m, &at))
        return;
    start_line(m, &buf, at, patterns[pick_below(m->random, sizeof patterns / sizeof *patterns)]);
    replace_span(m->arena, m->input, at.start, 0, buf_text(&buf), buf.len);
}

/* The whole file under other directives. */
static void set_directive(Mutator *m)
{
    static const char *const names[] = {
        "boundscheck", "wraparound", "cdivision", "overflowcheck", "nonecheck", "infer_types", "binding",
        "embedsignature", "cpow", "initializedcheck", "annotation_typing", "always_allow_keywords",
        "c_api_binop_methods", "auto_pickle", "profile", "linetrace", "autotestdict", "unraisable_tracebacks",
        "iterable_coroutine", "freethreading_compatible", "warn.unused"};
    const char *name = names[pick_below(m->random, sizeof names / sizeof *names)];
    const char *line = arena_printf(m->arena, "# cython: %s=%s\n", name, pick_below(m->random, 2) ? "True" : "False");
    if (!pick_below(m->random, 4))
        line = pick_below(m->random, 2) ? "# cython: language_level=2\n" : "# distutils: language = c++\n";
    replace_span(m->arena, m->input, 0, 0, line, strlen(line));
}

/* Declares the types of our own that the program has got, once, behind its first comments. */
static void define_own_types(Mutator *m)
{
    if (!memmem(m->input->text, m->input->len, "Fuzz_", 5) || memmem(m->input->text, m->input->len, "struct Fuzz_S", 13))
        return;
    size_t at = 0;
    while (at < m->input->len && m->input->text[at] == '#') {
        const char *newline = memchr(m->input->text + at, '\n', m->input->len - at);
        at = newline ? (size_t)(newline + 1 - m->input->text) : m->input->len;
    }
    replace_span(m->arena, m->input, at, 0, own_types, strlen(own_types));
}

static void mutate_program(Mutator *m)
{
    switch (pick_below(m->random, 19)) {
    case 14: set_directive(m); break;
    case 15: decorate(m); break;
    case 16:
    case 17:
    case 18: declare_name(m); break;
    case 0:
    case 1: change_name(m); break;
    case 2: change_type(m); break;
    case 3: add_type(m); break;
    case 4: change_number(m); break;
    case 5: change_operator(m); break;
    case 6:
    case 7: change_expression(m); break;
    case 8: splice_expression(m); break;
    case 9: change_signature(m); break;
    case 10: wrap_block(m); break;
    case 11:
    case 12: insert_statement(m); break;
    default: change_block(m); break;
    }
}

/* The text without docstrings, whose contents are no program: for seeds. */
static Input drop_docstrings(Arena *arena, Input input)
{
    Tokens tokens = find_tokens(arena, &input);
    Buf buf;
    uint32_t done = 0;
    buf_init(&buf, arena);
    for (uint32_t i = 0; i < tokens.len; i++) {
        Token token = tokens.items[i];
        const char *text = input.text + token.start;
        if (token.kind != TOKEN_STRING || token.len < 6 || (memcmp(text, "\"\"\"", 3) && memcmp(text, "'''", 3)))
            continue;
        buf_put(&buf, input.text + done, token.start - done);
        buf_puts(&buf, "\"\"");
        done = token.start + token.len;
    }
    buf_put(&buf, input.text + done, input.len - done);
    return (Input){(char *)(uintptr_t)buf_text(&buf), buf.len};
}

#endif
