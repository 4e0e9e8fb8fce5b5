"""raise: classes, instances, causes, what cannot be raised."""


def raise_it(x):
    """
    >>> raise_it(ValueError)
    Traceback (most recent call last):
    ...
    ValueError
    >>> raise_it(ValueError('text'))
    Traceback (most recent call last):
    ...
    ValueError: text
    >>> raise_it(5)
    Traceback (most recent call last):
    ...
    TypeError: exceptions must derive from BaseException
    >>> raise_it(int)
    Traceback (most recent call last):
    ...
    TypeError: exceptions must derive from BaseException
    """
    raise x


def cause_of(f, *args):
    try:
        f(*args)
    except Exception as e:
        return repr(e), repr(e.__cause__), e.__suppress_context__


def raise_from(cause):
    """
    >>> cause_of(raise_from, KeyError('k'))
    ("ValueError('v')", "KeyError('k')", True)
    >>> cause_of(raise_from, KeyError)
    ("ValueError('v')", 'KeyError()', True)
    >>> cause_of(raise_from, None)
    ("ValueError('v')", 'None', True)
    >>> cause_of(raise_from, 5)
    ("TypeError('exception causes must derive from BaseException')", 'None', False)
    """
    raise ValueError('v') from cause


def in_handler():
    """
    >>> cause_of(in_handler)
    ("KeyError('new')", "ValueError('old')", True)
    """
    try:
        raise ValueError('old')
    except ValueError as e:
        raise KeyError('new') from e


def asserts(x, message):
    """
    >>> asserts(1, 'unused')
    'ok'
    >>> asserts(0, 'text')
    Traceback (most recent call last):
    ...
    AssertionError: text
    >>> asserts([], (1, 2))
    Traceback (most recent call last):
    ...
    AssertionError: (1, 2)
    """
    assert x, message
    return 'ok'


def bare_assert(x):
    """
    >>> bare_assert(0)
    Traceback (most recent call last):
    ...
    AssertionError
    """
    assert x


def traceback_lines():
    """
    >>> traceback_lines()
    ['traceback_lines', 'outer', 'inner']
    """
    try:
        outer()
    except ValueError as e:
        names = []
        tb = e.__traceback__
        while tb:
            names.append(tb.tb_frame.f_code.co_name)
            tb = tb.tb_next
        return names


def outer():
    inner()


def inner():
    raise ValueError
