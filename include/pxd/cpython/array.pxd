# cpython.array: array.array with its memory, for C code. Source: library reference, `array`; Modules/arraymodule.c
# for what an array object is; Cython user guide, "Working with Python arrays".
cdef extern from "kr/pyarray.h":
    ctypedef struct arraydescr "KrPyArrayDescr":
        char typecode
        int itemsize
    ctypedef union array_data "KrPyArrayData":
        float *as_floats
        double *as_doubles
        int *as_ints
        unsigned int *as_uints
        unsigned char *as_uchars
        signed char *as_schars
        char *as_chars
        unsigned long *as_ulongs
        long *as_longs
        unsigned long long *as_ulonglongs
        long long *as_longlongs
        short *as_shorts
        unsigned short *as_ushorts
        Py_UCS4 *as_pyunicodes
        void *as_voidptr
    ctypedef class array.array [object KrPyArray]:
        cdef __cythonbufferdefaults__ = {"ndim": 1, "mode": "c"}
        cdef Py_ssize_t ob_size
        cdef array_data data
        cdef arraydescr *ob_descr

    # a new array of the type of another one; the items are zero, or whatever was there
    array clone "kr_pyarray_clone"(object template, Py_ssize_t length, bint zero)
    array copy "kr_pyarray_copy"(object self)
    # to exactly n items; resize_smart: with room for more
    int resize "kr_pyarray_resize"(object self, Py_ssize_t n) except -1
    int resize_smart "kr_pyarray_resize_smart"(object self, Py_ssize_t n) except -1
    # appends n items, or those of another array of the same type
    int extend_buffer "kr_pyarray_extend_buffer"(object self, char *stuff, Py_ssize_t n) except -1
    int extend "kr_pyarray_extend"(object self, object other) except -1
    void zero "kr_pyarray_zero"(object self)
