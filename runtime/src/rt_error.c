/* rt_error.c: raising, catching and checking; see kr/core.h.
 *
 * The state "exception being handled" is kept as one exception object in all versions (compat.h). A handler
 * saves what was handled before it and puts it back; a pending exception is never touched by that.
 */
#include "kr/core.h"
#include "kr/par.h"
#include "kr/view.h"

void kr_drop(PyObject *const *objects, size_t count)
{
    for (size_t i = 0; i < count; i++)
        Py_XDECREF(objects[i]);
}

/* ---- without the GIL ------------------------------------------------------------------------- */

#define WITH_GIL(...)                                                                              \
    do {                                                                                           \
        PyGILState_STATE gil = PyGILState_Ensure();                                                \
        __VA_ARGS__;                                                                               \
        PyGILState_Release(gil);                                                                   \
    } while (0)

int kr_error_nogil(void)
{
    int occurred;
    WITH_GIL(occurred = PyErr_Occurred() != NULL);
    return occurred;
}

void kr_unraisable(const char *func)
{
    PyObject *error = kr_error_take();
    PyObject *name = PyUnicode_FromString(func);
    if (error) {
        kr_error_put(error);
        PyErr_WriteUnraisable(name);
    }
    Py_XDECREF(name);
}

void kr_print_error(void)
{
    PyObject *error = kr_error_take();
    if (!error)
        return;
    kr_error_put(Py_NewRef(error));
    PyErr_PrintEx(0);
    kr_error_put(error);
}

void kr_print_error_nogil(void)
{
    WITH_GIL(kr_print_error());
}

void kr_unraisable_nogil(const char *func)
{
    WITH_GIL(kr_unraisable(func));
}

/* ---- handlers -------------------------------------------------------------------------------- */

void kr_catch(KrExc *exc)
{
    exc->value = kr_error_take();
    exc->saved = kr_handled_swap(Py_XNewRef(exc->value));
}

void kr_uncatch(KrExc *exc)
{
    PyObject *value = exc->value, *saved = exc->saved;
    if (!value)
        return;
    exc->value = exc->saved = NULL;
    PyObject *handled = kr_handled_swap(saved);
    Py_XDECREF(handled);
    Py_DECREF(value);
}

int kr_resume(KrExc *exc, int line)
{
    PyObject *value = exc->value;
    if (line || !value) {
        kr_uncatch(exc);
        return line;
    }
    Py_INCREF(value);
    kr_uncatch(exc);
    kr_error_put(value);
    return -1;
}

void kr_catch_nogil(KrExc *exc)
{
    WITH_GIL(kr_catch(exc));
}

void kr_uncatch_nogil(KrExc *exc)
{
    if (exc->value)
        WITH_GIL(kr_uncatch(exc));
}

int kr_resume_nogil(KrExc *exc, int line)
{
    if (exc->value)
        WITH_GIL(line = kr_resume(exc, line));
    return line;
}

static int is_exception_class(PyObject *type)
{
    if (PyExceptionClass_Check(type))
        return 1;
    PyErr_SetString(PyExc_TypeError,
                    "catching classes that do not inherit from BaseException is not allowed");
    return 0;
}

int kr_match(const KrExc *exc, PyObject *types)
{
    if (PyTuple_Check(types)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(types); i++)
            if (!is_exception_class(PyTuple_GET_ITEM(types, i)))
                return -1;
    } else if (!is_exception_class(types)) {
        return -1;
    }
    return PyErr_GivenExceptionMatches(exc->value, types);
}

/* ---- the raise statement --------------------------------------------------------------------- */

/* An exception from a class or an instance: new reference, or NULL and TypeError. */
static PyObject *make_exception(PyObject *value, const char *complaint)
{
    if (PyExceptionInstance_Check(value))
        return Py_NewRef(value);
    if (!PyExceptionClass_Check(value)) {
        PyErr_SetString(PyExc_TypeError, complaint);
        return NULL;
    }
    PyObject *made = PyObject_CallNoArgs(value);
    if (made && !PyExceptionInstance_Check(made)) {
        PyErr_Format(PyExc_TypeError, "calling %R should have returned an instance of BaseException, not %R",
                     value, Py_TYPE(made));
        Py_CLEAR(made);
    }
    return made;
}

