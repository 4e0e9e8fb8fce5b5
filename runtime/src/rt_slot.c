/* rt_slot.c: functions of type slots that combine several special methods of an extension type; see kr/cclass.h.
 *
 * CPython calls a binary slot with the operands in source order, whichever of them is of the type; __add__ is called on
 * the left one, __radd__ on the right one. Source: C API reference, "Number Object Structures"; language reference,
 * "Emulating numeric types".
 */
#include "kr/cclass.h"
#include "rt_cclass.h"

/* ---- numbers --------------------------------------------------------------------------------- */

typedef void (*Function)(void);

static Function number_slot(PyTypeObject *type, int slot)
{
    if (!type->tp_as_number)
        return NULL;
    return *(Function *)(void *)((char *)type->tp_as_number + kr_slot_place(slot));
}

/* Is `x` an instance of the class whose slot this is, so that its method may be called on it? */
static int is_of(PyObject *x, PyObject *type)
{
    return Py_TYPE(x) == (PyTypeObject *)type || PyType_IsSubtype(Py_TYPE(x), (PyTypeObject *)type);
}

static PyObject *not_implemented(void)
{
    return Py_NewRef(Py_NotImplemented);
}

PyObject *kr_slot_binary(PyObject *left, PyObject *right, PyObject *type, int slot, KrBinary self,
                         KrBinary forward, KrBinary reverse)
{
    KrBinary base = (KrBinary)number_slot(((PyTypeObject *)type)->tp_base, slot);
    int is_right = is_of(right, type);
    if (is_of(left, type)) {
        PyObject *result = forward                ? forward(left, right)
                           : base && base != self ? base(left, right)
                                                  : not_implemented();
        if (result != Py_NotImplemented)
            return result;
        Py_DECREF(result);
        is_right = is_right && Py_TYPE(left) != Py_TYPE(right);
    }
    if (is_right && reverse)
        return reverse(right, left);
    if (is_right && base && base != self)
        return base(left, right);
    return not_implemented();
}

PyObject *kr_slot_power(PyObject *left, PyObject *right, PyObject *modulo, PyObject *type,
                        KrTernary self, KrTernary forward, KrTernary reverse)
{
    KrTernary base = (KrTernary)number_slot(((PyTypeObject *)type)->tp_base, Py_nb_power);
    int is_right = is_of(right, type);
    if (is_of(left, type)) {
        PyObject *result = forward                ? forward(left, right, modulo)
                           : base && base != self ? base(left, right, modulo)
                                                  : not_implemented();
        if (result != Py_NotImplemented)
            return result;
        Py_DECREF(result);
        is_right = is_right && Py_TYPE(left) != Py_TYPE(right);
    }
    if (is_right && reverse)
        return reverse(right, left, modulo);
    if (is_right && base && base != self)
        return base(left, right, modulo);
    return not_implemented();
}

PyObject *kr_slot_refuse(const char *text)
{
    PyErr_Format(PyExc_TypeError, "%s() takes 3 arguments but 2 were given", text);
    return NULL;
}

/* ---- items ----------------------------------------------------------------------------------- */

static int fail_items(PyObject *self, PyObject *value)
{
    PyErr_Format(PyExc_NotImplementedError,
                 value ? "Subscript assignment not supported by %.200s"
                       : "Subscript deletion not supported by %.200s",
                 Py_TYPE(self)->tp_name);
    return -1;
}

/* By the slot of a base that is a sequence. */
static int set_by_index(PyObject *self, PyObject *key, PyObject *value, ssizeobjargproc set)
{
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return index == -1 && PyErr_Occurred() ? -1 : set(self, index, value);
}

int kr_slot_setitem(PyObject *self, PyObject *key, PyObject *value, PyObject *type, KrStatus3 set,
                    KrStatus2 del)
{
    PyMappingMethods *base = ((PyTypeObject *)type)->tp_base->tp_as_mapping;
    if (value && set)
        return set(self, key, value);
    if (!value && del)
        return del(self, key);
    PySequenceMethods *sequence = ((PyTypeObject *)type)->tp_base->tp_as_sequence;
    if (base && base->mp_ass_subscript)
        return base->mp_ass_subscript(self, key, value);
    return sequence && sequence->sq_ass_item ? set_by_index(self, key, value, sequence->sq_ass_item)
                                             : fail_items(self, value);
}

PyObject *kr_slot_item(PyObject *self, Py_ssize_t index)
{
    PyObject *key = PyLong_FromSsize_t(index);
    PyObject *item = key ? Py_TYPE(self)->tp_as_mapping->mp_subscript(self, key) : NULL;
    Py_XDECREF(key);
    return item;
}

int kr_slot_ass_item(PyObject *self, Py_ssize_t index, PyObject *value)
{
    PyObject *key = PyLong_FromSsize_t(index);
    int status = key ? Py_TYPE(self)->tp_as_mapping->mp_ass_subscript(self, key, value) : -1;
    Py_XDECREF(key);
    return status;
}

