/* slice.h: x[a:b] of any object. */
#ifndef KR_SLICE_H
#define KR_SLICE_H

#include "kr/object.h"

/* Bounds as objects; NULL: left out. */
KR_FN PyObject *kr_getslice(PyObject *x, PyObject *start, PyObject *stop);
KR_FN int kr_setslice(PyObject *x, PyObject *start, PyObject *stop, PyObject *value);
#define kr_delslice(x, start, stop) kr_setslice((x), (start), (stop), NULL)
KR_FN PyObject *kr_getslice_step(PyObject *x, PyObject *start, PyObject *stop, PyObject *step);
/* Bounds as C integers; left out: 0, PY_SSIZE_T_MAX. */
KR_FN PyObject *kr_getslice_int(PyObject *x, Py_ssize_t start, Py_ssize_t stop);
KR_FN int kr_setslice_int(PyObject *x, Py_ssize_t start, Py_ssize_t stop, PyObject *value);
#define kr_delslice_int(x, start, stop) kr_setslice_int((x), (start), (stop), NULL)

/* see take.h */
KR_TAKES_ONN(PyObject *, NULL, kr_getslice_int, Py_ssize_t, Py_ssize_t)
KR_TAKES_NOO(PyObject *, NULL, kr_getslice, PyObject *)
#define KR_SETSLICE_PARAMS (PyObject *x, PyObject *start, PyObject *stop, PyObject *value)
KR_TAKING_1(int, kr_setslice_take3, -1, KR_SETSLICE_PARAMS, kr_setslice(x, start, stop, value), stop)
KR_TAKING_1(int, kr_setslice_take4, -1, KR_SETSLICE_PARAMS, kr_setslice(x, start, stop, value), value)
KR_TAKING_2(int, kr_setslice_take34, -1, KR_SETSLICE_PARAMS, kr_setslice(x, start, stop, value), stop, value)

#endif
