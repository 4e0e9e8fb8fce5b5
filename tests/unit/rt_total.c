/* rt_total.c: an example of generated C, written by hand after docs/design/generated-c.md; tests/api/test_runtime.py
 * compiles it with every C compiler at hand, against both faces of the runtime, and calls it.
 *
 * The source it stands for:
 *
 *     def total(list xs, double start=0, *, bint again=False):
 *         cdef double s = start
 *         for x in xs: s += x
 *         try: return s
 *         except ZeroDivisionError: ...
 *     def ratio(long a, long b): ...            # floor division, try/except/finally
 *     def norm(double[:] v): ...                # a typed memoryview without the GIL
 */
#ifndef KR_PRELUDE
#include "kr/args.h"
#include "kr/core.h"
#include "kr/func.h"
#include "kr/list.h"
#include "kr/name.h"
#include "kr/num.h"
#include "kr/object.h"
#include "kr/tuple.h"
#include "kr/view.h"
#endif

static struct {
    KrModule module;
    PyObject *n_xs, *n_start, *n_again, *n_a, *n_b, *n_v, *n_total, *n_ratio, *n_norm, *n_ZeroDivisionError;
    PyObject *s_zero, *t_pair;
} M;
#define KR_MODULE (&M.module)
#define KR_GLOBALS (M.module.dict)

/* total.pyx:1: def total(list xs, double start=0, *, bint again=False) */
static PyObject *const *const total_names[] = {&M.n_xs, &M.n_start, &M.n_again};
static const KrParams total_params = {"total", 3, 0, 1, 1, 0, total_names};

static PyObject *
total(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *result = NULL;
    PyObject *x = NULL;
    int kr_line = 0;

    PyObject *slots[3];
    args = KR_ARGS(&total_params, args, nargs, kwnames, slots);
    if (!args) return NULL;
    PyObject *xs = args[0];
    if (KR_NOT_TYPE(xs, PyList_Type)) KR_RAISE(kr_raise_type(xs, "list", "xs"), 1, fail);
    double s = 0.0;
    int again = 0;
    if (args[1]) {
        s = kr_unbox_f64(args[1]);
        if (KR_F64_FAILED(s)) KR_FAIL(1, fail);
    }
    if (args[2]) {
        again = kr_truth(args[2]);
        if (again < 0) KR_FAIL(1, fail);
    }

    if (xs == Py_None) KR_RAISE(kr_raise_none(KR_NONE_ITER, NULL), 3, fail);
    for (;;) {
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(xs); i++) {  /* 3: for x in xs: */
            KR_REPLACE(x, kr_list_at(xs, i));
            s = kr_add_f64_obj(s, x);                           /* 4: s += x */
            if (KR_F64_FAILED(s)) KR_FAIL(4, fail);
        }
        if (!again) break;
        again = 0;
    }

    result = PyFloat_FromDouble(s);                             /* 5: return s */
    if (!result) KR_FAIL(5, fail);
    goto done;

fail:
    kr_traceback("total", "total.pyx", kr_line);
done:
    Py_XDECREF(x);
    return result;
}

/* total.pyx:8: def ratio(long a, long b) */
static PyObject *const *const ratio_names[] = {&M.n_a, &M.n_b};
static const KrParams ratio_params = {"ratio", 2, 0, 0, 3, 0, ratio_names};

static PyObject *
ratio(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *result = NULL;
    PyObject *type = NULL;
    KrExc exc_1 = KR_EXC_NONE;
    KrExc exc_2 = KR_EXC_NONE;
    int kr_line = 0;
    int why = 0;

    PyObject *slots[2];
    args = KR_ARGS(&ratio_params, args, nargs, kwnames, slots);
    if (!args) return NULL;
    long a = kr_unbox_long(args[0]);
    if (KR_FAILED(a, long)) KR_FAIL(8, fail);
    long b = kr_unbox_long(args[1]);
    if (KR_FAILED(b, long)) KR_FAIL(8, fail);

    {                                                           /* 9: try: (finally) */
        {                                                       /* 10: try: */
            if (b == 0) KR_RAISE(kr_raise_zero(KR_ZERO_INT_DIV), 11, except_1);
            if (KR_OVERFLOWS_DIV(long, a, b)) KR_RAISE(kr_raise_overflow(), 11, except_1);
            result = PyLong_FromLong(kr_floordiv_long(a, b));   /* 11: return a // b */
            if (!result) KR_FAIL(11, except_1);
            why = 1; goto finally_1;
        }
except_1:
        if (kr_line) {
            KR_CATCH(exc_1, "ratio", "total.pyx");
            type = KR_GLOBAL_GET(M.n_ZeroDivisionError);        /* 12: except ZeroDivisionError: */
            if (!type) KR_FAIL(12, uncatch_1);
            int match = kr_match(&exc_1, type);
            if (match < 0) KR_FAIL(12, uncatch_1);
            if (!match) KR_RAISE(kr_reraise(), -1, uncatch_1);
            result = Py_NewRef(M.s_zero);                       /* 13: return "zero" */
            why = 1;
uncatch_1:
            kr_uncatch(&exc_1);
        }
        if (kr_line) goto finally_1;
    }
finally_1:
    if (kr_line) KR_CATCH(exc_2, "ratio", "total.pyx");
    if (a == 13) KR_RAISE(kr_raise(PyExc_KeyError), 15, resume_1);  /* 15: if a == 13: raise KeyError */
resume_1:
    kr_line = kr_resume(&exc_2, kr_line);
    if (kr_line) goto fail;
    if (why == 1) goto done;

fail:
    Py_CLEAR(result);
    kr_traceback("ratio", "total.pyx", kr_line);
done:
    Py_XDECREF(type);
    return result;
}

