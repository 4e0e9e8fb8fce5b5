/* lower_doctest.h: the dict __test__ that the directive autotestdict asks for. */
#ifndef KRAIT_LOWER_LOWER_DOCTEST_H
#define KRAIT_LOWER_LOWER_DOCTEST_H

#include "lower/lower_ctx.h"

/* At the end of the module: `__test__`, unless the module has one of its own. */
void lower_doctest_dict(Lower *lw);

#endif
