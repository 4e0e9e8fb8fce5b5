/* capi.h: the table of C functions and variables that a module offers to others: its dict `__pyx_capi__` of
 * capsules, whose names are the C types, as Cython's modules have it. */
#ifndef KR_CAPI_H
#define KR_CAPI_H

#include "kr/core.h"

/* Adds a function or the address of a variable to the table of the module. */
#define KR_CAPI_PUT(name, address, type) kr_capi_put(KR_GLOBALS, name, (void *)(address), type)
KR_FN int kr_capi_put(PyObject *globals, const char *name, void *address, const char *type);

/* Imports `module` and takes the function or the address of the variable `name` out of its table. NULL: ImportError
 * when it has none, TypeError when its C type is another one. */
KR_FN void *kr_capi_get(const char *module, const char *name, const char *type, int is_function);

#endif
