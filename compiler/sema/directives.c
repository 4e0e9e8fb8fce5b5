/* directives.c: the directive table at work; see directives.h.
 *
 * Every row is a field of struct Directives at a known offset, so that one loop serves all of them.
 * A value comes as text from wherever it was written: `# cython: boundscheck=False`, `-X
 * boundscheck=False`, `@cython.boundscheck(False)`. `NAME.all=V` sets NAME and every NAME.x.
 */
#include "sema/directives.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const DirectiveRow directive_rows[DIRECTIVE_COUNT] = {
#define DIRECTIVE(id, name, kind, value, scopes, effect) \
    {name, DIRECTIVE_IS_##kind, scopes, effect},
#include "sema/directives.def"
#undef DIRECTIVE
};

static const char *const names[DIRECTIVE_COUNT] = {
#define DIRECTIVE(id, name, kind, value, scopes, effect) name,
#include "sema/directives.def"
#undef DIRECTIVE
};

static const size_t offsets[DIRECTIVE_COUNT] = {
#define DIRECTIVE(id, name, kind, value, scopes, effect) offsetof(Directives, id),
#include "sema/directives.def"
#undef DIRECTIVE
};

static const Directives defaults = {
#define DIRECTIVE(id, name, kind, value, scopes, effect) .id = value,
#include "sema/directives.def"
#undef DIRECTIVE
};

const Directives *directives_default(void)
{
    return &defaults;
}

const char *const *directives_names(uint32_t *count)
{
    *count = DIRECTIVE_COUNT;
    return names;
}

int directives_find(const char *name, size_t len)
{
    for (int i = 0; i < DIRECTIVE_COUNT; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
            return i;
    return -1;
}

/* True, False and the relaxed spellings of the command line; -1 when it is none. */
static int parse_bool(const char *text)
{
    static const char *const yes[] = {"True", "true", "yes", "1"};
    static const char *const no[] = {"False", "false", "no", "0"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(text, yes[i]) == 0)
            return 1;
        if (strcmp(text, no[i]) == 0)
            return 0;
    }
    return -1;
}

bool directives_set_row(Directives *directives, int index, const char *text)
{
    char *field = (char *)directives + offsets[index];
    int truth = parse_bool(text);
    switch (directive_rows[index].kind) {
    case DIRECTIVE_IS_BOOL:
    case DIRECTIVE_IS_MARK:
        if (truth < 0)
            return false;
        *(bool *)(void *)field = truth == 1;
        return true;
    case DIRECTIVE_IS_TRI:
        if (truth < 0 && strcmp(text, "None") != 0)
            return false;
        *(int *)(void *)field = truth;
        return true;
    case DIRECTIVE_IS_INT: {
        char *end = NULL;
        long value = strtol(text, &end, 10);
        if (!*text || *end)
            return false;
        *(int *)(void *)field = (int)value;
        return true;
    }
    case DIRECTIVE_IS_TEXT: *(const char **)(void *)field = text; return true;
    }
    return false;
}

bool directives_is_default(int index, const char *text)
{
    const char *field = (const char *)&defaults + offsets[index];
    if (directive_rows[index].kind == DIRECTIVE_IS_TEXT)
        return strcmp(*(const char *const *)(const void *)field, text) == 0;
    Directives changed = defaults;
    if (!directives_set_row(&changed, index, text))
        return false;
    if (directive_rows[index].kind == DIRECTIVE_IS_BOOL ||
        directive_rows[index].kind == DIRECTIVE_IS_MARK)
        return *(bool *)(void *)((char *)&changed + offsets[index]) ==
               *(const bool *)(const void *)field;
    return *(int *)(void *)((char *)&changed + offsets[index]) == *(const int *)(const void *)field;
}

/* `prefix.all`: the row `prefix`, when there is one, and all rows `prefix.x`. */
static bool set_all(Directives *directives, const char *prefix, size_t len, const char *text)
{
    bool any = false;
    for (int i = 0; i < DIRECTIVE_COUNT; i++) {
        bool under = strncmp(names[i], prefix, len) == 0 &&
                     (names[i][len] == '.' || !names[i][len]);
        if (under && directives_set_row(directives, i, text))
            any = true;
    }
    return any;
}

bool directives_set(Directives *directives, const char *name, const char *text)
{
    size_t len = strlen(name);
    int index = directives_find(name, len);
    if (index >= 0)
        return directive_rows[index].kind != DIRECTIVE_IS_MARK &&
               directives_set_row(directives, index, text);
    if (len > 4 && strcmp(name + len - 4, ".all") == 0)
        return set_all(directives, name, len - 4, text);
    return false;
}
