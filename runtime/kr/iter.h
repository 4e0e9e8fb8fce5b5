/* iter.h: iterators. */
#ifndef KR_ITER_H
#define KR_ITER_H

#include "kr/take.h"

#define kr_iter(x) PyObject_GetIter(x)

KR_FN PyObject *kr_next_end(void); /* after tp_iternext gave NULL: drops StopIteration; NULL */

/* The head of CPython's iterator of a list, the same from 3.9 to 3.13. */
typedef struct KrListIter {
    PyObject_HEAD
    Py_ssize_t index;
    PyListObject *list; /* NULL: exhausted */
} KrListIter;

/* Next item; NULL: exhausted (no exception pending) or failed. */
KR_INLINE PyObject *kr_next(PyObject *iterator)
{
#if !KR_FREE_THREADED && !KR_PY(14)
    if (Py_TYPE(iterator) == &PyListIter_Type) {
        KrListIter *self = (KrListIter *)iterator;
        if (KR_LIKELY(self->list && self->index < PyList_GET_SIZE(self->list)))
            return Py_NewRef(PyList_GET_ITEM(self->list, self->index++));
    }
#endif
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    return KR_LIKELY(item != NULL) ? item : kr_next_end();
}

/* see take.h */
KR_TAKES_O(PyObject *, NULL, kr_iter)

#endif
