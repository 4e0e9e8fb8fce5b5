/* rt_attr.c: attributes and methods by name; see kr/attr.h.
 *
 * A table remembers, for a type (at a version of it) and a name, what looking up the type gives and where
 * in an instance the value lies. A type's version changes with everything in its bases that could change the answer
 * (PyType_Modified), so an entry is right as long as type, version and name are equal; what the instance itself holds
 * is read each time. Only types with the generic tp_getattro and tp_setattro are remembered, others, and free-threaded
 * interpreters, ask CPython. Idea: inline caches, Deutsch and Schiffman 1984; PEP 659; here one table for all places.
 */
#include "kr/attr.h"
#include "kr/known.h"
#include "kr_layout.h"
#include <string.h>
#include <structmember.h>

#ifdef Py_GIL_DISABLED
PyObject *kr_call_other(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    return PyObject_Vectorcall(f, args, nargs, kwnames);
}

PyObject *kr_attr_get(PyObject *object, PyObject *name)
{
    return PyObject_GetAttr(object, name);
}

int kr_attr_set(PyObject *object, PyObject *name, PyObject *value)
{
    return PyObject_SetAttr(object, name, value);
}

int kr_attr_is(PyObject *object, PyObject *name, PyObject *own)
{
    (void)object;
    (void)name;
    (void)own;
    return 0;
}

PyObject *kr_special(const KrSpecial *special, PyObject **name, PyObject *left, PyObject *right)
{
    (void)name;
    return special->op(left, right);
}

static inline PyObject *run_method(PyObject *name, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    return PyObject_VectorcallMethod(name, slots + 1, KR_NARGS(npos), kwnames);
}

PyObject *kr_method_unbound(PyObject *object, PyObject *name)
{
    (void)object;
    (void)name;
    return NULL;
}
#else

typedef enum AttrKind {
    ATTR_ASK,      /* nothing is known: CPython's own way */
    ATTR_MEMBER,   /* a slot of the instance, at offset `where` */
    ATTR_DATA,     /* `found` is a data descriptor */
    ATTR_INSTANCE, /* the instance's own value, else `found` of the type (may be NULL) */
    ATTR_CLASS     /* the object is a class itself: `found` in it, with no say of its metaclass */
} AttrKind;

typedef struct AttrEntry {
    PyTypeObject *type;
    PyObject *name;
    unsigned version;
    AttrKind kind;
    Py_ssize_t where;  /* MEMBER: offset; INSTANCE: where the name was among the shared keys, -1: not among them */
    const void *keys;  /* of the type, when it was not among them, */
    Py_ssize_t count;  /* and how many they were */
    PyObject *found;   /* borrowed: the type holds it as long as the version is valid */
    char is_method;    /* `found` is called with the instance as first argument, */
    char is_ours;      /* and is a function object of ours that takes its arguments in an array */
    char is_init;      /* of a class: called with a plain new instance, if it is its __init__ */
    char is_writable;  /* tp_setattro is the generic one and no data descriptor is in the way */
} AttrEntry;

enum { ATTR_COUNT = 2048 };
static AttrEntry attr_table[ATTR_COUNT];

/* The first place of an entry. Addresses are multiples of 16. */
static inline AttrEntry *entry_at(PyTypeObject *type, PyObject *name)
{
    uintptr_t hash = (uintptr_t)type * 31 ^ (uintptr_t)name;
    return &attr_table[(hash ^ hash >> 9) / 16 % ATTR_COUNT];
}

/* The other one, where the entry goes that another takes the first from. */
static inline AttrEntry *place_beside(AttrEntry *entry)
{
    return &attr_table[(entry - attr_table) ^ 1];
}

static inline int has_version(const PyTypeObject *type)
{
    return type->tp_version_tag != 0 && (type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) != 0;
}

/* Before 3.11 sys._clear_type_cache() gives versions out again from the start, and a new class may lie where a dead one
 * lay: all types lose their versions then, among them this one, which nobody else looks up. */
