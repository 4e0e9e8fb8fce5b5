/* rt_cclass.h: what the runtime's files about extension types share. */
#ifndef KR_RT_CCLASS_H
#define KR_RT_CCLASS_H

#include "kr/core.h"
#include <stddef.h>

/* Offset of a number slot in PyNumberMethods, by its id (Py_nb_add). */
size_t kr_slot_place(int slot);
/* The nearest base of an extension type of ours that is none. */
PyTypeObject *kr_class_root(PyObject *type);

#endif
