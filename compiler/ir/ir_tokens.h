/* ir_tokens.h: the words of IR text: used by the parser's files only, and by the printer to know which
 * names need quotes.
 */
#ifndef KRAIT_IR_IR_TOKENS_H
#define KRAIT_IR_IR_TOKENS_H

#include "base/atom.h"
#include "base/bigint.h"
#include "diag/diag.h"
#include <stdbool.h>

enum { IR_LINE_MAX = 1000000 }; /* larger source lines are read as this one */

typedef enum IrTokenKind {
    IR_TOK_END,
    IR_TOK_NEWLINE, /* one or more, with comments */
    IR_TOK_NAME,    /* x, `odd name`, x.2 */
    IR_TOK_VALUE,   /* %1 */
    IR_TOK_LABEL,   /* .loop1 */
    IR_TOK_NUMBER,  /* 12 -3 0x1f 1.5 -inf */
    IR_TOK_STRING,  /* "..." */
    IR_TOK_CSTRING, /* c"..." */
    IR_TOK_PYSTR,   /* '...' */
    IR_TOK_PYBYTES, /* b'...' */
    IR_TOK_ARROW,   /* -> */
    IR_TOK_PUNCT    /* one character, in .punct */
} IrTokenKind;

typedef struct IrToken {
    IrTokenKind kind;
    char punct;
    bool quoted;       /* NAME between back ticks: never a keyword */
    bool is_float;     /* NUMBER */
    bool before_paren; /* NAME: an opening parenthesis follows at once */
    uint32_t copy;     /* NAME: the number after the dot, 0 when there is none */
    uint32_t line;     /* NEWLINE: source line in the comment + 1, 0 when there is none */
    const char *text;  /* content, escapes resolved; NUL-terminated except for NEWLINE */
    uint32_t len;
    uint32_t start, end; /* bytes of the IR text */
} IrToken;

/* The reader: text, the current token, and the first error, after which every token is END. */
typedef struct IrLexer {
    Arena *arena;
    Diags *diags;
    uint32_t file;
    const char *text;
    uint32_t len, pos;
    IrToken token;
    bool failed;
} IrLexer;

/* Starts reading; the first token is current then. `text` is kept. */
void ir_lex_init(IrLexer *lex, Arena *arena, Diags *diags, uint32_t file, const char *text,
                 uint32_t len);
/* Moves to the next token. */
void ir_lex_next(IrLexer *lex);
/* Goes back to the token that starts at `pos`. */
void ir_lex_seek(IrLexer *lex, uint32_t pos);
/* Reports at the current token (only the first time) and ends the text. */
void ir_lex_fail(IrLexer *lex, const char *format, ...) KRAIT_PRINTF(2, 3);

/* Is the current token this character or unquoted word? `take` also moves on; `expect` fails if not. */
bool ir_lex_is(const IrLexer *lex, char punct);
bool ir_lex_is_word(const IrLexer *lex, const char *word);
bool ir_lex_take(IrLexer *lex, char punct);
bool ir_lex_take_word(IrLexer *lex, const char *word);
void ir_lex_expect(IrLexer *lex, char punct);
void ir_lex_skip_newlines(IrLexer *lex);
/* The current token, which must be of this kind (named in the error), moving on. */
IrToken ir_lex_want(IrLexer *lex, IrTokenKind kind, const char *what);
/* An integer that fits, else an error and 0. */
int64_t ir_lex_want_int(IrLexer *lex);

/* Letters, underscore, bytes of UTF-8; digits except at the start. */
bool ir_is_name_char(char c, bool first);
/* Words that mean a constant where an operand is expected: a variable so called is quoted. */
bool ir_is_reserved(const char *text, size_t len);

#endif
