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
 * state itself. The parts are in scan_*.h.
 *
 *     "if a:\n  b\n"   gives, besides the lexer's own tokens,   NEWLINE INDENT (before b), NEWLINE DEDENT (at the end)
 *
 * Sources: Python language reference 3.13, "Lexical analysis"; PEP 701; Cython language reference 3.3.
 */
#include "scan_brackets.h"
#include "scan_lines.h"
#include "scan_state.h"
#include "scan_strings.h"
#include "scan_words.h"

/* Where a token begins. */
typedef struct Place {
    Indent indent; /* of the line that begins with the token, where new_line */
    bool new_line; /* first of its line, inside brackets */
    bool line_end; /* no token: the logical line ends here */
} Place;

/* While tree-sitter recovers every token is valid: only words that begin a declaration are trusted then. */
static bool is_wanted(enum TokenType token, const bool *valid)
{
    if (valid[RECOVERY])
        return token >= KW_CDEF && token <= KW_INCLUDE;
    return valid[token];
}

/* Inside brackets, at the first word of a line: does the line begin a statement, so that the bracket was never
 * closed? A statement's keyword says so anywhere; a name does at the block's own column, where no name may stand. */
static bool close_is_missing(const Scanner *s, const Word *word, const Place *place,
                             const bool *valid)
{
    if (!place->new_line || !valid[CLOSE] || valid[RECOVERY])
        return false;
    if (is_one_of(word->text, STATEMENT_WORDS))
        return true;
    if (valid[STRING_START] || valid[KW_OPERATOR] || valid[TYPE_WORD] || valid[NAME_MARK])
        return false;
    return place->indent.column <= s->indents[s->indent_count - 1].column &&
           !is_one_of(word->text, OPERATOR_WORDS);
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
    if (!valid[KW_STRAY] || valid[RECOVERY])
        return false;
    return (!valid[ELSE_MARK] && !strcmp(word, "else")) ||
           (!valid[ELIF_MARK] && !strcmp(word, "elif")) ||
           (!valid[EXCEPT_MARK] && !strcmp(word, "except")) ||
           (!valid[FINALLY_MARK] && !strcmp(word, "finally"));
}

/* At the first letter of a word: a string's prefix, a soft keyword, or the mark before a type. */
static bool scan_word(Scanner *s, Lexer *lexer, const Place *place, const bool *valid)
{
    bool recovery = valid[RECOVERY];
    Word word = read_word(lexer);
    if (is_quote(lexer->lookahead)) {
        if (!valid[STRING_START] || word.length > 2)
            return false;
        return scan_string_start(s, lexer, prefix_flags(word.text, word.length));
    }
    if (close_is_missing(s, &word, place, valid)) {
        s->depth--;
        return emit(lexer, CLOSE);
    }
    if (place->new_line && s->depth > 0 && is_one_of(word.text, STATEMENT_WORDS))
        return break_off(s, lexer, place);
    if (is_stray(word.text, valid)) {
        lexer->mark_end(lexer);
        return emit(lexer, KW_STRAY);
    }
    for (uint32_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++) {
        if (!is_wanted(KEYWORDS[i].token, valid) || strcmp(word.text, KEYWORDS[i].text))
            continue;
        lexer->mark_end(lexer);
        if (!keyword_applies(lexer, KEYWORDS[i].token))
            return false;
        s->started = true;
        return emit(lexer, KEYWORDS[i].token);
    }
    if (valid[TYPE_WORD] && !recovery) {
        lexer->mark_end(lexer);
        return is_type_word(lexer, word.text, s->depth > 0) && emit(lexer, TYPE_WORD);
    }
    return valid[TYPE_START] && !recovery && is_pure_type(lexer, &word) && emit(lexer, TYPE_START);
}

/* Can a word with this first letter be anything but a name here? Most cannot: the parser's own lexer reads them. */
static bool is_word_of_interest(int32_t c, const bool *valid)
{
    if (valid[TYPE_START] || valid[TYPE_WORD] || valid[KW_OPERATOR])
        return true;
    if (c >= 0x80)
        return false;
    if (valid[STRING_START] && strchr("rbufctRBUFCT", (int)c))
        return true;
    if ((valid[KW_PRINT] || valid[KW_CDEF]) && strchr("mtpecinDIsf", (int)c))
        return true;
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
            bool line_start = place.new_line ||
                              (!may_end && s->depth == 0 && lexer->get_column(lexer) == passed);
            place.line_end = may_end || (s->depth == 0 && !line_start);
            if (place.line_end)
                return place;
            place.new_line = true;
            place.indent.column = place.indent.tabless = 0;
        } else if (c == '\\') {
            skip(lexer);
            if (lexer->lookahead == '\r')
                skip(lexer);
            if (lexer->lookahead != '\n' && !is_blank(lexer->lookahead))
                return place;
        } else if (is_blank(c)) {
            place.indent.column = add_columns(place.indent.column,
                                              c == '\t' ? 8u - place.indent.column % 8u : 1);
            place.indent.tabless = add_columns(place.indent.tabless, 1);
        } else {
            return place;
        }
    }
}

