/* rt_view_object.c: views as Python objects: what a typed memoryview becomes, and cython.view.memoryview; see
 * kr/view.h. Texts of errors are Cython's.
 *
 * A view object is a window of its own on a counted buffer. Subscripts give items or further view objects; all else is
 * as typed memoryviews have it: T, base, copy(), is_c_contig()...
 */
#include "kr/array.h"
#include "rt_view.h"
#include <string.h>
#include <structmember.h>

typedef struct ViewObject {
    PyObject_HEAD
    KrBuffer *owner;
    const KrViewSpec *spec; /* how items are converted; NULL: by format */
    const char *format;
    int ndim, readonly;
    Py_ssize_t itemsize;
    Py_ssize_t words[2 + 3 * KR_VIEW_MAX_DIMS]; /* a KrView of its rank */
    PyObject *weakrefs;
} ViewObject;

#define SELF ((ViewObject *)object)

static PyTypeObject view_type;

/* A collections.abc.Sequence, with its methods, where that module is to be had. */
static int make_sequence(PyTypeObject *type)
{
    static const char *const names[] = {"count", "index", NULL};
#ifdef Py_TPFLAGS_SEQUENCE
    type->tp_flags |= Py_TPFLAGS_SEQUENCE;
#endif
    if (PyType_Ready(type) < 0)
        return -1;
    PyObject *module = PyImport_ImportModule("collections.abc");
    PyObject *sequence = module ? PyObject_GetAttrString(module, "Sequence") : NULL;
    PyObject *done = sequence ? PyObject_CallMethod(sequence, "register", "O", type) : NULL;
    for (int i = 0; done && names[i]; i++) {
        PyObject *method = PyObject_GetAttrString(sequence, names[i]);
        if (method)
            PyDict_SetItemString(type->tp_dict, names[i], method);
        Py_XDECREF(method);
    }
    PyType_Modified(type);
    PyErr_Clear();
    Py_XDECREF(done);
    Py_XDECREF(sequence);
    Py_XDECREF(module);
    return 0;
}

PyObject *kr_sequence_type(PyTypeObject *type)
{
    if (!(type->tp_flags & Py_TPFLAGS_READY) && make_sequence(type) < 0)
        return NULL;
    return (PyObject *)type;
}

PyObject *kr_view_type(void)
{
    return kr_sequence_type(&view_type);
}

/* ---- making ---------------------------------------------------------------------------------- */

/* Format for items of a typed view: what struct.unpack calls them; structs keep what the exporter says. */
static const char *format_of(const KrViewSpec *spec, const char *original)
{
    static const struct {
        char kind;
        size_t size;
        const char *format;
    } rows[] = {
        {'i', 1, "b"},           {'i', sizeof(short), "h"},      {'i', sizeof(int), "i"},
        {'i', sizeof(long), "l"}, {'i', sizeof(long long), "q"}, {'u', 1, "B"},
        {'u', sizeof(short), "H"}, {'u', sizeof(int), "I"},      {'u', sizeof(long), "L"},
        {'u', sizeof(long long), "Q"}, {'f', sizeof(float), "f"}, {'f', sizeof(double), "d"},
        {'f', sizeof(long double), "g"}, {'z', 2 * sizeof(float), "Zf"}, {'z', 2 * sizeof(double), "Zd"},
        {'c', 1, "c"},           {'O', sizeof(void *), "O"},     {'P', sizeof(void *), "P"},
    };
    for (size_t i = 0; spec && i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].kind == spec->kind && (Py_ssize_t)rows[i].size == spec->itemsize)
            return rows[i].format;
    return original ? original : "B";
}

/* The new object takes the window (one reference to its owner), also on failure. */
static PyObject *make_view_object(const void *window, int ndim, const KrViewSpec *spec, int readonly)
{
    KrBuffer *owner = VIEW_OWNER(window);
    ViewObject *self = kr_view_type() ? PyObject_New(ViewObject, &view_type) : NULL;
    if (!self) {
        kr_buffer_drop(owner);
        return NULL;
    }
    self->owner = owner;
    self->spec = spec;
    self->format = format_of(spec, owner->buffer.format);
    self->ndim = ndim;
    self->readonly = readonly;
    self->itemsize = owner->buffer.itemsize;
    self->weakrefs = NULL;
    memcpy(self->words, window, VIEW_SIZE(ndim));
    return (PyObject *)self;
}

