/* rt_probe.c: an extension module that exposes the runtime's functions one by one, so that
 * tests/api/test_runtime.py can compare each with what plain Python does. It includes the whole runtime, and
 * each call goes through the macro or function that generated code uses.
 *
 *     rt_probe.kr_list_item([1, 2], -1)   gives 2
 *     rt_probe.kr_floordiv_long(7, -2)    gives -4
 */
#include "kr/rt.h"
#include "../../runtime/src/rt_view.h"

static struct {
    KrModule module;
    PyObject *n_a, *n_b, *n_c, *n_d, *n_e;
    PyObject *c_str, *c_bytes, *c_int, *c_negative, *c_big, *c_float, *c_complex, *c_inner,
        *c_tuple, *c_surrogate, *c_none;
} M;
#define KR_MODULE (&M.module)

/* What a wrapper gives back: -1 may mean an exception, NULL means one. */
static PyObject *give_int(long long value)
{
    return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLongLong(value);
}

static PyObject *give_double(double value)
{
    return KR_F64_FAILED(value) ? NULL : PyFloat_FromDouble(value);
}

static PyObject *give_status(int status)
{
    return status < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *give_object(PyObject *value)
{
    return value || PyErr_Occurred() ? value : Py_NewRef(Py_NotImplemented); /* NULL alone: exhausted */
}

static PyObject *give_truth(int truth)
{
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_True : Py_False);
}

#define WRAPPER(f) static PyObject *probe_##f(PyObject *Py_UNUSED(self), PyObject *args)
#define TAKE(format, ...) if (!PyArg_ParseTuple(args, format, __VA_ARGS__)) return NULL

#define PROBE_O(give, f) WRAPPER(f) { PyObject *a; TAKE("O", &a); return give(f(a)); }
#define PROBE_OO(give, f) WRAPPER(f) { PyObject *a, *b; TAKE("OO", &a, &b); return give(f(a, b)); }
#define PROBE_OOO(give, f) WRAPPER(f) { PyObject *a, *b, *c; TAKE("OOO", &a, &b, &c); return give(f(a, b, c)); }
#define PROBE_ON(give, f) WRAPPER(f) { PyObject *a; Py_ssize_t n; TAKE("On", &a, &n); return give(f(a, n)); }
#define PROBE_ONN(give, f) \
    WRAPPER(f) { PyObject *a; Py_ssize_t n, m; TAKE("Onn", &a, &n, &m); return give(f(a, n, m)); }
#define PROBE_ONO(give, f) \
    WRAPPER(f) { PyObject *a, *b; Py_ssize_t n; TAKE("OnO", &a, &n, &b); return give(f(a, n, b)); }
#define PROBE_ONNO(give, f) \
    WRAPPER(f) { PyObject *a, *b; Py_ssize_t n, m; TAKE("OnnO", &a, &n, &m, &b); return give(f(a, n, m, b)); }
#define PROBE_OL(give, f) WRAPPER(f) { PyObject *a; long long n; TAKE("OL", &a, &n); return give(f(a, n)); }
#define PROBE_LO(give, f) WRAPPER(f) { PyObject *a; long long n; TAKE("LO", &n, &a); return give(f(n, a)); }
#define PROBE_OD(give, f) WRAPPER(f) { PyObject *a; double d; TAKE("Od", &a, &d); return give(f(a, d)); }
#define PROBE_DO(give, f) WRAPPER(f) { PyObject *a; double d; TAKE("dO", &d, &a); return give(f(d, a)); }
#define PROBE_D(give, f) WRAPPER(f) { double d; TAKE("d", &d); return give(f(d)); }
#define PROBE_DD(give, f) WRAPPER(f) { double d, e; TAKE("dd", &d, &e); return give(f(d, e)); }
#define PROBE_L(give, f) WRAPPER(f) { long long n; TAKE("L", &n); return give(f(n)); }
#define PROBE_U(give, f) WRAPPER(f) { unsigned long long n; TAKE("K", &n); return give(f(n)); }
#define PROBE_LL(give, f) WRAPPER(f) { long long n, m; TAKE("LL", &n, &m); return give(f(n, m)); }
#define PROBE_LLL(give, f) WRAPPER(f) { long long n, m, k; TAKE("LLL", &n, &m, &k); return give(f(n, m, k)); }
#define PROBE_S(give, f) /* (count, array) of the items of a tuple, borrowed */ \
    WRAPPER(f) { return give(f(PyTuple_GET_SIZE(args), &PyTuple_GET_ITEM(args, 0))); }

