/* synerr_expr.c: rules about expressions that do not parse: operators, brackets, commas, `=` for `==`.
 *
 * First C's and other languages' operators, then guesses that a trial parse proves (`=` for `==`, a comma, an
 * else), then what two neighbouring tokens already tell: an operator without its operand, an operand after
 * an operand. The last rule of all looks for a misspelled keyword and else says where it stopped.
 *
 *     a && b     `&&` is not an operator; use `and`         x = 1 +     expected an expression after `+`
 */
#include "syntax/synerr_line.h"

#include <string.h>

typedef bool LineRule(SynToks *l);

static bool is(const SynToks *l, uint32_t i, const char *text)
{
    return i < l->n && synerr_is(l->s, &l->t[i], text);
}

static const char *text_of(const SynToks *l, uint32_t i)
{
    return arena_strndup(l->s->e->arena, l->s->scan.text + l->t[i].start, l->t[i].len);
}

static uint32_t span_len(const SynToks *l, uint32_t from, uint32_t last)
{
    return synerr_end(&l->t[last]) - l->t[from].start;
}

static bool pair_is(const SynToks *l, uint32_t i, const char *a, const char *b)
{
    return is(l, i, a) && is(l, i + 1, b) && synerr_adjacent(&l->t[i], &l->t[i + 1]);
}

/* The first token with that text among [from, to) at that depth, or `to`. */
static uint32_t find_at(const SynToks *l, uint32_t from, uint32_t to, uint32_t depth, const char *text)
{
    for (uint32_t i = from; i < to; i++)
        if (l->t[i].depth == depth && is(l, i, text)) return i;
    return to;
}

/* --- other languages' operators --- */

static bool replace_pair(SynToks *l, uint32_t i, const char *wrong, const char *right)
{
    uint32_t start = l->t[i].start, len = span_len(l, i, i + 1);
    synerr_report(l->s, l->line, start, len, "`%s` is not an operator; use `%s`", wrong, right);
    bool space = start && l->s->scan.text[start - 1] == ' ';
    const char *text = space ? right : arena_printf(l->s->e->arena, " %s ", right);
    if (synerr_parses_with(l, start, len, text)) synerr_fix(l->s, start, len, text, "replace it");
    return true;
}

static bool rule_increment(SynToks *l, uint32_t i)
{
    bool plus = pair_is(l, i, "+", "+"), minus = pair_is(l, i, "-", "-");
    if (!plus && !minus) return false;
    bool last = i + 2 == l->n || is(l, i + 2, ")") || is(l, i + 2, ";") || is(l, i + 2, "]") || is(l, i + 2, ",");
    if (!last || i == 0) return false;
    const char *op = plus ? "++" : "--";
    synerr_report(l->s, l->line, l->t[i].start, span_len(l, i, i + 1), "`%s` is not an operator; use `%s= 1`", op,
                  plus ? "+" : "-");
    const char *fix = plus ? " += 1" : " -= 1";
    if (i + 2 == l->n && synerr_parses_with(l, l->t[i].start, span_len(l, i, i + 1), fix))
        synerr_fix(l->s, l->t[i].start, span_len(l, i, i + 1), fix, "replace it");
    return true;
}

static bool rule_question(SynToks *l, uint32_t i)
{
    if (!is(l, i, "?")) return false;
    if (i && is(l, i - 1, "except"))
        return synerr_report(l->s, l->line, l->t[i].start, 1, "expected a value after `except?`");
    for (uint32_t j = i + 1; j < l->n; j++)
        if (is(l, j, ":") && l->t[j].depth == l->t[i].depth && !is(l, 0, "except"))
            return synerr_report(l->s, l->line, l->t[i].start, 1, "`a ? b : c` is written `b if a else c`");
    return synerr_report(l->s, l->line, l->t[i].start, 1, "unexpected character `?`");
}

