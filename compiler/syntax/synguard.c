/* synguard.c: finds texts that are too deep for tree-sitter before it sees them.
 *
 * Texts of less than GUARD_BYTES cannot be dangerous. Larger ones get a look at their bytes (long lines, long
 * brackets, many comments), and only what looks suspicious is tokenized: then the items that a parser must
 * keep pending are counted; a comma or the end of a statement ends what came before it.
 *
 *     - - - - ... 30,000 times     refused          [-1, -2, ...]     fine, at any length
 */
#include "syntax/synguard.h"

#include "syntax/synerr_scan.h"
#include <string.h>

enum {
    GUARD_BYTES = 40000,   /* nothing shorter can reach the limit */
    GUARD_COMMENTS = 10000 /* comments that are still left in */
};

typedef struct Glance {
    bool is_suspicious;
    uint32_t comments; /* at most */
} Glance;

/* Without regard to strings: may suspect too much, never too little. */
static Glance glance(const char *text, uint32_t len)
{
    Glance g = {0};
    uint32_t level = 0, opened = 0, line = 0, continued = 0;
    for (uint32_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '\n':
            if (i - line > GUARD_BYTES) g.is_suspicious = true;
            line = i;
            if (i && text[i - 1] == '\\') continued++;
            break;
        case '#': g.comments++; break;
        case '(':
        case '[':
        case '{':
            if (level++ == 0) opened = i;
            break;
        case ')':
        case ']':
        case '}':
            if (level && --level == 0 && i - opened > GUARD_BYTES) g.is_suspicious = true;
            break;
        }
    }
    if (len - line > GUARD_BYTES || (level && len - opened > GUARD_BYTES) || continued > GUARD_COMMENTS)
        g.is_suspicious = true;
    return g;
}

static bool is_pending(const Scan *scan, const Tok *tok)
{
    static const char *const words[] = {"not", "lambda", "if", "else", "await", "and", "or", "in", "is", "yield"};
    const char *text = scan->text + tok->start;
    if (tok->kind == TOK_OP) return !(tok->len == 1 && strchr(".,;)]}", text[0]));
    if (tok->kind != TOK_NAME) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == tok->len && !memcmp(words[i], text, tok->len)) return true;
    return false;
}

/* The first token at which too much is pending, or the number of tokens. */
static uint32_t find_deep(const Scan *scan, Arena *arena)
{
    VEC(uint32_t) bases = {0}; /* per open bracket: what was pending at its start */
    uint32_t pending = 0, next_line = 0;
    for (uint32_t i = 0; i < scan->toks.len; i++) {
        const Tok *tok = &scan->toks.items[i];
        if (next_line < scan->lines.len && scan->lines.items[next_line].first == i) {
            next_line++;
            pending = bases.len = 0;
        }
        char c = tok->len == 1 ? scan->text[tok->start] : '\0';
        if (is_pending(scan, tok) && ++pending > GUARD_MAX_DEPTH) return i;
        if (c == '(' || c == '[' || c == '{')
            vec_push(arena, &bases, pending);
        else if (c == ',' || c == ';')
            pending = bases.len ? vec_last(&bases) : 0;
        else if ((c == ')' || c == ']' || c == '}') && bases.len)
            pending = vec_pop(&bases) - 1;
    }
    return scan->toks.len;
}

static const char *blank_comments(const Scan *scan, Arena *arena)
{
    char *copy = arena_strndup(arena, scan->text, scan->len);
    for (uint32_t i = 0; i < scan->comments.len; i++) {
        ScanComment comment = scan->comments.items[i];
        memset(copy + comment.start, ' ', comment.end - comment.start);
    }
    return copy;
}

const char *guard_text(Arena *arena, const char *text, uint32_t len, bool is_cython, uint32_t *at)
{
    if (len < GUARD_BYTES) return text;
    Glance g = glance(text, len);
    if (!g.is_suspicious && g.comments <= GUARD_COMMENTS) return text;
    Scan scan;
    synerr_scan(&scan, arena, text, len, is_cython);
    uint32_t deep = find_deep(&scan, arena);
    if (deep < scan.toks.len) {
        *at = scan.toks.items[deep].start;
        return NULL;
    }
    return scan.comments.len > GUARD_COMMENTS ? blank_comments(&scan, arena) : text;
}
