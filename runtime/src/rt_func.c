/* rt_func.c: the type of compiled def functions: calls, making, freeing; see kr/func.h. Attributes are in rt_func_attr.c.
 *
 * The C function and how it takes its arguments stand in a PyMethodDef, read at each call. Arguments that are left out are
 * borrowed from the object's defaults, which therefore never change. Once Python code can have got at them it sees and sets
 * others, and each call gets a function object of its own with what they are then (call_guarded): calls that were under
 * way, in any thread, go on with the old ones.
 */
#include "rt_func.h"
#include "kr/annotate.h"
#include "kr/fused.h"
#include <stddef.h>
#include <string.h>

typedef PyObject *(*FastFunction)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);

/* ---- calls ----------------------------------------------------------------------------------- */

static PyObject *call_fast(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    const KrFunction *self = (const KrFunction *)callable;
    PyThreadState *thread = PyThreadState_Get();
    if (KR_GO_DEEPER(thread))
        return NULL;
    FastFunction function = (FastFunction)(void (*)(void))self->def->method.ml_meth;
    PyObject *result = function(callable, args, PyVectorcall_NARGS(nargs), kwnames);
    KR_COME_BACK(thread);
    return result;
}

/* METH_NOARGS and METH_O */
static PyObject *call_plain(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    const KrFunction *self = (const KrFunction *)callable;
    Py_ssize_t given = PyVectorcall_NARGS(nargs);
    int wanted = (self->def->method.ml_flags & METH_O) != 0;
    PyObject *slots[1];
    if (given != wanted || kwnames) {
        args = kr_args_of(callable, args, given, kwnames, slots);
        if (!args)
            return NULL;
    }
    PyThreadState *thread = PyThreadState_Get();
    if (KR_GO_DEEPER(thread))
        return NULL;
    PyObject *result = self->def->method.ml_meth(callable, wanted ? args[0] : NULL);
    KR_COME_BACK(thread);
    return result;
}

static vectorcallfunc plain_call(const KrFunction *self)
{
    return self->def->method.ml_flags & METH_FASTCALL ? call_fast : call_plain;
}

/* What stands for the function during one call: untracked, and of its life span. */
static KrFunction *copy_function(KrFunction *self)
{
    PyObject *kwdefaults = self->new_kwdefaults ? PyDict_Copy(self->new_kwdefaults) : NULL;
    if (!kwdefaults && self->new_kwdefaults)
        return NULL;
    KrFunction *copy = PyObject_GC_New(KrFunction, Py_TYPE(self));
    if (!copy) {
        Py_XDECREF(kwdefaults);
        return NULL;
    }
    memset((char *)copy + sizeof(PyObject), 0, sizeof *copy - sizeof(PyObject));
    copy->def = self->def;
    copy->vectorcall = plain_call(self);
    copy->closure = Py_XNewRef(self->closure);
    copy->defaults = Py_XNewRef(self->new_defaults);
    copy->kwdefaults = kwdefaults;
    copy->origin = Py_NewRef((PyObject *)self);
    return copy;
}

static PyObject *call_guarded(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    KrFunction *copy;
    KR_LOCK(callable);
    copy = copy_function((KrFunction *)callable);
    KR_UNLOCK();
    PyObject *result = copy ? copy->vectorcall((PyObject *)copy, args, nargs, kwnames) : NULL;
    Py_XDECREF((PyObject *)copy);
    return result;
}

int kr_func_guarded(const KrFunction *self)
{
    return self->vectorcall == call_guarded;
}

int kr_func_guard(KrFunction *self)
{
    if (kr_func_guarded(self))
        return 0;
    PyObject *copy = self->kwdefaults ? PyDict_Copy(self->kwdefaults) : NULL;
    if (!copy && self->kwdefaults)
        return -1;
    self->new_defaults = Py_XNewRef(self->defaults);
    self->new_kwdefaults = copy;
    kr_pointer_store(&self->known, NULL);
    kr_pointer_store(&self->vectorcall, call_guarded);
    return 0;
}

