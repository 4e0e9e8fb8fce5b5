/* lower_enum.h: cpdef enums: the Python classes of C enums. */
#ifndef KRAIT_LOWER_LOWER_ENUM_H
#define KRAIT_LOWER_LOWER_ENUM_H

#include "lower/lower_ctx.h"

/* Makes the classes, and the integers of anonymous enums, as the module begins. */
void lower_enum_faces(Lower *lw);
/* The class of an enum type that has one. */
Insn *lower_enum_class(Lower *lw, const Type *type);
/* A value of such a type as a member of its class; as an int when it has no such member. */
Insn *lower_enum_item(Lower *lw, Insn *value);

#endif