/* One C type of each family: the arguments are cut to the type. */
#define PROBE_TT(give, f, T) WRAPPER(f) { long long n, m; TAKE("LL", &n, &m); return give(f((T)n, (T)m)); }

#define PROBE_OT(f, T)                                                                             \
    WRAPPER(f) { PyObject *a; TAKE("O", &a); T x = f(a); return KR_FAILED(x, T) ? NULL : kr_box_integer(x); }

#include "rt_probe.def"

/* Those that take the references of their items. */
static PyObject *take_all(PyObject *args, PyObject *(*make)(Py_ssize_t, PyObject *const *))
{
    PyObject *items[8];
    Py_ssize_t count = PyTuple_GET_SIZE(args);
    for (Py_ssize_t i = 0; i < count; i++)
        items[i] = Py_NewRef(PyTuple_GET_ITEM(args, i));
    return make(count, items);
}

WRAPPER(kr_list_of) { return take_all(args, kr_list_of); }
WRAPPER(kr_tuple_of) { return take_all(args, kr_tuple_of); }
WRAPPER(kr_dict_of) { return kr_dict_of(PyTuple_GET_SIZE(args) / 2, &PyTuple_GET_ITEM(args, 0)); }

WRAPPER(kr_str_char)
{
    PyObject *a;
    Py_ssize_t n;
    TAKE("On", &a, &n);
    Py_UCS4 c = kr_str_char(a, n);
    return KR_FAILED(c, Py_UCS4) ? NULL : kr_box_integer(c);
}

WRAPPER(kr_bytes_of_cstr)
{
    const char *text;
    Py_ssize_t start, stop;
    TAKE("snn", &text, &start, &stop);
    return kr_bytes_of_cstr(text, start, stop);
}

WRAPPER(kr_unbox_cstr)
{
    PyObject *a;
    TAKE("O", &a);
    char *text = kr_unbox_cstr(a);
    return text ? PyUnicode_FromString(text) : NULL;
}

WRAPPER(box_integers) /* of types that have no row of their own */
{
    (void)args;
    unsigned char small = 200;
    short negative = -5;
    unsigned long long large = ~0ULL;
    long long lowest = LLONG_MIN;
    return Py_BuildValue("(NNNN)", kr_box_integer(small), kr_box_integer(negative), kr_box_integer(large),
                         kr_box_integer(lowest));
}

/* ---- calls ----------------------------------------------------------------------------------- */

static PyObject *give_slots(PyObject *const *slots, int count)
{
    PyObject *tuple = PyTuple_New(count);
    for (int i = 0; i < count; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(slots[i] ? slots[i] : Py_Ellipsis));
    return tuple;
}

/* def f(a, b=1, /, c, *, d, e=2)  -- with c required although b is not, which only C can say */
static PyObject *const *const five_names[] = {&M.n_a, &M.n_b, &M.n_c, &M.n_d, &M.n_e};
static const KrParams strict_params = {"strict", 5, 2, 2, 1 | 4 | 8, 0, five_names};
static const KrParams loose_params = {"loose", 2, 0, 1, 1, KR_PARAMS_STAR | KR_PARAMS_STARSTAR, five_names};
static const KrParams three_params = {"three", 3, 0, 0, 7, 0, five_names};
static const KrParams optional_params = {"optional", 2, 0, 0, 1, 0, five_names};
static const KrParams only_params = {"only", 2, 1, 0, 1, KR_PARAMS_STARSTAR, five_names};