int kr_raise_from(PyObject *value, PyObject *cause)
{
    PyObject *made = make_exception(value, "exceptions must derive from BaseException");
    if (!made)
        return -1;
    if (cause) {
        PyObject *reason = NULL;
        if (cause != Py_None) {
            reason = make_exception(cause, "exception causes must derive from BaseException");
            if (!reason) {
                Py_DECREF(made);
                return -1;
            }
        }
        PyException_SetCause(made, reason); /* takes the reference */
    }
    PyErr_SetObject((PyObject *)Py_TYPE(made), made);
    Py_DECREF(made);
    return -1;
}

int kr_raise(PyObject *value)
{
    return kr_raise_from(value, NULL);
}

PyObject *kr_exception_of(PyObject *type, PyObject *value, PyObject *traceback)
{
    PyObject *made = NULL;
    if (PyExceptionInstance_Check(type) && value == Py_None)
        made = Py_NewRef(type);
    else if (PyExceptionInstance_Check(type))
        PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
    else if (PyExceptionInstance_Check(value))
        made = Py_NewRef(value);
    else if (value == Py_None)
        made = PyObject_CallNoArgs(type);
    else if (PyTuple_Check(value))
        made = PyObject_CallObject(type, value);
    else
        made = PyObject_CallOneArg(type, value);
    if (made && traceback != Py_None && PyExceptionInstance_Check(made) &&
        PyException_SetTraceback(made, traceback) < 0)
        Py_CLEAR(made);
    return made;
}

