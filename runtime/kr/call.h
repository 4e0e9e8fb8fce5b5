/* call.h: calling Python objects. Arguments are borrowed; they stand in arrays on the stack, with one free
 * slot before them that the callee may use (PY_VECTORCALL_ARGUMENTS_OFFSET).
 *
 *     kr_call(f, (PyObject *[]){NULL, a, b}, 2, NULL)
 */
#ifndef KR_CALL_H
#define KR_CALL_H

#include "kr/core.h"

#define KR_NARGS(n) ((size_t)(n) | PY_VECTORCALL_ARGUMENTS_OFFSET)

/* PyObject_Vectorcall of a callable that lacks the protocol: a class of Python's own kind is instantiated in place. */
KR_FN PyObject *kr_call_other(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames);

/* PyObject_Vectorcall without its check of the result, for callables that have the protocol. */
KR_INLINE PyObject *kr_vectorcall(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    PyTypeObject *type = Py_TYPE(f);
    if (KR_LIKELY(type->tp_flags & Py_TPFLAGS_HAVE_VECTORCALL)) {
        vectorcallfunc call = *(vectorcallfunc *)(void *)((char *)f + type->tp_vectorcall_offset);
        if (KR_LIKELY(call != NULL))
            return call(f, args, nargs, kwnames);
    }
    return kr_call_other(f, args, nargs, kwnames);
}

/* slots: {NULL, arguments..., values of the keywords...}; npos: arguments by position; kwnames: tuple or NULL */
KR_INLINE PyObject *kr_call(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    return kr_vectorcall(f, slots + 1, KR_NARGS(npos), kwnames);
}

/* x.name(...): slots: {NULL, x, arguments...}; npos counts x */
KR_FN PyObject *kr_method(PyObject *name, PyObject **slots, Py_ssize_t npos, PyObject *kwnames);

KR_INLINE PyObject *kr_call0(PyObject *f)
{
    PyObject *slots[] = {NULL, NULL};
    return kr_vectorcall(f, slots + 1, KR_NARGS(0), NULL);
}

KR_INLINE PyObject *kr_call1(PyObject *f, PyObject *a)
{
    PyObject *slots[] = {NULL, a};
    return kr_vectorcall(f, slots + 1, KR_NARGS(1), NULL);
}

KR_FN PyObject *kr_call2(PyObject *f, PyObject *a, PyObject *b);
KR_FN PyObject *kr_call3(PyObject *f, PyObject *a, PyObject *b, PyObject *c);
KR_FN PyObject *kr_method0(PyObject *x, PyObject *name);
KR_FN PyObject *kr_method1(PyObject *x, PyObject *name, PyObject *a);
KR_FN PyObject *kr_method2(PyObject *x, PyObject *name, PyObject *a, PyObject *b);

/* f(*args, **kwargs): a tuple, and a dict or NULL. */
#define kr_call_ex(f, args, kwargs) PyObject_Call((f), (args), (kwargs))
/* f(*args, **mapping): a tuple, and any mapping; errors as in kr_kw_merge. */
KR_FN PyObject *kr_call_star(PyObject *f, PyObject *args, PyObject *mapping);
/* What calls `callable` in a frame of the interpreter: `site` says where that is, "m.py:10:12:C.f": the function C.f,
 * which begins in line 10, calls in line 12. A + behind the line: in code that exec and the like compile there
 * annotations are texts. */
#define KR_FRAMED(callable, site) kr_framed(KR_MODULE, (callable), (site))
KR_FN PyObject *kr_framed(KrModule *module, PyObject *callable, PyObject *site);
/* *items into the list of arguments; TypeError "f() argument after * must be an iterable, not int". */
KR_FN int kr_star_args(PyObject *list, PyObject *items, PyObject *f);
/* The arguments of f(*items), a tuple. */
KR_FN PyObject *kr_star_tuple(PyObject *items, PyObject *f);
/* name=value and **mapping into the dict of keywords; TypeError "f() got multiple values for keyword argument
 * 'x'", "f() argument after ** must be a mapping, not int". */
KR_FN int kr_kw_put(PyObject *dict, PyObject *name, PyObject *value, PyObject *f);
KR_FN int kr_kw_merge(PyObject *dict, PyObject *mapping, PyObject *f);

/* TypeError "descriptor 'decode' requires a 'bytes' object but received a 'NoneType'" for None. */
KR_FN int kr_unbound_self(PyObject *self, const char *method, const char *type);

#endif
