/* func.h: function objects of compiled def functions. */
#ifndef KR_FUNC_H
#define KR_FUNC_H

#include "kr/core.h"

typedef struct KrFuncDef {
    PyMethodDef method;
    const char *qualname;
} KrFuncDef;

/* New function object; it binds as a method. `def` must outlive it. */
KR_FN PyObject *kr_func_new(KrModule *module, const KrFuncDef *def);

#endif
