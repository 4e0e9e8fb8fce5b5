/* view.h: typed memoryviews: rectangular windows on the buffer of a Python object.
 *
 * A view is a struct of its rank's size, passed by address; all zero means not set (None). It shares a
 * counted KrBuffer with every other view of the same buffer; counting works without the GIL. Element
 * access is plain C on data, shape and strides, which the emitter copies into locals.
 *
 *     static const KrViewSpec a_spec = KR_VIEW_SPEC('f', double, 2, 1, 0);
 *     KrView2 a = {0};
 *     if (kr_view_open(&a, object, &a_spec) < 0) KR_FAIL(3, fail);
 *     ... *(double *)(a.data + i * a.strides[0] + j * a.strides[1]) ...
 *     kr_view_release(&a);
 */
#ifndef KR_VIEW_H
#define KR_VIEW_H

#include "kr/core.h"

typedef struct KrBuffer KrBuffer; /* view.c: a Py_buffer and the number of views on it */

#define KR_DEFINE_VIEW(n)                                                                          \
    typedef struct KrView##n {                                                                     \
        char *data;                                                                                \
        KrBuffer *owner;                                                                           \
        Py_ssize_t shape[n];                                                                       \
        Py_ssize_t strides[n];                                                                     \
        Py_ssize_t suboffsets[n]; /* of indirect axes; else negative */                            \
    } KrView##n;
KR_DEFINE_VIEW(1)
KR_DEFINE_VIEW(2)
KR_DEFINE_VIEW(3)
KR_DEFINE_VIEW(4)
KR_DEFINE_VIEW(5)
KR_DEFINE_VIEW(6)
KR_DEFINE_VIEW(7)
KR_DEFINE_VIEW(8)
enum { KR_VIEW_MAX_DIMS = 8 };

/* Kinds of elements: 'i' signed and 'u' unsigned integer, 'c' char, 'f' float, 'z' complex, 'O' object, '?' bint
 * as bool, 'P' pointer, '*' anything of that size, 'T' struct (compared field by field),
 * 'A' C array: one field without a name. */
typedef struct KrField {
    const char *name;
    char kind;
    Py_ssize_t offset, itemsize;
    const char *type;             /* C name, for messages */
    const struct KrField *fields; /* of a struct: ends with name NULL */
    Py_ssize_t dims[8];           /* of a C array of such items, ends with 0; a scalar has none */
} KrField;

typedef struct KrViewSpec {
    char kind;
    Py_ssize_t itemsize;
    int ndim;
    int writable;
    char contig;       /* 0, 'C', 'F' */
    const char *name;  /* C name of the element, for messages */
    const KrField *fields; /* kinds 'T', 'A' */
    const char *modes;     /* an axis a letter, where some are not direct: s strided, c contiguous, i indirect, g either;
                              else NULL */
} KrViewSpec;

