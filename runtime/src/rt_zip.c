/* rt_zip.c: loops over zip(): the iterators inside of a zip object, to be advanced without a tuple for each round.
 *
 * `for a, b in zip(x, y)` asks iterators for their next items in turn: those of x and y, which the zip object holds.
 * When the name `zip` stands for something else, what it gave is taken apart by a `krait.parts` object: it has the
 * items of the tuples, one after the other, and stands in the places of all iterators.
 */
#include "kr/iter.h"
#include "kr/list.h"
#include "kr/tuple.h"

/* The head of CPython's zip objects, the same from 3.9 to 3.14. */
typedef struct ZipHead {
    PyObject_HEAD
    Py_ssize_t count;
    PyObject *iterators;
} ZipHead;

typedef struct Parts {
    PyObject_HEAD
    PyObject *source; /* iterator of what has `count` items each */
    PyObject *items;  /* tuple of those of this round; NULL: none is left */
    Py_ssize_t count, index;
} Parts;

static PyObject *next_part(PyObject *object)
{
    Parts *self = (Parts *)object;
    if (!self->items || self->index == self->count) {
        PyObject *item = kr_next(self->source);
        PyObject *items = item ? kr_unpack_take1(item, self->count) : NULL;
        self->index = 0;
        KR_REPLACE(self->items, items);
        if (!items)
            return NULL;
    }
    return kr_tuple_part(self->items, self->index++);
}

static int visit_parts(PyObject *object, visitproc visit, void *arg)
{
    Parts *self = (Parts *)object;
    Py_VISIT(self->source);
    Py_VISIT(self->items);
    return 0;
}

static void free_parts(PyObject *object)
{
    Parts *self = (Parts *)object;
    PyObject_GC_UnTrack(object);
    Py_XDECREF(self->source);
    Py_XDECREF(self->items);
    PyObject_GC_Del(object);
}

static PyTypeObject parts_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.parts",
    .tp_basicsize = sizeof(Parts),
    .tp_dealloc = free_parts,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_parts,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_part,
};

static PyObject *make_parts(PyObject *zip, Py_ssize_t count)
{
    if (!(parts_type.tp_flags & Py_TPFLAGS_READY) && PyType_Ready(&parts_type) < 0)
        return NULL;
    PyObject *source = PyObject_GetIter(zip);
    Parts *self = source ? PyObject_GC_New(Parts, &parts_type) : NULL;
    if (!self) {
        Py_XDECREF(source);
        return NULL;
    }
    self->source = source;
    self->items = NULL;
    self->count = count;
    self->index = 0;
    PyObject_GC_Track((PyObject *)self);
    return (PyObject *)self;
}

PyObject *kr_zip_parts(PyObject *zip, Py_ssize_t count)
{
    const ZipHead *head = (const ZipHead *)zip;
    if (Py_IS_TYPE(zip, &PyZip_Type) && head->count == count && Py_REFCNT(zip) == 1)
        return Py_NewRef(head->iterators);
    PyObject *parts = make_parts(zip, count);
    PyObject *tuple = parts ? PyTuple_New(count) : NULL;
    for (Py_ssize_t i = 0; tuple && i < count; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(parts));
    Py_XDECREF(parts);
    return tuple;
}
