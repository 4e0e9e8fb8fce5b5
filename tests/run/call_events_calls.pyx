# cython: profile=True
def g(*args, **kw):
    return args, kw
def f(h, *a, **k):
    """
    >>> f(g, 1, x=2)
    ((1,), {'x': 2})
    """
    return h(*a, **k)
def k(h):
    """
    >>> k(g)
    ((1, 2, 3, 4, 5), {'y': 6})
    """
    return h(1, 2, 3, 4, 5, y=6)
