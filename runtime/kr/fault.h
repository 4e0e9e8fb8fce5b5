/* fault.h: forced failures, for tests. Built with -DKR_FAULT, the N-th check of a module for errors fails with
 * MemoryError("fault N"), after the real result was released; N is set by kr_fault_set. Without it, these
 * macros are the plain conditions.
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

#if defined(KR_FAULT)
#define KR_FAULT_POINT(failed) ((failed) || kr_fault_hit())
#define KR_FAULT_NULL(x) (!(x) || (kr_fault_hit() && kr_fault_drop(&(x))))
#else
#define KR_FAULT_POINT(failed) (failed)
#define KR_FAULT_NULL(x) (!(x))
#endif

#endif