PyObject *kr_slot_index(PyObject *self, Py_ssize_t index, KrBinary get)
{
    PyObject *key = PyLong_FromSsize_t(index);
    PyObject *item = key ? get(self, key) : NULL;
    Py_XDECREF(key);
    return item;
}

int kr_slot_ass_index(PyObject *self, Py_ssize_t index, PyObject *value, PyObject *type, KrStatus3 set, KrStatus2 del)
{
    PyObject *key = PyLong_FromSsize_t(index);
    int status = key ? kr_slot_setitem(self, key, value, type, set, del) : -1;
    Py_XDECREF(key);
    return status;
}

/* ---- attributes ------------------------------------------------------------------------------ */

int kr_slot_setattr(PyObject *self, PyObject *key, PyObject *value, PyObject *type, KrStatus3 set,
                    KrStatus2 del)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    if (value && set)
        return set(self, key, value);
    if (!value && del)
        return del(self, key);
    return base->tp_setattro ? base->tp_setattro(self, key, value)
                             : PyObject_GenericSetAttr(self, key, value);
}

PyObject *kr_slot_getattr(PyObject *self, PyObject *name, PyObject *type, KrBinary first,
                          KrBinary second)
{
    PyTypeObject *base = ((PyTypeObject *)type)->tp_base;
    PyObject *value = first               ? first(self, name)
                      : base->tp_getattro ? base->tp_getattro(self, name)
                                          : PyObject_GenericGetAttr(self, name);
    if (value || !second || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return value;
    PyErr_Clear();
    return second(self, name);
}

int kr_slot_descr_set(PyObject *self, PyObject *object, PyObject *value, PyObject *type,
                      KrStatus3 set, KrStatus2 del)
{
    descrsetfunc base = ((PyTypeObject *)type)->tp_base->tp_descr_set;
    if (value && set)
        return set(self, object, value);
    if (!value && del)
        return del(self, object);
    if (base)
        return base(self, object, value);
    PyErr_SetString(PyExc_NotImplementedError, value ? "__set__" : "__delete__");
    return -1;
}

/* ---- comparisons ----------------------------------------------------------------------------- */

static PyObject *inverted(PyObject *result)
{
    if (!result || result == Py_NotImplemented)
        return result;
    int truth = PyObject_IsTrue(result);
    Py_DECREF(result);
    return truth < 0 ? NULL : PyBool_FromLong(!truth);
}

/* The result of `op` from that of another order and, where they differ, from equality; functools.total_ordering. */
static PyObject *derived_order(PyObject *self, PyObject *other, int op, const KrBinary *methods)
{
    static const int sources[] = {Py_LT, Py_LE, Py_GT, Py_GE};
    int from = -1;
    for (int i = 0; i < 4 && from < 0; i++)
        if (methods[sources[i]])
            from = sources[i];
    if (from < 0 || op == Py_EQ || op == Py_NE)
        return not_implemented();
    PyObject *result = methods[from](self, other);
    int truth = result && result != Py_NotImplemented ? PyObject_IsTrue(result) : -1;
    if (truth < 0)
        return result && result != Py_NotImplemented ? (Py_DECREF(result), NULL) : result;
    Py_DECREF(result);
    int from_less = from == Py_LT || from == Py_LE, to_less = op == Py_LT || op == Py_LE;
    int from_equal = from == Py_LE || from == Py_GE, to_equal = op == Py_LE || op == Py_GE;
    int answer = from_less == to_less ? truth : !truth;
    int covers_equal = from_less == to_less ? from_equal : !from_equal;
    if (covers_equal == to_equal || answer == to_equal)
        return PyBool_FromLong(answer);
    PyObject *equal = methods[Py_EQ]   ? methods[Py_EQ](self, other)
                      : methods[Py_NE] ? inverted(methods[Py_NE](self, other))
                                       : PyBool_FromLong(self == other);
    int same = equal && equal != Py_NotImplemented ? PyObject_IsTrue(equal) : -1;
    if (same < 0)
        return equal && equal != Py_NotImplemented ? (Py_DECREF(equal), NULL) : equal;
    Py_DECREF(equal);
    return PyBool_FromLong(to_equal ? answer || same : answer && !same);
}

PyObject *kr_slot_compare(PyObject *self, PyObject *other, int op, PyObject *type,
                          const KrBinary *methods, int total)
{
    if (KR_LIKELY(methods[op] != NULL))
        return methods[op](self, other);
    richcmpfunc base = ((PyTypeObject *)type)->tp_base->tp_richcompare;
    int is_foreign = base && base != PyBaseObject_Type.tp_richcompare && kr_class_root(type) != &PyBaseObject_Type;
    if (op == Py_NE && methods[Py_EQ] && !is_foreign)
        return inverted(methods[Py_EQ](self, other));
    if (total && op != Py_EQ && op != Py_NE)
        return derived_order(self, other, op, methods);
    return base ? base(self, other, op) : not_implemented();
}