PyObject *kr_view_object(const void *view, const KrViewSpec *spec)
{
    KrBuffer *owner = VIEW_OWNER(view);
    if (!owner)
        return Py_NewRef(Py_None);
    kr_buffer_keep(owner);
    return make_view_object(view, spec->ndim, spec, owner->buffer.readonly || !spec->writable);
}

/* The whole of a buffer as a view of its rank. */
static void open_window(Py_ssize_t *words, KrBuffer *owner)
{
    const Py_buffer *buffer = &owner->buffer;
    int ndim = buffer->ndim;
    Py_ssize_t stride = buffer->itemsize;
    VIEW_DATA(words) = buffer->buf;
    VIEW_OWNER(words) = owner;
    for (int i = ndim - 1; i >= 0; i--) {
        words[2 + i] = buffer->shape ? buffer->shape[i] : buffer->len / buffer->itemsize;
        words[2 + ndim + i] = buffer->strides ? buffer->strides[i] : stride;
        words[2 + 2 * ndim + i] = buffer->suboffsets ? buffer->suboffsets[i] : -1;
        stride *= words[2 + i];
    }
}

PyObject *kr_view_new(PyObject *object, int flags)
{
    Py_ssize_t words[2 + 3 * KR_VIEW_MAX_DIMS];
    KrBuffer *owner = kr_buffer_open(object, flags);
    if (!owner)
        return NULL;
    if (owner->buffer.ndim > KR_VIEW_MAX_DIMS) {
        PyErr_Format(PyExc_ValueError, "memoryview has too many dimensions (%d)", owner->buffer.ndim);
        kr_buffer_drop(owner);
        return NULL;
    }
    open_window(words, owner);
    return make_view_object(words, owner->buffer.ndim, NULL, owner->buffer.readonly);
}

static PyObject *new_view_object(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"obj", "flags", "dtype_is_object", NULL};
    PyObject *object;
    int flags, dtype_is_object = 0;
    (void)type;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "Oi|p:memoryview", names, &object, &flags, &dtype_is_object))
        return NULL;
    return kr_view_new(object, flags);
}

static void free_view_object(PyObject *object)
{
    if (SELF->weakrefs)
        PyObject_ClearWeakRefs(object);
    kr_buffer_drop(SELF->owner);
    PyObject_Free(object);
}

/* ---- subscripts ------------------------------------------------------------------------------ */

static int is_index(PyObject *item)
{
    return PyIndex_Check(item);
}

static int fill_part(PyObject *bound, int bit, KrAxis *axis, Py_ssize_t *value)
{
    if (bound == Py_None)
        return 0;
    *value = PyNumber_AsSsize_t(bound, NULL);
    if (*value == -1 && PyErr_Occurred())
        return -1;
    axis->given |= bit;
    return 0;
}

/* One entry of a subscript as an axis. 0, or -1 and an exception. */
static int fill_axis(PyObject *item, KrAxis *axis)
{
    *axis = (KrAxis){KR_AXIS_FULL, 0, 0, 0, 0};
    if (item == Py_None) {
        axis->kind = KR_AXIS_NEW;
        return 0;
    }
    if (PySlice_Check(item)) {
        const PySliceObject *slice = (const PySliceObject *)item;
        axis->kind = KR_AXIS_SLICE;
        return fill_part(slice->start, KR_AXIS_START, axis, &axis->start) < 0 ||
                       fill_part(slice->stop, KR_AXIS_STOP, axis, &axis->stop) < 0 ||
                       fill_part(slice->step, KR_AXIS_STEP, axis, &axis->step) < 0
                   ? -1
                   : 0;
    }
    if (!is_index(item)) {
        PyObject *name = PyObject_Str((PyObject *)Py_TYPE(item));
        if (name)
            PyErr_Format(PyExc_TypeError, "Cannot index with type '%.200U'", name);
        Py_XDECREF(name);
        return -1;
    }
    axis->kind = KR_AXIS_INDEX;
    axis->start = PyNumber_AsSsize_t(item, PyExc_IndexError);
    return axis->start == -1 && PyErr_Occurred() ? -1 : 0;
}

enum { MAX_AXES = 2 * KR_VIEW_MAX_DIMS };

