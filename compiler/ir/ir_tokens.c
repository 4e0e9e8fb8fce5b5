/* ir_tokens.c: the words of IR text.
 *
 * A hand-written lexer with one token of look-ahead. Line ends matter (they end instructions), so they
 * are tokens; a comment (`;` after white space) that starts with a number says which source line the
 * line belongs to. After the first error the text ends: the parser needs no recovery, it just unwinds.
 *
 *     set s, %1     ; 4        NAME(set) NAME(s) PUNCT(,) VALUE(1) NEWLINE(line 4)
 */
#include "ir/ir_tokens.h"

#include <stdlib.h>
#include <string.h>

bool ir_is_name_char(char c, bool first)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80);
    return letter || (!first && c >= '0' && c <= '9');
}

bool ir_is_reserved(const char *text, size_t len)
{
    static const char *const words[] = {
        "null",  "true", "false", "None",    "True", "False", "inf",     "Ellipsis", "nan",
        "tuple", "int",  "float", "complex", "fail", "live",  "inplace", "notnone",  "nullable",
        "take"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
            return true;
    return false;
}

void ir_lex_init(IrLexer *lex, Arena *arena, Diags *diags, uint32_t file, const char *text,
                 uint32_t len)
{
    *lex = (IrLexer){.arena = arena, .diags = diags, .file = file, .text = text, .len = len};
    ir_lex_next(lex);
}

void ir_lex_fail(IrLexer *lex, const char *format, ...)
{
    if (lex->failed)
        return;
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(lex->arena, format, args);
    va_end(args);
    Span span = {lex->file, lex->token.start, lex->token.end - lex->token.start};
    diag_report(lex->diags, DIAG_IR_TEXT, span, text);
    lex->failed = true;
    lex->pos = lex->len;
    lex->token = (IrToken){.kind = IR_TOK_END, .text = "", .start = lex->len, .end = lex->len};
}

static char peek(const IrLexer *lex, uint32_t ahead)
{
    return ahead < lex->len - lex->pos ? lex->text[lex->pos + ahead] : '\0';
}

/* White space and comments; true when a line ended, with the line number of the last comment. */
static bool skip_space(IrLexer *lex, uint32_t *line)
{
    bool ended = false;
    while (lex->pos < lex->len) {
        char c = lex->text[lex->pos];
        char before = lex->pos ? lex->text[lex->pos - 1] : '\n';
        if (c == ';' && (before == ' ' || before == '\n' || before == '\t')) {
            uint32_t number = 0;
            uint32_t start = ++lex->pos;
            while (peek(lex, 0) == ' ')
                start = ++lex->pos;
            while (peek(lex, 0) >= '0' && peek(lex, 0) <= '9' && number < IR_LINE_MAX)
                number = number * 10 + (uint32_t)(lex->text[lex->pos++] - '0');
            if (lex->pos > start && !ended)
                *line = (number < IR_LINE_MAX ? number : IR_LINE_MAX) + 1;
            while (lex->pos < lex->len && lex->text[lex->pos] != '\n')
                lex->pos++;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            ended |= c == '\n';
            lex->pos++;
        } else {
            break;
        }
    }
    return ended;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One character of a quoted text, escapes resolved; pos is behind it afterwards. */
static char read_quoted_char(IrLexer *lex)
{
    char c = lex->text[lex->pos++];
    if (c != '\\')
        return c;
    c = peek(lex, 0);
    lex->pos += lex->pos < lex->len;
    int high = hex_digit(peek(lex, 0));
    int low = hex_digit(peek(lex, 1));
    if (c == 'x' && high >= 0 && low >= 0) {
        lex->pos += 2;
        return (char)(high * 16 + low);
    }
    return c == 'n' ? '\n' : c;
}

/* A quoted text; pos is at the opening quote. */
static void read_quoted(IrLexer *lex, IrTokenKind kind)
{
    char quote = lex->text[lex->pos++];
    uint32_t close = lex->pos;
    while (close < lex->len && lex->text[close] != quote && lex->text[close] != '\n')
        close += lex->text[close] == '\\' ? 2 : 1;
    if (close >= lex->len || lex->text[close] != quote) {
        lex->token.end = lex->pos;
        ir_lex_fail(lex, "text is not closed");
        return;
    }
    char *out = ARENA_ARRAY(lex->arena, char, close - lex->pos + 1);
    lex->token.kind = kind;
    lex->token.text = out;
    while (lex->pos < close)
        out[lex->token.len++] = read_quoted_char(lex);
    lex->pos = close + 1;
}

static void read_copy(IrLexer *lex)
{
    if (peek(lex, 0) != '.' || peek(lex, 1) < '0' || peek(lex, 1) > '9')
        return;
    lex->pos++;
    while (peek(lex, 0) >= '0' && peek(lex, 0) <= '9' && lex->token.copy < 100000000)
        lex->token.copy = lex->token.copy * 10 + (uint32_t)(lex->text[lex->pos++] - '0');
}

static void set_text(IrLexer *lex, IrTokenKind kind, uint32_t start)
{
    lex->token.kind = kind;
    lex->token.text = arena_strndup(lex->arena, lex->text + start, lex->pos - start);
    lex->token.len = lex->pos - start;
}

static void read_name(IrLexer *lex, IrTokenKind kind, uint32_t start)
{
    while (ir_is_name_char(peek(lex, 0), false) && lex->pos < lex->len)
        lex->pos++;
    set_text(lex, kind, start);
    if (kind == IR_TOK_NAME)
        read_copy(lex);
}

static void read_number(IrLexer *lex)
{
    uint32_t start = lex->pos;
    bool hex = false;
    if (peek(lex, 0) == '-')
        lex->pos++;
    hex = peek(lex, 0) == '0' && peek(lex, 1) == 'x';
    while (lex->pos < lex->len) {
        char c = peek(lex, 0);
        bool exponent = !hex && (c == 'e' || c == 'E');
        if (!ir_is_name_char(c, false) && c != '.')
            break;
        lex->token.is_float |= c == '.' || exponent || (!hex && (c == 'n' || c == 'i'));
        lex->pos++;
        if (exponent && (peek(lex, 0) == '-' || peek(lex, 0) == '+'))
            lex->pos++;
    }
    set_text(lex, IR_TOK_NUMBER, start);
}

static void read_token(IrLexer *lex)
{
    char c = peek(lex, 0);
    char after = peek(lex, 1);
    if (c == '"') {
        read_quoted(lex, IR_TOK_STRING);
    } else if (c == 'c' && after == '"') {
        lex->pos++;
        read_quoted(lex, IR_TOK_CSTRING);
    } else if (c == '\'') {
        read_quoted(lex, IR_TOK_PYSTR);
    } else if (c == 'b' && after == '\'') {
        lex->pos++;
        read_quoted(lex, IR_TOK_PYBYTES);
    } else if (c == '`') {
        lex->token.quoted = true;
        read_quoted(lex, IR_TOK_NAME);
        read_copy(lex);
    } else if (ir_is_name_char(c, true)) {
        read_name(lex, IR_TOK_NAME, lex->pos);
    } else if ((c == '%' || c == '.') && ir_is_name_char(after, false)) {
        lex->pos++;
        read_name(lex, c == '%' ? IR_TOK_VALUE : IR_TOK_LABEL, lex->pos);
    } else if (c == '-' && after == '>') {
        lex->pos += 2;
        lex->token.kind = IR_TOK_ARROW;
    } else if ((c >= '0' && c <= '9') || (c == '-' && ir_is_name_char(after, false))) {
        read_number(lex);
    } else {
        lex->token.kind = IR_TOK_PUNCT;
        lex->token.punct = c;
        lex->pos++;
    }
}

void ir_lex_next(IrLexer *lex)
{
    uint32_t start = lex->pos;
    uint32_t line = 0;
    if (lex->failed)
        return;
    bool ended = skip_space(lex, &line);
    lex->token = (IrToken){.kind = IR_TOK_END, .text = "", .start = lex->pos, .end = lex->pos};
    if (ended) {
        lex->token.kind = IR_TOK_NEWLINE;
        lex->token.line = line;
        lex->token.start = start;
    } else if (lex->pos < lex->len) {
        read_token(lex);
        lex->token.end = lex->pos;
        lex->token.before_paren = peek(lex, 0) == '(';
    }
}

void ir_lex_seek(IrLexer *lex, uint32_t pos)
{
    lex->pos = pos;
    ir_lex_next(lex);
}

bool ir_lex_is(const IrLexer *lex, char punct)
{
    return lex->token.kind == IR_TOK_PUNCT && lex->token.punct == punct;
}

bool ir_lex_is_word(const IrLexer *lex, const char *word)
{
    const IrToken *token = &lex->token;
    return token->kind == IR_TOK_NAME && !token->quoted && strcmp(token->text, word) == 0;
}

bool ir_lex_take(IrLexer *lex, char punct)
{
    bool is = ir_lex_is(lex, punct);
    if (is)
        ir_lex_next(lex);
    return is;
}

bool ir_lex_take_word(IrLexer *lex, const char *word)
{
    bool is = ir_lex_is_word(lex, word);
    if (is)
        ir_lex_next(lex);
    return is;
}

void ir_lex_expect(IrLexer *lex, char punct)
{
    if (!ir_lex_take(lex, punct))
        ir_lex_fail(lex, "expected `%c`", punct);
}

void ir_lex_skip_newlines(IrLexer *lex)
{
    while (lex->token.kind == IR_TOK_NEWLINE)
        ir_lex_next(lex);
}

IrToken ir_lex_want(IrLexer *lex, IrTokenKind kind, const char *what)
{
    IrToken token = lex->token;
    if (token.kind != kind) {
        ir_lex_fail(lex, "expected %s", what);
        return (IrToken){.kind = kind, .text = "", .start = token.start, .end = token.end};
    }
    ir_lex_next(lex);
    return token;
}

int64_t ir_lex_want_int(IrLexer *lex)
{
    IrToken token = ir_lex_want(lex, IR_TOK_NUMBER, "an integer");
    BigInt value;
    int64_t number = 0;
    bool negative = token.len && token.text[0] == '-';
    uint32_t skip = negative ? 1 : 0;
    if (token.len == 0 || !bigint_parse(lex->arena, token.text + skip, token.len - skip, &value)) {
        ir_lex_fail(lex, "expected an integer");
        return 0;
    }
    value.negative = negative && value.len;
    if (!bigint_to_i64(&value, &number))
        ir_lex_fail(lex, "integer %s is too large", token.text);
    return number;
}
