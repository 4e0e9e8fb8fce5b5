/* rt_cclass.c: extension types: making them from their tables; see kr/cclass.h.
 *
 * The slots of the type come from the table, what it inherits from its first base. Properties are rows of one form,
 * found by the interpreter as getset descriptors. The life of instances is rt_instance.c's.
 */
#include "rt_cclass.h"
#include "kr/attr.h"
#include "kr/cclass.h"
#include "kr/func.h"
#include "kr/fused.h"
#include "kr/view.h"
#include <stdint.h>
#include <string.h>
#include <structmember.h>

_Static_assert(sizeof(KrClass) <= sizeof(KrClassRoom), "types fit in their room");

const KrClassDef *kr_class_def(PyTypeObject *type)
{
    while (type && !kr_as_class(type))
        type = type->tp_base;
    return type ? kr_as_class(type)->def : NULL;
}

void **kr_class_pickle(PyTypeObject *type)
{
    return &kr_class_of(type)->pickle;
}

PyTypeObject *kr_class_root(PyObject *type)
{
    return kr_class_of((PyTypeObject *)type)->root;
}

/* ---- properties ------------------------------------------------------------------------------ */

static PyObject *get_property(PyObject *self, void *closure)
{
    const KrProperty *property = closure;
    return property->get ? property->get(self) : kr_member_get(self, property);
}

static int no_accessor(const char *name)
{
    PyErr_SetString(PyExc_NotImplementedError, name);
    return -1;
}

static int set_property(PyObject *self, PyObject *value, void *closure)
{
    const KrProperty *property = closure;
    if (!value && property->del)
        return property->del(self);
    if (!value && (!property->offset || property->flags >> 1 != KR_MEMBER_OBJECT))
        return no_accessor("__del__");
    if (value && property->set)
        return property->set(self, value);
    if (!property->offset)
        return no_accessor("__set__");
    return kr_member_set(self, property, value ? value : Py_None);
}

static int may_set(const KrProperty *property)
{
    return property->set || property->del ||
           (property->offset && !(property->flags & KR_PROPERTY_READONLY));
}

static PyObject *no_getter(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    no_accessor("__get__");
    return NULL;
}

/* The rows of tp_getset; they live as long as the type. NULL and an exception when there is no memory. */
static PyGetSetDef *make_getset(const KrClassDef *def)
{
    size_t count = 0;
    while (def->properties && def->properties[count].name)
        count++;
    PyGetSetDef *rows = PyMem_Calloc(count + 2, sizeof *rows);
    if (!rows) {
        PyErr_NoMemory();
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const KrProperty *property = &def->properties[i];
        rows[i].name = property->name;
        rows[i].get = property->get || property->offset ? get_property : no_getter;
        rows[i].set = may_set(property) ? set_property : NULL;
        rows[i].doc = property->doc;
        rows[i].closure = (void *)(uintptr_t)property;
    }
    if (def->dict_offset) {
        rows[count].name = "__dict__";
        rows[count].get = PyObject_GenericGetDict;
        rows[count].set = PyObject_GenericSetDict;
    }
    return rows;
}

int kr_slot_buffer(PyObject *self, Py_buffer *view, int flags, getbufferproc method)
{
    if (!view) {
        PyErr_SetString(PyExc_BufferError, "PyObject_GetBuffer: view==NULL argument is obsolete");
        return -1;
    }
    view->obj = Py_NewRef(Py_None);
    int status = method(self, view, flags);
    if (status < 0 || view->obj == Py_None)
        Py_CLEAR(view->obj);
    return status;
}

/* ---- types ----------------------------------------------------------------------------------- */

#define IN_TYPE(name) [Py_##name] = offsetof(KrClass, type) + offsetof(PyTypeObject, name)
#define IN_SUITE(suite, Suite, name) [Py_##name] = offsetof(KrClass, suite) + offsetof(Suite, name)
#define IN_NUMBER(name) IN_SUITE(number, PyNumberMethods, name)
#define IN_SEQUENCE(name) IN_SUITE(sequence, PySequenceMethods, name)

