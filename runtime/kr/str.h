/* str.h: strings of exact type, and characters (Py_UCS4). */
#ifndef KR_STR_H
#define KR_STR_H

#include "kr/object.h"

/* Python's indexing. A character, or (Py_UCS4)-1 and IndexError; as a string of one character, or NULL. */
KR_FN Py_UCS4 kr_str_char(PyObject *str, Py_ssize_t index);
KR_FN PyObject *kr_str_item(PyObject *str, Py_ssize_t index);
/* Index known to be in range. */
#define kr_str_at(str, index) PyUnicode_READ_CHAR((str), (index))
/* How the characters lie, where, and one of them: for loops over a string. */
#define kr_str_kind(str) ((int)PyUnicode_KIND(str))
#define kr_str_data(str) ((void *)PyUnicode_DATA(str))
#define kr_str_read(kind, data, index)                                                             \
    ((Py_UCS4)((kind) == 1   ? ((const Py_UCS1 *)(data))[index]                                    \
               : (kind) == 2 ? ((const Py_UCS2 *)(data))[index]                                    \
                             : ((const Py_UCS4 *)(data))[index]))
KR_FN PyObject *kr_str_slice(PyObject *str, Py_ssize_t start, Py_ssize_t stop);

/* Accept any objects and then do what Python does. */
KR_FN PyObject *kr_str_add(PyObject *left, PyObject *right);
KR_FN PyObject *kr_str_iadd(PyObject *left, PyObject *right);
/* The same of *left, for a variable that is set to the result next: a string that only it holds grows in place. */
KR_FN PyObject *kr_str_append(PyObject **left, PyObject *right);
KR_FN int kr_str_eq(PyObject *left, PyObject *right);
KR_FN int kr_str_ne(PyObject *left, PyObject *right);
KR_FN PyObject *kr_str_mod(PyObject *format, PyObject *args);

/* `part in str`; TypeError when part is not a string. */
KR_FN int kr_str_has(PyObject *part, PyObject *str);
KR_FN int kr_str_has_char(Py_UCS4 c, PyObject *str);
KR_FN int kr_str_startswith(PyObject *str, PyObject *prefix);
KR_FN int kr_str_endswith(PyObject *str, PyObject *suffix);
/* -1: not found (no exception) or an exception. */
KR_FN Py_ssize_t kr_str_find(PyObject *str, PyObject *part);
KR_FN Py_ssize_t kr_str_rfind(PyObject *str, PyObject *part);
KR_FN Py_ssize_t kr_str_count(PyObject *str, PyObject *part);
KR_FN PyObject *kr_str_replace(PyObject *str, PyObject *old, PyObject *by);
#define kr_str_split(str) PyUnicode_Split((str), NULL, -1)
KR_FN PyObject *kr_str_split_by(PyObject *str, PyObject *separator);
#define kr_str_splitlines(str) PyUnicode_Splitlines((str), 0)
/* `count` strings joined; they are borrowed. */
KR_FN PyObject *kr_str_of(Py_ssize_t count, PyObject *const *parts);
#define kr_str_new() PyUnicode_FromStringAndSize("", 0)
/* The string that the unicode-escape text `text` of `len` bytes stands for. */
#define kr_str_unescape(text, len) PyUnicode_DecodeUnicodeEscape((text), (len), NULL)

/* str(x), repr(x) */
KR_INLINE PyObject *kr_str(PyObject *x)
{
    return PyUnicode_CheckExact(x) ? Py_NewRef(x) : PyObject_Str(x);
}
#define kr_repr(x) PyObject_Repr(x)

/* encode and decode by codecs that C has functions for; `errors` may be NULL. kr_decode_as: of bytes or a bytearray of
 * exact type; kr_text_decode_as: part of C text, as of kr_bytes_of_cstr. */
enum { KR_CODEC_UTF8, KR_CODEC_ASCII, KR_CODEC_LATIN1 };
KR_FN PyObject *kr_encode_as(PyObject *str, int codec, const char *errors);
KR_FN PyObject *kr_decode_as(PyObject *bytes, int codec, const char *errors);
KR_FN PyObject *kr_text_decode_as(const char *text, Py_ssize_t start, Py_ssize_t stop, int codec, const char *errors);

/* ord of a string or bytes object of length 1; -1 and TypeError. chr: ValueError. */
KR_FN long kr_ord(PyObject *x);
KR_FN long kr_ord_of(PyObject *x); /* ValueError for a text of another length */
KR_FN PyObject *kr_chr(long code);
KR_FN PyObject *kr_chr_object(PyObject *x);
/* From a string of one character or an int; (Py_UCS4)-1 and an exception. */
KR_FN Py_UCS4 kr_unbox_ucs4(PyObject *x);
KR_FN Py_UCS4 kr_unbox_unicode(PyObject *x); /* errors speak of Py_UNICODE */

/* Accepts None: false. */
#define kr_truth_str(x) ((x) != Py_None && PyUnicode_GET_LENGTH(x) != 0)

/* see take.h */
KR_TAKES_OO(PyObject *, NULL, kr_str_add)
KR_TAKES_OO(PyObject *, NULL, kr_str_iadd)

#endif