/* The axes of a subscript, full ones in place of `...` and at the end. The number of axes, or -1. */
static int read_subscript(const ViewObject *self, PyObject *index, KrAxis *axes)
{
    Py_ssize_t len = PyTuple_Check(index) ? PyTuple_GET_SIZE(index) : 1, used = 0;
    int count = 0, seen = 0;
    for (Py_ssize_t i = 0; i < len; i++) {
        PyObject *item = PyTuple_Check(index) ? PyTuple_GET_ITEM(index, i) : index;
        used += item != Py_Ellipsis && item != Py_None;
    }
    for (Py_ssize_t i = 0; i < len; i++) {
        PyObject *item = PyTuple_Check(index) ? PyTuple_GET_ITEM(index, i) : index;
        Py_ssize_t fill = item == Py_Ellipsis && !seen ? self->ndim - used : 0;
        int full = item == Py_Ellipsis && seen; /* a second one is a plain colon */
        seen |= item == Py_Ellipsis;
        for (; (fill > 0 || full) && count < MAX_AXES; fill--, full = 0)
            axes[count++] = (KrAxis){KR_AXIS_FULL, 0, 0, 0, 0};
        if (item == Py_Ellipsis)
            continue;
        if (count == MAX_AXES || used > self->ndim) {
            PyErr_SetString(PyExc_IndexError, "Too many indices for memoryview");
            return -1;
        }
        if (fill_axis(item, &axes[count++]) < 0)
            return -1;
    }
    return count;
}

/* The window that a subscript names: `words` is a view of rank *ndim with a reference of its own. 0 or -1. */
static int subscript(const ViewObject *self, PyObject *index, Py_ssize_t *words, int *ndim)
{
    KrAxis axes[MAX_AXES];
    int count = read_subscript(self, index, axes), taken = 0, kept = 0;
    if (count < 0)
        return -1;
    for (int i = 0; i < count; i++) {
        taken += axes[i].kind != KR_AXIS_NEW;
        kept += axes[i].kind != KR_AXIS_INDEX;
    }
    *ndim = kept + self->ndim - taken;
    if (*ndim > KR_VIEW_MAX_DIMS) {
        PyErr_SetString(PyExc_IndexError, "Too many indices for memoryview");
        return -1;
    }
    if (kr_view_slice(words, self->words, self->ndim, axes, count) == 0)
        return 0;
    return -1;
}

/* An index out of bounds is told as the subscript of a Python object does. */
static int fail_subscript(void)
{
    if (PyErr_ExceptionMatches(PyExc_IndexError)) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        PyObject *text = value ? PyObject_Str(value) : NULL;
        const char *old = text ? PyUnicode_AsUTF8(text) : NULL;
        const char *axis = old ? strstr(old, "(axis ") : NULL;
        if (axis && strncmp(old, "Index out", 9) == 0)
            PyErr_Format(PyExc_IndexError, "Out of bounds on buffer access %s", axis);
        else
            PyErr_Restore(type, value, traceback), type = value = traceback = NULL;
        Py_XDECREF(text);
        Py_XDECREF(type);
        Py_XDECREF(value);
        Py_XDECREF(traceback);
    }
    return -1;
}

static PyObject *get_view_item(PyObject *object, PyObject *index)
{
    Py_ssize_t words[2 + 3 * KR_VIEW_MAX_DIMS];
    int ndim;
    if (index == Py_Ellipsis)
        return Py_NewRef(object);
    if (subscript(SELF, index, words, &ndim) < 0)
        return fail_subscript(), NULL;
    if (ndim)
        return make_view_object(words, ndim, SELF->spec, SELF->readonly);
    PyObject *item = kr_view_item(SELF->spec, SELF->format, SELF->itemsize, VIEW_DATA(words));
    kr_view_release(words);
    return item;
}

/* Every item of the window = value. */
static int fill_window(const ViewObject *self, Py_ssize_t *words, int ndim, PyObject *value)
{
    int objects = self->format[0] == 'O' && !self->format[1];
    if (objects)
        return kr_view_fill_objects(words, value, ndim);
    char *item = PyMem_Malloc((size_t)self->itemsize);
    if (!item) {
        PyErr_NoMemory();
        return -1;
    }
    int status = kr_view_item_set(self->spec, self->format, self->itemsize, item, value);
    if (status == 0)
        status = kr_view_fill(words, item, ndim, self->itemsize);
    PyMem_Free(item);
    return status;
}

