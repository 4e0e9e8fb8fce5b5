/* par.c: exceptions leaving parallel regions. See kr/par.h. */
#include "kr/par.h"

KR_FN void kr_par_catch_in(KrModule *module, KrPar *par, const char *func, const char *file, int line)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    kr_traceback_add(module, func, file, line);
    if (kr_atomic_add(&par->taken, 1) == 1)
        par->error = kr_error_take();
    else
        PyErr_Clear();
    par->why = KR_PAR_ERROR;
    PyGILState_Release(gil);
}

KR_FN int kr_par_raise(KrPar *par)
{
    if (!par->error)
        return 0;
    PyGILState_STATE gil = PyGILState_Ensure();
    kr_error_put(par->error);
    par->error = NULL;
    PyGILState_Release(gil);
    return -1;
}
