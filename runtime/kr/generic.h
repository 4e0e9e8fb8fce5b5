/* generic.h: type parameters and type aliases, made by the interpreter's own types. */
#ifndef KR_GENERIC_H
#define KR_GENERIC_H

#include "kr/core.h"

#define KR_TYPE_PARAMS(letters, names, bounds) kr_type_params(KR_MODULE, (letters), (names), (bounds))
#define KR_TYPE_ALIAS(name, letters, names, bounds, value)                                         \
    kr_type_alias(KR_MODULE, (name), (letters), (names), (bounds), (value))

/* A tuple of type parameters, one for each letter: t T, b T: bound, c T: (constraints), s *Ts, p **P. `bounds`: functions
 * without arguments, or None. They are called late since 3.12, before that at once; TypeError when the interpreter's typing
 * module lacks a kind. */
KR_FN PyObject *kr_type_params(KrModule *module, PyObject *letters, PyObject *names, PyObject *bounds);
/* Generic[T, *Ts]: what a class with these type parameters has as its last base. */
KR_FN PyObject *kr_generic_base(PyObject *params);
/* The object of `type name[...] = value(...)`; `value` takes the type parameters. ImportError before 3.12. */
KR_FN PyObject *kr_type_alias(KrModule *module, PyObject *name, PyObject *letters, PyObject *names, PyObject *bounds,
                              PyObject *value);

#endif
