/* check_view_cast.h: memory as a memoryview: `<int[:n, :m]> pointer`, a C array where a view is wanted. */
#ifndef KRAIT_SEMA_CHECK_VIEW_CAST_H
#define KRAIT_SEMA_CHECK_VIEW_CAST_H

#include "sema/analyzer.h"

/* Does the type of a cast give lengths of axes? */
bool check_makes_array(const Ast *type);
/* Type of such a cast: an object of cython.view.array; its ArrayInfo in info_of. */
const Type *check_array_cast(Analyzer *a, const AstCast *node);
/* May a C array of this type be used as that view? */
bool check_array_fits_view(const Type *array, const Type *view);

#endif
