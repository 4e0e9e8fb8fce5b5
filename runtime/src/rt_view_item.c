/* rt_view_item.c: items of view objects as Python objects and back; see rt_view.h.
 *
 * With the element type of a typed memoryview its kinds and sizes are used, structs become dicts; of a view that Python
 * made only the format is known, and module struct reads it.
 */
#include "rt_view.h"
#include <string.h>

/* ---- reading --------------------------------------------------------------------------------- */

static PyObject *item_of_struct(const KrField *fields, const char *at);

static PyObject *item_of_kind(char kind, Py_ssize_t size, const KrField *fields, const char *at)
{
    long long i = 0;
    unsigned long long u = 0;
    float f;
    double d[2];
    long double g;
    switch (kind) {
    case '?': case 'u':
        memcpy(&u, at, (size_t)size); /* little-endian: the low bytes */
        return kind == '?' ? PyBool_FromLong(u != 0) : PyLong_FromUnsignedLongLong(u);
    case 'i': case 'c':
        memcpy(&u, at, (size_t)size);
        i = (long long)(u << (64 - 8 * size)) >> (64 - 8 * size);
        return PyLong_FromLongLong(i);
    case 'f':
        if (size == sizeof f)
            return memcpy(&f, at, sizeof f), PyFloat_FromDouble((double)f);
        if (size == sizeof d[0])
            return memcpy(d, at, sizeof d[0]), PyFloat_FromDouble(d[0]);
        return memcpy(&g, at, sizeof g), PyFloat_FromDouble((double)g);
    case 'z': {
        PyObject *real = item_of_kind('f', size / 2, NULL, at), *imag = item_of_kind('f', size / 2, NULL, at + size / 2);
        d[0] = real ? PyFloat_AsDouble(real) : 0;
        d[1] = imag ? PyFloat_AsDouble(imag) : 0;
        int failed = !real || !imag;
        Py_XDECREF(real);
        Py_XDECREF(imag);
        return failed ? NULL : PyComplex_FromDoubles(d[0], d[1]);
    }
    case 'O': {
        PyObject *object;
        memcpy(&object, at, sizeof object);
        return Py_NewRef(object ? object : Py_None);
    }
    case 'T':
        return item_of_struct(fields, at);
    }
    PyErr_SetString(PyExc_ValueError, "Unable to convert item to object");
    return NULL;
}

/* An array is a list, of characters bytes up to the first NUL. */
static PyObject *item_of_array(const KrField *field, const Py_ssize_t *dims, const char *at)
{
    Py_ssize_t stride = field->itemsize;
    for (int i = 1; dims[i]; i++)
        stride *= dims[i];
    if (field->kind == 'c' && !dims[1]) {
        const char *end = memchr(at, 0, (size_t)dims[0]);
        return PyBytes_FromStringAndSize(at, end ? end - at : dims[0]);
    }
    PyObject *list = PyList_New(dims[0]);
    for (Py_ssize_t i = 0; list && i < dims[0]; i++) {
        PyObject *item = dims[1] ? item_of_array(field, dims + 1, at + i * stride)
                                 : item_of_kind(field->kind, field->itemsize, field->fields, at + i * stride);
        if (item)
            PyList_SET_ITEM(list, i, item);
        else
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *item_of_struct(const KrField *fields, const char *at)
{
    PyObject *dict = PyDict_New();
    for (const KrField *field = fields; dict && field && field->name; field++) {
        PyObject *value = field->dims[0]
                              ? item_of_array(field, field->dims, at + field->offset)
                              : item_of_kind(field->kind, field->itemsize, field->fields, at + field->offset);
        if (!value || PyDict_SetItemString(dict, field->name, value) < 0)
            Py_CLEAR(dict);
        Py_XDECREF(value);
    }
    return dict;
}

static PyObject *call_struct(const char *name, const char *format, PyObject *rest)
{
    PyObject *module = PyImport_ImportModule("struct"), *result = NULL;
    PyObject *function = module ? PyObject_GetAttrString(module, name) : NULL;
    PyObject *first = function ? PyUnicode_FromString(format) : NULL;
    PyObject *head = first ? PyTuple_Pack(1, first) : NULL;
    PyObject *args = head ? PySequence_Concat(head, rest) : NULL;
    if (args)
        result = PyObject_Call(function, args, NULL);
    Py_XDECREF(args);
    Py_XDECREF(head);
    Py_XDECREF(first);
    Py_XDECREF(function);
    Py_XDECREF(module);
    return result;
}

static PyObject *item_of_format(const char *format, Py_ssize_t size, const char *at)
{
    PyObject *bytes = PyBytes_FromStringAndSize(at, size);
    PyObject *rest = bytes ? PyTuple_Pack(1, bytes) : NULL;
    PyObject *items = rest ? call_struct("unpack", format, rest) : NULL;
    Py_XDECREF(bytes);
    Py_XDECREF(rest);
    if (!items) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_MemoryError))
            PyErr_SetString(PyExc_ValueError, "Unable to convert item to object");
        return NULL;
    }
    if (strlen(format) != 1)
        return items;
    PyObject *item = Py_NewRef(PyTuple_GET_ITEM(items, 0));
    Py_DECREF(items);
    return item;
}

PyObject *kr_view_item(const KrViewSpec *spec, const char *format, Py_ssize_t size, const char *at)
{
    if (spec && spec->kind == 'A')
        return item_of_array(spec->fields, spec->fields->dims, at);
    if (spec)
        return item_of_kind(spec->kind, spec->itemsize, spec->fields, at);
    if (format && strcmp(format, "O") == 0)
        return item_of_kind('O', size, NULL, at);
    return item_of_format(format ? format : "B", size, at);
}

