/* rt_func.h: what the two files of function objects share: rt_func.c (calls, making, freeing) and rt_func_attr.c
 * (attributes). */
#ifndef RT_FUNC_H
#define RT_FUNC_H

#include "kr/func.h"

/* Somebody may change the defaults while a call still uses them, borrowed: from now on those are `new_defaults` and
 * `new_kwdefaults`, of which each call takes a copy. 0 or -1. Under the lock of the function. */
KR_HIDDEN int kr_func_guard(KrFunction *self);
/* Is it so already? */
KR_HIDDEN int kr_func_guarded(const KrFunction *self);

KR_HIDDEN PyObject *kr_func_repr(PyObject *self);
/* The table of attributes. */
KR_HIDDEN PyGetSetDef *kr_func_attrs(void);
extern KR_HIDDEN PyMethodDef kr_func_methods[];

#endif
