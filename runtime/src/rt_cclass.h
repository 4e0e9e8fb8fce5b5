/* rt_cclass.h: what the runtime's files about extension types share. */
#ifndef KR_RT_CCLASS_H
#define KR_RT_CCLASS_H

#include "kr/cclass.h"
#include <stddef.h>

/* An extension type, and the table it was made from. */
typedef struct KrClass KrClass;
struct KrClass {
    KR_CLASS_HEAD;
    const KrClassDef *def;
    const void *vtab;
    const KrHeld *held; /* of the class, then of its bases, as one table */
    KrClass *base;      /* NULL: the class extends none that is a KrClass */
    PyTypeObject *root; /* the nearest base that is no KrClass */
    KrInit init;        /* of the nearest class that has one; NULL: object's */
    void *pickle;       /* of rt_pickle.c */
    PyObject **kept;    /* dead instances, of which `kept_count` are there; NULL: none are kept */
    int kept_count;
    /* the class or one it extends: asks for it; has a __cinit__; has more to do at death than to release attributes */
    char uses_trashcan, has_cinit, has_farewell;
};

/* The life of its instances (rt_instance.c). */
void kr_class_dealloc(PyObject *self);
int kr_class_traverse(PyObject *self, visitproc visit, void *arg);
int kr_class_clear(PyObject *self);
PyObject *kr_class_vectorcall(PyObject *type, PyObject *const *args, size_t nargs, PyObject *kwnames);

/* `type` as one, or NULL: what makes one is kr_class_dealloc in a type that no class statement made. */
static inline KrClass *kr_as_class(PyTypeObject *type)
{
    int is_ours = !(type->tp_flags & Py_TPFLAGS_HEAPTYPE) && type->tp_dealloc == kr_class_dealloc;
    return is_ours ? (KrClass *)(void *)type : NULL;
}

/* The class that an instance of `type` is of, not counting Python's subclasses. */
static inline KrClass *kr_class_of(PyTypeObject *type)
{
    while (!kr_as_class(type))
        type = type->tp_base;
    return (KrClass *)(void *)type;
}

/* Offset of a number slot in PyNumberMethods, by its id (Py_nb_add). */
size_t kr_slot_place(int slot);
/* The nearest base of an extension type of ours that is none. */
PyTypeObject *kr_class_root(PyObject *type);

/* The arguments of a call through a slot, a tuple and a dict (or NULL), as other functions take them. `tuple` and
 * `kwargs` keep what is in them; kr_spread is 0, or -1 and an exception, and then there is nothing to end. */
typedef struct KrSpread {
    PyObject *const *args;
    Py_ssize_t nargs;
    PyObject *kwnames, **own;
} KrSpread;
int kr_spread(KrSpread *spread, PyObject *tuple, PyObject *kwargs);
void kr_spread_end(KrSpread *spread);

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
