/* scan_lines.h: line breaks, indentation and comments.
 *
 * A NEWLINE takes the line break and the blank lines after it, and measures the indentation of the next line that
 * has a token (`next`), past comments. INDENT, DEDENT and the mistakes about them are then made from the state
 * alone, one a call, at the start of that line. Source: Python language reference, "Lexical analysis", 2.1.
 *
 *     "if a:\n  b\n"    NEWLINE next=2, INDENT, ..., NEWLINE next=0, DEDENT
 */
#ifndef KRAIT_GRAMMAR_SCAN_LINES_H
#define KRAIT_GRAMMAR_SCAN_LINES_H

#include "scan_state.h"

static Indent *top_indent(Scanner *s)
{
    return &s->indents[s->indent_count - 1];
}

static bool push_indent(Scanner *s, bool silent)
{
    if (s->indent_count == MAX_INDENTS)
        return false;
    s->indents[s->indent_count] = s->next;
    s->indents[s->indent_count].silent = silent;
    s->indent_count++;
    return true;
}

static uint16_t add_columns(uint32_t column, uint32_t more)
{
    uint32_t sum = column + more;
    return sum > MAX_COLUMN ? (uint16_t)MAX_COLUMN : (uint16_t)sum;
}

/* Reads to the first token of the next line that has one; sets s->next. The token being made ends at the start of
 * the first line that is not blank. */
static void measure_line(Scanner *s, Lexer *lexer)
{
    Indent at = {0, 0, false};
    bool continued = false, comment = false; /* after a backslash the column stays */
    while (!lexer->eof(lexer)) {
        int32_t c = lexer->lookahead;
        if (c == ' ' || c == '\t') {
            if (!continued) {
                at.column = add_columns(at.column, c == ' ' ? 1 : 8u - at.column % 8u);
                at.tabless = add_columns(at.tabless, 1);
            }
            advance(lexer);
        } else if (c == '\f') {
            at.column = at.tabless = 0;
            advance(lexer);
        } else if (is_line_end(c)) {
            at.column = at.tabless = 0;
            continued = false;
            advance_newline(lexer);
            if (!comment)
                lexer->mark_end(lexer);
        } else if (c == '#') {
            pass_comment(lexer);
            comment = true;
        } else if (c == '\\') {
            advance(lexer);
            if (!is_line_end(lexer->lookahead))
                break;
            advance_newline(lexer);
            continued = true;
        } else {
            break;
        }
    }
    if (lexer->eof(lexer))
        at.column = at.tabless = 0;
    s->next = at;
}

/* Do tabs and spaces of the next line compare with the open levels, whatever a tab is worth? */
static bool tabs_compare(const Scanner *s)
{
    for (uint32_t i = s->indent_count; i-- > 0;) {
        const Indent *level = &s->indents[i];
        bool less = s->next.column < level->column, same = s->next.column == level->column;
        bool less_tabless = s->next.tabless < level->tabless;
        bool same_tabless = s->next.tabless == level->tabless;
        if (less != less_tabless || same != same_tabless)
            return false;
        if (!less)
            return true;
    }
    return true;
}

/* A logical line begins, its column is in s->next. */
static bool begin_line(Scanner *s)
{
    s->bad_tabs = !tabs_compare(s);
    s->dedented = false;
    s->started = true;
    s->depth = 0;
    s->quote_count = 0; /* no string goes on past a logical line */
    return true;
}

/* At the end of a logical line: NEWLINE, with the column of the next line in the state. Where only a colon may
 * stand it is missing. */
static bool scan_line_end(Scanner *s, Lexer *lexer, const bool *valid)
{
    if (valid[HEADER_COLON] && !valid[NEWLINE])
        return emit(lexer, HEADER_COLON);
    measure_line(s, lexer);
    begin_line(s);
    return emit(lexer, NEWLINE);
}

/* Comments on lines of their own: one token for all that follow each other. Outside brackets it takes the last
 * line break too, so that this is no end of a statement. */
static bool scan_comment(Lexer *lexer, bool in_brackets)
{
    while (lexer->lookahead == '#') {
        pass_comment(lexer);
        lexer->mark_end(lexer);
        for (;;) {
            if (is_blank(lexer->lookahead) || lexer->lookahead == '\\')
                pass_blanks(lexer);
            bool line_end = is_line_end(lexer->lookahead);
            if (!line_end)
                break;
            advance(lexer);
            if (line_end && !in_brackets && lexer->lookahead != '\n')
                lexer->mark_end(lexer);
        }
    }
    return emit(lexer, COMMENT);
}

/* At the start of the file, where no NEWLINE has measured: the first token may be indented, which is an error.
 * True when there is nothing but a comment, which has to be read first. */
static bool measure_first_line(Scanner *s, Lexer *lexer)
{
    Indent at = {0, 0, false};
    for (; is_blank(lexer->lookahead) || is_line_end(lexer->lookahead); skip(lexer)) {
        bool line_end = is_line_end(lexer->lookahead) || lexer->lookahead == '\f';
        at.column = line_end ? 0
                             : add_columns(at.column,
                                           lexer->lookahead == '\t' ? 8u - at.column % 8u : 1);
        at.tabless = line_end ? 0 : add_columns(at.tabless, 1);
    }
    if (lexer->lookahead == '#')
        return true;
    if (!lexer->eof(lexer))
        s->next = at;
    lexer->mark_end(lexer);
    return false;
}

/* At the start of a logical line: the tokens that its indentation makes, one a call. */
static bool scan_indentation(Scanner *s, Lexer *lexer, const bool *valid)
{
    if (s->bad_tabs) {
        s->bad_tabs = false;
        return emit(lexer, BAD_TABS);
    }
    if (valid[MISSING_COLON] && !valid[RECOVERY] && s->next.column > top_indent(s)->column) {
        return emit(lexer, MISSING_COLON);
    }
    if (valid[INDENT] && !valid[RECOVERY]) {
        if (s->next.column <= top_indent(s)->column) {
            return valid[MISSING_BLOCK] && emit(lexer, MISSING_BLOCK);
        }
        return push_indent(s, false) && emit(lexer, INDENT);
    }
    while (top_indent(s)->silent && s->next.column < top_indent(s)->column)
        s->indent_count--;
    if (s->next.column == top_indent(s)->column)
        return false;
    if (s->next.column > top_indent(s)->column) {
        enum TokenType token = s->dedented ? BAD_DEDENT : UNEXPECTED_INDENT;
        s->dedented = false;
        s->started = true;
        return push_indent(s, true) && emit(lexer, token);
    }
    if (!valid[DEDENT])
        return false;
    s->indent_count--;
    s->dedented = true;
    return emit(lexer, DEDENT);
}

#endif
