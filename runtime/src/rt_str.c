/* rt_str.c: strings, bytes, bytearrays, C strings and slices; see kr/str.h, kr/bytes.h, kr/bytearray.h, kr/slice.h. */
#include "kr/bytearray.h"
#include "kr/bytes.h"
#include "kr/num.h"
#include "kr/slice.h"
#include "kr/str.h"
#include <string.h>

/* Python's meaning of slice bounds for something of length `len`. */
static void clip_part(Py_ssize_t len, Py_ssize_t *start, Py_ssize_t *stop)
{
    Py_ssize_t unused = PySlice_AdjustIndices(len, start, stop, 1);
    (void)unused;
    if (*stop < *start)
        *stop = *start;
}

/* ---- characters ------------------------------------------------------------------------------ */

static int make_ready(PyObject *str)
{
    (void)str;
    PyGILState_STATE gil = PyGILState_Ensure();
    int status = KR_STR_READY(str);
    PyGILState_Release(gil);
    return status;
}

/* Also without the GIL. */
Py_UCS4 kr_str_char(PyObject *str, Py_ssize_t index)
{
    if (!KR_STR_IS_READY(str) && make_ready(str) < 0)
        return (Py_UCS4)-1;
    Py_ssize_t len = PyUnicode_GET_LENGTH(str);
    if (index < 0)
        index += len;
    if (KR_OUTSIDE(index, len))
        return (Py_UCS4)kr_raise_index_nogil(KR_INDEX_STR, 0);
    return PyUnicode_READ_CHAR(str, index);
}

PyObject *kr_str_item(PyObject *str, Py_ssize_t index)
{
    if (KR_LIKELY(KR_STR_IS_READY(str) && PyUnicode_KIND(str) == PyUnicode_1BYTE_KIND &&
                  (size_t)index < (size_t)PyUnicode_GET_LENGTH(str)))
        return PyUnicode_FromOrdinal(PyUnicode_1BYTE_DATA(str)[index]);
    Py_UCS4 c = kr_str_char(str, index);
    return c == (Py_UCS4)-1 ? NULL : PyUnicode_FromOrdinal((int)c);
}

PyObject *kr_str_slice(PyObject *str, Py_ssize_t start, Py_ssize_t stop)
{
    if (KR_STR_READY(str) < 0)
        return NULL;
    clip_part(PyUnicode_GET_LENGTH(str), &start, &stop);
    return PyUnicode_Substring(str, start, stop);
}

long kr_ord(PyObject *x)
{
    Py_ssize_t len;
    if (PyUnicode_Check(x)) {
        len = PyUnicode_GetLength(x);
        if (len == 1)
            return (long)PyUnicode_READ_CHAR(x, 0);
    } else if (PyBytes_Check(x)) {
        len = PyBytes_GET_SIZE(x);
        if (len == 1)
            return (unsigned char)*PyBytes_AS_STRING(x);
    } else if (PyByteArray_Check(x)) {
        len = PyByteArray_GET_SIZE(x);
        if (len == 1)
            return (unsigned char)*PyByteArray_AS_STRING(x);
    } else {
        PyErr_Format(PyExc_TypeError, "ord() expected string of length 1, but %.200s found", Py_TYPE(x)->tp_name);
        return -1;
    }
    PyErr_Format(PyExc_TypeError, "ord() expected a character, but string of length %zd found", len);
    return -1;
}

long kr_ord_of(PyObject *x)
{
    int is_text = PyUnicode_Check(x) || PyBytes_Check(x) || PyByteArray_Check(x);
    Py_ssize_t len = is_text ? PyObject_Length(x) : 1;
    if (len == 1)
        return kr_ord(x);
    if (len >= 0)
        PyErr_Format(PyExc_ValueError, "only single character unicode strings can be converted to Py_UCS4, got length %zd",
                     len);
    return -1;
}

PyObject *kr_chr(long code)
{
    if (code >= 0 && code <= 0x10ffff)
        return PyUnicode_FromOrdinal((int)code);
    PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)");
    return NULL;
}

PyObject *kr_chr_object(PyObject *x)
{
    if (KR_LIKELY(KR_INT_IS_SMALL(x)) && KR_INT_COMPACT(x) >= 0 && KR_INT_COMPACT(x) <= 0x10ffff)
        return PyUnicode_FromOrdinal((int)KR_INT_COMPACT(x));
    PyObject *function = kr_builtin_find("chr");
    PyObject *result = function ? PyObject_CallOneArg(function, x) : NULL;
    Py_XDECREF(function);
    return result;
}

