/* generic.h: type parameters and type aliases, made by the interpreter's own types. */
#ifndef KR_GENERIC_H
#define KR_GENERIC_H

#include "kr/core.h"

#define KR_TYPE_PARAMS(letters, names, bounds) kr_type_params(KR_MODULE, (letters), (names), (bounds))
#define KR_TYPE_ALIAS(name, letters, names, bounds, value)                                         \
    kr_type_alias(KR_MODULE, (name), (letters), (names), (bounds), (value))

#if KR_PY(12)
#define KR_GENERIC_LATE() 1
#define KR_GENERIC_PARAMS(source, name, site) kr_generic_params(KR_MODULE, (source), (name), (site))
#define KR_GENERIC_ALIAS(source, name, site) kr_generic_alias(KR_MODULE, (source), (name), (site))
#else
#define KR_GENERIC_LATE() 0
#define KR_GENERIC_PARAMS(source, name, site) ((void)(source), (void)(name), (void)(site), (PyObject *)NULL)
#define KR_GENERIC_ALIAS(source, name, site) ((void)(source), (void)(name), (void)(site), (PyObject *)NULL)
#endif

#if KR_PY(12)
/* The same from what stands in the source, cut down to the type parameters or the `type` statement: a text, or a dict
 * with it and cells, as in kr/annotate.h. The interpreter evaluates it, in all formats that it has, with the names of the
 * class around it. site: "m.py:12". */
KR_FN PyObject *kr_generic_params(KrModule *module, PyObject *source, PyObject *name, PyObject *site);
KR_FN PyObject *kr_generic_alias(KrModule *module, PyObject *source, PyObject *name, PyObject *site);
#endif
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
