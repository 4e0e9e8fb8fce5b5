/* synerr_stmt.c: rules about whole statements that do not parse: headers, imports, keywords, print.
 *
 * Each rule looks at the tokens of one logical line, says what is wrong and returns true, or returns false.
 * The order is the order of trust: a rule that proves its guess, by parsing the line as it proposes it,
 * may be bold; one that goes by looks comes later. Wording after CPython 3.13 where it has words.
 *
 *     for x in y print(x)     expected `:`          else if x:     `else if` is written `elif`
 */
#include "syntax/synerr_line.h"

#include <string.h>

typedef bool LineRule(SynToks *l);

static bool is(const SynToks *l, uint32_t i, const char *text)
{
    return i < l->n && synerr_is(l->s, &l->t[i], text);
}

static bool report_tok(SynToks *l, uint32_t i, const char *format, const char *arg)
{
    return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, format, arg);
}

/* Right behind the last token. */
static bool report_end(SynToks *l, const char *text)
{
    return synerr_report(l->s, l->line, synerr_end(&l->t[l->n - 1]), 1, "%s", text);
}

static const char *text_of(const SynToks *l, uint32_t i)
{
    return arena_strndup(l->s->e->arena, l->s->scan.text + l->t[i].start, l->t[i].len);
}

static const char *slice(const SynToks *l, uint32_t from, uint32_t to)
{
    uint32_t start = l->t[from].start;
    return arena_strndup(l->s->e->arena, l->s->scan.text + start, synerr_end(&l->t[to - 1]) - start);
}

/* The first token with that text outside brackets, or n. */
static uint32_t find(const SynToks *l, const char *text)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (l->t[i].depth == l->t[0].depth && is(l, i, text)) return i;
    return l->n;
}

static bool is_header_word(const SynToks *l)
{
    static const char *const words[] = {"if",   "elif",    "else", "while", "for",   "try",   "except", "finally",
                                        "with", "def",     "class", "async", "match", "case", "cdef",   "cpdef",
                                        "IF",   "ELIF",    "ELSE",  "property", NULL};
    return synerr_is_any(l->s, &l->t[0], words);
}

/* --- colons --- */

static bool rule_else_if(SynToks *l)
{
    static const char *const words[] = {"elseif", "elsif", "elseIf", NULL};
    bool upper = is(l, 0, "ELSE") && is(l, 1, "IF");
    bool two = upper || (is(l, 0, "else") && is(l, 1, "if"));
    if (!two && !synerr_is_any(l->s, &l->t[0], words)) return false;
    uint32_t len = synerr_end(&l->t[two ? 1 : 0]) - l->t[0].start;
    synerr_report(l->s, l->line, l->t[0].start, len, "`%s` is written `%s`", slice(l, 0, two ? 2 : 1),
                  upper ? "ELIF" : "elif");
    return synerr_fix(l->s, l->t[0].start, len, upper ? "ELIF" : "elif", "use one word");
}

static bool expect_colon(SynToks *l, uint32_t before)
{
    uint32_t at = synerr_end(&l->t[before - 1]);
    if (before < l->n)
        report_tok(l, before, "expected `:`%s", "");
    else
        report_end(l, "expected `:`");
    return synerr_fix(l->s, at, 0, ":", "add the colon");
}

/* `if (x) {` */
static bool rule_braces(SynToks *l)
{
    if (!is_header_word(l)) return false;
    for (uint32_t i = 1; i < l->n; i++)
        if (is(l, i, "{") && l->t[i].depth == 0 && (is(l, i - 1, ")") || l->t[i - 1].kind == TOK_NAME ||
                                                    l->t[i - 1].kind == TOK_NUMBER) &&
            !synerr_tok_keyword(l->s, &l->t[i - 1]))
            return report_tok(l, i, "a block starts with `:` and is indented; it has no braces%s", "");
    return false;
}

/* `if x` and `for x in y print(x)` */
static bool rule_missing_colon(SynToks *l)
{
    enum { MAX_TRIES = 60 };
    if (!is_header_word(l) || find(l, ":") < l->n || l->t[l->n - 1].kind == TOK_BAD) return false;
    bool cdef = is(l, 0, "cdef") || is(l, 0, "cpdef");
    if (cdef && find(l, "(") == l->n && !l->s->lines[l->line].opens) return false;
    if (synerr_parses_with(l, synerr_end(&l->t[l->n - 1]), 0, l->s->lines[l->line].opens ? ":" : ": pass"))
        return expect_colon(l, l->n);
    for (uint32_t i = 1; i < l->n && i < MAX_TRIES; i++) {
        if (l->t[i].depth != l->t[0].depth || (cdef && i < find(l, "("))) continue;
        if (synerr_parses_with(l, l->t[i].start, 0, ": ")) return expect_colon(l, i);
    }
    return false;
}

