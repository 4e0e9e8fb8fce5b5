/* rt_with.c: the with statement; see kr/with.h. Source: language reference, "The with statement"; messages are CPython's.
 *
 * No object is made that binds a method to the manager: the function of the class is called with it.
 */
#include "kr/with.h"
#include "kr/call.h"

PyObject *kr_with_special(PyObject *manager, PyObject *name)
{
    PyObject *method = kr_special_find(manager, name);
    if (!method && !PyErr_Occurred())
        PyErr_SetObject(PyExc_AttributeError, name);
    return method;
}

/* Has the type that method? No exception is left. */
static int has_special(PyObject *object, const char *name)
{
    PyObject *key = PyUnicode_InternFromString(name);
    PyObject *method = key ? kr_special_find(object, key) : NULL;
    Py_XDECREF(key);
    Py_XDECREF(method);
    PyErr_Clear();
    return method != NULL;
}

KR_COLD static PyObject *fail_manager(PyObject *manager, PyObject *name)
{
    if (!KR_WITH_TYPE_ERROR) {
        PyErr_SetObject(PyExc_AttributeError, name);
        return NULL;
    }
    int is_async = PyUnicode_READ_CHAR(name, 2) == 'a';
    int is_exit = PyUnicode_READ_CHAR(name, 3 + is_async) == 'x' ||
                  (KR_EXIT_FIRST && !has_special(manager, is_async ? "__aexit__" : "__exit__"));
    const char *begin = is_async ? "a" : "";
    int is_other = KR_EXIT_FIRST && has_special(manager, is_async ? "__enter__" : "__aenter__") &&
                   has_special(manager, is_async ? "__exit__" : "__aexit__");
    PyObject *missed = is_exit          ? PyUnicode_FromFormat(" (missed __%sexit__ method)", begin)
                       : KR_EXIT_FIRST ? PyUnicode_FromFormat(" (missed __%senter__ method)", begin)
                                        : PyUnicode_FromString("");
    if (missed)
        PyErr_Format(PyExc_TypeError, "'" KR_TYPE_FORMAT "' object does not support the %scontext manager protocol%U%s",
                     KR_TYPE_NAMED(manager), is_async ? "asynchronous " : "", missed,
                     !is_other  ? ""
                     : is_async ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                                : " but it supports the asynchronous context manager protocol. Did you mean to use 'async "
                                  "with'?");
    Py_XDECREF(missed);
    return NULL;
}

PyObject *kr_with_method(PyObject *manager, PyObject *name)
{
    PyObject *method = kr_special_find(manager, name);
    return method || PyErr_Occurred() ? method : fail_manager(manager, name);
}

PyObject *kr_with_araised(PyObject *exit, PyObject *manager)
{
    PyObject *value = kr_handled_get();
    if (!value) {
        PyErr_SetString(PyExc_SystemError, "no exception is being handled");
        return NULL;
    }
    PyObject *traceback = PyException_GetTraceback(value);
    PyObject *slots[] = {NULL, manager, (PyObject *)Py_TYPE(value), value, traceback ? traceback : Py_None};
    PyObject *result = kr_found(exit, slots, 4, NULL);
    Py_XDECREF(traceback);
    Py_DECREF(value);
    return result;
}

int kr_with_raised(PyObject *exit, PyObject *manager)
{
    PyObject *result = kr_with_araised(exit, manager);
    int truth = result ? kr_truth(result) : -1;
    Py_XDECREF(result);
    return truth;
}
