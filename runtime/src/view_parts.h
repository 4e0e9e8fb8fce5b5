/* view_parts.h: views of any rank, as the runtime's own code sees them. Private to runtime/src. */
#ifndef KR_VIEW_PARTS_H
#define KR_VIEW_PARTS_H

#include "kr/view.h"

/* One acquired buffer, shared by views; freed with its last view. */
struct KrBuffer {
    int refs;
    Py_buffer buffer;
};

/* The head common to KrView1 ... KrView8; `ndim` extents follow, then `ndim` strides. */
typedef struct KrView {
    char *data;
    KrBuffer *owner;
    Py_ssize_t shape[1];
} KrView;

#define KR_STRIDES(view, ndim) ((Py_ssize_t *)(view)->shape + (ndim))
#define KR_VIEW_BYTES(ndim) (sizeof(KrView1) + 2 * sizeof(Py_ssize_t) * (size_t)((ndim) - 1))

/* Gives up one count of a holder (may be NULL); any thread state. */
KR_FN void kr_buffer_drop(KrBuffer *owner);

#endif
