/* rt_gil.c: a module that says nothing of threads takes the GIL of a free-threaded interpreter, in process too.
 *
 * Place: behind kr_module_run, in the shared runtime of free-threaded builds. An import of a file does this by itself: CPython
 * turns the GIL on, for good, when a module lacks the slot Py_mod_gil. Modules compiled in process do not come that way, and
 * no function of the C API does it, so the runtime's own library is loaded as a module without the slot, `krait_gil`. The
 * warning is CPython's, with the name of the module it is about. PYTHON_GIL=0 and -X gil=0 are CPython's business: then
 * the GIL stays off.
 */
#include "rt_frame.h"
#include <dlfcn.h>
#include <stdint.h>

#if KR_FREE_THREADED && defined(KR_SHARED)

static PyModuleDef gil_def = {PyModuleDef_HEAD_INIT, "krait_gil", NULL, 0, NULL, NULL, NULL, NULL, NULL};

KR_VISIBLE PyObject *PyInit_krait_gil(void);
PyObject *PyInit_krait_gil(void)
{
    return PyModuleDef_Init(&gil_def);
}

static const char enable_source[] =
    "def enable(name, library):\n"
    "    import _imp, sys, warnings\n"
    "    from importlib.machinery import ModuleSpec\n"
    "    if sys._is_gil_enabled():\n"
    "        return\n"
    "    with warnings.catch_warnings():\n"
    "        warnings.simplefilter('ignore')\n"
    "        _imp.create_dynamic(ModuleSpec('krait_gil', None, origin=library))\n"
    "    if sys._is_gil_enabled():\n"
    "        warnings.warn('The global interpreter lock (GIL) has been enabled to load module %r, which has not declared that '\n"
    "                      'it can run safely without the GIL. To override this behavior and keep the GIL disabled (at your '\n"
    "                      'own risk), run with PYTHON_GIL=0 or -Xgil=0.' % name, RuntimeWarning, 2)\n";

static int says_not_used(const PyModuleDef *def)
{
    for (const PyModuleDef_Slot *slot = def ? def->m_slots : NULL; slot && slot->slot; slot++)
        if (slot->slot == Py_mod_gil)
            return slot->value == Py_MOD_GIL_NOT_USED;
    return 0;
}

int kr_gil_claim(PyObject *module)
{
    Dl_info info;
    if (says_not_used(PyModule_GetDef(module)) || !dladdr((const void *)(uintptr_t)PyInit_krait_gil, &info))
        return 0;
    PyObject *space = PyDict_New(), *name = PyModule_GetNameObject(module);
    PyObject *done = space && name && kr_builtins_add(space) == 0
                         ? PyRun_String(enable_source, Py_file_input, space, space)
                         : NULL;
    PyObject *enable = done ? PyMapping_GetItemString(space, "enable") : NULL;
    PyObject *result = enable ? PyObject_CallFunction(enable, "Os", name, info.dli_fname) : NULL;
    Py_XDECREF(enable);
    Py_XDECREF(done);
    Py_XDECREF(name);
    Py_XDECREF(space);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

#endif
