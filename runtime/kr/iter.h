/* iter.h: iterators. */
#ifndef KR_ITER_H
#define KR_ITER_H

#include "kr/core.h"

#define kr_iter(x) PyObject_GetIter(x)

KR_FN PyObject *kr_next_end(void); /* after tp_iternext gave NULL: drops StopIteration; NULL */

/* Next item; NULL: exhausted (no exception pending) or failed. */
KR_INLINE PyObject *kr_next(PyObject *iterator)
{
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    return KR_LIKELY(item != NULL) ? item : kr_next_end();
}

/* Next item of a list that may change meanwhile; NULL at the end. */
KR_FN PyObject *kr_list_next(PyObject *list, Py_ssize_t *index);
/* next(x), next(x, otherwise); TypeError "'list' object is not an iterator" */
KR_FN PyObject *kr_next_or_stop(PyObject *x);
KR_FN PyObject *kr_next_or(PyObject *x, PyObject *otherwise);

#endif
