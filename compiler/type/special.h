/* special.h: the special methods of extension types, from special.def.
 *
 * Analysis asks which signature a method of this name has in C, lowering makes that function, the emitter puts it
 * into its slot.
 */
#ifndef KRAIT_TYPE_SPECIAL_H
#define KRAIT_TYPE_SPECIAL_H

#include "type/type.h"

typedef enum SpecialId {
    SPECIAL_NONE,
#define SPECIAL(id, name, params, result) SPECIAL_##id,
#include "type/special.def"
#undef SPECIAL
    SPECIAL_COUNT
} SpecialId;

typedef struct SpecialRow {
    const char *name, *params;
    char result;
} SpecialRow;

/* The row of a special method; not of SPECIAL_NONE. */
const SpecialRow *special_row(SpecialId id);
/* SPECIAL_NONE when methods of this name are ordinary ones. */
SpecialId special_find(const char *name);
/* How many parameters after self it may have; -1 as most: any number (a Python call). */
void special_arity(SpecialId id, int *least, int *most);
/* Letter of parameter number `index` after self: O, i or B. */
char special_param(SpecialId id, uint32_t index);

#endif