static Py_UCS4 unbox_character(PyObject *x, const char *type)
{
    if (PyUnicode_Check(x)) {
        Py_ssize_t len = PyUnicode_GetLength(x);
        if (len == 1)
            return PyUnicode_READ_CHAR(x, 0);
        if (len >= 0)
            PyErr_Format(PyExc_ValueError,
                         "only single character unicode strings can be converted to %s, got length %zd", type, len);
        return (Py_UCS4)-1;
    }
    return (Py_UCS4)kr_unbox_unsigned(x, 0x10ffff, type);
}

Py_UCS4 kr_unbox_ucs4(PyObject *x)
{
    return unbox_character(x, "Py_UCS4");
}

Py_UCS4 kr_unbox_unicode(PyObject *x)
{
    return unbox_character(x, "Py_UNICODE");
}

/* ---- strings --------------------------------------------------------------------------------- */

PyObject *kr_str_add(PyObject *left, PyObject *right)
{
    if (PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right))
        return PyUnicode_Concat(left, right);
    return PyNumber_Add(left, right);
}

PyObject *kr_str_iadd(PyObject *left, PyObject *right)
{
    if (PyUnicode_CheckExact(left) && PyUnicode_CheckExact(right))
        return PyUnicode_Concat(left, right);
    return PyNumber_InPlaceAdd(left, right);
}

/* Can `right` be written behind the text of `left`, in the bytes that its characters have? */
static int can_grow(PyObject *left, PyObject *right)
{
    int is_wide_enough = PyUnicode_KIND(left) >= PyUnicode_KIND(right) &&
                         (!PyUnicode_IS_ASCII(left) || PyUnicode_IS_ASCII(right));
    return is_wide_enough && left != right && Py_REFCNT(left) == 1 && PyUnicode_GET_LENGTH(left) &&
           PyUnicode_GET_LENGTH(right) < PY_SSIZE_T_MAX - PyUnicode_GET_LENGTH(left);
}

/* PyUnicode_Append would take the old text away when memory runs out. */
PyObject *kr_str_append(PyObject **left, PyObject *right)
{
    if (!PyUnicode_CheckExact(*left) || !PyUnicode_CheckExact(right) || !can_grow(*left, right))
        return kr_str_iadd(*left, right);
    Py_ssize_t length = PyUnicode_GET_LENGTH(*left), added = PyUnicode_GET_LENGTH(right);
    if (PyUnicode_Resize(left, length + added) < 0)
        return NULL;
    PyUnicode_CopyCharacters(*left, length, right, 0, added); /* which cannot fail: the text is new, and has the room */
    return Py_NewRef(*left);
}

static int compare_equal(PyObject *left, PyObject *right, int code)
{
    PyObject *result = PyObject_RichCompare(left, right, code);
    int truth = result ? kr_truth(result) : -1;
    Py_XDECREF(result);
    return truth;
}

int kr_str_eq(PyObject *left, PyObject *right)
{
    return left == right ? 1 : compare_equal(left, right, Py_EQ);
}

int kr_str_ne(PyObject *left, PyObject *right)
{
    return left == right ? 0 : compare_equal(left, right, Py_NE);
}

PyObject *kr_str_mod(PyObject *format, PyObject *args)
{
    if (PyUnicode_CheckExact(format) && (PyUnicode_CheckExact(args) || !PyUnicode_Check(args)))
        return PyUnicode_Format(format, args);
    PyObject *text = PyNumber_Remainder(format, args); /* perhaps of its own __rmod__() */
    if (text && text != Py_None && !PyUnicode_CheckExact(text)) {
        PyErr_Format(PyExc_TypeError, "Expected str, got %.200s", Py_TYPE(text)->tp_name);
        Py_CLEAR(text);
    }
    return text;
}

int kr_str_has_char(Py_UCS4 c, PyObject *str)
{
    Py_ssize_t len = PyUnicode_GetLength(str);
    Py_ssize_t at = len < 0 ? -2 : PyUnicode_FindChar(str, c, 0, len, 1);
    return at == -2 ? -1 : at >= 0;
}

static int match_tail(PyObject *str, PyObject *part, int direction)
{
    Py_ssize_t found = PyUnicode_Tailmatch(str, part, 0, PY_SSIZE_T_MAX, direction);
    return found < 0 ? -1 : found != 0;
}

int kr_str_startswith(PyObject *str, PyObject *prefix)
{
    return match_tail(str, prefix, -1);
}

int kr_str_endswith(PyObject *str, PyObject *suffix)
{
    return match_tail(str, suffix, 1);
}

static Py_ssize_t find_part(PyObject *str, PyObject *part, int direction)
{
    Py_ssize_t at = PyUnicode_Find(str, part, 0, PY_SSIZE_T_MAX, direction);
    return at < 0 ? -1 : at;
}