/* Initialiser for elements without fields. */
#define KR_VIEW_SPEC(kind, type, ndim, writable, contig) \
    {kind, sizeof(type), ndim, writable, contig, #type, NULL, NULL}

/* 0, or -1 and TypeError, ValueError or BufferError. None gives an unset view. *view need not be initialised and
 * on failure is unset. */
KR_FN int kr_view_open(void *view, PyObject *object, const KrViewSpec *spec);
/* Releases a view, which becomes unset. Works without the GIL. */
KR_FN void kr_view_release(void *view);
KR_FN void kr_buffer_keep(KrBuffer *buffer); /* one more view on it; NULL allowed */
/* to = from, one more reference. */
#define kr_view_keep(to, from) (*(to) = *(from), kr_buffer_keep((to)->owner))
/* New view object (None for an unset view) that keeps the buffer alive. */
KR_FN PyObject *kr_view_object(const void *view, const KrViewSpec *spec);
/* New reference to the object the view was opened on; None for an unset view. */
KR_FN PyObject *kr_view_base(const void *view);
/* cython.view.memoryview, the type of view objects; borrowed. NULL and an exception. */
KR_FN PyObject *kr_view_type(void);
/* New view object on a buffer got with these PyBUF_ flags. */
KR_FN PyObject *kr_view_new(PyObject *object, int flags);
/* New view object on a fresh copy of a view object's items, in C or Fortran order. */
KR_FN PyObject *kr_view_object_copy(PyObject *view, int fortran);
/* to = from with its axes in reverse order; *to need not be initialised. 0, or -1 and ValueError when an axis is
 * indirect. Works without the GIL. */
KR_FN int kr_view_reverse(void *to, const void *from, int ndim);
#define kr_view_transpose(to, from) kr_view_reverse((to), (from), KR_VIEW_NDIM(from))
#define KR_VIEW_ITEM(at) (*(PyObject *const *)(at) ? *(PyObject *const *)(at) : Py_None)
/* Address behind an axis that may be indirect. */
#define KR_VIEW_FOLLOW(at, suboffset) ((suboffset) < 0 ? (at) : *(char **)(at) + (suboffset))

#define KR_VIEW_IS_SET(v) KR_LIKELY((v).owner != NULL)
#define kr_view_is_none(v) ((v)->owner == NULL)
/* -1 and "Cannot index None memoryview slice" when the view is None; works without the GIL. `what`: "index", "slice",
 * "assign to" (TypeError), "transpose", "access 'NAME' attribute of" (AttributeError); "iterate" has the text of a loop. */
KR_FN int kr_view_refuse(const char *what);
#define kr_view_need(v, what) (KR_LIKELY((v)->owner != NULL) ? 0 : kr_view_refuse(what))
KR_FN int kr_raise_view(void); /* AttributeError: Memoryview is not initialized */
KR_FN int kr_raise_view_nogil(void);
KR_FN int kr_raise_view_result(void); /* TypeError: Memoryview return value is not initialized; without the GIL too */

/* One axis of the view that is sliced. FULL `:`, INDEX `i` (start), SLICE `start:stop:step`, NEW `None`. `given` says
 * which parts of a SLICE are there. */
enum { KR_AXIS_FULL, KR_AXIS_INDEX, KR_AXIS_SLICE, KR_AXIS_NEW };
enum { KR_AXIS_START = 1, KR_AXIS_STOP = 2, KR_AXIS_STEP = 4 };
typedef struct KrAxis {
    int kind, given;
    Py_ssize_t start, stop, step;
} KrAxis;

/* to = from[axes]: `count` axes for `ndim` dimensions of `from` (missing ones: FULL). *to need not be initialised.
 * 0, or -1 and IndexError "Index out of bounds (axis 0)" or ValueError "Step may not be zero (axis 0)". Works
 * without the GIL. */
KR_FN int kr_view_slice(void *to, const void *from, int ndim, const KrAxis *axes, int count);
/* The same where `old` is released next, as `to` takes its place: of the same buffer, its reference goes over to `to`. */
KR_FN int kr_view_reslice(void *old, void *to, const void *from, int ndim, const KrAxis *axes, int count);
/* to[...] = from: same rank; axes of length 1 of `from` are repeated; overlap is allowed. 0, or -1 and ValueError
 * "got differing extents in dimension 0 (got 3 and 4)". Works without the GIL. kind 'O' counts references and
 * needs it. */
KR_FN int kr_view_copy(const void *to, const void *from, int ndim, Py_ssize_t itemsize);
KR_FN int kr_view_fill(const void *to, const void *scalar, int ndim, Py_ssize_t itemsize);
/* The same for views of objects; under the GIL. */
KR_FN int kr_view_copy_objects(const void *to, const void *from, int ndim);
KR_FN int kr_view_fill_objects(const void *to, PyObject *value, int ndim);

#define KR_VIEW_NDIM(v) ((int)(sizeof (v)->shape / sizeof (v)->shape[0]))
KR_FN Py_ssize_t kr_view_count(const void *view, int ndim);
KR_FN PyObject *kr_view_tuple(const Py_ssize_t *items, int count);
#define kr_view_is_c_contig(v) kr_view_contiguous((v), KR_VIEW_NDIM(v), 'C')
#define kr_view_is_f_contig(v) kr_view_contiguous((v), KR_VIEW_NDIM(v), 'F')
KR_FN int kr_view_contiguous(const void *view, int ndim, char order);

#endif
