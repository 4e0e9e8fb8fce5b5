/* func.h: function objects of compiled def functions: like those of the interpreter, to whoever looks at them.
 *
 *     static const KrFuncDef f_def = KR_DEF_FAST(f, "f", "f", NULL, &f_params, {"m.py", 3, 0, "i j", "", ""});
 *     PyObject *f = kr_func_make(KR_MODULE, &f_def, closure, defaults, kwdefaults, annotations);
 */
#ifndef KR_FUNC_H
#define KR_FUNC_H

#include "kr/args.h"

/* For `__code__`: names are separated by blanks, "" for none. */
typedef struct KrCodeInfo {
    const char *file;
    int line;
    int flags;          /* CO_GENERATOR and the like; those that follow from the parameters are added */
    const char *locals; /* variables but for parameters */
    const char *cells;  /* those that inner functions use */
    const char *frees;  /* those of outer functions, in order of the closure */
} KrCodeInfo;

/* Flags of ours: the function does not become a method when it is found in a class (cython.binding(False)); it is a method
 * of an extension type, whose instance messages do not count; it takes no keywords (always_allow_keywords(False)). */
enum { KR_CODE_UNBOUND = 1 << 30, KR_CODE_METHOD = 1 << 29, KR_CODE_NO_KEYWORDS = 1 << 28, KR_CODE_OWN = 7 << 28 };

typedef struct KrFuncDef {
    PyMethodDef method;
    const char *qualname;
    const KrParams *params; /* NULL: none */
    KrCodeInfo code;
} KrFuncDef;

/* Called through `vectorcall`; `self` of the C function is this object. What a call needs stands first. Fields that may
 * be NULL: all objects but `module_dict`. */
typedef struct KrFunction {
    PyObject_HEAD
    const KrFuncDef *def;             /* where CPython's own functions have their PyMethodDef: PyCFunction_GET_FLAGS */
    vectorcallfunc vectorcall;
    const KrFuncDef *known;           /* `def` as long as calls need no care (kr/known.h), else NULL */
    PyObject *closure;                /* tuple of the cells of captured variables */
    PyObject *defaults, *kwdefaults;  /* tuple, dict: they never change, calls borrow from them */
    PyObject *new_defaults, *new_kwdefaults; /* what Python code sees and sets, once it can have got at them */
    PyObject *origin;                 /* the function that this one stands for during a call, or NULL */
    int renamed;                      /* Python code has set a name or the code object */
    PyObject *name, *qualname, *doc;  /* once asked for or set */
    PyObject *annotations;            /* dict, or a tuple of names and values as yet */
    PyObject *annotate;               /* since 3.14: a callable, or its source (kr/annotate.h), or None */
    PyObject *code, *module_name, *module_dict, *type_params;
    PyObject *dict, *weakrefs;
} KrFunction;

extern KR_HIDDEN PyTypeObject kr_function_type;

/* The k-th of the cells that function object `f` was made with; borrowed. */
#define KR_CLOSURE_CELL(f, k) PyTuple_GET_ITEM(((KrFunction *)(f))->closure, k)

/* Initialisers of a KrFuncDef, by how the C function is called; last comes a KrCodeInfo. */
#define KR_DEF(function, flags, name, qualname, doc, params, ...)                                  \
    {{name, (PyCFunction)(void (*)(void))function, flags, doc}, qualname, params, __VA_ARGS__}
#define KR_DEF_NOARGS(function, ...) KR_DEF(function, METH_NOARGS, __VA_ARGS__)
#define KR_DEF_O(function, ...) KR_DEF(function, METH_O, __VA_ARGS__)
#define KR_DEF_FAST(function, ...) KR_DEF(function, METH_FASTCALL | METH_KEYWORDS, __VA_ARGS__)

/* The definition of a function most of whose initialisers go without saying: `before` is what stands before the name in
 * the qualified name; the last `defaults` of the parameters, whose names end the list, may be left out.
 *
 *     KR_FUNCTION(step, "Task.", "step", "m.py", 68, 16, "i j", 0, &M.n_self, &M.n_packet);
 */
#define KR_FUNCTION(function, before, name, file, line, flags, locals, defaults, ...)              \
    KR_FUNCTION_AS(0, function, before, name, file, line, flags, locals, defaults, __VA_ARGS__)
