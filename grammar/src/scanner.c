/* scanner.c: the part of the lexer that a context-free grammar cannot express (tree-sitter external scanner).
 *
 * Called by the parser before its own lexer wherever one of the tokens below may stand. It decides:
 *   lines     NEWLINE, which takes the line break and the blank lines after it, and INDENT and DEDENT of width zero
 *             at the start of a line. The column of the next line is kept in the state. Outside brackets a line
 *             break is always a token: where none may stand, the parser sees the error there.
 *   brackets  counted, for that.
 *   strings   start (prefix and quotes), content up to a replacement field, end; f-strings nest (PEP 701).
 *   words     soft keywords (`match`, `cdef`, `sizeof`, ...) by looking at what follows them.
 *   types     a mark of width zero before `unsigned int`, `T*`, `const T` where an expression could stand too.
 *   mistakes  tokens of width zero for errors that have a shape: a missing colon or block, an indentation that
 *             matches nothing, a string that does not end. The parser then goes on as if nothing had happened.
 *
 * Invariants: no token is produced twice at one place without a change of state (so no endless loop); the state
 * is bounded (MAX_INDENTS, MAX_QUOTES) and always fits the serialisation buffer; nothing is allocated but the
 * state itself.
 *
 *     "if a:\n  b\n"   gives, besides the lexer's own tokens,   NEWLINE INDENT (before b), NEWLINE DEDENT (at the end)
 *
 * Sources: Python language reference 3.13, "Lexical analysis"; PEP 701; Cython language reference 3.3.
 */
#include "tree_sitter/parser.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* In the order of `externals` in grammar.js. */
enum TokenType {
    NEWLINE,
    INDENT,
    DEDENT,
    STRING_START,
    STRING_CONTENT,
    STRING_END,
    STRING_UNTERMINATED,
    FORMAT_CONTENT,
    UNEXPECTED_INDENT,
    BAD_DEDENT,
    BAD_TABS,
    MISSING_BLOCK,
    MISSING_COLON,
    KW_MATCH,
    KW_TYPE,
    KW_PRINT,
    KW_EXEC,
    KW_CDEF,
    KW_CPDEF,
    KW_CTYPEDEF,
    KW_CIMPORT,
    KW_INCLUDE,
    KW_DEF,
    KW_IF,
    KW_PROPERTY,
    KW_SIZEOF,
    KW_NEW,
    KW_OPERATOR,
    FORMAT_COLON,
    TYPE_WORD,
    QUALIFIER,
    TYPE_START,
    OPEN_PAREN,
    OPEN_BRACKET,
    OPEN_BRACE,
    CLOSE,        /* any closing bracket; of width zero where it is missing */
    HEADER_COLON, /* the colon before a block; of width zero where it is missing */
    COMMENT,
    KW_STRAY,
    ELSE_MARK,
    ELIF_MARK,
    EXCEPT_MARK,
    FINALLY_MARK,
    NAME_MARK,
    GIVE_UP,
    RECOVERY
};

enum {
    MAX_INDENTS = 120, /* CPython stops at 100 */
    MAX_QUOTES = 150,  /* as CPython: nested f-strings */
    MAX_BRACKETS = 200, /* as CPython; deeper ones are counted only */
    MAX_DEPTH = 10100,  /* deeper yet: the file is not read on */
    MAX_COLUMN = 0x7fff,
    MAX_RECOVERIES = 5000, /* tokens skipped in a file; then it is not read on: recovery is quadratic */
    MAX_WORD = 12,      /* longer words are no keywords */
    MAX_LOOKAHEAD = 4096 /* characters looked at to tell a soft keyword or a type */
};

/* One level of indentation: its column with tabs to 8 and with tabs to 1, as CPython compares them. A silent
 * level was opened by an unexpected indent: no INDENT came with it, and no DEDENT goes with it. */
typedef struct Indent {
    uint16_t column;
    uint16_t tabless;
    bool silent;
} Indent;

enum { FIELD = 'f' };
enum QuoteFlags { QUOTE_DOUBLE = 1, QUOTE_TRIPLE = 2, QUOTE_RAW = 4, QUOTE_FORMAT = 8 };