static bool rule_foreign(SynToks *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        bool before_operand = i + 1 < l->n && (l->t[i + 1].kind == TOK_NAME || is(l, i + 1, "("));
        if (pair_is(l, i, "&", "&") && i) return replace_pair(l, i, "&&", "and");
        if (pair_is(l, i, "|", "|") && i) return replace_pair(l, i, "||", "or");
        if (pair_is(l, i, "==", "=")) return replace_pair(l, i, "===", "==");
        if (pair_is(l, i, "!=", "=")) return replace_pair(l, i, "!==", "!=");
        if (pair_is(l, i, "=", ">") && !is(l, 0, "for")) return replace_pair(l, i, "=>", ">=");
        if (pair_is(l, i, "=", "<") && !l->s->scan.is_cython) return replace_pair(l, i, "=<", "<=");
        if (is(l, i, "!") && before_operand) {
            synerr_report(l->s, l->line, l->t[i].start, 1, "`!` is not an operator; use `not`");
            if (synerr_parses_with(l, l->t[i].start, 1, "not "))
                synerr_fix(l->s, l->t[i].start, 1, "not ", "replace it");
            return true;
        }
        if (pair_is(l, i, "/", "*") && i == 0)
            return synerr_report(l->s, l->line, l->t[i].start, 2, "a comment starts with `#`");
        if (is(l, i, "//") && i == 0) {
            synerr_report(l->s, l->line, l->t[i].start, 2, "a comment starts with `#`");
            return synerr_fix(l->s, l->t[i].start, 2, "#", "use `#`");
        }
        if (is(l, i, "$") || is(l, i, "`") || is(l, i, "!"))
            return synerr_report(l->s, l->line, l->t[i].start, 1, "unexpected character `%s`", text_of(l, i));
        if (rule_increment(l, i) || rule_question(l, i)) return true;
    }
    return false;
}

/* --- `=` where a value is meant --- */

static const char *describe_before(const SynToks *l, uint32_t i)
{
    const Tok *tok = &l->t[i - 1];
    char c = l->s->scan.text[synerr_end(tok) - 1];
    if (tok->kind == TOK_NUMBER || tok->kind == TOK_STRING) return "literal";
    if (c == ')') return "function call";
    if (c == ']') return "subscript";
    if (tok->kind == TOK_NAME && i >= 2 && is(l, i - 2, ".")) return "attribute";
    return "expression";
}

/* Whether the left side of `=` at i is one name that begins the element. */
static bool is_bare_name(const SynToks *l, uint32_t i)
{
    static const char *const openers[] = {"(",      "[",   "{",  ",",   "if",     "elif", "while",
                                          "return", "and", "or", "not", "assert", NULL};
    return i >= 1 && l->t[i - 1].kind == TOK_NAME && (i == 1 || synerr_is_any(l->s, &l->t[i - 2], openers));
}

static bool rule_equals(SynToks *l)
{
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!is(l, i, "=")) continue;
        if (l->t[i].depth && is(l, 0, "def")) continue;
        if (!synerr_parses_with(l, l->t[i].start, 1, "==")) continue;
        bool in_call = false;
        if (l->t[i].depth) {
            uint32_t open = i;
            while (open && !(l->t[open].depth < l->t[i].depth)) open--;
            in_call = is(l, open, "(") && open &&
                      (l->t[open - 1].kind == TOK_NAME || is(l, open - 1, ")") ||
                       is(l, open - 1, "]")) &&
                      !synerr_tok_keyword(l->s, &l->t[open - 1]);
            if (is(l, open, "{") && synerr_parses_with(l, l->t[i].start, 1, ":")) {
                synerr_report(l->s, l->line, l->t[i].start, 1,
                              "a dict key and its value are separated by `:`, not `=`");
                return synerr_fix(l->s, l->t[i].start, 1, ":", "use `:`");
            }
        }
        if (in_call)
            synerr_report(l->s, l->line, l->t[i].start, 1,
                          "expression cannot contain assignment; perhaps you meant `==`?");
        else if (is_bare_name(l, i))
            synerr_report(l->s, l->line, l->t[i].start, 1,
                          "invalid syntax; maybe you meant `==` or `:=` instead of `=`?");
        else
            synerr_report(l->s, l->line, l->t[i].start, 1,
                          "cannot assign to %s here; maybe you meant `==` instead of `=`?", describe_before(l, i));
        return synerr_fix(l->s, l->t[i].start, 1, "==", "compare");
    }
    return false;
}

