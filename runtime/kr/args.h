/* args.h: the arguments of a compiled def function called from Python (METH_FASTCALL | METH_KEYWORDS).
 *
 *     static PyObject *const *const f_names[] = {&M.n_a, &M.n_b};
 *     static const KrParams f_params = {"f", 2, 0, 0, 1, 0, f_names};
 *     KR_TAKE_ARGS(&f_params, 2);
 */
#ifndef KR_ARGS_H
#define KR_ARGS_H

#include "kr/core.h"
#include <stdint.h>

enum {
    KR_PARAMS_STAR = 1,
    KR_PARAMS_STARSTAR = 2,
    KR_PARAMS_STARS = 3,
    KR_PARAMS_CYTHON = 4 /* of a .pyx file: errors are worded as Cython does */
};

/* Order of parameters, slots and names: positional, keyword-only, *args, **kwargs. */
typedef struct KrParams {
    const char *name;   /* of the function, for messages */
    int count;          /* without *args and **kwargs */
    int pos_only;
    int kw_only;
    uint64_t required;  /* bit k: parameter k has no default; bit 63 stands for all later ones too */
    int flags;          /* KR_PARAMS_* */
    PyObject *const *const *names;
} KrParams;

/* Initialiser for at least one parameter, by the places of their names. */
#define KR_PARAMS(name, count, pos_only, kw_only, required, flags, ...)                            \
    {name, count, pos_only, kw_only, required, flags, (PyObject *const *const[]){__VA_ARGS__}}

/* Slots filled, borrowed, NULL where left out (*args and **kwargs: new references), or NULL and TypeError. */
KR_FN PyObject *const *kr_args_parse(const KrParams *params, PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *kwnames, PyObject **slots);

/* The parameters of such a function behind its self. */
#define KR_FASTCALL PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames
#define KR_FASTCALL_UNUSED                                                                         \
    PyObject *const *Py_UNUSED(args), Py_ssize_t Py_UNUSED(nargs), PyObject *Py_UNUSED(kwnames)

/* The prologue of a function that does nothing before: `slots`, then args, or return NULL; -1 from __init__. */
#define KR_TAKE_ARGS(params, count) KR_TAKE_ARGS_OR((params), count, NULL)
#define KR_TAKE_ARGS_INIT(params, count) KR_TAKE_ARGS_OR((params), count, -1)
#define KR_TAKE_ARGS_OR(params, count, error)                                                      \
    PyObject *slots[count];                                                                        \
    args = KR_ARGS((params), args, nargs, kwnames, slots);                                         \
    if (!args) return error

/* All arguments came by position: they can be used where they lie. */
#define KR_IS_DIRECT(params, nargs, kwnames)                                                       \
    ((nargs) == (params)->count && !(kwnames) && !(params)->kw_only &&                             \
     !((params)->flags & KR_PARAMS_STARS))

#define KR_ARGS(params, args, nargs, kwnames, slots)                                               \
    (KR_IS_DIRECT((params), (nargs), (kwnames))                                                    \
         ? (args)                                                                                  \
         : kr_args_parse((params), (args), (nargs), (kwnames), (slots)))

#endif