#define DEF(name, total)                                                                           \
    static PyObject *name(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs,      \
                          PyObject *kwnames)                                                       \
    {                                                                                              \
        PyObject *slots[7] = {NULL};                                                               \
        args = KR_ARGS(&name##_params, args, nargs, kwnames, slots);                               \
        if (!args) return NULL;                                                                    \
        PyObject *result = give_slots(args, total);                                                \
        if (name##_params.flags)                                                                   \
            for (int i = name##_params.count; i < total; i++)                                      \
                Py_DECREF(args[i]);                                                                \
        return result;                                                                             \
    }
DEF(strict, 5)
DEF(loose, 4)
DEF(three, 3)
DEF(optional, 2)
DEF(only, 3)

WRAPPER(kr_call) /* f, positional tuple, names tuple, values tuple */
{
    PyObject *f, *positional, *names, *values, *slots[9] = {NULL};
    TAKE("OO!O!O!", &f, &PyTuple_Type, &positional, &PyTuple_Type, &names, &PyTuple_Type, &values);
    Py_ssize_t count = PyTuple_GET_SIZE(positional);
    for (Py_ssize_t i = 0; i < count; i++)
        slots[1 + i] = PyTuple_GET_ITEM(positional, i);
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++)
        slots[1 + count + i] = PyTuple_GET_ITEM(values, i);
    return kr_call(f, slots, count, PyTuple_GET_SIZE(names) ? names : NULL);
}

WRAPPER(kr_method) /* x, name, argument, value of the keyword `key` */
{
    PyObject *x, *name, *a, *names, *value;
    TAKE("OOOO!O", &x, &name, &a, &PyTuple_Type, &names, &value);
    return kr_method(name, (PyObject *[]){NULL, x, a, value}, 2, names);
}

/* ---- errors ---------------------------------------------------------------------------------- */

WRAPPER(raise_check) /* one of the checks, with or without the GIL held */
{
    const char *what;
    int code;
    TAKE("si", &what, &code);
    PyThreadState *state = NULL;
    if (what[0] == 'n')
        state = PyEval_SaveThread();
    switch (what[1]) {
    case 'n': (void)(state ? kr_raise_none_nogil(code, "name") : kr_raise_none(code, "name")); break;
    case 'u': (void)(state ? kr_raise_unbound_nogil("x") : kr_raise_unbound("x")); break;
    case 't': (void)(state ? kr_raise_type_nogil(Py_None, "list", "xs") : kr_raise_type(Py_None, "list", NULL)); break;
    case 'i': (void)(state ? kr_raise_index_nogil(code, 1) : kr_raise_index(code, 1)); break;
    case 'z': (void)(state ? kr_raise_zero_nogil(code) : kr_raise_zero(code)); break;
    case 'o': (void)(state ? kr_raise_overflow_nogil() : kr_raise_overflow()); break;
    case 'v': (void)(state ? kr_raise_view_nogil() : kr_raise_view()); break;
    }
    if (state)
        PyEval_RestoreThread(state);
    return NULL;
}

/* try: body() except types: handler() finally: cleanup(); each callable or None */
WRAPPER(run_try)
{
    PyObject *body, *types, *handler, *cleanup, *value = NULL;
    KrExc exc_1 = KR_EXC_NONE, exc_2 = KR_EXC_NONE;
    int kr_line = 0;
    TAKE("OOOO", &body, &types, &handler, &cleanup);
    value = kr_call0(body);
    if (!value) KR_FAIL(1, except_1);
except_1:
    if (kr_line) {
        KR_CATCH(exc_1, "run_try", "probe.pyx");
        int match = kr_match(&exc_1, types);
        if (match < 0) KR_FAIL(2, uncatch_1);
        if (!match) KR_RAISE(kr_reraise(), -1, uncatch_1);
        value = kr_call1(handler, exc_1.value);
        if (!value) KR_FAIL(3, uncatch_1);
uncatch_1:
        kr_uncatch(&exc_1);
    }
    if (kr_line) KR_CATCH(exc_2, "run_try", "probe.pyx");
    if (cleanup != Py_None) {
        PyObject *ignored = kr_call0(cleanup);
        if (!ignored) KR_FAIL(4, resume_1);
        Py_DECREF(ignored);
    }
resume_1:
    kr_line = kr_resume(&exc_2, kr_line);
    if (kr_line) goto fail;
    return value;
fail:
    Py_CLEAR(value);
    kr_traceback("run_try", "probe.pyx", kr_line);
    return NULL;
}

WRAPPER(run_with) /* with manager: body() */
{
    PyObject *manager, *body, *exit = NULL, *enter = NULL, *value = NULL;
    PyObject *names[] = {PyUnicode_InternFromString("__enter__"), PyUnicode_InternFromString("__exit__")};
    KrExc exc_1 = KR_EXC_NONE;
    int kr_line = 0;
    TAKE("OO", &manager, &body);
    enter = kr_with_method(manager, names[0]);
    if (!enter) KR_FAIL(1, fail);
    exit = kr_with_method(manager, names[1]);
    if (!exit) KR_FAIL(1, fail);
    value = kr_found0(enter, manager);
    if (!value) KR_FAIL(1, fail);
    Py_DECREF(value);
    value = kr_call0(body);
    if (!value) KR_FAIL(2, except_1);
except_1:
    if (kr_line) {
        KR_CATCH(exc_1, "run_with", "probe.pyx");
        int swallow = kr_with_raised(exit, manager);
        if (swallow < 0) KR_FAIL(1, uncatch_1);
        if (!swallow) KR_RAISE(kr_reraise(), -1, uncatch_1);
        value = Py_NewRef(Py_None);
uncatch_1:
        kr_uncatch(&exc_1);
    }
fail:
    if (kr_line) Py_CLEAR(value);
    Py_XDECREF(enter);
    Py_XDECREF(exit);
    Py_XDECREF(names[0]);
    Py_XDECREF(names[1]);
    if (kr_line) kr_traceback("run_with", "probe.pyx", kr_line);
    return value;
}

WRAPPER(run_parallel) /* two exceptions leave a region: the first one is raised behind it */
{
    (void)args;
    KrPar par_1 = KR_PAR_NONE;
    PyThreadState *gil_1 = PyEval_SaveThread();
    {
        KR_PAR_ENTER();
        for (int i = 0; i < 2; i++) {
            if (i == 0 && KR_PAR_STOPPED(par_1)) continue;
            kr_raise_zero_nogil(i);
            kr_par_catch(&par_1, "run_parallel", "probe.pyx", 7);
        }
        KR_PAR_LEAVE();
    }
    PyEval_RestoreThread(gil_1);
    int kr_line = kr_par_raise(&par_1);
    if (kr_line != -1 || par_1.why != KR_PAR_ERROR || kr_par_raise(&par_1) != 0)
        PyErr_SetString(PyExc_AssertionError, "wrong state of the region");
    return NULL;
}

WRAPPER(kr_unraisable)
{
    PyObject *error;
    TAKE("O", &error);
    kr_raise(error);
    kr_unraisable("probe");
    return Py_NewRef(PyErr_Occurred() ? Py_False : Py_True);
}

WRAPPER(fault) /* number of the check to fail; what a function with three checks gives */
{
    long n;
    TAKE("l", &n);
    kr_fault_set(n);
    PyObject *a = NULL, *b = NULL;
    a = PyFloat_FromDouble(1.5);
    if (!a || kr_fault_hit() || kr_fault_hit()) goto fail;
    b = PyFloat_FromDouble(2.5);
    if (!b || kr_fault_hit()) goto fail;
    Py_DECREF(a);
    return b;
fail:
    Py_XDECREF(a);
    Py_XDECREF(b);
    return NULL;
}

WRAPPER(constants)
{
    (void)args;
    return Py_BuildValue("(OOOOOOOOOO)", M.c_str, M.c_bytes, M.c_int, M.c_negative, M.c_big, M.c_float, M.c_complex,
                         M.c_tuple, M.c_surrogate, M.c_none);
}

WRAPPER(KR_GLOBAL_GET) { PyObject *name; TAKE("O", &name); return KR_GLOBAL_GET(name); }
WRAPPER(KR_GLOBAL_DEL) { PyObject *name; TAKE("O", &name); return give_status(KR_GLOBAL_DEL(name)); }
WRAPPER(KR_IMPORT_NAME)
{
    PyObject *name, *fromlist;
    int level;
    TAKE("OOi", &name, &fromlist, &level);
    return KR_IMPORT_NAME(name, fromlist, level);
}
WRAPPER(KR_IMPORT_STAR) { PyObject *from; TAKE("O", &from); return give_status(KR_IMPORT_STAR(from)); }

/* ---- views ----------------------------------------------------------------------------------- */

typedef struct Point { char tag; double x; struct { short a, b; } pair; } Point;
static const KrField pair_fields[] = {{"a", 'i', 0, sizeof(short), "short", NULL, {0}},
                                      {"b", 'i', sizeof(short), sizeof(short), "short", NULL, {0}},
                                      {NULL, 0, 0, 0, NULL, NULL, {0}}};
static const KrField point_fields[] = {{"tag", 'c', 0, 1, "char", NULL, {0}},
                                       {"x", 'f', offsetof(Point, x), sizeof(double), "double", NULL, {0}},
                                       {"pair", 'T', offsetof(Point, pair), 2 * sizeof(short), "pair", pair_fields, {0}},
                                       {NULL, 0, 0, 0, NULL, NULL, {0}}};

static const KrViewSpec specs[] = {
    {'f', sizeof(double), 1, 0, 0, "double", NULL, NULL},     {'i', sizeof(int), 2, 1, 0, "int", NULL, NULL},
    {'u', 1, 1, 1, 'C', "unsigned char", NULL, NULL},         {'T', sizeof(Point), 1, 0, 0, "Point", point_fields, NULL},
    {'O', sizeof(PyObject *), 1, 1, 0, "object", NULL, NULL}, {'c', 1, 1, 0, 0, "char", NULL, NULL},
    {'i', sizeof(int), 2, 0, 'F', "int", NULL, NULL},         {'z', 2 * sizeof(double), 1, 0, 0, "double complex", NULL, NULL},
};

WRAPPER(view_open) /* object, number of the spec: (memoryview, base is the object, shape, strides, contiguous) */
{
    PyObject *object, *result = NULL;
    int which;
    KrView8 all = {0};
    TAKE("Oi", &object, &which);
    if (kr_view_open(&all, object, &specs[which]) < 0)
        return NULL;
    if (specs[which].ndim == 1) {
        KrView1 *v = (KrView1 *)(void *)&all, copy;
        kr_view_keep(&copy, v);
        kr_view_release(&copy);
        PyObject *base = kr_view_base(v);
        result = Py_BuildValue("(NONNi)", kr_view_object(v, &specs[which]), base == object ? Py_True : Py_False,
                               kr_view_tuple(v->shape, 1), kr_view_tuple(v->strides, 1), kr_view_is_c_contig(v));
        Py_DECREF(base);
    } else {
        KrView2 *v = (KrView2 *)(void *)&all;
        result = Py_BuildValue("(NNNi)", kr_view_object(v, &specs[which]), kr_view_tuple(v->shape, 2),
                               kr_view_tuple(v->strides, 2), kr_view_is_c_contig(v));
    }
    kr_view_release(&all);
    return result;
}

WRAPPER(check_format) /* format, size of an item, number of the spec */
{
    Py_buffer buffer = {0};
    int which;
    TAKE("sni", &buffer.format, &buffer.itemsize, &which);
    return give_status(kr_buffer_check(&buffer, &specs[which]));
}

/* The part of an int view of rank 2: axes as (kind, given, start, stop, step); a list of lists or of items. */
WRAPPER(view_slice)
{
    PyObject *object, *axes;
    KrView2 v;
    union { KrView1 one; KrView2 two; KrView3 three; } part = {{0}};
    KrAxis parts[4];
    TAKE("OO!", &object, &PyTuple_Type, &axes);
    int count = (int)PyTuple_GET_SIZE(axes), ndim = 2;
    for (int i = 0; i < count; i++) {
        KrAxis *p = &parts[i];
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(axes, i), "iinnn", &p->kind, &p->given, &p->start, &p->stop, &p->step))
            return NULL;
        ndim += (p->kind == KR_AXIS_NEW) - (p->kind == KR_AXIS_INDEX);
    }
    if (kr_view_open(&v, object, &specs[1]) < 0)
        return NULL;
    PyObject *result = NULL;
    PyThreadState *state = PyEval_SaveThread();
    int status = kr_view_slice(&part, &v, 2, parts, count);
    PyEval_RestoreThread(state);
    if (status == 0) {
        KrViewSpec spec = specs[1];
        spec.ndim = ndim;
        result = kr_view_object(&part, &spec);
        kr_view_release(&part);
    }
    kr_view_release(&v);
    return result;
}

