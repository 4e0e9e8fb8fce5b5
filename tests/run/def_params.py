# grows: mutable_default
# grows: mutable_default
"""Parameters of def functions: kinds, defaults, and the errors of wrong calls."""


def kinds(a, /, b, c=3, *args, d, e=5, **kwargs):
    """
    >>> kinds(1, 2, d=4)
    (1, 2, 3, (), 4, 5, {})
    >>> kinds(1, 2, 9, 8, 7, d=4, e=6, f=0)
    (1, 2, 9, (8, 7), 4, 6, {'f': 0})
    >>> kinds(1, b=2, d=4, a=0)
    (1, 2, 3, (), 4, 5, {'a': 0})
    """
    return a, b, c, args, d, e, kwargs


def two(a, b):
    """
    >>> two(1)
    Traceback (most recent call last):
    ...
    TypeError: two() missing 1 required positional argument: 'b'
    >>> two()
    Traceback (most recent call last):
    ...
    TypeError: two() missing 2 required positional arguments: 'a' and 'b'
    >>> two(1, 2, 3)
    Traceback (most recent call last):
    ...
    TypeError: two() takes 2 positional arguments but 3 were given
    >>> two(1, a=2)
    Traceback (most recent call last):
    ...
    TypeError: two() got multiple values for argument 'a'
    >>> two(1, 2, c=3)
    Traceback (most recent call last):
    ...
    TypeError: two() got an unexpected keyword argument 'c'
    >>> two(b=1, a=2)
    (2, 1)
    """
    return a, b


def none():
    """
    >>> none()
    >>> none(1)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: none() takes 0 positional arguments but 1 was given
    """


def keyword_only(*, a, b=2):
    """
    >>> keyword_only(a=1), keyword_only(b=3, a=4)
    ((1, 2), (4, 3))
    >>> keyword_only()
    Traceback (most recent call last):
    ...
    TypeError: keyword_only() missing 1 required keyword-only argument: 'a'
    >>> keyword_only(1)
    Traceback (most recent call last):
    ...
    TypeError: keyword_only() takes 0 positional arguments but 1 was given
    """
    return a, b


def positional_only(a, b=2, /):
    """
    >>> positional_only(1), positional_only(1, 3)
    ((1, 2), (1, 3))
    >>> positional_only(a=1)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: positional_only() got some positional-only arguments passed as keyword arguments: 'a'
    """
    return a, b


def defaults(a=1, b='x', c=None, d=(1, 2), e=-1.5, f=True):
    """
    >>> defaults()
    (1, 'x', None, (1, 2), -1.5, True)
    >>> defaults(f=0, b='y')
    (1, 'y', None, (1, 2), -1.5, 0)
    """
    return a, b, c, d, e, f


counter = []


def mutable_default(x, xs=[], n=len(counter)):
    """A default is made once, where the def stands.

    >>> mutable_default(1), mutable_default(2)
    (([1], 0), ([1, 2], 0))
    """
    xs.append(x)
    return xs[:], n


counter.append(1)


def reassigned(a, b=2, *args, **kwargs):
    """
    >>> reassigned(1), reassigned(1, 2, 3, k=4)
    (([1], 3, (0,), {'n': 0}), ([1], 3, (3, 0), {'k': 4, 'n': 0}))
    """
    a = [a]
    b += 1
    args += (0,)
    kwargs['n'] = 0
    return a, b, args, kwargs


def deleted(a):
    """
    >>> deleted(1), deleted(0)
    ('gone', 0)
    """
    if a:
        del a
    try:
        return a
    except UnboundLocalError:
        return 'gone'


def calls_with_stars(f, args, kwargs):
    """
    >>> calls_with_stars(lambda *a, **k: (a, k), [1, 2], {'x': 3})
    [((1, 2), {}), ((0, 1, 2), {'x': 3}), ((1, 2, 9), {'y': 0, 'x': 3}), ((), {'x': 3})]
    """
    return [f(*args), f(0, *args, **kwargs), f(*args, 9, y=0, **kwargs), f(**kwargs)]


def bad_stars(f, args, kwargs):
    """
    >>> def f(*a, **k): pass
    >>> bad_stars(f, 5, {})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    TypeError: ...f() argument after * must be an iterable, not int
    >>> bad_stars(f, [], 5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    TypeError: ...f() argument after ** must be a mapping, not int
    >>> bad_stars(f, [], {'x': 1})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    TypeError: ...f() got multiple values for keyword argument 'x'
    """
    return f(*args, x=1, **kwargs)


def attributes():
    """
    >>> attributes()
    ('two', 'def_params', 'two')
    """
    return two.__name__, two.__module__.split('.')[-1], two.__qualname__


def copied():
    """
    >>> copied()
    {'a': 3}
    """
    from functools import partial
    given = {"a": 3}
    later = partial(dict, **given)
    given["a"] = 5
    return later()
