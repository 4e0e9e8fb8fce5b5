/* synrules_match.c: the rules for patterns: what they bind, what becomes unreachable.
 *
 * Checked on the finished AST of a match statement. Source: PEP 634, with CPython 3.13's wording.
 *
 *     case x: ...        name capture `x` makes remaining patterns unreachable
 *     case [a, a]: ...   multiple assignments to name `a` in pattern
 */
#include "syntax/reader.h"

#include "base/map.h"

/* The capture or wildcard that makes a pattern match everything, NULL when it may fail. */
static const Ast *irrefutable(const Ast *pattern)
{
    if (pattern->kind == AST_PatCapture) return pattern;
    if (pattern->kind == AST_PatAs) return irrefutable(((const AstPatAs *)pattern)->pattern);
    if (pattern->kind == AST_PatOr) {
        const AstNodes *items = &((const AstPatOr *)pattern)->items;
        return items->len ? irrefutable(items->items[items->len - 1]) : NULL;
    }
    return NULL;
}

static void report_unreachable(Reader *r, const Ast *capture)
{
    Atom name = ((const AstPatCapture *)capture)->name;
    if (name)
        read_error(r, capture->span, "name capture `%s` makes remaining patterns unreachable", name->text);
    else
        read_error(r, capture->span, "wildcard makes remaining patterns unreachable");
}

static void bind(Reader *r, Map *names, Atom name, const Ast *at)
{
    if (!name) return;
    if (map_has(names, name))
        read_error(r, at->span, "multiple assignments to name `%s` in pattern", name->text);
    map_set(r->scratch, names, name, (void *)(uintptr_t)at);
}

static void collect(Reader *r, const Ast *pattern, Map *names);

static void collect_all(Reader *r, const AstNodes *items, Map *names)
{
    for (uint32_t i = 0; i < items->len; i++) collect(r, items->items[i], names);
}

static bool same_names(const Map *a, const Map *b)
{
    if (a->len != b->len) return false;
    for (uint32_t i = 0; i < a->len; i++)
        if (!map_has(b, a->entries[i].key)) return false;
    return true;
}

static void collect_or(Reader *r, const AstPatOr *node, Map *names)
{
    Map first = {0};
    bool unreachable = false;
    for (uint32_t i = 0; i < node->items.len; i++) {
        const Ast *item = node->items.items[i];
        Map bound = {0};
        collect(r, item, &bound);
        const Ast *capture = i + 1 < node->items.len ? irrefutable(item) : NULL;
        if (capture) report_unreachable(r, capture);
        unreachable = unreachable || capture;
        if (i == 0)
            first = bound;
        else if (!same_names(&first, &bound) && !unreachable)
            read_error(r, item->span, "alternative patterns bind different names");
    }
    for (uint32_t i = 0; i < first.len; i++) bind(r, names, first.entries[i].key, first.entries[i].value);
}

static void collect_sequence(Reader *r, const AstNodes *items, Map *names)
{
    uint32_t stars = 0;
    for (uint32_t i = 0; i < items->len; i++) {
        if (items->items[i]->kind == AST_PatStar && ++stars > 1)
            read_error(r, items->items[i]->span, "multiple starred expressions in sequence pattern");
        collect(r, items->items[i], names);
    }
}

static void collect_class(Reader *r, const AstPatClass *node, Map *names)
{
    collect_all(r, &node->items, names);
    Map attributes = {0};
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        const AstPatKeyword *keyword = AST_AS(PatKeyword, node->keywords.items[i]);
        if (keyword->name && map_has(&attributes, keyword->name))
            read_error(r, keyword->head.span, "attribute name repeated in class pattern: `%s`", keyword->name->text);
        if (keyword->name) map_set(r->scratch, &attributes, keyword->name, node->keywords.items[i]);
        collect(r, keyword->pattern, names);
    }
}

/* Literal keys of a mapping pattern: no two may be equal. */
static void check_keys(Reader *r, const AstNodes *pairs)
{
    CtEnv env = {.arena = r->scratch, .atoms = r->atoms};
    CtValue *keys = ARENA_ARRAY(r->scratch, CtValue, pairs->len + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < pairs->len && i < 1000; i++) {
        const Ast *key = AST_AS(PatPair, pairs->items[i])->key;
        bool is_literal = key->kind != AST_Attribute && key->kind != AST_Name && key->kind != AST_Poison &&
                          key->kind != AST_EscapedStr;
        CtValue value = is_literal ? ctime_eval(&env, key) : (CtValue){.kind = CT_ERROR};
        if (value.kind == CT_ERROR) continue;
        for (uint32_t j = 0; j < count; j++)
            if (ctime_equal(&keys[j], &value)) {
                read_error(r, key->span, "key `%s` is checked twice", ctime_repr(r->scratch, &value));
                break;
            }
        keys[count++] = value;
    }
}

/* Adds the names the pattern binds and reports what is wrong on the way. */
static void collect(Reader *r, const Ast *pattern, Map *names)
{
    switch ((int)pattern->kind) {
    case AST_PatCapture: bind(r, names, ((const AstPatCapture *)pattern)->name, pattern); return;
    case AST_PatStar: bind(r, names, ((const AstPatStar *)pattern)->name, pattern); return;
    case AST_PatSequence: collect_sequence(r, &((const AstPatSequence *)pattern)->items, names); return;
    case AST_PatMapping:
        check_keys(r, &((const AstPatMapping *)pattern)->items);
        collect_all(r, &((const AstPatMapping *)pattern)->items, names);
        bind(r, names, ((const AstPatMapping *)pattern)->rest, pattern);
        return;
    case AST_PatPair: collect(r, ((const AstPatPair *)pattern)->pattern, names); return;
    case AST_PatClass: collect_class(r, (const AstPatClass *)pattern, names); return;
    case AST_PatOr: collect_or(r, (const AstPatOr *)pattern, names); return;
    case AST_PatAs:
        collect(r, ((const AstPatAs *)pattern)->pattern, names);
        bind(r, names, ((const AstPatAs *)pattern)->name, pattern);
        return;
    }
}

void rules_match(Reader *r, const AstMatch *node)
{
    for (uint32_t i = 0; i < node->cases.len; i++) {
        const AstMatchCase *match_case = AST_AS(MatchCase, node->cases.items[i]);
        ArenaMark mark = arena_mark(r->scratch);
        Map names = {0};
        collect(r, match_case->pattern, &names);
        arena_reset(r->scratch, mark);
        const Ast *capture = i + 1 < node->cases.len && !match_case->guard ? irrefutable(match_case->pattern) : NULL;
        if (capture) report_unreachable(r, capture);
    }
}