typedef struct Scanner {
    Indent indents[MAX_INDENTS]; /* indents[0] is column 0 */
    Indent next;                 /* of the line that begins; `silent` is not used */
    uint8_t quotes[MAX_QUOTES];  /* QuoteFlags of the strings that are open */
    uint8_t indent_count;
    uint8_t quote_count;
    uint16_t depth;             /* of open brackets */
    char brackets[MAX_BRACKETS]; /* the open ones: ( [ {, or FIELD for that of a replacement field */
    uint32_t recoveries; /* not serialised: of the whole file, whatever the parser tries */
    bool started;  /* a token was produced: `next` is known */
    bool bad_tabs; /* the next line's tabs and spaces do not compare */
    bool dedented; /* the last token was DEDENT: a column between two levels matches neither */
} Scanner;

typedef TSLexer Lexer;

static bool is_word_start(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool is_word(int32_t c) { return is_word_start(c) || is_digit(c); }
static bool is_line_end(int32_t c) { return c == '\n' || c == '\r'; }
static bool is_quote(int32_t c) { return c == '"' || c == '\''; }
static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\f'; }

static void advance(Lexer *lexer) { lexer->advance(lexer, false); }
static void skip(Lexer *lexer) { lexer->advance(lexer, true); }

static void advance_newline(Lexer *lexer)
{
    if (lexer->lookahead == '\r') {
        advance(lexer);
        if (lexer->lookahead == '\n') advance(lexer);
    } else if (lexer->lookahead == '\n') {
        advance(lexer);
    }
}

/* Passes blanks and line continuations of a lookahead; the line's end stops it. */
static void pass_blanks(Lexer *lexer)
{
    for (;;) {
        if (is_blank(lexer->lookahead)) {
            advance(lexer);
        } else if (lexer->lookahead == '\\') {
            advance(lexer);
            if (!is_line_end(lexer->lookahead)) return;
            advance_newline(lexer);
        } else {
            return;
        }
    }
}

static void pass_comment(Lexer *lexer)
{
    while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead)) advance(lexer);
}

static bool emit(Lexer *lexer, enum TokenType token)
{
    lexer->result_symbol = (TSSymbol)token;
    return true;
}

/* A word, or its empty text when it is too long to be a keyword. */
typedef struct Word {
    char text[MAX_WORD + 1];
    uint32_t length;
} Word;

static Word read_word(Lexer *lexer)
{
    Word word = {{0}, 0};
    for (; is_word(lexer->lookahead); advance(lexer)) {
        if (word.length < MAX_WORD) word.text[word.length] = (char)(lexer->lookahead & 0x7f);
        if (lexer->lookahead >= 0x80 || word.length >= MAX_WORD) word.text[0] = 0;
        if (word.length <= MAX_WORD) word.length++;
    }
    return word;
}

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list; list++) {
        if (!strcmp(text, *list)) return true;
    }
    return false;
}

static const char *const OPERATOR_WORDS[] = {"and", "as", "async", "else", "for", "from", "if",
                                             "in",  "is", "not",   "or",   NULL};
static const char *const STATEMENT_WORDS[] = {
    "assert", "break", "class",    "continue", "def",   "del",    "elif", "except", "finally",
    "global", "import", "nonlocal", "pass",     "raise", "return", "try",  "while",  "with", NULL};
static const char *const FUNCTION_WORDS[] = {"except", "nogil", "noexcept", NULL};
static const char *const SIZE_WORDS[] = {"signed", "unsigned", "short", "long", NULL};
static const char *const SIZED_WORDS[] = {"signed", "unsigned", "short", "long", "int",
                                          "char",   "double",   "float", "void", "bint", NULL};

/* ---- lines ---- */

static Indent *top_indent(Scanner *s) { return &s->indents[s->indent_count - 1]; }

