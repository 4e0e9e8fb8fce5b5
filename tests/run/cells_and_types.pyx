"""What is reached only through a cell of an inner function, and types of this module's language that are objects.

>>> over_cell([1, 2])(), over_cell({3: 4})(), over_cell('ab')()
([1, 2], [3], ['a', 'b'])
>>> over_cell(5)()
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> class Stubborn:
...     def __iter__(self): raise KeyError('no')
>>> over_cell(Stubborn())()
Traceback (most recent call last):
KeyError: 'no'
>>> class Base:
...     def __init__(self, *args): self.args = args
...     def name(self): return 'base'
>>> made = derived(Base)
>>> made(1, 2).args, made(1).name(), made(1).outer(), made.make().args
((1, 2, 3), 'derived base', 'base', ('made', 3))
>>> derived(object)(1)
Traceback (most recent call last):
TypeError: object.__init__() takes exactly one argument (the instance to initialize)
>>> derived(object).make.__name__
'make'
>>> truths(True, []), truths(False, [1])
((3, True, 'yes'), (False, True, 'no'))
>>> types(memoryview(b'a'))
(False, False, False)
>>> types(view_of(bytearray(b'abc')))
(True, False, False)
>>> types(an_array()), an_array().shape
((False, True, False), (2,))
"""
from cpython cimport bool
from cython cimport view


def over_cell(x):
    def items():
        return [item for item in x] if x != 'ab' else each()

    def each():
        result = []
        for item in x:
            result.append(item)
        return result

    return items


def derived(base):
    class Derived(base):
        def __init__(self, *args):
            super().__init__(*args, 3)

        def name(self):
            return 'derived ' + super(Derived, self).name()

        def outer(self):
            def inner():
                return super(Derived, self).name()
            return inner()

        @classmethod
        def make(cls):
            return super().__new__(cls) if base is object else cls('made')

    return Derived


def truths(bint q, x):
    cdef bool w = q
    cdef bool v = not x if q else True
    return w and 3, v, 'yes' if w else 'no'


def view_of(unsigned char[:] x):
    return x


def an_array():
    return view.array((2,), itemsize=4, format='i')


def types(x):
    return isinstance(x, view.memoryview), isinstance(x, view.array), view.array is view.memoryview
