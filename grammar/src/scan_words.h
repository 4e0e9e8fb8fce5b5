/* scan_words.h: what follows a word, and so what it is.
 *
 * Soft keywords and the words of C types are names too; only a look at the rest of the line tells. Each
 * ..._follows function looks at what comes after the word and moves the lexer as it likes: the token has been
 * marked to end with the word. All looks are bounded.
 *
 *     "match x:" keyword    "match(x)" name    "unsigned int" a type's word    "a.b[c] *," a type
 */
#ifndef KRAIT_GRAMMAR_SCAN_WORDS_H
#define KRAIT_GRAMMAR_SCAN_WORDS_H

#include "scan_state.h"

/* Is what follows a blank the start of a name or keyword that begins an operand? Then `match x`, `type X`, ... are
 * no expressions. */
static bool operand_word_follows(Lexer *lexer)
{
    if (!is_blank(lexer->lookahead) && lexer->lookahead != '\\')
        return false;
    pass_blanks(lexer);
    return is_word_start(lexer->lookahead) && !is_one_of(read_word(lexer).text, OPERATOR_WORDS);
}

static bool literal_follows(const Lexer *lexer)
{
    return is_quote(lexer->lookahead) || is_digit(lexer->lookahead);
}

/* Looks at the rest of the logical line: does it end with a colon (at_end), or have one outside brackets? */
static bool colon_follows(Lexer *lexer, bool at_end)
{
    int32_t last = 0, quote = 0;
    int depth = 0;
    for (int i = 0; i < MAX_LOOKAHEAD && !lexer->eof(lexer); i++) {
        int32_t c = lexer->lookahead;
        if (quote) {
            if (c == '\\')
                advance(lexer);
            if (c == quote || is_line_end(c))
                quote = 0;
        } else if (is_line_end(c) && depth <= 0) {
            break;
        } else if (c == '#') {
            pass_comment(lexer);
            continue;
        } else {
            if (is_quote(c))
                quote = c;
            if (c == '(' || c == '[' || c == '{')
                depth++;
            if (c == ')' || c == ']' || c == '}')
                depth--;
            if (c == ':' && depth == 0 && !at_end)
                return true;
            if (!is_blank(c) && !is_line_end(c))
                last = c;
        }
        advance(lexer);
    }
    return at_end && last == ':' && depth == 0;
}

/* `match` and `IF`: a name or literal after them is enough; a bracket or a sign could go on an expression. */
static bool header_follows(Lexer *lexer, bool at_end)
{
    bool blank = is_blank(lexer->lookahead);
    pass_blanks(lexer);
    int32_t c = lexer->lookahead;
    if (is_word_start(c)) {
        Word word = read_word(lexer);
        if (!strcmp(word.text, "not"))
            return colon_follows(lexer, at_end);
        return blank && !is_one_of(word.text, OPERATOR_WORDS);
    }
    if (literal_follows(lexer))
        return true;
    if (c == '.') {
        advance(lexer);
        return lexer->lookahead == '.' && colon_follows(lexer, at_end);
    }
    if (c == 0 || !strchr("([{-+~*", (int)(c & 0x7f)) || c >= 0x80)
        return false;
    return colon_follows(lexer, at_end);
}

/* `cdef`, `cpdef`, `ctypedef`: a declaration follows. */
static bool declaration_follows(Lexer *lexer)
{
    bool blank = is_blank(lexer->lookahead);
    if (operand_word_follows(lexer))
        return true;
    if (lexer->lookahead == '(')
        return blank;
    if (lexer->lookahead != ':')
        return false;
    advance(lexer);
    pass_blanks(lexer);
    return is_line_end(lexer->lookahead) || lexer->lookahead == '#';
}

static bool print_follows(Lexer *lexer)
{
    if (operand_word_follows(lexer))
        return true;
    return literal_follows(lexer);
}

static bool property_follows(Lexer *lexer)
{
    if (!operand_word_follows(lexer))
        return false;
    pass_blanks(lexer);
    return lexer->lookahead == ':';
}

static bool overload_follows(Lexer *lexer)
{
    pass_blanks(lexer);
    int32_t c = lexer->lookahead;
    if (c == '[' || c == '(' || c == ',' || c == '=') {
        int32_t closer = c == '[' ? ']' : c == '(' ? ')' : '(';
        advance(lexer);
        if (c == '=' && (lexer->lookahead == '=' || lexer->lookahead == '['))
            return true;
        return lexer->lookahead == closer;
    }
    if (is_word_start(c))
        return !strcmp(read_word(lexer).text, "bool");
    return c > 0 && c < 0x80 && strchr("+-*/%~|&^<>!", (int)c);
}

