"""Function objects have their PyMethodDef where those of CPython have it: PyCFunction_GET_FLAGS tells the truth."""

cdef extern from *:
    """
    typedef struct { PyObject base; PyMethodDef *m_ml; } AnyFunction;
    #define FLAGS_OF(f) (((AnyFunction *)(void *)(f))->m_ml->ml_flags & 0x8f)
    """
    int FLAGS_OF(object f)


def many(a, *args, **kw):
    return a


def one(a, /):
    return a


def none():
    pass


class Plain:
    def method(self, x):
        return x


def flags():
    """
    >>> flags()
    [130, 8, 4, 130, 8]
    """
    return [FLAGS_OF(f) for f in (many, one, none, Plain.method, len)]
