/* rt_array.c: cython.view.array; see kr/array.h. Texts of errors are Cython's.
 *
 * The items are read and written through a view object made on demand, to which all other attributes are passed on.
 */
#include "kr/array.h"
#include "rt_view.h"
#include <string.h>
#include <structmember.h>

static PyTypeObject array_type;

PyObject *kr_array_type(void)
{
    return kr_sequence_type(&array_type);
}

PyTypeObject *kr_array_class(void)
{
    if (!kr_array_type())
        PyErr_Clear();
    return &array_type;
}

/* ---- making ---------------------------------------------------------------------------------- */

static int fill_array_shape(KrArray *self, PyObject *shape, int fortran)
{
    self->shape = PyMem_Malloc(2 * sizeof(Py_ssize_t) * (size_t)self->ndim);
    if (!self->shape) {
        PyErr_NoMemory();
        return -1;
    }
    self->strides = self->shape + self->ndim;
    for (int i = 0; i < self->ndim; i++) {
        self->shape[i] = PyNumber_AsSsize_t(PyTuple_GET_ITEM(shape, i), PyExc_OverflowError);
        if (self->shape[i] == -1 && PyErr_Occurred())
            return -1;
        if (self->shape[i] <= 0) {
            PyErr_Format(PyExc_ValueError, "Invalid shape in axis %d: %zd.", i, self->shape[i]);
            return -1;
        }
    }
    Py_ssize_t stride = self->itemsize;
    for (int k = 0; k < self->ndim; k++) {
        int i = fortran ? k : self->ndim - 1 - k;
        self->strides[i] = stride;
        if (self->shape[i] > PY_SSIZE_T_MAX / stride) {
            PyErr_NoMemory();
            return -1;
        }
        stride *= self->shape[i];
    }
    self->len = stride;
    return 0;
}

/* Bytes of a str or bytes format; new reference. */
static PyObject *format_bytes(PyObject *format)
{
    if (PyBytes_Check(format))
        return Py_NewRef(format);
    if (PyUnicode_Check(format))
        return PyUnicode_AsASCIIString(format);
    PyErr_Format(PyExc_TypeError, "Expected bytes or str, got %.200s", Py_TYPE(format)->tp_name);
    return NULL;
}

static int init_array(KrArray *self, PyObject *shape, PyObject *format, int fortran)
{
    if (!self->ndim || self->itemsize <= 0) {
        PyErr_SetString(PyExc_ValueError, self->ndim ? "itemsize <= 0 for cython.array"
                                                     : "Empty shape tuple for cython.array");
        return -1;
    }
    if (self->ndim > KR_VIEW_MAX_DIMS) {
        PyErr_SetString(PyExc_ValueError, "too many dimensions for cython.array");
        return -1;
    }
    self->format_bytes = format_bytes(format);
    self->mode = PyUnicode_InternFromString(fortran ? "fortran" : "c");
    if (!self->format_bytes || !self->mode)
        return -1;
    self->format = PyBytes_AS_STRING(self->format_bytes);
    self->dtype_is_object = strcmp(self->format, "O") == 0;
    return fill_array_shape(self, shape, fortran);
}

