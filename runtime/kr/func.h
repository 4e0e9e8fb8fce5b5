/* func.h: function objects of compiled def functions. */
#ifndef KR_FUNC_H
#define KR_FUNC_H

#include "kr/core.h"

typedef struct KrFuncDef {
    PyMethodDef method;
    const char *qualname;
} KrFuncDef;

/* Called through `vectorcall`; `self` of the C function is this object. */
typedef struct KrFunction {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    const KrFuncDef *def;
    PyObject *closure; /* tuple of the cells of captured variables, or NULL */
    PyObject *name, *qualname, *module, *doc;
    PyObject *dict, *weakrefs;
} KrFunction;

/* The k-th of the cells that function object `f` was made with; borrowed. */
#define KR_CLOSURE_CELL(f, k) PyTuple_GET_ITEM(((KrFunction *)(f))->closure, k)

/* Initialisers of a KrFuncDef, by how the C function is called. */
#define KR_DEF(function, flags, name, qualname, doc)                                               \
    {{name, (PyCFunction)(void (*)(void))function, flags, doc}, qualname}
#define KR_DEF_NOARGS(function, name, qualname, doc) KR_DEF(function, METH_NOARGS, name, qualname, doc)
#define KR_DEF_O(function, name, qualname, doc) KR_DEF(function, METH_O, name, qualname, doc)
#define KR_DEF_FAST(function, name, qualname, doc)                                                 \
    KR_DEF(function, METH_FASTCALL | METH_KEYWORDS, name, qualname, doc)

/* New function object; it binds as a method. `def` must outlive it. */
KR_FN PyObject *kr_func_new(KrModule *module, const KrFuncDef *def);
/* The same of an inner function, with the tuple of its cells, borrowed. */
KR_FN PyObject *kr_func_inner(KrModule *module, const KrFuncDef *def, PyObject *closure);
/* Is it a function object of ours? */
KR_FN int kr_func_check(PyObject *object);
/* `def name` at module level: the function object becomes a global. 0 or -1. */
KR_FN int kr_func_add(KrModule *module, const KrFuncDef *def, PyObject *name);

#endif
