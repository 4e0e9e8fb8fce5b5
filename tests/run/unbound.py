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


def deleted(flag):
    """
    >>> deleted(True), deleted(False)
    (['unbound', 'unbound', 2], [1, 'deleted', 2])
    """
    out = []
    x = 1
    if flag:
        del x
    try:
        out.append(x)
    except UnboundLocalError:
        out.append('unbound')
    try:
        del x
        out.append('deleted')
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


def augmented(flag):
    """
    >>> augmented(True), augmented(False)
    (1.5, 'unbound')
    """
    if flag:
        n = 0.5
    try:
        n += 1
    except UnboundLocalError:
        return 'unbound'
    return n


def numbers(n):
    """What would be a C variable is an object where it may be unset.

    >>> numbers(2)
    (1, 2.5, True)
    >>> numbers(0)
    ['i', 'x', 'b']
    """
    for i in range(n):
        x = 2.5
        b = i == 1
    out = []
    try:
        return i, x, b
    except UnboundLocalError:
        out.append('i')
    try:
        x
    except UnboundLocalError:
        out.append('x')
    try:
        b
    except UnboundLocalError:
        out.append('b')
    return out
