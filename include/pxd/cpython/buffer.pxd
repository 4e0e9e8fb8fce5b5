# cpython.buffer. Source: Python/C API, "Buffer Protocol". Py_buffer is a word of the language.
cdef extern from "Python.h":
    enum:
        PyBUF_SIMPLE
        PyBUF_WRITABLE
        PyBUF_FORMAT
        PyBUF_ND
        PyBUF_STRIDES
        PyBUF_C_CONTIGUOUS
        PyBUF_F_CONTIGUOUS
        PyBUF_ANY_CONTIGUOUS
        PyBUF_INDIRECT
        PyBUF_CONTIG
        PyBUF_CONTIG_RO
        PyBUF_STRIDED
        PyBUF_STRIDED_RO
        PyBUF_RECORDS
        PyBUF_RECORDS_RO
        PyBUF_FULL
        PyBUF_FULL_RO
        PyBUF_READ
        PyBUF_WRITE
        PyBUF_WRITEABLE "PyBUF_WRITABLE"

    bint PyObject_CheckBuffer(object o)
    int PyObject_GetBuffer(object o, Py_buffer *view, int flags) except -1
    void PyBuffer_Release(Py_buffer *view)
    void *PyBuffer_GetPointer(Py_buffer *view, Py_ssize_t *indices)
    Py_ssize_t PyBuffer_SizeFromFormat(const char *format) except -1
    int PyBuffer_ToContiguous(void *target, Py_buffer *view, Py_ssize_t size, char order)
    int PyBuffer_FromContiguous(Py_buffer *view, void *source, Py_ssize_t size, char order)
    int PyObject_CopyData(object target, object source) except -1
    bint PyBuffer_IsContiguous(Py_buffer *view, char order)
    void PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape, Py_ssize_t *strides, Py_ssize_t item_size,
                                        char order)
    int PyBuffer_FillInfo(Py_buffer *view, object exporter, void *block, Py_ssize_t size, int readonly,
                          int flags) except -1
