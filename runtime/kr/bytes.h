/* bytes.h: bytes of exact type, and C strings. Items are C ints 0 to 255. */
#ifndef KR_BYTES_H
#define KR_BYTES_H

#include "kr/object.h"

/* Index known to be in range. */
#define kr_bytes_at(bytes, index) ((int)(unsigned char)PyBytes_AS_STRING(bytes)[index])
/* Python's indexing; -1 and IndexError. */
KR_INLINE int kr_bytes_char(PyObject *bytes, Py_ssize_t index)
{
    Py_ssize_t len = PyBytes_GET_SIZE(bytes);
    if (index < 0)
        index += len;
    return KR_OUTSIDE(index, len) ? kr_raise_index(KR_INDEX_STR, 0) : kr_bytes_at(bytes, index);
}

KR_INLINE int kr_bytes_item(PyObject *bytes, Py_ssize_t index)
{
    Py_ssize_t len = PyBytes_GET_SIZE(bytes);
    if (index < 0)
        index += len;
    return KR_OUTSIDE(index, len) ? kr_raise_index_nogil(KR_INDEX_BYTES, 0) : kr_bytes_at(bytes, index);
}

KR_FN PyObject *kr_bytes_slice(PyObject *bytes, Py_ssize_t start, Py_ssize_t stop);
/* Accept any objects and then do what Python does. */
KR_FN PyObject *kr_bytes_add(PyObject *left, PyObject *right);
KR_FN int kr_bytes_eq(PyObject *left, PyObject *right);
KR_FN int kr_bytes_ne(PyObject *left, PyObject *right);
/* decode() as UTF-8 */
KR_FN PyObject *kr_bytes_decode(PyObject *bytes);
/* bytes(x) */
KR_FN PyObject *kr_bytes_from(PyObject *x);
/* Characters before the first zero of an array of `size`; all of them when there is none. */
KR_FN Py_ssize_t kr_chars_len(const void *text, Py_ssize_t size);
/* Characters start to stop of a C string, which count from its start; stop PY_SSIZE_T_MAX: up to its NUL. */
KR_FN PyObject *kr_bytes_of_cstr(const char *text, Py_ssize_t start, Py_ssize_t stop);
/* Is there a character in it? No for NULL. */
KR_INLINE int kr_cstr_truth(const void *text) { return text && *(const char *)text; }
/* Characters before the NUL of a string of any kind of char. */
#define kr_cstr_len(text) ((Py_ssize_t)strlen((const char *)(text)))
/* The same in an encoding, and as a bytearray. */
KR_FN PyObject *kr_str_of_text(const char *text, Py_ssize_t start, Py_ssize_t stop, const char *encoding);
KR_FN PyObject *kr_bytearray_of_text(const char *text, Py_ssize_t start, Py_ssize_t stop);
/* One character; OverflowError when it is no byte. */
#define kr_bytes_of_char(c) kr_bytes_of_code((long long)(c), (c) > 0)
KR_FN PyObject *kr_bytes_of_code(long long code, int positive);
/* The characters of a str ("utf-8" or "ascii"), bytes or bytearray object; NULL and an error. */
KR_FN void *kr_unbox_text(PyObject *x, const char *encoding);
/* The characters of a bytes or bytearray object, valid as long as it lives unchanged; NULL and TypeError. */
KR_FN void *kr_unbox_cstr_slow(PyObject *x);
KR_INLINE void *kr_unbox_cstr(PyObject *x) /* characters of any signedness */
{
    return KR_LIKELY(PyBytes_CheckExact(x)) ? (void *)PyBytes_AS_STRING(x) : kr_unbox_cstr_slow(x);
}

/* Accepts None: false. */
#define kr_truth_bytes(x) ((x) != Py_None && PyBytes_GET_SIZE(x) != 0)

#endif
