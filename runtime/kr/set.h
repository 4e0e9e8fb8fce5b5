/* set.h: sets and frozensets of exact type. */
#ifndef KR_SET_H
#define KR_SET_H

#include "kr/object.h"

/* frozenset(x): one of exactly that type stays itself. */
KR_INLINE PyObject *kr_frozenset_from(PyObject *x)
{
    return PyFrozenSet_CheckExact(x) ? Py_NewRef(x) : PyFrozenSet_New(x);
}

/* An item that is a set itself is looked for as a frozenset, as Python does it. */
KR_FN int kr_set_has(PyObject *item, PyObject *set);
KR_FN int kr_set_discard(PyObject *set, PyObject *item);
/* KeyError when it is not there. */
KR_FN int kr_set_remove(PyObject *set, PyObject *item);
KR_FN int kr_set_update(PyObject *set, PyObject *items);
/* {*items}; TypeError "'int' object is not iterable" */
#define kr_set_star(set, items) kr_set_update((set), (items))
/* New set of `count` items, which are borrowed. */
KR_FN PyObject *kr_set_of(Py_ssize_t count, PyObject *const *items);

/* Accepts None: false. */
#define kr_truth_set(x) ((x) != Py_None && PySet_GET_SIZE(x) != 0)

#endif