/* `x = y += 1` */
static bool rule_chained(SynToks *l)
{
    static const char *const ops[] = {
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "//=", "**=", ">>=", "<<=", NULL};
    uint32_t count = 0, last = 0;
    bool any = false;
    for (uint32_t i = 1; i < l->n; i++) {
        bool augmented = synerr_is_any(l->s, &l->t[i], ops);
        if (l->t[i].depth || (!augmented && !is(l, i, "="))) continue;
        any = any || augmented;
        last = i;
        count++;
    }
    if (!any || count < 2) return false;
    return synerr_report(l->s, l->line, l->t[last].start, l->t[last].len,
                         "an augmented assignment cannot be part of another assignment");
}

/* `[x for x]` and `a[1:2:3:4]` */
static bool rule_inside_brackets(SynToks *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t depth = l->t[i].depth, close = synerr_closer(l, i);
        if (is(l, i, "[")) {
            uint32_t colons = 0;
            for (uint32_t j = i + 1; j < close; j++) {
                if (l->t[j].depth != depth + 1) continue;
                colons = is(l, j, ",") ? 0 : colons + is(l, j, ":");
                if (colons == 3)
                    return synerr_report(l->s, l->line, l->t[j].start, 1, "a slice has at most two colons");
            }
        }
        if (!is(l, i, "for") || !depth) continue;
        uint32_t end = i + 1;
        while (end < l->n && l->t[end].depth >= depth) end++;
        if (end > i + 1 && find_at(l, i + 1, end, depth, "in") == end && find_at(l, i + 1, end, depth, "from") == end)
            return synerr_report(l->s, l->line, l->t[end - 1].start, l->t[end - 1].len,
                                 "expected `in` after the variable of `for`");
    }
    return false;
}

/* --- comprehensions and dicts --- */

static bool rule_generator(SynToks *l)
{
    for (uint32_t open = 0; open < l->n; open++) {
        char c = l->t[open].len == 1 ? l->s->scan.text[l->t[open].start] : '\0';
        if (c != '(' && c != '[' && c != '{') continue;
        uint32_t close = synerr_closer(l, open), depth = l->t[open].depth + 1;
        uint32_t word = find_at(l, open + 1, close, depth, "for");
        uint32_t comma = find_at(l, open + 1, close, depth, ",");
        if (word == close || comma == close || close == l->n) continue;
        uint32_t start = open + 1, end = comma < word ? close : comma;
        bool call = c == '(' && open &&
                    (l->t[open - 1].kind == TOK_NAME || is(l, open - 1, ")") ||
                     is(l, open - 1, "]")) &&
                    !synerr_tok_keyword(l->s, &l->t[open - 1]);
        if (call) {
            while (comma < word) {
                start = comma + 1;
                comma = find_at(l, start, close, depth, ",");
            }
            end = comma;
            if (end == close && start == open + 1) continue;
            return synerr_report(l->s, l->line, l->t[start].start, span_len(l, start, end - 1),
                                 "generator expression must be parenthesized");
        }
        if (comma > word && c == '(')
            return synerr_report(l->s, l->line, l->t[start].start, span_len(l, start, comma - 1),
                                 "generator expression must be parenthesized");
        if (comma > word) continue;
        return synerr_report(l->s, l->line, l->t[start].start, span_len(l, start, word - 1),
                             "did you forget parentheses around the comprehension target?");
    }
    return false;
}

/* One element [from, to) of a dict display. */
static bool check_pair(SynToks *l, uint32_t from, uint32_t to, uint32_t depth)
{
    uint32_t colon = find_at(l, from, to, depth, ":");
    if (is(l, from, "**")) return false;
    if (colon == to) {
        if (!synerr_is_expr(l, from, to)) return false;
        return synerr_report(l->s, l->line, l->t[to - 1].start, l->t[to - 1].len, "`:` expected after dictionary key");
    }
    if (colon + 1 == to)
        return synerr_report(l->s, l->line, l->t[colon].start, 1, "expression expected after dictionary key and `:`");
    if (is(l, colon + 1, "*"))
        return synerr_report(l->s, l->line, l->t[colon + 1].start, span_len(l, colon + 1, to - 1),
                             "cannot use a starred expression in a dictionary value");
    return false;
}

static bool rule_dict(SynToks *l)
{
    for (uint32_t open = 0; open < l->n; open++) {
        if (!is(l, open, "{")) continue;
        uint32_t close = synerr_closer(l, open), depth = l->t[open].depth + 1;
        if (find_at(l, open + 1, close, depth, ":") == close) continue;
        for (uint32_t from = open + 1; from < close;) {
            uint32_t to = find_at(l, from, close, depth, ",");
            if (to > from && check_pair(l, from, to, depth)) return true;
            from = to + 1;
        }
    }
    return false;
}

