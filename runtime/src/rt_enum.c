/* rt_enum.c: the Python classes of cpdef enums; see kr/enum.h.
 *
 * C enums are often flags, so IntFlag is the base, as in Cython. Since Python 3.11 a flag class lists only its
 * single bits; `_member_names_` is put right so that every item is listed.
 */
#include "kr/enum.h"

static int has_negative(PyObject *items)
{
    PyObject *zero = PyLong_FromLong(0);
    int found = zero ? 0 : -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items) && found == 0; i++)
        found = PyObject_RichCompareBool(PyTuple_GET_ITEM(PyList_GET_ITEM(items, i), 1), zero, Py_LT);
    Py_XDECREF(zero);
    return found;
}

/* base(name, items, module=...) */
static PyObject *make_class(PyObject *base, PyObject *globals, PyObject *name, PyObject *items)
{
    PyObject *module = PyDict_GetItemString(globals, "__name__"); /* borrowed */
    PyObject *args = PyTuple_Pack(2, name, items);
    PyObject *kwargs = PyDict_New();
    PyObject *type = NULL;
    if (args && kwargs && (!module || PyDict_SetItemString(kwargs, "module", module) == 0))
        type = PyObject_Call(base, args, kwargs);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return type;
}

static int list_all(PyObject *type)
{
    PyObject *members = PyObject_GetAttrString(type, "__members__");
    PyObject *names = members ? PySequence_List(members) : NULL;
    int status = names ? PyObject_SetAttrString(type, "_member_names_", names) : -1;
    Py_XDECREF(members);
    Py_XDECREF(names);
    return status;
}

PyObject *kr_enum_class(PyObject *globals, PyObject *name, PyObject *doc, PyObject *items)
{
    int negative = has_negative(items);
    PyObject *module = negative < 0 ? NULL : PyImport_ImportModule("enum");
    PyObject *base = module ? PyObject_GetAttrString(module, negative ? "IntEnum" : "IntFlag") : NULL;
    PyObject *type = base ? make_class(base, globals, name, items) : NULL;
    Py_XDECREF(module);
    Py_XDECREF(base);
    int failed = !type || (!negative && list_all(type) < 0) ||
                 (doc != Py_None && PyObject_SetAttrString(type, "__doc__", doc) < 0);
    if (failed)
        Py_CLEAR(type);
    return type;
}

PyObject *kr_enum_item(PyObject *type, PyObject *value)
{
    PyObject *item = PyObject_CallOneArg(type, value);
    if (item || !PyErr_ExceptionMatches(PyExc_ValueError))
        return item;
    PyErr_Clear();
    return Py_NewRef(value);
}
