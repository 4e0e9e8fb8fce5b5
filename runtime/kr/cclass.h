/* cclass.h: extension types (cdef classes): made once from a table, with one set of functions for all of them.
 *
 * A type is a PyTypeObject as in hand-written C, not made by a class statement: its attributes cannot be set from
 * Python. What instances consist of, and what is to be done when one is made and dies, stands in a KrClassDef for each
 * class of a line of inheritance; the runtime goes through them from the base down, or up. docs/design/cdef-classes.md.
 *
 *     static const KrClassDef P_class = {.name = "mod.P", .size = sizeof(struct P_object), ...};
 *     M.P_type = KR_CCLASS_MAKE(&P_class, NULL);
 */
#ifndef KR_CCLASS_H
#define KR_CCLASS_H

#include "kr/core.h"

/* What instances hold beside plain C: OBJECT an object; LEAF one that takes part in no reference cycle; VIEW a typed
 * memoryview. Objects are None when an instance starts its life. */
enum { KR_HOLDS_OBJECT = 1, KR_HOLDS_LEAF, KR_HOLDS_VIEW };
typedef struct KrHeld {
    Py_ssize_t offset; /* 0 ends the table */
    int kind;
} KrHeld;

/* IR name and C type of the numbers that public attributes may be without functions of their own. */
#define KR_MEMBER_TYPES(X)                                                                         \
    X(bint, int) X(char, char) X(schar, signed char) X(uchar, unsigned char) X(short, short)       \
    X(ushort, unsigned short) X(int, int) X(uint, unsigned int) X(long, long)                      \
    X(ulong, unsigned long) X(llong, long long) X(ullong, unsigned long long)                      \
    X(ssize, Py_ssize_t) X(size, size_t) X(hash, Py_hash_t) X(ptrdiff, ptrdiff_t) X(f32, float)    \
    X(f64, double) X(ldouble, long double)

/* A property, or an attribute at `offset` (> 0) that has no functions of its own: an object, or with flag KR_MEMBER_...
 * a number. */
#define KR_MEMBER_KIND(name, T) KR_MEMBER_KIND_##name,
enum { KR_MEMBER_OBJECT, KR_MEMBER_TYPES(KR_MEMBER_KIND) KR_MEMBER_KINDS };
#undef KR_MEMBER_KIND
#define KR_MEMBER_FLAG(name, T) KR_MEMBER_##name = KR_MEMBER_KIND_##name << 1,
enum { KR_PROPERTY_READONLY = 1, KR_MEMBER_TYPES(KR_MEMBER_FLAG) };
#undef KR_MEMBER_FLAG
typedef struct KrProperty {
    const char *name; /* NULL ends the table */
    PyObject *(*get)(PyObject *self);
    int (*set)(PyObject *self, PyObject *value);
    int (*del)(PyObject *self);
    Py_ssize_t offset;
    int flags;
    const char *doc;
} KrProperty;

/* The docstring of a special method, whose object the interpreter makes. */
typedef struct KrDoc {
    const char *name; /* NULL ends the table */
    const char *doc;
} KrDoc;

enum { KR_CLASS_FINAL = 1, KR_CLASS_NO_GC = 2, KR_CLASS_NO_CLEAR = 4, KR_CLASS_SHARED = 8, KR_CLASS_TRASHCAN = 16,
       KR_CLASS_SEQUENCE = 32, KR_CLASS_MAPPING = 64, KR_CLASS_NO_TAG = 128, KR_CLASS_NO_TRASHCAN = 256,
       KR_CLASS_OWN_VTAB = 512 /* its table of C methods has places that Cython's has not */ };
