/* builtin.h: builtin functions. */
#ifndef KR_BUILTIN_H
#define KR_BUILTIN_H

#include "kr/object.h"

/* print(items...): to sys.stdout. */
KR_FN int kr_print(Py_ssize_t count, PyObject *const *items);
#define kr_type(x) Py_NewRef((PyObject *)Py_TYPE(x))
#define kr_len(x) PyObject_Size(x)
/* int(x), float(x) as a C double */
KR_FN PyObject *kr_int_of(PyObject *x);
KR_FN double kr_float_of_f64(PyObject *x);
#define kr_bin(x) PyNumber_ToBase((x), 2)
#define kr_oct(x) PyNumber_ToBase((x), 8)
#define kr_hex(x) PyNumber_ToBase((x), 16)
/* min and max of two objects (the first when they compare equal), and of the items of an iterable */
KR_FN PyObject *kr_min_two(PyObject *a, PyObject *b);
KR_FN PyObject *kr_max_two(PyObject *a, PyObject *b);
KR_FN PyObject *kr_min_of(PyObject *items);
KR_FN PyObject *kr_max_of(PyObject *items);
KR_FN PyObject *kr_sum(PyObject *items);
KR_FN int kr_any(PyObject *items);
KR_FN int kr_all(PyObject *items);

/* next(x), next(x, otherwise): `otherwise` NULL where it is not given. `unquoted`: the TypeError says int, not 'int'. */
KR_FN PyObject *kr_next_of(PyObject *iterator, PyObject *otherwise, int unquoted);

/* see take.h */
KR_TAKES_O(PyObject *, NULL, kr_int_of)
KR_TAKES_O(Py_ssize_t, -1, kr_len)

#endif
