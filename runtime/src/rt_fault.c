/* rt_fault.c: counting operations and failing one on demand; see kr/fault.h. The counters are the only state of the
 * runtime, and only code made for tests uses them.
 */
#include "kr/fault.h"

static struct {
    int count;   /* questions since the last kr_fault_set */
    int fail_at; /* 0: none */
} fault;

long kr_fault_set(long n)
{
    long count = fault.count;
    fault.count = 0;
    fault.fail_at = (int)n;
    return count;
}

int kr_fault_hit(void)
{
    int count = kr_atomic_add(&fault.count, 1);
    if (count != fault.fail_at)
        return 0;
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_MemoryError, "fault %d", count);
    PyGILState_Release(gil);
    return 1;
}
