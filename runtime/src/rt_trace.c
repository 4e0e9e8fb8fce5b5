/* rt_trace.c: traceback entries for lines of the source; see kr_traceback in kr/core.h.
 *
 * CPython computes an entry's line from its code object, so there is one code object per function and line. They
 * are kept in the module, sorted by line, and made on first use: an exception that is raised again and again at
 * the same place costs one frame object.
 */
#include "rt_frame.h"
#include <string.h>

typedef struct Code {
    int line;
    const char *func; /* texts of the generated file: they live as long as the module */
    PyCodeObject *code;
} Code;

struct KrCodes {
    Py_ssize_t count, space;
    Code items[1];
};

/* Index of the first entry that is not before (line, func). */
static Py_ssize_t find_place(const struct KrCodes *codes, int line, const char *func)
{
    Py_ssize_t low = 0, high = codes ? codes->count : 0;
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        const Code *item = &codes->items[middle];
        if (item->line < line || (item->line == line && (size_t)item->func < (size_t)func))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keeps one more reference; when there is no memory the code object is simply not kept. */
static void keep_code(KrModule *module, Py_ssize_t at, Code item)
{
    struct KrCodes *codes = module->codes;
    if (!codes || codes->count == codes->space) {
        Py_ssize_t space = codes ? 2 * codes->space : 8;
        size_t size = sizeof *codes + (size_t)(space - 1) * sizeof(Code);
        struct KrCodes *grown = PyMem_Realloc(codes, size);
        if (!grown)
            return;
        if (!codes)
            grown->count = 0;
        grown->space = space;
        module->codes = codes = grown;
    }
    memmove(&codes->items[at + 1], &codes->items[at], (size_t)(codes->count - at) * sizeof(Code));
    codes->items[at] = item;
    codes->count++;
    Py_INCREF((PyObject *)item.code);
}

PyCodeObject *kr_code_kept(KrModule *module, const char *func, const char *place, int line)
{
    PyCodeObject *code = NULL;
    if (kr_atomic_add(&module->lock, 1) == 1) {
        const struct KrCodes *codes = module->codes;
        Py_ssize_t at = find_place(codes, line, func);
        if (codes && at < codes->count && codes->items[at].line == line && codes->items[at].func == func) {
            code = codes->items[at].code;
            Py_INCREF((PyObject *)code);
        } else {
            code = kr_code_at(module, func, place, line);
            if (code)
                keep_code(module, at, (Code){line, func, code});
        }
    } else { /* another thread is at it (free-threaded builds only): do without */
        code = kr_code_at(module, func, place, line);
    }
    kr_atomic_add(&module->lock, -1);
    return code;
}

/* The globals of a frame; while the module has none, a dict like them. */
static PyObject *get_globals(KrModule *module)
{
    if (module->dict)
        return Py_NewRef(module->dict);
    PyObject *error = kr_error_take();
    PyObject *globals = Py_BuildValue("{sO}", "__builtins__", PyEval_GetBuiltins());
    PyErr_Clear();
    kr_error_put(error);
    return globals;
}

/* The frame has not begun: the entry says where in the code it is, and the line that follows from it. */
static void set_line(PyTracebackObject *entry, int line)
{
    entry->tb_lasti = 0;
    entry->tb_lineno = line;
}

void kr_traceback_add(KrModule *module, const char *func, const char *place, int line)
{
    if (line < 0 || !PyErr_Occurred())
        return;
    PyCodeObject *code = kr_code_kept(module, func, place, line);
    PyObject *globals = get_globals(module);
    PyFrameObject *frame = code && globals ? PyFrame_New(PyThreadState_Get(), code, globals, NULL) : NULL;
    if (frame) {
        KR_FRAME_SET_LINE(frame, line);
        if (PyTraceBack_Here(frame) == 0)
            set_line((PyTracebackObject *)KR_PENDING_TRACEBACK(), line);
    }
    Py_XDECREF((PyObject *)frame);
    Py_XDECREF(globals);
    Py_XDECREF((PyObject *)code);
}

void kr_traceback_add_nogil(KrModule *module, const char *func, const char *place, int line)
{
    if (line < 0)
        return;
    PyGILState_STATE gil = PyGILState_Ensure();
    kr_traceback_add(module, func, place, line);
    PyGILState_Release(gil);
}