/* --- print and imports --- */

static bool rule_print(SynToks *l)
{
    static const char *const words[] = {"print", "exec", NULL};
    static const char *const operators[] = {"in", "is", "and", "or", "if", "else", "not", "for", NULL};
    if (!synerr_is_any(l->s, &l->t[0], words) || l->n < 2) return false;
    const Tok *next = &l->t[1];
    bool operand = next->kind == TOK_NUMBER || next->kind == TOK_STRING ||
                   (next->kind == TOK_NAME && !synerr_is_any(l->s, next, operators)) || is(l, 1, ">>") ||
                   is(l, 1, "...") ||
                   (!synerr_adjacent(&l->t[0], next) && (is(l, 1, "[") || is(l, 1, "{") || is(l, 1, "-")));
    if (!operand) return false;
    const char *name = text_of(l, 0);
    uint32_t len = synerr_end(&l->t[l->n - 1]) - l->t[0].start;
    synerr_report(l->s, l->line, l->t[0].start, len,
                  "missing parentheses in call to `%s`; did you mean `%s(...)`?", name, name);
    if (is(l, 1, ">>") || is(l, l->n - 1, ",") || find(l, ";") < l->n) return true;
    const char *fixed = arena_printf(l->s->e->arena, "%s(%s)", name, slice(l, 1, l->n));
    if (synerr_parses_with(l, l->t[0].start, len, fixed)) synerr_fix(l->s, l->t[0].start, len, fixed, "call it");
    return true;
}

static bool rule_import(SynToks *l)
{
    bool import = is(l, 0, "import") || is(l, 0, "cimport");
    if (import && l->n > 1 && l->t[1].kind != TOK_NAME) return report_tok(l, 1, "expected a module name after `import`%s", "");
    if (import && l->n == 1) return report_end(l, "expected one or more names after `import`");
    uint32_t from = find(l, "from");
    if (import && from < l->n && from > 1) {
        uint32_t len = synerr_end(&l->t[l->n - 1]) - l->t[0].start;
        const char *word = text_of(l, 0);
        synerr_report(l->s, l->line, l->t[0].start, len, "did you mean to use `from ... %s ...` instead?", word);
        if (from + 1 >= l->n) return true;
        const char *fixed = arena_printf(l->s->e->arena, "from %s %s %s", slice(l, from + 1, l->n), word,
                                         slice(l, 1, from));
        if (synerr_parses_with(l, l->t[0].start, len, fixed)) synerr_fix(l->s, l->t[0].start, len, fixed, "swap them");
        return true;
    }
    if (!import && from != 0) return false;
    uint32_t word = import ? 0 : find(l, "import");
    if (word == l->n) word = find(l, "cimport");
    if (word == l->n) {
        if (l->n == 1) return report_end(l, "expected a module name after `from`");
        return report_end(l, "expected `import` after the module name");
    }
    if (!import && word == 1) return report_tok(l, 1, "expected a module name after `from`%s", "");
    if (word + 1 == l->n)
        return report_end(l, arena_printf(l->s->e->arena, "expected one or more names after `%s`", text_of(l, word)));
    for (uint32_t i = word + 1; i + 2 < l->n; i++)
        if (is(l, i, "as") && is(l, i + 2, ".")) return report_tok(l, i + 2, "an alias is a plain name%s", "");
    return false;
}

/* --- keywords as names --- */

static bool is_value_word(const SynToks *l, uint32_t i)
{
    static const char *const words[] = {"True", "False", "None", NULL};
    return synerr_is_any(l->s, &l->t[i], words);
}

static bool report_keyword(SynToks *l, uint32_t i)
{
    return report_tok(l, i, "`%s` is a keyword and cannot be used as a name", text_of(l, i));
}

/* Whether token i, a keyword, stands where only a name can. */
static bool is_name_place(const SynToks *l, uint32_t i)
{
    static const char *const before[] = {"def", "class", "as", "global", "nonlocal", ".", NULL};
    static const char *const no_name[] = {"lambda", "not", "await", "yield", "async", "if", "for", "in", "is", NULL};
    bool assigned = is(l, i + 1, "=") && (i == 0 || is(l, i - 1, "(") || is(l, i - 1, ","));
    if (assigned) return true;
    if (i == 0) return false;
    bool import = is(l, i - 1, "import") && !is(l, i, "as");
    if (import || synerr_is_any(l->s, &l->t[i - 1], before)) return true;
    if (is(l, i - 1, "for") && is(l, i + 1, "in")) return true;
    bool in_params = is(l, 0, "def") && l->t[i].depth == 1 && (is(l, i - 1, "(") || is(l, i - 1, ","));
    return in_params && !synerr_is_any(l->s, &l->t[i], no_name) &&
           (is(l, i + 1, ",") || is(l, i + 1, ")") || is(l, i + 1, ":"));
}