#define KR_FUNCTION_CYTHON(function, before, name, file, line, flags, locals, defaults, ...)       \
    KR_FUNCTION_AS(KR_PARAMS_CYTHON, function, before, name, file, line, flags, locals, defaults, __VA_ARGS__)
#define KR_FUNCTION_AS(kind, function, before, name, file, line, flags, locals, defaults, ...)     \
    static const KrFuncDef function##_def = KR_DEF_FAST(function, name, before name, NULL,         \
        &(const KrParams)KR_PARAMS(name, KR_NAMES(__VA_ARGS__), 0, 0,                              \
                                   (1ULL << (KR_NAMES(__VA_ARGS__) - (defaults))) - 1, kind, __VA_ARGS__), \
        {file, line, flags, locals, "", ""})
#define KR_NAMES(...) ((int)(sizeof((PyObject *const *const[]){__VA_ARGS__}) / sizeof(PyObject *)))

/* New function object; it binds as a method. `def` must outlive it. */
KR_FN PyObject *kr_func_new(KrModule *module, const KrFuncDef *def);
/* The same with what a `def` statement has evaluated, borrowed; each may be NULL. closure: tuple of cells; defaults: tuple;
 * kwdefaults: dict; annotations: tuple of names and values, in turn; since 3.14 also a source, as kr/annotate.h says. */
KR_FN PyObject *kr_func_make(KrModule *module, const KrFuncDef *def, PyObject *closure, PyObject *defaults,
                             PyObject *kwdefaults, PyObject *annotations);
/* Is it a function object of ours? */
KR_FN int kr_func_check(PyObject *object);
/* The same, or one with fused types? */
KR_FN int kr_is_function(PyObject *object);
/* `def name` at module level: the function object becomes a global. 0 or -1. */
KR_FN int kr_func_add(KrModule *module, const KrFuncDef *def, PyObject *name);
KR_FN int kr_func_add_with(KrModule *module, const KrFuncDef *def, PyObject *name, PyObject *closure, PyObject *defaults,
                           PyObject *kwdefaults, PyObject *annotations);

/* `def name` in the body of a class, whose namespace is `space`. */
KR_FN int kr_class_add(KrModule *module, const KrFuncDef *def, PyObject *space, PyObject *name);
KR_FN int kr_class_add_with(KrModule *module, const KrFuncDef *def, PyObject *space, PyObject *name, PyObject *closure,
                            PyObject *defaults, PyObject *kwdefaults, PyObject *annotations);

/* The prologue of a def whose object is `function`, a KrFunction: `slots`, then args, or return NULL. Arguments left
 * out come from the object's defaults. */
#define KR_TAKE_ARGS_OF(function, count)                                                           \
    PyObject *slots[count];                                                                        \
    args = nargs == (count) && !kwnames ? args : kr_args_of((function), args, nargs, kwnames, slots); \
    if (!args) return NULL
/* The same where arguments that all came by position do not lie as the parameters stand: keyword-only, *, **. */
#define KR_SORT_ARGS_OF(function, count)                                                           \
    PyObject *slots[count];                                                                        \
    args = kr_args_of((function), args, nargs, kwnames, slots);                                    \
    if (!args) return NULL

/* kr_args_parse with the parameters and defaults of a KrFunction; all slots are filled. */
KR_FN PyObject *const *kr_args_of(PyObject *function, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                                  PyObject **slots);

/* A `def` of a module that consists of nothing else. */
typedef struct KrFuncEntry {
    const KrFuncDef *def;
    PyObject **name;
    int line;
} KrFuncEntry;

/* The whole body of such a module, of source `file`. 0 or -1. */
KR_FN int kr_module_functions(KrModule *self, PyObject *module, const KrConst *consts, Py_ssize_t const_count,
                              const KrFuncEntry *functions, Py_ssize_t count, const char *file);
/* Its module_exec; behind the file one KrFuncEntry for each function. */
#define KR_MODULE_FUNCTIONS(file, ...)                                                             \
    static const KrFuncEntry functions[] = {__VA_ARGS__};                                          \
    static int module_exec(PyObject *module)                                                       \
    {                                                                                              \
        return kr_module_functions(KR_MODULE, module, consts, KR_COUNT(consts), functions,         \
                                   KR_COUNT(functions), file);                                     \
    }

#endif