WRAPPER(view_copy) /* to[...] = from, int views of rank 2 */
{
    PyObject *to, *from;
    KrView2 a, b;
    TAKE("OO", &to, &from);
    if (kr_view_open(&a, to, &specs[1]) < 0)
        return NULL;
    if (kr_view_open(&b, from, &specs[1]) < 0) {
        kr_view_release(&a);
        return NULL;
    }
    int status = kr_view_copy(&a, &b, 2, sizeof(int));
    kr_view_release(&a);
    kr_view_release(&b);
    return give_status(status);
}

WRAPPER(view_fill)
{
    PyObject *to;
    int value;
    KrView2 a;
    TAKE("Oi", &to, &value);
    if (kr_view_open(&a, to, &specs[1]) < 0)
        return NULL;
    int status = kr_view_fill(&a, &value, 2, sizeof(int));
    kr_view_release(&a);
    return give_status(status);
}

WRAPPER(objects) /* copies and fills memory that holds object references; the objects at the end */
{
    PyObject *a, *b, *cells[6];
    TAKE("OO", &a, &b);
    for (int i = 0; i < 6; i++)
        cells[i] = Py_NewRef(i < 3 ? a : b);
    KrView1 whole = {.data = (char *)cells, .shape = {6}, .strides = {sizeof(PyObject *)}, .suboffsets = {-1}};
    KrView1 low = {.data = (char *)cells, .shape = {3}, .strides = {sizeof(PyObject *)}, .suboffsets = {-1}};
    KrView1 back = {.data = (char *)&cells[4], .shape = {3}, .strides = {-(Py_ssize_t)sizeof(PyObject *)}, .suboffsets = {-1}};
    KrView1 first = {.data = (char *)cells, .shape = {1}, .strides = {sizeof(PyObject *)}, .suboffsets = {-1}};
    kr_view_copy_objects(&low, &back, 1);   /* b b a b b b */
    kr_view_fill_objects(&first, a, 1);     /* a b a b b b */
    PyObject *list = PyList_New(0);
    for (int i = 0; i < 6; i++)
        kr_list_append(list, cells[i]);
    kr_view_copy_objects(&whole, &first, 1);
    for (int i = 0; i < 6; i++)
        Py_DECREF(cells[i]);
    return list;
}