static bool push_indent(Scanner *s, bool silent)
{
    if (s->indent_count == MAX_INDENTS) return false;
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
            if (!comment) lexer->mark_end(lexer);
        } else if (c == '#') {
            pass_comment(lexer);
            comment = true;
        } else if (c == '\\') {
            advance(lexer);
            if (!is_line_end(lexer->lookahead)) break;
            advance_newline(lexer);
            continued = true;
        } else {
            break;
        }
    }
    if (lexer->eof(lexer)) at.column = at.tabless = 0;
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
        if (less != less_tabless || same != same_tabless) return false;
        if (!less) return true;
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
    if (valid[HEADER_COLON] && !valid[NEWLINE]) return emit(lexer, HEADER_COLON);
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
            if (is_blank(lexer->lookahead) || lexer->lookahead == '\\') pass_blanks(lexer);
            bool line_end = is_line_end(lexer->lookahead);
            if (!line_end) break;
            advance(lexer);
            if (line_end && !in_brackets && lexer->lookahead != '\n') lexer->mark_end(lexer);
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
        at.column = line_end ? 0 : add_columns(at.column, lexer->lookahead == '\t' ? 8u - at.column % 8u : 1);
        at.tabless = line_end ? 0 : add_columns(at.tabless, 1);
    }
    if (lexer->lookahead == '#') return true;
    if (!lexer->eof(lexer)) s->next = at;
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
    while (top_indent(s)->silent && s->next.column < top_indent(s)->column) s->indent_count--;
    if (s->next.column == top_indent(s)->column) return false;
    if (s->next.column > top_indent(s)->column) {
        enum TokenType token = s->dedented ? BAD_DEDENT : UNEXPECTED_INDENT;
        s->dedented = false;
        s->started = true;
        return push_indent(s, true) && emit(lexer, token);
    }
    if (!valid[DEDENT]) return false;
    s->indent_count--;
    s->dedented = true;
    return emit(lexer, DEDENT);
}

/* The rest of the file as one token that stands nowhere. */
static bool give_up(Lexer *lexer)
{
    while (!lexer->eof(lexer)) advance(lexer);
    lexer->mark_end(lexer);
    return emit(lexer, GIVE_UP);
}

static bool open_bracket(Scanner *s, Lexer *lexer, enum TokenType token, char kind)
{
    lexer->mark_end(lexer);
    if (s->depth < MAX_BRACKETS) s->brackets[s->depth] = kind;
    if (s->depth >= MAX_DEPTH) return give_up(lexer);
    s->depth++;
    return emit(lexer, token);
}

/* Does this closing bracket belong to the open bracket at that depth? */
static bool closes(const Scanner *s, uint32_t depth, int32_t c)
{
    if (depth >= MAX_BRACKETS) return true;
    char open = s->brackets[depth];
    return c == (open == '(' ? ')' : open == '[' ? ']' : '}');
}

/* At a closing bracket. One that belongs to an outer bracket, or to none, leaves this one missing. */
static bool scan_close(Scanner *s, Lexer *lexer, bool recovery)
{
    int32_t c = lexer->lookahead;
    uint32_t depth = s->depth;
    if (recovery) {
        while (depth > 0 && !closes(s, depth - 1, c)) depth--;
        if (depth > 0) s->depth = (uint16_t)(depth - 1);
    } else if (depth > 0) {
        s->depth--;
        if (!closes(s, depth - 1, c)) return emit(lexer, CLOSE);
    }
    advance(lexer);
    lexer->mark_end(lexer);
    return emit(lexer, CLOSE);
}

/* At a colon where a round bracket could close: `def f(a:` at the end of a line lacks the bracket. */
static bool scan_colon_for_close(Scanner *s, Lexer *lexer, const bool *valid)
{
    advance(lexer);
    while (is_blank(lexer->lookahead)) advance(lexer);
    if (lexer->lookahead == '#') pass_comment(lexer);
    if (!is_line_end(lexer->lookahead)) return false;
    while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead)) advance(lexer);
    /* after a parameter's name an annotation could follow in the next line */
    if (valid[KW_OPERATOR] && !is_one_of(read_word(lexer).text, STATEMENT_WORDS)) return false;
    s->depth--;
    return emit(lexer, CLOSE);
}

