/* core.h: what every generated file uses: modules, error edges, tracebacks, references, exceptions' state.
 *
 * A function that can fail has `int kr_line`: 0 as long as nothing failed, the line that raised while an
 * exception is on its way out, -1 when its traceback entry exists already. docs/design/generated-c.md is
 * the agreement with the emitter. A generated file defines M, the struct of its state, with `KrModule module` first.
 *
 *     if (!result) KR_FAIL(5, fail);
 *     ...
 * fail:
 *     kr_traceback("total", "total.pyx", kr_line);
 */
#ifndef KR_CORE_H
#define KR_CORE_H

#include "kr/compat.h"
#include <stddef.h>

/* ---- modules --------------------------------------------------------------------------------- */

/* First field of every module state. */
typedef struct KrModule {
    PyObject *dict;         /* of the module; strong */
    PyObject *name;         /* its __name__; strong */
    struct KrCodes *codes;  /* code objects of traceback entries, made on first use */
    PyObject *callers;      /* functions whose frames stand for places, by place; dict or NULL */
    int lock;               /* held while `codes` is used */
    int assert_on;          /* assert statements: false under python -O */
    const void *interp;     /* the interpreter the constants belong to */
} KrModule;

#ifndef KR_MODULE
#define KR_MODULE (&M.module)
#define KR_GLOBALS (M.module.dict)
#endif
#define KR_COUNT(table) ((Py_ssize_t)(sizeof(table) / sizeof((table)[0])))

enum { KR_CONST_STR, KR_CONST_NAME, KR_CONST_BYTES, KR_CONST_INT, KR_CONST_FLOAT, KR_CONST_COMPLEX,
       KR_CONST_TUPLE, KR_CONST_OBJECT, KR_CONST_FROZENSET };

/* One constant object: STR, NAME (interned) and BYTES: `data` is text of `len` bytes (UTF-8, surrogates
 * allowed); INT: text in C notation, "0x1f", "-12"; FLOAT, COMPLEX: `number`, or `data` "inf", "-inf", "nan"; TUPLE:
 * FROZENSET: `data` is a PyObject **const [len], the places of constants that stand earlier in the table; OBJECT: `data` is an
 * object of the interpreter, Py_None and the like. */
typedef struct KrConst {
    int kind;
    PyObject **place;
    const void *data;
    Py_ssize_t len;
    double number;
} KrConst;

/* An interned name whose field is n_ and its text. */
#define KR_NAME(text) {KR_CONST_NAME, &M.n_##text, #text, sizeof #text - 1, 0}
/* The others, by their fields. */
#define KR_NAME_AS(field, text) {KR_CONST_NAME, &M.field, text, sizeof text - 1, 0}
#define KR_STR(field, text) {KR_CONST_STR, &M.field, text, sizeof text - 1, 0}
#define KR_BYTES(field, text) {KR_CONST_BYTES, &M.field, text, sizeof text - 1, 0}
#define KR_INT(field, text) {KR_CONST_INT, &M.field, text, sizeof text - 1, 0}
#define KR_FLOAT(field, number) {KR_CONST_FLOAT, &M.field, NULL, 0, number}
#define KR_FLOAT_NAMED(field, text) {KR_CONST_FLOAT, &M.field, text, sizeof text - 1, 0}
#define KR_COMPLEX(field, number) {KR_CONST_COMPLEX, &M.field, NULL, 0, number}
#define KR_COMPLEX_NAMED(field, text) {KR_CONST_COMPLEX, &M.field, text, sizeof text - 1, 0}
#define KR_TUPLE(field, ...)                                                                       \
    {KR_CONST_TUPLE, &M.field, (PyObject **const[]){__VA_ARGS__},                                  \
     sizeof((PyObject **const[]){__VA_ARGS__}) / sizeof(PyObject **), 0}
#define KR_FROZENSET(field, ...)                                                                   \
    {KR_CONST_FROZENSET, &M.field, (PyObject **const[]){__VA_ARGS__},                              \
     sizeof((PyObject **const[]){__VA_ARGS__}) / sizeof(PyObject **), 0}
#define KR_NO_ITEMS(field) {KR_CONST_TUPLE, &M.field, NULL, 0, 0}
#define KR_EMPTY_FROZENSET(field) {KR_CONST_FROZENSET, &M.field, NULL, 0, 0}

