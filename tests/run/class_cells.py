"""Classes and the functions around them: variables of outer functions, __class__, super()."""


def outer(n):
    """
    >>> C = outer(3)
    >>> C.m, C().get(), C().bump(), C().get(), C.twice
    (4, 3, 4, 4, [6])
    """
    class C:
        m = n + 1
        twice = [n * 2 for _ in range(1)]

        def get(self):
            return n

        def bump(self):
            nonlocal n
            n += 1
            return n

    return C


class A:
    def __init__(self, *log):
        self.log = list(log) + ["A"]

    def who(self):
        return "A"

    @classmethod
    def make(cls):
        return cls.__name__

    @property
    def prop(self):
        return 1


class B(A):
    def __init__(self):
        super().__init__("B")

    def who(self):
        return "B" + super().who()

    def cls(self):
        return __class__

    @classmethod
    def make(cls):
        return "B" + super().make()

    @property
    def prop(self):
        return super().prop + 1

    def inner(self):
        def in_function(other):
            return super().who()
        return in_function(self), (lambda self: super().who())(self)


class C(B):
    def who(self):
        return "C" + super().who()

    def in_loop(self):
        return [super(C, self).who() for _ in range(2)]


def supers():
    """
    >>> supers()
    (['B', 'A'], 'CBA', 'B', 'BC', 2, ('A', 'A'), ['BA', 'BA'])
    """
    c = C()
    return c.log, c.who(), c.cls().__name__, c.make(), c.prop, c.inner(), c.in_loop()


class Bad:
    def none():
        return super()

    def deleted(self):
        del self
        return super()

    def star(*args):
        return super()


def no_class(self):
    return super()


def errors(case):
    """
    >>> [errors(i) for i in range(4)]
    ['super(): no arguments', 'super(): arg[0] deleted', 'super(): no arguments', 'super(): __class__ cell not found']
    """
    try:
        (Bad.none, Bad().deleted, Bad().star, lambda: no_class(1))[case]()
    except RuntimeError as error:
        return str(error)


class Keeps(type):
    def __new__(meta, name, bases, space):
        meta.seen = "__classcell__" in space
        if name == "Loses":
            del space["__classcell__"]
        return type.__new__(meta, name, bases, space)


def classcell(name):
    """
    >>> classcell("Has")
    True
    >>> classcell("Loses")
    '__class__ not set defining 'Loses' as <class 'class_cells.classcell.<locals>.Loses'>. Was __classcell__ propagated to type.__new__?'
    """
    try:
        if name == "Has":
            class Has(metaclass=Keeps):
                def f(self):
                    return __class__
        else:
            class Loses(metaclass=Keeps):
                def f(self):
                    return __class__
    except RuntimeError as error:
        return Text(error)
    return Keeps.seen


class Text:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return "'%s'" % self.value


def recursive():
    """
    >>> recursive()
    120
    """
    class Factorial:
        def of(self, n):
            return 1 if n < 2 else n * Factorial().of(n - 1)
    return Factorial().of(5)


def unbound():
    """
    >>> unbound()
    'NameError'
    """
    try:
        class Early:
            x = later
        later = 1
    except NameError as error:
        return type(error).__name__
