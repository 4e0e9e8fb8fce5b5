/* capi.h: the table of C functions and variables that a module offers to others: its dict `__pyx_capi__` of
 * capsules, whose names are the C types, as Cython's modules have it. */
#ifndef KR_CAPI_H
#define KR_CAPI_H

#include "kr/core.h"

/* Adds a function or the address of a variable to the table of the module. */
#define KR_CAPI_PUT(name, address, type) kr_capi_put(KR_GLOBALS, name, (void *)(address), type)
KR_FN int kr_capi_put(PyObject *globals, const char *name, void *address, const char *type);

#endif
