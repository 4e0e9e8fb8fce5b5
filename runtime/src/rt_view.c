/* rt_view.c: opening, sharing, slicing and boxing typed memoryviews; see kr/view.h.
 *
 * A KrBuffer counts its views atomically, so that views come and go without the GIL; only the last one takes
 * it, to give the buffer back to its exporter.
 */
#include "rt_view.h"
#include <string.h>

void kr_buffer_keep(KrBuffer *buffer)
{
    if (buffer)
        kr_atomic_add(&buffer->count, 1);
}

void kr_buffer_drop(KrBuffer *buffer)
{
    if (!buffer || kr_atomic_add(&buffer->count, -1) > 0)
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyBuffer_Release(&buffer->buffer);
    PyGILState_Release(gil);
    PyMem_RawFree(buffer);
}

void kr_view_release(void *view)
{
    KrBuffer *owner = VIEW_OWNER(view);
    VIEW_OWNER(view) = NULL;
    VIEW_DATA(view) = NULL;
    kr_buffer_drop(owner);
}

/* ---- opening --------------------------------------------------------------------------------- */

static int check_access(const Py_buffer *buffer, const KrViewSpec *spec)
{
    if (buffer->ndim != spec->ndim) {
        PyErr_Format(PyExc_ValueError, "Buffer has wrong number of dimensions (expected %d, got %d)", spec->ndim,
                     buffer->ndim);
        return -1;
    }
    for (int i = 0; buffer->suboffsets && i < spec->ndim; i++)
        if (buffer->suboffsets[i] >= 0) {
            PyErr_Format(PyExc_ValueError, "Buffer not compatible with direct access in dimension %d.", i);
            return -1;
        }
    if (spec->contig && !PyBuffer_IsContiguous(buffer, spec->contig)) {
        PyErr_SetString(PyExc_ValueError,
                        spec->contig == 'F' ? "Buffer not fortran contiguous." : "Buffer not C contiguous.");
        return -1;
    }
    return kr_buffer_check(buffer, spec);
}

static void fill_view(void *view, KrBuffer *owner, int ndim)
{
    const Py_buffer *buffer = &owner->buffer;
    Py_ssize_t *shape = VIEW_SHAPE(view), *strides = VIEW_STRIDES(view, ndim);
    Py_ssize_t stride = buffer->itemsize;
    VIEW_DATA(view) = buffer->buf;
    VIEW_OWNER(view) = owner;
    for (int i = ndim - 1; i >= 0; i--) {
        shape[i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        strides[i] = buffer->strides ? buffer->strides[i] : stride;
        stride *= shape[i];
    }
}

int kr_view_open(void *view, PyObject *object, const KrViewSpec *spec)
{
    memset(view, 0, (size_t)(2 + 2 * spec->ndim) * sizeof(Py_ssize_t));
    if (object == Py_None)
        return 0;
    KrBuffer *owner = PyMem_RawMalloc(sizeof *owner);
    if (!owner) {
        PyErr_NoMemory();
        return -1;
    }
    int access = spec->contig == 'C'   ? PyBUF_C_CONTIGUOUS
                 : spec->contig == 'F' ? PyBUF_F_CONTIGUOUS
                                       : PyBUF_STRIDES;
    access |= PyBUF_FORMAT | (spec->writable ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(object, &owner->buffer, access) < 0) {
        PyMem_RawFree(owner);
        return -1;
    }
    owner->count = 1;
    if (check_access(&owner->buffer, spec) < 0) {
        kr_buffer_drop(owner);
        return -1;
    }
    fill_view(view, owner, spec->ndim);
    return 0;
}

/* ---- slicing --------------------------------------------------------------------------------- */

static int fail_axis(PyObject *type, const char *text, int axis)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(type, text, axis);
    PyGILState_Release(gil);
    return -1;
}