static PyObject *plain_o(PyObject *Py_UNUSED(self), PyObject *x)
{
    return Py_NewRef(x);
}

static PyObject *plain_none(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return Py_NewRef(Py_None);
}

static PyObject *again(PyObject *Py_UNUSED(self), PyObject *module) /* without end */
{
    return PyObject_CallMethod(module, "again", "O", module);
}

static const KrParams plain_o_params = {"plain_o", 1, 1, 0, 1, 0, five_names};
static const KrFuncDef functions[] = {
    KR_DEF_O(plain_o, "plain_o", "plain_o", NULL, &plain_o_params, {"rt.py", 1, 0, "", "", ""}),
    KR_DEF_NOARGS(plain_none, "plain_none", "plain_none", "Gives None.", NULL, {"rt.py", 2, 0, "", "", ""}),
    KR_DEF_O(again, "again", "again", NULL, &plain_o_params, {"rt.py", 3, 0, "", "", ""}),
};

static PyMethodDef methods[] = {
#undef PROBE_O
#undef PROBE_OO
#undef PROBE_OOO
#undef PROBE_ON
#undef PROBE_ONN
#undef PROBE_ONO
#undef PROBE_ONNO
#undef PROBE_OL
#undef PROBE_LO
#undef PROBE_OD
#undef PROBE_DO
#undef PROBE_D
#undef PROBE_DD
#undef PROBE_L
#undef PROBE_U
#undef PROBE_LL
#undef PROBE_LLL
#undef PROBE_S
#undef PROBE_TT
#undef PROBE_OT
#define ROW(f) {#f, probe_##f, METH_VARARGS, NULL},
#define PROBE_O(give, f) ROW(f)
#define PROBE_OO(give, f) ROW(f)
#define PROBE_OOO(give, f) ROW(f)
#define PROBE_ON(give, f) ROW(f)
#define PROBE_ONN(give, f) ROW(f)
#define PROBE_ONO(give, f) ROW(f)
#define PROBE_ONNO(give, f) ROW(f)
#define PROBE_OL(give, f) ROW(f)
#define PROBE_LO(give, f) ROW(f)
#define PROBE_OD(give, f) ROW(f)
#define PROBE_DO(give, f) ROW(f)
#define PROBE_D(give, f) ROW(f)
#define PROBE_DD(give, f) ROW(f)
#define PROBE_L(give, f) ROW(f)
#define PROBE_U(give, f) ROW(f)
#define PROBE_LL(give, f) ROW(f)
#define PROBE_LLL(give, f) ROW(f)
#define PROBE_S(give, f) ROW(f)
#define PROBE_TT(give, f, T) ROW(f)
#define PROBE_OT(f, T) ROW(f)
#include "rt_probe.def"
    ROW(kr_list_of) ROW(kr_tuple_of) ROW(kr_dict_of) ROW(kr_str_char)
        ROW(kr_bytes_of_cstr) ROW(kr_unbox_cstr)
            ROW(box_integers) ROW(kr_call)
                ROW(kr_method) ROW(raise_check) ROW(run_try) ROW(run_with) ROW(run_parallel)
                    ROW(kr_unraisable) ROW(fault) ROW(constants) ROW(KR_GLOBAL_GET)
                        ROW(KR_GLOBAL_DEL) ROW(KR_IMPORT_NAME) ROW(KR_IMPORT_STAR) ROW(view_open)
                            ROW(check_format) ROW(view_slice) ROW(view_copy) ROW(view_fill)
                                ROW(objects)
#define DEF_ROW(f) {#f, (PyCFunction)(void (*)(void))f, METH_FASTCALL | METH_KEYWORDS, NULL},
                                    DEF_ROW(strict) DEF_ROW(loose) DEF_ROW(three) DEF_ROW(optional)
                                        DEF_ROW(only){NULL, NULL, 0, NULL},
};