/* total.pyx:20: cdef double sum_view(double[:] v) nogil */
static double
sum_view(KrView1 *v, int *kr_failed)
{
    double result = 0.0;
    int kr_line = 0;

    char *v_data = v->data;
    Py_ssize_t v_shape0 = v->shape[0], v_stride0 = v->strides[0];
    for (Py_ssize_t i = -1; i < v_shape0 - 1; i++) {
        Py_ssize_t at = KR_WRAP(i, v_shape0);
        if (KR_OUTSIDE(at, v_shape0)) KR_RAISE(kr_raise_index_nogil(KR_INDEX_VIEW, 0), 22, fail);
        result += *(double *)(v_data + at * v_stride0);
    }
    if (result < 0) KR_RAISE(kr_raise_index_nogil(KR_INDEX_VIEW, 0), 23, fail);
    return result;

fail:
    kr_traceback_nogil("sum_view", "total.pyx", kr_line);
    *kr_failed = 1;
    return -1;
}

/* total.pyx:26: def norm(double[:] v) */
static PyObject *const *const norm_names[] = {&M.n_v};
static const KrParams norm_params = {"norm", 1, 0, 0, 1, 0, norm_names};
static const KrViewSpec norm_v_spec = {'f', sizeof(double), 1, 0, 0, "double", NULL, NULL};

static PyObject *
norm(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *result = NULL;
    KrView1 v = {0}, half = {0};
    int kr_line = 0, kr_failed = 0;

    PyObject *slots[1];
    args = KR_ARGS(&norm_params, args, nargs, kwnames, slots);
    if (!args) return NULL;
    if (kr_view_open(&v, args[0], &norm_v_spec) < 0) KR_FAIL(26, fail);
    if (!KR_VIEW_IS_SET(v)) KR_RAISE(kr_raise_view(), 27, fail);
    static const KrAxis axes[] = {{KR_AXIS_SLICE, KR_AXIS_STEP, 0, 0, 2}};
    if (kr_view_slice(&half, &v, 1, axes, 1) < 0) KR_FAIL(27, fail);
    PyThreadState *gil_1 = PyEval_SaveThread();
    double all = sum_view(&v, &kr_failed);
    double even = kr_failed ? 0.0 : sum_view(&half, &kr_failed);
    PyEval_RestoreThread(gil_1);
    if (kr_failed) KR_FAIL(28, fail);
    result = kr_tuple_of(2, (PyObject *[]){PyFloat_FromDouble(all), PyFloat_FromDouble(even)});
    if (!result) KR_FAIL(29, fail);
    goto done;

fail:
    kr_traceback("norm", "total.pyx", kr_line);
done:
    kr_view_release(&half);
    kr_view_release(&v);
    return result;
}

static PyObject *const *const t_pair[] = {&M.n_a, &M.s_zero};
static const KrConst consts[] = {
    {KR_CONST_NAME, &M.n_xs, "xs", 2, 0},
    {KR_CONST_NAME, &M.n_start, "start", 5, 0},
    {KR_CONST_NAME, &M.n_again, "again", 5, 0},
    {KR_CONST_NAME, &M.n_a, "a", 1, 0},
    {KR_CONST_NAME, &M.n_b, "b", 1, 0},
    {KR_CONST_NAME, &M.n_v, "v", 1, 0},
    {KR_CONST_NAME, &M.n_total, "total", 5, 0},
    {KR_CONST_NAME, &M.n_ratio, "ratio", 5, 0},
    {KR_CONST_NAME, &M.n_norm, "norm", 4, 0},
    {KR_CONST_NAME, &M.n_ZeroDivisionError, "ZeroDivisionError", 17, 0},
    {KR_CONST_STR, &M.s_zero, "zero", 4, 0},
    {KR_CONST_TUPLE, &M.t_pair, t_pair, 2, 0},
};

static const KrFuncDef total_def =
    KR_DEF_FAST(total, "total", "total", NULL, &total_params, {"total.pyx", 1, 0, "", "", ""});
static const KrFuncDef ratio_def =
    KR_DEF_FAST(ratio, "ratio", "ratio", NULL, &ratio_params, {"total.pyx", 1, 0, "", "", ""});
static const KrFuncDef norm_def =
    KR_DEF_FAST(norm, "norm", "norm", NULL, &norm_params, {"total.pyx", 1, 0, "", "", ""});

static int
add_function(PyObject *name, const KrFuncDef *def)
{
    PyObject *func = kr_func_new(KR_MODULE, def);
    int status = func ? KR_GLOBAL_SET(name, func) : -1;
    Py_XDECREF(func);
    return status;
}

static int
module_exec(PyObject *module)
{
    int kr_line = 0;
    if (kr_module_begin(KR_MODULE, module, consts, sizeof consts / sizeof consts[0]) < 0) return -1;
    if (add_function(M.n_total, &total_def) < 0) KR_FAIL(1, fail);
    if (add_function(M.n_ratio, &ratio_def) < 0) KR_FAIL(8, fail);
    if (add_function(M.n_norm, &norm_def) < 0) KR_FAIL(26, fail);
    return 0;

fail:
    kr_traceback("<module>", "total.pyx", kr_line);
    return -1;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)module_exec}, {0, NULL}};
static PyModuleDef module_def = {PyModuleDef_HEAD_INIT, "total", NULL, 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC
PyInit_total(void)
{
    return PyModuleDef_Init(&module_def);
}