/* The window = the items of another view object, with axes of length 1 in front where it has fewer. */
static int copy_window(const ViewObject *self, Py_ssize_t *words, int ndim, const ViewObject *source)
{
    Py_ssize_t from[2 + 3 * KR_VIEW_MAX_DIMS];
    KrAxis axes[KR_VIEW_MAX_DIMS];
    int extra = ndim - source->ndim;
    if (extra < 0 || source->itemsize != self->itemsize) {
        PyErr_Format(PyExc_ValueError, "cannot assign a memoryview of %d dimensions and items of %zd bytes",
                     source->ndim, source->itemsize);
        return -1;
    }
    for (int i = 0; i < extra; i++)
        axes[i] = (KrAxis){KR_AXIS_NEW, 0, 0, 0, 0};
    if (kr_view_slice(from, source->words, source->ndim, axes, extra) < 0)
        return -1;
    int status = self->format[0] == 'O' && !self->format[1] ? kr_view_copy_objects(words, from, ndim)
                                                             : kr_view_copy(words, from, ndim, self->itemsize);
    kr_view_release(from);
    return status;
}

static int set_window(const ViewObject *self, Py_ssize_t *words, int ndim, PyObject *value)
{
    if (!ndim)
        return kr_view_item_set(self->spec, self->format, self->itemsize, VIEW_DATA(words), value);
    PyObject *source = Py_TYPE(value) == &view_type
                           ? Py_NewRef(value)
                           : kr_view_new(value, PyBUF_FORMAT | PyBUF_INDIRECT);
    if (!source) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError))
            return -1;
        PyErr_Clear();
        return fill_window(self, words, ndim, value);
    }
    int status = copy_window(self, words, ndim, (const ViewObject *)source);
    Py_DECREF(source);
    return status;
}

static int set_view_item(PyObject *object, PyObject *index, PyObject *value)
{
    Py_ssize_t words[2 + 3 * KR_VIEW_MAX_DIMS];
    int ndim;
    if (!value || SELF->readonly) {
        PyErr_SetString(PyExc_TypeError, value ? "Cannot assign to read-only memoryview"
                                               : "Subscript deletion not supported by memoryview");
        return -1;
    }
    if (subscript(SELF, index, words, &ndim) < 0)
        return fail_subscript();
    int status = set_window(SELF, words, ndim, value);
    kr_view_release(words);
    return status;
}

static Py_ssize_t view_length(PyObject *object)
{
    return SELF->ndim ? VIEW_SHAPE(SELF->words)[0] : 0;
}

static PyObject *view_sequence_item(PyObject *object, Py_ssize_t i)
{
    PyObject *index = PyLong_FromSsize_t(i), *item = index ? get_view_item(object, index) : NULL;
    Py_XDECREF(index);
    return item;
}

/* ---- the buffer ------------------------------------------------------------------------------ */

static int has_indirect(const ViewObject *self)
{
    for (int i = 0; i < self->ndim; i++)
        if (VIEW_SUBOFFSETS(self->words, self->ndim)[i] >= 0)
            return 1;
    return 0;
}

