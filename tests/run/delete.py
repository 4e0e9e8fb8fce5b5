"""del of names, items, slices, attributes, several at once."""


def items(d, xs):
    """
    >>> items({'a': 1, 'b': 2}, [0, 1, 2, 3, 4, 5])
    ({'b': 2}, [0, 2])
    """
    del d['a'], xs[1], xs[-3:]
    return d, xs


def attributes(o):
    """
    >>> class O: pass
    >>> o = O(); o.x = 1
    >>> attributes(o), hasattr(o, 'x')
    (None, False)
    >>> attributes(o)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    AttributeError: x
    """
    del o.x


def nested(d):
    """
    >>> nested({1: 1, 2: 2, 3: 3})
    {}
    """
    del (d[1], [d[2], d[3]])
    return d


def releases(make):
    """The object is gone at once.

    >>> import weakref
    >>> class C: pass
    >>> releases(C)
    (True, False, False)
    """
    import weakref
    x = make()
    r = weakref.ref(x)
    before = r() is not None
    del x
    after = r() is not None
    y = make()
    r = weakref.ref(y)
    y = None
    return before, after, r() is not None
