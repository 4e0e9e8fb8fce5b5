/* rt_pickle.c: extension types are pickled by their C attributes; see kr/cclass.h (KrClassDef.pickled).
 *
 * The form is Cython's, so that either reads what the other wrote: a call of __pyx_unpickle_CLASS(type, checksum, state) of
 * the module, where state is a tuple of the attributes by name, then the instance's __dict__ if it has something in it. The
 * checksum is of the names. A state that may lead back to the instance is set afterwards, by __setstate__.
 */
#include "rt_cclass.h"
#include <string.h>

typedef struct Pickle {
    PyMethodDef method; /* of `function` */
    PyObject *function; /* __pyx_unpickle_CLASS */
    long sums[3];       /* sha256, sha1, md5; 0: not known */
    int has_sums;
} Pickle;

static Py_ssize_t count_members(const KrClassDef *def)
{
    Py_ssize_t count = 0;
    while (def->pickled && def->pickled[count].name)
        count++;
    return count;
}

/* ---- checksums ------------------------------------------------------------------------------- */

static PyObject *member_names(const KrClassDef *def)
{
    PyObject *names = PyUnicode_FromString("");
    for (Py_ssize_t i = 0; names && i < count_members(def); i++) {
        PyObject *longer = PyUnicode_FromFormat(i ? "%U %s" : "%U%s", names, def->pickled[i].name);
        Py_DECREF(names);
        names = longer;
    }
    return names;
}

/* The first seven hexadecimal digits; -1: an exception. */
static long checksum(PyObject *hashlib, const char *algorithm, PyObject *names)
{
    PyObject *bytes = PyUnicode_AsUTF8String(names);
    PyObject *hash = bytes ? PyObject_CallMethod(hashlib, algorithm, "O", bytes) : NULL;
    PyObject *digits = hash ? PyObject_CallMethod(hash, "hexdigest", NULL) : NULL;
    const char *text = digits ? PyUnicode_AsUTF8(digits) : NULL;
    char first[8] = {0};
    if (text)
        memcpy(first, text, 7);
    long sum = text ? strtol(first, NULL, 16) : -1;
    Py_XDECREF(digits);
    Py_XDECREF(hash);
    Py_XDECREF(bytes);
    return sum;
}

static int find_sums(Pickle *self, const KrClassDef *def)
{
    static const char *const algorithms[] = {"sha256", "sha1", "md5"};
    if (self->has_sums)
        return 0;
    PyObject *hashlib = PyImport_ImportModule("hashlib");
    PyObject *names = hashlib ? member_names(def) : NULL;
    for (int i = 0; names && i < 3; i++) {
        self->sums[i] = checksum(hashlib, algorithms[i], names);
        if (self->sums[i] < 0 && i == 0)
            break;
        if (self->sums[i] < 0) /* an old one, which an installation may be without */
            PyErr_Clear();
    }
    self->has_sums = names && self->sums[0] >= 0;
    Py_XDECREF(names);
    Py_XDECREF(hashlib);
    return self->has_sums ? 0 : -1;
}

/* ---- to a tuple and back --------------------------------------------------------------------- */

static PyObject *get_member(PyObject *self, const KrProperty *member)
{
    return member->get ? member->get(self) : kr_member_get(self, member);
}

static int set_member(PyObject *self, const KrProperty *member, PyObject *value)
{
    return member->set ? member->set(self, value) : kr_member_set(self, member, value);
}

/* Does the state hold an object, which may lead back here? */
static int holds_objects(const KrClassDef *def, PyObject *state)
{
    for (Py_ssize_t i = 0; i < count_members(def); i++)
        if (!def->pickled[i].get && !(def->pickled[i].flags >> 1) && PyTuple_GET_ITEM(state, i) != Py_None)
            return 1;
    return 0;
}

