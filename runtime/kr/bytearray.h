/* bytearray.h: bytearrays of exact type. Items are C ints 0 to 255. */
#ifndef KR_BYTEARRAY_H
#define KR_BYTEARRAY_H

#include "kr/object.h"

/* Python's indexing; -1 and IndexError. */
KR_FN int kr_bytearray_item(PyObject *array, Py_ssize_t index);
/* 0, or -1 and IndexError or ValueError "byte must be in range(0, 256)". */
KR_FN int kr_bytearray_set(PyObject *array, Py_ssize_t index, long value);
KR_FN int kr_bytearray_append(PyObject *array, long value);

#endif