/* First call of module_exec: remembers the dict and makes the constants. Executed once more, the functions work on the
 * dict of this execution. 0, or -1 and an exception: ImportError in another interpreter than the first. */
KR_FN int kr_module_begin(KrModule *self, PyObject *module, const KrConst *consts, Py_ssize_t count);

/* Runs the body of a module, in an interpreter frame whose globals are the module's dict, so that what looks at its
 * caller (warnings, namedtuple, sys._getframe) finds the module. A second module object, made by an import after the
 * first left sys.modules or in another interpreter, gets a copy of the code and all its state, by loading a copy
 * of the shared library; `init` is the name of its PyInit function. The body of code without a library is run
 * again on the one state. 0, or -1 and an exception. */
KR_FN int kr_module_run(KrModule *self, PyObject *module, int (*body)(PyObject *), const char *init, const char *file);
/* The same without a frame, for a body in which nothing looks for one. */
KR_FN int kr_module_run_plain(KrModule *self, PyObject *module, int (*body)(PyObject *), const char *init);

/* The definition of module `name`, whose body is module_exec, and its function `init`. `slots`: KR_MODULE_SLOTS or
 * KR_MODULE_SLOTS_GIL_NOT_USED. Source: PEP 489. */
#define KR_MODULE_DEF(init, name, file, slots, doc)                                                \
    static int module_run(PyObject *module)                                                        \
    { return kr_module_run(KR_MODULE, module, module_exec, #init, file); }                         \
    KR_MODULE_DEF_OF(init, name, doc, slots)
/* The same for the body of KR_MODULE_FUNCTIONS. */
#define KR_MODULE_DEF_PLAIN(init, name, slots, doc)                                                \
    static int module_run(PyObject *module)                                                        \
    { return kr_module_run_plain(KR_MODULE, module, module_exec, #init); }                         \
    KR_MODULE_DEF_OF(init, name, doc, slots)
#define KR_MODULE_DEF_OF(init, name, doc, ...)                                                     \
    static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)module_run}, __VA_ARGS__};     \
    static PyModuleDef module_def = {PyModuleDef_HEAD_INIT, name, doc, 0, NULL, module_slots, NULL, NULL, NULL}; \
    PyMODINIT_FUNC init(void) { return PyModuleDef_Init(&module_def); }

/* ---- error edges ----------------------------------------------------------------------------- */

#define KR_FAIL(line, label) do { kr_line = (line); goto label; } while (0)
#define KR_RAISE(call, line, label) do { (void)(call); kr_line = (line); goto label; } while (0)
/* The same after releasing the objects behind `label`, each of which may be NULL. */
#define KR_DROP(line, label, ...)                                                                  \
    do {                                                                                           \
        kr_drop((PyObject *[]){__VA_ARGS__}, sizeof((PyObject *[]){__VA_ARGS__}) / sizeof(PyObject *)); \
        kr_line = (line);                                                                          \
        goto label;                                                                                \
    } while (0)
#define KR_RAISE_DROP(call, line, label, ...) do { (void)(call); KR_DROP(line, label, __VA_ARGS__); } while (0)
KR_COLD KR_FN void kr_drop(PyObject *const *objects, size_t count);

/* Value `x` of C type T where T's -1 may mean an exception. */
#define KR_FAILED(x, T) (KR_UNLIKELY((x) == (T)-1) && PyErr_Occurred())
#define KR_F64_FAILED(x) (KR_UNLIKELY((x) == -1.0) && PyErr_Occurred())

/* Adds an entry for `line` to the traceback of the pending exception; nothing when line is -1. `func` is the
 * qualified name of the function, `place` the file and the line it begins in: "m.py:12" (without a line: `line`). */
#define kr_traceback(func, place, line) kr_traceback_add(KR_MODULE, (func), (place), (line))
#define kr_traceback_nogil(func, place, line) kr_traceback_add_nogil(KR_MODULE, (func), (place), (line))
KR_FN void kr_traceback_add(KrModule *module, const char *func, const char *place, int line);
KR_FN void kr_traceback_add_nogil(KrModule *module, const char *func, const char *place, int line);
/* Reports the pending exception as one that function `func` could not raise, and drops it. */
KR_FN void kr_unraisable(const char *func);
/* Before that Cython prints the exception as it came here; it stays pending. */
KR_FN void kr_print_error(void);
KR_FN void kr_print_error_nogil(void);
KR_FN void kr_unraisable_nogil(const char *func);
/* PyErr_Occurred() != NULL, for a thread without the GIL. */
KR_FN int kr_error_nogil(void);

/* ---- references ------------------------------------------------------------------------------ */

/* Stores a new reference in a variable, then releases what it held. */
#define KR_REPLACE(x, value)                                                                       \
    do { PyObject *kr_old = (x); (x) = (value); Py_XDECREF(kr_old); } while (0)

/* The same with an object that may be NULL, which changes nothing: 0 or -1. */
#define KR_ASSIGN(x, value) kr_assign(&(x), (value))
/* Releases a result that nobody wants; NULL: -1, else 0. */
#if defined(__TINYC__) && !defined(KR_LIBRARY)
#undef KR_ASSIGN
#define KR_ASSIGN(x, value)                                                                        \
    ({ PyObject *kr_new = (value), *kr_old = (x); if (kr_new) { (x) = kr_new; Py_XDECREF(kr_old); } kr_new ? 0 : -1; })
#define kr_discard(value) ({ PyObject *kr_new = (value); if (kr_new) Py_DECREF(kr_new); kr_new ? 0 : -1; })
#else
KR_INLINE int kr_assign(PyObject **x, PyObject *value)
{
    PyObject *old = *x;
    if (KR_UNLIKELY(!value))
        return -1;
    *x = value;
    Py_XDECREF(old);
    return 0;
}
KR_INLINE int kr_discard(PyObject *value)
{
    if (KR_UNLIKELY(!value))
        return -1;
    Py_DECREF(value);
    return 0;
}
#endif

/* The same for a place that other threads read and write at the same time, where nothing else keeps them apart: a C
 * attribute or a variable of a module that does without the GIL. On free-threaded builds; else they are the plain ones.
 * The place may hold NULL; KR_FIELD_GET gives a new reference, KR_FIELD_SEE what to compare with another address. */
#if KR_FREE_THREADED
#define KR_FIELD_SEE(x) kr_pointer_load(&(x))
#define KR_FIELD_GET(x) kr_field_get(&(x))
#define KR_FIELD_SET(x, value)                                                                     \
    do { PyObject *kr_old = kr_field_swap(&(x), (value)); Py_XDECREF(kr_old); } while (0)
KR_FN PyObject *kr_field_get(PyObject *const *place);
/* Takes the reference of `value` and gives what was there. */
KR_FN PyObject *kr_field_swap(PyObject **place, PyObject *value);
/* Before the first of them: 0, or -1 and an exception. */
KR_FN int kr_field_begin(void);
#else
#define KR_FIELD_SEE(x) (x)
#define KR_FIELD_GET(x) Py_XNewRef(x)
#define KR_FIELD_SET(x, value) KR_REPLACE(x, value)
#define kr_field_begin() 0
#endif

/* ---- exceptions being handled ---------------------------------------------------------------- */

/* The exception a handler or a finally has caught, and what was being handled before. */
typedef struct KrExc {
    PyObject *value; /* NULL: nothing caught */
    PyObject *saved;
} KrExc;
#define KR_EXC_NONE {NULL, NULL}

/* Entry of a handler: traceback entry; the pending exception becomes exc.value and sys.exc_info(). */
#define KR_CATCH(exc, func, place)                                                                 \
    do { kr_traceback(func, place, kr_line); kr_catch(&(exc)); kr_line = 0; } while (0)
#define KR_CATCH_NOGIL(exc, func, place)                                                           \
    do { kr_traceback_nogil(func, place, kr_line); kr_catch_nogil(&(exc)); kr_line = 0; } while (0)
KR_FN void kr_catch(KrExc *exc);
KR_FN void kr_catch_nogil(KrExc *exc);
/* End of a handler: what was handled before is handled again, the caught exception is dropped. A pending
 * exception stays. Nothing when `exc` is empty. */
KR_FN void kr_uncatch(KrExc *exc);
KR_FN void kr_uncatch_nogil(KrExc *exc);
/* End of a finally whose cleanup left `line` in kr_line; gives the new kr_line: `line` when it is not 0, else
 * -1 when a caught exception is pending again, else 0. `exc` is empty afterwards. */
KR_FN int kr_resume(KrExc *exc, int line);
KR_FN int kr_resume_nogil(KrExc *exc, int line);
/* Does the caught exception match a class or tuple of classes? -1, 0, 1. */
KR_FN int kr_match(const KrExc *exc, PyObject *types);

/* The raise statement; class or instance. All give -1. kr_reraise: what is being handled, its traceback as it
 * was; RuntimeError "No active exception to reraise". */
KR_FN int kr_raise(PyObject *value);
KR_FN int kr_raise_from(PyObject *value, PyObject *cause);
KR_FN int kr_reraise(void);
/* The exception of `raise type, value, traceback`: `type` called with the value (a tuple: with its items; None: with
 * nothing), or the value itself when it is one. */
KR_FN PyObject *kr_exception_of(PyObject *type, PyObject *value, PyObject *traceback);

/* ---- checks: the cold side. All give -1. ----------------------------------------------------- */

#define KR_NOT_TYPE(x, T) ((x) != Py_None && Py_TYPE(x) != &T)
#define KR_NOT_EXACT(x, T) (Py_TYPE(x) != &T)
#define KR_OUTSIDE(i, n) KR_UNLIKELY((size_t)(i) >= (size_t)(n))
#define KR_WRAP(i, n) ((i) < 0 ? (i) + (n) : (i))

enum { KR_NONE_ATTR, KR_NONE_ITEM, KR_NONE_SETITEM, KR_NONE_DELITEM, KR_NONE_ITER, KR_NONE_LEN, KR_NONE_IN,
       KR_NONE_ARG, KR_NONE_ABS };
enum { KR_INDEX_VIEW, KR_INDEX_LIST, KR_INDEX_TUPLE, KR_INDEX_STR, KR_INDEX_BYTES, KR_INDEX_BYTEARRAY,
       KR_INDEX_CARRAY };
enum { KR_ZERO_INT_DIV, KR_ZERO_INT_MOD, KR_ZERO_FLOAT_DIV, KR_ZERO_FLOAT_MOD, KR_ZERO_TRUE_DIV,
       KR_ZERO_FLOAT_FLOOR };

/* What was tried on None; `name` for ATTR and ARG. */
KR_FN int kr_raise_none(int what, const char *name);
/* UnboundLocalError: local variable 'x' referenced before assignment */
KR_FN int kr_raise_unbound(const char *name);
/* The same in the interpreter's own words: in plain Python. */
KR_FN int kr_raise_unbound_local(const char *name);
/* TypeError: `object` is not of type `type`; `argument` is its name or NULL. */
/* `argument`: its name, with a colon behind it when an annotation says the type; NULL: no argument. */
KR_FN int kr_raise_type(PyObject *object, const char *type, const char *argument);
KR_FN int kr_raise_index(int what, int axis);
KR_FN int kr_raise_zero(int what);
KR_FN int kr_raise_overflow(void);
KR_FN int kr_raise_overflow_div(void);
KR_FN int kr_raise_none_nogil(int what, const char *name);
KR_FN int kr_raise_unbound_nogil(const char *name);
KR_FN int kr_raise_unbound_local_nogil(const char *name);
KR_FN int kr_raise_type_nogil(PyObject *object, const char *type, const char *argument);
KR_FN int kr_raise_index_nogil(int what, int axis);
KR_FN int kr_raise_zero_nogil(int what);
KR_FN int kr_raise_overflow_nogil(void);
KR_FN int kr_raise_overflow_div_nogil(void);

/* ---- attributes and the like ----------------------------------------------------------------- */

KR_INLINE int kr_attr_del(PyObject *object, PyObject *name)
{
    return PyObject_SetAttr(object, name, NULL);
}

/* Are assert statements on? Known since the module began: asked without the GIL too. */
#define KR_ASSERT_ON() (KR_MODULE->assert_on)

/* Any object as a C truth value: -1, 0, 1. */
#define kr_truth(x)                                                                                \
    ((x) == Py_True ? 1 : (x) == Py_False || (x) == Py_None ? 0 : PyObject_IsTrue(x))

#endif