/* The instance's dict, new reference; NULL: it has none or nothing in it, or an exception. */
static PyObject *filled_dict(PyObject *self)
{
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    if (!dict && PyErr_ExceptionMatches(PyExc_AttributeError))
        PyErr_Clear();
    if (dict && PyDict_Check(dict) && !PyDict_GET_SIZE(dict))
        Py_CLEAR(dict);
    return dict;
}

static PyObject *make_state(PyObject *self, const KrClassDef *def, PyObject *dict)
{
    Py_ssize_t count = count_members(def);
    PyObject *state = PyTuple_New(count + (dict != NULL));
    for (Py_ssize_t i = 0; state && i < count; i++) {
        PyObject *value = get_member(self, &def->pickled[i]);
        if (value)
            PyTuple_SET_ITEM(state, i, value);
        else
            Py_CLEAR(state);
    }
    if (state && dict)
        PyTuple_SET_ITEM(state, count, Py_NewRef(dict));
    return state;
}

static int update_dict(PyObject *self, PyObject *values)
{
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    if (!dict) {
        PyErr_Clear();
        return 0;
    }
    int status = PyDict_Update(dict, values);
    Py_DECREF(dict);
    return status;
}

static int set_state(PyObject *self, const KrClassDef *def, PyObject *state)
{
    Py_ssize_t count = count_members(def);
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) < count) {
        PyErr_Format(PyExc_TypeError, "%.200s.__setstate__: a tuple of %zd items is needed", Py_TYPE(self)->tp_name, count);
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++)
        if (set_member(self, &def->pickled[i], PyTuple_GET_ITEM(state, i)) < 0)
            return -1;
    return PyTuple_GET_SIZE(state) > count ? update_dict(self, PyTuple_GET_ITEM(state, count)) : 0;
}

/* ---- what Python calls ----------------------------------------------------------------------- */

static const KrClassDef *def_of(PyObject *self)
{
    const KrClassDef *def = kr_class_def(Py_TYPE(self));
    if (!def->pickle_error)
        return def;
    PyErr_SetString(PyExc_TypeError, def->pickle_error);
    return NULL;
}

static PyObject *pickle_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    const KrClassDef *def = def_of(self);
    Pickle *pickle = def ? *kr_class_pickle(Py_TYPE(self)) : NULL;
    if (!def || find_sums(pickle, def) < 0)
        return NULL;
    PyObject *dict = filled_dict(self);
    PyObject *state = PyErr_Occurred() ? NULL : make_state(self, def, dict);
    int is_late = state && (dict || holds_objects(def, state));
    PyObject *result = !state    ? NULL
                       : is_late ? Py_BuildValue("O(OlO)O", pickle->function, Py_TYPE(self), pickle->sums[0], Py_None,
                                                 state)
                                 : Py_BuildValue("O(OlO)", pickle->function, Py_TYPE(self), pickle->sums[0], state);
    Py_XDECREF(state);
    Py_XDECREF(dict);
    return result;
}

static PyObject *pickle_setstate(PyObject *self, PyObject *state)
{
    const KrClassDef *def = def_of(self);
    return def && set_state(self, def, state) == 0 ? Py_NewRef(Py_None) : NULL;
}

static int check_sum(Pickle *pickle, const KrClassDef *def, long sum)
{
    if (find_sums(pickle, def) < 0)
        return -1;
    if (sum == pickle->sums[0] || sum == pickle->sums[1] || sum == pickle->sums[2])
        return 0;
    PyObject *module = PyImport_ImportModule("pickle");
    PyObject *error = module ? PyObject_GetAttrString(module, "PickleError") : NULL;
    PyObject *names = error ? member_names(def) : NULL;
    char text[120]; /* PyErr_Format has no %lx */
    PyOS_snprintf(text, sizeof text, "0x%lx vs (0x%lx, 0x%lx, 0x%lx)", sum, pickle->sums[0], pickle->sums[1],
                  pickle->sums[2]);
    if (names)
        PyErr_Format(error, "Incompatible checksums (%s = (%U))", text, names);
    Py_XDECREF(names);
    Py_XDECREF(error);
    Py_XDECREF(module);
    return -1;
}