/* --- a if b --- */

static bool rule_missing_else(SynToks *l)
{
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!is(l, i, "if")) continue;
        uint32_t depth = l->t[i].depth, end = i + 1, start = i;
        while (end < l->n && l->t[end].depth >= depth &&
               !(l->t[end].depth == depth && l->t[end].len == 1 &&
                 strchr(",:)]}=", l->s->scan.text[l->t[end].start])) &&
               !is(l, end, "else"))
            end++;
        if (is(l, end, "else") || end == i + 1) continue;
        while (start && l->t[start - 1].depth >= depth &&
               !(l->t[start - 1].depth == depth && l->t[start - 1].len == 1 &&
                 strchr("=,:", l->s->scan.text[l->t[start - 1].start])) &&
               !is(l, start - 1, "return"))
            start--;
        if (find_at(l, start, i, depth, "for") < i || start == i) continue;
        if (l->t[start].depth > depth) continue;
        if (!synerr_parses_with(l, synerr_end(&l->t[end - 1]), 0, " else None")) continue;
        return synerr_report(l->s, l->line, l->t[start].start, span_len(l, start, end - 1),
                             "expected `else` after `if` expression");
    }
    return false;
}

/* --- neighbouring tokens --- */

static bool is_operator_word(const SynToks *l, uint32_t i)
{
    static const char *const words[] = {"and", "or",   "in", "is",     "if",    "else",
                                        "for", "from", "as", "import", "async", NULL};
    return synerr_is_any(l->s, &l->t[i], words);
}

static bool ends_operand(const SynToks *l, uint32_t i)
{
    const Tok *tok = &l->t[i];
    if (tok->kind == TOK_NUMBER || tok->kind == TOK_STRING) return true;
    if (tok->kind == TOK_NAME)
        return !synerr_tok_keyword(l->s, tok) || is(l, i, "True") || is(l, i, "False") || is(l, i, "None");
    return is(l, i, ")") || is(l, i, "]") || is(l, i, "}") || is(l, i, "...");
}

/* A token that can only start an operand: no sign, no bracket that may also continue one. */
static bool starts_operand(const SynToks *l, uint32_t i)
{
    static const char *const words[] = {"True", "False", "None", "lambda", "await", NULL};
    const Tok *tok = &l->t[i];
    if (tok->kind == TOK_NUMBER || tok->kind == TOK_STRING) return true;
    if (tok->kind == TOK_NAME) return !synerr_tok_keyword(l->s, tok) || synerr_is_any(l->s, tok, words);
    return is(l, i, "{") || is(l, i, "...");
}

/* A token after which an expression must come. */
static bool needs_operand(const SynToks *l, uint32_t i)
{
    static const char *const operators[] = {
        "+",  "-",  "/",  "//", "%",  "@",  "<<", ">>", "&",  "|",  "^",   "~",   "<=",  ">=",  "==", "!=", "=",
        "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "//=", "**=", ">>=", "<<=", "and", "or", "not",
        "in", "is", "if", "elif", "while", "with", "assert", "del", "as", NULL};
    if (is(l, i, "else") || is(l, i, "for")) return i + 1 >= l->n || !is(l, i + 1, ":");
    if (is(l, i, "<") || is(l, i, ">")) return !l->s->scan.is_cython;
    if (is(l, i, "*") || is(l, i, "**"))
        return i && ends_operand(l, i - 1) && !is(l, 0, "cdef") && !is(l, 0, "import") &&
               !is(l, 0, "from");
    return synerr_is_any(l->s, &l->t[i], operators);
}

static bool cannot_start(const SynToks *l, uint32_t i)
{
    static const char *const tokens[] = {
        ")",   "]",  "}",  ",",  ":",  ";",  "=",   "/",  "//",     "%",  "|",  "^",
        "==",  "!=", "<=", ">=", "<<", ">>", "and", "or", "in",     "is", "if", "else",
        "for", "+=", "-=", ".",  "->", ":=", "@",   "as", "import", NULL};
    if (i >= l->n) return true;
    bool star = is(l, i, "*") || is(l, i, "**"); /* may follow `=` or `in`, but no operator */
    if (star && i && !is(l, i - 1, "=") && !is(l, i - 1, "in") && l->t[i - 1].kind == TOK_OP) return true;
    return synerr_is_any(l->s, &l->t[i], tokens);
}

