# cpython.object: what every object can do. Source: Python/C API, "Object Protocol".
cdef extern from "Python.h":
    ctypedef struct PyTypeObject
    ctypedef struct PyObject
    ctypedef int (*visitproc)(PyObject *object, void *arg)
    ctypedef struct PyTypeObject:
        const char *tp_name
        const char *tp_doc
        Py_ssize_t tp_basicsize
        Py_ssize_t tp_itemsize
        unsigned long tp_flags
        object (*tp_new)(PyTypeObject *type, object args, PyObject *kwargs)
        object (*tp_alloc)(PyTypeObject *type, Py_ssize_t items)
        int (*tp_init)(object self, object args, PyObject *kwargs) except -1
        void (*tp_dealloc)(PyObject *self)
        object (*tp_repr)(object self)
        object (*tp_str)(object self)
        Py_hash_t (*tp_hash)(object self) except -1
        object (*tp_call)(object self, object args, PyObject *kwargs)
        object (*tp_iternext)(object self)
        int (*tp_traverse)(PyObject *self, visitproc visit, void *arg)
        int (*tp_clear)(PyObject *self)
        void (*tp_free)(void *memory)
        void (*tp_del)(PyObject *self)
        void (*tp_finalize)(PyObject *self)
        object (*tp_richcompare)(object left, object right, int op)
        object (*tp_descr_get)(PyObject *self, PyObject *object, PyObject *type)
        int (*tp_descr_set)(PyObject *self, PyObject *object, PyObject *value) except -1
        unsigned int tp_version_tag
        PyTypeObject *tp_base
        PyObject *tp_dict
        Py_ssize_t tp_dictoffset
        Py_ssize_t tp_weaklistoffset
    ctypedef struct PyObject:
        Py_ssize_t ob_refcnt
        PyTypeObject *ob_type

    const unsigned long Py_TPFLAGS_DEFAULT
    const unsigned long Py_TPFLAGS_BASETYPE
    const unsigned long Py_TPFLAGS_HEAPTYPE
    const unsigned long Py_TPFLAGS_HAVE_GC
    const unsigned long Py_TPFLAGS_READY
    const unsigned long Py_TPFLAGS_READYING
    const unsigned long Py_TPFLAGS_IS_ABSTRACT
    const unsigned long Py_TPFLAGS_HAVE_FINALIZE
    const unsigned long Py_TPFLAGS_HAVE_VERSION_TAG
    const unsigned long Py_TPFLAGS_VALID_VERSION_TAG
    const unsigned long Py_TPFLAGS_METHOD_DESCRIPTOR
    const unsigned long Py_TPFLAGS_HAVE_VECTORCALL
    const unsigned long Py_TPFLAGS_HAVE_STACKLESS_EXTENSION
    const unsigned long Py_TPFLAGS_LONG_SUBCLASS
    const unsigned long Py_TPFLAGS_LIST_SUBCLASS
    const unsigned long Py_TPFLAGS_TUPLE_SUBCLASS
    const unsigned long Py_TPFLAGS_BYTES_SUBCLASS
    const unsigned long Py_TPFLAGS_UNICODE_SUBCLASS
    const unsigned long Py_TPFLAGS_DICT_SUBCLASS
    const unsigned long Py_TPFLAGS_BASE_EXC_SUBCLASS
    const unsigned long Py_TPFLAGS_TYPE_SUBCLASS
    const unsigned long Py_TPFLAGS_IMMUTABLETYPE
    const unsigned long Py_TPFLAGS_DISALLOW_INSTANTIATION
    const unsigned long Py_TPFLAGS_MAPPING
    const unsigned long Py_TPFLAGS_SEQUENCE
    PyTypeObject *Py_TYPE(object o)
    enum:
        Py_LT
        Py_LE
        Py_EQ
        Py_NE
        Py_GT
        Py_GE

    int PyObject_Print(object o, void *file, int flags) except -1
    bint PyObject_HasAttrString(object o, const char *name)
    bint PyObject_HasAttr(object o, object name)
    object PyObject_GetAttr(object o, object name)
    object PyObject_GetAttrString(object o, const char *name)
    object PyObject_GenericGetAttr(object o, object name)
    int PyObject_SetAttr(object o, object name, object value) except -1
    int PyObject_SetAttrString(object o, const char *name, object value) except -1
    int PyObject_GenericSetAttr(object o, object name, object value) except -1
    int PyObject_DelAttr(object o, object name) except -1
    int PyObject_DelAttrString(object o, const char *name) except -1

    object PyObject_RichCompare(object a, object b, int op)
    bint PyObject_RichCompareBool(object a, object b, int op) except -1
    object PyObject_Repr(object o)
    object PyObject_Str(object o)
    object PyObject_ASCII(object o)
    object PyObject_Bytes(object o)
    bint PyObject_IsInstance(object o, object cls) except -1
    bint PyObject_IsSubclass(object o, object cls) except -1
    bint PyCallable_Check(object o)
    object PyObject_Call(object callable, object args, object kwargs)
    object PyObject_CallObject(object callable, object args)
    object PyObject_CallFunction(object callable, const char *format, ...)
    object PyObject_CallFunctionObjArgs(object callable, ...)
    object PyObject_CallMethod(object o, const char *name, const char *format, ...)
    Py_hash_t PyObject_Hash(object o) except? -1
    bint PyObject_IsTrue(object o) except -1
    bint PyObject_Not(object o) except -1
    object PyObject_Type(object o)
    bint PyObject_TypeCheck(object o, PyTypeObject *type)
    Py_ssize_t PyObject_Length(object o) except -1
    Py_ssize_t PyObject_Size(object o) except -1
    Py_ssize_t PyObject_LengthHint(object o, Py_ssize_t otherwise) except -1
    object PyObject_GetItem(object o, object key)
    int PyObject_SetItem(object o, object key, object value) except -1
    int PyObject_DelItem(object o, object key) except -1
    int PyObject_AsFileDescriptor(object o) except -1
    object PyObject_Dir(object o)
    object PyObject_GetIter(object o)
    object PyObject_Format(object o, object spec)
    struct PyMethodDef:
        const char *ml_name
        int ml_flags
        const char *ml_doc

    object PyObject_CallMethodObjArgs(object o, object name, ...)
    object PyObject_GenericGetDict(object o, void *context)
    int PyObject_GenericSetDict(object o, object value, void *context) except -1
    void *PyObject_Malloc(size_t size)
    void *PyObject_Realloc(void *block, size_t size)
    void PyObject_Free(void *block)
    Py_ssize_t Py_SIZE(object o)
