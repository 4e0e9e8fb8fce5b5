/* rt_class.c: the class statement and the names in a class body; see kr/class.h. Source: Python language reference,
 * "Class definitions", "Customizing class creation", PEP 3115, PEP 560; messages are CPython's.
 */
#include "kr/class.h"
#include "kr/dict.h"
#include "kr/func.h"
#include "kr/name.h"

enum { PLAN_NAME, PLAN_META, PLAN_BASES, PLAN_WRITTEN, PLAN_KEYWORDS, PLAN_SPACE, PLAN_SIZE };

/* ---- bases ----------------------------------------------------------------------------------- */

/* Appends what a base that is no class stands for. */
static int add_entries(PyObject *list, PyObject *base, PyObject *written)
{
    PyObject *method = NULL, *name = PyUnicode_InternFromString("__mro_entries__");
    int found = !name ? -1 : PyType_Check(base) ? 0 : kr_attr_find(base, name, &method);
    Py_XDECREF(name);
    if (found <= 0)
        return found < 0 ? -1 : PyList_Append(list, base);
    PyObject *entries = PyObject_CallFunctionObjArgs(method, written, NULL);
    Py_DECREF(method);
    if (entries && !PyTuple_Check(entries)) {
        PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple");
        Py_CLEAR(entries);
    }
    Py_ssize_t end = PyList_GET_SIZE(list);
    int status = entries ? PyList_SetSlice(list, end, end, entries) : -1;
    Py_XDECREF(entries);
    return status;
}

static PyObject *resolve_bases(PyObject *written)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list && i < PyTuple_GET_SIZE(written); i++)
        if (add_entries(list, PyTuple_GET_ITEM(written, i), written) < 0)
            Py_CLEAR(list);
    PyObject *bases = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    if (bases && PyTuple_GET_SIZE(bases) == PyTuple_GET_SIZE(written)) {
        Py_ssize_t i = 0, count = PyTuple_GET_SIZE(bases);
        while (i < count && PyTuple_GET_ITEM(bases, i) == PyTuple_GET_ITEM(written, i))
            i++;
        if (i == count)
            KR_REPLACE(bases, Py_NewRef(written));
    }
    return bases;
}

/* ---- metaclass ------------------------------------------------------------------------------- */

/* The most derived of the metaclass and those of the bases; borrowed. */
static PyObject *derived_metaclass(PyObject *meta, PyObject *bases)
{
    PyTypeObject *winner = (PyTypeObject *)meta;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *type = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype(winner, type))
            continue;
        if (!PyType_IsSubtype(type, winner)) {
            PyErr_SetString(PyExc_TypeError,
                            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                            "the metaclasses of all its bases");
            return NULL;
        }
        winner = type;
    }
    return (PyObject *)winner;
}

/* Takes `metaclass` out of the keywords, a dict or NULL; new reference. */
static PyObject *find_metaclass(PyObject *bases, PyObject *keywords)
{
    PyObject *meta = NULL, *key = PyUnicode_InternFromString("metaclass");
    int found = !key ? -1 : keywords ? kr_dict_find(keywords, key, &meta) : 0;
    if (found > 0 && PyDict_DelItem(keywords, key) < 0)
        Py_CLEAR(meta);
    Py_XDECREF(key);
    if (found < 0 || (found > 0 && !meta))
        return NULL;
    if (!meta)
        meta = Py_NewRef(PyTuple_GET_SIZE(bases) ? (PyObject *)Py_TYPE(PyTuple_GET_ITEM(bases, 0))
                                                 : (PyObject *)&PyType_Type);
    if (PyType_Check(meta)) {
        PyObject *winner = derived_metaclass(meta, bases);
        KR_REPLACE(meta, Py_XNewRef(winner));
    }
    return meta;
}

static PyObject *call_metaclass(PyObject *callable, PyObject *args, PyObject *keywords)
{
    return args ? PyObject_Call(callable, args, keywords == Py_None ? NULL : keywords) : NULL;
}

static PyObject *prepare_space(PyObject *meta, PyObject *name, PyObject *bases, PyObject *keywords)
{
    PyObject *prepare = NULL, *key = PyUnicode_InternFromString("__prepare__");
    int found = key ? kr_attr_find(meta, key, &prepare) : -1;
    Py_XDECREF(key);
    if (found <= 0)
        return found < 0 ? NULL : PyDict_New();
    PyObject *args = PyTuple_Pack(2, name, bases);
    PyObject *space = call_metaclass(prepare, args, keywords);
    Py_XDECREF(args);
    Py_DECREF(prepare);
    if (space && !PyMapping_Check(space)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__prepare__() must return a mapping, not %.200s",
                     PyType_Check(meta) ? ((PyTypeObject *)meta)->tp_name : "<metaclass>", Py_TYPE(space)->tp_name);
        Py_CLEAR(space);
    }
    return space;
}

