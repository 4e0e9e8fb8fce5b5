/* rt_view.h: what the files behind kr/view.h share: access to a view of any rank, and the counted buffer. */
#ifndef KR_RT_VIEW_H
#define KR_RT_VIEW_H

#include "kr/view.h"

struct KrBuffer {
    int count; /* views and memoryview objects on it */
    Py_buffer buffer;
};

/* Every KrViewN starts with data and owner, then N lengths, then N strides. */
#define VIEW_DATA(v) (*(char **)(v))
#define VIEW_OWNER(v) (*((KrBuffer **)(v) + 1))
#define VIEW_SHAPE(v) ((Py_ssize_t *)(v) + 2)
#define VIEW_STRIDES(v, ndim) ((Py_ssize_t *)(v) + 2 + (ndim))
_Static_assert(sizeof(Py_ssize_t) == sizeof(void *), "views are laid out in words");

/* One view less; the last one releases the buffer. Works without the GIL; NULL allowed. */
void kr_buffer_drop(KrBuffer *buffer);
/* Does the buffer hold what the spec says? 0, or -1 and ValueError. Source: PEP 3118. */
int kr_buffer_check(const Py_buffer *buffer, const KrViewSpec *spec);

#endif