static PyObject *unpickle(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *type, *state;
    long sum;
    if (!PyArg_ParseTuple(args, "O!lO:__pyx_unpickle", &PyType_Type, &type, &sum, &state))
        return NULL;
    const KrClassDef *def = kr_class_def((PyTypeObject *)type);
    Pickle *pickle = def ? *kr_class_pickle((PyTypeObject *)type) : NULL;
    if (!pickle) {
        PyErr_Format(PyExc_TypeError, "%.200s has no attributes to unpickle", ((PyTypeObject *)type)->tp_name);
        return NULL;
    }
    if (check_sum(pickle, def, sum) < 0)
        return NULL;
    PyObject *none = PyTuple_New(0);
    PyObject *self = none ? ((PyTypeObject *)type)->tp_new((PyTypeObject *)type, none, NULL) : NULL;
    Py_XDECREF(none);
    if (self && state != Py_None && set_state(self, def, state) < 0)
        Py_CLEAR(self);
    return self;
}

/* ---- the class ------------------------------------------------------------------------------- */

static PyMethodDef pickle_methods[] = {
    {"__reduce_cython__", pickle_reduce, METH_NOARGS, NULL},
    {"__setstate_cython__", pickle_setstate, METH_O, NULL},
    {"__reduce__", pickle_reduce, METH_NOARGS, NULL},
    {"__setstate__", pickle_setstate, METH_O, NULL},
};

/* A base that is no extension type may say how it is pickled. */
static int is_reduced_otherwise(PyTypeObject *type)
{
    PyObject *method = PyObject_GetAttrString((PyObject *)type, "__reduce__");
    PyObject *plain = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, "__reduce__");
    int is_ours = method && Py_TYPE(method) == &PyMethodDescr_Type &&
                  ((PyMethodDescrObject *)method)->d_method->ml_meth == pickle_reduce;
    int other = method != plain && !is_ours;
    Py_XDECREF(method);
    Py_XDECREF(plain);
    return other;
}

static int add_methods(PyTypeObject *type)
{
    for (size_t i = 0; i < sizeof pickle_methods / sizeof *pickle_methods; i++) {
        PyObject *method = PyDescr_NewMethod(type, &pickle_methods[i]);
        int status = method ? PyDict_SetItemString(type->tp_dict, pickle_methods[i].ml_name, method) : -1;
        Py_XDECREF(method);
        if (status < 0)
            return -1;
    }
    return 0;
}

/* The function is found by its name when a pickle is read. */
static int add_function(Pickle *self, const KrClassDef *def, KrModule *module)
{
    const char *dot = strrchr(def->name, '.'), *name = dot ? dot + 1 : def->name;
    static const char prefix[] = "__pyx_unpickle_";
    char *text = PyMem_Malloc(sizeof prefix + strlen(name));
    if (!text) {
        PyErr_NoMemory();
        return -1;
    }
    strcpy(text, prefix);
    strcat(text, name);
    self->method = (PyMethodDef){text, unpickle, METH_VARARGS, NULL};
    self->function = PyCFunction_NewEx(&self->method, NULL, module->name);
    return self->function ? PyDict_SetItemString(module->dict, text, self->function) : -1;
}

int kr_class_pickled(PyTypeObject *type, KrModule *module)
{
    const KrClassDef *def = kr_class_def(type);
    if ((!def->pickled && !def->pickle_error) || is_reduced_otherwise(type))
        return 0;
    if (def->pickle_error)
        return add_methods(type);
    Pickle *self = PyMem_Calloc(1, sizeof *self);
    if (!self) {
        PyErr_NoMemory();
        return -1;
    }
    *kr_class_pickle(type) = self;
    return add_function(self, def, module) < 0 ? -1 : add_methods(type);
}
