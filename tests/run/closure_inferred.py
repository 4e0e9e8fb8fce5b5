"""Captured variables whose type is inferred: they work as any others do, also when a cell is set from outside.

>>> text()(), grow(3), changed(), deleted()
('ABCa', [0, 1, 2], 5, ['x', True, 'y'])
>>> late()
('NameError', 'z')
>>> loop('ab'), two()
(['a', 'b'], ('b', 'b'))
"""


def text():
    s = 'abc'

    def inner():
        return s.upper() + s[0]
    return inner


def grow(n):
    xs = []

    def add(x):
        xs.append(x)
    for i in range(n):
        add(i)
    return xs


def changed():
    s = 'a'

    def inner():
        nonlocal s
        s = 5
    inner()
    return s


def deleted():
    t = 'x'

    def inner():
        return t
    found = [inner()]
    del t
    try:
        inner()
    except NameError:
        found.append(True)
    t = 'y'
    return found + [inner()]


def late():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        kind = type(error).__name__
    value = 'z'
    return kind, inner()


def loop(given):
    s = 'ab'

    def inner():
        nonlocal s
        for c in s:
            yield c
    return list(inner())


def two():
    s = 'a'

    def first():
        nonlocal s
        s = 'b'

    def second():
        return s, (lambda: s)()
    first()
    return second()
