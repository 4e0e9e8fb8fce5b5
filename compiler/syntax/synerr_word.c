/* synerr_word.c: rules about keywords that lack what belongs to them, and brackets with nothing inside.
 *
 * Called behind the rules for whole statements. Each looks at the tokens of one logical line, says what is
 * wrong and returns true, or returns false. Wording after CPython 3.13 where it has words.
 *
 *     raise x from       expected an exception after `from`           a[]       expected an index between `[` and `]`
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

static bool report_tok(SynToks *l, uint32_t i, const char *text)
{
    return synerr_report(l->s, l->line, l->t[i].start, l->t[i].len, "%s", text);
}

static bool rule_except_star(SynToks *l)
{
    if (!is(l, 0, "except") || !is(l, 1, "*") || !is(l, 2, ":")) return false;
    return report_tok(l, 2, "expected one or more exception types after `except*`");
}

static bool rule_raise(SynToks *l)
{
    if (!is(l, 0, "raise")) return false;
    if (is(l, 1, "from")) return report_tok(l, 1, "expected an exception before `from`");
    if (!is(l, l->n - 1, "from")) return false;
    return report_tok(l, l->n - 1, "expected an exception after `from`");
}

static bool rule_alone(SynToks *l)
{
    static const char *const words[] = {"pass", "break", "continue", NULL};
    if (l->n < 2 || !synerr_is_any(l->s, &l->t[0], words) || is(l, 1, ";")) return false;
    return synerr_report(l->s, l->line, l->t[1].start, l->t[1].len, "unexpected `%s` after `%s`, which stands alone",
                         text_of(l, 1), text_of(l, 0));
}

static bool rule_empty_brackets(SynToks *l)
{
    static const char *const heads[] = {"def", "class", "type", NULL};
    for (uint32_t i = 1; i + 1 < l->n; i++) {
        if (!is(l, i, "[") || !is(l, i + 1, "]")) continue;
        bool names = i == 2 && synerr_is_any(l->s, &l->t[0], heads);
        bool operand = l->t[i - 1].kind == TOK_NAME ? !synerr_tok_keyword(l->s, &l->t[i - 1])
                                                     : is(l, i - 1, ")") || is(l, i - 1, "]");
        if (names) return report_tok(l, i, "type parameter list cannot be empty");
        if (operand && !is(l, 0, "cdef") && !is(l, 0, "cpdef") && !is(l, 0, "ctypedef"))
            return report_tok(l, i + 1, "expected an index between `[` and `]`");
    }
    return false;
}

/* `lambda x: yield 1` */
static bool rule_bare_yield(SynToks *l)
{
    for (uint32_t i = 1; i < l->n; i++) {
        if (!is(l, i, "yield") || is(l, i - 1, "(") || is(l, i - 1, "=") || is(l, i - 1, ";")) continue;
        if (l->t[i].depth || is(l, i - 1, ":") || is(l, i - 1, ","))
            return report_tok(l, i, "`yield` must be parenthesized here");
    }
    return false;
}

static bool rule_negative_pattern(SynToks *l)
{
    if (!is(l, 0, "case")) return false;
    for (uint32_t i = 1; i + 1 < l->n; i++)
        if (is(l, i, "-") && l->t[i + 1].kind != TOK_NUMBER && !synerr_is(l->s, &l->t[i - 1], "if"))
            return report_tok(l, i + 1, "expected a number after `-` in a pattern");
    return false;
}

static bool rule_type_alias(SynToks *l)
{
    if (!is(l, 0, "type") || l->n < 3 || l->t[1].kind == TOK_NAME || !is(l, 2, "=")) return false;
    return report_tok(l, 1, "expected a name after `type`");
}

/* `{**a, *b}` */
static bool rule_mixed_display(SynToks *l)
{
    for (uint32_t open = 0; open < l->n; open++) {
        if (!is(l, open, "{")) continue;
        uint32_t close = synerr_closer(l, open), depth = l->t[open].depth + 1, two = 0, one = 0;
        for (uint32_t i = open + 1; i < close; i++) {
            bool starts = l->t[i].depth == depth && (i == open + 1 || is(l, i - 1, ","));
            if (starts && is(l, i, "**")) two = i;
            if (starts && is(l, i, "*")) one = i;
        }
        if (two && one) return report_tok(l, two > one ? two : one, "`*` and `**` cannot stand in one display");
    }
    return false;
}

bool synerr_word_rules(SynToks *l)
{
    static LineRule *const rules[] = {
        rule_except_star, rule_raise,            rule_alone,      rule_empty_brackets,
        rule_bare_yield,  rule_negative_pattern, rule_type_alias, rule_mixed_display,
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](l)) return true;
    return false;
}
