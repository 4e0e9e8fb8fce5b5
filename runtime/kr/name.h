/* name.h: global names of a module and builtins. Names are interned str constants. */
#ifndef KR_NAME_H
#define KR_NAME_H

#include "kr/take.h"

#define KR_GLOBAL_GET(name) kr_global_get(KR_MODULE, (name))
#define KR_GLOBAL_SET(name, value) PyDict_SetItem(KR_MODULE->dict, (name), (value))
#define KR_GLOBAL_DEL(name) kr_global_del(KR_MODULE, (name))
#define KR_MODULE_RENAME(value) kr_module_rename(KR_MODULE, (value))
#define KR_GLOBAL_DICT() Py_NewRef(KR_MODULE->dict)

/* `name`: a constant of a module, which lives as long as the process: what was found is remembered by its address.
 * The module's dict, then builtins; new reference, or NULL and NameError "name 'x' is not defined". */
KR_FN PyObject *kr_global_get(KrModule *module, PyObject *name);
/* NameError with a message that has %U for the name, which the exception keeps since 3.10. Gives NULL. */
KR_FN PyObject *kr_raise_name(const char *format, PyObject *name);
/* The global name __name__: functions and classes made from now on have it as __module__, if it is a str. */
KR_FN int kr_module_rename(KrModule *module, PyObject *value);
KR_FN int kr_global_del(KrModule *module, PyObject *name);
KR_FN PyObject *kr_builtin_get(PyObject *name);
/* The builtin of that name as it is now: new reference, or NULL with or without an exception. */
KR_FN PyObject *kr_builtin_find(const char *name);

/* see take.h */
#define KR_GLOBAL_SET_TAKE2(name, value) kr_global_set_take3(KR_MODULE->dict, (name), (value))
#define kr_global_set(dict, name, value) PyDict_SetItem((dict), (name), (value))
KR_TAKES_NNO(int, -1, kr_global_set, PyObject *, PyObject *)

#endif
