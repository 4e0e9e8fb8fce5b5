/* synerr_scan.c: tokenizer of the syntax-error diagnoser: faulty source to logical lines of tokens.
 *
 * Runs once; when brackets stay open it runs again, now ending them where a line visibly starts a new
 * statement. A keyword such as `def` at the start of a line ends open brackets in either run, since it
 * can stand in no expression. Never fails: what is not a token becomes TOK_BAD and a ScanError.
 *
 *     x = (1, 2       tokens x = ( 1 , 2    error: `(` was never closed
 *     y = 3           tokens y = 3
 */
#include "syntax/synerr_scan.h"

#include "base/utf8.h"
#include "syntax/synerr_chars.h"
#include <string.h>

enum {
    MAX_ERRORS = 200, /* of one file; what follows is marked but not listed */
    MAX_UNWIND = 50   /* open brackets that one mismatched closing bracket may end */
};

typedef struct Open {
    uint32_t at; /* byte offset of the bracket */
    char c;
} Open;

typedef VEC(Open) OpenStack;
typedef VEC(uint32_t) Offsets;

typedef struct Scanner {
    Scan *scan;
    const char *text;
    uint32_t len, pos, line;
    OpenStack open;
    Offsets unclosed; /* brackets the first run found never closed */
    bool second_run;
    bool in_line; /* a logical line has begun */
    ScanLine cur;
    ScanError spare; /* takes the errors beyond MAX_ERRORS */
} Scanner;

static char peek(const Scanner *s, uint32_t ahead)
{
    return s->pos + ahead < s->len ? s->text[s->pos + ahead] : '\0';
}

static ScanError *add_error(Scanner *s, uint32_t start, uint32_t len, const char *text)
{
    ScanError error = {.start = start, .len = len, .text = text};
    s->cur.has_error = true;
    if (s->scan->errors.len >= MAX_ERRORS) return &s->spare;
    vec_push(s->scan->arena, &s->scan->errors, error);
    return &vec_last(&s->scan->errors);
}

static void add_token(Scanner *s, TokKind kind, uint32_t start, uint32_t line)
{
    Tok tok = {kind, start, s->pos - start, s->open.len, line};
    vec_push(s->scan->arena, &s->scan->toks, tok);
    s->cur.end = s->pos;
}

static void end_line(Scanner *s)
{
    s->cur.count = s->scan->toks.len - s->cur.first;
    if (s->cur.count) {
        s->cur.start = s->scan->toks.items[s->cur.first].start;
        vec_push(s->scan->arena, &s->scan->lines, s->cur);
    }
    s->in_line = false;
}

/* --- brackets --- */

static void note_opened(Scanner *s, ScanError *error, Open open)
{
    error->note_start = open.at;
    error->note_len = 1;
    error->note = arena_printf(s->scan->arena, "`%c` was opened here", open.c);
}

static void close_bracket(Scanner *s, char c)
{
    char opener = c == ')' ? '(' : c == ']' ? '[' : '{';
    if (s->open.len == 0) {
        add_error(s, s->pos, 1, arena_printf(s->scan->arena, "unmatched `%c`", c));
        return;
    }
    Open last = vec_last(&s->open);
    if (last.c == opener) {
        s->open.len--;
        return;
    }
    uint32_t line = synerr_line_of(s->scan, last.at);
    const char *where = line == s->line ? "" : arena_printf(s->scan->arena, " on line %u", line);
    ScanError *error = add_error(s, s->pos, 1,
                                 arena_printf(s->scan->arena, "closing `%c` does not match opening `%c`%s",
                                              c, last.c, where));
    note_opened(s, error, last);
    uint32_t depth = s->open.len, limit = depth > MAX_UNWIND ? depth - MAX_UNWIND : 0;
    while (depth > limit && s->open.items[depth - 1].c != opener) depth--;
    s->open.len = depth > limit ? depth - 1 : s->open.len - 1;
}

/* Ends the logical line although brackets are open: the innermost is reported. */
static void give_up_brackets(Scanner *s)
{
    Open last = vec_last(&s->open);
    add_error(s, last.at, 1, arena_printf(s->scan->arena, "`%c` was never closed", last.c));
    if (!s->second_run)
        for (uint32_t i = 0; i < s->open.len; i++)
            vec_push(s->scan->arena, &s->unclosed, s->open.items[i].at);
    s->open.len = 0;
    end_line(s);
}

