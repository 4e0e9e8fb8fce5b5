cimport cython

def first(a, b=3):
    return a + b

def second(cython.floating x, limit=None):
    """
    >>> second(1.5, limit=2)
    (3.5, 4.5, 7.5)
    """
    def inner(y):
        return y * 5
    return first(x, b=limit), first(x), inner(x)

def third(cython.integral x):
    """
    >>> third(2)
    (4.0, 5.0, 10.0)
    """
    return second(<double>x, limit=2)
