/* scan_strings.h: string literals, from prefix to closing quotes, with replacement fields.
 *
 * The state keeps the open strings, innermost last; what is inside a field is ordinary source again, other strings
 * with the same quotes included (PEP 701). A string of one quote ends with its line, terminated or not.
 *
 *     f"a{b:>{c}}d"    start, content a, {, b, :, format content >, {, c, }, }, content d, end
 */
#ifndef KRAIT_GRAMMAR_SCAN_STRINGS_H
#define KRAIT_GRAMMAR_SCAN_STRINGS_H

#include "scan_brackets.h"

/* The flags of a string prefix, or -1. */
static int prefix_flags(const char *word, uint32_t length)
{
    int flags = 0;
    for (uint32_t i = 0; i < length; i++) {
        switch (word[i] | 0x20) {
        case 'r': flags |= QUOTE_RAW; break;
        case 'f':
        case 't': flags |= QUOTE_FORMAT; break;
        case 'b':
        case 'u':
        case 'c': break;
        default: return -1;
        }
    }
    return length <= 2 ? flags : -1;
}

/* At the quote after the prefix. */
static bool scan_string_start(Scanner *s, Lexer *lexer, int flags)
{
    if (flags < 0 || s->quote_count == MAX_QUOTES)
        return false;
    int32_t quote = lexer->lookahead;
    if (quote == '"')
        flags |= QUOTE_DOUBLE;
    advance(lexer);
    lexer->mark_end(lexer);
    if (lexer->lookahead == quote) {
        advance(lexer);
        if (lexer->lookahead == quote) {
            advance(lexer);
            lexer->mark_end(lexer);
            flags |= QUOTE_TRIPLE;
        } /* else empty: the second quote is the end */
    }
    s->quotes[s->quote_count++] = (uint8_t)flags;
    s->started = true;
    return emit(lexer, STRING_START);
}

/* A backslash and what belongs to it. `\{` is a backslash and a replacement field, `\N{...}` is no field. */
static void pass_escape(Lexer *lexer, int flags)
{
    advance(lexer);
    int32_t c = lexer->lookahead;
    if (lexer->eof(lexer))
        return;
    if (is_line_end(c)) {
        advance_newline(lexer);
    } else if (!(flags & QUOTE_FORMAT)) {
        advance(lexer);
    } else if (c == 'N' && !(flags & QUOTE_RAW)) {
        advance(lexer);
        if (lexer->lookahead != '{')
            return;
        while (is_word(lexer->lookahead) || lexer->lookahead == '{' || lexer->lookahead == ' ' ||
               lexer->lookahead == '-') {
            advance(lexer);
        }
        if (lexer->lookahead == '}')
            advance(lexer);
    } else if (c != '{' && c != '}') {
        advance(lexer);
    }
}

/* At a quote character of the open string: consumes the quotes that end it, or those that do not. */
static bool pass_end_quotes(Lexer *lexer, int flags)
{
    int32_t quote = flags & QUOTE_DOUBLE ? '"' : '\'';
    for (int i = flags & QUOTE_TRIPLE ? 3 : 1; i > 0; i--) {
        if (lexer->lookahead != quote)
            return false;
        advance(lexer);
    }
    return true;
}

static bool end_string(Scanner *s, Lexer *lexer, enum TokenType token)
{
    s->quote_count--;
    if (token == STRING_END) {
        lexer->mark_end(lexer);
    } else if (s->quote_count > 0) {
        s->depth = s->quote_count = 0; /* in a replacement field: not closed either */
    }
    return emit(lexer, token);
}

/* Inside a string, outside its replacement fields: content, or the end. A string of one quote ends with its line. */
static bool scan_string(Scanner *s, Lexer *lexer)
{
    int flags = s->quotes[s->quote_count - 1];
    int32_t quote = flags & QUOTE_DOUBLE ? '"' : '\'';
    for (bool content = false;; content = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        if (lexer->eof(lexer) || (is_line_end(c) && !(flags & QUOTE_TRIPLE))) {
            return content ? emit(lexer, STRING_CONTENT)
                           : end_string(s, lexer, STRING_UNTERMINATED);
        } else if (c == '\\') {
            pass_escape(lexer, flags);
        } else if (c == quote) {
            if (!pass_end_quotes(lexer, flags))
                continue;
            return content ? emit(lexer, STRING_CONTENT) : end_string(s, lexer, STRING_END);
        } else if (c == '{' && (flags & QUOTE_FORMAT)) {
            advance(lexer);
            if (lexer->lookahead == '{') {
                advance(lexer);
            } else if (content) {
                return emit(lexer, STRING_CONTENT);
            } else {
                return open_bracket(s, lexer, OPEN_BRACE, FIELD);
            }
        } else {
            advance(lexer);
        }
    }
}

/* Inside a format specifier: text up to the next field, or to the end of this one. */
static bool scan_format(Scanner *s, Lexer *lexer)
{
    int flags = s->quotes[s->quote_count - 1];
    int32_t quote = flags & QUOTE_DOUBLE ? '"' : '\'';
    for (bool content = false;; content = true) {
        lexer->mark_end(lexer);
        int32_t c = lexer->lookahead;
        bool end = lexer->eof(lexer) || c == '{' || c == '}';
        if (is_line_end(c) && !(flags & QUOTE_TRIPLE))
            end = true;
        if (c == quote && pass_end_quotes(lexer, flags))
            end = true;
        if (end && content)
            return emit(lexer, FORMAT_CONTENT);
        if (end && c == '{') {
            advance(lexer);
            return open_bracket(s, lexer, OPEN_BRACE, FIELD);
        }
        if (end)
            return c == '}' && scan_close(s, lexer, false);
        if (c == '\\') {
            pass_escape(lexer, flags);
        } else if (c != quote) {
            advance(lexer);
        }
    }
}

#endif