/* A bracket or a colon. */
static bool scan_punctuation(Scanner *s, Lexer *lexer, const bool *valid)
{
    int32_t c = lexer->lookahead;
    bool recovery = valid[RECOVERY];
    if (c == ')' || c == ']' || c == '}') return valid[CLOSE] && scan_close(s, lexer, recovery);
    if (c == '(' || c == '[' || c == '{') {
        enum TokenType token = c == '(' ? OPEN_PAREN : c == '[' ? OPEN_BRACKET : OPEN_BRACE;
        if (!valid[token]) return false;
        advance(lexer);
        return open_bracket(s, lexer, token, (char)c);
    }
    char open = s->depth > 0 && s->depth <= MAX_BRACKETS ? s->brackets[s->depth - 1] : 0;
    if (c == ':' && open == '(' && valid[CLOSE] && !recovery) return scan_colon_for_close(s, lexer, valid);
    if (c != ':' || !(valid[HEADER_COLON] || valid[FORMAT_COLON])) return false;
    enum TokenType token = valid[FORMAT_COLON] && (!recovery || open == FIELD) ? FORMAT_COLON : HEADER_COLON;
    if (recovery && open != FIELD && s->depth > 0) return false;
    advance(lexer);
    if (token == HEADER_COLON && lexer->lookahead == '=') return false;
    lexer->mark_end(lexer);
    return emit(lexer, token);
}

/* ---- strings ---- */

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
    if (flags < 0 || s->quote_count == MAX_QUOTES) return false;
    int32_t quote = lexer->lookahead;
    if (quote == '"') flags |= QUOTE_DOUBLE;
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
    if (lexer->eof(lexer)) return;
    if (is_line_end(c)) {
        advance_newline(lexer);
    } else if (!(flags & QUOTE_FORMAT)) {
        advance(lexer);
    } else if (c == 'N' && !(flags & QUOTE_RAW)) {
        advance(lexer);
        if (lexer->lookahead != '{') return;
        while (is_word(lexer->lookahead) || lexer->lookahead == '{' || lexer->lookahead == ' ' ||
               lexer->lookahead == '-') {
            advance(lexer);
        }
        if (lexer->lookahead == '}') advance(lexer);
    } else if (c != '{' && c != '}') {
        advance(lexer);
    }
}

/* At a quote character of the open string: consumes the quotes that end it, or those that do not. */
static bool pass_end_quotes(Lexer *lexer, int flags)
{
    int32_t quote = flags & QUOTE_DOUBLE ? '"' : '\'';
    for (int i = flags & QUOTE_TRIPLE ? 3 : 1; i > 0; i--) {
        if (lexer->lookahead != quote) return false;
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
            return content ? emit(lexer, STRING_CONTENT) : end_string(s, lexer, STRING_UNTERMINATED);
        } else if (c == '\\') {
            pass_escape(lexer, flags);
        } else if (c == quote) {
            if (!pass_end_quotes(lexer, flags)) continue;
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
        if (is_line_end(c) && !(flags & QUOTE_TRIPLE)) end = true;
        if (c == quote && pass_end_quotes(lexer, flags)) end = true;
        if (end && content) return emit(lexer, FORMAT_CONTENT);
        if (end && c == '{') {
            advance(lexer);
            return open_bracket(s, lexer, OPEN_BRACE, FIELD);
        }
        if (end) return c == '}' && scan_close(s, lexer, false);
        if (c == '\\') {
            pass_escape(lexer, flags);
        } else if (c != quote) {
            advance(lexer);
        }
    }
}

/* ---- words ---- */

/* Where a token begins. */
typedef struct Place {
    Indent indent; /* of the line that begins with the token, where new_line */
    bool new_line; /* first of its line, inside brackets */
    bool line_end; /* no token: the logical line ends here */
} Place;

/* Is what follows a blank the start of a name or keyword that begins an operand? Then `match x`, `type X`, ... are
 * no expressions. */
