/* fault.h: forced failures, for tests. The N-th check from kr_fault_set(N) on fails with MemoryError("fault N"), after
 * the real result was released. Code emitted with --fault asks through these macros; other code never counts.
 *
 *     if (KR_FAULT_NULL(x)) KR_FAIL(5, fail);
 */
#ifndef KR_FAULT_H
#define KR_FAULT_H

#include "kr/core.h"

/* The n-th check from now fails; 0: none. Gives the number of checks since the last call. */
KR_FN long kr_fault_set(long n);
/* Counts one check; true when it is to fail: MemoryError is then pending. */
KR_FN int kr_fault_hit(void);
KR_FN int kr_fault_drop(PyObject **object); /* releases, stores NULL; true */

/* A condition that means failure; an owned object, NULL on failure; an item of an iterator, NULL
 * also at its end; an owned
 * view. */
#define KR_FAULT_POINT(failed) ((failed) || kr_fault_hit())
#define KR_FAULT_NULL(x) (!(x) || (kr_fault_hit() && kr_fault_drop(&(x))))
#define KR_FAULT_NEXT(x)                                                                           \
    ((x) ? kr_fault_hit() && kr_fault_drop(&(x)) : PyErr_Occurred() != NULL || kr_fault_hit())
#define KR_FAULT_VIEW(failed, view) ((failed) || (kr_fault_hit() && (kr_view_release(view), 1)))

#endif
