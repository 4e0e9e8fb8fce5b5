/* attr.h: attributes by name, with a cache of what was found where.
 *
 * Same results as PyObject_GetAttr and PyObject_SetAttr; kr_method of call.h uses the same cache. `name` is an
 * interned constant of the module: the cache compares it by address.
 */
#ifndef KR_ATTR_H
#define KR_ATTR_H

#include "kr/take.h"

/* New reference, or NULL and an exception. */
KR_FN PyObject *kr_attr_get(PyObject *object, PyObject *name);
/* 0, or -1 and an exception. */
KR_FN int kr_attr_set(PyObject *object, PyObject *name, PyObject *value);

/* Is it known at once that the attribute is `own` of the type, a method, with nothing of the instance's in front? */
KR_FN int kr_attr_is(PyObject *object, PyObject *name, PyObject *own);

/* The method that the class of the object holds by this name, new reference; NULL without an exception: it may be
 * anything else. */
KR_FN PyObject *kr_method_unbound(PyObject *object, PyObject *name);

/* A binary operator whose left operand is an instance of a Python class. */
typedef struct KrSpecial {
    const char *method, *sign; /* "__add__", "+" */
    size_t slot, in_place;     /* in PyNumberMethods; in_place 0: the operator is not in place */
    binaryfunc op;             /* what is done where nothing is known */
} KrSpecial;
/* As special->op(left, right); *name remembers the interned name of the method. */
KR_FN PyObject *kr_special(const KrSpecial *special, PyObject **name, PyObject *left, PyObject *right);

/* see take.h */
KR_TAKES_ON(PyObject *, NULL, kr_attr_get, PyObject *)
KR_TAKES_ONO(int, -1, kr_attr_set, PyObject *)

#endif
