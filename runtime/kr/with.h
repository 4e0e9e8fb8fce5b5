/* with.h: the with statement. The special methods are looked up on the type. */
#ifndef KR_WITH_H
#define KR_WITH_H

#include "kr/core.h"

/* The bound __enter__ and __exit__; NULL and the interpreter's own error when the type has none. */
KR_FN PyObject *kr_with_enter(PyObject *manager);
KR_FN PyObject *kr_with_exit(PyObject *manager);
/* The bound special method of that name; in .pyx files in place of the two above: AttributeError(name), as in Cython. */
KR_FN PyObject *kr_with_special(PyObject *manager, PyObject *name);
/* exit(type, value, traceback) with the exception being handled: -1, or the truth of its result. */
KR_FN int kr_with_raised(PyObject *exit);

#endif