#if KR_PY(11)
static void check_versions(PyObject *name)
{
    (void)name;
}
#else
static PyTypeObject witness = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "krait.witness", .tp_flags = Py_TPFLAGS_DEFAULT};

static void check_versions(PyObject *name)
{
    if (has_version(&witness))
        return;
    memset(attr_table, 0, sizeof attr_table);
    if (PyType_Ready(&witness) < 0)
        PyErr_Clear();
    else
        _PyType_Lookup(&witness, name);
}
#endif

/* Entries are of types that had a version; since 3.11 one that has none any more says 0. */
static inline int is_current(const AttrEntry *entry, PyTypeObject *type, PyObject *name)
{
    int is_equal = KR_LIKELY(entry->type == type && entry->name == name && entry->version == type->tp_version_tag);
#if KR_PY(11)
    return is_equal;
#else
    return is_equal && has_version(type) && has_version(&witness);
#endif
}

/* ---- instances ------------------------------------------------------------------------------------ */

/* What looking into an instance gave. */
enum { OWN_UNKNOWN = -1, OWN_ABSENT = 0, OWN_FOUND = 1 };

#if KR_HAS_VALUES
/* Where `name` is among the shared keys; -1: it is not; -2: one of them is not interned, so nobody knows. */
static Py_ssize_t search_keys(const KrKeys *keys, PyObject *name)
{
    const KrKeyEntry *entries = KR_KEY_ENTRIES(keys);
    for (Py_ssize_t i = 0; i < keys->count; i++) {
        if (entries[i].key == name)
            return i;
        if (!entries[i].key || !PyUnicode_CHECK_INTERNED(entries[i].key))
            return -2;
    }
    return -1;
}

/* The index of the name in the arrays of values of this type, or -1. */
static inline Py_ssize_t place_of(AttrEntry *entry, const KrKeys *keys)
{
    Py_ssize_t where = entry->where;
    if (where >= 0 && where < keys->count && KR_KEY_ENTRIES(keys)[where].key == entry->name)
        return where;
    if (where == -1 && entry->keys == keys && entry->count == keys->count)
        return -1;
    if (keys->kind == KR_KEYS_GENERAL)
        return -2;
    entry->where = search_keys(keys, entry->name);
    entry->keys = keys;
    entry->count = keys->count;
    return entry->where;
}
#endif

/* Looks for the name in a dict that may be NULL. Borrowed. Comparing keys may run any code: the entry may be another's
 * afterwards. */
static int look_in_dict(AttrEntry *entry, PyTypeObject *type, PyObject *dict, PyObject **value)
{
    PyObject *name = entry->name;
    *value = dict ? PyDict_GetItemWithError(dict, name) : NULL;
    if (*value)
        return OWN_FOUND;
    return dict && (PyErr_Occurred() || !is_current(entry, type, name)) ? OWN_UNKNOWN : OWN_ABSENT;
}

/* The instance's own value of the entry's name, borrowed. UNKNOWN with or without an exception. */
static inline int look_in_instance(AttrEntry *entry, PyObject *object, PyTypeObject *type, PyObject **value)
{
#if KR_HAS_VALUES
    if (type->tp_flags & KR_MANAGED_DICT) {
        PyObject **values = kr_values_of(object, type);
        if (!values)
            return look_in_dict(entry, type, kr_managed_dict_of(object), value);
        Py_ssize_t place = place_of(entry, KR_KEYS_OF(type));
        if (place == -2)
            return OWN_UNKNOWN;
        *value = place < 0 ? NULL : values[place];
        return *value ? OWN_FOUND : OWN_ABSENT;
    }
#endif
    if (type->tp_dictoffset == 0)
        return OWN_ABSENT;
    if (type->tp_dictoffset < 0)
        return OWN_UNKNOWN;
    return look_in_dict(entry, type, *(PyObject **)(void *)((char *)object + type->tp_dictoffset), value);
}

