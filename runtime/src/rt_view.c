/* rt_view.c: sharing and slicing typed memoryviews; see kr/view.h.
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
    PyObject *type, *value, *traceback;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Fetch(&type, &value, &traceback); /* an exporter may run Python code */
    PyBuffer_Release(&buffer->buffer);
    PyErr_Restore(type, value, traceback);
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

/* ---- slicing --------------------------------------------------------------------------------- */

static int fail_axis(PyObject *type, const char *text, int axis)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(type, text, axis);
    PyGILState_Release(gil);
    return -1;
}

/* The window that is being made, axis by axis. An offset behind an indirect axis that is kept is added to its suboffset. */
typedef struct Window {
    char *data;
    Py_ssize_t shape[KR_VIEW_MAX_DIMS], strides[KR_VIEW_MAX_DIMS], suboffsets[KR_VIEW_MAX_DIMS];
    int ndim, indirect; /* indirect: the last indirect axis that was kept, or -1 */
} Window;

/* An axis of the source. */
typedef struct Axis {
    int dim;
    Py_ssize_t len, stride, suboffset;
} Axis;

static void add_axis(Window *window, Py_ssize_t len, Py_ssize_t stride, Py_ssize_t suboffset)
{
    window->shape[window->ndim] = len;
    window->strides[window->ndim] = stride;
    window->suboffsets[window->ndim] = suboffset;
    if (suboffset >= 0)
        window->indirect = window->ndim;
    window->ndim++;
}

static void move_window(Window *window, Py_ssize_t offset)
{
    if (window->indirect < 0)
        window->data += offset;
    else
        window->suboffsets[window->indirect] += offset;
}

static int index_axis(Window *window, Py_ssize_t start, const Axis *from)
{
    if (start < 0)
        start += from->len;
    if (KR_OUTSIDE(start, from->len))
        return fail_axis(PyExc_IndexError, "Index out of bounds (axis %d)", from->dim);
    move_window(window, start * from->stride);
    if (from->suboffset < 0)
        return 0;
    if (window->ndim)
        return fail_axis(PyExc_IndexError, "All dimensions preceding dimension %d must be indexed and not sliced",
                         from->dim);
    window->data = *(char **)(void *)window->data + from->suboffset;
    return 0;
}

/* Items from *start in steps of *step: how many of `len`; -1: the step is zero. */
static Py_ssize_t clip_axis(const KrAxis *axis, Py_ssize_t len, Py_ssize_t *start, Py_ssize_t *step)
{
    Py_ssize_t stop = axis->stop;
    *start = axis->start;
    *step = axis->given & KR_AXIS_STEP ? axis->step : 1;
    if (*step == 0)
        return -1;
    if (*step < -PY_SSIZE_T_MAX)
        *step = -PY_SSIZE_T_MAX;
    if (!(axis->given & KR_AXIS_START))
        *start = *step < 0 ? PY_SSIZE_T_MAX : 0;
    if (!(axis->given & KR_AXIS_STOP))
        stop = *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    return PySlice_AdjustIndices(len, start, &stop, *step); /* arithmetic only: no GIL needed */
}

static int fail_zero_step(int dim)
{
    return fail_axis(PyExc_ValueError, "Step may not be zero (axis %d)", dim);
}

static int slice_axis(Window *window, const KrAxis *axis, const Axis *from)
{
    if (axis->kind == KR_AXIS_FULL) {
        add_axis(window, from->len, from->stride, from->suboffset);
        return 0;
    }
    if (axis->kind == KR_AXIS_INDEX)
        return index_axis(window, axis->start, from);
    Py_ssize_t start, step, count = clip_axis(axis, from->len, &start, &step);
    if (count < 0)
        return fail_zero_step(from->dim);
    if (count > 0)
        move_window(window, start * from->stride);
    add_axis(window, count, from->stride * step, from->suboffset);
    return 0;
}

/* Where no axis is indirect: one axis of the source, number `dim`, into number *kept of the result, whose data moves. */
static int slice_direct(void *to, int out, int *kept, const KrAxis *axis, Py_ssize_t len, Py_ssize_t stride, int dim)
{
    Py_ssize_t start, step = 1, count = len;
    if (axis && axis->kind == KR_AXIS_INDEX) {
        start = axis->start < 0 ? axis->start + len : axis->start;
        if (KR_OUTSIDE(start, len))
            return fail_axis(PyExc_IndexError, "Index out of bounds (axis %d)", dim);
        VIEW_DATA(to) += start * stride;
        return 0;
    }
    if (axis && axis->kind != KR_AXIS_FULL) {
        count = clip_axis(axis, len, &start, &step);
        if (count < 0)
            return fail_zero_step(dim);
        if (count > 0)
            VIEW_DATA(to) += start * stride;
    }
    VIEW_SHAPE(to)[*kept] = count;
    VIEW_STRIDES(to, out)[*kept] = stride * step;
    VIEW_SUBOFFSETS(to, out)[(*kept)++] = -1;
    return 0;
}

