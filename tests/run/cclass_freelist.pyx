"""Dead instances are kept for new ones, where the interpreter's allocator does not do that itself."""
cimport cython
import sysconfig

KEEPS = not sysconfig.get_config_var("Py_GIL_DISABLED")


@cython.freelist(2)
cdef class Node:
    """
    >>> first, second = Node(1), Node([2])
    >>> places = {id(first), id(second)}
    >>> del first, second
    >>> one, two, three = Node(), Node(), Node()
    >>> ({id(one), id(two)} == places, id(three) in places) == (True, False) or not KEEPS
    True
    >>> one.value, one.count
    (None, 0)
    >>> class Sub(Node): pass
    >>> s = Sub(3); s.value, s.count
    (3, 1)
    >>> one.value = one; del one, two, three, s
    >>> import gc
    >>> gc.collect() > 0
    True
    >>> [Node(i).value for i in range(4)]
    [0, 1, 2, 3]
    """
    cdef public object value
    cdef public int count

    def __init__(self, value=None):
        self.value = value
        self.count = value is not None


@cython.freelist(4)
cdef class Derived(Node):
    """
    >>> d = Derived(1); place = id(d); del d
    >>> d = Derived(); id(d) == place or not KEEPS, d.more, d.value
    (True, None, None)
    """
    cdef public list more