PyObject *kr_class_begin(PyObject *name, PyObject *written, PyObject *keywords)
{
    PyObject *bases = resolve_bases(written);
    PyObject *meta = bases ? find_metaclass(bases, keywords) : NULL;
    PyObject *rest = keywords ? keywords : Py_None;
    PyObject *space = meta ? prepare_space(meta, name, bases, rest) : NULL;
    PyObject *plan = space ? PyTuple_Pack(PLAN_SIZE, name, meta, bases, written, rest, space) : NULL;
    Py_XDECREF(space);
    Py_XDECREF(meta);
    Py_XDECREF(bases);
    return plan;
}

PyObject *kr_class_space(PyObject *plan)
{
    return Py_NewRef(PyTuple_GET_ITEM(plan, PLAN_SPACE));
}

/* The cell must hold the class by now. */
static int check_cell(PyObject *class, PyObject *cell, PyObject *name)
{
    if (!PyType_Check(class) || !PyCell_Check(cell))
        return 0;
    PyObject *held = PyCell_Get(cell);
    if (held == class) {
        Py_DECREF(held);
        return 0;
    }
    if (held)
        PyErr_Format(PyExc_TypeError, "__class__ set to %.200R defining %.200R as %.200R", held, name, class);
    else
        PyErr_Format(PyExc_RuntimeError,
                     "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name,
                     class);
    Py_XDECREF(held);
    return -1;
}

/* The interpreter knows some methods by name and makes them static or class methods, functions of its own type only:
 * the same for ours. `wrapper`: the type to call. */
static int wrap_method(PyObject *class, const char *text, PyTypeObject *wrapper)
{
    PyObject *name = PyUnicode_InternFromString(text);
    PyObject *method = NULL, *dict = name ? KR_TYPE_DICT((PyTypeObject *)class) : NULL;
    int found = dict ? kr_dict_find(dict, name, &method) : -1;
    Py_XDECREF(dict);
    if (found > 0 && kr_func_check(method)) {
        KR_REPLACE(method, PyObject_CallFunctionObjArgs((PyObject *)wrapper, method, NULL));
        found = method ? PyType_Type.tp_setattro(class, name, method) : -1;
    }
    Py_XDECREF(method);
    Py_XDECREF(name);
    return found < 0 ? -1 : 0;
}

static int wrap_methods(PyObject *class)
{
    if (!PyType_Check(class))
        return 0;
    if (wrap_method(class, "__new__", &PyStaticMethod_Type) < 0 ||
        wrap_method(class, "__init_subclass__", &PyClassMethod_Type) < 0)
        return -1;
    return wrap_method(class, "__class_getitem__", &PyClassMethod_Type);
}

PyObject *kr_class_end(PyObject *plan, PyObject *cell)
{
    PyObject **part = &PyTuple_GET_ITEM(plan, 0);
    if (part[PLAN_BASES] != part[PLAN_WRITTEN]) {
        PyObject *key = PyUnicode_InternFromString("__orig_bases__");
        int status = key ? PyObject_SetItem(part[PLAN_SPACE], key, part[PLAN_WRITTEN]) : -1;
        Py_XDECREF(key);
        if (status < 0)
            return NULL;
    }
    PyObject *args = PyTuple_Pack(3, part[PLAN_NAME], part[PLAN_BASES], part[PLAN_SPACE]);
    PyObject *class = call_metaclass(part[PLAN_META], args, part[PLAN_KEYWORDS]);
    Py_XDECREF(args);
    if (class && (check_cell(class, cell, part[PLAN_NAME]) < 0 || wrap_methods(class) < 0))
        Py_CLEAR(class);
    return class;
}

PyObject *kr_class_make(PyObject *name, PyObject *bases, PyObject *keywords, PyObject *(*body)(PyObject *space))
{
    PyObject *plan = kr_class_begin(name, bases, keywords);
    PyObject *cell = plan ? body(PyTuple_GET_ITEM(plan, PLAN_SPACE)) : NULL;
    PyObject *class = cell ? kr_class_end(plan, cell) : NULL;
    Py_XDECREF(cell);
    Py_XDECREF(plan);
    return class;
}

/* ---- names in the body ----------------------------------------------------------------------- */

int kr_class_find(PyObject *space, PyObject *name, PyObject **value)
{
    if (PyDict_CheckExact(space))
        return kr_dict_find(space, name, value);
    *value = PyObject_GetItem(space, name);
    if (*value)
        return 1;
    if (!PyErr_ExceptionMatches(PyExc_KeyError))
        return -1;
    PyErr_Clear();
    return 0;
}

