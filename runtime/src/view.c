/* view.c: acquiring, sharing and releasing buffers; attributes of views. See kr/view.h.
 *
 * Invariant: a set view counts once in its holder; the holder owns one Py_buffer.
 */
#include "kr/view.h"
#include "view_format.h"
#include "view_parts.h"

#include <string.h>

static int view_flags(const KrViewSpec *spec)
{
    int flags = PyBUF_FORMAT | (spec->writable ? PyBUF_WRITABLE : 0);
    if (spec->contig == 'C')
        return flags | PyBUF_C_CONTIGUOUS;
    if (spec->contig == 'F')
        return flags | PyBUF_F_CONTIGUOUS;
    return flags | PyBUF_STRIDES;
}

static int check_buffer(const Py_buffer *buffer, const KrViewSpec *spec)
{
    if (buffer->ndim != spec->ndim) {
        PyErr_Format(PyExc_ValueError, "Buffer has wrong number of dimensions (expected %d, got %d)",
                     spec->ndim, buffer->ndim);
        return -1;
    }
    if (buffer->suboffsets) {
        PyErr_SetString(PyExc_ValueError, "Buffer with indirect items cannot be used for a direct view");
        return -1;
    }
    if (kr_format_check(buffer->format, spec) < 0)
        return -1;
    if (buffer->itemsize != spec->itemsize) {
        PyErr_Format(PyExc_ValueError,
                     "Item size of buffer (%zd byte%s) does not match size of '%s' (%zd byte%s)",
                     buffer->itemsize, buffer->itemsize == 1 ? "" : "s", spec->name, spec->itemsize,
                     spec->itemsize == 1 ? "" : "s");
        return -1;
    }
    return 0;
}

/* Extents and strides from the buffer; strides are computed where the exporter leaves them out. */
static void fill_view(KrView *view, KrBuffer *owner, int ndim)
{
    const Py_buffer *buffer = &owner->buffer;
    Py_ssize_t *strides = KR_STRIDES(view, ndim);
    Py_ssize_t stride = buffer->itemsize;
    view->owner = owner;
    view->data = buffer->buf;
    for (int k = ndim - 1; k >= 0; k--) {
        view->shape[k] = buffer->shape ? buffer->shape[k] : buffer->len / buffer->itemsize;
        strides[k] = buffer->strides ? buffer->strides[k] : stride;
        stride *= view->shape[k];
    }
}

KR_FN int kr_view_open(void *view, PyObject *object, const KrViewSpec *spec)
{
    memset(view, 0, KR_VIEW_BYTES(spec->ndim));
    if (object == Py_None)
        return 0;
    KrBuffer *owner = PyMem_RawMalloc(sizeof *owner);
    if (!owner) {
        PyErr_NoMemory();
        return -1;
    }
    owner->refs = 1;
    if (PyObject_GetBuffer(object, &owner->buffer, view_flags(spec)) < 0) {
        PyMem_RawFree(owner);
        return -1;
    }
    if (check_buffer(&owner->buffer, spec) < 0) {
        PyBuffer_Release(&owner->buffer);
        PyMem_RawFree(owner);
        return -1;
    }
    fill_view(view, owner, spec->ndim);
    return 0;
}

KR_FN void kr_buffer_keep(KrBuffer *owner)
{
    if (owner)
        kr_atomic_add(&owner->refs, 1);
}

KR_FN void kr_buffer_drop(KrBuffer *owner)
{
    if (!owner || kr_atomic_add(&owner->refs, -1) > 0)
        return;
    if (PyGILState_Check()) {
        PyBuffer_Release(&owner->buffer);
    } else {
        PyGILState_STATE gil = PyGILState_Ensure();
        PyBuffer_Release(&owner->buffer);
        PyGILState_Release(gil);
    }
    PyMem_RawFree(owner);
}

KR_FN void kr_view_release(void *view)
{
    KrView *self = view;
    KrBuffer *owner = self->owner;
    self->owner = NULL;
    self->data = NULL;
    kr_buffer_drop(owner);
}

KR_FN PyObject *kr_view_base(const void *view)
{
    const KrView *self = view;
    return Py_NewRef(self->owner && self->owner->buffer.obj ? self->owner->buffer.obj : Py_None);
}

KR_FN int kr_raise_view(void)
{
    PyErr_SetString(PyExc_AttributeError, "Memoryview is not initialized");
    return -1;
}

KR_FN int kr_raise_view_nogil(void)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    kr_raise_view();
    PyGILState_Release(gil);
    return -1;
}

KR_FN Py_ssize_t kr_view_count(const void *view, int ndim)
{
    const KrView *self = view;
    Py_ssize_t size = 1;
    for (int k = 0; k < ndim; k++)
        size *= self->shape[k];
    return size;
}

KR_FN int kr_view_contiguous(const void *view, int ndim, char order)
{
    const KrView *self = view;
    const Py_ssize_t *strides = KR_STRIDES(self, ndim);
    Py_ssize_t stride = self->owner ? self->owner->buffer.itemsize : 1;
    for (int i = 0; i < ndim; i++) {
        int k = order == 'C' ? ndim - 1 - i : i;
        if (self->shape[k] > 1 && strides[k] != stride)
            return 0;
        stride *= self->shape[k];
    }
    return 1;
}

KR_FN PyObject *kr_view_tuple(const Py_ssize_t *values, int ndim)
{
    PyObject *tuple = PyTuple_New(ndim);
    for (int k = 0; tuple && k < ndim; k++) {
        PyObject *item = PyLong_FromSsize_t(values[k]);
        if (!item)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, k, item);
    }
    return tuple;
}
