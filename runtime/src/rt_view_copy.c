/* rt_view_copy.c: copying and filling typed memoryviews; see kr/view.h.
 *
 * All walks go from the outer axis to the inner one. Where source and destination share memory the source is
 * first gathered into a temporary block, unless both are the same contiguous shape (memmove).
 */
#include "rt_view.h"
#include <string.h>

/* One side of a copy. */
typedef struct Side {
    char *data;
    Py_ssize_t strides[KR_VIEW_MAX_DIMS];
} Side;

static Side side_of(const void *view, int ndim)
{
    Side side = {.data = VIEW_DATA(view)};
    memcpy(side.strides, VIEW_STRIDES(view, ndim), (size_t)ndim * sizeof(Py_ssize_t));
    return side;
}

Py_ssize_t kr_view_count(const void *view, int ndim)
{
    Py_ssize_t count = 1;
    for (int i = 0; i < ndim; i++)
        count *= VIEW_SHAPE(view)[i];
    return count;
}

static int is_contiguous(const Py_ssize_t *shape, const Py_ssize_t *strides, int ndim, Py_ssize_t itemsize,
                         char order)
{
    Py_ssize_t stride = itemsize;
    for (int k = 0; k < ndim; k++) {
        int i = order == 'F' ? k : ndim - 1 - k;
        if (shape[i] == 0)
            return 1;
        if (shape[i] != 1 && strides[i] != stride)
            return 0;
        stride *= shape[i];
    }
    return 1;
}

int kr_view_contiguous(const void *view, int ndim, char order)
{
    const KrBuffer *owner = VIEW_OWNER(view);
    return owner && is_contiguous(VIEW_SHAPE(view), VIEW_STRIDES(view, ndim), ndim, owner->buffer.itemsize, order);
}

/* ---- walks ----------------------------------------------------------------------------------- */

#define COPY_ROW(T)                                                                                \
    for (Py_ssize_t i = 0; i < len; i++, to += to_stride, from += from_stride) {                   \
        T item;                                                                                    \
        memcpy(&item, from, sizeof item);                                                          \
        memcpy(to, &item, sizeof item);                                                            \
    }

static void copy_row(char *to, Py_ssize_t to_stride, const char *from, Py_ssize_t from_stride, Py_ssize_t len,
                     Py_ssize_t itemsize)
{
    if (to_stride == itemsize && from_stride == itemsize)
        memcpy(to, from, (size_t)(len * itemsize));
    else if (itemsize == 8)
        COPY_ROW(long long)
    else if (itemsize == 4)
        COPY_ROW(int)
    else if (itemsize == 1)
        COPY_ROW(char)
    else
        for (Py_ssize_t i = 0; i < len; i++, to += to_stride, from += from_stride)
            memcpy(to, from, (size_t)itemsize);
}

static void copy_axis(char *to, const Py_ssize_t *to_strides, const char *from, const Py_ssize_t *from_strides,
                      const Py_ssize_t *shape, int ndim, Py_ssize_t itemsize)
{
    if (ndim == 1) {
        copy_row(to, *to_strides, from, *from_strides, *shape, itemsize);
        return;
    }
    for (Py_ssize_t i = 0; i < *shape; i++, to += *to_strides, from += *from_strides)
        copy_axis(to, to_strides + 1, from, from_strides + 1, shape + 1, ndim - 1, itemsize);
}

/* ---- copying --------------------------------------------------------------------------------- */

/* Axes of length 1 are repeated by a stride of 0. 0, or -1 and ValueError. */
static int match_shapes(const void *to, const void *from, int ndim, Side *source)
{
    const Py_ssize_t *want = VIEW_SHAPE(to), *got = VIEW_SHAPE(from);
    for (int i = 0; i < ndim; i++) {
        if (VIEW_SUBOFFSETS(from, ndim)[i] >= 0 || VIEW_SUBOFFSETS(to, ndim)[i] >= 0) {
            PyGILState_STATE state = PyGILState_Ensure();
            PyErr_Format(PyExc_ValueError, "Dimension %d is not direct", i);
            PyGILState_Release(state);
            return -1;
        }
        if (got[i] == want[i])
            continue;
        if (got[i] == 1) {
            source->strides[i] = 0;
            continue;
        }
        PyGILState_STATE gil = PyGILState_Ensure();
        PyErr_Format(PyExc_ValueError, "got differing extents in dimension %d (got %zd and %zd)", i, want[i], got[i]);
        PyGILState_Release(gil);
        return -1;
    }
    return 0;
}

/* First and last byte a side touches. The shape has no 0. */
static void find_extent(const Side *side, const Py_ssize_t *shape, int ndim, Py_ssize_t itemsize, char **low,
                        char **high)
{
    *low = *high = side->data;
    for (int i = 0; i < ndim; i++) {
        Py_ssize_t reach = side->strides[i] * (shape[i] - 1);
        if (reach < 0)
            *low += reach;
        else
            *high += reach;
    }
    *high += itemsize;
}

