/* group.h: `except*`: exception groups, taken apart by handlers and put together again. CPython 3.11 and newer. */
#ifndef KR_GROUP_H
#define KR_GROUP_H

#include "kr/core.h"

/* (what of the exception matches, the rest), None for nothing. An exception that is no group and matches comes in a new
 * group. ImportError where the interpreter has no exception groups. */
KR_FN PyObject *kr_group_match(PyObject *rest, PyObject *types);
/* What is raised in the end: of what the handlers raised and the rest that none took, in a list; or None. */
KR_FN PyObject *kr_group_result(PyObject *caught, PyObject *raised);
/* From here `value` is what is being handled. */
KR_FN void kr_group_handle(PyObject *value);

#endif
