/* jit_module.c: importing freshly compiled code; see jit_module.h.
 *
 * Multi-phase initialisation by hand: PyInit returns the definition, PyModule_FromDefAndSpec2 makes the
 * module, PyModule_ExecDef runs its body. In between, `begin` of the spec, if it has one, is called with the module,
 * which it may put into sys.modules. Source: PEP 489.
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
typedef int (*HasFunction)(void *object, const char *name);
typedef void *(*CallFunction)(void *object, const char *name, const char *format, ...);

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

/* 0, or -1 and an exception. */
static int call_begin(void *spec, void *module, ReleaseFunction release)
{
    HasFunction has;
    CallFunction call;
    if (!FIND(has, "PyObject_HasAttrString") || !FIND(call, "PyObject_CallMethod"))
        return -1;
    if (!has(spec, "begin"))
        return 0;
    void *result = call(spec, "begin", "(O)", module);
    if (result)
        release(result);
    return result ? 0 : -1;
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
    if (module && (call_begin(spec, module, release) < 0 || exec_def(module, def) < 0)) {
        release(module);
        return NULL;
    }
    return module;
}
