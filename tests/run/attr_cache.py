"""Attributes and methods are looked up through a cache: whatever changes later must be seen.

>>> class_changes()
(1, 2, 3, 'instance', 3)
>>> base_changes()
('old', 'new', 'own')
>>> becomes_property()
(5, 'property', 'property')
>>> becomes_descriptor()
('plain', 'got')
>>> slots()
(1, 2, 'caught')
>>> shadowed_method()
('class', 'instance', 'class')
>>> getattr_hook()
('there', 'made up')
>>> dict_replaced()
(1, 9)
>>> other_class()
('A', 'B')
>>> methods_of_classes()
('static', 'class C', 'class D')
>>> module_attribute()
3
>>> many_types() == [i * 2 for i in range(700)]
True
>>> read_only_property()
'caught'
>>> odd_keys()
5
>>> setattr_hook()
[('x', 1), ('y', 2)]
>>> missing()
"'Empty' object has no attribute 'nothing'"
"""


class C:
    value = 1

    @staticmethod
    def s():
        return "static"

    @classmethod
    def c(cls):
        return "class " + cls.__name__

    def method(self):
        return "class"


class D(C):
    pass


def read(x):
    return x.value


def class_changes():
    c = C()
    first = read(c)
    C.value = 2
    second = read(c)
    C.value = 3
    third = read(c)
    c.value = "instance"
    fourth = read(c)
    del c.value
    fifth = read(c)
    C.value = 1
    return first, second, third, fourth, fifth


class Base:
    word = "old"


class Derived(Base):
    pass


def word(x):
    return x.word


def base_changes():
    x = Derived()
    first = word(x)
    Base.word = "new"
    second = word(x)
    Derived.word = "own"
    third = word(x)
    del Derived.word
    Base.word = "old"
    return first, second, third


class Five:
    pass


def five(x):
    return x.five


def becomes_property():
    x = Five()
    x.five = 5
    first = five(x)
    Five.five = property(lambda self: "property")
    second = five(x)
    third = five(x)
    del Five.five
    return first, second, third


class Plain:
    pass


class Holder:
    held = Plain()


def held(x):
    got = x.held
    return "plain" if isinstance(got, Plain) else got


def becomes_descriptor():
    x = Holder()
    first = held(x)
    Plain.__get__ = lambda self, instance, owner: "got"
    second = held(x)
    del Plain.__get__
    return first, second


class Slotted:
    __slots__ = ("a", "b")


def slots():
    x = Slotted()
    x.a = 1
    x.b = 2
    both = x.a, x.b
    del x.b
    try:
        x.b
    except AttributeError:
        return both + ("caught",)


def call(x):
    return x.method()


def shadowed_method():
    x = C()
    first = call(x)
    x.method = lambda: "instance"
    second = call(x)
    del x.method
    return first, second, call(x)


class Hook:
    there = "there"

    def __getattr__(self, name):
        return "made up"


def getattr_hook():
    x = Hook()
    return x.there, x.elsewhere


class Empty:
    pass


def number(x):
    return x.number


def dict_replaced():
    x = Empty()
    x.number = 1
    first = number(x)
    x.__dict__ = {"number": 9}
    return first, number(x)


class A:
    name = "A"


class B:
    name = "B"


def other_class():
    x = A()
    first = x.name
    x.__class__ = B
    return first, x.name


def methods_of_classes():
    return C.s(), C.c(), D.c()


def module_attribute():
    import math
    return math.floor(3.5)


def value_of(x):
    return x.v


def many_types():
    found = []
    for i in range(700):
        cls = type("T%d" % i, (), {"v": i})
        found.append(value_of(cls()) + value_of(cls))
    return found


class ReadOnly:
    @property
    def p(self):
        return 1


def read_only_property():
    x = ReadOnly()
    try:
        x.p = 2
    except AttributeError:
        return "caught"


class Odd:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        Found.word = "found"
        return False


class Found:
    word = "lost"


def odd_keys():
    x = Found()
    x.__dict__[Odd("word")] = 1
    x.word  # comparing the keys changes the class
    x.word = 5
    return x.word


class Logged:
    log = []

    def __setattr__(self, name, value):
        self.log.append((name, value))


def setattr_hook():
    x = Logged()
    x.x = 1
    x.y = 2
    log = Logged.log[:]
    del Logged.log[:]
    return log


def missing():
    try:
        Empty().nothing
    except AttributeError as error:
        return str(error)


class Grown:
    def __init__(self, turned):
        if turned:
            self.b = 1
            self.a = 2
        else:
            self.a = 1
            self.b = 2
        self.c = 3


class Wide:
    def fill(self, n):
        for i in range(n):
            setattr(self, "f%d" % i, i)
        self.first = 1
        self.second = 2
        self.first = self.first + 10
        return self


def order_of_names():
    """
    >>> order_of_names()
    ['a', 'b', 'c']
    ['a', 'b', 'c']
    ['b', 'a', 'c']
    ['a', 'b', 'c', 'd']
    ['a', 'c', 'b']
    """
    for turned in (False, False, True):
        print(list(vars(Grown(turned))))
    one = Grown(False)
    one.d = 4
    print(list(one.__dict__))
    two = Grown(False)
    del two.b
    two.b = 5
    print(list(two.__dict__))


def names_after_the_dict():
    """
    >>> names_after_the_dict()
    (5, {'a': 1, 'b': 2, 'c': 3, 'e': 5}, 4, 7)
    """
    one = Grown(False)
    held = one.__dict__
    one.e = 5
    count = len(held)
    del held["c"]
    one.c = 3
    held["x"] = 6
    del one.x
    one.e = 5
    return one.e, {name: held[name] for name in sorted(held)}, len(held), count + 3


def many_names():
    """
    >>> many_names()
    [2, 7, 42]
    [11, 11, 11]
    """
    ones = [Wide().fill(n) for n in (0, 5, 40)]
    ones += [Wide().fill(n) for n in (0, 5, 40)]
    print([len(vars(one)) for one in ones[3:]])
    print([one.first for one in ones[3:]])


class Counted:
    made = 0

    def __new__(cls, *args):
        cls.made += 1
        return super().__new__(cls)

    def __init__(self, x=1):
        self.x = x


class Refused:
    def __init__(self):
        return 1


class Bare:
    pass


def instances():
    """
    >>> instances()
    (3, 2, 5)
    >>> Refused()
    Traceback (most recent call last):
    ...
    TypeError: __init__() should return None, not 'int'
    >>> refuses()
    "__init__() should return None, not 'int'"
    'Bare() takes no arguments'
    """
    one, two = Counted(2), Counted(3)
    bare = Bare()
    bare.x = 5
    return one.x + Counted.made - 1, Counted.made, bare.x


def refuses():
    for call in (lambda: Refused(), lambda: Bare(1)):
        try:
            call()
        except TypeError as error:
            print(repr(str(error)))
