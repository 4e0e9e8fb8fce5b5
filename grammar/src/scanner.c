/* scanner.c: the part of the lexer that a context-free grammar cannot express (tree-sitter external scanner).
 *
 * Called by the parser before its own lexer wherever one of the tokens below may stand. It decides:
 *   lines     NEWLINE, INDENT and DEDENT, all of width zero, put at the end of the last token of a line. The
 *             column of the next line is kept in the state, so that no blank line or comment is read twice here.
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
    MISSING_COLON,
    MISSING_BLOCK,
    MISSING_CLOSE,
    MISSING_CLOSE_PARAMETERS,
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
    RECOVERY
};

enum {
    MAX_INDENTS = 120, /* CPython stops at 100 */
    MAX_QUOTES = 150,  /* as CPython: nested f-strings */
    MAX_COLUMN = 0x7fff,
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

enum QuoteFlags { QUOTE_DOUBLE = 1, QUOTE_TRIPLE = 2, QUOTE_RAW = 4, QUOTE_FORMAT = 8 };

typedef struct Scanner {
    Indent indents[MAX_INDENTS]; /* indents[0] is column 0 */
    Indent next;                 /* of the line that begins; `silent` is not used */
    uint8_t quotes[MAX_QUOTES];  /* QuoteFlags of the strings that are open */
    uint8_t indent_count;
    uint8_t quote_count;
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

static bool emit(Lexer *lexer, enum TokenType token)
{
    lexer->result_symbol = (TSSymbol)token;
    return true;
}

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

/* Reads to the first token of the next line that has one; sets s->next. False at the end of the file. */
static bool measure_line(Scanner *s, Lexer *lexer)
{
    Indent at = {0, 0, false};
    bool continued = false; /* after a backslash the column stays */
    for (; !lexer->eof(lexer);) {
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
            advance(lexer);
        } else if (c == '#') {
            while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead)) advance(lexer);
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
    return !lexer->eof(lexer);
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

/* The end of a logical line: NEWLINE, with the column of the next line in the state. Where only a colon may stand
 * it is missing; where both may (after `cdef f()`), the next line's indentation tells. */
static bool scan_line_end(Scanner *s, Lexer *lexer, const bool *valid)
{
    bool colon = valid[MISSING_COLON] && !valid[RECOVERY];
    if (colon && !valid[NEWLINE]) return emit(lexer, MISSING_COLON);
    Indent before = s->next;
    measure_line(s, lexer);
    if (colon && s->next.column > top_indent(s)->column) {
        s->next = before;
        return emit(lexer, MISSING_COLON);
    }
    s->bad_tabs = !tabs_compare(s);
    s->dedented = false;
    s->started = true;
    s->quote_count = 0; /* no string goes on past a logical line */
    return emit(lexer, NEWLINE);
}

/* The first token of the file may be indented, which is an error. False at a comment: the parser's own lexer
 * reads it, and this is asked again after it. */
static bool measure_first_line(Scanner *s, Lexer *lexer)
{
    if (s->started) return true;
    Indent at = {0, 0, false};
    bool at_start = lexer->get_column(lexer) == 0;
    for (; is_blank(lexer->lookahead) || is_line_end(lexer->lookahead); skip(lexer)) {
        bool line_end = is_line_end(lexer->lookahead);
        at_start = at_start || line_end;
        at.column = line_end ? 0 : add_columns(at.column, lexer->lookahead == '\t' ? 8u - at.column % 8u : 1);
        at.tabless = line_end ? 0 : add_columns(at.tabless, 1);
        if (lexer->eof(lexer)) break;
    }
    if (lexer->lookahead == '#') return false;
    if (at_start && !lexer->eof(lexer)) s->next = at;
    lexer->mark_end(lexer);
    return true;
}

/* At the start of a logical line: the tokens that its indentation makes, one a call. */
static bool scan_indentation(Scanner *s, Lexer *lexer, const bool *valid)
{
    if (s->bad_tabs) {
        s->bad_tabs = false;
        return emit(lexer, BAD_TABS);
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
    if (token == STRING_END) lexer->mark_end(lexer);
    s->quote_count--;
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
            if (lexer->lookahead != '{') return content && emit(lexer, STRING_CONTENT);
            advance(lexer);
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
        if (end) return content && emit(lexer, FORMAT_CONTENT);
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
    uint16_t column; /* where new_line */
    bool new_line;   /* first of its line, inside brackets */
    bool line_end;   /* no token: the logical line ends here */
} Place;

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
            while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead)) advance(lexer);
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
 * closed? A statement's keyword says so anywhere; a name does at the block's own column, after a complete operand. */
static bool close_is_missing(const Scanner *s, const Word *word, const Place *place, const bool *valid)
{
    if (!place->new_line || valid[RECOVERY]) return false;
    if (!valid[MISSING_CLOSE] && !valid[MISSING_CLOSE_PARAMETERS]) return false;
    if (is_one_of(word->text, STATEMENT_WORDS)) return true;
    if (!valid[MISSING_CLOSE] || valid[STRING_START]) return false;
    return place->column <= s->indents[s->indent_count - 1].column && !is_one_of(word->text, OPERATOR_WORDS);
}

