"""The method is looked up before the arguments are evaluated."""

log = []


def say(x):
    log.append(x)
    return x


def missing(x):
    """
    >>> try: missing(5)
    ... except AttributeError as e: print(e, log)
    'int' object has no attribute 'append' []
    """
    x.append(say('argument'))


def with_getattr(x):
    """
    >>> class G:
    ...     def __getattr__(self, name):
    ...         log.append('get ' + name)
    ...         return lambda *args, **kwargs: log.append('call')
    >>> del log[:]
    >>> with_getattr(G()), log
    (None, ['get method', 'a', 'b', 'call'])
    """
    x.method(say('a'), key=say('b'))


def simple_arguments(x, y):
    """
    >>> class M:
    ...     def method(self, *args, **kwargs): return args, kwargs
    >>> simple_arguments(M(), 2)
    (((2, 1), {}), ((2, (1, 2)), {'k': 2}))
    """
    return x.method(y, 1), x.method(y, (1, y), k=y)
