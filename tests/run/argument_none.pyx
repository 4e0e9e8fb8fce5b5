"""None as an argument of a typed parameter."""
from typing import Optional, Union
cimport cython


cdef class T:
    pass


@cython.allow_none_for_extension_args(False)
def strict(T t, list xs=None):
    """
    >>> strict(T())
    True
    >>> strict(None)
    Traceback (most recent call last):
    TypeError: Argument 't' has incorrect type (expected argument_none.T, got NoneType)
    """
    return xs is None


@cython.allow_none_for_extension_args(False)
def strict_list(list xs):
    """
    >>> strict_list(None)
    Traceback (most recent call last):
    TypeError: Argument 'xs' has incorrect type (expected list, got NoneType)
    """


def either(a: Optional[T], b: Union[None, T]):
    """
    >>> either(None, None)
    (None, None)
    >>> either(None, 1)
    Traceback (most recent call last):
    TypeError: Argument 'b' has incorrect type (expected argument_none.T, got int)
    """
    return a, b


def plain(o not None):
    """
    >>> plain(None)
    Traceback (most recent call last):
    TypeError: Argument 'o' must not be None
    """


cpdef hinted(t: T):
    """
    >>> hinted(None)
    Traceback (most recent call last):
    TypeError: Argument 't' has incorrect type (expected argument_none.T, got NoneType)
    >>> call_hinted()
    Traceback (most recent call last):
    TypeError: cannot pass None into a C function argument that is declared 'not None'
    """


def call_hinted():
    t = None
    hinted(t)
