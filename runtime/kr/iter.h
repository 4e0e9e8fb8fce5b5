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

/* The head of CPython's iterator of a range whose numbers are C longs: from 3.9 to 3.11, and since 3.12. */
typedef struct KrRangeIter {
    PyObject_HEAD
#if KR_PY(12)
    long start, step, len;
#else
    long index, start, step, len;
#endif
} KrRangeIter;

/* kr_next of an iterator that most likely is one of a range: counts in place. */
KR_INLINE PyObject *kr_range_next(PyObject *iterator)
{
#if !KR_FREE_THREADED
    KrRangeIter *self = (KrRangeIter *)iterator;
    if (KR_LIKELY(Py_IS_TYPE(iterator, &PyRangeIter_Type))) {
#if KR_PY(12)
        long number = self->start;
        if (self->len <= 0)
            return NULL;
        self->len--;
        self->start = (long)((unsigned long)number + (unsigned long)self->step);
        return PyLong_FromLong(number);
#else
        return self->index < self->len
                   ? PyLong_FromLong((long)((unsigned long)self->start +
                                            (unsigned long)self->index++ * (unsigned long)self->step))
                   : NULL;
#endif
    }
#endif
    return kr_next(iterator);
}

/* The iterators to be advanced in turn in place of `zip`, an iterator of tuples of `count` items: those that it holds when
 * it is a zip object just made; else one object `count` times, which takes the tuples apart. New tuple or NULL. */
KR_FN PyObject *kr_zip_parts(PyObject *zip, Py_ssize_t count);

/* see take.h */
KR_TAKES_O(PyObject *, NULL, kr_iter)
KR_TAKES_ON(PyObject *, NULL, kr_zip_parts, Py_ssize_t)

#endif