static bool rule_keyword_name(SynToks *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        if (!synerr_tok_keyword(l->s, &l->t[i]) || !is_name_place(l, i)) continue;
        if (is_value_word(l, i) && is(l, i + 1, "="))
            return report_tok(l, i, "cannot assign to %s", text_of(l, i));
        return report_keyword(l, i);
    }
    return false;
}

/* --- def, class, lambda --- */

static bool rule_def(SynToks *l)
{
    uint32_t def = is(l, 0, "async") ? 1 : 0;
    if (!is(l, def, "def")) return false;
    uint32_t name = def + 1;
    if (name >= l->n || l->t[name].kind != TOK_NAME) {
        if (name < l->n) return report_tok(l, name, "expected a function name after `def`%s", "");
        return report_end(l, "expected a function name after `def`");
    }
    uint32_t open = name + 1;
    if (is(l, open, "[")) open = synerr_closer(l, open) + 1;
    if (!is(l, open, "(")) {
        if (open >= l->n) return report_end(l, "expected `(`");
        report_tok(l, open, "expected `(`%s", "");
        if (is(l, open, ":")) synerr_fix(l->s, l->t[open].start, 0, "()", "add the parameter list");
        return true;
    }
    uint32_t close = synerr_closer(l, open);
    if (is(l, close + 1, ":") && is(l, close + 2, "->"))
        return report_tok(l, close + 2, "the return annotation `->` stands before the colon%s", "");
    return false;
}

/* Parameters of a def from after its bracket, of a lambda from after the word. */
static bool check_params(SynToks *l, uint32_t from, uint32_t to, bool is_lambda)
{
    uint32_t depth = l->t[from].depth;
    for (uint32_t i = from; i < to; i++) {
        if (l->t[i].depth != depth) continue;
        bool first = i == from || is(l, i - 1, ",");
        if (first && is(l, i, "(") && (!l->s->scan.is_cython || is_lambda)) {
            uint32_t close = synerr_closer(l, i);
            uint32_t end = close < l->n ? synerr_end(&l->t[close]) : synerr_end(&l->t[i]);
            return synerr_report(l->s, l->line, l->t[i].start, end - l->t[i].start,
                                 "%s parameters cannot be parenthesized",
                                 is_lambda ? "lambda expression" : "function");
        }
        if (first && (l->t[i].kind == TOK_NUMBER || l->t[i].kind == TOK_STRING))
            return report_tok(l, i, "a parameter must be a name%s", "");
        if (is(l, i, "=") && (i + 1 == to || is(l, i + 1, ",")))
            return report_tok(l, i, "expected default value expression%s", "");
        if (first && is(l, i + 1, ".") && !l->s->scan.is_cython)
            return report_tok(l, i + 1, "a parameter must be a plain name%s", "");
    }
    return false;
}

static bool rule_params(SynToks *l)
{
    for (uint32_t i = 0; i + 1 < l->n; i++) {
        if (is(l, i, "lambda")) {
            uint32_t to = i + 1;
            while (to < l->n && !(l->t[to].depth == l->t[i].depth && is(l, to, ":"))) to++;
            if (to > i + 1 && check_params(l, i + 1, to, true)) return true;
        } else if (is(l, i, "def")) {
            uint32_t open = i;
            while (open < l->n && !is(l, open, "(")) open++;
            uint32_t close = open < l->n ? synerr_closer(l, open) : l->n;
            if (close < l->n && close > open + 1 && check_params(l, open + 1, close, false)) return true;
        }
    }
    return false;
}

/* --- other headers --- */

static bool rule_class(SynToks *l)
{
    uint32_t name = is(l, 0, "class") ? 1 : is(l, 1, "class") && is(l, 0, "cdef") ? 2 : 0;
    if (!name || (name < l->n && l->t[name].kind == TOK_NAME)) return false;
    if (name >= l->n) return report_end(l, "expected a class name after `class`");
    return report_tok(l, name, "expected a class name after `class`%s", "");
}

