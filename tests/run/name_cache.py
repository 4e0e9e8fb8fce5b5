"""Globals, builtins and classes are found through hints and called directly: what changes later must be seen.

>>> rebinding()
[1, 2, 'another', 2]
>>> many_globals()
300
>>> unbound()
"name 'not_there' is not defined"
>>> new_init()
(1, 'second', 3)
>>> bad_init()
"__init__() should return None, not 'int'"
>>> failing_init()
'no'
>>> own_new()
('new', 5)
>>> keywords()
(1, 2, 3)
>>> inherited()
(7, 8)
>>> abstract()
'refused'
>>> wrong_count()
True
"""

import abc

counter = 1


def value():
    return counter


def call_value():
    return value()


def rebinding():
    global counter
    found = [value()]
    counter = 2
    found.append(value())
    old = globals()["value"]
    globals()["value"] = lambda: "another"
    found.append(call_value())
    globals()["value"] = old
    found.append(call_value())
    counter = 1
    return found


def many_globals():
    for i in range(300):
        globals()["g%d" % i] = i
    total = value() - 1
    for i in range(300):
        total += globals().pop("g%d" % i) == i
    return total


def unbound():
    try:
        not_there
    except NameError as error:
        return str(error)


class Point:
    def __init__(self, x, y=2, *, z=3):
        self.x, self.y, self.z = x, y, z


class Other(Point):
    pass


def new_init():
    class Local:
        def __init__(self):
            self.value = 1

    first = Local().value
    Local.__init__ = lambda self: setattr(self, "value", "second")
    second = Local().value
    Local.__init__ = object.__init__
    Local.value = 3
    return first, second, Local().value


def bad_init():
    class Bad:
        def __init__(self):
            return 5

    try:
        Bad()
    except TypeError as error:
        return str(error)


def failing_init():
    class Failing:
        def __init__(self):
            raise ValueError("no")

    try:
        Failing()
    except ValueError as error:
        return str(error)


def own_new():
    class New:
        def __new__(cls, n):
            self = object.__new__(cls)
            self.made = "new"
            return self

        def __init__(self, n):
            self.n = n

    x = New(5)
    return x.made, x.n


def keywords():
    p = Point(1, z=3)
    return p.x, p.y, p.z


def inherited():
    p = Other(7, y=8)
    return p.x, p.y


def abstract():
    class Shape(abc.ABC):
        def __init__(self):
            pass

        @abc.abstractmethod
        def area(self):
            pass

    try:
        Shape()
    except TypeError:
        return "refused"


def wrong_count():
    try:
        Point()
    except TypeError as error:
        return "__init__() missing 1 required positional argument: 'x'" in str(error)
