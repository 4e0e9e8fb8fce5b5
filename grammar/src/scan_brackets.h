/* scan_brackets.h: brackets, and the colons that end headers and replacement fields.
 *
 * Every bracket is counted, so that a line break inside brackets is none, and matched: a closing bracket that
 * belongs further out leaves the inner ones missing (tokens of width zero).
 *
 *     "f([1, 2)"    ( [ , then a ] of width zero, then )
 */
#ifndef KRAIT_GRAMMAR_SCAN_BRACKETS_H
#define KRAIT_GRAMMAR_SCAN_BRACKETS_H

#include "scan_lines.h"

/* The rest of the file as one token that stands nowhere. */
static bool give_up(Lexer *lexer)
{
    while (!lexer->eof(lexer))
        advance(lexer);
    lexer->mark_end(lexer);
    return emit(lexer, GIVE_UP);
}

static bool open_bracket(Scanner *s, Lexer *lexer, enum TokenType token, char kind)
{
    lexer->mark_end(lexer);
    if (s->depth < MAX_BRACKETS)
        s->brackets[s->depth] = kind;
    if (s->depth >= MAX_DEPTH)
        return give_up(lexer);
    s->depth++;
    return emit(lexer, token);
}

/* Does this closing bracket belong to the open bracket at that depth? */
static bool closes(const Scanner *s, uint32_t depth, int32_t c)
{
    if (depth >= MAX_BRACKETS)
        return true;
    char open = s->brackets[depth];
    return c == (open == '(' ? ')' : open == '[' ? ']' : '}');
}

/* At a closing bracket. One that belongs to an outer bracket, or to none, leaves this one missing. */
static bool scan_close(Scanner *s, Lexer *lexer, bool recovery)
{
    int32_t c = lexer->lookahead;
    uint32_t depth = s->depth;
    if (recovery) {
        while (depth > 0 && !closes(s, depth - 1, c))
            depth--;
        if (depth > 0)
            s->depth = (uint16_t)(depth - 1);
    } else if (depth > 0) {
        s->depth--;
        if (!closes(s, depth - 1, c))
            return emit(lexer, CLOSE);
    }
    advance(lexer);
    lexer->mark_end(lexer);
    return emit(lexer, CLOSE);
}

/* At a colon where a round bracket could close: `def f(a:` at the end of a line lacks the bracket. */
static bool scan_colon_for_close(Scanner *s, Lexer *lexer, const bool *valid)
{
    advance(lexer);
    while (is_blank(lexer->lookahead))
        advance(lexer);
    if (lexer->lookahead == '#')
        pass_comment(lexer);
    if (!is_line_end(lexer->lookahead))
        return false;
    while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead))
        advance(lexer);
    /* after a parameter's name an annotation could follow in the next line */
    if (valid[KW_OPERATOR] && !is_one_of(read_word(lexer).text, STATEMENT_WORDS))
        return false;
    s->depth--;
    return emit(lexer, CLOSE);
}

/* A bracket or a colon. */
static bool scan_punctuation(Scanner *s, Lexer *lexer, const bool *valid)
{
    int32_t c = lexer->lookahead;
    bool recovery = valid[RECOVERY];
    if (c == ')' || c == ']' || c == '}')
        return valid[CLOSE] && scan_close(s, lexer, recovery);
    if (c == '(' || c == '[' || c == '{') {
        enum TokenType token = c == '(' ? OPEN_PAREN : c == '[' ? OPEN_BRACKET : OPEN_BRACE;
        if (!valid[token])
            return false;
        advance(lexer);
        return open_bracket(s, lexer, token, (char)c);
    }
    char open = s->depth > 0 && s->depth <= MAX_BRACKETS ? s->brackets[s->depth - 1] : 0;
    if (c == ':' && open == '(' && valid[CLOSE] && !recovery)
        return scan_colon_for_close(s, lexer, valid);
    if (c != ':' || !(valid[HEADER_COLON] || valid[FORMAT_COLON]))
        return false;
    enum TokenType token = valid[FORMAT_COLON] && (!recovery || open == FIELD) ? FORMAT_COLON
                                                                               : HEADER_COLON;
    if (recovery && open != FIELD && s->depth > 0)
        return false;
    advance(lexer);
    if (token == HEADER_COLON && lexer->lookahead == '=')
        return false;
    lexer->mark_end(lexer);
    return emit(lexer, token);
}

#endif
