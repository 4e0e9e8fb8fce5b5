/* synerr_cython.c: rules about lines of the Cython language that do not parse, and about habits of C in them.
 *
 * Called before the rules of Python, since they would explain such lines by Python's forms. Each rule looks at the
 * tokens of one logical line, says what is wrong and returns true, or returns false. A rule that guesses proves
 * its guess by parsing the line as it proposes it.
 *
 *     return (int)x      a cast is written `<int>x`          ctypdef int n      did you mean `ctypedef`?
 */
#include "syntax/synerr_line.h"

#include <string.h>

typedef bool LineRule(SynToks *l);

static bool is(const SynToks *l, uint32_t i, const char *text)
{
    return i < l->n && synerr_is(l->s, &l->t[i], text);
}

static bool is_any(const SynToks *l, uint32_t i, const char *const *words)
{
    return i < l->n && synerr_is_any(l->s, &l->t[i], words);
}

static bool is_name(const SynToks *l, uint32_t i)
{
    return i < l->n && l->t[i].kind == TOK_NAME;
}

static const char *text_of(const SynToks *l, uint32_t i)
{
    return arena_strndup(l->s->e->arena, l->s->scan.text + l->t[i].start, l->t[i].len);
}

static bool report_tok(SynToks *l, uint32_t i, const char *text)
{
    return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "%s", text);
}

static bool is_declaration(const SynToks *l)
{
    static const char *const words[] = {"cdef", "cpdef", "ctypedef", NULL};
    return is_any(l, 0, words);
}

static bool is_c_word(const SynToks *l, uint32_t i)
{
    static const char *const words[] = {"int",    "long", "double", "float",      "char",     "short",  "unsigned",
                                        "signed", "void", "bint",   "Py_ssize_t", "size_t", NULL};
    return is_any(l, i, words);
}

static uint32_t find_word(const SynToks *l, const char *word)
{
    uint32_t i = 0;
    while (i < l->n && !is(l, i, word)) i++;
    return i;
}

/* --- words --- */

static bool rule_misspelled(SynToks *l)
{
    static const char *const words[] = {"ctypedef", "cpdef",    "cdef",   "cimport", "extern",   "inline", "nogil",
                                        "noexcept", "except",   "struct", "union",   "enum",     "fused",  "class",
                                        "public",   "readonly", "packed", "property"};
    bool takes_words = is_declaration(l) || is(l, 0, "from");
    for (uint32_t i = 0; i < l->n && i < 30; i++) {
        const Tok *tok = &l->t[i];
        if (tok->kind != TOK_NAME || synerr_tok_keyword(l->s, tok) || tok->len < 4 || tok->depth || (i && !takes_words))
            continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            if (!synerr_is_near(l->s->scan.text + tok->start, tok->len, words[k], (uint32_t)strlen(words[k])) ||
                !synerr_parses_with(l, tok->start, tok->len, words[k]))
                continue;
            synerr_report(l->s, l->line, tok->start, tok->len, "invalid syntax; did you mean `%s`?", words[k]);
            return synerr_fix(l->s, tok->start, tok->len, words[k], "spell it so");
        }
    }
    return false;
}

/* `inline def f()`, `def api f()` */
static bool rule_modifier(SynToks *l)
{
    static const char *const words[] = {"inline", "api", "public", "readonly", "extern", NULL};
    static const char *const heads[] = {"def", "class", NULL};
    bool before = is_any(l, 0, words) && is_any(l, 1, heads), after = is_any(l, 0, heads) && is_any(l, 1, words) && is_name(l, 2);
    if (!before && !after) return false;
    uint32_t at = before ? 0 : 1;
    return synerr_report(l->s, l->line, l->t[at].start, l->t[at].len, "`%s` belongs to C declarations: `cdef %s ...`",
                         text_of(l, at), text_of(l, at));
}

/* `def f(x) nogil:` */
static bool rule_def_suffix(SynToks *l)
{
    static const char *const words[] = {"nogil", "noexcept", "except", NULL};
    if (!is(l, 0, "def")) return false;
    for (uint32_t i = 3; i < l->n; i++) {
        if (l->t[i].depth || !is(l, i - 1, ")")) continue;
        bool gil = is(l, i, "with") && is(l, i + 1, "gil");
        if (!gil && !is_any(l, i, words)) continue;
        if (is(l, i, "nogil"))
            return report_tok(l, i, "a `def` function is called with the GIL; release it inside, `with nogil:`, or use `cdef`");
        return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len,
                             "`%s` belongs to C functions; this one is declared with `def`", text_of(l, i));
    }
    return false;
}

static bool rule_async(SynToks *l)
{
    if (!is_declaration(l) || !is(l, 1, "async")) return false;
    return report_tok(l, 1, "a C function cannot be a coroutine; write `async def`");
}

/* `cdef struct:`, `cdef const x = 1` */
static bool rule_unnamed(SynToks *l)
{
    if (!is_declaration(l)) return false;
    for (uint32_t i = 1; i < l->n; i++) {
        bool type = is(l, i, "struct") || is(l, i, "union") || is(l, i, "fused") || is(l, i, "cppclass");
        if (type && is(l, i + 1, ":"))
            return synerr_report(l->s, l->line, l->t[i + 1].start, 1, "expected a name after `%s`", text_of(l, i));
        bool bare = (is(l, i, "const") || is(l, i, "volatile")) && is_name(l, i + 1) && (i + 2 == l->n || is(l, i + 2, "="));
        if (bare)
            return synerr_report(l->s, l->line, l->t[i + 1].start, l->t[i + 1].len, "expected a type between `%s` and `%s`",
                                 text_of(l, i), text_of(l, i + 1));
    }
    return false;
}

