/* call.h: calling Python objects. Arguments are borrowed; they stand in arrays on the stack, with one free
 * slot before them that the callee may use (PY_VECTORCALL_ARGUMENTS_OFFSET).
 *
 *     kr_call(f, (PyObject *[]){NULL, a, b}, 2, NULL)
 */
#ifndef KR_CALL_H
#define KR_CALL_H

#include "kr/take.h"

#define KR_NARGS(n) ((size_t)(n) | PY_VECTORCALL_ARGUMENTS_OFFSET)

/* PyObject_Vectorcall of a callable that lacks the protocol: a class of Python's own kind is instantiated in place. */
KR_FN PyObject *kr_call_other(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames);

/* PyObject_Vectorcall without its check of the result, for callables that have the protocol. */
KR_INLINE PyObject *kr_vectorcall(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    PyTypeObject *type = Py_TYPE(f);
    if (KR_LIKELY(type->tp_flags & Py_TPFLAGS_HAVE_VECTORCALL)) {
        vectorcallfunc call = kr_pointer_load((vectorcallfunc *)(void *)((char *)f + type->tp_vectorcall_offset));
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

/* The attribute `name` of an object, to be called by kr_found: like kr_attr_get, but no method object is made for what the
 * class holds. */
KR_FN PyObject *kr_method_find(PyObject *x, PyObject *name);
/* The same of the type alone, as special methods are found; NULL without an exception where it has none. */
KR_FN PyObject *kr_special_find(PyObject *x, PyObject *name);
/* Calls `f`, which was found in `x`: slots: {NULL, x, arguments...}; npos counts x */
KR_FN PyObject *kr_found(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames);
KR_FN PyObject *kr_found0(PyObject *f, PyObject *x);
KR_FN PyObject *kr_found1(PyObject *f, PyObject *x, PyObject *a);
KR_FN PyObject *kr_found2(PyObject *f, PyObject *x, PyObject *a, PyObject *b);

/* f(*args, **kwargs): a tuple, and a dict or NULL. */
KR_FN PyObject *kr_call_ex(PyObject *f, PyObject *args, PyObject *kwargs);
/* f(*args, **mapping): a tuple, and any mapping; errors as in kr_kw_merge. */
KR_FN PyObject *kr_call_star(PyObject *f, PyObject *args, PyObject *mapping);
/* What calls `callable` in a frame of the interpreter: `site` says where that is, "m.py:10:12:C.f": the function C.f,
 * which begins in line 10, calls in line 12. A + behind the line: in code that exec and the like compile there
 * annotations are texts. */
#define KR_FRAMED(callable, site) kr_framed(KR_MODULE, (callable), (site))
KR_FN PyObject *kr_framed(KrModule *module, PyObject *callable, PyObject *site);
/* The arguments of f(*items), a tuple; TypeError "f() argument after * must be an iterable, not int". */
KR_FN PyObject *kr_star_tuple(PyObject *items, PyObject *f);
/* name=value and **mapping into the dict of keywords; TypeError "f() got multiple values for keyword argument
 * 'x'", "f() argument after ** must be a mapping, not int". */
KR_FN int kr_kw_put(PyObject *dict, PyObject *name, PyObject *value, PyObject *f);
KR_FN int kr_kw_merge(PyObject *dict, PyObject *mapping, PyObject *f);

/* TypeError "descriptor 'decode' requires a 'bytes' object but received a 'NoneType'" for None. */
KR_FN int kr_unbound_self(PyObject *self, const char *method, const char *type);

/* see take.h; of kr_call3 only the callable */
KR_TAKES_O(PyObject *, NULL, kr_call0)
KR_TAKES_OO(PyObject *, NULL, kr_call1)
KR_TAKES_OOO(PyObject *, NULL, kr_call2)
KR_TAKING_1(PyObject *, kr_call3_take1, NULL, (PyObject *f, PyObject *a, PyObject *b, PyObject *c), kr_call3(f, a, b, c), f)
KR_TAKES_ON(PyObject *, NULL, kr_method0, PyObject *)
KR_TAKES_ON(PyObject *, NULL, kr_method_find, PyObject *)
KR_TAKES_OO(PyObject *, NULL, kr_found0)
KR_TAKES_OOO(PyObject *, NULL, kr_found1)
#define KR_FOUND2_PARAMS (PyObject *f, PyObject *x, PyObject *a, PyObject *b)
KR_TAKING_1(PyObject *, kr_found2_take1, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), f)
KR_TAKING_1(PyObject *, kr_found2_take3, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), a)
KR_TAKING_1(PyObject *, kr_found2_take4, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), b)
KR_TAKING_2(PyObject *, kr_found2_take13, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), f, a)
KR_TAKING_2(PyObject *, kr_found2_take14, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), f, b)
KR_TAKING_2(PyObject *, kr_found2_take34, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), a, b)
KR_TAKING_3(PyObject *, kr_found2_take134, NULL, KR_FOUND2_PARAMS, kr_found2(f, x, a, b), f, a, b)
#define KR_METHOD1_PARAMS (PyObject *x, PyObject *name, PyObject *a)
KR_TAKING_1(PyObject *, kr_method1_take1, NULL, KR_METHOD1_PARAMS, kr_method1(x, name, a), x)
KR_TAKING_1(PyObject *, kr_method1_take2, NULL, KR_METHOD1_PARAMS, kr_method1(x, name, a), a)
KR_TAKING_2(PyObject *, kr_method1_take12, NULL, KR_METHOD1_PARAMS, kr_method1(x, name, a), x, a)
#define KR_METHOD2_PARAMS (PyObject *x, PyObject *name, PyObject *a, PyObject *b)
KR_TAKING_1(PyObject *, kr_method2_take1, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), x)
KR_TAKING_1(PyObject *, kr_method2_take2, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), a)
KR_TAKING_1(PyObject *, kr_method2_take3, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), b)
KR_TAKING_2(PyObject *, kr_method2_take12, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), x, a)
KR_TAKING_2(PyObject *, kr_method2_take13, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), x, b)
KR_TAKING_2(PyObject *, kr_method2_take23, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), a, b)
KR_TAKING_3(PyObject *, kr_method2_take123, NULL, KR_METHOD2_PARAMS, kr_method2(x, name, a, b), x, a, b)

#endif
