/* rt_carray.c: C arrays; see kr/carray.h. */
#include "kr/carray.h"

int kr_raise_fill(Py_ssize_t given, Py_ssize_t wanted)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, "Assignment to slice of wrong length, expected %zd, got %zd", given,
                 wanted);
    PyGILState_Release(gil);
    return -1;
}
