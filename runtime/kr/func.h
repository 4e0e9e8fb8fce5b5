/* func.h: function objects of compiled def functions. */
#ifndef KR_FUNC_H
#define KR_FUNC_H

#include "kr/core.h"

typedef struct KrFuncDef {
    PyMethodDef method;
    const char *qualname;
} KrFuncDef;

/* Initialisers of a KrFuncDef, by how the C function is called. */
#define KR_DEF(function, flags, name, qualname, doc)                                               \
    {{name, (PyCFunction)(void (*)(void))function, flags, doc}, qualname}
#define KR_DEF_NOARGS(function, name, qualname, doc) KR_DEF(function, METH_NOARGS, name, qualname, doc)
#define KR_DEF_O(function, name, qualname, doc) KR_DEF(function, METH_O, name, qualname, doc)
#define KR_DEF_FAST(function, name, qualname, doc)                                                 \
    KR_DEF(function, METH_FASTCALL | METH_KEYWORDS, name, qualname, doc)

/* New function object; it binds as a method. `def` must outlive it. */
KR_FN PyObject *kr_func_new(KrModule *module, const KrFuncDef *def);
/* `def name` at module level: the function object becomes a global. 0 or -1. */
KR_FN int kr_func_add(KrModule *module, const KrFuncDef *def, PyObject *name);

#endif