/* Passes what may stand between two words of one type: in brackets line breaks and comments too. */
static void pass_gap(Lexer *lexer, bool in_brackets)
{
    bool comment = false, joined = false; /* joined: behind a backslash */
    for (; !lexer->eof(lexer); advance(lexer)) {
        int32_t c = lexer->lookahead;
        bool ends = is_line_end(c);
        if (ends ? !in_brackets && !joined : !comment && !is_blank(c) && c != '\\' && !(in_brackets && c == '#'))
            return;
        comment = !ends && (comment || c == '#');
        joined = c == '\\' || (joined && c == '\r');
    }
}

/* `unsigned` of `unsigned int`, `double` of `double complex` */
static bool is_type_word(Lexer *lexer, const char *word, bool in_brackets)
{
    bool size = is_one_of(word, SIZE_WORDS);
    if (!size && !is_one_of(word, SIZED_WORDS))
        return false;
    if (!is_blank(lexer->lookahead) && !is_line_end(lexer->lookahead) && lexer->lookahead != '\\')
        return false;
    pass_gap(lexer, in_brackets);
    Word next = read_word(lexer);
    return !strcmp(next.text, "complex") || (size && is_one_of(next.text, SIZED_WORDS));
}

static void pass_stars(Lexer *lexer)
{
    while (lexer->lookahead == '*' || lexer->lookahead == '&' || is_blank(lexer->lookahead))
        advance(lexer);
}

/* Passes brackets up to those that close the ones that are open (depth); false where they hold no plain names. */
static bool pass_brackets(Lexer *lexer, int depth)
{
    for (int i = 0; depth > 0; i++) {
        int32_t c = lexer->lookahead;
        if (i == MAX_LOOKAHEAD || is_quote(c) || is_line_end(c) || c == '#' || lexer->eof(lexer))
            return false;
        if (c == '[' || c == '(')
            depth++;
        if (c == ']' || c == ')')
            depth--;
        advance(lexer);
    }
    return true;
}

/* After the first word where an expression or a type may stand: is it a type that is no expression too?
 * `unsigned int`, `const T`, `T *]`, `a.b[c] **,`, `int (*)(int)`, `int(double) noexcept` */
static bool is_pure_type(Lexer *lexer, const Word *first)
{
    if (is_type_word(lexer, first->text, false))
        return true;
    if (!strcmp(first->text, "const") || !strcmp(first->text, "volatile")) {
        return operand_word_follows(lexer) || lexer->lookahead == '(';
    }
    for (int i = 0; i < MAX_LOOKAHEAD; i++) {
        int32_t c = lexer->lookahead;
        if (!is_blank(c) && !is_word(c) && c != '.' && c != '[')
            break;
        advance(lexer);
        if (c == '[' && !pass_brackets(lexer, 1))
            return false;
    }
    if (lexer->lookahead == '(') {
        advance(lexer);
        bool star = lexer->lookahead == '*';
        pass_stars(lexer);
        if (lexer->lookahead == ')' && star)
            return true;
        if (!pass_brackets(lexer, 1))
            return false;
        pass_blanks(lexer);
        return is_one_of(read_word(lexer).text, FUNCTION_WORDS);
    }
    if (lexer->lookahead != '*' && lexer->lookahead != '&')
        return false;
    pass_stars(lexer);
    return lexer->lookahead == ']' || lexer->lookahead == ')' || lexer->lookahead == ',';
}

typedef struct Keyword {
    const char *text;
    enum TokenType token;
} Keyword;

static const Keyword KEYWORDS[] = {
    {"match", KW_MATCH},       {"type", KW_TYPE},       {"print", KW_PRINT},
    {"exec", KW_EXEC},         {"cdef", KW_CDEF},       {"cpdef", KW_CPDEF},
    {"ctypedef", KW_CTYPEDEF}, {"cimport", KW_CIMPORT}, {"include", KW_INCLUDE},
    {"DEF", KW_DEF},           {"IF", KW_IF},           {"property", KW_PROPERTY},
    {"sizeof", KW_SIZEOF},     {"new", KW_NEW},         {"operator", KW_OPERATOR},
    {"const", QUALIFIER},      {"volatile", QUALIFIER},
};

/* Does what follows make the word this keyword rather than a name? */
static bool keyword_applies(Lexer *lexer, enum TokenType keyword)
{
    switch ((int)keyword) {
    case KW_MATCH: return header_follows(lexer, true);
    case KW_IF: return header_follows(lexer, false);
    case KW_PRINT:
    case KW_EXEC: return print_follows(lexer);
    case KW_CDEF:
    case KW_CPDEF:
    case KW_CTYPEDEF: return declaration_follows(lexer);
    case KW_TYPE:
    case KW_CIMPORT:
    case KW_DEF:
    case KW_NEW: return operand_word_follows(lexer);
    case KW_INCLUDE: pass_blanks(lexer); return is_quote(lexer->lookahead);
    case KW_PROPERTY: return property_follows(lexer);
    case KW_SIZEOF: pass_blanks(lexer); return lexer->lookahead == '(';
    case QUALIFIER: return operand_word_follows(lexer) || lexer->lookahead == '(';
    case KW_OPERATOR: return overload_follows(lexer);
    }
    return false;
}

#endif