/* Where the function of a slot stands in a KrClass, by the slot's id. */
static const size_t slot_places[] = {
    IN_TYPE(tp_call),
    IN_TYPE(tp_init),
    IN_TYPE(tp_repr),
    IN_TYPE(tp_str),
    IN_TYPE(tp_hash),
    IN_TYPE(tp_iter),
    IN_TYPE(tp_iternext),
    IN_TYPE(tp_getattro),
    IN_TYPE(tp_setattro),
    IN_TYPE(tp_descr_get),
    IN_TYPE(tp_descr_set),
    IN_TYPE(tp_richcompare),
    IN_TYPE(tp_finalize),
    IN_SUITE(async, PyAsyncMethods, am_await),
    IN_SUITE(async, PyAsyncMethods, am_aiter),
    IN_SUITE(async, PyAsyncMethods, am_anext),
    IN_SUITE(buffer, PyBufferProcs, bf_getbuffer),
    IN_SUITE(buffer, PyBufferProcs, bf_releasebuffer),
    IN_SUITE(mapping, PyMappingMethods, mp_length),
    IN_SUITE(mapping, PyMappingMethods, mp_subscript),
    IN_SUITE(mapping, PyMappingMethods, mp_ass_subscript),
    IN_SEQUENCE(sq_length),
    IN_SEQUENCE(sq_item),
    IN_SEQUENCE(sq_ass_item),
    IN_SEQUENCE(sq_contains),
    IN_NUMBER(nb_add),
    IN_NUMBER(nb_subtract),
    IN_NUMBER(nb_multiply),
    IN_NUMBER(nb_remainder),
    IN_NUMBER(nb_divmod),
    IN_NUMBER(nb_power),
    IN_NUMBER(nb_negative),
    IN_NUMBER(nb_positive),
    IN_NUMBER(nb_absolute),
    IN_NUMBER(nb_bool),
    IN_NUMBER(nb_invert),
    IN_NUMBER(nb_lshift),
    IN_NUMBER(nb_rshift),
    IN_NUMBER(nb_and),
    IN_NUMBER(nb_xor),
    IN_NUMBER(nb_or),
    IN_NUMBER(nb_int),
    IN_NUMBER(nb_float),
    IN_NUMBER(nb_inplace_add),
    IN_NUMBER(nb_inplace_subtract),
    IN_NUMBER(nb_inplace_multiply),
    IN_NUMBER(nb_inplace_remainder),
    IN_NUMBER(nb_inplace_power),
    IN_NUMBER(nb_inplace_lshift),
    IN_NUMBER(nb_inplace_rshift),
    IN_NUMBER(nb_inplace_and),
    IN_NUMBER(nb_inplace_xor),
    IN_NUMBER(nb_inplace_or),
    IN_NUMBER(nb_floor_divide),
    IN_NUMBER(nb_true_divide),
    IN_NUMBER(nb_inplace_floor_divide),
    IN_NUMBER(nb_inplace_true_divide),
    IN_NUMBER(nb_index),
    IN_NUMBER(nb_matrix_multiply),
    IN_NUMBER(nb_inplace_matrix_multiply),
};

size_t kr_slot_place(int slot)
{
    return slot_places[slot] - offsetof(KrClass, number);
}

static void fill_type(KrClass *self, const PyType_Slot *slots)
{
    for (; slots && slots->slot; slots++)
        *(void **)(void *)((char *)self + slot_places[slots->slot]) = slots->pfunc;
}

static int needs_gc(const KrClassDef *def, const PyTypeObject *base)
{
    int needs = (base->tp_flags & Py_TPFLAGS_HAVE_GC) != 0 || def->dict_offset;
    for (const KrHeld *held = def->held; held && held->offset; held++)
        needs |= held->kind == KR_HOLDS_OBJECT;
    return needs && !(def->flags & KR_CLASS_NO_GC);
}

static void set_gc(PyTypeObject *type)
{
    type->tp_flags |= Py_TPFLAGS_HAVE_GC;
    type->tp_traverse = kr_class_traverse;
    type->tp_clear = kr_class_clear;
    type->tp_free = PyObject_GC_Del;
}

