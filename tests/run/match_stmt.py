# requires: python >= 3.10
"""The match statement: every kind of pattern, what it binds and when, its errors."""
import collections.abc


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Counted:
    """A sequence by registration."""

    def __len__(self):
        return 4

    def __getitem__(self, index):
        if index == 2:
            raise RuntimeError("not asked for")
        return index


collections.abc.Sequence.register(Counted)


def values(s):
    """
    >>> [values(v) for v in (None, True, 0, 1, 2.0, -3, 2 + 3j, "a", b"b", 9)]
    ['none', 'true', 'zero', ('small', 1), ('small', 2.0), 'negative', 'complex', 'text', 'text', 9]
    """
    match s:
        case None:
            return "none"
        case True:
            return "true"
        case 0:
            return "zero"
        case 1 | 2 as n:
            return "small", n
        case -3:
            return "negative"
        case 2 + 3j:
            return "complex"
        case "a" | b"b":
            return "text"
        case other:
            return other


def sequences(s):
    """
    >>> [sequences(v) for v in ([], [5], (1, [2, 3, 4]), [1, 2, 3, 9], (4, 5, 4), range(3), "ab", {1, 2})]
    ['empty', 5, (1, 2), [2, 3], 'ends 4', 'more', 'no', 'no']
    """
    match s:
        case []:
            return "empty"
        case [x]:
            return x
        case [x, [y, *_]]:
            return x, y
        case [1, *rest, 9]:
            return rest
        case (a, *_, b) if a == b:
            return "ends %s" % a
        case [_, _, *_]:
            return "more"
        case _:
            return "no"


def ends(s):
    """
    >>> ends(Counted()), ends("abcd")
    ((0, 3), None)
    """
    match s:
        case [a, _, *_, b]:
            return a, b


def mappings(s):
    """
    >>> [mappings(v) for v in ({}, {"k": 1, "z": 2}, {1: {2: 3}}, {5: 6}, [1])]
    ['empty', (1, {'z': 2}), 3, 'some', 'no']
    """
    match s:
        case {} if not s:
            return "empty"
        case {"k": v, **rest}:
            return v, rest
        case {1: {2: deep}}:
            return deep
        case {}:
            return "some"
        case _:
            return "no"


def classes(s):
    """
    >>> [classes(v) for v in (Point(0, 5), Point(3, 2), Point(1, 2), 77, 1.5, "z", b"q", {"w": 1}, None)]
    [5, (3, 2), 'any', 77, 1.5, 'z', b'q', {'w': 1}, 'no']
    """
    match s:
        case Point(0, y=yy):
            return yy
        case Point(x, y) if x > y:
            return x, y
        case Point():
            return "any"
        case int(i):
            return i
        case float() as f:
            return f
        case str(t) | bytes(t):
            return t
        case dict(d):
            return d
        case _:
            return "no"


class Five:
    __match_args__ = 5


class Numbers:
    __match_args__ = (5,)


def errors(s, key=1):
    """
    >>> errors(Point(1, 2))
    'Point() accepts 2 positional sub-patterns (3 given)'
    >>> errors(Five())
    'Five.__match_args__ must be a tuple (got int)'
    >>> errors(Numbers())
    '__match_args__ elements must be strings (got int)'
    >>> errors({1: 1, 2: 2}), errors({1: 1, 2: 2}, 2)
    (None, 'mapping pattern checks duplicate key (2)')
    >>> errors((1, Point(1, 2)))
    "Point() got multiple sub-patterns for attribute 'x'"
    >>> errors((2, 3))
    'called match pattern must be a type'
    """
    class Keys:
        one, two = key, 2
        function = len
    try:
        match s:
            case Point(1, 2, 3):
                pass
            case Five(1):
                pass
            case Numbers(1):
                pass
            case {Keys.one: 1, Keys.two: 2}:
                pass
            case (1, Point(1, x=1)):
                pass
            case (2, Keys.function()):
                pass
    except (TypeError, ValueError) as error:
        return str(error).replace("must be a class", "must be a type")


def in_loop():
    """
    >>> in_loop()
    [0, 1, -2, -4, 5]
    """
    out = []
    for i in range(10):
        match i:
            case 3:
                continue
            case 6:
                break
            case n if n % 2:
                out.append(n)
            case _:
                out.append(-i)
    return out


def bound_late(s):
    """
    >>> bound_late([1, 2]), bound_late([1, 3]), bound_late(2)
    ('old', 1, 'none')
    """
    x = "old"
    match s:
        case [x, 3]:
            return x
        case [_, 2]:
            return x
    return "none"


def guard_binds(s):
    """
    >>> guard_binds(4)
    ('bound', 4)
    """
    match s:
        case n if n > 10:
            return "large"
    return "bound", n


def captured(s):
    """
    >>> captured({"a": 4})
    4
    """
    match s:
        case {"a": value}:
            return (lambda: value)()


def typed(s):
    """
    >>> typed(3), typed((4, 5))
    (6, 20)
    """
    x: int = 1
    y: int = 2
    match s:
        case int(x):
            pass
        case (x, y):
            y = y + 0
            return x * y
    return x * y


class Space:
    """
    >>> Space.first, Space.rest
    (1, [2, 3])
    """
    match [1, 2, 3]:
        case [first, *rest]:
            pass
