/* carray.h: what C arrays need of the runtime: the cold side of filling them. */
#ifndef KR_CARRAY_H
#define KR_CARRAY_H

#include "kr/core.h"

/* ValueError and -1: `given` items for `wanted` places. Works without the GIL. */
KR_FN int kr_raise_fill(Py_ssize_t given, Py_ssize_t wanted);
#define kr_fill_check(given, wanted) ((given) == (wanted) ? 0 : kr_raise_fill(given, wanted))

/* The items of an iterable that fills a C array of `count` items; IndexError when there are more or fewer. */
KR_FN PyObject *kr_array_items(PyObject *iterable, Py_ssize_t count);

/* Which of `names` (a tuple) is the one key of the mapping that fills a union; -1 and ValueError. */
KR_FN int kr_union_field(PyObject *mapping, PyObject *names);
/* The items of a sequence that fills a C tuple of `count` items; TypeError when it has another length. */
KR_FN PyObject *kr_ctuple_items(PyObject *sequence, Py_ssize_t count);

#endif