PyObject *kr_class_get(KrModule *module, PyObject *space, PyObject *name)
{
    PyObject *value;
    int found = kr_class_find(space, name, &value);
    return found > 0 ? value : found < 0 ? NULL : kr_global_get(module, name);
}

PyObject *kr_class_get_cell(PyObject *space, PyObject *name, PyObject *cell)
{
    PyObject *value;
    int found = kr_class_find(space, name, &value);
    if (found)
        return found > 0 ? value : NULL;
    value = PyCell_Get(cell);
    if (!value && !PyErr_Occurred())
        kr_raise_name(KR_FREE_UNBOUND, name);
    return value;
}

int kr_class_set(PyObject *space, PyObject *name, PyObject *value)
{
    return PyDict_CheckExact(space) ? PyDict_SetItem(space, name, value) : PyObject_SetItem(space, name, value);
}

int kr_class_add_with(KrModule *module, const KrFuncDef *def, PyObject *space, PyObject *name, PyObject *closure,
                      PyObject *defaults, PyObject *kwdefaults, PyObject *annotations)
{
    PyObject *function = kr_func_make(module, def, closure, defaults, kwdefaults, annotations);
    int status = function ? kr_class_set(space, name, function) : -1;
    Py_XDECREF(function);
    return status;
}

int kr_class_add(KrModule *module, const KrFuncDef *def, PyObject *space, PyObject *name)
{
    return kr_class_add_with(module, def, space, name, NULL, NULL, NULL, NULL);
}

int kr_class_del(PyObject *space, PyObject *name)
{
    if (PyObject_DelItem(space, name) == 0)
        return 0;
    PyErr_Clear();
    kr_raise_name("name '%U' is not defined", name);
    return -1;
}

/* space[key] = value, which is taken; NULL: an exception is pending. */
static int put_item(PyObject *space, const char *key, PyObject *value)
{
    PyObject *name = value ? PyUnicode_InternFromString(key) : NULL;
    int status = name ? kr_class_set(space, name, value) : -1;
    Py_XDECREF(name);
    Py_XDECREF(value);
    return status;
}

int kr_class_start(KrModule *module, PyObject *space, PyObject *qualname, PyObject *doc, int line)
{
    PyObject *name = PyUnicode_InternFromString("__name__");
    PyObject *value = name ? kr_class_get(module, space, name) : NULL;
    Py_XDECREF(name);
    if (put_item(space, "__module__", value) < 0 || put_item(space, "__qualname__", Py_NewRef(qualname)) < 0)
        return -1;
    if (KR_CLASS_LINES && put_item(space, "__firstlineno__", PyLong_FromLong(line)) < 0)
        return -1;
    return doc ? put_item(space, "__doc__", Py_NewRef(doc)) : 0;
}

/* ---- super() --------------------------------------------------------------------------------- */

static PyObject *fail_super(const char *text)
{
    PyErr_Format(PyExc_RuntimeError, "super(): %s", text);
    return NULL;
}

PyObject *kr_class_super(PyObject *callable, PyObject *cell, PyObject *self, int takes_any)
{
    if (callable != (PyObject *)&PySuper_Type)
        return PyObject_CallNoArgs(callable);
    if (!self)
        return fail_super(takes_any ? "arg[0] deleted" : "no arguments");
    if (!cell)
        return fail_super("__class__ cell not found");
    PyObject *class = PyCell_Check(cell) ? PyCell_Get(cell) : Py_NewRef(cell);
    if (!class)
        return PyErr_Occurred() ? NULL : fail_super("empty __class__ cell");
    PyObject *result = NULL;
    if (PyType_Check(class))
        result = PyObject_CallFunctionObjArgs(callable, class, self, NULL);
    else
        PyErr_Format(PyExc_RuntimeError, "super(): __class__ is not a type (%s)", Py_TYPE(class)->tp_name);
    Py_DECREF(class);
    return result;
}

/* ---- annotations ----------------------------------------------------------------------------- */

int kr_class_annotations(PyObject *space)
{
    PyObject *value = NULL, *name = PyUnicode_InternFromString("__annotations__");
    int found = name ? kr_class_find(space, name, &value) : -1;
    Py_XDECREF(value);
    Py_XDECREF(name);
    return found ? (found > 0 ? 0 : -1) : put_item(space, "__annotations__", PyDict_New());
}

int kr_class_annotate(PyObject *space, PyObject *name, PyObject *annotation)
{
    PyObject *dict = NULL, *key = PyUnicode_InternFromString("__annotations__");
    int found = key ? kr_class_find(space, key, &dict) : -1;
    Py_XDECREF(key);
    if (found == 0)
        PyErr_SetString(PyExc_NameError, "name '__annotations__' is not defined");
    int status = found > 0 ? PyObject_SetItem(dict, name, annotation) : -1;
    Py_XDECREF(dict);
    return status;
}
