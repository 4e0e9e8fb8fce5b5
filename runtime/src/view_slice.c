/* view_slice.c: parts of views and copying between them. See kr/view.h.
 *
 * Works on extents and strides only, so it needs no GIL but to raise. Slices follow Python's rules for
 * sequences (language reference 3.3.7, `slice.indices`).
 */
#include "kr/view.h"
#include "view_parts.h"

#include <string.h>

/* Raises with or without the GIL; -1. */
static int raise_axis(PyObject **type, const char *format, int axis)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(*type, format, axis);
    PyGILState_Release(gil);
    return -1;
}

static Py_ssize_t clamp(Py_ssize_t i, Py_ssize_t n, Py_ssize_t low, Py_ssize_t high)
{
    if (i < 0)
        i += n;
    return i < low ? low : i > high ? high : i;
}

/* start, step and number of items of axis->start:stop:step on an axis of n items; -1: step is 0. */
static Py_ssize_t slice_axis(const KrAxis *axis, Py_ssize_t n, Py_ssize_t *start, Py_ssize_t *step)
{
    Py_ssize_t by = axis->given & KR_AXIS_STEP ? axis->step : 1;
    if (by == 0)
        return -1;
    Py_ssize_t low = by < 0 ? -1 : 0, high = by < 0 ? n - 1 : n;
    Py_ssize_t from = by < 0 ? high : low, to = by < 0 ? low : high;
    if (axis->given & KR_AXIS_START)
        from = clamp(axis->start, n, low, high);
    if (axis->given & KR_AXIS_STOP)
        to = clamp(axis->stop, n, low, high);
    *start = from;
    *step = by;
    if (by < 0)
        return to < from ? (from - to - 1) / -by + 1 : 0;
    return from < to ? (to - from - 1) / by + 1 : 0;
}

typedef struct Slicing {
    const KrView *from;
    int ndim;     /* of from */
    int source;   /* next axis of from */
    int target;   /* next axis of the result */
    char *data;
    Py_ssize_t shape[8], strides[8];
} Slicing;

static void push_axis(Slicing *s, Py_ssize_t extent, Py_ssize_t stride)
{
    s->shape[s->target] = extent;
    s->strides[s->target] = stride;
    s->target++;
}

static int apply_axis(Slicing *s, const KrAxis *axis)
{
    if (axis->kind == KR_AXIS_NEW) {
        push_axis(s, 1, 0);
        return 0;
    }
    Py_ssize_t n = s->from->shape[s->source], stride = KR_STRIDES(s->from, s->ndim)[s->source];
    int number = s->source++;
    if (axis->kind == KR_AXIS_FULL) {
        push_axis(s, n, stride);
    } else if (axis->kind == KR_AXIS_INDEX) {
        Py_ssize_t i = axis->start < 0 ? axis->start + n : axis->start;
        if (i < 0 || i >= n)
            return raise_axis(&PyExc_IndexError, "Index out of bounds (axis %d)", number);
        s->data += i * stride;
    } else {
        Py_ssize_t start, step, count = slice_axis(axis, n, &start, &step);
        if (count < 0)
            return raise_axis(&PyExc_ValueError, "Slice step may not be zero (axis %d)", number);
        s->data += start * stride;
        push_axis(s, count, stride * step);
    }
    return 0;
}

KR_FN int kr_view_slice(void *to, const void *from, int ndim, const KrAxis *axes, int count)
{
    static const KrAxis whole = {KR_AXIS_FULL, 0, 0, 0, 0};
    KrView *result = to;
    Slicing s = {.from = from, .ndim = ndim, .data = ((const KrView *)from)->data};
    int failed = 0;
    for (int i = 0; i < count && !failed; i++)
        failed = apply_axis(&s, &axes[i]);
    while (s.source < ndim && !failed)
        failed = apply_axis(&s, &whole);
    if (failed) {
        result->owner = NULL;
        return -1;
    }
    result->owner = s.from->owner;
    kr_buffer_keep(result->owner);
    result->data = s.data;
    memcpy(result->shape, s.shape, sizeof(Py_ssize_t) * (size_t)s.target);
    memcpy(KR_STRIDES(result, s.target), s.strides, sizeof(Py_ssize_t) * (size_t)s.target);
    return 0;
}