static bool operand_word_follows(Lexer *lexer)
{
    if (!is_blank(lexer->lookahead) && lexer->lookahead != '\\') return false;
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
            if (c == '\\') advance(lexer);
            if (c == quote || is_line_end(c)) quote = 0;
        } else if (is_line_end(c) && depth <= 0) {
            break;
        } else if (c == '#') {
            pass_comment(lexer);
            continue;
        } else {
            if (is_quote(c)) quote = c;
            if (c == '(' || c == '[' || c == '{') depth++;
            if (c == ')' || c == ']' || c == '}') depth--;
            if (c == ':' && depth == 0 && !at_end) return true;
            if (!is_blank(c) && !is_line_end(c)) last = c;
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
        if (!strcmp(word.text, "not")) return colon_follows(lexer, at_end);
        return blank && !is_one_of(word.text, OPERATOR_WORDS);
    }
    if (literal_follows(lexer)) return true;
    if (c == '.') {
        advance(lexer);
        return lexer->lookahead == '.' && colon_follows(lexer, at_end);
    }
    if (c == 0 || !strchr("([{-+~*", (int)(c & 0x7f)) || c >= 0x80) return false;
    return colon_follows(lexer, at_end);
}

/* `cdef`, `cpdef`, `ctypedef`: a declaration follows. */
static bool declaration_follows(Lexer *lexer)
{
    bool blank = is_blank(lexer->lookahead);
    if (operand_word_follows(lexer)) return true;
    if (lexer->lookahead == '(') return blank;
    if (lexer->lookahead != ':') return false;
    advance(lexer);
    pass_blanks(lexer);
    return is_line_end(lexer->lookahead) || lexer->lookahead == '#';
}

static bool print_follows(Lexer *lexer)
{
    if (operand_word_follows(lexer)) return true;
    return literal_follows(lexer);
}

static bool property_follows(Lexer *lexer)
{
    if (!operand_word_follows(lexer)) return false;
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
        return lexer->lookahead == closer || (c == '=' && lexer->lookahead == '=');
    }
    if (is_word_start(c)) return !strcmp(read_word(lexer).text, "bool");
    return c > 0 && c < 0x80 && strchr("+-*/%~|&^<>!", (int)c);
}

/* `unsigned` of `unsigned int`, `double` of `double complex` */
static bool is_type_word(Lexer *lexer, const char *word)
{
    bool size = is_one_of(word, SIZE_WORDS);
    if (!size && !is_one_of(word, SIZED_WORDS)) return false;
    if (!is_blank(lexer->lookahead)) return false;
    pass_blanks(lexer);
    Word next = read_word(lexer);
    return !strcmp(next.text, "complex") || (size && is_one_of(next.text, SIZED_WORDS));
}

static void pass_stars(Lexer *lexer)
{
    while (lexer->lookahead == '*' || lexer->lookahead == '&' || is_blank(lexer->lookahead)) advance(lexer);
}

/* Passes brackets up to those that close the ones that are open (depth); false where they hold no plain names. */
static bool pass_brackets(Lexer *lexer, int depth)
{
    for (int i = 0; depth > 0; i++) {
        int32_t c = lexer->lookahead;
        if (i == MAX_LOOKAHEAD || is_quote(c) || is_line_end(c) || c == '#' || lexer->eof(lexer)) return false;
        if (c == '[' || c == '(') depth++;
        if (c == ']' || c == ')') depth--;
        advance(lexer);
    }
    return true;
}

/* After the first word where an expression or a type may stand: is it a type that is no expression too?
 * `unsigned int`, `const T`, `T *]`, `a.b[c] **,`, `int (*)(int)`, `int(double) noexcept` */
static bool is_pure_type(Lexer *lexer, const Word *first)
{
    if (is_type_word(lexer, first->text)) return true;
    if (!strcmp(first->text, "const") || !strcmp(first->text, "volatile")) {
        return operand_word_follows(lexer) || lexer->lookahead == '(';
    }
    for (int i = 0; i < MAX_LOOKAHEAD; i++) {
        int32_t c = lexer->lookahead;
        if (!is_blank(c) && !is_word(c) && c != '.' && c != '[') break;
        advance(lexer);
        if (c == '[' && !pass_brackets(lexer, 1)) return false;
    }
    if (lexer->lookahead == '(') {
        advance(lexer);
        bool star = lexer->lookahead == '*';
        pass_stars(lexer);
        if (lexer->lookahead == ')' && star) return true;
        if (!pass_brackets(lexer, 1)) return false;
        pass_blanks(lexer);
        return is_one_of(read_word(lexer).text, FUNCTION_WORDS);
    }
    if (lexer->lookahead != '*' && lexer->lookahead != '&') return false;
    pass_stars(lexer);
    return lexer->lookahead == ']' || lexer->lookahead == ')' || lexer->lookahead == ',';
}

