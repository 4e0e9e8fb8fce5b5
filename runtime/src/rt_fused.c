/* rt_fused.c: functions with fused types; see kr/fused.h. Texts of errors are Cython's.
 *
 * Calling looks at the arguments that decide, makes the signature they ask for and calls the one function that fits
 * it; indexing with types or their names picks one. Other attributes are those of the first specialisation. Bound
 * to an object it is another of its kind, so that `obj.method[int]` works.
 */
#include "kr/fused.h"
#include "rt_view.h"
#include <string.h>
#include <structmember.h>

typedef struct Fused {
    PyObject_HEAD
    PyObject *functions, *table;
    PyObject *first; /* the first of the functions */
    PyObject *self;  /* bound to, or NULL */
    PyObject *dict, *weakrefs;
    PyObject *code;  /* its own, once asked for, or NULL */
} Fused;

static PyTypeObject fused_type;

static PyObject *make_fused(PyObject *functions, PyObject *table, PyObject *first, PyObject *self)
{
    Fused *object = PyObject_GC_New(Fused, &fused_type);
    if (!object)
        return NULL;
    object->functions = Py_NewRef(functions);
    object->table = Py_NewRef(table);
    object->first = Py_NewRef(first);
    object->self = Py_XNewRef(self);
    object->dict = object->weakrefs = object->code = NULL;
    PyObject_GC_Track((PyObject *)object);
    return (PyObject *)object;
}

/* ---- choosing -------------------------------------------------------------------------------- */

/* Does the buffer hold items as (kind, itemsize, ndim) says? Never fails. */
static int buffer_fits(const Py_buffer *buffer, PyObject *test)
{
    const char *kind = PyUnicode_AsUTF8(PyTuple_GET_ITEM(test, 0));
    Py_ssize_t size = PyLong_AsSsize_t(PyTuple_GET_ITEM(test, 1));
    KrViewSpec spec = {.kind = kind ? *kind : 'P', .itemsize = size, .name = "item",
                       .ndim = (int)PyLong_AsLong(PyTuple_GET_ITEM(test, 2))};
    int fits = buffer->ndim == spec.ndim && buffer->itemsize == size &&
               (spec.kind == 'T' || spec.kind == 'A' || kr_buffer_check(buffer, &spec) == 0);
    PyErr_Clear();
    return fits;
}

/* The part of the signature of the first choice that takes the argument, borrowed; NULL without an exception when none
 * does. */
static PyObject *choose_part(PyObject *choices, PyObject *arg)
{
    Py_buffer buffer;
    int opened = 0, tried = 0;
    PyObject *part = NULL;
    for (Py_ssize_t i = 0; !part && i < PyTuple_GET_SIZE(choices); i++) {
        PyObject *choice = PyTuple_GET_ITEM(choices, i), *test = PyTuple_GET_ITEM(choice, 1);
        int fits = test == Py_None;
        if (PyType_Check(test)) {
            fits = PyObject_TypeCheck(arg, (PyTypeObject *)test);
        } else if (PyTuple_Check(test)) {
            if (!tried && arg != Py_None) {
                opened = PyObject_GetBuffer(arg, &buffer, PyBUF_FULL_RO) == 0;
                PyErr_Clear();
                tried = 1;
            }
            fits = arg == Py_None || (opened && buffer_fits(&buffer, test));
        }
        if (fits)
            part = PyTuple_GET_ITEM(choice, 0);
    }
    if (opened)
        PyBuffer_Release(&buffer);
    return part;
}

/* The argument that decides, borrowed; NULL and TypeError when it is missing. */
static PyObject *find_argument(const Fused *self, PyObject *decision, PyObject *const *args, Py_ssize_t nargs,
                               PyObject *kwargs)
{
    Py_ssize_t position = PyLong_AsSsize_t(PyTuple_GET_ITEM(decision, 0));
    PyObject *name = PyTuple_GET_ITEM(decision, 1);
    if (position >= 0 && position < nargs)
        return args[position];
    PyObject *given = kwargs ? PyDict_GetItemWithError(kwargs, name) : NULL;
    if (given || PyErr_Occurred())
        return given;
    if (PyTuple_GET_SIZE(decision) > 3)
        return PyTuple_GET_ITEM(decision, 3);
    Py_ssize_t least = PyLong_AsSsize_t(PyTuple_GET_ITEM(self->table, 0));
    if (position < 0)
        PyErr_Format(PyExc_TypeError, "Missing keyword-only argument: '%U'", name);
    else
        PyErr_Format(PyExc_TypeError, "Expected at least %zd argument%s, got %zd", least, least == 1 ? "" : "s", nargs);
    return NULL;
}