/* Whether the first run found the outermost open bracket never closed. */
static bool is_known_unclosed(const Scanner *s)
{
    uint32_t low = 0, high = s->unclosed.len, at = s->open.items[0].at;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->unclosed.items[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->unclosed.len && s->unclosed.items[low] == at;
}

/* Whether the physical line at `pos`, inside brackets, can only be the start of a statement. */
static bool begins_statement(const Scanner *s)
{
    static const char *const hard[] = {"def",    "class", "return",   "import", "raise", "try",
                                       "pass",   "break", "continue", "del",    "global", "nonlocal",
                                       "assert", "while", "with",     "finally"};
    static const char *const cython[] = {"cdef", "cpdef", "ctypedef", "cimport"};
    uint32_t at = s->pos, column = 0;
    while (at < s->len && (s->text[at] == ' ' || s->text[at] == '\t')) {
        column = s->text[at] == '\t' ? (column / 8 + 1) * 8 : column + 1;
        at++;
    }
    uint32_t end = at;
    while (end < s->len && synerr_is_name_byte((unsigned char)s->text[end])) end++;
    uint32_t n = end - at;
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
        if (strlen(hard[i]) == n && !memcmp(hard[i], s->text + at, n)) return true;
    for (size_t i = 0; s->scan->is_cython && i < sizeof cython / sizeof *cython; i++)
        if (strlen(cython[i]) == n && !memcmp(cython[i], s->text + at, n)) return true;
    bool starts = n > 0 || (at < s->len && s->text[at] == '@');
    return s->second_run && starts && column <= s->cur.indent && is_known_unclosed(s);
}

/* --- tokens --- */

static void scan_number(Scanner *s)
{
    uint32_t start = s->pos;
    SynerrNumber number = synerr_number(s->scan->arena, s->text, s->len, start, s->scan->is_cython);
    s->pos = number.end;
    if (number.error) {
        ScanError *error = add_error(s, start, number.end - start, number.error);
        if (number.fix_octal)
            error->fix = arena_printf(s->scan->arena, "0o%.*s", (int)(number.end - start - 1), s->text + start + 1);
    }
    add_token(s, number.error ? TOK_BAD : TOK_NUMBER, start, s->line);
}

static void scan_string_token(Scanner *s, uint32_t start, uint32_t quote)
{
    const char *error = NULL;
    uint32_t error_at = 0, line = s->line;
    uint32_t end = synerr_scan_string(s->scan, start, quote, &error, &error_at);
    for (uint32_t i = start; i < end; i++)
        if (s->text[i] == '\n') s->line++;
    s->pos = end;
    if (error) add_error(s, error_at, 1, error);
    add_token(s, error ? TOK_BAD : TOK_STRING, start, line);
}

static bool is_string_prefix(const char *text, uint32_t len)
{
    if (len > 2) return false;
    for (uint32_t i = 0; i < len; i++)
        if (!strchr("rRbBuUfFtTcC", text[i])) return false;
    return true;
}

static void scan_name(Scanner *s)
{
    uint32_t start = s->pos;
    while (s->pos < s->len) {
        unsigned char c = (unsigned char)s->text[s->pos];
        if (c < 0x80) {
            if (!synerr_is_name_byte(c)) break;
            s->pos++;
            continue;
        }
        uint32_t code;
        size_t n = utf8_decode(s->text + s->pos, s->len - s->pos, &code);
        if (n == 0 || !synerr_is_name_code(code)) break;
        s->pos += (uint32_t)n;
    }
    char c = peek(s, 0);
    bool glued = start && (s->text[start - 1] == '"' || s->text[start - 1] == '\''); /* 'don't' */
    if ((c == '"' || c == '\'') && !glued && is_string_prefix(s->text + start, s->pos - start))
        scan_string_token(s, start, s->pos);
    else
        add_token(s, TOK_NAME, start, s->line);
}

static void scan_foreign(Scanner *s, uint32_t code, uint32_t size)
{
    const char *fix = synerr_ascii_for(code);
    const char *text =
        synerr_is_printable(code)
            ? arena_printf(s->scan->arena, "invalid character `%.*s` (U+%04X)", (int)size, s->text + s->pos, code)
            : arena_printf(s->scan->arena, "invalid non-printable character U+%04X", code);
    ScanError *error = add_error(s, s->pos, size, text);
    error->fix = fix;
    uint32_t start = s->pos;
    s->pos += size;
    if (!fix || fix[0] != ' ') add_token(s, TOK_BAD, start, s->line);
}

static void scan_operator(Scanner *s)
{
    static const char *const long_ops[] = {"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=",
                                           "->",  ":=",  "+=",  "-=",  "*=",  "/=", "%=", "&=", "|=",
                                           "^=",  "@=",  "**",  "//",  "<<",  ">>", "<>"};
    uint32_t start = s->pos;
    char c = s->text[start];
    if (c == '(' || c == '[' || c == '{') {
        s->pos++;
        add_token(s, TOK_OP, start, s->line);
        Open open = {start, c};
        vec_push(s->scan->arena, &s->open, open);
        return;
    }
    if (c == ')' || c == ']' || c == '}') {
        close_bracket(s, c);
        s->pos++;
        add_token(s, TOK_OP, start, s->line);
        return;
    }
    uint32_t n = 1;
    for (size_t i = 0; i < sizeof long_ops / sizeof *long_ops && n == 1; i++) {
        uint32_t size = (uint32_t)strlen(long_ops[i]);
        if (start + size <= s->len && !memcmp(s->text + start, long_ops[i], size)) n = size;
    }
    s->pos += n;
    add_token(s, strchr("$?!`\\", c) && n == 1 ? TOK_BAD : TOK_OP, start, s->line);
}

static void scan_backslash(Scanner *s)
{
    if (peek(s, 1) == '\n') {
        s->pos += 2;
        s->line++;
        if (s->pos >= s->len) add_error(s, s->pos - 2, 1, "the file ends after a line continuation character");
        return;
    }
    if (s->pos + 1 >= s->len) {
        add_error(s, s->pos, 1, "the file ends after a line continuation character");
    } else {
        add_error(s, s->pos + 1, 1, "unexpected character after line continuation character");
    }
    s->pos++;
}

static void skip_comment(Scanner *s)
{
    ScanComment comment = {.start = s->pos};
    while (s->pos < s->len && s->text[s->pos] != '\n') s->pos++;
    comment.end = s->pos;
    vec_push(s->scan->arena, &s->scan->comments, comment);
}

/* Skips blank and comment lines; at the first token's place sets indents and begins a line. */
static bool begin_line(Scanner *s)
{
    uint32_t column = 0, alt = 0;
    for (; s->pos < s->len; s->pos++) {
        char c = s->text[s->pos];
        if (c == ' ') {
            column++, alt++;
        } else if (c == '\t') {
            column = (column / 8 + 1) * 8, alt++;
        } else if (c == '\f') {
            column = alt = 0;
        } else if (c == '\n') {
            s->line++, column = alt = 0;
        } else if (c == '#') {
            skip_comment(s);
            s->pos--;
        } else {
            break;
        }
    }
    if (s->pos >= s->len) return false;
    s->cur = (ScanLine){.first = s->scan->toks.len, .line = s->line, .indent = column, .alt_indent = alt};
    s->in_line = true;
    return true;
}

static void scan_newline(Scanner *s)
{
    s->pos++;
    s->line++;
    if (s->open.len == 0)
        end_line(s);
    else if (begins_statement(s))
        give_up_brackets(s);
}

static void scan_token(Scanner *s)
{
    unsigned char c = (unsigned char)s->text[s->pos];
    if (c == '\n') {
        scan_newline(s);
    } else if (c == ' ' || c == '\t' || c == '\f') {
        s->pos++;
    } else if (c == '#') {
        skip_comment(s);
    } else if (c == '\\') {
        scan_backslash(s);
    } else if (c == '"' || c == '\'') {
        scan_string_token(s, s->pos, s->pos);
    } else if ((c >= '0' && c <= '9') || (c == '.' && peek(s, 1) >= '0' && peek(s, 1) <= '9')) {
        scan_number(s);
    } else if (c >= 0x80) {
        uint32_t code = 0;
        uint32_t size = (uint32_t)utf8_decode(s->text + s->pos, s->len - s->pos, &code);
        if (size && synerr_starts_name(code))
            scan_name(s);
        else
            scan_foreign(s, code, size ? size : 1);
    } else if (synerr_is_name_byte(c)) {
        scan_name(s);
    } else if (c < 0x20 || c == 0x7f) {
        add_error(s, s->pos, 1, arena_printf(s->scan->arena, "invalid non-printable character U+%04X", c));
        s->pos++;
    } else {
        scan_operator(s);
    }
}

static void run(Scanner *s)
{
    while (s->in_line || begin_line(s)) {
        while (s->in_line && s->pos < s->len) scan_token(s);
        if (s->in_line) {
            if (s->open.len)
                give_up_brackets(s);
            else
                end_line(s);
        }
    }
}

void synerr_scan(Scan *scan, Arena *arena, const char *text, uint32_t len, bool is_cython)
{
    *scan = (Scan){.arena = arena, .text = text, .len = len, .is_cython = is_cython};
    for (const char *at = text; (at = memchr(at, '\n', len - (size_t)(at - text))) != NULL; at++)
        vec_push(arena, &scan->breaks, (uint32_t)(at - text));
    Scanner s = {.scan = scan, .text = text, .len = len, .line = 1};
    run(&s);
    if (s.unclosed.len == 0) return;
    Offsets unclosed = s.unclosed;
    scan->toks.len = scan->lines.len = scan->errors.len = scan->comments.len = 0;
    s = (Scanner){.scan = scan, .text = text, .len = len, .line = 1, .unclosed = unclosed, .second_run = true};
    run(&s);
}

uint32_t synerr_line_of(const Scan *scan, uint32_t offset)
{
    uint32_t low = 0, high = scan->breaks.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (scan->breaks.items[middle] < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1;
}

bool synerr_is_keyword(const char *text, uint32_t len)
{
    if (len < 2 || len > 8) return false;
    static const char *const words[] = {
        "False", "None",  "True",   "and",  "as",     "assert", "async",  "await",    "break",
        "class", "continue", "def", "del",  "elif",   "else",   "except", "finally",  "for",
        "from",  "global", "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
        "or",    "pass",  "raise",  "return", "try",  "while",  "with",   "yield"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i][0] == text[0] && strlen(words[i]) == len && !memcmp(words[i], text, len)) return true;
    return false;
}
