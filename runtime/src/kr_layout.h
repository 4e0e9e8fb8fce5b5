/* kr_layout.h: where CPython keeps the attributes of an instance, for each version that keeps them out of a dict.
 *
 * Since 3.11 the values of an object of a Python class lie in an array; their names in the shared keys of the type.
 * None of that is public: the structures below are those of Include/internal of the versions named, and whoever uses
 * them checks, when it fills its cache, that they lead to what PyObject_GenericGetAttr finds. KR_HAS_VALUES is 0
 * where nothing is known. Source: Objects/dictobject.c, pycore_dict.h, pycore_object.h, InternalDocs of CPython.
 */
#ifndef KR_LAYOUT_H
#define KR_LAYOUT_H

#include "kr/compat.h"
#include <stdint.h>

#if PY_VERSION_HEX >= 0x030b0000 && PY_VERSION_HEX < 0x030e0000 && !defined(Py_GIL_DISABLED)
#define KR_HAS_VALUES 1
#else
#define KR_HAS_VALUES 0
#endif

#if KR_HAS_VALUES
typedef struct KrKeys {
    Py_ssize_t refcount;
    uint8_t log2_size, log2_index_bytes, kind;
    uint32_t version;
    Py_ssize_t usable, count;
    char indices[];
} KrKeys;
enum { KR_KEYS_GENERAL = 0 }; /* the other kinds have entries of two words */

typedef struct KrKeyEntry {
    PyObject *key, *value;
} KrKeyEntry;

#define KR_KEYS_OF(type) ((const KrKeys *)((PyHeapTypeObject *)(type))->ht_cached_keys)
#define KR_KEY_ENTRIES(keys)                                                                       \
    ((const KrKeyEntry *)(const void *)((keys)->indices + ((size_t)1 << (keys)->log2_index_bytes)))

#ifdef Py_TPFLAGS_MANAGED_DICT
#define KR_MANAGED_DICT Py_TPFLAGS_MANAGED_DICT
#else
#define KR_MANAGED_DICT (1UL << 4)
#endif

/* The array of the object's values; NULL when it has a dict (or nothing) instead. The type has KR_MANAGED_DICT. */
static inline PyObject **kr_values_of(PyObject *object, PyTypeObject *type)
{
#if PY_VERSION_HEX >= 0x030d0000
    enum { INLINE_VALUES = 1 << 2 };
    struct { uint8_t capacity, size, embedded, valid; } *values = (void *)((char *)object + type->tp_basicsize);
    return (type->tp_flags & INLINE_VALUES) && values->valid ? (PyObject **)(void *)((char *)values + sizeof(PyObject *))
                                                             : NULL;
#elif PY_VERSION_HEX >= 0x030c0000
    (void)type;
    uintptr_t word = ((uintptr_t *)object)[-3];
    return word & 1 ? (PyObject **)(word + 1) : NULL;
#else
    (void)type;
    return ((PyObject ***)object)[-4];
#endif
}

/* Notes that the value at `index` is the next to be set, when there is room: the order of a dict made of them. */
static inline int kr_values_note(PyObject **values, Py_ssize_t index)
{
#if PY_VERSION_HEX >= 0x030d0000
    uint8_t *head = (uint8_t *)values - sizeof(PyObject *);
    uint8_t capacity = head[0], size = head[1];
    if (size >= capacity || index >= capacity)
        return 0;
    ((uint8_t *)(values + capacity))[size] = (uint8_t)index;
    head[1] = (uint8_t)(size + 1);
#else
    uint8_t *size = (uint8_t *)values - 2;
    if (*size + 2 >= size[1])
        return 0;
    *size = (uint8_t)(*size + 1);
    *(size - *size) = (uint8_t)index;
#endif
    return 1;
}

/* Its dict, borrowed; NULL when it has none yet. */
static inline PyObject *kr_managed_dict_of(PyObject *object)
{
    return ((PyObject **)object)[-3];
}
#endif

#endif
