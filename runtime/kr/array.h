/* array.h: memory with a shape as a Python object: cython.view.array, and what a pointer or C array becomes when it
 * is cast to a typed memoryview. */
#ifndef KR_ARRAY_H
#define KR_ARRAY_H

#include "kr/core.h"

typedef struct KrArray {
    PyObject_HEAD
    char *data;
    Py_ssize_t len; /* in bytes */
    char *format;   /* of `format_bytes` */
    int ndim;
    Py_ssize_t *shape, *strides; /* one block */
    Py_ssize_t itemsize;
    PyObject *mode, *format_bytes; /* "c" or "fortran" */
    void (*callback_free_data)(void *data);
    int free_data;       /* data is PyMem_RawMalloc's */
    int dtype_is_object; /* items are references */
    PyObject *weakrefs;
} KrArray;

/* cython.view.array; borrowed. NULL and an exception. */
KR_FN PyObject *kr_array_type(void);
#define KR_ARRAY_TYPE (*kr_array_class())
KR_FN PyTypeObject *kr_array_class(void); /* never NULL */
/* New array over memory that someone else owns, in C or Fortran order. `shape`: tuple of int; ValueError unless all are
 * positive. */
/* New str: the letter of module struct for a number of `size` bytes; NULL with an exception. */
KR_FN PyObject *kr_item_format(int is_float, size_t size, int is_signed);
KR_FN PyObject *kr_array_wrap(const void *data, PyObject *shape, Py_ssize_t itemsize, PyObject *format, int fortran);
/* New array with memory of its own. */
KR_FN PyObject *kr_array_new(PyObject *shape, Py_ssize_t itemsize, PyObject *format, int fortran);

#endif