static void describe_type(KrClass *self, PyTypeObject *base)
{
    const KrClassDef *def = self->def;
    PyTypeObject *type = &self->type;
    type->tp_name = def->name;
    type->tp_doc = def->doc;
    type->tp_basicsize = def->size ? def->size : base->tp_basicsize;
    type->tp_itemsize = base->tp_itemsize;
    type->tp_base = base;
    type->tp_flags = Py_TPFLAGS_DEFAULT | (def->flags & KR_CLASS_FINAL ? 0 : Py_TPFLAGS_BASETYPE);
#if KR_PY(10)
    if (def->flags & KR_CLASS_SEQUENCE)
        type->tp_flags |= Py_TPFLAGS_SEQUENCE;
    if (def->flags & KR_CLASS_MAPPING)
        type->tp_flags |= Py_TPFLAGS_MAPPING;
#endif
    if (!(def->flags & KR_CLASS_NO_TAG))
        type->tp_flags |= Py_TPFLAGS_HAVE_VERSION_TAG;
    type->tp_dealloc = kr_class_dealloc;
    type->tp_new = def->new_ ? def->new_ : kr_as_class(base) ? base->tp_new : kr_cclass_new;
    type->tp_dictoffset = def->dict_offset;
    type->tp_weaklistoffset = def->weakrefs_offset;
    type->tp_as_async = &self->async;
    type->tp_as_number = &self->number;
    type->tp_as_sequence = &self->sequence;
    type->tp_as_mapping = &self->mapping;
    type->tp_as_buffer = &self->buffer;
    if (needs_gc(def, base))
        set_gc(type);
    if (def->flags & KR_CLASS_NO_CLEAR && !base->tp_clear)
        type->tp_clear = NULL;
}

static int check_size(const KrClassDef *def, const PyTypeObject *base)
{
    if (!def->size || def->size >= base->tp_basicsize)
        return 0;
    PyErr_Format(PyExc_TypeError, "%s: its base %s has larger instances than when it was compiled",
                 def->name, base->tp_name);
    return -1;
}

/* ---- tables of C methods --------------------------------------------------------------------- */

/* The attribute is Cython's; the capsule has no name, as there, when both lay out the table in the same way, else one of ours. */
static const char vtab_name[] = "__krait_vtab__", vtab_attr[] = "__pyx_vtable__";

const void *kr_cclass_vtab(PyObject *type, int is_usual)
{
    const char *name = is_usual ? NULL : vtab_name;
    PyObject *capsule = PyObject_GetAttrString(type, vtab_attr);
    const void *table = NULL;
    if (capsule && PyCapsule_IsValid(capsule, name))
        table = PyCapsule_GetPointer(capsule, name);
    else if (capsule)
        PyErr_Format(PyExc_TypeError, "the C methods of %s are in a table of another layout: modules that share a class whose "
                     "C methods have optional arguments must be compiled by the same compiler", ((PyTypeObject *)type)->tp_name);
    Py_XDECREF(capsule);
    return table;
}

/* The class's own table over that of its base. It lives as long as the type: for ever. */
static int inherit_vtab(KrClass *self)
{
    const KrClassDef *def = self->def;
    KrClass *base = self->base;
    typedef void (*Function)(void);
    size_t count = def->vtab_size / sizeof(Function);
    const Function *own = def->vtab;
    int is_usual = !(def->flags & KR_CLASS_OWN_VTAB);
    const Function *inherited = base ? base->vtab : kr_cclass_vtab((PyObject *)self->type.tp_base, is_usual);
    Function *table = inherited ? PyMem_Calloc(count, sizeof *table) : NULL;
    if (!table)
        return PyErr_Occurred() ? -1 : (PyErr_NoMemory(), -1);
    for (size_t i = 0; i < count; i++)
        table[i] = own[i] ? own[i] : inherited[i];
    self->vtab = table;
    return 0;
}

static int share_vtab(KrClass *self)
{
    const char *name = self->def->flags & KR_CLASS_OWN_VTAB ? vtab_name : NULL;
    PyObject *capsule = PyCapsule_New((void *)(uintptr_t)self->vtab, name, NULL);
    int status = capsule ? PyDict_SetItemString(self->type.tp_dict, vtab_attr, capsule) : -1;
    Py_XDECREF(capsule);
    return status;
}

static int make_vtab(KrClass *self)
{
    KrClass *base = self->base;
    self->vtab = self->def->vtab ? self->def->vtab : base ? base->vtab : NULL;
    if (self->def->vtab_size && inherit_vtab(self) < 0)
        return -1;
    return self->vtab && self->def->flags & KR_CLASS_SHARED ? share_vtab(self) : 0;
}