Py_ssize_t kr_str_find(PyObject *str, PyObject *part)
{
    return find_part(str, part, 1);
}

Py_ssize_t kr_str_rfind(PyObject *str, PyObject *part)
{
    return find_part(str, part, -1);
}

Py_ssize_t kr_str_count(PyObject *str, PyObject *part)
{
    return PyUnicode_Count(str, part, 0, PY_SSIZE_T_MAX);
}

PyObject *kr_str_replace(PyObject *str, PyObject *old, PyObject *by)
{
    return PyUnicode_Replace(str, old, by, -1);
}

PyObject *kr_str_split_by(PyObject *str, PyObject *separator)
{
    return PyUnicode_Split(str, separator == Py_None ? NULL : separator, -1);
}

/* Length and widest character of all parts; -1 and an exception. */
static Py_ssize_t measure_parts(Py_ssize_t count, PyObject *const *parts, Py_UCS4 *widest)
{
    Py_ssize_t total = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!PyUnicode_Check(parts[i]) || KR_STR_READY(parts[i]) < 0) {
            PyErr_Format(PyExc_TypeError, "expected str, got %.200s", Py_TYPE(parts[i])->tp_name);
            return -1;
        }
        Py_ssize_t len = PyUnicode_GET_LENGTH(parts[i]);
        Py_UCS4 max = PyUnicode_MAX_CHAR_VALUE(parts[i]);
        if (len > PY_SSIZE_T_MAX - total) {
            PyErr_SetString(PyExc_OverflowError, "joined string is too long");
            return -1;
        }
        total += len;
        *widest = max > *widest ? max : *widest;
    }
    return total;
}

PyObject *kr_str_of(Py_ssize_t count, PyObject *const *parts)
{
    Py_UCS4 widest = 127;
    Py_ssize_t total = measure_parts(count, parts, &widest);
    PyObject *str = total < 0 ? NULL : PyUnicode_New(total, widest);
    Py_ssize_t at = 0;
    for (Py_ssize_t i = 0; str && i < count; i++) {
        Py_ssize_t len = PyUnicode_GET_LENGTH(parts[i]);
        if (PyUnicode_KIND(parts[i]) == PyUnicode_KIND(str))
            memcpy((char *)PyUnicode_DATA(str) + at * (Py_ssize_t)PyUnicode_KIND(str), PyUnicode_DATA(parts[i]),
                   (size_t)len * (size_t)PyUnicode_KIND(str));
        else if (PyUnicode_CopyCharacters(str, at, parts[i], 0, len) < 0)
            Py_CLEAR(str);
        at += len;
    }
    return str;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

PyObject *kr_bytes_slice(PyObject *bytes, Py_ssize_t start, Py_ssize_t stop)
{
    clip_part(PyBytes_GET_SIZE(bytes), &start, &stop);
    if (start == 0 && stop == PyBytes_GET_SIZE(bytes))
        return Py_NewRef(bytes);
    return PyBytes_FromStringAndSize(PyBytes_AS_STRING(bytes) + start, stop - start);
}

PyObject *kr_bytes_add(PyObject *left, PyObject *right)
{
    return PySequence_Check(left) ? PySequence_Concat(left, right) : PyNumber_Add(left, right);
}

int kr_bytes_eq(PyObject *left, PyObject *right)
{
    return left == right ? 1 : compare_equal(left, right, Py_EQ);
}

int kr_bytes_ne(PyObject *left, PyObject *right)
{
    return left == right ? 0 : compare_equal(left, right, Py_NE);
}

PyObject *kr_bytes_decode(PyObject *bytes)
{
    return PyUnicode_DecodeUTF8(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), NULL);
}

PyObject *kr_bytes_from(PyObject *x)
{
    return PyObject_CallOneArg((PyObject *)&PyBytes_Type, x);
}

/* Makes the bounds count from the start of the C string. */
static void clip_cstr(const char *text, Py_ssize_t *start, Py_ssize_t *stop)
{
    if (*start < 0 || *stop < 0 || *stop == PY_SSIZE_T_MAX)
        clip_part((Py_ssize_t)strlen(text), start, stop);
    else if (*stop < *start)
        *stop = *start;
}

Py_ssize_t kr_chars_len(const void *text, Py_ssize_t size)
{
    const char *end = memchr(text, 0, (size_t)size);
    return end ? end - (const char *)text : size;
}

PyObject *kr_bytes_of_cstr(const char *text, Py_ssize_t start, Py_ssize_t stop)
{
    clip_cstr(text, &start, &stop);
    return PyBytes_FromStringAndSize(text + start, stop - start);
}

