/* method.h: methods of extension types with `@cython.binding(False)`: to Python code they are those of a builtin type.
 *
 *     @cython.binding(False)
 *     def f(self, *args): ...          C.f: a method descriptor; C().f: a builtin method that knows `__self__`
 */
#ifndef KR_METHOD_H
#define KR_METHOD_H

#include "kr/func.h"

/* What the class shows for a function object of ours, borrowed. New reference or NULL. */
KR_FN PyObject *kr_builtin_method(PyObject *function);

#endif
