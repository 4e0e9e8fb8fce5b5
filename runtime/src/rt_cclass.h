/* rt_cclass.h: what the runtime's files about extension types share. */
#ifndef KR_RT_CCLASS_H
#define KR_RT_CCLASS_H

#include "kr/cclass.h"
#include <stddef.h>

/* Offset of a number slot in PyNumberMethods, by its id (Py_nb_add). */
size_t kr_slot_place(int slot);
/* The nearest base of an extension type of ours that is none. */
PyTypeObject *kr_class_root(PyObject *type);

/* Of the extension type nearest to `type`; NULL: there is none. */
const KrClassDef *kr_class_def(PyTypeObject *type);
/* Where rt_pickle.c keeps what it knows of such a type. */
void **kr_class_pickle(PyTypeObject *type);
/* Gives a new type what pickling needs; 0, or -1 and an exception. */
int kr_class_pickled(PyTypeObject *type, KrModule *module);

/* Public attributes without functions of their own (rt_member.c): a new reference, or NULL and an exception; 0, or -1 and
 * what the conversion to the attribute's type raises. */
PyObject *kr_member_get(PyObject *self, const KrProperty *member);
int kr_member_set(PyObject *self, const KrProperty *member, PyObject *value);

#endif