/* In free-threaded interpreters the allocator has lists of its own. */
static int make_kept(KrClass *cls)
{
#ifndef Py_GIL_DISABLED
    /* the collector remembers of an object that its finalizer ran */
    if (cls->def->freelist && cls->root == &PyBaseObject_Type && !cls->type.tp_finalize) {
        cls->kept = PyMem_Calloc((size_t)cls->def->freelist, sizeof *cls->kept);
        return cls->kept ? 0 : (PyErr_NoMemory(), -1);
    }
#else
    (void)cls;
#endif
    return 0;
}

/* Special methods are found through objects that the interpreter makes from its own table, with its own docstrings. */
static int set_docs(PyTypeObject *type, const KrDoc *docs)
{
    for (; docs && docs->name; docs++) {
        PyObject *found;
        if (kr_dict_find_text(type->tp_dict, docs->name, &found) < 0)
            return -1;
        Py_XDECREF(found); /* the type keeps it */
        if (!found || Py_TYPE(found) != &PyWrapperDescr_Type)
            continue;
        PyWrapperDescrObject *wrapper = (PyWrapperDescrObject *)found;
        struct wrapperbase *copy = PyMem_Malloc(sizeof *copy);
        if (!copy) {
            PyErr_NoMemory();
            return -1;
        }
        *copy = *wrapper->d_base;
        copy->doc = docs->doc;
        wrapper->d_base = copy;
    }
    return 0;
}

/* Is there a class that a class statement made among the bases? PyType_Ready refuses them for a type like ours, but for
 * that there is no reason: our types live for ever. */