/* The window that is being made, axis by axis. */
typedef struct Window {
    char *data;
    Py_ssize_t shape[KR_VIEW_MAX_DIMS], strides[KR_VIEW_MAX_DIMS];
    int ndim;
} Window;

static void add_axis(Window *window, Py_ssize_t len, Py_ssize_t stride)
{
    window->shape[window->ndim] = len;
    window->strides[window->ndim++] = stride;
}

static int slice_axis(Window *window, const KrAxis *axis, int dim, Py_ssize_t len, Py_ssize_t stride)
{
    if (axis->kind == KR_AXIS_FULL) {
        add_axis(window, len, stride);
        return 0;
    }
    Py_ssize_t start = axis->start, stop = axis->stop;
    if (axis->kind == KR_AXIS_INDEX) {
        if (start < 0)
            start += len;
        if (KR_OUTSIDE(start, len))
            return fail_axis(PyExc_IndexError, "Index out of bounds (axis %d)", dim);
        window->data += start * stride;
        return 0;
    }
    Py_ssize_t step = axis->given & KR_AXIS_STEP ? axis->step : 1;
    if (step == 0)
        return fail_axis(PyExc_ValueError, "Slice step may not be zero (axis %d)", dim);
    if (step < -PY_SSIZE_T_MAX)
        step = -PY_SSIZE_T_MAX;
    if (!(axis->given & KR_AXIS_START))
        start = step < 0 ? PY_SSIZE_T_MAX : 0;
    if (!(axis->given & KR_AXIS_STOP))
        stop = step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    Py_ssize_t count = PySlice_AdjustIndices(len, &start, &stop, step); /* arithmetic only: no GIL needed */
    if (count > 0)
        window->data += start * stride;
    add_axis(window, count, stride * step);
    return 0;
}

int kr_view_slice(void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    static const KrAxis full = {KR_AXIS_FULL, 0, 0, 0, 0};
    const Py_ssize_t *shape = VIEW_SHAPE(from), *strides = VIEW_STRIDES(from, ndim);
    Window window = {.data = VIEW_DATA(from)};
    KrBuffer *owner = VIEW_OWNER(from);
    int dim = 0;
    for (int i = 0; i < count || dim < ndim; i++) {
        const KrAxis *axis = i < count ? &axes[i] : &full;
        if (axis->kind == KR_AXIS_NEW) {
            add_axis(&window, 1, 0);
            continue;
        }
        if (slice_axis(&window, axis, dim, shape[dim], strides[dim]) < 0) {
            VIEW_OWNER(to) = NULL;
            VIEW_DATA(to) = NULL;
            return -1;
        }
        dim++;
    }
    size_t size = (size_t)window.ndim * sizeof(Py_ssize_t);
    VIEW_DATA(to) = window.data;
    VIEW_OWNER(to) = owner;
    memcpy(VIEW_SHAPE(to), window.shape, size);
    memcpy(VIEW_STRIDES(to, window.ndim), window.strides, size);
    kr_buffer_keep(owner);
    return 0;
}

/* ---- as objects ------------------------------------------------------------------------------ */

/* The exporter behind a memoryview object made of a view: holds one view on the buffer. */
typedef struct WindowObject {
    PyObject_HEAD
    KrBuffer *owner;
    char *data;
    const char *format;
    int ndim, readonly;
    Py_ssize_t shape[KR_VIEW_MAX_DIMS], strides[KR_VIEW_MAX_DIMS];
} WindowObject;

/* Format for the elements of a view: what struct.unpack calls them, so that memoryview can index them; structs keep
 * what the exporter says. */
