/* dict.h: dicts of exact type. */
#ifndef KR_DICT_H
#define KR_DICT_H

#include "kr/object.h"

/* New reference, or NULL and KeyError. */
KR_FN PyObject *kr_dict_item(PyObject *dict, PyObject *key);
#define kr_dict_has(key, dict) PyDict_Contains((dict), (key))
KR_FN PyObject *kr_dict_get(PyObject *dict, PyObject *key);
KR_FN PyObject *kr_dict_get_default(PyObject *dict, PyObject *key, PyObject *otherwise);
KR_FN PyObject *kr_dict_setdefault(PyObject *dict, PyObject *key, PyObject *value);
KR_FN PyObject *kr_dict_pop(PyObject *dict, PyObject *key);
KR_FN PyObject *kr_dict_pop_default(PyObject *dict, PyObject *key, PyObject *otherwise);
/* update(x): a mapping or an iterable of pairs. */
KR_FN int kr_dict_update(PyObject *dict, PyObject *items);
#define kr_dict_clear(dict) (PyDict_Clear(dict), 0)
KR_FN PyObject *kr_dict_from(PyObject *items);
/* {**x}: later keys win; TypeError "'int' object is not a mapping". */
KR_FN int kr_dict_star(PyObject *dict, PyObject *mapping);
/* New dict of `count` pairs key, value, ... which are borrowed. */
KR_FN PyObject *kr_dict_of(Py_ssize_t count, PyObject *const *items);
/* Item of a mapping for a field of a C struct; ValueError "No value specified for struct attribute 'x'". */
KR_FN PyObject *kr_struct_item(PyObject *mapping, PyObject *name);

/* Accepts None: false. */
#define kr_truth_dict(x) ((x) != Py_None && PyDict_Size(x) != 0)

/* The type that Cython's `frozendict` is: dict before CPython 3.15. */
#if PY_VERSION_HEX >= 0x030f0000
#define KR_FROZENDICT_TYPE ((PyObject *)&PyFrozenDict_Type)
#else
#define KR_FROZENDICT_TYPE ((PyObject *)&PyDict_Type)
#endif
#define KR_FROZENDICT() Py_NewRef(KR_FROZENDICT_TYPE)

#endif