/* Does the signature agree with the parts that were decided (None: undecided)? 1, 0 or -1. */
static int signature_fits(PyObject *signature, PyObject *const *parts, Py_ssize_t count)
{
    Py_ssize_t len;
    const char *text = PyUnicode_AsUTF8AndSize(signature, &len);
    if (!text)
        return -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t size = strcspn(text, "|");
        Py_ssize_t wanted;
        const char *part = parts[i] ? PyUnicode_AsUTF8AndSize(parts[i], &wanted) : NULL;
        if (parts[i] && !part)
            return -1;
        if (part && ((size_t)wanted != size || memcmp(part, text, size) != 0))
            return 0;
        text += size + (text[size] == '|');
    }
    return 1;
}

/* The one function whose signature fits, borrowed; NULL and TypeError when there is none or several. */
static PyObject *find_function(const Fused *self, PyObject *const *parts, Py_ssize_t count)
{
    PyObject *signature, *function, *found = NULL;
    Py_ssize_t place = 0;
    int decided = 0;
    for (Py_ssize_t i = 0; i < count; i++)
        decided |= parts[i] != NULL;
    while (decided && PyDict_Next(self->functions, &place, &signature, &function)) {
        int fits = signature_fits(signature, parts, count);
        if (fits < 0)
            return NULL;
        if (fits && found) {
            PyErr_SetString(PyExc_TypeError, "Function call with ambiguous argument types");
            return NULL;
        }
        if (fits)
            found = function;
    }
    if (!found)
        PyErr_SetString(PyExc_TypeError, "No matching signature found");
    return found;
}

/* The function for these arguments, borrowed. */
static PyObject *dispatch(const Fused *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs)
{
    Py_ssize_t count = PyTuple_GET_SIZE(self->table) - 1;
    PyObject *few[8], **parts = few;
    if (count > 8 && !(parts = PyMem_Malloc((size_t)count * sizeof *parts)))
        return PyErr_NoMemory();
    PyObject *function = NULL;
    Py_ssize_t i = 0;
    for (; i < count; i++) {
        PyObject *decision = PyTuple_GET_ITEM(self->table, i + 1);
        parts[i] = NULL;
        if (decision == Py_None)
            continue;
        PyObject *arg = find_argument(self, decision, args, nargs, kwargs);
        if (!arg)
            break;
        Py_INCREF(arg);
        parts[i] = choose_part(PyTuple_GET_ITEM(decision, 2), arg);
        Py_DECREF(arg);
    }
    if (i == count)
        function = find_function(self, parts, count);
    if (parts != few)
        PyMem_Free(parts);
    return function;
}

static PyObject *call_fused(PyObject *object, PyObject *args, PyObject *kwargs)
{
    const Fused *self = (const Fused *)object;
    Py_ssize_t nargs = PyTuple_GET_SIZE(args);
    PyObject *all = args;
    if (self->self) {
        if (!(all = PyTuple_New(nargs + 1)))
            return NULL;
        PyTuple_SET_ITEM(all, 0, Py_NewRef(self->self));
        for (Py_ssize_t i = 0; i < nargs; i++)
            PyTuple_SET_ITEM(all, i + 1, Py_NewRef(PyTuple_GET_ITEM(args, i)));
    } else {
        Py_INCREF(all);
    }
    PyObject *function = dispatch(self, ((PyTupleObject *)(void *)all)->ob_item, PyTuple_GET_SIZE(all), kwargs);
    PyObject *result = function ? PyObject_Call(function, all, kwargs) : NULL;
    Py_DECREF(all);
    return result;
}

/* ---- indexing -------------------------------------------------------------------------------- */

/* How a signature names what stands in brackets: a str, a type, or anything whose str() names a C type. */
static PyObject *part_name(PyObject *item)
{
    if (PyUnicode_CheckExact(item))
        return Py_NewRef(item);
    return PyType_Check(item) ? PyObject_GetAttrString(item, "__name__") : PyObject_Str(item);
}

static PyObject *signature_of(PyObject *index)
{
    if (!PyTuple_Check(index))
        return part_name(index);
    PyObject *bar = PyUnicode_FromString("|"), *parts = PyList_New(0), *result = NULL;
    for (Py_ssize_t i = 0; bar && parts && i < PyTuple_GET_SIZE(index); i++) {
        PyObject *part = part_name(PyTuple_GET_ITEM(index, i));
        if (!part || PyList_Append(parts, part) < 0)
            Py_CLEAR(parts);
        Py_XDECREF(part);
    }
    if (bar && parts)
        result = PyUnicode_Join(bar, parts);
    Py_XDECREF(bar);
    Py_XDECREF(parts);
    return result;
}

static PyObject *bind_to(PyObject *function, PyObject *self)
{
    return self ? PyMethod_New(function, self) : Py_NewRef(function);
}

static PyObject *index_fused(PyObject *object, PyObject *index)
{
    const Fused *self = (const Fused *)object;
    PyObject *signature = signature_of(index);
    if (!signature)
        return NULL;
    PyObject *function = PyDict_GetItemWithError(self->functions, signature);
    PyObject *result = function ? bind_to(function, self->self) : NULL;
    if (!function && !PyErr_Occurred())
        PyErr_SetObject(PyExc_KeyError, signature);
    Py_DECREF(signature);
    return result;
}