/* Does it take `positional` parameters by position, and all others as `*args`? */
static int takes_tuple(const KrFuncDef *def, int positional)
{
    int wanted = KR_PARAMS_STAR | KR_PARAMS_CYTHON;
    return def->params && (def->params->flags & wanted) == wanted &&
           def->params->count - def->params->kw_only == positional;
}

/* self: an argument before the tuple, or NULL */
static PyObject *call_whole(PyObject *function, PyObject *self, PyObject *args, PyObject *kwargs)
{
    Py_ssize_t count = kwargs ? PyDict_GET_SIZE(kwargs) : 0, place = 0, first = self ? 2 : 1, i = first;
    PyObject *few[8], **slots = count < 7 ? few : PyMem_Malloc((size_t)(count + 2) * sizeof *slots);
    PyObject *names = slots && count ? PyTuple_New(count) : NULL, *key, *value, *result = NULL;
    if (!slots)
        return PyErr_NoMemory();
    slots[0] = args;
    slots[1] = self;
    for (; names && PyDict_Next(kwargs, &place, &key, &value); i++) {
        PyTuple_SET_ITEM(names, i - first, Py_NewRef(key));
        slots[i] = value;
    }
    if (names || !count)
        result = ((KrFunction *)function)->vectorcall(function, slots + 1, (size_t)(KR_WHOLE_TUPLE | (first - 1)), names);
    Py_XDECREF(names);
    if (slots != few)
        PyMem_Free(slots);
    return result;
}

PyObject *kr_func_call(PyObject *callable, PyObject *args, PyObject *kwargs)
{
    const KrMethod *method = (KrMethod *)callable;
    int is_function = Py_TYPE(callable)->tp_descr_get != NULL;
    PyObject *self = is_function ? NULL : method->self;
    return takes_tuple(method->def, !is_function) ? call_whole(is_function ? callable : method->function, self, args, kwargs)
                                                  : PyVectorcall_Call(callable, args, kwargs);
}

static PyObject *bind_function(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type))
{
    return !object || object == Py_None ? Py_NewRef(self) : PyMethod_New(self, object);
}

/* ---- life ------------------------------------------------------------------------------------ */

/* Offsets of the cycle_fields that may take part in cycles. */
static const size_t cycle_fields[] = {
    offsetof(KrFunction, closure), offsetof(KrFunction, defaults), offsetof(KrFunction, kwdefaults),
    offsetof(KrFunction, new_defaults), offsetof(KrFunction, new_kwdefaults), offsetof(KrFunction, origin),
    offsetof(KrFunction, doc), offsetof(KrFunction, annotations), offsetof(KrFunction, annotate),
    offsetof(KrFunction, module_name), offsetof(KrFunction, module_dict), offsetof(KrFunction, type_params),
    offsetof(KrFunction, dict),
};

static PyObject **cycle_field(PyObject *self, size_t i)
{
    return (PyObject **)(void *)((char *)self + cycle_fields[i]);
}

static int visit_function(PyObject *self, visitproc visit, void *arg)
{
    for (size_t i = 0; i < sizeof cycle_fields / sizeof *cycle_fields; i++)
        Py_VISIT(*cycle_field(self, i));
    return 0;
}

static int clear_function(PyObject *self)
{
    for (size_t i = 0; i < sizeof cycle_fields / sizeof *cycle_fields; i++)
        Py_CLEAR(*cycle_field(self, i));
    return 0;
}

static void free_function(PyObject *object)
{
    KrFunction *self = (KrFunction *)object;
    PyObject_GC_UnTrack(object);
    if (self->weakrefs)
        PyObject_ClearWeakRefs(object);
    clear_function(object);
    Py_XDECREF(self->name);
    Py_XDECREF(self->qualname);
    Py_XDECREF(self->code);
    PyObject_GC_Del(object);
}