static int get_view_buffer(PyObject *object, Py_buffer *buffer, int flags)
{
    ViewObject *self = SELF;
    buffer->obj = NULL;
    if (flags & PyBUF_WRITABLE && self->readonly) {
        PyErr_SetString(PyExc_ValueError, "Cannot create writable memory view from read-only memoryview");
        return -1;
    }
    int indirect = has_indirect(self);
    *buffer = (Py_buffer){.buf = VIEW_DATA(self->words), .obj = Py_NewRef(object),
                          .len = kr_view_count(self->words, self->ndim) * self->itemsize, .itemsize = self->itemsize,
                          .readonly = self->readonly, .ndim = self->ndim,
                          .format = flags & PyBUF_FORMAT ? (char *)self->format : NULL,
                          .shape = VIEW_SHAPE(self->words), .strides = VIEW_STRIDES(self->words, self->ndim),
                          .suboffsets = indirect ? VIEW_SUBOFFSETS(self->words, self->ndim) : NULL};
    int asks = flags & (PyBUF_C_CONTIGUOUS | PyBUF_F_CONTIGUOUS | PyBUF_ANY_CONTIGUOUS) & ~PyBUF_STRIDES;
    int is_c = PyBuffer_IsContiguous(buffer, 'C'), is_f = PyBuffer_IsContiguous(buffer, 'F');
    int fits = (flags & PyBUF_STRIDES) == PyBUF_STRIDES || is_c;
    if (indirect && (flags & PyBUF_INDIRECT) != PyBUF_INDIRECT)
        fits = 0;
    if (asks == (PyBUF_C_CONTIGUOUS & ~PyBUF_STRIDES) && !is_c)
        fits = 0;
    if (asks == (PyBUF_F_CONTIGUOUS & ~PyBUF_STRIDES) && !is_f)
        fits = 0;
    if (asks == (PyBUF_ANY_CONTIGUOUS & ~PyBUF_STRIDES) && !is_c && !is_f)
        fits = 0;
    if (!fits) {
        Py_CLEAR(buffer->obj);
        PyErr_SetString(PyExc_BufferError, asks ? "memoryview: underlying buffer is not contiguous as asked"
                                                : "memoryview: underlying buffer is not C-contiguous");
        return -1;
    }
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES)
        buffer->strides = NULL;
    if (!(flags & PyBUF_ND))
        buffer->shape = NULL;
    return 0;
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* What the buffer belongs to, past view objects in between; borrowed. */
static PyObject *buffer_base(const KrBuffer *owner)
{
    PyObject *object = owner ? owner->buffer.obj : NULL;
    while (object && Py_TYPE(object) == &view_type)
        object = SELF->owner->buffer.obj;
    return object ? object : Py_None;
}

PyObject *kr_view_base(const void *view)
{
    return Py_NewRef(buffer_base(VIEW_OWNER(view)));
}

static PyObject *get_base(PyObject *object, void *Py_UNUSED(closure))
{
    return Py_NewRef(buffer_base(SELF->owner));
}

static PyObject *get_view_shape(PyObject *object, void *Py_UNUSED(closure))
{
    return kr_view_tuple(VIEW_SHAPE(SELF->words), SELF->ndim);
}

static PyObject *get_view_strides(PyObject *object, void *Py_UNUSED(closure))
{
    return kr_view_tuple(VIEW_STRIDES(SELF->words, SELF->ndim), SELF->ndim);
}

static PyObject *get_view_suboffsets(PyObject *object, void *Py_UNUSED(closure))
{
    return kr_view_tuple(VIEW_SUBOFFSETS(SELF->words, SELF->ndim), SELF->ndim);
}

static PyObject *get_view_ndim(PyObject *object, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(SELF->ndim);
}

static PyObject *get_view_itemsize(PyObject *object, void *Py_UNUSED(closure))
{
    return PyLong_FromSsize_t(SELF->itemsize);
}

static PyObject *get_view_size(PyObject *object, void *Py_UNUSED(closure))
{
    return PyLong_FromSsize_t(kr_view_count(SELF->words, SELF->ndim));
}

static PyObject *get_view_nbytes(PyObject *object, void *Py_UNUSED(closure))
{
    return PyLong_FromSsize_t(kr_view_count(SELF->words, SELF->ndim) * SELF->itemsize);
}

static PyObject *get_transposed(PyObject *object, void *Py_UNUSED(closure))
{
    Py_ssize_t words[2 + 3 * KR_VIEW_MAX_DIMS];
    if (kr_view_reverse(words, SELF->words, SELF->ndim) < 0)
        return NULL;
    return make_view_object(words, SELF->ndim, SELF->spec, SELF->readonly);
}

