/* rt_builtin.c: builtin functions over objects; see kr/builtin.h. */
#include "kr/builtin.h"
#include "kr/call.h"
#include "kr/iter.h"
#include "kr/num.h"

/* ---- print ----------------------------------------------------------------------------------- */

static int write_item(PyObject *file, PyObject *item, const char *before)
{
    if (*before && PyFile_WriteString(before, file) < 0)
        return -1;
    return PyFile_WriteObject(item, file, Py_PRINT_RAW);
}

int kr_print(Py_ssize_t count, PyObject *const *items)
{
    PyObject *file = kr_sys_find("stdout");
    if (!file) {
        PyErr_SetString(PyExc_RuntimeError, "lost sys.stdout");
        return -1;
    }
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < count && file != Py_None; i++)
        status = write_item(file, items[i], i ? " " : "");
    if (status == 0 && file != Py_None)
        status = PyFile_WriteString("\n", file);
    Py_DECREF(file);
    return status;
}

/* ---- conversions ----------------------------------------------------------------------------- */

PyObject *kr_int_of(PyObject *x)
{
    return PyLong_CheckExact(x) ? Py_NewRef(x) : PyNumber_Long(x);
}

double kr_float_of_f64(PyObject *x)
{
    if (PyFloat_CheckExact(x))
        return PyFloat_AS_DOUBLE(x);
    PyObject *number = PyNumber_Float(x);
    double value = number ? PyFloat_AS_DOUBLE(number) : -1;
    Py_XDECREF(number);
    return value;
}

/* ---- min, max, sum, any, all ----------------------------------------------------------------- */

static int is_less(PyObject *a, PyObject *b, int code)
{
    PyObject *result = PyObject_RichCompare(a, b, code);
    int truth = result ? kr_truth(result) : -1;
    Py_XDECREF(result);
    return truth;
}

/* b when it compares less (or greater), else a: new reference. */
static PyObject *choose(PyObject *a, PyObject *b, int code)
{
    int better = is_less(b, a, code);
    return better < 0 ? NULL : Py_NewRef(better ? b : a);
}

PyObject *kr_min_two(PyObject *a, PyObject *b)
{
    int better = kr_lt_bool(b, a);
    return better < 0 ? NULL : Py_NewRef(better ? b : a);
}

PyObject *kr_max_two(PyObject *a, PyObject *b)
{
    int better = kr_gt_bool(b, a);
    return better < 0 ? NULL : Py_NewRef(better ? b : a);
}

static PyObject *choose_of(PyObject *items, int code, const char *empty)
{
    PyObject *iterator = PyObject_GetIter(items), *item, *best = NULL;
    if (!iterator)
        return NULL;
    while ((item = kr_next(iterator)) != NULL) {
        PyObject *better = best ? choose(best, item, code) : Py_NewRef(item);
        Py_DECREF(item);
        Py_XDECREF(best);
        best = better;
        if (!best)
            break;
    }
    Py_DECREF(iterator);
    if (PyErr_Occurred())
        Py_CLEAR(best);
    else if (!best)
        PyErr_SetString(PyExc_ValueError, empty);
    return best;
}

PyObject *kr_min_of(PyObject *items)
{
    return choose_of(items, Py_LT, KR_EMPTY_TEXT("min"));
}

PyObject *kr_max_of(PyObject *items)
{
    return choose_of(items, Py_GT, KR_EMPTY_TEXT("max"));
}

PyObject *kr_sum(PyObject *items)
{
    /* the interpreter's own: its float summation differs between versions */
    PyObject *sum = kr_builtin_find("sum");
    if (!sum) {
        PyErr_SetString(PyExc_NameError, "name 'sum' is not defined");
        return NULL;
    }
    PyObject *result = kr_call1(sum, items);
    Py_DECREF(sum);
    return result;
}

/* Is there an item whose truth is `wanted`? -1, 0, 1 */
static int find_truth(PyObject *items, int wanted)
{
    PyObject *iterator = PyObject_GetIter(items), *item;
    if (!iterator)
        return -1;
    int found = 0;
    while (!found && (item = kr_next(iterator)) != NULL) {
        int truth = kr_truth(item);
        Py_DECREF(item);
        found = truth < 0 ? -1 : truth == wanted;
    }
    Py_DECREF(iterator);
    return found == 0 && PyErr_Occurred() ? -1 : found;
}

int kr_any(PyObject *items)
{
    return find_truth(items, 1);
}

int kr_all(PyObject *items)
{
    int found = find_truth(items, 0);
    return found < 0 ? -1 : !found;
}

PyObject *kr_next_of(PyObject *iterator, PyObject *otherwise, int unquoted)
{
    if (!PyIter_Check(iterator)) {
        PyErr_Format(PyExc_TypeError, unquoted ? "%.200s object is not an iterator" : "'%.200s' object is not an iterator",
                     Py_TYPE(iterator)->tp_name);
        return NULL;
    }
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (item)
        return item;
    if (PyErr_Occurred() && (!otherwise || !PyErr_ExceptionMatches(PyExc_StopIteration)))
        return NULL;
    if (otherwise) {
        PyErr_Clear();
        return Py_NewRef(otherwise);
    }
    PyErr_SetNone(PyExc_StopIteration);
    return NULL;
}
