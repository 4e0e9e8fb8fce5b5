/* pyarray.h: objects of array.array, as their module lays them out; include/pxd/cpython/array.pxd. */
#ifndef KR_PYARRAY_H
#define KR_PYARRAY_H

#include "kr/core.h"

typedef union KrPyArrayData {
    char *as_chars;
    float *as_floats;
    double *as_doubles;
    int *as_ints;
    unsigned int *as_uints;
    unsigned char *as_uchars;
    signed char *as_schars;
    unsigned long *as_ulongs;
    long *as_longs;
    unsigned long long *as_ulonglongs;
    long long *as_longlongs;
    short *as_shorts;
    unsigned short *as_ushorts;
    Py_UCS4 *as_pyunicodes;
    void *as_voidptr;
} KrPyArrayData;

typedef struct KrPyArrayDescr {
    char typecode;
    int itemsize;
} KrPyArrayDescr;

/* Source: CPython, Modules/arraymodule.c, struct arrayobject (3.9 to 3.14). */
typedef struct KrPyArray {
    PyObject_HEAD
    Py_ssize_t ob_size;
    KrPyArrayData data;
    Py_ssize_t allocated;
    KrPyArrayDescr *ob_descr;
    PyObject *weakreflist;
    Py_ssize_t ob_exports;
} KrPyArray;

/* New array of the type of another one, with `length` items: zero, or whatever is there. */
KR_FN PyObject *kr_pyarray_clone(PyObject *other, Py_ssize_t length, int zero);
KR_FN PyObject *kr_pyarray_copy(PyObject *self);
/* To n items: exactly, or with room for more. 0, or -1 and MemoryError or, while a buffer of it is used, BufferError. */
KR_FN int kr_pyarray_resize(PyObject *self, Py_ssize_t n);
KR_FN int kr_pyarray_resize_smart(PyObject *self, Py_ssize_t n);
/* Appends n items from memory, or those of another array: TypeError when it has another type. 0 or -1. */
KR_FN int kr_pyarray_extend_buffer(PyObject *self, const char *items, Py_ssize_t n);
KR_FN int kr_pyarray_extend(PyObject *self, PyObject *other);
KR_FN void kr_pyarray_zero(PyObject *self);

#endif