static bool rule_define(SynToks *l)
{
    if (!is(l, 0, "DEF") || l->n < 2 || l->t[1].kind != TOK_NAME || find(l, "=") < l->n) return false;
    return report_end(l, "expected `=` and a value after the name of `DEF`");
}

static bool rule_for(SynToks *l)
{
    uint32_t word = is(l, 0, "async") ? 1 : 0;
    if (!is(l, word, "for") || find(l, "in") < l->n || find(l, "from") < l->n) return false;
    if (find(l, "<") < l->n || find(l, "<=") < l->n || find(l, ">") < l->n || find(l, ">=") < l->n) return false;
    if (word + 1 >= l->n) return report_end(l, "expected the variable of the loop after `for`");
    if (word + 2 >= l->n) return report_end(l, "expected `in`");
    uint32_t at = word + 2;
    if (is(l, at, "of") || is(l, at, "=") || is(l, at, ":")) {
        report_tok(l, at, "expected `in`, found `%s`", text_of(l, at));
        if (is(l, at, "of")) synerr_fix(l->s, l->t[at].start, l->t[at].len, "in", "use `in`");
        return true;
    }
    return report_tok(l, at, "expected `in`, found `%s`", text_of(l, at));
}

static bool rule_async(SynToks *l)
{
    static const char *const words[] = {"def", "for", "with", NULL};
    if (!is(l, 0, "async") || l->n < 2 || l->t[1].kind != TOK_NAME ||
        synerr_is_any(l->s, &l->t[1], words))
        return false;
    return report_tok(l, 1, "expected `def`, `for` or `with` after `async`%s", "");
}

static bool rule_case(SynToks *l)
{
    if (!is(l, 0, "case") || l->n < 2 || find(l, ":") == l->n) return false;
    uint32_t parent = l->s->lines[l->line].parent;
    if (parent) {
        const ScanLine *header = &l->s->scan.lines.items[parent - 1];
        if (synerr_is(l->s, &l->s->scan.toks.items[header->first], "match")) return false;
    }
    if (l->t[1].kind == TOK_OP && !is(l, 1, "[") && !is(l, 1, "(") && !is(l, 1, "{") && !is(l, 1, "-")) return false;
    return report_tok(l, 0, "`case` outside a `match` statement%s", "");
}

/* A line that only looks like a header: `f(x):` */
static bool rule_no_header(SynToks *l)
{
    if (is_header_word(l) || !is(l, l->n - 1, ":") || l->t[l->n - 1].depth || l->n < 2) return false;
    if (!l->s->lines[l->line].opens || find(l, "lambda") < l->n) return false;
    bool call = l->t[0].kind == TOK_NAME && is(l, 1, "(");
    return report_tok(l, l->n - 1, call ? "unexpected `:`; is `def` or `class` missing before `%s`?"
                                        : "unexpected `:`; is a keyword missing before `%s`?",
                      text_of(l, 0));
}

/* Keywords that begin a statement or a clause, in the middle of one. */
static bool rule_stray_keyword(SynToks *l)
{
    static const char *const words[] = {"import", "def",   "class", "return", "raise", "with",     "while",
                                        "try",    "pass",  "break", "global", "del",   "nonlocal", "assert",
                                        "except", "elif",  "finally", "continue", "as", NULL};
    for (uint32_t i = 0; i < l->n; i++) {
        if (!synerr_is_any(l->s, &l->t[i], words)) continue;
        bool async = i == 1 && is(l, 0, "async");
        bool starts = i == 0 && !is(l, 0, "as");
        bool joins = is(l, i, "as") && i + 1 < l->n && l->t[i + 1].kind == TOK_NAME && i &&
                     (is(l, 0, "import") || is(l, 0, "from") || is(l, 0, "with") || is(l, 0, "except") || is(l, 0, "case"));
        bool from = is(l, i, "import") && is(l, 0, "from");
        bool c_class = is(l, i, "class") && (is(l, 0, "cdef") || is(l, 0, "ctypedef") || is(l, 0, "cpdef"));
        bool gil = (is(l, i, "with") || is(l, i, "except")) && l->s->scan.is_cython && i && l->t[i].depth == 0;
        bool after = i && l->t[i].depth == 0 && (is(l, i - 1, ":") || is(l, i - 1, ";"));
        if (starts || async || joins || from || c_class || gil || after) continue;
        return report_tok(l, i, "unexpected keyword `%s`", text_of(l, i));
    }
    return false;
}

