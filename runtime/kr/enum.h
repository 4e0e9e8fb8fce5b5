/* enum.h: the Python classes of cpdef enums. */
#ifndef KR_ENUM_H
#define KR_ENUM_H

#include "kr/core.h"

/* A new IntFlag, or IntEnum when a value is negative, of the module that `globals` belongs to; `items`: a list
 * of (name, int). Iterating over it gives all items, as in Cython. */
#define KR_ENUM_CLASS(name, doc, items) kr_enum_class(KR_GLOBALS, name, doc, items)
KR_FN PyObject *kr_enum_class(PyObject *globals, PyObject *name, PyObject *doc, PyObject *items);
/* The member of this value; the int itself when there is none. */
KR_FN PyObject *kr_enum_item(PyObject *type, PyObject *value);

#endif