/* `cdef class A [objekt X]:` */
static bool rule_class_options(SynToks *l)
{
    static const char *const known[] = {"object", "type", "check_size", NULL};
    if (!is_declaration(l) || find_word(l, "class") == l->n) return false;
    for (uint32_t i = 2; i < l->n; i++) {
        bool starts = is(l, i - 1, "[") || (l->t[i].depth && is(l, i - 1, ","));
        if (starts && is_name(l, i) && !is_any(l, i, known))
            return report_tok(l, i, "the options of an extension type are `object`, `type` and `check_size`");
    }
    return false;
}

/* --- parts of a line --- */

/* `f(int x int y)` */
static bool rule_parameter_comma(SynToks *l)
{
    if (!is_declaration(l) && !is(l, 0, "def")) return false;
    for (uint32_t i = 2; i + 1 < l->n; i++) {
        if (l->t[i].depth != 1 || !is_c_word(l, i) || l->t[i - 1].kind != TOK_NAME || is_c_word(l, i - 1)) continue;
        uint32_t at = synerr_end(&l->t[i - 1]);
        if (!synerr_parses_with(l, at, 0, ",")) continue;
        synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "expected `,` between two parameters");
        return synerr_fix(l->s, at, 0, ",", "add the comma");
    }
    return false;
}

/* `p->x` */
static bool rule_arrow(SynToks *l)
{
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!is(l, i, "->") || !is_name(l, i + 1) || !synerr_parses_with(l, l->t[i].start, 2, ".")) continue;
        report_tok(l, i, "a field is reached by `.`, through a pointer too");
        return synerr_fix(l->s, l->t[i].start, 2, ".", "use `.`");
    }
    return false;
}

/* `(int)x`, `(unsigned char *)p` */
static bool rule_cast(SynToks *l)
{
    for (uint32_t i = 0; i + 2 < l->n; i++) {
        uint32_t close = i + 1;
        if (!is(l, i, "(") || (i && is_name(l, i - 1) && !synerr_tok_keyword(l->s, &l->t[i - 1]))) continue;
        while (is_c_word(l, close) || is(l, close, "*") || is(l, close, "const") || is(l, close, "struct")) close++;
        bool operand = close + 1 < l->n && (is_name(l, close + 1) || l->t[close + 1].kind == TOK_NUMBER || is(l, close + 1, "("));
        if (close == i + 1 || !is(l, close, ")") || !operand) continue;
        uint32_t len = synerr_end(&l->t[close]) - l->t[i].start;
        const char *type = arena_strndup(l->s->e->arena, l->s->scan.text + l->t[i].start + 1, len - 2);
        const char *cast = arena_printf(l->s->e->arena, "<%s>", type);
        synerr_report(l->s, l->line, l->t[i].start, len, "a cast is written `%s`", cast);
        return synerr_parses_with(l, l->t[i].start, len, cast) ? synerr_fix(l->s, l->t[i].start, len, cast, "write it so") : true;
    }
    return false;
}

/* `for (i = 0; i < n; i++)` */
static bool rule_c_loop(SynToks *l)
{
    if (!is(l, 0, "for") || !is(l, 1, "(")) return false;
    for (uint32_t i = 2; i < l->n; i++)
        if (is(l, i, ";") && l->t[i].depth == 1)
            return report_tok(l, 0, "a loop over numbers is written `for i in range(n):`");
    return false;
}

/* `x = 1; // comment` */
static bool rule_comment(SynToks *l)
{
    for (uint32_t i = 1; i < l->n; i++) {
        if (!is(l, i, "//") || !is(l, i - 1, ";")) continue;
        report_tok(l, i, "a comment starts with `#`");
        return synerr_fix(l->s, l->t[i].start, 2, "#", "use `#`");
    }
    return false;
}

/* `sizeof()`, `sizeof(int, long)` */
static bool rule_sizeof(SynToks *l)
{
    for (uint32_t i = 0; i + 2 < l->n; i++) {
        if (!is(l, i, "sizeof") || !is(l, i + 1, "(")) continue;
        uint32_t close = synerr_closer(l, i + 1);
        bool bad = close == i + 2;
        for (uint32_t j = i + 2; j < close; j++) bad = bad || (is(l, j, ",") && l->t[j].depth == l->t[i].depth + 1);
        if (bad) return report_tok(l, i, "`sizeof` takes one type or one expression");
    }
    return false;
}

bool synerr_cython_rules(SynToks *l)
{
    static LineRule *const rules[] = {
        rule_modifier, rule_def_suffix, rule_async, rule_unnamed,  rule_misspelled, rule_class_options, rule_parameter_comma,
        rule_arrow,    rule_cast,       rule_c_loop, rule_comment, rule_sizeof,
    };
    if (!l->s->scan.is_cython) return false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](l)) return true;
    return false;
}
