/* rt_instance.c: the life of instances of extension types: birth, death, what the garbage collector asks; see kr/cclass.h.
 *
 * One function each serves all classes. They go through the tables of the line of inheritance, from the base down at
 * birth and up at death.
 */
#include "rt_cclass.h"
#include "kr/view.h"
#include <string.h>

static PyObject **object_at(PyObject *self, Py_ssize_t offset)
{
    return (PyObject **)(void *)((char *)self + offset);
}

/* ---- birth ----------------------------------------------------------------------------------- */

static inline void set_none(PyObject *self, const KrHeld *held)
{
    for (; held->offset; held++)
        if (held->kind != KR_HOLDS_VIEW)
            *object_at(self, held->offset) = Py_NewRef(Py_None);
}

/* Bases begin: their __cinit__ sees an instance of theirs. Where none has one, all attributes are set at once. */
static int init_level(const KrClass *cls, PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    const KrClassDef *def = cls->def;
    int in_steps = cls->base && cls->base->has_cinit;
    if (in_steps && init_level(cls->base, self, args, nargs, kwnames) < 0)
        return -1;
    if (cls->vtab)
        *(const void **)(void *)object_at(self, def->vtab_offset) = cls->vtab;
    if (!in_steps)
        set_none(self, cls->held);
    else if (def->held)
        set_none(self, def->held);
    return def->cinit ? def->cinit(self, args, nargs, kwnames) : 0;
}

/* An instance that died and was kept, as new as one from tp_alloc; NULL: there is none. */
static PyObject *take_kept(KrClass *cls, PyTypeObject *type)
{
    if (type != &cls->type || !cls->kept_count)
        return NULL;
    PyObject *self = cls->kept[--cls->kept_count];
    memset(self, 0, (size_t)type->tp_basicsize);
    PyObject_Init(self, type);
    if (type->tp_flags & Py_TPFLAGS_HAVE_GC)
        PyObject_GC_Track(self);
    return self;
}

static int keep(KrClass *cls, PyObject *self)
{
    if (!cls->kept || Py_TYPE(self) != &cls->type || cls->kept_count >= cls->def->freelist)
        return 0;
    cls->kept[cls->kept_count++] = self;
    return 1;
}

/* Memory of a new instance, all zero behind its head. */
static PyObject *allocate(KrClass *cls, PyTypeObject *type)
{
    PyObject *self = take_kept(cls, type);
    return self ? self : type->tp_alloc(type, 0);
}

/* TypeError, as object.__new__ says it. */
KR_COLD static PyObject *refuse_abstract(PyTypeObject *type)
{
    PyObject *none = PyTuple_New(0);
    PyObject *self = none ? PyBaseObject_Type.tp_new(type, none, NULL) : NULL;
    Py_XDECREF(none);
    return self;
}

PyObject *kr_cclass_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    KrClass *cls = kr_class_of(type);
    KrSpread spread = {NULL, 0, NULL, NULL};
    PyObject *self;
    if (KR_LIKELY(type == &cls->type && !cls->has_cinit && cls->root == &PyBaseObject_Type)) {
        if ((self = allocate(cls, type)) != NULL)
            init_level(cls, self, NULL, 0, NULL); /* cannot fail */
        return self;
    }
    if (cls->has_cinit && kr_spread(&spread, args, kwargs) < 0)
        return NULL;
    if (cls->root != &PyBaseObject_Type)
        self = cls->root->tp_new(type, args, kwargs);
    else if (type->tp_flags & Py_TPFLAGS_IS_ABSTRACT)
        self = refuse_abstract(type);
    else
        self = allocate(cls, type);
    if (self && init_level(cls, self, spread.args, spread.nargs, spread.kwnames) < 0)
        Py_CLEAR(self);
    kr_spread_end(&spread);
    return self;
}

/* What `type.__call__` does, for a class that nobody in Python has made. */
PyObject *kr_class_vectorcall(PyObject *type, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    KrClass *cls = (KrClass *)(void *)type;
    Py_ssize_t count = PyVectorcall_NARGS(nargs);
    PyObject *self = allocate(cls, &cls->type);
    PyThreadState *thread = PyThreadState_Get();
    if (!self || KR_UNLIKELY(KR_GO_DEEPER(thread))) {
        Py_XDECREF(self);
        return NULL;
    }
    if (init_level(cls, self, args, count, kwnames) < 0 || (cls->init && cls->init(self, args, count, kwnames) < 0))
        Py_CLEAR(self);
    KR_COME_BACK(thread);
    return self;
}

/* ---- death ----------------------------------------------------------------------------------- */