/* ---- attributes and life --------------------------------------------------------------------- */

static PyObject *bind_fused(PyObject *object, PyObject *to, PyObject *Py_UNUSED(type))
{
    const Fused *self = (const Fused *)object;
    if (!to || to == Py_None || self->self)
        return Py_NewRef(object);
    return make_fused(self->functions, self->table, self->first, to);
}

static PyObject *get_attribute(PyObject *object, PyObject *name)
{
    PyObject *value = PyObject_GenericGetAttr(object, name);
    if (value || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return value;
    PyErr_Clear();
    return PyObject_GetAttr(((Fused *)object)->first, name);
}

static PyObject *get_doc(PyObject *object, void *Py_UNUSED(closure))
{
    return PyObject_GetAttrString(((Fused *)object)->first, "__doc__");
}

/* A copy of that of the first function. */
static PyObject *get_code(PyObject *object, void *Py_UNUSED(closure))
{
    Fused *self = (Fused *)object;
    PyObject *code = NULL;
    KR_LOCK(object);
    if (!self->code) {
        PyObject *model = PyObject_GetAttrString(self->first, "__code__");
        self->code = model ? PyObject_CallMethod(model, "replace", NULL) : NULL;
        Py_XDECREF(model);
    }
    code = Py_XNewRef(self->code);
    KR_UNLOCK();
    return code;
}

static PyObject *show_fused(PyObject *object)
{
    PyObject *name = PyObject_GetAttrString(((Fused *)object)->first, "__qualname__");
    PyObject *text = name ? PyUnicode_FromFormat("<fused_function %U at %p>", name, object) : NULL;
    Py_XDECREF(name);
    return text;
}

static PyObject *reduce_fused(PyObject *object, PyObject *Py_UNUSED(unused))
{
    return PyObject_GetAttrString(((Fused *)object)->first, "__qualname__");
}

static int visit_fused(PyObject *object, visitproc visit, void *arg)
{
    const Fused *self = (const Fused *)object;
    Py_VISIT(self->functions);
    Py_VISIT(self->table);
    Py_VISIT(self->first);
    Py_VISIT(self->self);
    Py_VISIT(self->dict);
    return 0;
}

static int clear_fused(PyObject *object)
{
    Fused *self = (Fused *)object;
    Py_CLEAR(self->self);
    Py_CLEAR(self->dict);
    return 0;
}

static void free_fused(PyObject *object)
{
    Fused *self = (Fused *)object;
    PyObject_GC_UnTrack(object);
    if (self->weakrefs)
        PyObject_ClearWeakRefs(object);
    clear_fused(object);
    Py_DECREF(self->functions);
    Py_DECREF(self->table);
    Py_DECREF(self->first);
    Py_XDECREF(self->code);
    PyObject_GC_Del(object);
}

static PyMappingMethods fused_mapping = {NULL, index_fused, NULL};
static PyGetSetDef fused_getset[] = {
    {"__doc__", get_doc, NULL, NULL, NULL},
    {"__code__", get_code, NULL, NULL, NULL},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyMemberDef fused_members[] = {
    {"__signatures__", T_OBJECT, offsetof(Fused, functions), READONLY, NULL},
    {"__self__", T_OBJECT_EX, offsetof(Fused, self), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};
static PyMethodDef fused_methods[] = {
    {"__reduce__", reduce_fused, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject fused_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.fused_cython_function",
    .tp_basicsize = sizeof(Fused),
    .tp_dealloc = free_fused,
    .tp_repr = show_fused,
    .tp_call = call_fused,
    .tp_getattro = get_attribute,
    .tp_as_mapping = &fused_mapping,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_fused,
    .tp_clear = clear_fused,
    .tp_weaklistoffset = offsetof(Fused, weakrefs),
    .tp_methods = fused_methods,
    .tp_members = fused_members,
    .tp_getset = fused_getset,
    .tp_descr_get = bind_fused,
    .tp_dictoffset = offsetof(Fused, dict),
};

int kr_fused_check(PyObject *object)
{
    return Py_IS_TYPE(object, &fused_type);
}

int kr_fused_binds(PyObject *method, PyObject *function)
{
    return Py_IS_TYPE(method, &fused_type) && Py_IS_TYPE(function, &fused_type) && ((Fused *)method)->self &&
           ((Fused *)method)->functions == ((Fused *)function)->functions;
}

PyObject *kr_fused_new(PyObject *functions, PyObject *table)
{
    PyObject *signature, *first;
    Py_ssize_t place = 0;
    if (PyType_Ready(&fused_type) < 0)
        return NULL;
    if (!PyDict_Next(functions, &place, &signature, &first))
        return Py_NewRef(Py_None); /* no specialisation: cannot be */
    return make_fused(functions, table, first, NULL);
}
