/* synerr_fstring.c: what is wrong inside the braces of an f-string.
 *
 * Looks at the f-strings of a line that does not parse, field by field: an empty or faulty expression, a
 * brace that is missing or alone, a lambda without parentheses. Wording after CPython 3.13.
 *
 *     f"{}"       f-string: valid expression required before `}`
 *     f"{a b}"    f-string: invalid expression `a b`
 */
#include "syntax/synerr_line.h"

#include <string.h>

typedef struct Field {
    uint32_t start; /* of the expression */
    uint32_t end;   /* of the expression: at `=`, `!`, `:` or `}` */
    uint32_t close; /* after the closing brace; 0: there is none */
} Field;

static bool is_f_prefix(const SynToks *l, const Tok *tok, uint32_t *quote)
{
    const char *text = l->s->scan.text;
    uint32_t at = tok->start;
    bool is_f = false;
    while (at < synerr_end(tok) && text[at] != '"' && text[at] != '\'') {
        is_f = is_f || (text[at] | 32) == 'f' || (text[at] | 32) == 't';
        at++;
    }
    *quote = at;
    return is_f && at < synerr_end(tok);
}

/* The first byte after the nested string at `at`. */
static uint32_t skip_nested(const SynToks *l, uint32_t at, uint32_t limit)
{
    const char *error;
    uint32_t error_at;
    uint32_t end = synerr_scan_string(&l->s->scan, at, at, &error, &error_at);
    return error || end > limit ? limit : end;
}

static bool ends_expression(const char *text, uint32_t at)
{
    char c = text[at], next = text[at + 1];
    if (c == '=') return next != '=' && !strchr("=!<>", text[at - 1]);
    if (c == '!') return next != '=';
    return c == ':' || c == '}';
}

/* The field whose brace stands at `open`; its expression ends before `limit`. */
static Field read_field(const SynToks *l, uint32_t open, uint32_t limit)
{
    const char *text = l->s->scan.text;
    Field field = {.start = open + 1};
    uint32_t depth = 0, at = open + 1;
    for (; at < limit; at++) {
        char c = text[at];
        if (c == '"' || c == '\'') {
            at = skip_nested(l, at, limit) - 1;
        } else if (depth == 0 && ends_expression(text, at)) {
            break;
        } else if (c == '(' || c == '[' || c == '{') {
            depth++;
        } else if (depth && (c == ')' || c == ']' || c == '}')) {
            depth--;
        }
    }
    field.end = at < limit ? at : limit;
    uint32_t nested = 0;
    for (; at < limit; at++) {
        if (text[at] == '{') nested++;
        if (text[at] != '}') continue;
        if (!nested) {
            field.close = at + 1;
            break;
        }
        nested--;
    }
    return field;
}

static bool is_blank_text(const char *text, uint32_t from, uint32_t to)
{
    while (from < to && strchr(" \t\n", text[from])) from++;
    return from == to;
}

/* What stands behind the `!` at `mark`. */
static bool check_conversion(SynToks *l, uint32_t mark, uint32_t limit)
{
    const char *text = l->s->scan.text;
    uint32_t start = mark + 1;
    while (start < limit && text[start] == ' ') start++;
    uint32_t at = start;
    while (at < limit && !strchr(" !:}", text[at])) at++;
    if (at == start)
        return synerr_report(l->s, l->line, mark, 1, "f-string: missing conversion character");
    if (start > mark + 1)
        return synerr_report(l->s, l->line, mark, start - mark,
                             "f-string: conversion type must come right after the exclamation mark");
    if (at != start + 1 || !strchr("sra", text[start]))
        return synerr_report(l->s, l->line, mark, at - mark,
                             "f-string: invalid conversion character `%.*s`: expected `s`, `r`, or `a`", (int)(at - start),
                             text + start);
    while (at < limit && text[at] == ' ') at++;
    if (at < limit && text[at] != ':' && text[at] != '}')
        return synerr_report(l->s, l->line, at, 1, "f-string: expecting `:` or `}`");
    return false;
}

static bool check_field(SynToks *l, uint32_t open, const Field *field, uint32_t limit)
{
    SynLines *s = l->s;
    const char *text = s->scan.text;
    uint32_t start = field->start, end = field->end;
    if (end >= limit) return synerr_report(s, l->line, open, 1, "f-string: expecting `}`");
    if (is_blank_text(text, start, end))
        return synerr_report(s, l->line, end, 1, "f-string: valid expression required before `%c`", text[end]);
    while (start < end && strchr(" \t\n", text[start])) start++;
    while (end > start && strchr(" \t\n", text[end - 1])) end--;
    if (end - start >= 6 && !memcmp(text + start, "lambda", 6) && text[field->end] == ':')
        return synerr_report(s, l->line, start, 6, "f-string: lambda expressions are not allowed without parentheses");
    if (!synerr_is_expr_text(s, text + start, end - start))
        return synerr_report(s, l->line, start, end - start, "f-string: invalid expression `%.*s`", (int)(end - start),
                             text + start);
    if (!field->close) return synerr_report(s, l->line, open, 1, "f-string: expecting `}`, or format specs");
    if (text[field->end] == '!') return check_conversion(l, field->end, limit);
    return false;
}

static bool check_fields(SynToks *l, uint32_t at, uint32_t limit, bool in_spec)
{
    const char *text = l->s->scan.text;
    while (at < limit) {
        bool doubled = !in_spec && at + 1 < limit && text[at + 1] == text[at];
        if (text[at] == '\\' || ((text[at] == '{' || text[at] == '}') && doubled)) {
            at += 2;
        } else if (text[at] == '}') {
            return synerr_report(l->s, l->line, at, 1, "f-string: single `}` is not allowed");
        } else if (text[at] == '{') {
            Field field = read_field(l, at, limit);
            if (check_field(l, at, &field, limit)) return true;
            if (text[field.end] == ':' && check_fields(l, field.end + 1, field.close - 1, true)) return true;
            at = field.close;
        } else {
            at++;
        }
    }
    return false;
}

static bool check_string(SynToks *l, const Tok *tok, uint32_t quote)
{
    const char *text = l->s->scan.text;
    char c = text[quote];
    bool triple = synerr_end(tok) >= quote + 6 && text[quote + 1] == c && text[quote + 2] == c;
    uint32_t width = triple ? 3 : 1;
    return check_fields(l, quote + width, synerr_end(tok) - width, false);
}

/* Each string of the line may be reported: they do not depend on one another. */
bool synerr_fstring_rules(SynToks *l)
{
    bool *reported = &l->s->lines[l->line].reported, found = *reported;
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t quote;
        *reported = false;
        if (l->t[i].kind == TOK_STRING && is_f_prefix(l, &l->t[i], &quote) && check_string(l, &l->t[i], quote))
            found = true;
    }
    *reported = found;
    return found;
}
