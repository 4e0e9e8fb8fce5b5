/* rt_view_open.c: an object's buffer becomes a typed memoryview, when it is what the view's type asks for; see kr/view.h.
 *
 * The checks stand in the order of Cython's, since the first that fails is told: dimensions, format, axes, contiguity.
 */
#include "rt_view.h"
#include <string.h>

static int fail_dimension(const char *text, int dim)
{
    PyErr_Format(PyExc_ValueError, text, dim);
    return -1;
}

/* An axis of a buffer without strides, which is C-contiguous. */
static int check_plain_axis(const Py_buffer *buffer, const KrViewSpec *spec, char mode, int dim)
{
    int last = buffer->ndim - 1, first_contig = spec->contig == 'F' && dim == 0;
    if (buffer->shape && buffer->shape[dim] <= 1)
        return 0;
    if ((mode == 'c' || first_contig) && dim != last)
        return fail_dimension("C-contiguous buffer is not contiguous in dimension %d", dim);
    if (mode == 'i')
        return fail_dimension("C-contiguous buffer is not indirect in dimension %d", dim);
    return buffer->suboffsets ? fail_dimension("Buffer exposes suboffsets but no strides", dim) : 0;
}

/* One axis of a view: mode s, c, i or g. Source: PEP 3118, suboffsets. */
static int check_axis(const Py_buffer *buffer, const KrViewSpec *spec, int dim)
{
    char mode = spec->modes ? spec->modes[dim] : 's';
    if (!buffer->strides && buffer->len > 0 && check_plain_axis(buffer, spec, mode, dim) < 0)
        return -1;
    int indirect = buffer->suboffsets && buffer->suboffsets[dim] >= 0;
    if (mode == 'i' && !indirect)
        return fail_dimension("Buffer is not indirectly accessible in dimension %d.", dim);
    if ((mode == 's' || mode == 'c') && indirect)
        return fail_dimension("Buffer not compatible with direct access in dimension %d.", dim);
    int contiguous = !buffer->strides || buffer->strides[dim] == buffer->itemsize || buffer->shape[dim] <= 1;
    if (mode == 'c' && !contiguous)
        return fail_dimension("Buffer and memoryview are not contiguous in the same dimension.", dim);
    return 0;
}

static int check_access(const Py_buffer *buffer, const KrViewSpec *spec)
{
    if (buffer->ndim != spec->ndim) {
        PyErr_Format(PyExc_ValueError, "Buffer has wrong number of dimensions (expected %d, got %d)", spec->ndim,
                     buffer->ndim);
        return -1;
    }
    if (kr_buffer_check(buffer, spec) < 0)
        return -1;
    for (int i = 0; i < spec->ndim; i++)
        if (check_axis(buffer, spec, i) < 0)
            return -1;
    if (spec->contig && !PyBuffer_IsContiguous(buffer, spec->contig)) {
        PyErr_SetString(PyExc_ValueError,
                        spec->contig == 'F' ? "Buffer not fortran contiguous." : "Buffer not C contiguous.");
        return -1;
    }
    return 0;
}

static void fill_view(void *view, KrBuffer *owner, int ndim)
{
    const Py_buffer *buffer = &owner->buffer;
    Py_ssize_t *shape = VIEW_SHAPE(view), *strides = VIEW_STRIDES(view, ndim);
    Py_ssize_t *suboffsets = VIEW_SUBOFFSETS(view, ndim), stride = buffer->itemsize;
    VIEW_DATA(view) = buffer->buf;
    VIEW_OWNER(view) = owner;
    for (int i = ndim - 1; i >= 0; i--) {
        shape[i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        strides[i] = buffer->strides ? buffer->strides[i] : stride;
        suboffsets[i] = buffer->suboffsets ? buffer->suboffsets[i] : -1;
        stride *= shape[i];
    }
}

/* A buffer with one view on it; NULL and an exception. */
KrBuffer *kr_buffer_open(PyObject *object, int flags)
{
    KrBuffer *owner = PyMem_RawMalloc(sizeof *owner);
    if (!owner) {
        PyErr_NoMemory();
        return NULL;
    }
    if (PyObject_GetBuffer(object, &owner->buffer, flags) < 0) {
        PyMem_RawFree(owner);
        return NULL;
    }
    owner->count = 1;
    return owner;
}

int kr_view_open(void *view, PyObject *object, const KrViewSpec *spec)
{
    memset(view, 0, VIEW_SIZE(spec->ndim));
    if (object == Py_None)
        return 0;
    int access = spec->contig == 'C'   ? PyBUF_C_CONTIGUOUS
                 : spec->contig == 'F' ? PyBUF_F_CONTIGUOUS
                 : spec->modes         ? PyBUF_INDIRECT
                                       : PyBUF_STRIDES;
    access |= PyBUF_FORMAT | (spec->writable ? PyBUF_WRITABLE : 0);
    KrBuffer *owner = kr_buffer_open(object, access);
    if (!owner)
        return -1;
    if (check_access(&owner->buffer, spec) < 0) {
        kr_buffer_drop(owner);
        return -1;
    }
    fill_view(view, owner, spec->ndim);
    return 0;
}