static int sides_overlap(const Side *a, const Side *b, const Py_ssize_t *shape, int ndim, Py_ssize_t itemsize)
{
    char *a_low, *a_high, *b_low, *b_high;
    find_extent(a, shape, ndim, itemsize, &a_low, &a_high);
    find_extent(b, shape, ndim, itemsize, &b_low, &b_high);
    return (size_t)a_low < (size_t)b_high && (size_t)b_low < (size_t)a_high;
}

static int fail_memory(void)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_NoMemory();
    PyGILState_Release(gil);
    return -1;
}

int kr_view_copy(const void *to, const void *from, int ndim, Py_ssize_t itemsize)
{
    const Py_ssize_t *shape = VIEW_SHAPE(to);
    Side target = side_of(to, ndim), source = side_of(from, ndim);
    Py_ssize_t count = kr_view_count(to, ndim);
    if (match_shapes(to, from, ndim, &source) < 0)
        return -1;
    if (count == 0)
        return 0;
    if (is_contiguous(shape, target.strides, ndim, itemsize, 'C') &&
        is_contiguous(shape, source.strides, ndim, itemsize, 'C')) {
        memmove(target.data, source.data, (size_t)(count * itemsize));
        return 0;
    }
    if (!sides_overlap(&target, &source, shape, ndim, itemsize)) {
        copy_axis(target.data, target.strides, source.data, source.strides, shape, ndim, itemsize);
        return 0;
    }
    Side block = {.data = PyMem_RawMalloc((size_t)(count * itemsize))};
    if (!block.data)
        return fail_memory();
    Py_ssize_t stride = itemsize;
    for (int i = ndim - 1; i >= 0; stride *= shape[i--])
        block.strides[i] = stride;
    copy_axis(block.data, block.strides, source.data, source.strides, shape, ndim, itemsize);
    copy_axis(target.data, target.strides, block.data, block.strides, shape, ndim, itemsize);
    PyMem_RawFree(block.data);
    return 0;
}

int kr_view_fill(const void *to, const void *scalar, int ndim, Py_ssize_t itemsize)
{
    static const Py_ssize_t still[KR_VIEW_MAX_DIMS] = {0};
    if (kr_view_count(to, ndim))
        copy_axis(VIEW_DATA(to), VIEW_STRIDES(to, ndim), scalar, still, VIEW_SHAPE(to), ndim, itemsize);
    return 0;
}

/* ---- objects --------------------------------------------------------------------------------- */

/* Stores the objects of `from` in the items of an axis, one new reference each; releases what was there. */
static void store_objects(char *to, const Py_ssize_t *to_strides, const char *from, const Py_ssize_t *from_strides,
                          const Py_ssize_t *shape, int ndim)
{
    for (Py_ssize_t i = 0; i < *shape; i++, to += *to_strides, from += *from_strides) {
        if (ndim > 1) {
            store_objects(to, to_strides + 1, from, from_strides + 1, shape + 1, ndim - 1);
            continue;
        }
        PyObject **place = (PyObject **)to, *item = *(PyObject *const *)from;
        Py_XINCREF(item);
        KR_REPLACE(*place, item);
    }
}

/* References of all objects of a side: kept (1) or released (-1). */
static void count_objects(const char *at, const Py_ssize_t *strides, const Py_ssize_t *shape, int ndim, int change)
{
    for (Py_ssize_t i = 0; i < *shape; i++, at += *strides) {
        if (ndim > 1)
            count_objects(at, strides + 1, shape + 1, ndim - 1, change);
        else if (change > 0)
            Py_XINCREF(*(PyObject *const *)at);
        else
            Py_XDECREF(*(PyObject *const *)at);
    }
}

int kr_view_copy_objects(const void *to, const void *from, int ndim)
{
    const Py_ssize_t *shape = VIEW_SHAPE(to);
    Side source = side_of(from, ndim);
    Py_ssize_t count = kr_view_count(to, ndim);
    if (match_shapes(to, from, ndim, &source) < 0)
        return -1;
    if (count == 0)
        return 0;
    /* Releasing an object may run any code: work from a copy that holds its own references. */
    Side block = {.data = PyMem_RawMalloc((size_t)count * sizeof(PyObject *))};
    if (!block.data)
        return fail_memory();
    Py_ssize_t stride = (Py_ssize_t)sizeof(PyObject *);
    for (int i = ndim - 1; i >= 0; stride *= shape[i--])
        block.strides[i] = stride;
    copy_axis(block.data, block.strides, source.data, source.strides, shape, ndim, (Py_ssize_t)sizeof(PyObject *));
    count_objects(block.data, block.strides, shape, ndim, 1);
    store_objects(VIEW_DATA(to), VIEW_STRIDES(to, ndim), block.data, block.strides, shape, ndim);
    count_objects(block.data, block.strides, shape, ndim, -1);
    PyMem_RawFree(block.data);
    return 0;
}

int kr_view_fill_objects(const void *to, PyObject *value, int ndim)
{
    static const Py_ssize_t still[KR_VIEW_MAX_DIMS] = {0};
    if (kr_view_count(to, ndim))
        store_objects(VIEW_DATA(to), VIEW_STRIDES(to, ndim), (const char *)&value, still, VIEW_SHAPE(to), ndim);
    return 0;
}
