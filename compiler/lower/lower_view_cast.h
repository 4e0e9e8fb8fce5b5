/* lower_view_cast.h: memory as a memoryview: `<int[:n]> pointer`, a C array where a view is wanted. */
#ifndef KRAIT_LOWER_LOWER_VIEW_CAST_H
#define KRAIT_LOWER_LOWER_VIEW_CAST_H

#include "lower/lower_ctx.h"

/* The object of cython.view.array that such a cast makes. */
Insn *lower_array_cast(Lower *lw, const AstCast *node, const ArrayInfo *info);
/* A view of type `to` on the C array that `pointer` points into; `array` is its type. */
Insn *lower_array_view(Lower *lw, Insn *pointer, const Type *array, const Type *to);

#endif