/* __dealloc__ may look at the instance and call its methods, and must not see or lose an exception. */
static void call_dealloc(const KrClassDef *def, PyObject *self)
{
    PyObject *error = kr_error_take();
    Py_SET_REFCNT(self, Py_REFCNT(self) + 1);
    def->dealloc(self);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
    if (error)
        kr_error_put(error);
}

/* Nobody sees the instance any more, or else only what its bases hold: `clear`. */
static inline void drop_held(PyObject *self, const KrHeld *held, int clear)
{
    for (; held->offset; held++) {
        PyObject **place = object_at(self, held->offset), *old = *place;
        if (held->kind == KR_HOLDS_VIEW) {
            kr_view_release((KrView1 *)(void *)place);
            continue;
        }
        if (clear)
            *place = NULL;
        Py_XDECREF(old);
    }
}

static void clear_weakrefs(KrClass *cls, PyObject *self)
{
    for (KrClass *level = cls; level; level = level->base)
        if (level->def->weakrefs_offset && *object_at(self, level->def->weakrefs_offset))
            PyObject_ClearWeakRefs(self);
}

/* From the class down to its bases. */
static void take_leave(const KrClass *cls, PyObject *self)
{
    for (; cls; cls = cls->base) {
        const KrClassDef *def = cls->def;
        if (def->dealloc)
            call_dealloc(def, self);
        if (def->weakrefs_offset && *object_at(self, def->weakrefs_offset))
            PyObject_ClearWeakRefs(self);
        if (def->held)
            drop_held(self, def->held, 1);
        if (def->dict_offset)
            Py_CLEAR(*object_at(self, def->dict_offset));
    }
}

static void class_dispose(KrClass *cls, PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self), *root = cls->root;
    if (KR_FREE_THREADED) /* before __dealloc__ holds a reference, which another thread's weak one could take for life */
        clear_weakrefs(cls, self);
    if (cls->has_farewell)
        take_leave(cls, self);
    else
        drop_held(self, cls->held, root != &PyBaseObject_Type);
    if (root == &PyBaseObject_Type) {
        if (!keep(cls, self))
            type->tp_free(self);
        return;
    }
    if (root->tp_flags & Py_TPFLAGS_HAVE_GC)
        PyObject_GC_Track(self);
    root->tp_dealloc(self);
}

/* KR_CLASS_TRASHCAN: a long chain of containers is taken apart in steps, so that the C stack suffices. */
void kr_class_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    KrClass *cls = kr_class_of(type);
    if (type->tp_finalize && type->tp_dealloc == kr_class_dealloc &&
        PyObject_CallFinalizerFromDealloc(self) < 0)
        return; /* somebody holds it again */
    if (!(cls->type.tp_flags & Py_TPFLAGS_HAVE_GC)) {
        class_dispose(cls, self);
        return;
    }
    PyObject_GC_UnTrack(self);
    /* containers of the interpreter take that care of themselves, but not of instances of other types */
    if (!cls->uses_trashcan) {
        class_dispose(cls, self);
        return;
    }
    Py_TRASHCAN_BEGIN(self, kr_class_dealloc) class_dispose(cls, self);
    Py_TRASHCAN_END
}

/* ---- garbage collection ---------------------------------------------------------------------- */

int kr_class_traverse(PyObject *self, visitproc visit, void *arg)
{
    KrClass *cls = kr_class_of(Py_TYPE(self));
    for (const KrHeld *held = cls->held; held->offset; held++)
        if (held->kind == KR_HOLDS_OBJECT)
            Py_VISIT(*object_at(self, held->offset));
    for (KrClass *level = cls->has_farewell ? cls : NULL; level; level = level->base)
        if (level->def->dict_offset)
            Py_VISIT(*object_at(self, level->def->dict_offset));
    return cls->root->tp_traverse ? cls->root->tp_traverse(self, visit, arg) : 0;
}

int kr_class_clear(PyObject *self)
{
    KrClass *cls = kr_class_of(Py_TYPE(self));
    for (KrClass *level = cls; level; level = level->base) {
        if (level->def->flags & KR_CLASS_NO_CLEAR)
            continue;
        for (const KrHeld *held = level->def->held; held && held->offset; held++)
            if (held->kind == KR_HOLDS_OBJECT)
                KR_REPLACE(*object_at(self, held->offset), Py_NewRef(Py_None));
        if (level->def->dict_offset)
            Py_CLEAR(*object_at(self, level->def->dict_offset));
    }
    return cls->root->tp_clear ? cls->root->tp_clear(self) : 0;
}