static int is_heap(const PyTypeObject *base)
{
    PyObject *mro = base->tp_mro;
    for (Py_ssize_t i = 0; mro && i < PyTuple_GET_SIZE(mro); i++)
        if (((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_flags & Py_TPFLAGS_HEAPTYPE)
            return 1;
    return 0;
}

static int has_heap_base(const PyTypeObject *type)
{
    int found = is_heap(type->tp_base);
    for (Py_ssize_t i = 0; type->tp_bases && i < PyTuple_GET_SIZE(type->tp_bases); i++)
        found |= is_heap((const PyTypeObject *)PyTuple_GET_ITEM(type->tp_bases, i));
    return found;
}

/* Bases beside the first give instances nothing, so they must need nothing of them. */
static int check_bases(const KrClassDef *def, PyObject *bases)
{
    for (Py_ssize_t i = 1; bases && i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(bases, i);
        if (!PyType_Check(base)) {
            PyErr_Format(PyExc_TypeError, "%s: a base is no type", def->name);
            return -1;
        }
        if (!(base->tp_flags & Py_TPFLAGS_HEAPTYPE)) {
            PyErr_Format(PyExc_TypeError, "base class '%.200s' is not a heap type", base->tp_name);
            return -1;
        }
        if (base->tp_dictoffset && !def->dict_offset && !((PyTypeObject *)PyTuple_GET_ITEM(bases, 0))->tp_dictoffset) {
            PyErr_Format(PyExc_TypeError,
                         "extension type '%.200s' has no __dict__ slot, but base type '%.200s' has: either add 'cdef "
                         "dict __dict__' to the extension type or add '__slots__ = [...]' to the base type",
                         def->name, base->tp_name);
            return -1;
        }
    }
    return 0;
}

/* Not where a further base or a class of the interpreter's has a say in how instances are made. */
static void take_calls(KrClass *self)
{
    int is_ours = self->root == &PyBaseObject_Type && PyTuple_GET_SIZE(self->type.tp_bases) == 1;
    for (const KrClass *level = self; level && is_ours; level = level->base)
        is_ours = Py_IS_TYPE(&level->type, &PyType_Type) && !has_heap_base(&level->type);
    if (is_ours)
        self->type.tp_vectorcall = kr_class_vectorcall;
}

static int ready(PyTypeObject *type)
{
    if (!has_heap_base(type))
        return PyType_Ready(type);
    int was_on = PyGC_Disable(); /* the collector must not see it in disguise */
    type->tp_flags |= Py_TPFLAGS_HEAPTYPE;
    int status = PyType_Ready(type);
    type->tp_flags &= ~Py_TPFLAGS_HEAPTYPE;
    if (status == 0)
        KR_MAKE_IMMORTAL(type); /* as PyType_Ready does it; instances count on it */
    if (was_on)
        PyGC_Enable();
    return status;
}

/* Where a new type goes. A body that runs again makes another type, and the one in the room lives on. */
static KrClass *take_room(const KrClassDef *def)
{
    int is_free = def->room && !((PyTypeObject *)def->room)->tp_name;
    return is_free ? def->room : PyMem_Calloc(1, sizeof(KrClass));
}

static void give_room(KrClass *self)
{
    PyMem_Free(self->type.tp_getset);
    if (self->base && self->held != self->base->held && self->held != self->def->held)
        PyMem_Free((KrHeld *)(uintptr_t)self->held);
    if (self == self->def->room)
        memset(self, 0, sizeof *self);
    else
        PyMem_Free(self);
}

static size_t count_held(const KrHeld *held)
{
    size_t count = 0;
    while (held && held[count].offset)
        count++;
    return count;
}

/* The attributes of the class and its bases in one table; it lives as long as the type. */
static int join_held(KrClass *self)
{
    static const KrHeld none = {0, 0};
    const KrHeld *inherited = self->base ? self->base->held : &none;
    size_t own = count_held(self->def->held), more = count_held(inherited);
    self->held = more ? inherited : own ? self->def->held : &none;
    if (!own || !more)
        return 0;
    KrHeld *all = PyMem_Malloc((own + more + 1) * sizeof *all);
    if (!all) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(all, self->def->held, own * sizeof *all);
    memcpy(all + own, inherited, (more + 1) * sizeof *all);
    self->held = all;
    return 0;
}

/* What follows from the table and the first base. */
static void inherit(KrClass *self, const KrClassDef *def, PyTypeObject *parent)
{
    const KrClass *base = self->base = kr_as_class(parent);
    self->def = def;
    self->root = base ? base->root : parent;
    self->init = def->init ? def->init : base ? base->init : NULL;
    self->has_cinit = def->cinit || (base && base->has_cinit);
    self->has_farewell = def->dealloc || def->weakrefs_offset || def->dict_offset || (base && base->has_farewell);
    self->uses_trashcan = !(def->flags & KR_CLASS_NO_TRASHCAN) &&
                          ((def->flags & KR_CLASS_TRASHCAN) != 0 || self->root != &PyBaseObject_Type ||
                           (base && base->uses_trashcan));
}

PyObject *kr_cclass_make(KrModule *module, const void *table, PyObject *base)
{
    const KrClassDef *def = table;
    PyObject *bases = base && PyTuple_Check(base) ? base : NULL;
    PyObject *first = bases ? PyTuple_GET_ITEM(bases, 0) : base;
    PyTypeObject *parent = first ? (PyTypeObject *)first : &PyBaseObject_Type;
    int fits = check_size(def, parent) == 0 && check_bases(def, bases) == 0;
    KrClass *self = fits ? take_room(def) : NULL;
    if (!self)
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    inherit(self, def, parent);
    describe_type(self, parent);
    fill_type(self, def->slots);
    self->type.tp_bases = Py_XNewRef(bases);
    self->type.tp_methods = (PyMethodDef *)(uintptr_t)def->methods;
    self->type.tp_getset = make_getset(def);
    Py_SET_TYPE(&self->type, &PyType_Type);
    Py_SET_REFCNT(&self->type, 1);
    if (!self->type.tp_getset || join_held(self) < 0 || ready(&self->type) < 0 || make_vtab(self) < 0 || make_kept(self) < 0 ||
        set_docs(&self->type, def->docs) < 0 || kr_class_pickled(&self->type, module) < 0) {
        give_room(self);
        return NULL;
    }
    take_calls(self);
    return (PyObject *)&self->type;
}

static int check_imported(PyTypeObject *type, PyObject *module, size_t size, int check)
{
    size_t found = (size_t)type->tp_basicsize;
    if (found == size || (found > size && check == 'i'))
        return 0;
    if (found < size || check == 'e') {
        PyErr_Format(PyExc_ValueError,
                     "%U.%.200s size changed, may indicate binary incompatibility. Expected %zu "
                     "from C header, got "
                     "%zu from PyObject",
                     module, type->tp_name, size, found);
        return -1;
    }
    return PyErr_WarnFormat(
        PyExc_RuntimeWarning, 0,
        "%U.%.200s size changed, may indicate binary incompatibility. Expected %zu from C header, "
        "got %zu from PyObject",
        module, type->tp_name, size, found);
}

PyObject *kr_cclass_import(PyObject *module, PyObject *name, size_t size, int check)
{
    PyObject *holder = PyImport_Import(module);
    PyObject *type = NULL;
    if (holder) { /* the package; the module itself is what sys.modules has */
        PyObject *exact = PyDict_GetItemWithError(PyImport_GetModuleDict(), module);
        type = PyObject_GetAttr(exact ? exact : holder, name);
        Py_DECREF(holder);
    }
    if (type && !PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError, "%U.%U is not a type object", module, name);
        Py_CLEAR(type);
    }
    if (type && check_imported((PyTypeObject *)type, module, size, check) < 0)
        Py_CLEAR(type);
    return type;
}

PyObject *kr_cclass_space(PyObject *type)
{
    return Py_NewRef(((PyTypeObject *)type)->tp_dict);
}

/* Tells an attribute its name, as at the end of a class statement. */
static int name_attribute(PyObject *type, PyObject *key, PyObject *value)
{
    PyObject *name = PyUnicode_InternFromString("__set_name__");
    PyObject *method = name ? _PyType_Lookup(Py_TYPE(value), name) : NULL; /* borrowed */
    int status = name ? 0 : -1;
    if (method) {
        PyObject *result = PyObject_CallMethodObjArgs(value, name, type, key, NULL);
        status = result ? 0 : -1;
        Py_XDECREF(result);
    }
    Py_XDECREF(name);
    return status;
}

/* Functions that are class methods without being called so. */
static int make_class_method(PyObject *dict, const char *name)
{
    PyObject *function, *method = NULL;
    int status = kr_dict_find_text(dict, name, &function);
    if (status > 0 && kr_func_check(function)) {
        method = PyClassMethod_New(function);
        status = method ? PyDict_SetItemString(dict, name, method) : -1;
    }
    Py_XDECREF(function);
    Py_XDECREF(method);
    return status;
}

int kr_cclass_done(PyObject *type)
{
    if (make_class_method(((PyTypeObject *)type)->tp_dict, "__class_getitem__") < 0)
        return -1;
    PyType_Modified((PyTypeObject *)type);
    PyObject *items = PyDict_Items(((PyTypeObject *)type)->tp_dict);
    int status = items ? 0 : -1;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *item = PyList_GET_ITEM(items, i);
        status = name_attribute(type, PyTuple_GET_ITEM(item, 0), PyTuple_GET_ITEM(item, 1));
    }
    Py_XDECREF(items);
    return status;
}

