/* import.h: the import statement. */
#ifndef KR_IMPORT_H
#define KR_IMPORT_H

#include "kr/core.h"

#define KR_IMPORT_NAME(name, fromlist, level) kr_import_name(KR_MODULE, (name), (fromlist), (level))
#define KR_IMPORT_STAR(from) kr_import_star(KR_MODULE, (from))

/* __import__(name, globals, None, fromlist, level), as the interpreter's own statement does it. */
KR_FN PyObject *kr_import_name(KrModule *module, PyObject *name, PyObject *fromlist, int level);
/* One name of a module, or a submodule being imported; ImportError "cannot import name 'x' from 'm' (file)". */
KR_FN PyObject *kr_import_from(PyObject *from, PyObject *name);
/* All public names of `from` into the module's dict: __all__, else those without a leading underscore. */
KR_FN int kr_import_star(KrModule *module, PyObject *from);
/* After kr_import_star: takes `name` out of the module's dict, if `from` has put it there; it is a C variable. New
 * reference, or NULL, without an exception when it has not. */
KR_FN PyObject *kr_import_star_take(KrModule *module, PyObject *from, PyObject *name);
#define KR_IMPORT_STAR_TAKE(from, name) kr_import_star_take(KR_MODULE, (from), (name))
/* What Cython calls `intern` and `reload`. */
KR_FN PyObject *kr_sys_intern(void);
KR_FN PyObject *kr_importlib_reload(void);

#endif
