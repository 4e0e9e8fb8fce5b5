"""Names that are not bound when they are read."""


def maybe(flag):
    """
    >>> maybe(True)
    1
    >>> maybe(False)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    UnboundLocalError: local variable 'x' referenced before assignment
    """
    if flag:
        x = 1
    return x


def before():
    """
    >>> before()
    'UnboundLocalError'
    """
    try:
        y
    except NameError as e:
        kind = type(e).__name__
    y = 1
    return kind


def loop_variable(xs):
    """
    >>> loop_variable([1]), loop_variable([])
    (1, 'unbound')
    """
    for x in xs:
        pass
    try:
        return x
    except UnboundLocalError:
        return 'unbound'


def deleted():
    """
    >>> deleted()
    ['unbound', 'unbound', 2]
    """
    out = []
    x = 1
    del x
    try:
        x
    except UnboundLocalError:
        out.append('unbound')
    try:
        del x
    except UnboundLocalError:
        out.append('unbound')
    x = 2
    out.append(x)
    return out


def global_name():
    """
    >>> global_name()
    Traceback (most recent call last):
    ...
    NameError: name 'not_defined_anywhere' is not defined
    """
    global not_defined_anywhere
    return not_defined_anywhere


def augmented():
    """
    >>> augmented()
    'unbound'
    """
    try:
        n += 1
    except UnboundLocalError:
        return 'unbound'
    n = 0
