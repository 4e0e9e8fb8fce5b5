/* rt_pyarray.c: objects of array.array made and resized from C; see kr/pyarray.h. */
#include "kr/pyarray.h"
#include <string.h>

#define ARRAY(object) ((KrPyArray *)(object))

static int set_pyarray_room(KrPyArray *self, Py_ssize_t n, Py_ssize_t room)
{
    Py_ssize_t itemsize = self->ob_descr->itemsize;
    if (self->ob_exports > 0 && n != self->ob_size) {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is exporting buffers");
        return -1;
    }
    if (n < 0 || room > PY_SSIZE_T_MAX / itemsize) {
        PyErr_NoMemory();
        return -1;
    }
    char *memory = PyMem_Realloc(self->data.as_chars, (size_t)(room ? room * itemsize : 1));
    if (!memory) {
        PyErr_NoMemory();
        return -1;
    }
    self->data.as_chars = memory;
    self->ob_size = n;
    self->allocated = room;
    return 0;
}

int kr_pyarray_resize(PyObject *self, Py_ssize_t n)
{
    return set_pyarray_room(ARRAY(self), n, n);
}

int kr_pyarray_resize_smart(PyObject *self, Py_ssize_t n)
{
    KrPyArray *array = ARRAY(self);
    if (n >= 0 && n <= array->allocated && n * 4 > array->allocated && !array->ob_exports) {
        array->ob_size = n;
        return 0;
    }
    return set_pyarray_room(array, n, n > 0 ? n + n / 2 + 1 : n);
}

PyObject *kr_pyarray_clone(PyObject *other, Py_ssize_t length, int zero)
{
    PyObject *code = PyUnicode_FromStringAndSize(&ARRAY(other)->ob_descr->typecode, 1);
    PyObject *type = (PyObject *)Py_TYPE(other);
    PyObject *array = code ? PyObject_CallFunctionObjArgs(type, code, NULL) : NULL;
    Py_XDECREF(code);
    if (array && kr_pyarray_resize(array, length) < 0)
        Py_CLEAR(array);
    if (array && zero)
        kr_pyarray_zero(array);
    return array;
}

PyObject *kr_pyarray_copy(PyObject *self)
{
    const KrPyArray *from = ARRAY(self);
    PyObject *array = kr_pyarray_clone(self, from->ob_size, 0);
    if (array)
        memcpy(ARRAY(array)->data.as_chars, from->data.as_chars,
               (size_t)(from->ob_size * from->ob_descr->itemsize));
    return array;
}

int kr_pyarray_extend_buffer(PyObject *self, const char *items, Py_ssize_t n)
{
    KrPyArray *array = ARRAY(self);
    Py_ssize_t size = array->ob_size, itemsize = array->ob_descr->itemsize;
    if (kr_pyarray_resize_smart(self, size + n) < 0)
        return -1;
    memcpy(array->data.as_chars + size * itemsize, items, (size_t)(n * itemsize));
    return 0;
}

int kr_pyarray_extend(PyObject *self, PyObject *other)
{
    if (ARRAY(self)->ob_descr->typecode != ARRAY(other)->ob_descr->typecode) {
        PyErr_SetString(PyExc_TypeError, "can only extend with array of same kind");
        return -1;
    }
    return kr_pyarray_extend_buffer(self, ARRAY(other)->data.as_chars, ARRAY(other)->ob_size);
}

void kr_pyarray_zero(PyObject *self)
{
    KrPyArray *array = ARRAY(self);
    if (array->ob_size)
        memset(array->data.as_chars, 0, (size_t)(array->ob_size * array->ob_descr->itemsize));
}
