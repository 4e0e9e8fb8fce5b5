"""Methods are looked up before their arguments are evaluated; what is called may be a method of the class, or anything that
the object, a module or a class holds.

>>> item = Item(3)
>>> item.run()
[(3, 4), (3, 4, 5), (3, 4, 5, 6), (3, (4, 5, 6, 7)), (3, 4, 5, 9)]
>>> kinds()
[('method', 2), ('function', 2), ('static', 2), ('Kinds', 2), ('call', 2), 2, ('lambda', 2), ('dynamic', 'other', (2,))]
>>> order()
['get early', 'argument', 'call early']
>>> missing()
("'Item' object has no attribute 'nothing'", [])
>>> changed_meanwhile()
[('old', 1), ('new', 1)]
>>> rebound()
('first', 1)
>>> modules(), modules_by_variable()
((4.0, 'a/b'), (4.0, 'a/b'))
>>> through_class(5)
(5, 6)
>>> holds_function(7), holds_function_later(8)
(('free', 8), ('free', 9))
>>> builtin_methods()
(['b', 'c', 'd'], 'a-b', {'k': [2]}, 3)
>>> generated()
[(0, 1), (1, 2)]
>>> with_super()
('base', 3)
>>> fails()
('run', 'argument')
>>> references()
0
"""
import math
import os.path
import sys


def plus(a, b):
    return a + b


class Item:
    def __init__(self, value):
        self.value = value

    def one(self, a):
        return self.value, a

    def two(self, a, b):
        return self.value, a, b

    def three(self, a, b, c):
        return self.value, a, b, c

    def many(self, *args):
        return self.value, args

    def default(self, a, b=5, *, c=None):
        return self.value, a, b, c

    def run(self):
        x = 4
        return [self.one(plus(x, 0)), self.two(plus(x, 0), plus(x, 1)), self.three(plus(x, 0), x + 1, plus(x, 2)),
                self.many(plus(x, 0), x + 1, plus(x, 2), x + 3), self.default(plus(x, 0), c=plus(x, 5))]


class Callable:
    def __call__(self, x):
        return 'call', x


def function(x):
    return 'function', x


class Kinds:
    def __init__(self):
        self.function = function
        self.type = int
        self.named = lambda x: ('lambda', x)

    def method(self, x):
        return 'method', x

    @staticmethod
    def static(x):
        return 'static', x

    @classmethod
    def of_class(cls, x):
        return cls.__name__, x

    called = Callable()

    def __getattr__(self, name):
        return lambda *args: ('dynamic', name, args)


def kinds():
    kinds = Kinds()
    return [kinds.method(plus(1, 1)), kinds.function(plus(1, 1)), kinds.static(plus(1, 1)), kinds.of_class(plus(1, 1)),
            kinds.called(plus(1, 1)), kinds.type(plus(1, 1)), kinds.named(plus(1, 1)), kinds.other(plus(1, 1))]


class Watched:
    def __init__(self, seen):
        self.seen = seen

    @property
    def early(self):
        self.seen.append('get early')
        return lambda x: self.seen.append('call early')


def note(seen):
    seen.append('argument')


def order():
    seen = []
    watched = Watched(seen)
    watched.early(note(seen))
    return seen


def missing():
    seen = []
    try:
        Item(1).nothing(note(seen))
    except AttributeError as error:
        return str(error), seen


class Changing:
    def method(self, x):
        return 'old', x


def change():
    Changing.method = lambda self, x: ('new', x)
    return 1


def changed_meanwhile():
    old, changing = Changing.method, Changing()
    try:
        return [changing.method(change()), changing.method(plus(1, 0))]
    finally:
        Changing.method = old


class First:
    def method(self, x):
        return 'first', x


def rebound():
    thing = First()

    def replace():
        nonlocal thing
        thing = None
        return 1
    return thing.method(replace())


def modules():
    return math.sqrt(plus(8, 8)), os.path.join(plus('a', ''), 'b')


def modules_by_variable():
    numbers, paths = math, os.path
    return numbers.sqrt(plus(8, 8)), paths.join(plus('a', ''), 'b')


def through_class(x):
    kind = Item
    return kind.one(Item(x), plus(x, 1))


def free(x):
    return 'free', x


def holds_function(x):
    item = Item(0)
    item.one = free
    return item.one(plus(x, 1))


def holds_function_later(x):
    item = Item(0)
    item.other = 1
    item.__dict__['one'] = free
    return item.one(plus(x, 1))


def builtin_methods():
    items, text, table = ['a', 'b', 'c'], '-', {}
    items.append(plus('d', ''))
    items.remove(plus('a', ''))
    table.setdefault(plus('k', ''), []).append(plus(1, 1))
    return items, text.join(list(plus('a', 'b'))), table, items.index(plus('d', '')) + 1


def generated():
    def steps():
        for i in range(2):
            yield Item(i).one((yield) or i + 1)
    return [x for x in steps() if x]


class Base:
    def method(self, x):
        return 'base', x


class Derived(Base):
    def method(self, x):
        return super().method(plus(x, 1))


def with_super():
    return Derived().method(plus(1, 1))


def raises():
    raise ValueError('argument')


class Failing:
    def run(self):
        Item(1).one(raises())


def fails():
    try:
        Failing().run()
    except ValueError as error:
        return error.__traceback__.tb_next.tb_frame.f_code.co_name, str(error)


def references():
    marker, item = object(), Item(1)
    before = sys.getrefcount(marker), sys.getrefcount(item), sys.getrefcount(free)
    for i in range(5):
        item.one(plus([marker], [])), item.two(plus([item], []), [marker] + [])
        item.other = free
        item.other(plus([marker], [item]))
    del item.other
    after = sys.getrefcount(marker), sys.getrefcount(item), sys.getrefcount(free)
    return sum(after) - sum(before)
