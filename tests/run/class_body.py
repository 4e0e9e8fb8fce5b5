"""Python classes: names in the body, bases, metaclasses, namespaces, private names."""

x = 10
names = []


class Point:
    """A point."""

    kind = "point"
    size = x + 1
    scaled = [i * 2 for i in range(3)]
    (first, *rest) = scaled
    for i in range(2):
        if i:
            last = i
    del i

    def __init__(self, a, b=2):
        self.a, self.__b = a, b

    @property
    def total(self):
        return self.a + self.__b

    @staticmethod
    def twice(a):
        return 2 * a

    @classmethod
    def make(cls, *args):
        return cls(*args)

    class Inner:
        def where(self):
            return "inner"


def attributes():
    """
    >>> attributes()
    ('A point.', 'point', 11, [0, 2, 4], 0, [2, 4], 1, False)
    >>> Point.__name__, Point.__qualname__, Point.Inner.where.__qualname__, Point.__module__ == __name__
    ('Point', 'Point', 'Point.Inner.where', True)
    """
    return (Point.__doc__, Point.kind, Point.size, Point.scaled, Point.first, Point.rest, Point.last,
            hasattr(Point, "i"))


def methods():
    """
    >>> methods()
    (3, 8, 7, 'inner', {'a': 3, '_Point__b': 4})
    """
    return (Point(1).total, Point.twice(4), Point.make(3, 4).total, Point.Inner().where(), vars(Point(3, 4)))


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **keywords):
        names.append(("prepare", name, len(bases), keywords))
        return {"given": 42}

    def __new__(meta, name, bases, space, **keywords):
        names.append(("new", name, space["__qualname__"], keywords))
        return type.__new__(meta, name, bases, space)

    def __init__(cls, *args, **keywords):
        pass


def metaclass():
    """
    >>> metaclass()
    (43, "name 'nowhere' is not defined", ('Sub', 'Point', 'object'), 'Meta')
    >>> names
    [('prepare', 'Sub', 1, {'k': 1}), ('new', 'Sub', 'metaclass.<locals>.Sub', {'k': 1})]
    """
    del names[:]

    class Sub(Point, metaclass=Meta, k=1):
        value = given + 1
        try:
            nowhere
        except NameError as error:
            text = str(error)

    return Sub.value, Sub.text, tuple(c.__name__ for c in Sub.__mro__), type(Sub).__name__


class Base:
    def __init_subclass__(cls, /, **keywords):
        cls.keywords = keywords

    def __class_getitem__(cls, item):
        return item

    def __new__(cls, *args):
        return object.__new__(cls)


class Named:
    def __set_name__(self, owner, name):
        self.name = name


class Entries:
    def __mro_entries__(self, bases):
        return (Base,)


def hooks():
    """
    >>> hooks()
    ({'a': 1, 'b': 2}, 'x', 1, 'name 3')
    """
    class Keyed(Base, a=1, **{"b": 2}):
        pass

    class Replaced(Entries()):
        pass

    class Owner:
        name = Named()
        count = 3

    return Keyed.keywords, Keyed["x"], len(Replaced.__orig_bases__), "%s %d" % (Owner.name.name, Owner.count)


def local(n):
    """
    >>> [c.w for c in local(2)]
    [0, 1]
    """
    out = []
    del names[:]
    for i in range(n):
        class Same:
            __slots__ = ("a", "__b")
            w = len(names)
        out.append(Same)
        names.append(n)
    return out


def wrong(case):
    """
    >>> wrong(0)
    'TypeError: duplicate base class Point'
    >>> wrong(1)
    'ZeroDivisionError: division by zero'
    >>> wrong(2)
    "NameError: name 'gone' is not defined"
    >>> wrong(3)
    'TypeError: Return.__prepare__() must return a mapping, not int'
    """
    try:
        if case == 0:
            class Twice(Point, Point):
                pass
        elif case == 1:
            class Fails:
                before = 1
                inside = 1 / 0
        elif case == 2:
            class Deletes:
                del gone
        else:
            class Return(type):
                @classmethod
                def __prepare__(meta, name, bases):
                    return 3

            class Of(metaclass=Return):
                pass
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


def decorated():
    """
    >>> decorated()
    ['inner', 'outer']
    """
    return list(Marked.marks)


def mark(name):
    def apply(cls):
        cls.marks = getattr(cls, "marks", ()) + ("inner" if not hasattr(cls, "marks") else "outer",)
        return cls
    return apply


@mark("outer")
@mark("inner")
class Marked:
    pass


class __Private:
    def name(self):
        return self.__x

    __x = "_Private__x"


def private():
    """
    >>> private()
    ('_Private__x', True)
    """
    return __Private().name(), hasattr(__Private, "_Private__x")


class Names:
    """
    >>> Names.y, Names.some, Names.w, Names.e
    (2, ['x', 'y'], 6, 7)
    """
    x = 1
    vars()["y"] = 2
    some = sorted(name for name in locals() if name[0] != "_")
    some = [name for name in dir() if name in "xy"]
    exec("w = x + 5")
    e = eval("w + 1")
