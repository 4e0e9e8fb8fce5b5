/* enum.h: the Python classes of cpdef enums. */
#ifndef KR_ENUM_H
#define KR_ENUM_H

#include "kr/core.h"

/* A new IntEnum, of the module that `globals` belongs to, which takes any int: C enums are often flags; `items`: a list
 * of (name, int). */
#define KR_ENUM_CLASS(name, doc, items) kr_enum_class(KR_GLOBALS, name, doc, items)
KR_FN PyObject *kr_enum_class(PyObject *globals, PyObject *name, PyObject *doc, PyObject *items);
/* The class of another module; None, after a warning, when the module or the class is not there. */
KR_FN PyObject *kr_enum_import(PyObject *module, PyObject *name);
/* The member of this value; the int itself when there is none, or `type` is None. */
KR_FN PyObject *kr_enum_item(PyObject *type, PyObject *value);

#endif