typedef struct Keyword {
    const char *text;
    enum TokenType token;
} Keyword;

static const Keyword KEYWORDS[] = {
    {"match", KW_MATCH},       {"type", KW_TYPE},       {"print", KW_PRINT},     {"exec", KW_EXEC},
    {"cdef", KW_CDEF},         {"cpdef", KW_CPDEF},     {"ctypedef", KW_CTYPEDEF}, {"cimport", KW_CIMPORT},
    {"include", KW_INCLUDE},   {"DEF", KW_DEF},         {"IF", KW_IF},           {"property", KW_PROPERTY},
    {"sizeof", KW_SIZEOF},     {"new", KW_NEW},         {"operator", KW_OPERATOR}, {"const", QUALIFIER},
    {"volatile", QUALIFIER},
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

/* While tree-sitter recovers every token is valid: only words that begin a declaration are trusted then. */
static bool is_wanted(enum TokenType token, const bool *valid)
{
    if (valid[RECOVERY]) return token >= KW_CDEF && token <= KW_INCLUDE;
    return valid[token];
}

/* Inside brackets, at the first word of a line: does the line begin a statement, so that the bracket was never
 * closed? A statement's keyword says so anywhere; a name does at the block's own column, where no name may stand. */
static bool close_is_missing(const Scanner *s, const Word *word, const Place *place, const bool *valid)
{
    if (!place->new_line || !valid[CLOSE] || valid[RECOVERY]) return false;
    if (is_one_of(word->text, STATEMENT_WORDS)) return true;
    if (valid[STRING_START] || valid[KW_OPERATOR] || valid[TYPE_WORD] || valid[NAME_MARK]) return false;
    return place->indent.column <= s->indents[s->indent_count - 1].column && !is_one_of(word->text, OPERATOR_WORDS);
}

/* The same where no bracket can close (`x = (1 +`): the line ends, and the parser sees the error there. */
static bool break_off(Scanner *s, Lexer *lexer, const Place *place)
{
    s->next = place->indent;
    return begin_line(s) && emit(lexer, NEWLINE);
}

/* A clause's keyword at the start of a statement, where the clause may not stand? */
static bool is_stray(const char *word, const bool *valid)
{
    if (!valid[KW_STRAY] || valid[RECOVERY]) return false;
    return (!valid[ELSE_MARK] && !strcmp(word, "else")) || (!valid[ELIF_MARK] && !strcmp(word, "elif")) ||
           (!valid[EXCEPT_MARK] && !strcmp(word, "except")) || (!valid[FINALLY_MARK] && !strcmp(word, "finally"));
}

/* At the first letter of a word: a string's prefix, a soft keyword, or the mark before a type. */
static bool scan_word(Scanner *s, Lexer *lexer, const Place *place, const bool *valid)
{
    bool recovery = valid[RECOVERY];
    Word word = read_word(lexer);
    if (is_quote(lexer->lookahead)) {
        if (!valid[STRING_START] || word.length > 2) return false;
        return scan_string_start(s, lexer, prefix_flags(word.text, word.length));
    }
    if (close_is_missing(s, &word, place, valid)) {
        s->depth--;
        return emit(lexer, CLOSE);
    }
    if (place->new_line && s->depth > 0 && is_one_of(word.text, STATEMENT_WORDS)) return break_off(s, lexer, place);
    if (is_stray(word.text, valid)) {
        lexer->mark_end(lexer);
        return emit(lexer, KW_STRAY);
    }
    for (uint32_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
        if (!is_wanted(KEYWORDS[i].token, valid) || strcmp(word.text, KEYWORDS[i].text)) continue;
        lexer->mark_end(lexer);
        if (!keyword_applies(lexer, KEYWORDS[i].token)) return false;
        s->started = true;
        return emit(lexer, KEYWORDS[i].token);
    }
    if (valid[TYPE_WORD] && !recovery) {
        lexer->mark_end(lexer);
        return is_type_word(lexer, word.text) && emit(lexer, TYPE_WORD);
    }
    return valid[TYPE_START] && !recovery && is_pure_type(lexer, &word) && emit(lexer, TYPE_START);
}

/* Can a word with this first letter be anything but a name here? Most cannot: the parser's own lexer reads them. */
static bool is_word_of_interest(int32_t c, const bool *valid)
{
    if (valid[TYPE_START] || valid[TYPE_WORD] || valid[KW_OPERATOR]) return true;
    if (c >= 0x80) return false;
    if (valid[STRING_START] && strchr("rbufctRBUFCT", (int)c)) return true;
    if ((valid[KW_PRINT] || valid[KW_CDEF]) && strchr("mtpecinDIsf", (int)c)) return true;
    return (valid[KW_SIZEOF] && (c == 's' || c == 'n')) || (valid[KW_PROPERTY] && c == 'p');
}

/* Passes what stands before a token. Stops at a line break that ends a logical line: where NEWLINE may stand, and
 * outside brackets wherever something stands before it on the line. */
static Place pass_space(const Scanner *s, Lexer *lexer, const bool *valid)
{
    Place place = {{0, 0, false}, false, false};
    bool may_end = (valid[NEWLINE] || valid[HEADER_COLON]) && !valid[RECOVERY];
    uint32_t passed = 0; /* characters of this line */
    for (;; skip(lexer), passed++) {
        int32_t c = lexer->lookahead;
        if (lexer->eof(lexer)) {
            place.line_end = may_end;
            return place;
        } else if (is_line_end(c)) {
            bool line_start = place.new_line || (!may_end && s->depth == 0 && lexer->get_column(lexer) == passed);
            place.line_end = may_end || (s->depth == 0 && !line_start);
            if (place.line_end) return place;
            place.new_line = true;
            place.indent.column = place.indent.tabless = 0;
        } else if (c == '\\') {
            skip(lexer);
            if (lexer->lookahead == '\r') skip(lexer);
            if (lexer->lookahead != '\n' && !is_blank(lexer->lookahead)) return place;
        } else if (is_blank(c)) {
            place.indent.column = add_columns(place.indent.column, c == '\t' ? 8u - place.indent.column % 8u : 1);
            place.indent.tabless = add_columns(place.indent.tabless, 1);
        } else {
            return place;
        }
    }
}

static bool scan_token(Scanner *s, Lexer *lexer, const bool *valid)
{
    Place place = pass_space(s, lexer, valid);
    if (place.line_end) return scan_line_end(s, lexer, valid);
    int32_t c = lexer->lookahead;
    if (c == '#') {
        bool own_line = place.new_line || (s->depth == 0 && lexer->get_column(lexer) == place.indent.tabless);
        return own_line && scan_comment(lexer, s->depth > 0);
    }
    if (lexer->eof(lexer)) {
        if (s->depth == 0 || !valid[CLOSE] || valid[RECOVERY]) return false;
        s->depth--;
        return emit(lexer, CLOSE);
    }
    if (is_quote(c) && valid[STRING_START]) {
        lexer->mark_end(lexer);
        return scan_string_start(s, lexer, 0);
    }
    if (!is_word_start(c)) return scan_punctuation(s, lexer, valid);
    bool first = place.new_line && s->depth > 0;
    if (!first && !is_word_of_interest(c, valid)) return false;
    if (!first || !valid[CLOSE] || valid[RECOVERY]) lexer->mark_end(lexer);
    return scan_word(s, lexer, &place, valid);
}

/* ---- the interface ---- */

static bool scan(Scanner *s, Lexer *lexer, const bool *valid)
{
    lexer->mark_end(lexer);
    if (valid[RECOVERY] && s->recoveries++ > MAX_RECOVERIES) return give_up(lexer);
    if (!valid[RECOVERY] && s->quote_count > 0) {
        if (valid[STRING_CONTENT]) return scan_string(s, lexer);
        if (valid[FORMAT_CONTENT]) return scan_format(s, lexer);
    }
    if (valid[DEDENT] || valid[INDENT] || valid[KW_CDEF]) {
        if (!s->started && !valid[RECOVERY] && measure_first_line(s, lexer)) return scan_comment(lexer, false);
        if (scan_indentation(s, lexer, valid)) return true;
    }
    return scan_token(s, lexer, valid);
}

void *tree_sitter_krait_external_scanner_create(void);
void tree_sitter_krait_external_scanner_destroy(void *payload);
unsigned tree_sitter_krait_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_krait_external_scanner_deserialize(void *payload, const char *buffer, unsigned length);
bool tree_sitter_krait_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid);