static bool scan_token(Scanner *s, Lexer *lexer, const bool *valid)
{
    Place place = pass_space(s, lexer, valid);
    if (place.line_end)
        return scan_line_end(s, lexer, valid);
    int32_t c = lexer->lookahead;
    if (c == '#') {
        bool own_line = place.new_line ||
                        (s->depth == 0 && lexer->get_column(lexer) == place.indent.tabless);
        return own_line && scan_comment(lexer, s->depth > 0);
    }
    if (lexer->eof(lexer)) {
        if (s->depth == 0 || !valid[CLOSE] || valid[RECOVERY])
            return false;
        s->depth--;
        return emit(lexer, CLOSE);
    }
    if (is_quote(c) && valid[STRING_START]) {
        lexer->mark_end(lexer);
        return scan_string_start(s, lexer, 0);
    }
    if (!is_word_start(c))
        return scan_punctuation(s, lexer, valid);
    bool first = place.new_line && s->depth > 0;
    if (!first && !is_word_of_interest(c, valid))
        return false;
    if (!first || !valid[CLOSE] || valid[RECOVERY])
        lexer->mark_end(lexer);
    return scan_word(s, lexer, &place, valid);
}

/* ---- the interface ---- */

static bool scan(Scanner *s, Lexer *lexer, const bool *valid)
{
    lexer->mark_end(lexer);
    if (valid[RECOVERY] && s->recoveries++ > MAX_RECOVERIES)
        return give_up(lexer);
    if (!valid[RECOVERY] && s->quote_count > 0) {
        if (valid[STRING_CONTENT])
            return scan_string(s, lexer);
        if (valid[FORMAT_CONTENT])
            return scan_format(s, lexer);
    }
    if (valid[DEDENT] || valid[INDENT] || valid[KW_CDEF]) {
        if (!s->started && !valid[RECOVERY] && measure_first_line(s, lexer))
            return scan_comment(lexer, false);
        if (scan_indentation(s, lexer, valid))
            return true;
    }
    return scan_token(s, lexer, valid);
}

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

void *tree_sitter_krait_external_scanner_create(void);
void tree_sitter_krait_external_scanner_destroy(void *payload);
unsigned tree_sitter_krait_external_scanner_serialize(void *payload, char *buffer);
void tree_sitter_krait_external_scanner_deserialize(void *payload, const char *buffer,
                                                    unsigned length);
bool tree_sitter_krait_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid);

bool tree_sitter_krait_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid)
{
    return payload && scan(payload, lexer, valid); /* none: there was no memory */
}

void *tree_sitter_krait_external_scanner_create(void)
{
    Scanner *s = calloc(1, sizeof *s);
    if (s)
        s->indent_count = 1;
    return s;
}

void tree_sitter_krait_external_scanner_destroy(void *payload)
{
    free(payload);
}

static unsigned known_brackets(const Scanner *s)
{
    return s->depth < MAX_BRACKETS ? s->depth : MAX_BRACKETS;
}

unsigned tree_sitter_krait_external_scanner_serialize(void *payload, char *buffer)
{
    _Static_assert(5 + 5 * (MAX_INDENTS + 1) + MAX_QUOTES + MAX_BRACKETS <=
                       TREE_SITTER_SERIALIZATION_BUFFER_SIZE,
                   "state too big");
    const Scanner *s = payload;
    unsigned size = 0;
    if (!s)
        return 0;
    buffer[size++] = (char)(s->started | s->bad_tabs << 1 | s->dedented << 2);
    buffer[size++] = (char)s->indent_count;
    buffer[size++] = (char)s->quote_count;
    buffer[size++] = (char)(s->depth & 0xff);
    buffer[size++] = (char)(s->depth >> 8);
    size += write_indent(buffer + size, &s->next);
    for (uint32_t i = 1; i < s->indent_count; i++)
        size += write_indent(buffer + size, &s->indents[i]);
    memcpy(buffer + size, s->quotes, s->quote_count);
    size += s->quote_count;
    memcpy(buffer + size, s->brackets, known_brackets(s));
    return size + known_brackets(s);
}

void tree_sitter_krait_external_scanner_deserialize(void *payload, const char *buffer,
                                                    unsigned length)
{
    Scanner *s = payload;
    if (!s)
        return;
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
    for (uint32_t i = 1; i < s->indent_count; i++)
        at += read_indent(buffer + at, &s->indents[i]);
    memcpy(s->quotes, buffer + at, s->quote_count);
    memcpy(s->brackets, buffer + at + s->quote_count, known_brackets(s));
}