static bool report_operand(SynToks *l, uint32_t i)
{
    const char *after = text_of(l, i);
    if (i + 1 >= l->n)
        return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "expected an expression after `%s`", after);
    return synerr_report(l->s, l->line, l->t[i + 1].start, l->t[i + 1].len,
                         "expected an expression after `%s`, found `%s`", after, text_of(l, i + 1));
}

/* `assert x,` */
static bool rule_last_comma(SynToks *l)
{
    static const char *const words[] = {"assert", "global", "nonlocal", "import", "cimport", NULL};
    if (!is(l, l->n - 1, ",") || !synerr_is_any(l->s, &l->t[0], words)) return false;
    return synerr_report(l->s, l->line, l->t[l->n - 1].start, 1, "expected %s after `,`",
                         is(l, 0, "assert") ? "an expression" : "a name");
}

static bool rule_missing_operand(SynToks *l)
{
    static const char *const binary[] = {
        "/",  "//", "%", "|",  "^",  "==", "!=", "<=", ">=",  "<<", ">>",   "and", "or",
        "in", "is", "=", "+=", "-=", "*=", ".",  ",",  "for", "if", "else", NULL};
    for (uint32_t i = 0; i < l->n; i++) {
        bool not_in = (is(l, i, "not") && is(l, i + 1, "in") && i && ends_operand(l, i - 1)) ||
                      (is(l, i, "is") && is(l, i + 1, "not"));
        if (needs_operand(l, i) && cannot_start(l, i + 1) && !not_in) return report_operand(l, i);
        bool first = i == 0 || is(l, i - 1, "(") || is(l, i - 1, "[") || is(l, i - 1, "{") || is(l, i - 1, ",");
        bool slash = is(l, i, "/") && i && l->t[i].depth; /* of parameters */
        bool header = i == 0 && (is(l, 0, "for") || is(l, 0, "if") || is(l, 0, "else"));
        if (first && synerr_is_any(l->s, &l->t[i], binary) && !slash && !header)
            return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "expected an expression before `%s`",
                                 text_of(l, i));
        if (is(l, i, ".") && (i + 1 >= l->n || l->t[i + 1].kind != TOK_NAME) && !is(l, 0, "from") &&
            !is(l, 0, "cimport"))
            return synerr_report(l->s, l->line, l->t[i].start, 1, "expected a name after `.`");
        if (is(l, i, "not") && is(l, i + 1, "none") && l->t[i].depth)
            return synerr_report(l->s, l->line, l->t[i + 1].start, 4, "expected `None` after `not`");
        if (is(l, i, "not") && i && ends_operand(l, i - 1) && i + 1 < l->n && !is(l, i + 1, "in"))
            return synerr_report(l->s, l->line, l->t[i + 1].start, l->t[i + 1].len, "expected `in` after `not`");
        if (is(l, i, ":") && i + 1 == l->n && find_at(l, 0, i, l->t[i].depth, "lambda") < i)
            return synerr_report(l->s, l->line, l->t[i].start, 1, "expected an expression after `lambda ...:`");
        if (is(l, i, "not") && i && needs_operand(l, i - 1) && !is_operator_word(l, i - 1) &&
            !is(l, i - 1, "=") && !is(l, i - 1, "not"))
            return synerr_report(l->s, l->line, l->t[i].start, 3, "`not` after an operator must be parenthesized");
    }
    return false;
}

