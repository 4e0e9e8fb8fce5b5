# cython.view.array, memory with a shape; the axes and the type of view objects are the compiler's (sema/magic.c).
# Source: Cython user guide, "Typed memoryviews", "Cython arrays".
cdef extern from "kr/array.h":
    ctypedef class cython.view.array [object KrArray, type KR_ARRAY_TYPE]:
        cdef char *data
        cdef Py_ssize_t len
        cdef char *format
        cdef int ndim
        cdef Py_ssize_t *_shape "shape"
        cdef Py_ssize_t *_strides "strides"
        cdef Py_ssize_t itemsize
        cdef void (*callback_free_data)(void *data) noexcept
        cdef object mode
        cdef bint free_data
        cdef bint dtype_is_object
