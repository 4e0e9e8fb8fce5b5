/* fault.h: forced failures, for tests. The N-th operation that can fail, counted from kr_fault_set(N) on, fails with
 * MemoryError("fault N"). Only modules built with the header that tests/runner/fault_header.py makes ask; it puts the
 * question in front of the calls of the runtime.
 *
 *     (kr_fault_hit() ? NULL : kr_add(a, b))
 */
#ifndef KR_FAULT_H
#define KR_FAULT_H

#include "kr/core.h"

/* The n-th question from now is answered with yes; 0: none. Gives the number of questions since the last call. */
KR_FN long kr_fault_set(long n);
/* Is the operation to fail? MemoryError is then pending. Without the GIL too. */
KR_FN int kr_fault_hit(void);

#endif