/* ---- filling -------------------------------------------------------------------------------------- */

/* A member that is an object: of __slots__ (unset raises) or of a C type (NULL is None). */
static int is_object_member(PyObject *found)
{
    return Py_IS_TYPE(found, &PyMemberDescr_Type) && ((PyMemberDescrObject *)found)->d_member->type == T_OBJECT_EX;
}

static int is_data_descriptor(PyObject *found)
{
    return Py_TYPE(found)->tp_descr_set != NULL;
}

/* A function object of ours that takes its arguments in an array? */
static inline int is_ours(PyObject *found)
{
    return Py_IS_TYPE(found, &kr_function_type) && ((const KrFunction *)found)->def->method.ml_flags & METH_FASTCALL;
}

static void describe_found(AttrEntry *entry, PyTypeObject *type)
{
    PyObject *found = entry->found;
    entry->kind = ATTR_INSTANCE;
    if (!found)
        return;
    if (is_object_member(found) && PyType_IsSubtype(type, ((PyMemberDescrObject *)found)->d_common.d_type)) {
        entry->kind = ATTR_MEMBER;
        entry->where = ((PyMemberDescrObject *)found)->d_member->offset;
        entry->is_writable &= !(((PyMemberDescrObject *)found)->d_member->flags & READONLY);
        return;
    }
    if (is_data_descriptor(found)) {
        entry->kind = Py_TYPE(found)->tp_descr_get ? ATTR_DATA : ATTR_ASK;
        entry->is_writable = 0;
    }
    entry->is_method = entry->kind == ATTR_INSTANCE &&
                       (Py_TYPE(found)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) != 0;
    entry->is_ours = entry->is_method && is_ours(found);
}

/* Could it become a descriptor, or cease to be one, while the version of the class that holds it stays? */
static int is_mutable(PyTypeObject *type)
{
#ifdef Py_TPFLAGS_IMMUTABLETYPE
    return !(type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) && (type->tp_flags & Py_TPFLAGS_HEAPTYPE);
#else
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
#endif
}

/* A new entry for the type and name; kind ASK where they are not to be remembered. */
static AttrEntry *fill_entry(AttrEntry *entry, PyTypeObject *type, PyObject *name)
{
    check_versions(name);
    PyObject *found = _PyType_Lookup(type, name); /* gives the type a version */
    *entry = (AttrEntry){.type = has_version(type) ? type : NULL, .name = name, .version = type->tp_version_tag,
                         .where = -2, .found = found};
    int is_generic = type->tp_getattro == PyObject_GenericGetAttr || type == &PyModule_Type;
    if (!is_generic || !PyUnicode_CHECK_INTERNED(name) || (found && is_mutable(Py_TYPE(found))))
        return entry;
    entry->is_writable = type->tp_setattro == PyObject_GenericSetAttr;
    describe_found(entry, type);
    return entry;
}

/* Are instances made by object.__new__? That changes with the version of the class, as its being abstract does. */
static int makes_plainly(PyTypeObject *type)
{
    return type->tp_new == PyBaseObject_Type.tp_new && !(type->tp_flags & Py_TPFLAGS_IS_ABSTRACT);
}

/* The same for an attribute of the class `type` itself. */
static AttrEntry *fill_class_entry(AttrEntry *entry, PyTypeObject *type, PyObject *name)
{
    check_versions(name);
    PyObject *found = _PyType_Lookup(type, name);
    *entry = (AttrEntry){.type = has_version(type) ? type : NULL, .name = name, .version = type->tp_version_tag,
                         .where = -2, .found = found};
    PyObject *of_metaclass = _PyType_Lookup(&PyType_Type, name);
    if (!found || !PyUnicode_CHECK_INTERNED(name) || (of_metaclass && is_data_descriptor(of_metaclass)))
        return entry;
    entry->kind = ATTR_CLASS;
    entry->is_init = makes_plainly(type) && (Py_TYPE(found)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) &&
                     !Py_IS_TYPE(found, &PyWrapperDescr_Type);
    entry->is_ours = entry->is_init && is_ours(found);
    return entry;
}

