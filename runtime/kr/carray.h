/* carray.h: what C arrays need of the runtime: the cold side of filling them. */
#ifndef KR_CARRAY_H
#define KR_CARRAY_H

#include "kr/core.h"

/* ValueError and -1: `given` items for `wanted` places. Works without the GIL. */
KR_FN int kr_raise_fill(Py_ssize_t given, Py_ssize_t wanted);
#define kr_fill_check(given, wanted) ((given) == (wanted) ? 0 : kr_raise_fill(given, wanted))

#endif