bool tree_sitter_krait_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid)
{
    return scan(payload, lexer, valid);
}

void *tree_sitter_krait_external_scanner_create(void)
{
    Scanner *s = calloc(1, sizeof *s);
    if (s) s->indent_count = 1;
    return s;
}

void tree_sitter_krait_external_scanner_destroy(void *payload) { free(payload); }

/* A level takes one byte where it can: tree-sitter keeps states of up to 24 bytes without allocating. */
enum { WIDE = 0xff };

static unsigned write_indent(char *out, const Indent *level)
{
    if (level->column < WIDE && level->column == level->tabless && !level->silent) {
        out[0] = (char)level->column;
        return 1;
    }
    out[0] = (char)WIDE;
    out[1] = (char)(level->column & 0xff);
    out[2] = (char)(level->column >> 8);
    out[3] = (char)(level->tabless & 0xff);
    out[4] = (char)((level->tabless >> 8) | (level->silent ? 0x80 : 0));
    return 5;
}

static unsigned read_indent(const char *in, Indent *level)
{
    const unsigned char *b = (const unsigned char *)in;
    if (b[0] < WIDE) {
        level->column = level->tabless = b[0];
        level->silent = false;
        return 1;
    }
    level->column = (uint16_t)(b[1] | b[2] << 8);
    level->tabless = (uint16_t)(b[3] | (b[4] & 0x7f) << 8);
    level->silent = b[4] & 0x80;
    return 5;
}

