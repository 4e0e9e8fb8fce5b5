/* attr.h: attributes by name, with a cache of what was found where.
 *
 * Same results as PyObject_GetAttr and PyObject_SetAttr; kr_method of call.h uses the same cache. `name` is an
 * interned constant of the module: the cache compares it by address.
 */
#ifndef KR_ATTR_H
#define KR_ATTR_H

#include "kr/core.h"

/* New reference, or NULL and an exception. */
KR_FN PyObject *kr_attr_get(PyObject *object, PyObject *name);
/* 0, or -1 and an exception. */
KR_FN int kr_attr_set(PyObject *object, PyObject *name, PyObject *value);

#endif
