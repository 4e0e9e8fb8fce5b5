/* known.h: calls of a module's own functions by their names.
 *
 * What stands for the name is asked for as ever; when it still is the function object that the `def` made, with the
 * defaults it was made with, the C function is called at once, its arguments where they lie. Else it is a call like any.
 *
 *     PyObject *value = kr_known2(f, a, b, &f_def);
 *
 * Since `f_def` is a constant, C compilers that put kr_known2 in line call the C function by its name.
 */
#ifndef KR_KNOWN_H
#define KR_KNOWN_H

#include "kr/call.h"
#include "kr/func.h"

/* A call of anything: kr_vectorcall, not in line. */
KR_FN PyObject *kr_call_any(PyObject *f, PyObject *const *args, Py_ssize_t npos, PyObject *kwnames);

/* Is `f` a function object of `def` whose calls need no care? */
KR_INLINE int kr_is_known(PyObject *f, const KrFuncDef *def)
{
    return KR_LIKELY(Py_IS_TYPE(f, &kr_function_type) &&
                     kr_pointer_load(&((const KrFunction *)f)->known) == def);
}

/* Calls the C function of `f`, which takes its arguments in an array. */
KR_INLINE PyObject *kr_known_fast(PyObject *f, PyObject *const *args, Py_ssize_t count, const KrFuncDef *def)
{
    PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *) =
        (PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *))(void (*)(void))def->method.ml_meth;
    PyThreadState *thread = PyThreadState_Get();
    if (KR_UNLIKELY(KR_GO_DEEPER(thread)))
        return NULL;
    PyObject *result = function(f, args, count, NULL);
    KR_COME_BACK(thread);
    return result;
}

/* Calls the C function of `f`, which is known, with its first `count` arguments; the others have defaults. */
KR_INLINE PyObject *kr_known_run(PyObject *f, PyObject *const *args, Py_ssize_t count, const KrFuncDef *def)
{
    if (def->method.ml_flags & METH_FASTCALL)
        return kr_known_fast(f, args, count, def);
    PyThreadState *thread = PyThreadState_Get();
    if (KR_UNLIKELY(KR_GO_DEEPER(thread)))
        return NULL;
    PyObject *result = def->method.ml_meth(f, count ? args[0] : NULL);
    KR_COME_BACK(thread);
    return result;
}

#if KR_HOT_DECLARED
KR_HOT PyObject *kr_known(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames, const KrFuncDef *def);
KR_HOT PyObject *kr_known0(PyObject *f, const KrFuncDef *def);
KR_HOT PyObject *kr_known1(PyObject *f, PyObject *a, const KrFuncDef *def);
KR_HOT PyObject *kr_known2(PyObject *f, PyObject *a, PyObject *b, const KrFuncDef *def);
KR_HOT PyObject *kr_known3(PyObject *f, PyObject *a, PyObject *b, PyObject *c, const KrFuncDef *def);
#else
/* As kr_call; the values of the keywords are those of the parameters behind the positional arguments. */
KR_HOT PyObject *kr_known(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames, const KrFuncDef *def)
{
    return kr_is_known(f, def) ? kr_known_run(f, slots + 1, npos + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0), def)
                               : kr_call_any(f, slots + 1, npos, kwnames);
}

KR_HOT PyObject *kr_known0(PyObject *f, const KrFuncDef *def)
{
    PyObject *slots[] = {NULL, NULL};
    return kr_known(f, slots, 0, NULL, def);
}

KR_HOT PyObject *kr_known1(PyObject *f, PyObject *a, const KrFuncDef *def)
{
    PyObject *slots[] = {NULL, a};
    return kr_known(f, slots, 1, NULL, def);
}

KR_HOT PyObject *kr_known2(PyObject *f, PyObject *a, PyObject *b, const KrFuncDef *def)
{
    PyObject *slots[] = {NULL, a, b};
    return kr_known(f, slots, 2, NULL, def);
}

KR_HOT PyObject *kr_known3(PyObject *f, PyObject *a, PyObject *b, PyObject *c, const KrFuncDef *def)
{
    PyObject *slots[] = {NULL, a, b, c};
    return kr_known(f, slots, 3, NULL, def);
}
#endif

/* see take.h; of kr_known3 only the callable */
KR_TAKES_ON(PyObject *, NULL, kr_known0, const KrFuncDef *)
#define KR_KNOWN1_PARAMS (PyObject *f, PyObject *a, const KrFuncDef *def)
KR_TAKING_1(PyObject *, kr_known1_take1, NULL, KR_KNOWN1_PARAMS, kr_known1(f, a, def), f)
KR_TAKING_1(PyObject *, kr_known1_take2, NULL, KR_KNOWN1_PARAMS, kr_known1(f, a, def), a)
KR_TAKING_2(PyObject *, kr_known1_take12, NULL, KR_KNOWN1_PARAMS, kr_known1(f, a, def), f, a)
#define KR_KNOWN2_PARAMS (PyObject *f, PyObject *a, PyObject *b, const KrFuncDef *def)
KR_TAKING_1(PyObject *, kr_known2_take1, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), f)
KR_TAKING_1(PyObject *, kr_known2_take2, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), a)
KR_TAKING_1(PyObject *, kr_known2_take3, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), b)
KR_TAKING_2(PyObject *, kr_known2_take12, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), f, a)
KR_TAKING_2(PyObject *, kr_known2_take13, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), f, b)
KR_TAKING_2(PyObject *, kr_known2_take23, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), a, b)
KR_TAKING_3(PyObject *, kr_known2_take123, NULL, KR_KNOWN2_PARAMS, kr_known2(f, a, b, def), f, a, b)
KR_TAKING_1(PyObject *, kr_known3_take1, NULL, (PyObject *f, PyObject *a, PyObject *b, PyObject *c, const KrFuncDef *def),
            kr_known3(f, a, b, c, def), f)

#endif
