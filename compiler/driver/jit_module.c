/* jit_module.c: importing freshly compiled code; see jit_module.h.
 *
 * Multi-phase initialisation by hand: PyInit returns the definition, PyModule_FromDefAndSpec2 makes the
 * module, PyModule_ExecDef runs its body. Source: PEP 489.
 */
#define _GNU_SOURCE
#include "driver/jit_module.h"

#include <dlfcn.h>
#include <stddef.h>

typedef void *(*InitFunction)(void);
typedef void *(*FromDefFunction)(void *def, void *spec, int api_version);
typedef int (*ExecFunction)(void *module, void *def);
typedef void (*SetStringFunction)(void *type, const char *text);
typedef void (*ReleaseFunction)(void *object);

/* The api_version checked by PyModule_FromDefAndSpec2: PYTHON_API_VERSION since 3.2. */
enum { PYTHON_API_VERSION = 1013 };

/* ISO C has no conversion from object to function pointers; dlsym is specified to work this way. */
#define FIND(function, name) (*(void **)&(function) = dlsym(RTLD_DEFAULT, (name)))

void *jit_module_fail(const char *text)
{
    SetStringFunction set_string;
    void **import_error = dlsym(RTLD_DEFAULT, "PyExc_ImportError");
    if (FIND(set_string, "PyErr_SetString") && import_error)
        set_string(*import_error, text);
    return NULL;
}

void *jit_module_import(void *init, void *spec)
{
    InitFunction call_init;
    FromDefFunction from_def;
    ExecFunction exec_def;
    ReleaseFunction release;
    if (!FIND(from_def, "PyModule_FromDefAndSpec2") || !FIND(exec_def, "PyModule_ExecDef") ||
        !FIND(release, "Py_DecRef"))
        return NULL; /* not inside an interpreter: there is nobody to raise to */
    *(void **)&call_init = init;
    void *def = call_init();
    void *module = def ? from_def(def, spec, PYTHON_API_VERSION) : NULL;
    if (module && exec_def(module, def) < 0) {
        release(module);
        return NULL;
    }
    return module;
}
