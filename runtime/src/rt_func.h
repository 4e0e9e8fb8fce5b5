/* rt_func.h: what the files of function objects share: rt_func.c (calls, making, freeing), rt_func_attr.c
 * (attributes), rt_args.c (arguments), rt_method.c (methods that do not bind as functions do). */
#ifndef RT_FUNC_H
#define RT_FUNC_H

#include "kr/func.h"

/* Somebody may change the defaults while a call still uses them, borrowed: from now on those are `new_defaults` and
 * `new_kwdefaults`, of which each call takes a copy. 0 or -1. Under the lock of the function. */
KR_HIDDEN int kr_func_guard(KrFunction *self);
/* Is it so already? */
KR_HIDDEN int kr_func_guarded(const KrFunction *self);

/* A function object and an instance, as one callable; without the instance: a descriptor that makes those. */
typedef struct KrMethod {
    PyObject_HEAD
    const KrFuncDef *def;
    vectorcallfunc vectorcall;
    PyObject *self, *function;
    PyObject *weakrefs;
} KrMethod;

/* tp_call of function objects and of KrMethod. A function of a .pyx file that has but `*args` (or `self, *args`) gets the tuple
 * and no copy, as in Cython. */
KR_HIDDEN PyObject *kr_func_call(PyObject *callable, PyObject *args, PyObject *kwargs);
/* Such a call: the number of positional arguments has this bit, and the tuple stands before them. */
#define KR_WHOLE_TUPLE ((Py_ssize_t)1 << (8 * sizeof(Py_ssize_t) - 3))

KR_HIDDEN PyObject *kr_func_repr(PyObject *self);
/* The table of attributes. */
KR_HIDDEN PyGetSetDef *kr_func_attrs(void);
extern KR_HIDDEN PyMethodDef kr_func_methods[];

#endif