/* ---- writing --------------------------------------------------------------------------------- */

static int store_integer(char kind, Py_ssize_t size, char *at, PyObject *value)
{
    PyObject *index = PyNumber_Index(value);
    if (!index)
        return -1;
    int overflow = 0, is_signed = kind != 'u';
    long long i = is_signed ? PyLong_AsLongLongAndOverflow(index, &overflow) : 0;
    unsigned long long u = is_signed ? (unsigned long long)i : PyLong_AsUnsignedLongLong(index);
    Py_DECREF(index);
    if (PyErr_Occurred())
        return -1;
    int bits = (int)(8 * size);
    int fits = bits == 64 || (is_signed ? i >= -(1LL << (bits - 1)) && i < 1LL << (bits - 1) : !(u >> bits));
    if (overflow || !fits) {
        PyErr_SetString(PyExc_OverflowError, "value too large to convert to item of memoryview");
        return -1;
    }
    memcpy(at, &u, (size_t)size);
    return 0;
}

static int store_float(Py_ssize_t size, char *at, double value)
{
    float f = (float)value;
    long double g = (long double)value;
    if (size == sizeof f)
        memcpy(at, &f, sizeof f);
    else if (size == sizeof value)
        memcpy(at, &value, sizeof value);
    else
        memcpy(at, &g, sizeof g);
    return 0;
}

static int store_kind(char kind, Py_ssize_t size, const KrField *fields, char *at, PyObject *value);

/* Lists of the right lengths; bytes that are not longer fill an array of characters. */
static int store_array(const KrField *field, const Py_ssize_t *dims, char *at, PyObject *value)
{
    Py_ssize_t stride = field->itemsize, len = PyObject_Length(value);
    for (int i = 1; dims[i]; i++)
        stride *= dims[i];
    int is_text = field->kind == 'c' && !dims[1] && PyBytes_Check(value);
    if (len < 0)
        return -1;
    if (is_text ? len > dims[0] : len != dims[0]) {
        PyErr_Format(PyExc_ValueError, "Expected %zd items, got %zd", dims[0], len);
        return -1;
    }
    if (is_text) {
        memset(at, 0, (size_t)dims[0]);
        memcpy(at, PyBytes_AS_STRING(value), (size_t)len);
        return 0;
    }
    for (Py_ssize_t i = 0; i < len; i++) {
        PyObject *item = PySequence_GetItem(value, i);
        int status = !item     ? -1
                     : dims[1] ? store_array(field, dims + 1, at + i * stride, item)
                               : store_kind(field->kind, field->itemsize, field->fields, at + i * stride, item);
        Py_XDECREF(item);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int store_struct(const KrField *fields, char *at, PyObject *value)
{
    Py_ssize_t place = 0;
    int is_dict = PyDict_Check(value);
    for (const KrField *field = fields; field && field->name; field++, place++) {
        PyObject *part = NULL;
        int found = is_dict ? kr_dict_find_text(value, field->name, &part) : 0;
        if (!is_dict)
            part = PySequence_GetItem(value, place);
        else if (found == 0)
            PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%s'", field->name);
        int status = !part            ? -1
                     : field->dims[0] ? store_array(field, field->dims, at + field->offset, part)
                                      : store_kind(field->kind, field->itemsize, field->fields, at + field->offset, part);
        Py_XDECREF(part);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int store_kind(char kind, Py_ssize_t size, const KrField *fields, char *at, PyObject *value)
{
    switch (kind) {
    case '?': {
        int truth = PyObject_IsTrue(value);
        long long item = truth;
        if (truth >= 0)
            memcpy(at, &item, (size_t)size);
        return truth < 0 ? -1 : 0;
    }
    case 'i': case 'u': case 'c':
        return store_integer(kind, size, at, value);
    case 'f': {
        double number = PyFloat_AsDouble(value);
        return KR_F64_FAILED(number) ? -1 : store_float(size, at, number);
    }
    case 'z': {
        Py_complex number = PyComplex_AsCComplex(value);
        if (number.real == -1.0 && PyErr_Occurred())
            return -1;
        store_float(size / 2, at, number.real);
        return store_float(size / 2, at + size / 2, number.imag);
    }
    case 'O': {
        PyObject **slot = (PyObject **)(void *)at;
        Py_INCREF(value);
        KR_REPLACE(*slot, value);
        return 0;
    }
    case 'T':
        return store_struct(fields, at, value);
    }
    PyErr_SetString(PyExc_ValueError, "Unable to convert object to item");
    return -1;
}

static int store_format(const char *format, Py_ssize_t size, char *at, PyObject *value)
{
    PyObject *rest = PyTuple_Check(value) ? Py_NewRef(value) : PyTuple_Pack(1, value);
    PyObject *bytes = rest ? call_struct("pack", format, rest) : NULL;
    Py_XDECREF(rest);
    if (!bytes)
        return -1;
    Py_ssize_t len = PyBytes_GET_SIZE(bytes);
    memcpy(at, PyBytes_AS_STRING(bytes), (size_t)(len < size ? len : size));
    Py_DECREF(bytes);
    return 0;
}

int kr_view_item_set(const KrViewSpec *spec, const char *format, Py_ssize_t size, char *at, PyObject *value)
{
    if (spec && spec->kind == 'A')
        return store_array(spec->fields, spec->fields->dims, at, value);
    if (spec)
        return store_kind(spec->kind, spec->itemsize, spec->fields, at, value);
    if (format && strcmp(format, "O") == 0)
        return store_kind('O', size, NULL, at, value);
    return store_format(format ? format : "B", size, at, value);
}