int kr_reraise(void)
{
    PyObject *value = kr_handled_get();
    if (value)
        kr_error_put(value);
    else
        PyErr_SetString(PyExc_RuntimeError, "No active exception to reraise");
    return -1;
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* "x", "x:list", or NULL for an argument of a C function. */
static void refuse_argument(const char *text)
{
    const char *colon = text ? strchr(text, ':') : NULL;
    PyObject *name = colon ? PyUnicode_FromStringAndSize(text, colon - text) : NULL;
    if (!text)
        PyErr_SetString(PyExc_TypeError,
                        "cannot pass None into a C function argument that is declared 'not None'");
    else if (!colon)
        PyErr_Format(PyExc_TypeError, "Argument '%s' must not be None", text);
    else if (name)
        PyErr_Format(PyExc_TypeError, "Argument '%U' has incorrect type (expected %s, got NoneType)", name, colon + 1);
    Py_XDECREF(name);
}

int kr_raise_none(int what, const char *name)
{
    static const char *const texts[] = {
        NULL,
        "'NoneType' object is not subscriptable",
        "'NoneType' object does not support item assignment",
        "'NoneType' object doesn't support item deletion",
        "'NoneType' object is not iterable",
        "object of type 'NoneType' has no len()",
        "argument of type 'NoneType' is not iterable",
        NULL,
        "bad operand type for abs(): 'NoneType'",
    };
    if (what == KR_NONE_ATTR)
        PyErr_Format(PyExc_AttributeError, "'NoneType' object has no attribute '%s'", name);
    else if (what == KR_NONE_ARG)
        refuse_argument(name);
    else
        PyErr_SetString(PyExc_TypeError, texts[what]);
    return -1;
}

int kr_raise_unbound(const char *name)
{
    PyErr_Format(PyExc_UnboundLocalError, "local variable '%s' referenced before assignment", name);
    return -1;
}

int kr_raise_unbound_local(const char *name)
{
    PyErr_Format(PyExc_UnboundLocalError, KR_LOCAL_UNBOUND("%s"), name);
    return -1;
}

static int is_subclass_of(const PyTypeObject *of, const char *name)
{
    for (of = of->tp_base; of; of = of->tp_base)
        if (strcmp(of->tp_name, name) == 0)
            return 1;
    return 0;
}

int kr_raise_type(PyObject *object, const char *type, const char *argument)
{
    const char *got = Py_TYPE(object)->tp_name;
    int len = argument ? (int)strlen(argument) : 0;
    int is_annotated = len && argument[len - 1] == ':'; /* `def f(d: dict)` */
    const char *why = is_annotated && is_subclass_of(Py_TYPE(object), type)
                          ? ": Cython is deliberately stricter than PEP-484 and takes no subclasses of builtin types"
                          : "";
    char name[200];
    snprintf(name, sizeof name, "%.*s", len - is_annotated, argument ? argument : "");
    if (argument)
        PyErr_Format(PyExc_TypeError, "Argument '%s' has incorrect type (expected %s, got %s)%s", name, type, got, why);
    else
        PyErr_Format(PyExc_TypeError, "Expected %s, got %s", type, got);
    return -1;
}

int kr_raise_index(int what, int axis)
{
    static const char *const texts[] = {
        NULL,
        "list index out of range",
        "tuple index out of range",
        "string index out of range",
        "index out of range",
        "bytearray index out of range",
        "C array index out of range",
    };
    if (what == KR_INDEX_VIEW)
        PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access (axis %d)", axis);
    else
        PyErr_SetString(PyExc_IndexError, texts[what]);
    return -1;
}

int kr_raise_zero(int what)
{
    static const char *const texts[] = {KR_ZERO_TEXTS};
    PyErr_SetString(PyExc_ZeroDivisionError, texts[what]);
    return -1;
}

int kr_raise_overflow(void)
{
    PyErr_SetString(PyExc_OverflowError, "value too large");
    return -1;
}

int kr_raise_overflow_div(void)
{
    PyErr_SetString(PyExc_OverflowError, "value too large to perform division");
    return -1;
}

int kr_raise_view(void)
{
    PyErr_SetString(PyExc_AttributeError, "Memoryview is not initialized");
    return -1;
}

int kr_raise_none_nogil(int what, const char *name)
{
    WITH_GIL(kr_raise_none(what, name));
    return -1;
}

int kr_raise_unbound_nogil(const char *name)
{
    WITH_GIL(kr_raise_unbound(name));
    return -1;
}

int kr_raise_unbound_local_nogil(const char *name)
{
    WITH_GIL(kr_raise_unbound_local(name));
    return -1;
}

int kr_raise_type_nogil(PyObject *object, const char *type, const char *argument)
{
    WITH_GIL(kr_raise_type(object, type, argument));
    return -1;
}

int kr_raise_index_nogil(int what, int axis)
{
    WITH_GIL(kr_raise_index(what, axis));
    return -1;
}

int kr_raise_zero_nogil(int what)
{
    WITH_GIL(kr_raise_zero(what));
    return -1;
}

int kr_raise_overflow_nogil(void)
{
    WITH_GIL(kr_raise_overflow());
    return -1;
}

int kr_raise_overflow_div_nogil(void)
{
    WITH_GIL(kr_raise_overflow_div());
    return -1;
}

int kr_raise_view_nogil(void)
{
    WITH_GIL(kr_raise_view());
    return -1;
}

int kr_view_refuse(const char *what)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    int is_attribute = what[0] == 't' || strncmp(what, "access", 6) == 0;
    if (strcmp(what, "iterate") == 0)
        PyErr_SetString(PyExc_TypeError, "'NoneType' is not iterable");
    else
        PyErr_Format(is_attribute ? PyExc_AttributeError : PyExc_TypeError, "Cannot %s None memoryview slice", what);
    PyGILState_Release(gil);
    return -1;
}

int kr_raise_view_result(void)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_TypeError, "Memoryview return value is not initialized");
    PyGILState_Release(gil);
    return -1;
}

/* ---- parallel regions ------------------------------------------------------------------------ */

void kr_par_catch_in(KrModule *module, KrPar *par, const char *func, const char *file, int line)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    kr_traceback_add(module, func, file, line);
    PyObject *error = kr_error_take();
    if (kr_atomic_add(&par->taken, 1) == 1)
        par->error = error;
    else
        Py_XDECREF(error);
    PyGILState_Release(gil);
    par->why = KR_PAR_ERROR;
}

int kr_par_first(void *place, int value)
{
    int *flag = place;
    return kr_atomic_replace(flag, 0, value) == 0;
}

int kr_par_raise(KrPar *par)
{
    if (!par->error)
        return 0;
    WITH_GIL(kr_error_put(par->error));
    par->error = NULL;
    return -1;
}
