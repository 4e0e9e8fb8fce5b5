/* rt_run.c: runs the body of a module; see kr_module_run in kr/core.h.
 *
 * The state of a module is one static struct, so that C code reaches it without a parameter. One state serves one module
 * object: a second one (import_fresh_module, another interpreter) gets a second copy of everything, as
 * the interpreter makes everything anew: the shared library is copied to a file of its own, which the
 * dynamic loader takes for another one, loaded, and unlinked. Nothing is ever unloaded, since objects of the
 * module may live on.
 *
 * A body with statements runs below a frame of the interpreter: `__krait_body__()`, compiled with the file's name, evaluated in
 * the module's dict; the name is gone before the body begins.
 */
#include "rt_frame.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int (*Body)(PyObject *module);
typedef PyObject *(*Init)(void);

/* ---- below a frame --------------------------------------------------------------------------- */

static const char body_name[] = "__krait_body__";

typedef struct Run {
    Body body;
    PyObject *module;
} Run;

static PyObject *run_body(PyObject *capsule, PyObject *Py_UNUSED(unused))
{
    const Run *run = PyCapsule_GetPointer(capsule, NULL);
    if (!run || PyDict_DelItemString(PyModule_GetDict(run->module), body_name) < 0 || run->body(run->module) < 0)
        return NULL;
    return Py_NewRef(Py_None);
}

static PyMethodDef body_def = {body_name, run_body, METH_NOARGS, NULL};

/* The function in the dict, and the code that calls it. */
static PyObject *make_call(const char *file, PyObject *dict, Run *run)
{
    PyObject *capsule = PyCapsule_New(run, NULL, NULL);
    PyObject *function = capsule ? PyCFunction_New(&body_def, capsule) : NULL;
    PyObject *code = NULL;
    if (function && kr_builtins_add(dict) == 0 && PyDict_SetItemString(dict, body_name, function) == 0)
        code = Py_CompileString("__krait_body__()", file, Py_file_input);
    Py_XDECREF(function);
    Py_XDECREF(capsule);
    return code;
}

static int run_in_frame(KrModule *self, PyObject *module, Body body, const char *file)
{
    char buffer[1024];
    PyObject *dict = PyModule_GetDict(module);
    KrModule known = {.dict = dict};
    const char *path = kr_source_path(self->dict ? self : &known, file, strlen(file), buffer, sizeof buffer);
    Run run = {body, module};
    PyObject *code = make_call(path, dict, &run);
    PyObject *result = code ? PyEval_EvalCode(code, dict, dict) : NULL;
    if (code && !result)
        kr_traceback_strip((PyCodeObject *)code);
    Py_XDECREF(code);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* ---- a copy of the library ------------------------------------------------------------------- */

static int copy_file(int from, int to)
{
    char block[1 << 14];
    ssize_t got;
    while ((got = read(from, block, sizeof block)) > 0)
        for (ssize_t done = 0, put; done < got; done += put)
            if ((put = write(to, block + done, (size_t)(got - done))) <= 0)
                return -1;
    return got < 0 ? -1 : 0;
}

/* A handle of a library that is the same and yet another one; NULL: it could not be copied. */
static void *load_copy(const char *library)
{
    char path[512];
    const char *folder = getenv("TMPDIR");
    int len = snprintf(path, sizeof path, "%s/krait-XXXXXX.so", folder && *folder ? folder : "/tmp");
    int from = len > 0 && (size_t)len < sizeof path ? open(library, O_RDONLY | O_CLOEXEC) : -1;
    int to = from >= 0 ? mkstemps(path, 3) : -1;
    void *handle = to >= 0 && copy_file(from, to) == 0 ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (to >= 0) {
        unlink(path);
        close(to);
    }
    if (from >= 0)
        close(from);
    return handle;
}

/* 1: this code is in no library of its own, or it cannot be copied. */
static int run_copy(PyObject *module, Body body, const char *init_name)
{
    Dl_info info;
    Init init = NULL;
    void *handle = dladdr((const void *)(uintptr_t)body, &info) && info.dli_fname ? load_copy(info.dli_fname) : NULL;
    if (handle)
        *(void **)&init = dlsym(handle, init_name);
    if (!init)
        return 1;
    const PyModuleDef *def = (const PyModuleDef *)init();
    if (!def)
        return -1;
    for (const PyModuleDef_Slot *slot = def->m_slots; slot->slot; slot++) {
        Body run;
        *(void **)&run = slot->value;
        if (slot->slot == Py_mod_exec && run(module) < 0)
            return -1;
    }
    return 0;
}

/* ---- again on the same module ---------------------------------------------------------------- */

/* Head of a module object up to 3.14. */
struct module_head {
    PyObject_HEAD
    PyObject *dict;
    PyModuleDef *def;
    void *state;
};

/* importlib.reload() executes a module whose state is NULL, and no other. Ours is empty. */
static void allow_reload(PyObject *module)
{
    struct module_head *head = (struct module_head *)(void *)module;
    if (PyModule_CheckExact(module) && head->dict == PyModule_GetDict(module) && head->def == PyModule_GetDef(module) &&
        head->def && head->def->m_size == 0 && head->state && head->state == PyModule_GetState(module)) {
        PyMem_Free(head->state);
        head->state = NULL;
    }
}

/* 1: the module has the state for itself, or there is no other. The GIL is claimed before any code of it runs. */
static int run_elsewhere(KrModule *self, PyObject *module, Body body, const char *init)
{
    if (kr_gil_claim(module) < 0)
        return -1;
    return self->dict && self->dict != PyModule_GetDict(module) ? run_copy(module, body, init) : 1;
}

int kr_module_run(KrModule *self, PyObject *module, Body body, const char *init, const char *file)
{
    int status = run_elsewhere(self, module, body, init);
    if (status > 0)
        status = run_in_frame(self, module, body, file);
    allow_reload(module);
    return status;
}

int kr_module_run_plain(KrModule *self, PyObject *module, Body body, const char *init)
{
    int status = run_elsewhere(self, module, body, init);
    if (status > 0)
        status = body(module);
    allow_reload(module);
    return status;
}