/* The usual slice: no axis is indirect, none is new. 1: done; 0: it is another; -1. */
static int slice_usually(void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    int out = ndim, kept = 0;
    for (int i = 0; i < ndim; i++)
        if (VIEW_SUBOFFSETS(from, ndim)[i] >= 0)
            return 0;
    for (int i = 0; i < count; i++) {
        if (axes[i].kind == KR_AXIS_NEW)
            return 0;
        out -= axes[i].kind == KR_AXIS_INDEX;
    }
    VIEW_DATA(to) = VIEW_DATA(from);
    VIEW_OWNER(to) = VIEW_OWNER(from);
    for (int i = 0; i < ndim; i++)
        if (slice_direct(to, out, &kept, i < count ? &axes[i] : NULL, VIEW_SHAPE(from)[i], VIEW_STRIDES(from, ndim)[i],
                         i) < 0) {
            VIEW_OWNER(to) = NULL;
            VIEW_DATA(to) = NULL;
            return -1;
        }
    return 1;
}

static int make_slice(void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    static const KrAxis full = {KR_AXIS_FULL, 0, 0, 0, 0};
    const Py_ssize_t *shape = VIEW_SHAPE(from), *strides = VIEW_STRIDES(from, ndim);
    KrBuffer *owner = VIEW_OWNER(from);
    int dim = 0, usual = slice_usually(to, from, ndim, axes, count);
    if (usual)
        return usual < 0 ? -1 : 0;
    Window window; /* its arrays are filled as far as they are used: clearing them would cost more than all else */
    window.data = VIEW_DATA(from);
    window.ndim = 0;
    window.indirect = -1;
    for (int i = 0; i < count || dim < ndim; i++) {
        const KrAxis *axis = i < count ? &axes[i] : &full;
        if (axis->kind == KR_AXIS_NEW) {
            add_axis(&window, 1, 0, -1);
            continue;
        }
        Axis source = {dim, shape[dim], strides[dim], VIEW_SUBOFFSETS(from, ndim)[dim]};
        if (slice_axis(&window, axis, &source) < 0) {
            VIEW_OWNER(to) = NULL;
            VIEW_DATA(to) = NULL;
            return -1;
        }
        dim++;
    }
    VIEW_DATA(to) = window.data;
    VIEW_OWNER(to) = owner;
    for (int i = 0; i < window.ndim; i++) {
        VIEW_SHAPE(to)[i] = window.shape[i];
        VIEW_STRIDES(to, window.ndim)[i] = window.strides[i];
        VIEW_SUBOFFSETS(to, window.ndim)[i] = window.suboffsets[i];
    }
    return 0;
}

int kr_view_slice(void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    if (make_slice(to, from, ndim, axes, count) < 0)
        return -1;
    kr_buffer_keep(VIEW_OWNER(to));
    return 0;
}

/* Counting by atomic operations costs more than the slice. */
int kr_view_reslice(void *old, void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    if (make_slice(to, from, ndim, axes, count) < 0)
        return -1;
    if (VIEW_OWNER(old) == VIEW_OWNER(to))
        VIEW_OWNER(old) = NULL;
    else
        kr_buffer_keep(VIEW_OWNER(to));
    return 0;
}

int kr_view_reverse(void *to, const void *from, int ndim)
{
    KrBuffer *owner = VIEW_OWNER(from);
    int failed = 0;
    for (int i = 0; i < ndim; i++) {
        failed |= owner && VIEW_SUBOFFSETS(from, ndim)[i] >= 0;
        VIEW_SHAPE(to)[i] = VIEW_SHAPE(from)[ndim - 1 - i];
        VIEW_STRIDES(to, ndim)[i] = VIEW_STRIDES(from, ndim)[ndim - 1 - i];
        VIEW_SUBOFFSETS(to, ndim)[i] = -1;
    }
    VIEW_DATA(to) = failed ? NULL : VIEW_DATA(from);
    VIEW_OWNER(to) = failed ? NULL : owner;
    if (failed)
        return fail_axis(PyExc_ValueError, "Cannot transpose memoryview with indirect dimensions", 0);
    kr_buffer_keep(owner);
    return 0;
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