PyObject *kr_str_of_text(const char *text, Py_ssize_t start, Py_ssize_t stop, const char *encoding)
{
    clip_cstr(text, &start, &stop);
    return PyUnicode_Decode(text + start, stop - start, encoding, NULL);
}

PyObject *kr_encode_as(PyObject *str, int codec, const char *errors)
{
    static const char *const names[] = {"utf-8", "ascii", "latin-1"};
    if (errors)
        return PyUnicode_AsEncodedString(str, names[codec], errors);
    return codec == KR_CODEC_UTF8    ? PyUnicode_AsUTF8String(str)
           : codec == KR_CODEC_ASCII ? PyUnicode_AsASCIIString(str)
                                     : PyUnicode_AsLatin1String(str);
}

static PyObject *decode_as(const char *text, Py_ssize_t len, int codec, const char *errors)
{
    return codec == KR_CODEC_UTF8    ? PyUnicode_DecodeUTF8(text, len, errors)
           : codec == KR_CODEC_ASCII ? PyUnicode_DecodeASCII(text, len, errors)
                                     : PyUnicode_DecodeLatin1(text, len, errors);
}

PyObject *kr_decode_as(PyObject *bytes, int codec, const char *errors)
{
    if (PyBytes_CheckExact(bytes))
        return decode_as(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), codec, errors);
    Py_buffer view; /* a handler of errors may look at a bytearray, which keeps its size for that long */
    if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    PyObject *str = decode_as(view.buf, view.len, codec, errors);
    PyBuffer_Release(&view);
    return str;
}

PyObject *kr_text_decode_as(const char *text, Py_ssize_t start, Py_ssize_t stop, int codec, const char *errors)
{
    clip_cstr(text, &start, &stop);
    return decode_as(text + start, stop - start, codec, errors);
}

PyObject *kr_bytearray_of_text(const char *text, Py_ssize_t start, Py_ssize_t stop)
{
    clip_cstr(text, &start, &stop);
    return PyByteArray_FromStringAndSize(text + start, stop - start);
}

PyObject *kr_bytes_of_code(long long code, int positive)
{
    char c = (char)code;
    if (code > UCHAR_MAX || code < CHAR_MIN || (code < 0 && positive)) {
        PyErr_SetString(PyExc_OverflowError, "value too large to pack into a byte");
        return NULL;
    }
    return PyBytes_FromStringAndSize(&c, 1);
}

void *kr_unbox_text(PyObject *x, const char *encoding)
{
    if (!PyUnicode_Check(x))
        return kr_unbox_cstr(x);
    if (strcmp(encoding, "ascii") == 0 && !PyUnicode_IS_ASCII(x)) {
        PyObject *bytes = PyUnicode_AsASCIIString(x); /* raises */
        Py_XDECREF(bytes);
        return NULL;
    }
    return (char *)(uintptr_t)PyUnicode_AsUTF8(x);
}

void *kr_unbox_cstr_slow(PyObject *x)
{
    if (PyByteArray_Check(x))
        return PyByteArray_AS_STRING(x);
    if (PyBytes_Check(x))
        return PyBytes_AS_STRING(x);
    PyErr_Format(PyExc_TypeError, "expected bytes, %.200s found", Py_TYPE(x)->tp_name);
    return NULL;
}

int kr_bytearray_item(PyObject *array, Py_ssize_t index)
{
    Py_ssize_t len = PyByteArray_GET_SIZE(array);
    if (index < 0)
        index += len;
    if (KR_OUTSIDE(index, len))
        return kr_raise_index_nogil(KR_INDEX_BYTEARRAY, 0);
    return (unsigned char)PyByteArray_AS_STRING(array)[index];
}

static int is_byte(long value)
{
    if (value >= 0 && value <= 255)
        return 1;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
    PyGILState_Release(gil);
    return 0;
}

int kr_bytearray_set(PyObject *array, Py_ssize_t index, long value)
{
    Py_ssize_t len = PyByteArray_GET_SIZE(array);
    if (index < 0)
        index += len;
    if (KR_OUTSIDE(index, len))
        return kr_raise_index_nogil(KR_INDEX_BYTEARRAY, 0);
    if (!is_byte(value))
        return -1;
    PyByteArray_AS_STRING(array)[index] = (char)value;
    return 0;
}

int kr_bytearray_append(PyObject *array, long value)
{
    Py_ssize_t len = PyByteArray_GET_SIZE(array);
    if (!is_byte(value) || PyByteArray_Resize(array, len + 1) < 0)
        return -1;
    PyByteArray_AS_STRING(array)[len] = (char)value;
    return 0;
}
