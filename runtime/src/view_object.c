/* view_object.c: typed views as Python objects.
 *
 * A whole buffer comes back as memoryview(original object). A part of one is exported by a small object that
 * shares the holder and describes the part; what Python code sees is a builtin memoryview on it.
 */
#include "kr/view.h"
#include "view_format.h"
#include "view_parts.h"

#include <string.h>

typedef struct Export {
    PyObject_HEAD
    KrBuffer *owner;
    char *data;
    const char *format;
    Py_ssize_t itemsize, len;
    int ndim, readonly;
    Py_ssize_t shape[8], strides[8];
} Export;

static int export_getbuffer(PyObject *self, Py_buffer *buffer, int flags)
{
    Export *export = (Export *)self;
    if ((flags & PyBUF_WRITABLE) && export->readonly) {
        PyErr_SetString(PyExc_BufferError, "view is read-only");
        return -1;
    }
    buffer->buf = export->data;
    buffer->obj = Py_NewRef(self);
    buffer->len = export->len;
    buffer->readonly = export->readonly;
    buffer->itemsize = export->itemsize;
    buffer->format = flags & PyBUF_FORMAT ? (char *)export->format : NULL;
    buffer->ndim = export->ndim;
    buffer->shape = export->shape;
    buffer->strides = export->strides;
    buffer->suboffsets = NULL;
    buffer->internal = NULL;
    return 0;
}

static void export_dealloc(PyObject *self)
{
    kr_buffer_drop(((Export *)self)->owner);
    PyObject_Free(self);
}

static PyBufferProcs export_buffer = {export_getbuffer, NULL};

static PyTypeObject export_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.view",
    .tp_basicsize = sizeof(Export),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = export_dealloc,
    .tp_as_buffer = &export_buffer,
    .tp_doc = "A part of a buffer, exported by compiled code.",
};

static PyObject *export_part(const KrView *view, const KrViewSpec *spec)
{
    if (PyType_Ready(&export_type) < 0)
        return NULL;
    Export *export = PyObject_New(Export, &export_type);
    if (!export)
        return NULL;
    export->owner = view->owner;
    kr_buffer_keep(view->owner);
    export->data = view->data;
    export->format = kr_format_of(spec);
    export->itemsize = spec->itemsize;
    export->len = kr_view_count(view, spec->ndim) * spec->itemsize;
    export->ndim = spec->ndim;
    export->readonly = view->owner->buffer.readonly || !spec->writable;
    memcpy(export->shape, view->shape, sizeof(Py_ssize_t) * (size_t)spec->ndim);
    memcpy(export->strides, KR_STRIDES(view, spec->ndim), sizeof(Py_ssize_t) * (size_t)spec->ndim);
    return (PyObject *)export;
}

KR_FN PyObject *kr_view_object(const void *view, const KrViewSpec *spec)
{
    const KrView *self = view;
    if (!self->owner)
        return Py_NewRef(Py_None);
    PyObject *part = export_part(self, spec);
    if (!part)
        return NULL;
    PyObject *result = PyMemoryView_FromObject(part);
    Py_DECREF(part);
    return result;
}