PyTypeObject kr_function_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.function",
    .tp_basicsize = sizeof(KrFunction),
    .tp_dealloc = free_function,
    .tp_vectorcall_offset = offsetof(KrFunction, vectorcall),
    .tp_repr = kr_func_repr,
    .tp_call = kr_func_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = visit_function,
    .tp_clear = clear_function,
    .tp_weaklistoffset = offsetof(KrFunction, weakrefs),
    .tp_methods = kr_func_methods,
    .tp_descr_get = bind_function,
    .tp_dictoffset = offsetof(KrFunction, dict),
};

static PyObject *bind_nothing(PyObject *self, PyObject *Py_UNUSED(object), PyObject *Py_UNUSED(type))
{
    return Py_NewRef(self);
}

static PyTypeObject unbound_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.unbound_function",
    .tp_basicsize = sizeof(KrFunction),
    .tp_base = &kr_function_type,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = visit_function,
    .tp_clear = clear_function,
    .tp_descr_get = bind_nothing,
    .tp_vectorcall_offset = offsetof(KrFunction, vectorcall),
    .tp_call = kr_func_call,
};

/* The type of a function, ready; NULL: an exception. */
static PyTypeObject *type_of_def(const KrFuncDef *def)
{
    PyTypeObject *type = def->code.flags & KR_CODE_UNBOUND ? &unbound_type : &kr_function_type;
    if (type->tp_flags & Py_TPFLAGS_READY)
        return type;
    kr_function_type.tp_getset = type->tp_getset = kr_func_attrs(); /* each: a type's own __doc__ hides that of its base */
    return PyType_Ready(&kr_function_type) < 0 || PyType_Ready(type) < 0 ? NULL : type;
}

PyObject *kr_func_make(KrModule *module, const KrFuncDef *def, PyObject *closure, PyObject *defaults,
                       PyObject *kwdefaults, PyObject *annotations)
{
    PyTypeObject *type = type_of_def(def);
    KrFunction *self = type ? PyObject_GC_New(KrFunction, type) : NULL;
    if (!self)
        return NULL;
    memset((char *)self + sizeof(PyObject), 0, sizeof *self - sizeof(PyObject));
    self->def = self->known = def;
    self->vectorcall = plain_call(self);
    self->closure = Py_XNewRef(closure);
    self->defaults = Py_XNewRef(defaults);
    self->kwdefaults = Py_XNewRef(kwdefaults);
    int is_late = KR_ANNOTATE_LATE() && annotations && !PyTuple_CheckExact(annotations);
    *(is_late ? &self->annotate : &self->annotations) = Py_XNewRef(annotations);
    self->module_name = Py_XNewRef(module->name);
    self->module_dict = Py_XNewRef(module->dict);
    PyObject_GC_Track((PyObject *)self);
    return (PyObject *)self;
}

PyObject *kr_func_new(KrModule *module, const KrFuncDef *def)
{
    return kr_func_make(module, def, NULL, NULL, NULL, NULL);
}

int kr_func_check(PyObject *object)
{
    return Py_IS_TYPE(object, &kr_function_type) || Py_IS_TYPE(object, &unbound_type);
}

int kr_is_function(PyObject *object)
{
    return kr_func_check(object) || kr_fused_check(object);
}

int kr_func_add_with(KrModule *module, const KrFuncDef *def, PyObject *name, PyObject *closure, PyObject *defaults,
                     PyObject *kwdefaults, PyObject *annotations)
{
    PyObject *function = kr_func_make(module, def, closure, defaults, kwdefaults, annotations);
    int status = function ? PyDict_SetItem(module->dict, name, function) : -1;
    Py_XDECREF(function);
    return status;
}

int kr_module_functions(KrModule *self, PyObject *module, const KrConst *consts, Py_ssize_t const_count,
                        const KrFuncEntry *functions, Py_ssize_t count, const char *file)
{
    if (kr_module_begin(self, module, consts, const_count) < 0)
        return -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (kr_func_add(self, functions[i].def, *functions[i].name) < 0) {
            kr_traceback_add(self, "<module>", file, functions[i].line);
            return -1;
        }
    }
    return 0;
}

int kr_func_add(KrModule *module, const KrFuncDef *def, PyObject *name)
{
    return kr_func_add_with(module, def, name, NULL, NULL, NULL, NULL);
}
