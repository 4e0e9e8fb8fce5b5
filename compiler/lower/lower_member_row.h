/* lower_member_row.h: C attributes of extension types as Python reads and writes them, one by one or when they are pickled.
 */
#ifndef KRAIT_LOWER_LOWER_MEMBER_ROW_H
#define KRAIT_LOWER_LOWER_MEMBER_ROW_H

#include "lower/lower_ctx.h"

/* The row of a table for the attribute, with functions where the runtime cannot read or write it by its place. */
IrProperty lower_member_row(LowerUnit *unit, const Symbol *field, bool is_writable);
/* How instances of the class are pickled: the rows of all attributes, or why they cannot be. */
void lower_pickled(LowerUnit *unit, IrClass *made, const ClassInfo *cls);

#endif