PyObject *kr_view_object_copy(PyObject *object, int fortran)
{
    if (object == Py_None) {
        PyErr_SetString(PyExc_AttributeError, "Memoryview is not initialized");
        return NULL;
    }
    if (has_indirect(SELF)) {
        PyErr_SetString(PyExc_ValueError, "Cannot copy memoryview slice with indirect dimensions");
        return NULL;
    }
    PyObject *shape = kr_view_tuple(VIEW_SHAPE(SELF->words), SELF->ndim);
    PyObject *format = PyBytes_FromString(SELF->format), *copy = NULL;
    PyObject *array = shape && format ? kr_array_new(shape, SELF->itemsize, format, fortran) : NULL;
    int flags = PyBUF_FORMAT | PyBUF_WRITABLE | (fortran ? PyBUF_F_CONTIGUOUS : PyBUF_C_CONTIGUOUS);
    if (array)
        copy = kr_view_new(array, flags);
    if (copy)
        ((ViewObject *)copy)->spec = SELF->spec;
    if (copy && copy_window(SELF, ((ViewObject *)copy)->words, SELF->ndim, SELF) < 0)
        Py_CLEAR(copy);
    Py_XDECREF(array);
    Py_XDECREF(format);
    Py_XDECREF(shape);
    return copy;
}

static PyObject *copy_view(PyObject *object, PyObject *Py_UNUSED(unused))
{
    return kr_view_object_copy(object, 0);
}

static PyObject *copy_view_fortran(PyObject *object, PyObject *Py_UNUSED(unused))
{
    return kr_view_object_copy(object, 1);
}

static PyObject *is_view_c_contig(PyObject *object, PyObject *Py_UNUSED(unused))
{
    return PyBool_FromLong(kr_view_contiguous(SELF->words, SELF->ndim, 'C'));
}

static PyObject *is_view_f_contig(PyObject *object, PyObject *Py_UNUSED(unused))
{
    return PyBool_FromLong(kr_view_contiguous(SELF->words, SELF->ndim, 'F'));
}

static PyObject *refuse_view_pickle(PyObject *object, PyObject *Py_UNUSED(unused))
{
    (void)object;
    PyErr_SetString(PyExc_TypeError, "no default __reduce__ due to non-trivial __cinit__");
    return NULL;
}

static PyObject *base_class_name(PyObject *object)
{
    PyObject *class = PyObject_GetAttrString(buffer_base(SELF->owner), "__class__");
    PyObject *name = class ? PyObject_GetAttrString(class, "__name__") : NULL;
    Py_XDECREF(class);
    return name;
}

static PyObject *repr_view(PyObject *object)
{
    PyObject *name = base_class_name(object);
    PyObject *text = name ? PyUnicode_FromFormat("<MemoryView of %R at %p>", name, object) : NULL;
    Py_XDECREF(name);
    return text;
}

static PyObject *show_view(PyObject *object)
{
    PyObject *name = base_class_name(object);
    PyObject *text = name ? PyUnicode_FromFormat("<MemoryView of %R object>", name) : NULL;
    Py_XDECREF(name);
    return text;
}

static PyBufferProcs view_buffer = {get_view_buffer, NULL};
static PyMappingMethods view_mapping = {view_length, get_view_item, set_view_item};
static PySequenceMethods view_sequence = {.sq_length = view_length, .sq_item = view_sequence_item};
static PyGetSetDef view_getset[] = {
    {"T", get_transposed, NULL, NULL, NULL},
    {"base", get_base, NULL, NULL, NULL},
    {"shape", get_view_shape, NULL, NULL, NULL},
    {"strides", get_view_strides, NULL, NULL, NULL},
    {"suboffsets", get_view_suboffsets, NULL, NULL, NULL},
    {"ndim", get_view_ndim, NULL, NULL, NULL},
    {"itemsize", get_view_itemsize, NULL, NULL, NULL},
    {"nbytes", get_view_nbytes, NULL, NULL, NULL},
    {"size", get_view_size, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyMethodDef view_methods[] = {
    {"is_c_contig", is_view_c_contig, METH_NOARGS, NULL},
    {"is_f_contig", is_view_f_contig, METH_NOARGS, NULL},
    {"copy", copy_view, METH_NOARGS, NULL},
    {"copy_fortran", copy_view_fortran, METH_NOARGS, NULL},
    {"__reduce__", refuse_view_pickle, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject view_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "cython.view.memoryview",
    .tp_basicsize = sizeof(ViewObject),
    .tp_dealloc = free_view_object,
    .tp_repr = repr_view,
    .tp_str = show_view,
    .tp_as_sequence = &view_sequence,
    .tp_as_mapping = &view_mapping,
    .tp_as_buffer = &view_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_weaklistoffset = offsetof(ViewObject, weakrefs),
    .tp_methods = view_methods,
    .tp_getset = view_getset,
    .tp_new = new_view_object,
};