PyObject *kr_method_override(PyObject *self, PyObject *name, PyObject **slot)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *own = *slot;
    int is_plain = !(type->tp_flags & Py_TPFLAGS_HEAPTYPE) && !type->tp_dictoffset;
    if (kr_attr_is(self, name, own))
        return NULL;
    PyObject *found = _PyType_Lookup(type, name); /* borrowed */
    if (!found || (found == own && is_plain))
        return NULL;
    Py_XINCREF(own);
    PyObject *method = PyObject_GetAttr(self, name);
    if (method && ((PyMethod_Check(method) && PyMethod_GET_FUNCTION(method) == own) || kr_fused_binds(method, own)))
        Py_CLEAR(method);
    Py_XDECREF(own);
    return method;
}

int kr_raise_class(PyObject *object, PyObject *type, const char *argument)
{
    const char *wanted = ((PyTypeObject *)type)->tp_name, *got = Py_TYPE(object)->tp_name;
    if (!argument)
        PyErr_Format(PyExc_TypeError, "Cannot convert %.200s to %.200s", got, wanted);
    else if (strcmp(argument, "self") == 0)
        PyErr_Format(PyExc_TypeError,
                     "descriptor requires a '%.200s' object but received a '%.200s'", wanted, got);
    else
        PyErr_Format(PyExc_TypeError,
                     "Argument '%.200s' has incorrect type (expected %.200s, got %.200s)", argument,
                     wanted, got);
    return -1;
}

int kr_raise_class_nogil(PyObject *object, PyObject *type, const char *argument)
{
    PyGILState_STATE state = PyGILState_Ensure();
    kr_raise_class(object, type, argument);
    PyGILState_Release(state);
    return -1;
}