/* Two operands side by side: in brackets a comma is missing, elsewhere who knows. */
static bool rule_two_operands(SynToks *l)
{
    static const char *const soft[] = {"case", "match", "type", "property", "DEF", "IF", "ELIF", "include", NULL};
    for (uint32_t i = 0; i + 1 < l->n; i++) {
        if (!ends_operand(l, i) || !starts_operand(l, i + 1) || l->t[i].depth > l->t[i + 1].depth + 1) continue;
        if (i == 0 && synerr_is_any(l->s, &l->t[0], soft)) continue;
        const Tok *a = &l->t[i], *b = &l->t[i + 1];
        bool string_after = b->kind == TOK_STRING && a->kind == TOK_STRING;
        if (string_after) continue;
        if (a->kind == TOK_NAME && b->kind == TOK_STRING && synerr_adjacent(a, b))
            return synerr_report(l->s, l->line, a->start, a->len, "`%s` is not a string prefix", text_of(l, i));
        if (a->kind == TOK_NAME && b->kind == TOK_NUMBER && l->s->scan.text[b->start] == '.')
            return synerr_report(l->s, l->line, b->start, b->len, "an attribute name cannot start with a digit");
        if (l->s->scan.is_cython && a->kind == TOK_NAME && b->kind == TOK_NAME && b->depth == 1 &&
            (is(l, 0, "def") || is(l, 0, "cdef") || is(l, 0, "cpdef")))
            continue; /* a typed parameter */
        if (b->depth) {
            bool fixes = synerr_parses_with(l, synerr_end(a), 0, ",");
            synerr_report(l->s, l->line, a->start, span_len(l, i, i + 1),
                          "invalid syntax; perhaps you forgot a comma?");
            return fixes ? synerr_fix(l->s, synerr_end(a), 0, ",", "add a comma") : true;
        }
        if (is(l, 0, "cdef") || is(l, 0, "cpdef") || is(l, 0, "ctypedef")) continue;
        return synerr_report(l->s, l->line, b->start, b->len,
                             "unexpected `%s` after `%s`; an operator or a comma is missing",
                             text_of(l, i + 1), text_of(l, i));
    }
    return false;
}

/* --- misspelled keywords --- */

bool synerr_is_near(const char *a, uint32_t n, const char *b, uint32_t m)
{
    uint32_t same = 0, tail = 0;
    while (same < n && same < m && a[same] == b[same]) same++;
    while (tail < n - same && tail < m - same && a[n - 1 - tail] == b[m - 1 - tail]) tail++;
    uint32_t left = n - same - tail, right = m - same - tail;
    if (left <= 1 && right <= 1) return left + right > 0;
    return left == 2 && right == 2 && a[same] == b[same + 1] && a[same + 1] == b[same];
}

static bool rule_misspelled(SynToks *l)
{
    static const char *const keywords[] = {
        "and",   "as",     "assert",   "async", "await",  "break", "class", "continue", "def",   "del",  "elif",
        "else",  "except", "finally",  "for",   "from",   "global", "if",   "import",   "in",    "is",   "lambda",
        "not",   "or",     "pass",     "raise", "return", "try",   "while", "with",     "yield", "cdef", "cimport",
        "nonlocal"};
    for (uint32_t i = 0; i < l->n && i < 30; i++) {
        const Tok *tok = &l->t[i];
        if (tok->kind != TOK_NAME || synerr_tok_keyword(l->s, tok) || tok->len < 2 || tok->depth) continue;
        for (size_t k = 0; k < sizeof keywords / sizeof *keywords; k++) {
            uint32_t len = (uint32_t)strlen(keywords[k]);
            if (!synerr_is_near(l->s->scan.text + tok->start, tok->len, keywords[k], len)) continue;
            if (!synerr_parses_with(l, tok->start, tok->len, keywords[k])) continue;
            synerr_report(l->s, l->line, tok->start, tok->len, "invalid syntax; did you mean `%s`?", keywords[k]);
            return synerr_fix(l->s, tok->start, tok->len, keywords[k], "spell it so");
        }
    }
    return false;
}

bool synerr_expr_rules(SynToks *l)
{
    static LineRule *const rules[] = {
        rule_foreign, rule_misspelled, synerr_stray_rules, rule_generator,   rule_inside_brackets, rule_dict,
        rule_chained, rule_equals,     rule_missing_else,
        rule_last_comma, rule_missing_operand, rule_two_operands,
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](l)) return true;
    return false;
}

/* Where the parser stopped in the line alone, as a token of it. */
bool synerr_last_rules(SynToks *l)
{
    const ScanLine *line = &l->s->scan.lines.items[l->line];
    uint32_t at = l->tree->error_start;
    at = at > l->prefix ? at - l->prefix + line->start : line->start;
    uint32_t i = 0;
    while (i + 1 < l->n && synerr_end(&l->t[i]) <= at) i++;
    if (i + 1 == l->n && synerr_end(&l->t[i]) <= at)
        return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len,
                             "invalid syntax: the statement ends too early after `%s`",
                             text_of(l, i));
    return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "invalid syntax at `%s`", text_of(l, i));
}