/* __init__ and __cinit__, __call__: their arguments in an array. */
typedef int (*KrInit)(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
typedef PyObject *(*KrMethodCall)(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);

typedef struct KrClassDef {
    /* kr_cclass_new by another address: by this the interpreter tells that the class's own __new__ has to be called for
     * it, and not that of its base. NULL: as the base's. */
    newfunc new_;
    const char *name; /* "module.Class" */
    const char *doc;
    Py_ssize_t size; /* of an instance; 0: as the base's */
    int flags;
    const PyType_Slot *slots; /* of the type, ended by 0 */
    const KrHeld *held;
    const KrProperty *properties;
    const KrDoc *docs;
    const PyMethodDef *methods; /* special methods that no slot shows; NULL: none */
    const void *vtab; /* table of C methods, at vtab_offset of each instance; NULL: none of its own */
    size_t vtab_size; /* not 0: what is NULL in it comes from the table of the base, which another module made */
    Py_ssize_t vtab_offset, dict_offset, weakrefs_offset;
    KrInit cinit, init; /* init: what the slot tp_init calls */
    void (*dealloc)(PyObject *self);
    int freelist; /* so many dead instances of exactly this class are kept for new ones */
    const KrProperty *pickled; /* all attributes in order of their names, those of bases too; NULL: not pickled by them */
    const char *pickle_error;  /* why they cannot be */
    void *room; /* a KrClassRoom where the type is to be, for it has a name in C; NULL: anywhere */
} KrClassDef;

/* A type object with all its method suites behind it. */
#define KR_CLASS_HEAD                                                                              \
    PyTypeObject type;                                                                             \
    PyAsyncMethods async;                                                                          \
    PyNumberMethods number;                                                                        \
    PySequenceMethods sequence;                                                                    \
    PyMappingMethods mapping;                                                                      \
    PyBufferProcs buffer

/* What a type takes: in C it is known as a PyTypeObject, the first part. */
typedef struct KrClassRoom {
    KR_CLASS_HEAD;
    void *rest[10];
} KrClassRoom;

/* New type, strong and never freed; `base`: a type, a tuple of types, of which the first gives instances their layout, or
 * NULL: object. */
#define KR_CCLASS_MAKE(def, base) kr_cclass_make(KR_MODULE, (def), (base))
KR_FN PyObject *kr_cclass_make(KrModule *module, const void *def, PyObject *base);
/* A type that another module defines; `size`: of its instances when this module was compiled; `check`: 'e' it must be the
 * same, 'w' it may have grown, with a warning, 'i' without. */
KR_FN PyObject *kr_cclass_import(PyObject *module, PyObject *name, size_t size, int check);
/* The table of C methods of an imported type: of KR_CLASS_SHARED ones, or of Cython's if is_usual: it is laid out as those;
 * NULL and an exception for others. */
KR_FN const void *kr_cclass_vtab(PyObject *type, int is_usual);
/* The dict of the type, new reference, for the statements of the class; and what follows them. */
KR_FN PyObject *kr_cclass_space(PyObject *type);
KR_FN int kr_cclass_done(PyObject *type);
/* Is it an instance of this extension type? The type decides, whatever __class__ says. */
#define KR_HAS_TYPE(object, type) PyObject_TypeCheck(object, (PyTypeObject *)(type))
/* May Python code have put something in the place of a method of `type` for this object? Not where it is an instance of that
 * very type, which cannot be changed, and has no dict. Without the GIL too. */
#define KR_MAY_OVERRIDE(self, type)                                                                \
    (KR_UNLIKELY(Py_TYPE(self) != (PyTypeObject *)(type) || ((PyTypeObject *)(type))->tp_dictoffset))
/* The bound method `name` of `self` when Python code has put another one in the place of the function object `*own`; new
 * reference; NULL without an exception when it has not. */
KR_FN PyObject *kr_method_override(PyObject *self, PyObject *name, PyObject **own);

KR_FN PyObject *kr_cclass_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
/* type.__new__(type, *args) */
#define KR_CCLASS_INSTANCE(type, args) kr_cclass_new((PyTypeObject *)(type), (args), NULL)
#define KR_CCLASS_NEW(name)                                                                        \
    static PyObject *name(PyTypeObject *type, PyObject *args, PyObject *kwargs)                    \
    {                                                                                              \
        return kr_cclass_new(type, args, kwargs);                                                  \
    }

/* Is `x` something else than None or an instance? EXACT: or None. */
#define KR_NOT_INSTANCE(x, type)                                                                   \
    ((x) != Py_None && Py_TYPE(x) != (PyTypeObject *)(type) &&                                     \
     !PyType_IsSubtype(Py_TYPE(x), (PyTypeObject *)(type)))
#define KR_NOT_SURELY(x, type)                                                                     \
    (Py_TYPE(x) != (PyTypeObject *)(type) && !PyType_IsSubtype(Py_TYPE(x), (PyTypeObject *)(type)))
/* TypeError for it; `argument` is the parameter's name, "self", or NULL. Gives -1. */
KR_FN int kr_raise_class(PyObject *object, PyObject *type, const char *argument);
KR_FN int kr_raise_class_nogil(PyObject *object, PyObject *type, const char *argument);

/* ---- functions of slots that combine several methods, or change how they are called ---------- */

typedef PyObject *(*KrUnary)(PyObject *);
typedef PyObject *(*KrBinary)(PyObject *, PyObject *);
typedef PyObject *(*KrTernary)(PyObject *, PyObject *, PyObject *);
typedef int (*KrStatus2)(PyObject *, PyObject *);
typedef int (*KrStatus3)(PyObject *, PyObject *, PyObject *);

/* The slots give a tuple and a dict. */
KR_FN int kr_slot_init(PyObject *self, PyObject *tuple, PyObject *kwargs, KrInit init);
#define KR_SLOT_INIT(name, init)                                                                   \
    static int name(PyObject *self, PyObject *tuple, PyObject *kwargs)                             \
    {                                                                                              \
        return kr_slot_init(self, tuple, kwargs, init);                                            \
    }
KR_FN PyObject *kr_slot_call(PyObject *self, PyObject *tuple, PyObject *kwargs, KrMethodCall call);
#define KR_SLOT_CALL(name, call)                                                                   \
    static PyObject *name(PyObject *self, PyObject *tuple, PyObject *kwargs)                       \
    {                                                                                              \
        return kr_slot_call(self, tuple, kwargs, call);                                            \
    }

/* left + right: `forward` of the class's __add__, `reverse` of its __radd__, either may be NULL. `slot` is the id of the
 * slot, `self` the function in it. */
KR_FN PyObject *kr_slot_binary(PyObject *left, PyObject *right, PyObject *type, int slot, KrBinary self,
                               KrBinary forward, KrBinary reverse);
#define KR_SLOT_BINARY(name, slot, type, forward, reverse)                                         \
    static PyObject *name(PyObject *left, PyObject *right)                                         \
    {                                                                                              \
        return kr_slot_binary(left, right, (type), (slot), name, forward, reverse);                \
    }
KR_FN PyObject *kr_slot_power(PyObject *left, PyObject *right, PyObject *modulo, PyObject *type, KrTernary self,
                              KrTernary forward, KrTernary reverse);
#define KR_SLOT_POWER(name, type, forward, reverse)                                                \
    static PyObject *name(PyObject *left, PyObject *right, PyObject *modulo)                       \
    {                                                                                              \
        return kr_slot_power(left, right, modulo, (type), name, forward, reverse);                 \
    }
/* A method of two in the place of one of three, whose last argument must be None; `text`: its name for the error. */
#define KR_SLOT_DROP(name, function, text)                                                         \
    static PyObject *name(PyObject *self, PyObject *other, PyObject *third)                        \
    {                                                                                              \
        return third == Py_None ? function(self, other) : kr_slot_refuse(text);                    \
    }
KR_FN PyObject *kr_slot_refuse(const char *text);

/* x[k] = v and del x[k] in one; what the class does not define, its base does, or nobody. */
KR_FN int kr_slot_setitem(PyObject *self, PyObject *key, PyObject *value, PyObject *type, KrStatus3 set, KrStatus2 del);
#define KR_SLOT_SETITEM(name, type, set, del)                                                      \
    static int name(PyObject *self, PyObject *key, PyObject *value)                                \
    {                                                                                              \
        return kr_slot_setitem(self, key, value, (type), set, del);                                \
    }
KR_FN int kr_slot_setattr(PyObject *self, PyObject *key, PyObject *value, PyObject *type, KrStatus3 set, KrStatus2 del);
#define KR_SLOT_SETATTR(name, type, set, del)                                                      \
    static int name(PyObject *self, PyObject *key, PyObject *value)                                \
    {                                                                                              \
        return kr_slot_setattr(self, key, value, (type), set, del);                                \
    }
KR_FN int kr_slot_descr_set(PyObject *self, PyObject *object, PyObject *value, PyObject *type, KrStatus3 set,
                            KrStatus2 del);
#define KR_SLOT_DESCR_SET(name, type, set, del)                                                    \
    static int name(PyObject *self, PyObject *object, PyObject *value)                             \
    {                                                                                              \
        return kr_slot_descr_set(self, object, value, (type), set, del);                           \
    }
/* __getattribute__ or the base's, then __getattr__ where that found nothing. */
KR_FN PyObject *kr_slot_getattr(PyObject *self, PyObject *name, PyObject *type, KrBinary first, KrBinary second);
#define KR_SLOT_GETATTR(name, type, first, second)                                                 \
    static PyObject *name(PyObject *self, PyObject *attr)                                          \
    {                                                                                              \
        return kr_slot_getattr(self, attr, (type), first, second);                                 \
    }
/* __get__: no instance and no owner are None. */
#define KR_SLOT_GET(name, function)                                                                \
    static PyObject *name(PyObject *self, PyObject *object, PyObject *owner)                       \
    {                                                                                              \
        return function(self, object ? object : Py_None, owner ? owner : Py_None);                 \
    }
#define KR_SLOT_GET1(name, function)                                                               \
    static PyObject *name(PyObject *self, PyObject *object, PyObject *Py_UNUSED(owner))            \
    {                                                                                              \
        return function(self, object ? object : Py_None);                                          \
    }
#define KR_SLOT_GET0(name, function)                                                               \
    static PyObject *name(PyObject *self, PyObject *Py_UNUSED(object), PyObject *Py_UNUSED(owner)) \
    {                                                                                              \
        return function(self);                                                                     \
    }
/* A hash of -1 means an exception; as a value it becomes -2. */
#define KR_SLOT_HASH(name, function)                                                               \
    static Py_hash_t name(PyObject *self)                                                          \
    {                                                                                              \
        Py_hash_t hash = function(self);                                                           \
        return hash == -1 && !PyErr_Occurred() ? -2 : hash;                                        \
    }
/* __getbuffer__: view->obj starts as None, and is NULL unless the method sets it; a failure leaves NULL. */
#define KR_SLOT_BUFFER(name, function)                                                             \
    static int name(PyObject *self, Py_buffer *view, int flags)                                    \
    {                                                                                              \
        return kr_slot_buffer(self, view, flags, function);                                        \
    }
KR_FN int kr_slot_buffer(PyObject *self, Py_buffer *view, int flags, getbufferproc method);
/* The six comparisons, in order of Py_LT, LE, EQ, NE, GT, GE; NULL: of the base. != without a method of its own is what
 * == gives, turned round. `total`: the missing orders follow from == and one of them. */
KR_FN PyObject *kr_slot_compare(PyObject *self, PyObject *other, int op, PyObject *type, const KrBinary *methods,
                                int total);
#define KR_SLOT_COMPARE(name, type, total, ...)                                                    \
    static PyObject *name(PyObject *self, PyObject *other, int op)                                 \
    {                                                                                              \
        static const KrBinary methods[] = {__VA_ARGS__};                                           \
        return kr_slot_compare(self, other, op, (type), methods, total);                           \
    }
/* x[i] of C code: by way of x[object]. */
KR_FN PyObject *kr_slot_item(PyObject *self, Py_ssize_t index);
KR_FN int kr_slot_ass_item(PyObject *self, Py_ssize_t index, PyObject *value);

/* The same of a class that fills no slot for x[object]. */
KR_FN PyObject *kr_slot_index(PyObject *self, Py_ssize_t index, KrBinary get);
#define KR_SLOT_ITEM(name, get)                                                                    \
    static PyObject *name(PyObject *self, Py_ssize_t index)                                        \
    {                                                                                              \
        return kr_slot_index(self, index, get);                                                    \
    }
KR_FN int kr_slot_ass_index(PyObject *self, Py_ssize_t index, PyObject *value, PyObject *type, KrStatus3 set,
                            KrStatus2 del);
#define KR_SLOT_ASS_ITEM(name, type, set, del)                                                     \
    static int name(PyObject *self, Py_ssize_t index, PyObject *value)                             \
    {                                                                                              \
        return kr_slot_ass_index(self, index, value, (type), set, del);                            \
    }

#endif