/* `x: int: int` and `x = 1;; y` */
static bool rule_second_colon(SynToks *l)
{
    if (is(l, 0, ";")) return report_tok(l, 0, "expected a statement before `;`%s", "");
    for (uint32_t i = 1; i < l->n; i++)
        if (is(l, i, ";") && is(l, i - 1, ";")) return report_tok(l, i, "expected a statement before `;`%s", "");
    if (is_header_word(l) || find(l, "lambda") < l->n) return false;
    uint32_t first = find(l, ":");
    for (uint32_t i = first + 1; i < l->n; i++)
        if (is(l, i, ":") && l->t[i].depth == 0) return report_tok(l, i, "unexpected `:`%s", "");
    return false;
}

/* `a = yield = 1` */
static bool rule_yield_target(SynToks *l)
{
    uint32_t yield = find(l, "yield");
    for (uint32_t i = yield + 1; i < l->n; i++)
        if (is(l, i, "=") && l->t[i].depth == l->t[yield].depth)
            return synerr_report(l->s, l->line, l->t[yield].start, synerr_end(&l->t[i - 1]) - l->t[yield].start,
                                 "assignment to yield expression not possible");
    return false;
}

static bool rule_global(SynToks *l)
{
    if (!is(l, 0, "global") && !is(l, 0, "nonlocal")) return false;
    if (l->n == 1) return report_end(l, arena_printf(l->s->e->arena, "expected a name after `%s`", text_of(l, 0)));
    for (uint32_t i = 2; i < l->n; i++)
        if (!is(l, i, ",") && !is(l, i - 1, ","))
            return report_tok(l, i, "`%s` takes plain names, separated by commas", text_of(l, 0));
    return false;
}

/* --- Cython --- */

static bool is_c_type_word(const SynToks *l, uint32_t i)
{
    static const char *const words[] = {"int",  "long", "double", "float", "char",       "short", "unsigned", "signed",
                                        "void", "bint", "const",  "size_t", "Py_ssize_t", NULL};
    return i < l->n && synerr_is_any(l->s, &l->t[i], words);
}

/* `int x = 3` */
static bool rule_missing_cdef(SynToks *l)
{
    if (!is_c_type_word(l, 0) || l->n < 2) return false;
    if (l->t[1].kind != TOK_NAME && !is(l, 1, "*") && !is(l, 1, "[")) return false;
    if (!synerr_parses_with(l, l->t[0].start, 0, "cdef ")) return false;
    if (!l->s->scan.is_cython)
        return report_tok(l, 0, "a C declaration is only possible in a .pyx file, and starts with `cdef`%s", "");
    report_tok(l, 0, "a C declaration starts with `cdef`%s", "");
    return synerr_fix(l->s, l->t[0].start, 0, "cdef ", "add `cdef`");
}

static bool rule_extern(SynToks *l)
{
    if (!is(l, 0, "cdef") || !is(l, 1, "extern") || l->n < 3) return false;
    if (l->t[2].kind == TOK_STRING && synerr_parses_with(l, l->t[2].start, 0, "from ")) {
        report_tok(l, 2, "expected `from` before the name of the header%s", "");
        return synerr_fix(l->s, l->t[2].start, 0, "from ", "add `from`");
    }
    if (is(l, 2, "from") && l->n > 3 && l->t[3].kind != TOK_STRING && !is(l, 3, "*"))
        return report_tok(l, 3, "the header after `from` is a string or `*`%s", "");
    return false;
}

static bool rule_cdef_name(SynToks *l)
{
    if (!is(l, 0, "cdef") && !is(l, 0, "cpdef") && !is(l, 0, "ctypedef")) return false;
    if (l->n == 1)
        return report_end(l, arena_printf(l->s->e->arena, "expected a declaration after `%s`", text_of(l, 0)));
    if (is(l, 1, "def"))
        return report_tok(l, 1, "`%s def` is not a form of definition; use one of the two words",
                          text_of(l, 0));
    bool type_only = true;
    for (uint32_t i = 1; i < l->n; i++)
        type_only = type_only && (is_c_type_word(l, i) || is(l, i, "*") || is(l, i, "struct"));
    if (type_only) return report_end(l, "expected a name after the type");
    return false;
}

bool synerr_stmt_rules(SynToks *l)
{
    static LineRule *const rules[] = {
        rule_else_if,   rule_braces,        rule_print,        rule_import,       rule_missing_cdef,
        rule_extern,    rule_keyword_name,  rule_def,          rule_class,        rule_define,
        rule_params,    rule_for,           rule_async,        rule_case,         rule_global,
        rule_cdef_name, rule_missing_colon, rule_second_colon, rule_yield_target,
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](l)) return true;
    return false;
}

bool synerr_stray_rules(SynToks *l)
{
    return rule_no_header(l) || rule_stray_keyword(l);
}
