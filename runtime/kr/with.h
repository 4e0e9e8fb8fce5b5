/* with.h: the with statement, async or not. The special methods are looked up on the type, in the order of the language,
 * and called by kr_found (kr/call.h).
 *
 *     PyObject *exit = kr_with_method(manager, M.n___exit), *enter = kr_with_method(manager, M.n___enter);
 *     PyObject *value = kr_found0(enter, manager);
 */
#ifndef KR_WITH_H
#define KR_WITH_H

#include "kr/core.h"

/* __enter__, __exit__, __aenter__ or __aexit__, as kr_special_find gives it; NULL and the interpreter's own error when the
 * type has none. */
KR_FN PyObject *kr_with_method(PyObject *manager, PyObject *name);
/* The same in .pyx files: AttributeError(name), as in Cython. */
KR_FN PyObject *kr_with_special(PyObject *manager, PyObject *name);
/* exit(type, value, traceback) with the exception being handled: -1, or the truth of its result. */
KR_FN int kr_with_raised(PyObject *exit, PyObject *manager);
/* The same of __aexit__: what is waited for. */
KR_FN PyObject *kr_with_araised(PyObject *exit, PyObject *manager);

#endif
