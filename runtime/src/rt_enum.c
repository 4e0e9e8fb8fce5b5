/* rt_enum.c: the Python classes of cpdef enums; see kr/enum.h.
 *
 * C enums are often flags, whose sums are no items: the base is an IntEnum that makes members without a name of them, as
 * Cython's does. It is made from source text: what enum.EnumMeta does with a class body cannot be done from C.
 */
#include "kr/enum.h"

static const char base_text[] =
    "class IntEnum(IntEnum):\n"
    "    @classmethod\n"
    "    def _missing_(cls, value):\n"
    "        made = int.__new__(cls, value)\n"
    "        made._name_ = None\n"
    "        made._value_ = value\n"
    "        return cls._value2member_map_.setdefault(value, made)\n"
    "    def __repr__(self):\n"
    "        name = '' if self._name_ is None else '.' + self._name_\n"
    "        return f'<{self.__class__.__name__}{name}: {self._value_!r}>'\n";

static PyObject *make_base(void)
{
    PyObject *module = PyImport_ImportModule("enum");
    PyObject *plain = module ? PyObject_GetAttrString(module, "IntEnum") : NULL;
    PyObject *space = plain ? Py_BuildValue("{sssOsO}", "__name__", "enum", "IntEnum", plain, "__builtins__",
                                            PyEval_GetBuiltins()) : NULL;
    PyObject *done = space ? PyRun_String(base_text, Py_file_input, space, space) : NULL;
    PyObject *base = done ? PyMapping_GetItemString(space, "IntEnum") : NULL;
    Py_XDECREF(done);
    Py_XDECREF(space);
    Py_XDECREF(plain);
    Py_XDECREF(module);
    return base;
}

/* base(name, items, module=...) */
static PyObject *make_class(PyObject *base, PyObject *globals, PyObject *name, PyObject *items)
{
    PyObject *module;
    if (kr_dict_find_text(globals, "__name__", &module) < 0)
        return NULL;
    PyObject *args = PyTuple_Pack(2, name, items);
    PyObject *kwargs = PyDict_New();
    PyObject *type = NULL;
    if (args && kwargs && (!module || PyDict_SetItemString(kwargs, "module", module) == 0))
        type = PyObject_Call(base, args, kwargs);
    Py_XDECREF(module);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return type;
}

PyObject *kr_enum_class(PyObject *globals, PyObject *name, PyObject *doc, PyObject *items)
{
    PyObject *base = make_base();
    PyObject *type = base ? make_class(base, globals, name, items) : NULL;
    Py_XDECREF(base);
    if (type && doc != Py_None && PyObject_SetAttrString(type, "__doc__", doc) < 0)
        Py_CLEAR(type);
    return type;
}

PyObject *kr_enum_import(PyObject *name, PyObject *type_name)
{
    PyObject *module = PyImport_Import(name);
    PyObject *type = module ? PyObject_GetAttr(module, type_name) : NULL;
    Py_XDECREF(module);
    if (type || (!PyErr_ExceptionMatches(PyExc_ImportError) && !PyErr_ExceptionMatches(PyExc_AttributeError)))
        return type;
    PyErr_Clear();
    const char *text = "enum %U of module %U cannot be imported: its values are ints";
    return PyErr_WarnFormat(PyExc_UserWarning, 1, text, type_name, name) < 0 ? NULL : Py_NewRef(Py_None);
}

PyObject *kr_enum_item(PyObject *type, PyObject *value)
{
    if (type == Py_None)
        return Py_NewRef(value);
    PyObject *item = PyObject_CallOneArg(type, value);
    if (item || !PyErr_ExceptionMatches(PyExc_ValueError))
        return item;
    PyErr_Clear();
    return Py_NewRef(value);
}