static PyObject *const *const inner_items[] = {&M.c_int, &M.c_str};
static PyObject *const *const outer_items[] = {&M.c_inner, &M.c_float};
static const KrConst consts[] = {
    {KR_CONST_NAME, &M.n_a, "a", 1, 0},
    {KR_CONST_NAME, &M.n_b, "b", 1, 0},
    {KR_CONST_NAME, &M.n_c, "c", 1, 0},
    {KR_CONST_NAME, &M.n_d, "d", 1, 0},
    {KR_CONST_NAME, &M.n_e, "e", 1, 0},
    {KR_CONST_STR, &M.c_str, "a\0\303\251", 4, 0},
    {KR_CONST_BYTES, &M.c_bytes, "\0\377", 2, 0},
    {KR_CONST_INT, &M.c_int, "0x1f", 4, 0},
    {KR_CONST_INT, &M.c_negative, "-12", 3, 0},
    {KR_CONST_INT, &M.c_big, "0x123456789abcdef0123456789", 27, 0},
    {KR_CONST_FLOAT, &M.c_float, NULL, 0, 0.1},
    {KR_CONST_COMPLEX, &M.c_complex, NULL, 0, 2.5},
    {KR_CONST_TUPLE, &M.c_inner, inner_items, 2, 0},
    {KR_CONST_TUPLE, &M.c_tuple, outer_items, 2, 0},
    {KR_CONST_STR, &M.c_surrogate, "\355\240\200", 3, 0},
    {KR_CONST_OBJECT, &M.c_none, Py_None, 0, 0},
};

static int module_exec(PyObject *module)
{
    if (kr_module_begin(KR_MODULE, module, consts, sizeof consts / sizeof consts[0]) < 0)
        return -1;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        PyObject *function = kr_func_new(KR_MODULE, &functions[i]);
        int status = function ? PyDict_SetItemString(M.module.dict, functions[i].qualname, function) : -1;
        Py_XDECREF(function);
        if (status < 0)
            return -1;
    }
    return 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)module_exec}, {0, NULL}};
static PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT, "rt_probe", NULL, 0, methods, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_rt_probe(void)
{
    return PyModuleDef_Init(&module_def);
}