static unsigned known_brackets(const Scanner *s)
{
    return s->depth < MAX_BRACKETS ? s->depth : MAX_BRACKETS;
}

unsigned tree_sitter_krait_external_scanner_serialize(void *payload, char *buffer)
{
    _Static_assert(5 + 5 * (MAX_INDENTS + 1) + MAX_QUOTES + MAX_BRACKETS <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "state too big");
    const Scanner *s = payload;
    unsigned size = 0;
    buffer[size++] = (char)(s->started | s->bad_tabs << 1 | s->dedented << 2);
    buffer[size++] = (char)s->indent_count;
    buffer[size++] = (char)s->quote_count;
    buffer[size++] = (char)(s->depth & 0xff);
    buffer[size++] = (char)(s->depth >> 8);
    size += write_indent(buffer + size, &s->next);
    for (uint32_t i = 1; i < s->indent_count; i++) size += write_indent(buffer + size, &s->indents[i]);
    memcpy(buffer + size, s->quotes, s->quote_count);
    size += s->quote_count;
    memcpy(buffer + size, s->brackets, known_brackets(s));
    return size + known_brackets(s);
}

void tree_sitter_krait_external_scanner_deserialize(void *payload, const char *buffer, unsigned length)
{
    Scanner *s = payload;
    s->indent_count = 1;
    s->quote_count = 0;
    s->started = s->bad_tabs = s->dedented = false;
    s->depth = 0;
    s->next = s->indents[0] = (Indent){0, 0, false};
    if (length == 0) {
        s->recoveries = 0; /* the file begins */
        return;
    }
    s->started = buffer[0] & 1;
    s->bad_tabs = buffer[0] & 2;
    s->dedented = buffer[0] & 4;
    s->indent_count = (uint8_t)buffer[1];
    s->quote_count = (uint8_t)buffer[2];
    s->depth = (uint16_t)((unsigned char)buffer[3] | (unsigned char)buffer[4] << 8);
    unsigned at = 5 + read_indent(buffer + 5, &s->next);
    for (uint32_t i = 1; i < s->indent_count; i++) at += read_indent(buffer + at, &s->indents[i]);
    memcpy(s->quotes, buffer + at, s->quote_count);
    memcpy(s->brackets, buffer + at + s->quote_count, known_brackets(s));
}