static bool emit_close(Lexer *lexer, const bool *valid)
{
    return emit(lexer, valid[MISSING_CLOSE] ? MISSING_CLOSE : MISSING_CLOSE_PARAMETERS);
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
    if (close_is_missing(s, &word, place, valid)) return emit_close(lexer, valid);
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
    if ((valid[KW_PRINT] || valid[KW_CDEF]) && strchr("mtpecinDIs", (int)c)) return true;
    return (valid[KW_SIZEOF] && (c == 's' || c == 'n')) || (valid[KW_PROPERTY] && c == 'p');
}

/* Passes what stands before a token. Stops at a line's end where that means something. */
static Place pass_space(Lexer *lexer, const bool *valid)
{
    Place place = {0, false, false};
    for (;; skip(lexer)) {
        int32_t c = lexer->lookahead;
        bool end = is_line_end(c) || c == '#' || lexer->eof(lexer);
        place.line_end = end && (valid[NEWLINE] || valid[MISSING_COLON]);
        if (place.line_end) return place;
        if (is_line_end(c)) {
            place.new_line = true;
            place.column = 0;
        } else if (c == '\\') {
            skip(lexer);
            if (!is_line_end(lexer->lookahead)) return place;
        } else if (is_blank(c) && !lexer->eof(lexer)) {
            place.column = add_columns(place.column, c == '\t' ? 8u - place.column % 8u : 1);
        } else {
            return place;
        }
    }
}

/* ---- the interface ---- */

static bool scan(Scanner *s, Lexer *lexer, const bool *valid)
{
    lexer->mark_end(lexer);
    if (!valid[RECOVERY] && s->quote_count > 0) {
        if (valid[STRING_CONTENT]) return scan_string(s, lexer);
        if (valid[FORMAT_CONTENT]) return scan_format(s, lexer);
    }
    bool line_start = valid[DEDENT] || valid[INDENT] || valid[KW_CDEF];
    if (line_start) {
        if (!measure_first_line(s, lexer)) return false;
        if (scan_indentation(s, lexer, valid)) return true;
    }
    Place place = pass_space(lexer, valid);
    if (place.line_end) return scan_line_end(s, lexer, valid);
    int32_t c = lexer->lookahead;
    if (c == ':' && valid[FORMAT_COLON] && !valid[RECOVERY]) {
        advance(lexer);
        lexer->mark_end(lexer);
        return emit(lexer, FORMAT_COLON);
    }
    bool in_brackets = valid[MISSING_CLOSE] || valid[MISSING_CLOSE_PARAMETERS];
    if (in_brackets && lexer->eof(lexer) && !valid[RECOVERY]) return emit_close(lexer, valid);
    if (is_quote(c) && valid[STRING_START]) {
        lexer->mark_end(lexer);
        return scan_string_start(s, lexer, 0);
    }
    in_brackets = in_brackets && place.new_line;
    if (!is_word_start(c) || !(in_brackets || is_word_of_interest(c, valid))) return false;
    if (!in_brackets) lexer->mark_end(lexer);
    return scan_word(s, lexer, &place, valid);
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

unsigned tree_sitter_krait_external_scanner_serialize(void *payload, char *buffer)
{
    _Static_assert(3 + 5 * (MAX_INDENTS + 1) + MAX_QUOTES <= TREE_SITTER_SERIALIZATION_BUFFER_SIZE, "state too big");
    const Scanner *s = payload;
    unsigned size = 0;
    buffer[size++] = (char)(s->started | s->bad_tabs << 1 | s->dedented << 2);
    buffer[size++] = (char)s->indent_count;
    buffer[size++] = (char)s->quote_count;
    size += write_indent(buffer + size, &s->next);
    for (uint32_t i = 1; i < s->indent_count; i++) size += write_indent(buffer + size, &s->indents[i]);
    memcpy(buffer + size, s->quotes, s->quote_count);
    return size + s->quote_count;
}

void tree_sitter_krait_external_scanner_deserialize(void *payload, const char *buffer, unsigned length)
{
    Scanner *s = payload;
    s->indent_count = 1;
    s->quote_count = 0;
    s->started = s->bad_tabs = s->dedented = false;
    s->next = s->indents[0] = (Indent){0, 0, false};
    if (length == 0) return;
    s->started = buffer[0] & 1;
    s->bad_tabs = buffer[0] & 2;
    s->dedented = buffer[0] & 4;
    s->indent_count = (uint8_t)buffer[1];
    s->quote_count = (uint8_t)buffer[2];
    unsigned at = 3 + read_indent(buffer + 3, &s->next);
    for (uint32_t i = 1; i < s->indent_count; i++) at += read_indent(buffer + at, &s->indents[i]);
    memcpy(s->quotes, buffer + at, s->quote_count);
}
