/* special.c: look-ups in special.def; see special.h. */
#include "type/special.h"

#include <string.h>

static const SpecialRow rows[SPECIAL_COUNT] = {
#define SPECIAL(id, name, params, result) [SPECIAL_##id] = {name, params, result[0]},
#include "type/special.def"
#undef SPECIAL
};

const SpecialRow *special_row(SpecialId id)
{
    return &rows[id];
}

SpecialId special_find(const char *name)
{
    if (name[0] != '_' || name[1] != '_')
        return SPECIAL_NONE;

    for (int id = SPECIAL_NONE + 1; id < SPECIAL_COUNT; id++)
        if (strcmp(rows[id].name, name) == 0)
            return (SpecialId)id;
    return SPECIAL_NONE;
}

void special_arity(SpecialId id, int *least, int *most)
{
    const char *params = rows[id].params;
    const char *optional = strchr(params, '?');
    int count = (int)strlen(params);
    *most = params[0] == 'T' ? -1 : optional ? count - 1 : count;
    *least = params[0] == 'T' ? 0 : optional ? (int)(optional - params) : count;
}

char special_param(SpecialId id, uint32_t index)
{
    for (const char *p = rows[id].params; *p; p++) {
        if (*p == '?')
            continue;
        if (!index--)
            return *p;
    }
    return 'O';
}