/* Copies over `ndim` axes; a source stride of 0 repeats. */
static void copy_items(char *to, const Py_ssize_t *to_strides, const char *from,
                       const Py_ssize_t *from_strides, const Py_ssize_t *shape, int ndim,
                       Py_ssize_t itemsize)
{
    if (ndim == 0) {
        memcpy(to, from, (size_t)itemsize);
        return;
    }
    if (ndim == 1 && to_strides[0] == itemsize && from_strides[0] == itemsize) {
        memmove(to, from, (size_t)(shape[0] * itemsize));
        return;
    }
    for (Py_ssize_t i = 0; i < shape[0]; i++)
        copy_items(to + i * to_strides[0], to_strides + 1, from + i * from_strides[0], from_strides + 1,
                   shape + 1, ndim - 1, itemsize);
}

/* First and last byte the view may touch. */
static void memory_of(const KrView *view, int ndim, Py_ssize_t itemsize, const char **low, const char **high)
{
    *low = view->data;
    *high = view->data + itemsize;
    for (int k = 0; k < ndim; k++) {
        Py_ssize_t reach = KR_STRIDES(view, ndim)[k] * (view->shape[k] - 1);
        if (reach > 0)
            *high += reach;
        else
            *low += reach;
    }
}

static int overlaps(const KrView *a, const KrView *b, int ndim, Py_ssize_t itemsize)
{
    const char *a_low, *a_high, *b_low, *b_high;
    memory_of(a, ndim, itemsize, &a_low, &a_high);
    memory_of(b, ndim, itemsize, &b_low, &b_high);
    return a_low < b_high && b_low < a_high;
}

/* Strides of `from` for the extents of `to`; -1 with ValueError when they do not fit. */
static int broadcast(const KrView *to, const KrView *from, int ndim, Py_ssize_t *strides)
{
    for (int k = 0; k < ndim; k++) {
        strides[k] = KR_STRIDES(from, ndim)[k];
        if (from->shape[k] == to->shape[k])
            continue;
        if (from->shape[k] == 1) {
            strides[k] = 0;
            continue;
        }
        PyGILState_STATE gil = PyGILState_Ensure();
        PyErr_Format(PyExc_ValueError, "got differing extents in dimension %d (got %zd and %zd)", k,
                     to->shape[k], from->shape[k]);
        PyGILState_Release(gil);
        return -1;
    }
    return 0;
}

/* Through a packed copy of the target's shape, since source and target share memory. */
static int copy_aside(const KrView *to, const KrView *from, const Py_ssize_t *from_strides, int ndim,
                      Py_ssize_t itemsize)
{
    Py_ssize_t packed[8], size = itemsize;
    for (int k = ndim - 1; k >= 0; k--) {
        packed[k] = size;
        size *= to->shape[k];
    }
    char *aside = PyMem_RawMalloc((size_t)(size ? size : 1));
    if (!aside) {
        PyGILState_STATE gil = PyGILState_Ensure();
        PyErr_NoMemory();
        PyGILState_Release(gil);
        return -1;
    }
    copy_items(aside, packed, from->data, from_strides, to->shape, ndim, itemsize);
    copy_items(to->data, KR_STRIDES(to, ndim), aside, packed, to->shape, ndim, itemsize);
    PyMem_RawFree(aside);
    return 0;
}

KR_FN int kr_view_copy(const void *to, const void *from, int ndim, Py_ssize_t itemsize)
{
    Py_ssize_t strides[8];
    const KrView *target = to, *source = from;
    if (broadcast(target, source, ndim, strides) < 0)
        return -1;
    if (kr_view_count(target, ndim) == 0)
        return 0;
    if (overlaps(target, source, ndim, itemsize))
        return copy_aside(target, source, strides, ndim, itemsize);
    copy_items(target->data, KR_STRIDES(target, ndim), source->data, strides, target->shape, ndim, itemsize);
    return 0;
}

KR_FN int kr_view_fill(const void *to, const void *scalar, int ndim, Py_ssize_t itemsize)
{
    static const Py_ssize_t zeros[8] = {0};
    const KrView *target = to;
    copy_items(target->data, KR_STRIDES(target, ndim), scalar, zeros, target->shape, ndim, itemsize);
    return 0;
}
