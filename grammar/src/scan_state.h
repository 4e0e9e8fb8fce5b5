/* scan_state.h: tokens and state of the scanner, and the small steps that all its parts take.
 *
 * tree-sitter builds exactly one scanner.c for a grammar; its parts are headers of static functions that only
 * scanner.c includes, in the order scan_state, scan_lines, scan_brackets, scan_strings, scan_words. A function
 * named scan_... is at the first character that concerns it, and either makes a token (true) or does not (false:
 * the parser's own lexer then reads from where the call began). `valid` tells which tokens may stand here; in
 * error recovery all may, and valid[RECOVERY] says so.
 */
#ifndef KRAIT_GRAMMAR_SCAN_STATE_H
#define KRAIT_GRAMMAR_SCAN_STATE_H

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
    MAX_INDENTS = 120,  /* CPython stops at 100 */
    MAX_QUOTES = 150,   /* as CPython: nested f-strings */
    MAX_BRACKETS = 200, /* as CPython; deeper ones are counted only */
    MAX_DEPTH = 10100,  /* deeper yet: the file is not read on */
    MAX_COLUMN = 0x7fff,
    MAX_RECOVERIES =
        5000,      /* tokens skipped in a file; then it is not read on: recovery is quadratic */
    MAX_WORD = 12, /* longer words are no keywords */
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
    uint16_t depth; /* of open brackets */
    char
        brackets[MAX_BRACKETS]; /* the open ones: ( [ {, or FIELD for that of a replacement field */
    uint32_t recoveries;        /* not serialised: of the whole file, whatever the parser tries */
    bool started;               /* a token was produced: `next` is known */
    bool bad_tabs;              /* the next line's tabs and spaces do not compare */
    bool dedented; /* the last token was DEDENT: a column between two levels matches neither */
} Scanner;

typedef TSLexer Lexer;

static bool is_word_start(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}
static bool is_word(int32_t c)
{
    return is_word_start(c) || is_digit(c);
}
static bool is_line_end(int32_t c)
{
    return c == '\n' || c == '\r';
}
static bool is_quote(int32_t c)
{
    return c == '"' || c == '\'';
}
static bool is_blank(int32_t c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static void advance(Lexer *lexer)
{
    lexer->advance(lexer, false);
}
static void skip(Lexer *lexer)
{
    lexer->advance(lexer, true);
}

static void advance_newline(Lexer *lexer)
{
    if (lexer->lookahead == '\r') {
        advance(lexer);
        if (lexer->lookahead == '\n')
            advance(lexer);
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
            if (!is_line_end(lexer->lookahead))
                return;
            advance_newline(lexer);
        } else {
            return;
        }
    }
}

static void pass_comment(Lexer *lexer)
{
    while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead))
        advance(lexer);
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
        if (word.length < MAX_WORD)
            word.text[word.length] = (char)(lexer->lookahead & 0x7f);
        if (lexer->lookahead >= 0x80 || word.length >= MAX_WORD)
            word.text[0] = 0;
        if (word.length <= MAX_WORD)
            word.length++;
    }
    return word;
}

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list; list++) {
        if (!strcmp(text, *list))
            return true;
    }
    return false;
}

static const char *const OPERATOR_WORDS[] = {"and", "as", "async", "else", "for", "from",
                                             "if",  "in", "is",    "not",  "or",  NULL};
static const char *const STATEMENT_WORDS[] = {"assert", "break",    "class",  "continue", "def",
                                              "del",    "elif",     "except", "finally",  "global",
                                              "import", "nonlocal", "pass",   "raise",    "return",
                                              "try",    "while",    "with",   NULL};
static const char *const FUNCTION_WORDS[] = {"except", "nogil", "noexcept", NULL};
static const char *const SIZE_WORDS[] = {"signed", "unsigned", "short", "long", NULL};
static const char *const SIZED_WORDS[] = {"signed", "unsigned", "short", "long", "int", "char",
                                          "double", "float",    "void",  "bint", NULL};

#endif