/* Classes are remembered beside their instances: another place in the table. */
static KR_ALWAYS_INLINE AttrEntry *entry_of_class(PyTypeObject *type, PyObject *name)
{
    AttrEntry *entry = entry_at((PyTypeObject *)((uintptr_t)type ^ 0x5550), name);
    return KR_LIKELY(is_current(entry, type, name) && entry->kind == ATTR_CLASS) ? entry
                                                                               : fill_class_entry(entry, type, name);
}

static AttrEntry *entry_of(PyTypeObject *type, PyObject *name)
{
    AttrEntry *entry = entry_at(type, name), *other = place_beside(entry);
    if (is_current(entry, type, name))
        return entry;
    if (is_current(other, type, name))
        return other;
    *other = *entry;
    return fill_entry(entry, type, name);
}

/* entry_of, whose first look is in line. */
static inline AttrEntry *entry_near(PyTypeObject *type, PyObject *name)
{
    AttrEntry *entry = entry_at(type, name);
    return KR_LIKELY(is_current(entry, type, name)) ? entry : entry_of(type, name);
}

/* Where the object's own value lies, when that is known without looking around; NULL: unknown. */
static inline PyObject **place_in_instance(const AttrEntry *entry, PyObject *object, PyTypeObject *type)
{
    (void)type;
    if (entry->kind == ATTR_MEMBER)
        return (PyObject **)(void *)((char *)object + entry->where);
#if KR_HAS_VALUES
    /* names keep their place among the shared keys of a type; only those of a type with KR_MANAGED_DICT were found */
    if (entry->kind == ATTR_INSTANCE && entry->where >= 0) {
        PyObject **values = kr_values_of(object, type);
        return values ? &values[entry->where] : NULL;
    }
#endif
    return NULL;
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* What `found` of the type gives for the object. New reference. */
static inline PyObject *bind_found(PyObject *found, PyObject *object, PyTypeObject *type)
{
    descrgetfunc get = Py_TYPE(found)->tp_descr_get;
    if (!get)
        return Py_NewRef(found);
    Py_INCREF(found);
    PyObject *value = get(found, object, (PyObject *)type);
    Py_DECREF(found);
    return value;
}

static PyObject *get_of_class(PyTypeObject *type, PyObject *name)
{
    AttrEntry *entry = entry_of_class(type, name);
    return entry->kind == ATTR_CLASS ? bind_found(entry->found, NULL, type)
                                     : PyObject_GetAttr((PyObject *)type, name);
}

/* What is not at hand in the instance. */
KR_NOINLINE static PyObject *get_slowly(PyObject *object, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(object);
    if (type == &PyType_Type)
        return get_of_class((PyTypeObject *)object, name);
    PyObject *value = NULL;
    AttrEntry *entry = entry_of(type, name);
    switch (entry->kind) {
    case ATTR_MEMBER:
        value = *(PyObject **)(void *)((char *)object + entry->where);
        if (value)
            return Py_NewRef(value);
        break;
    case ATTR_DATA:
        return bind_found(entry->found, object, type);
    case ATTR_INSTANCE: {
        int own = look_in_instance(entry, object, type, &value);
        if (own == OWN_FOUND)
            return Py_NewRef(value);
        if (own == OWN_ABSENT && entry->found)
            return bind_found(entry->found, object, type);
        if (own == OWN_UNKNOWN && PyErr_Occurred())
            return NULL;
        break;
    }
    case ATTR_ASK:
    case ATTR_CLASS:
        break;
    }
    return PyObject_GetAttr(object, name);
}

/* Entries of PyType_Type say nothing about instances. */
PyObject *kr_attr_get(PyObject *object, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(object);
    AttrEntry *entry = entry_at(type, name);
    if (KR_LIKELY(is_current(entry, type, name))) {
        PyObject **place = place_in_instance(entry, object, type);
        if (KR_LIKELY(place && *place))
            return Py_NewRef(*place);
    }
    return get_slowly(object, name);
}

int kr_attr_is(PyObject *object, PyObject *name, PyObject *own)
{
    PyTypeObject *type = Py_TYPE(object);
    PyObject *value = NULL;
    AttrEntry *entry = entry_of(type, name);
    if (entry->kind != ATTR_INSTANCE || !entry->is_method || entry->found != own)
        return 0;
    int seen = look_in_instance(entry, object, type, &value);
    if (seen == OWN_UNKNOWN)
        PyErr_Clear(); /* it comes again */
    return seen == OWN_ABSENT;
}

/* ---- writing -------------------------------------------------------------------------------------- */

/* May the place, which holds nothing, be filled? The order in which an instance gets its values is noted. */
static inline int is_free(const AttrEntry *entry, PyObject *object, PyObject **place)
{
    if (entry->kind == ATTR_MEMBER)
        return 1;
#if KR_HAS_VALUES
    int has_dict = KR_PY(13) && kr_managed_dict_of(object); /* which counts them */
    return !has_dict && kr_values_note(place - entry->where, entry->where);
#else
    (void)object;
    (void)place;
    return 0;
#endif
}

#if KR_HAS_VALUES
/* The first value of the name in this instance. Is it stored? */
static int set_first(AttrEntry *entry, PyObject *object, PyTypeObject *type, PyObject *value)
{
    if (entry->kind != ATTR_INSTANCE || !(type->tp_flags & KR_MANAGED_DICT))
        return 0;
    PyObject **values = kr_values_of(object, type);
    int has_dict = KR_PY(13) && kr_managed_dict_of(object); /* which counts them */
    Py_ssize_t index = values && !has_dict ? place_of(entry, KR_KEYS_OF(type)) : -1;
    if (index < 0 || values[index] || !kr_values_note(values, index))
        return 0;
    values[index] = Py_NewRef(value);
    return 1;
}
#endif

KR_NOINLINE static int set_slowly(PyObject *object, PyObject *name, PyObject *value)
{
    PyTypeObject *type = Py_TYPE(object);
    AttrEntry *entry = entry_of(type, name);
    if (!entry->is_writable)
        return PyObject_SetAttr(object, name, value);
    PyObject **place = place_in_instance(entry, object, type);
    if (place && (*place || entry->kind == ATTR_MEMBER)) {
        KR_REPLACE(*place, Py_NewRef(value));
        return 0;
    }
#if KR_HAS_VALUES
    if (set_first(entry, object, type, value))
        return 0;
#endif
    return PyObject_SetAttr(object, name, value);
}

int kr_attr_set(PyObject *object, PyObject *name, PyObject *value)
{
    PyTypeObject *type = Py_TYPE(object);
    AttrEntry *entry = entry_at(type, name);
    if (KR_LIKELY(is_current(entry, type, name) && entry->is_writable)) {
        PyObject **place = place_in_instance(entry, object, type);
        PyObject *old = place ? *place : NULL;
        if (KR_LIKELY(old || (place && is_free(entry, object, place)))) {
            *place = Py_NewRef(value);
            Py_XDECREF(old);
            return 0;
        }
    }
    return set_slowly(object, name, value);
}

/* ---- methods -------------------------------------------------------------------------------------- */

/* Is there surely no value of the instance's own? */
static inline int has_nothing(const AttrEntry *entry, PyObject *object, PyTypeObject *type)
{
#if KR_HAS_VALUES
    if (type->tp_flags & KR_MANAGED_DICT) {
        const KrKeys *keys = KR_KEYS_OF(type);
        return kr_values_of(object, type) && entry->where == -1 && entry->keys == keys && entry->count == keys->count;
    }
#endif
    (void)object;
    (void)entry;
    return type->tp_dictoffset == 0;
}

/* The method, with the instance first. One of ours whose calls need no care is called at once. */
static inline PyObject *call_method(PyObject *found, int ours, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    PyObject *result;
    const KrFunction *function = (const KrFunction *)found;
    Py_INCREF(found);
    if (KR_LIKELY(ours && function->known && !kwnames))
        result = kr_known_fast(found, args, PyVectorcall_NARGS(nargs), function->def);
    else
        result = kr_vectorcall(found, args, nargs, kwnames);
    Py_DECREF(found);
    return result;
}

static PyObject *call_found(PyObject *found, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    return call_method(found, is_ours(found), args, nargs, kwnames);
}

KR_NOINLINE static PyObject *call_slowly(PyObject *name, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    PyObject *object = slots[1], *own;
    PyTypeObject *type = Py_TYPE(object);
    if (type != &PyType_Type) {
        AttrEntry *entry = entry_of(type, name);
        if (entry->is_method && look_in_instance(entry, object, type, &own) == OWN_ABSENT)
            return call_found(entry->found, slots + 1, KR_NARGS(npos), kwnames);
        if (PyErr_Occurred())
            return NULL;
        if (entry->kind == ATTR_ASK)
            return PyObject_VectorcallMethod(name, slots + 1, KR_NARGS(npos), kwnames);
    }
    PyObject *callable = kr_attr_get(object, name);
    if (!callable)
        return NULL;
    PyObject *result = kr_vectorcall(callable, slots + 2, KR_NARGS(npos - 1), kwnames);
    Py_DECREF(callable);
    return result;
}

static KR_ALWAYS_INLINE PyObject *run_method(PyObject *name, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    PyTypeObject *type = Py_TYPE(slots[1]);
    AttrEntry *entry = entry_at(type, name);
    if (KR_LIKELY(is_current(entry, type, name) && entry->is_method && has_nothing(entry, slots[1], type)))
        return call_method(entry->found, entry->is_ours, slots + 1, KR_NARGS(npos), kwnames);
    return call_slowly(name, slots, npos, kwnames);
}

PyObject *kr_method_unbound(PyObject *object, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(object);
    AttrEntry *entry = type == &PyType_Type ? NULL : entry_near(type, name);
    return entry && entry->is_method && has_nothing(entry, object, type) ? Py_NewRef(entry->found) : NULL;
}

/* ---- operators ------------------------------------------------------------------------------------ */

static binaryfunc operator_slot(PyTypeObject *type, size_t offset)
{
    PyNumberMethods *methods = type->tp_as_number;
    return methods ? *(binaryfunc *)(void *)((char *)methods + offset) : NULL;
}

/* Would the operator begin with the method of the left operand, and end with the slot of the right one? So it is for
 * operands of one class, and for a number on the right, unless the class is a sequence. */
static int begins_left(const KrSpecial *special, PyTypeObject *type, PyTypeObject *other)
{
    PySequenceMethods *sequence = type->tp_as_sequence;
    return (other == type || other == &PyFloat_Type || other == &PyLong_Type) &&
           (!sequence || (!sequence->sq_concat && !sequence->sq_repeat)) &&
           (!special->in_place || !operator_slot(type, special->in_place));
}

/* Source: language reference 3.3.8; binary_op1 of Objects/abstract.c. */
PyObject *kr_special(const KrSpecial *special, PyObject **name, PyObject *left, PyObject *right)
{
    PyTypeObject *type = Py_TYPE(left), *other = Py_TYPE(right);
    if (!begins_left(special, type, other))
        return special->op(left, right);
    if (!*name && !(*name = PyUnicode_InternFromString(special->method)))
        return NULL;
    AttrEntry *entry = entry_near(type, *name);
    if (!entry->is_method || Py_IS_TYPE(entry->found, &PyWrapperDescr_Type))
        return special->op(left, right);
    PyObject *slots[] = {NULL, left, right};
    PyObject *result = call_method(entry->found, entry->is_ours, slots + 1, KR_NARGS(2), NULL);
    binaryfunc reflected = other == type ? NULL : operator_slot(other, special->slot);
    if (result == Py_NotImplemented && reflected) {
        Py_DECREF(result);
        result = reflected(left, right);
    }
    if (result == Py_NotImplemented) {
        Py_CLEAR(result);
        PyErr_Format(PyExc_TypeError, "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", special->sign,
                     type->tp_name, other->tp_name);
    }
    return result;
}

/* ---- instantiation -------------------------------------------------------------------------------- */

/* object.__new__ of a class that it makes instances of. */
static inline PyObject *new_instance(PyTypeObject *type)
{
    static PyObject *no_args; /* for ever */
#if KR_PY(11) && !KR_PY(13)
    if (!(type->tp_flags & KR_MANAGED_DICT)) /* else there is a dict to begin */
#endif
        return type->tp_alloc(type, 0);
    if (!no_args && !(no_args = PyTuple_New(0)))
        return NULL;
    return type->tp_new(type, no_args, NULL);
}

/* What __init__ gave other than None: an error. */
KR_COLD static PyObject *fail_init(PyObject *object, PyObject *result)
{
    if (result)
        PyErr_Format(PyExc_TypeError, "__init__() should return None, not '%.200s'", Py_TYPE(result)->tp_name);
    Py_XDECREF(result);
    Py_DECREF(object);
    return NULL;
}

/* type.__call__ for such a class, whose __init__ the entry is about; args[-1] is free for the new object. */
static inline PyObject *instantiate(PyTypeObject *type, const AttrEntry *init, PyObject **args, size_t nargs,
                                    PyObject *kwnames)
{
    PyObject *found = init->found;
    int ours = init->is_ours;
    PyObject *object = new_instance(type);
    if (!object)
        return NULL;
    PyObject *saved = args[-1];
    args[-1] = object;
    PyObject *result = call_method(found, ours, args - 1, (size_t)PyVectorcall_NARGS(nargs) + 1, kwnames);
    args[-1] = saved;
    if (KR_UNLIKELY(result != Py_None))
        return fail_init(object, result);
    Py_DECREF(result);
    return object;
}

PyObject *kr_call_other(PyObject *f, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    static PyObject *init_name; /* interned, for ever */
    if (!init_name && !(init_name = PyUnicode_InternFromString("__init__")))
        return NULL;
    if (Py_TYPE(f) == &PyType_Type && (nargs & PY_VECTORCALL_ARGUMENTS_OFFSET)) {
        AttrEntry *init = entry_of_class((PyTypeObject *)f, init_name);
        if (init->is_init)
            return instantiate((PyTypeObject *)f, init, (PyObject **)(uintptr_t)args, nargs, kwnames);
    }
    return PyObject_Vectorcall(f, args, nargs, kwnames);
}
#endif

/* ---- calls, with a table or without ---------------------------------------------------------------- */

PyObject *kr_method(PyObject *name, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    return run_method(name, slots, npos, kwnames);
}

PyObject *kr_method0(PyObject *x, PyObject *name)
{
    PyObject *slots[] = {NULL, x};
    return run_method(name, slots, 1, NULL);
}

PyObject *kr_method1(PyObject *x, PyObject *name, PyObject *a)
{
    PyObject *slots[] = {NULL, x, a};
    return run_method(name, slots, 2, NULL);
}

PyObject *kr_method2(PyObject *x, PyObject *name, PyObject *a, PyObject *b)
{
    PyObject *slots[] = {NULL, x, a, b};
    return run_method(name, slots, 3, NULL);
}