static KrArray *make_array(PyTypeObject *type, PyObject *shape, Py_ssize_t itemsize, PyObject *format, int fortran)
{
    KrArray *self = (KrArray *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->itemsize = itemsize;
    self->ndim = (int)PyTuple_GET_SIZE(shape);
    if (init_array(self, shape, format, fortran) < 0)
        Py_CLEAR(self);
    return self;
}

static int allocate_array(KrArray *self)
{
    self->data = PyMem_RawMalloc((size_t)self->len);
    if (!self->data) {
        PyErr_SetString(PyExc_MemoryError, "unable to allocate array data.");
        return -1;
    }
    self->free_data = 1;
    for (Py_ssize_t i = 0; self->dtype_is_object && i < self->len / self->itemsize; i++)
        ((PyObject **)(void *)self->data)[i] = Py_NewRef(Py_None);
    return 0;
}

PyObject *kr_item_format(int is_float, size_t size, int is_signed)
{
    static const char integers[] = "bBhHiIqQ", floats[] = "fdg";
    size_t sizes[] = {sizeof(char), sizeof(short), sizeof(int), sizeof(long long)};
    size_t float_sizes[] = {sizeof(float), sizeof(double), sizeof(long double)};
    for (int i = 0; i < 4 && !is_float; i++)
        if (sizes[i] == size)
            return PyUnicode_FromFormat("%c", integers[2 * i + !is_signed]);
    for (int i = 0; i < 3 && is_float; i++)
        if (float_sizes[i] == size)
            return PyUnicode_FromFormat("%c", floats[i]);
    PyErr_Format(PyExc_ValueError, "no format for numbers of %zu bytes", size);
    return NULL;
}

PyObject *kr_array_wrap(const void *data, PyObject *shape, Py_ssize_t itemsize, PyObject *format, int fortran)
{
    if (!kr_array_type())
        return NULL;
    if (!data) {
        PyErr_SetString(PyExc_ValueError, "Cannot create cython.array from NULL pointer");
        return NULL;
    }
    KrArray *self = make_array(&array_type, shape, itemsize, format, fortran);
    if (self)
        self->data = (char *)data;
    return (PyObject *)self;
}

PyObject *kr_array_new(PyObject *shape, Py_ssize_t itemsize, PyObject *format, int fortran)
{
    if (!kr_array_type())
        return NULL;
    KrArray *self = make_array(&array_type, shape, itemsize, format, fortran);
    if (self && allocate_array(self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static PyObject *new_array(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"shape", "itemsize", "format", "mode", "allocate_buffer", NULL};
    PyObject *shape, *format, *mode = NULL;
    Py_ssize_t itemsize;
    int allocate = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!nO|Op:array", names, &PyTuple_Type, &shape, &itemsize, &format,
                                     &mode, &allocate))
        return NULL;
    int is_c = !mode || (PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "c") == 0);
    int is_f = !is_c && PyUnicode_Check(mode) && PyUnicode_CompareWithASCIIString(mode, "fortran") == 0;
    if (!is_c && !is_f) {
        PyErr_Format(PyExc_ValueError, "Invalid mode, expected 'c' or 'fortran', got %S", mode);
        return NULL;
    }
    KrArray *self = make_array(type, shape, itemsize, format, is_f);
    if (self && allocate && allocate_array(self) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void free_array(PyObject *object)
{
    KrArray *self = (KrArray *)object;
    if (self->weakrefs)
        PyObject_ClearWeakRefs(object);
    if (self->callback_free_data) {
        self->callback_free_data(self->data);
    } else if (self->free_data && self->data) {
        for (Py_ssize_t i = 0; self->dtype_is_object && i < self->len / self->itemsize; i++)
            Py_XDECREF(((PyObject **)(void *)self->data)[i]);
        PyMem_RawFree(self->data);
    }
    PyMem_Free(self->shape);
    Py_XDECREF(self->mode);
    Py_XDECREF(self->format_bytes);
    Py_TYPE(object)->tp_free(object);
}

/* ---- as a buffer, as a sequence -------------------------------------------------------------- */

static int get_array_buffer(PyObject *object, Py_buffer *buffer, int flags)
{
    KrArray *self = (KrArray *)object;
    int wanted = flags & (PyBUF_C_CONTIGUOUS | PyBUF_F_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS) & ~PyBUF_STRIDES;
    int is_c = PyUnicode_CompareWithASCIIString(self->mode, "c") == 0;
    int mine = ((is_c ? PyBUF_C_CONTIGUOUS : PyBUF_F_CONTIGUOUS) | PyBUF_ANY_CONTIGUOUS) & ~PyBUF_STRIDES;
    int strided = (flags & PyBUF_STRIDES) == PyBUF_STRIDES;
    buffer->obj = NULL;
    if (wanted && !(wanted & mine)) {
        PyErr_SetString(PyExc_ValueError, "Can only create a buffer that is contiguous in memory.");
        return -1;
    }
    *buffer = (Py_buffer){.buf = self->data, .obj = Py_NewRef(object), .len = self->len, .itemsize = self->itemsize,
                          .ndim = strided ? self->ndim : 1,
                          .format = flags & PyBUF_FORMAT ? self->format : NULL,
                          .shape = strided ? self->shape : flags & PyBUF_ND ? &self->len : NULL,
                          .strides = strided ? self->strides : NULL};
    return 0;
}

static PyObject *view_of_array(PyObject *object, void *Py_UNUSED(closure))
{
    return kr_view_new(object, PyBUF_ANY_CONTIGUOUS | PyBUF_FORMAT | PyBUF_WRITABLE);
}

static Py_ssize_t array_length(PyObject *object)
{
    return ((KrArray *)object)->shape[0];
}

static PyObject *array_item(PyObject *object, PyObject *index)
{
    PyObject *view = view_of_array(object, NULL);
    PyObject *item = view ? PyObject_GetItem(view, index) : NULL;
    Py_XDECREF(view);
    return item;
}

static int set_array_item(PyObject *object, PyObject *index, PyObject *value)
{
    PyObject *view = view_of_array(object, NULL);
    int status = !view ? -1 : value ? PyObject_SetItem(view, index, value) : PyObject_DelItem(view, index);
    Py_XDECREF(view);
    return status;
}

static PyObject *array_sequence_item(PyObject *object, Py_ssize_t i)
{
    PyObject *index = PyLong_FromSsize_t(i), *item = index ? array_item(object, index) : NULL;
    Py_XDECREF(index);
    return item;
}

static PyObject *array_attribute(PyObject *object, PyObject *name)
{
    PyObject *value = PyObject_GenericGetAttr(object, name);
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return value;
    PyErr_Clear();
    PyObject *view = view_of_array(object, NULL);
    value = view ? PyObject_GetAttr(view, name) : NULL;
    Py_XDECREF(view);
    return value;
}

static PyObject *refuse_pickle(PyObject *object, PyObject *Py_UNUSED(unused))
{
    (void)object;
    PyErr_SetString(PyExc_TypeError, "no default __reduce__ due to non-trivial __cinit__");
    return NULL;
}

static PyBufferProcs array_buffer = {get_array_buffer, NULL};
static PyMappingMethods array_mapping = {array_length, array_item, set_array_item};
static PySequenceMethods array_sequence = {.sq_length = array_length, .sq_item = array_sequence_item};
static PyGetSetDef array_getset[] = {
    {"memview", view_of_array, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyMethodDef array_methods[] = {
    {"__reduce__", refuse_pickle, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject array_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "cython.view.array",
    .tp_basicsize = sizeof(KrArray),
    .tp_dealloc = free_array,
    .tp_as_sequence = &array_sequence,
    .tp_as_mapping = &array_mapping,
    .tp_getattro = array_attribute,
    .tp_as_buffer = &array_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_weaklistoffset = offsetof(KrArray, weakrefs),
    .tp_methods = array_methods,
    .tp_getset = array_getset,
    .tp_new = new_array,
};
