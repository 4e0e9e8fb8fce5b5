/* rt_view.h: what the files behind kr/view.h share: access to a view of any rank, and the counted buffer. */
#ifndef KR_RT_VIEW_H
#define KR_RT_VIEW_H

#include "kr/view.h"

struct KrBuffer {
    int count; /* views and memoryview objects on it */
    Py_buffer buffer;
};

/* What is read through them may have been written as a word. */
#ifdef __TINYC__
typedef char *ViewData;
typedef KrBuffer *ViewOwner;
#else
typedef char *__attribute__((may_alias)) ViewData;
typedef KrBuffer *__attribute__((may_alias)) ViewOwner;
#endif

/* Every KrViewN starts with data and owner, then N lengths, N strides, N suboffsets. */
#define VIEW_DATA(v) (*(ViewData *)(v))
#define VIEW_OWNER(v) (*((ViewOwner *)(v) + 1))
#define VIEW_SHAPE(v) ((Py_ssize_t *)(v) + 2)
#define VIEW_STRIDES(v, ndim) ((Py_ssize_t *)(v) + 2 + (ndim))
#define VIEW_SUBOFFSETS(v, ndim) ((Py_ssize_t *)(v) + 2 + 2 * (ndim))
#define VIEW_SIZE(ndim) ((size_t)(2 + 3 * (ndim)) * sizeof(Py_ssize_t))
_Static_assert(sizeof(Py_ssize_t) == sizeof(void *), "views are laid out in words");

/* A buffer with one view on it; NULL and an exception. */
KrBuffer *kr_buffer_open(PyObject *object, int flags);
/* One view less; the last one releases the buffer. Works without the GIL; NULL allowed. */
void kr_buffer_drop(KrBuffer *buffer);
/* Does the buffer hold what the spec says? 0, or -1 and ValueError. Source: PEP 3118. */
int kr_buffer_check(const Py_buffer *buffer, const KrViewSpec *spec);


/* Item conversion: by the element type, or by the format where there is none (spec NULL). kr_view_item: new reference,
 * or NULL; kr_view_item_set: 0 or -1. */
PyObject *kr_view_item(const KrViewSpec *spec, const char *format, Py_ssize_t size, const char *at);
int kr_view_item_set(const KrViewSpec *spec, const char *format, Py_ssize_t size, char *at, PyObject *value);

/* The type itself, made ready as a collections.abc.Sequence; borrowed. NULL and an exception. */
PyObject *kr_sequence_type(PyTypeObject *type);

#endif
