/* take.h: variants of functions that take over references.
 *
 * kr_add_take12(a, b) is kr_add(a, b), which then releases both; kr_add_take1 releases a only: the digits are the places
 * of the arguments that are taken, also when the function fails. A taken argument may be NULL, the failure of the
 * call that stands in its place: then nothing is done and the result is a failure too. So calls nest:
 *
 *     PyObject *value = kr_mul_take1(kr_attr_get(self, M.n_x), factor); if (!value) KR_FAIL(5, fail);
 *
 * Which functions have variants is said at the end of their headers, by shape: O an object that may be taken, N any
 * other argument. The compiler's table of them is compiler/ir/takes.def.
 */
#ifndef KR_TAKE_H
#define KR_TAKE_H

#include "kr/core.h"

/* One variant: result type R, name, what a failure gives, parameters, the call, the arguments taken. */
#if KR_HOT_DECLARED
#define KR_TAKING_1(R, name, failed, params, call, a) KR_HOT R name params;
#define KR_TAKING_2(R, name, failed, params, call, a, b) KR_HOT R name params;
#define KR_TAKING_3(R, name, failed, params, call, a, b, c) KR_HOT R name params;
#else
#define KR_TAKING_1(R, name, failed, params, call, a)                                              \
    KR_HOT R name params                                                                           \
    {                                                                                              \
        if (KR_UNLIKELY(!(a)))                                                                     \
            return failed;                                                                         \
        R result = call;                                                                           \
        Py_DECREF(a);                                                                              \
        return result;                                                                             \
    }
#define KR_TAKING_2(R, name, failed, params, call, a, b)                                           \
    KR_HOT R name params                                                                           \
    {                                                                                              \
        if (KR_UNLIKELY(!(a) || !(b))) {                                                           \
            kr_drop((PyObject *[]){a, b}, 2);                                                      \
            return failed;                                                                         \
        }                                                                                          \
        R result = call;                                                                           \
        Py_DECREF(b);                                                                              \
        Py_DECREF(a);                                                                              \
        return result;                                                                             \
    }
#define KR_TAKING_3(R, name, failed, params, call, a, b, c)                                        \
    KR_HOT R name params                                                                           \
    {                                                                                              \
        if (KR_UNLIKELY(!(a) || !(b) || !(c))) {                                                   \
            kr_drop((PyObject *[]){a, b, c}, 3);                                                   \
            return failed;                                                                         \
        }                                                                                          \
        R result = call;                                                                           \
        Py_DECREF(c);                                                                              \
        Py_DECREF(b);                                                                              \
        Py_DECREF(a);                                                                              \
        return result;                                                                             \
    }
#endif

/* All variants of a function, by the shape of its parameters; T, U: the types of those that are not taken. */
#define KR_TAKES_O(R, failed, f) KR_TAKING_1(R, f##_take1, failed, (PyObject *a), f(a), a)
#define KR_TAKES_ON(R, failed, f, T) KR_TAKING_1(R, f##_take1, failed, (PyObject *a, T n), f(a, n), a)
#define KR_TAKES_NO(R, failed, f, T) KR_TAKING_1(R, f##_take2, failed, (T n, PyObject *a), f(n, a), a)
#define KR_TAKES_ONN(R, failed, f, T, U) KR_TAKING_1(R, f##_take1, failed, (PyObject *a, T n, U m), f(a, n, m), a)
#define KR_TAKES_NON(R, failed, f, T, U) KR_TAKING_1(R, f##_take2, failed, (T n, PyObject *a, U m), f(n, a, m), a)
#define KR_TAKES_NNO(R, failed, f, T, U) KR_TAKING_1(R, f##_take3, failed, (T n, U m, PyObject *a), f(n, m, a), a)
#define KR_TAKES_OO(R, failed, f)                                                                  \
    KR_TAKING_1(R, f##_take1, failed, (PyObject *a, PyObject *b), f(a, b), a)                      \
    KR_TAKING_1(R, f##_take2, failed, (PyObject *a, PyObject *b), f(a, b), b)                      \
    KR_TAKING_2(R, f##_take12, failed, (PyObject *a, PyObject *b), f(a, b), a, b)
#define KR_TAKES_NOO(R, failed, f, T)                                                              \
    KR_TAKING_1(R, f##_take2, failed, (T n, PyObject *a, PyObject *b), f(n, a, b), a)              \
    KR_TAKING_1(R, f##_take3, failed, (T n, PyObject *a, PyObject *b), f(n, a, b), b)              \
    KR_TAKING_2(R, f##_take23, failed, (T n, PyObject *a, PyObject *b), f(n, a, b), a, b)
#define KR_TAKES_ONO(R, failed, f, T)                                                              \
    KR_TAKING_1(R, f##_take1, failed, (PyObject *a, T n, PyObject *b), f(a, n, b), a)              \
    KR_TAKING_1(R, f##_take3, failed, (PyObject *a, T n, PyObject *b), f(a, n, b), b)              \
    KR_TAKING_2(R, f##_take13, failed, (PyObject *a, T n, PyObject *b), f(a, n, b), a, b)
#define KR_TAKES_OOO(R, failed, f)                                                                 \
    KR_TAKING_1(R, f##_take1, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), a)      \
    KR_TAKING_1(R, f##_take2, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), b)      \
    KR_TAKING_1(R, f##_take3, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), c)      \
    KR_TAKING_2(R, f##_take12, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), a, b)  \
    KR_TAKING_2(R, f##_take13, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), a, c)  \
    KR_TAKING_2(R, f##_take23, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), b, c)  \
    KR_TAKING_3(R, f##_take123, failed, (PyObject *a, PyObject *b, PyObject *c), f(a, b, c), a, b, c)

#endif