static const char *format_of(const KrViewSpec *spec, const char *original)
{
    static const struct {
        char kind;
        size_t size;
        const char *format;
    } rows[] = {
        {'i', 1, "b"},           {'i', sizeof(short), "h"},      {'i', sizeof(int), "i"},
        {'i', sizeof(long), "l"}, {'i', sizeof(long long), "q"}, {'u', 1, "B"},
        {'u', sizeof(short), "H"}, {'u', sizeof(int), "I"},      {'u', sizeof(long), "L"},
        {'u', sizeof(long long), "Q"}, {'f', sizeof(float), "f"}, {'f', sizeof(double), "d"},
        {'f', sizeof(long double), "g"}, {'z', 2 * sizeof(float), "Zf"}, {'z', 2 * sizeof(double), "Zd"},
        {'c', 1, "c"},           {'O', sizeof(void *), "O"},     {'P', sizeof(void *), "P"},
        {'?', 1, "?"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == spec->kind && (Py_ssize_t)rows[i].size == spec->itemsize)
            return rows[i].format;
    return original;
}

static int get_window(PyObject *object, Py_buffer *buffer, int flags)
{
    WindowObject *self = (WindowObject *)object;
    const Py_buffer *whole = &self->owner->buffer;
    if (flags & PyBUF_WRITABLE && self->readonly) {
        PyErr_SetString(PyExc_BufferError, "Object is not writable.");
        return -1;
    }
    Py_ssize_t len = whole->itemsize;
    for (int i = 0; i < self->ndim; i++)
        len *= self->shape[i];
    *buffer = (Py_buffer){.buf = self->data, .obj = Py_NewRef(object), .len = len,
                          .itemsize = whole->itemsize, .readonly = self->readonly, .ndim = self->ndim,
                          .format = flags & PyBUF_FORMAT ? (char *)self->format : NULL, .shape = self->shape,
                          .strides = self->strides};
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES)
        return 0;
    if (PyBuffer_IsContiguous(buffer, 'C')) {
        buffer->strides = NULL;
        return 0;
    }
    Py_CLEAR(buffer->obj);
    PyErr_SetString(PyExc_BufferError, "view is not C-contiguous");
    return -1;
}

static void free_window(PyObject *object)
{
    kr_buffer_drop(((WindowObject *)object)->owner);
    PyObject_Free(object);
}

static PyBufferProcs window_buffer = {get_window, NULL};
static PyTypeObject window_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.view",
    .tp_basicsize = sizeof(WindowObject),
    .tp_dealloc = free_window,
    .tp_as_buffer = &window_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Buffer behind a typed memoryview.",
};

PyObject *kr_view_object(const void *view, const KrViewSpec *spec)
{
    KrBuffer *owner = VIEW_OWNER(view);
    if (!owner)
        return Py_NewRef(Py_None);
    if (PyType_Ready(&window_type) < 0)
        return NULL;
    WindowObject *window = PyObject_New(WindowObject, &window_type);
    if (!window)
        return NULL;
    kr_buffer_keep(owner);
    window->owner = owner;
    window->data = VIEW_DATA(view);
    window->format = format_of(spec, owner->buffer.format);
    window->ndim = spec->ndim;
    window->readonly = owner->buffer.readonly || !spec->writable;
    memcpy(window->shape, VIEW_SHAPE(view), (size_t)spec->ndim * sizeof(Py_ssize_t));
    memcpy(window->strides, VIEW_STRIDES(view, spec->ndim), (size_t)spec->ndim * sizeof(Py_ssize_t));
    PyObject *result = PyMemoryView_FromObject((PyObject *)window);
    Py_DECREF((PyObject *)window);
    return result;
}

PyObject *kr_view_base(const void *view)
{
    KrBuffer *owner = VIEW_OWNER(view);
    return Py_NewRef(owner && owner->buffer.obj ? owner->buffer.obj : Py_None);
}

PyObject *kr_view_tuple(const Py_ssize_t *items, int count)
{
    PyObject *tuple = PyTuple_New(count);
    for (int i = 0; tuple && i < count; i++) {
        PyObject *item = PyLong_FromSsize_t(items[i]);
        if (!item)
            Py_CLEAR(tuple);
        else
            PyTuple_SET_ITEM(tuple, i, item);
    }
    return tuple;
}
