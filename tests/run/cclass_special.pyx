"""Every special method of an extension type: reached through its slot, with what it was given; exceptions come out.

>>> import operator
>>> n = Number('n')
>>> names = ['add', 'sub', 'mul', 'mod', 'lshift', 'rshift', 'and_', 'xor', 'or_', 'floordiv', 'truediv', 'matmul', 'pow']
>>> [getattr(operator, name)(n, 1) for name in names] == [('n', name.strip('_'), 1) for name in names]
True
>>> [getattr(operator, name)(1, n) for name in names] == [('n', 'r' + name.strip('_'), 1) for name in names]
True
>>> {outcome(getattr(operator, name), n, 'x') for name in names}, {outcome(operator.sub, 'x', n), outcome(operator.pow, 'x', n)}
({'KeyError'}, {'KeyError'})
>>> {outcome(getattr(operator, name), n, None) for name in names}, {outcome(getattr(operator, name), None, n) for name in names}
({'TypeError'}, {'TypeError'})
>>> divmod(n, 1), divmod(1, n), pow(n, 1, 2), outcome(divmod, n, 'x'), outcome(pow, n, 'x', 2)
(('n', 'divmod', 1), ('n', 'rdivmod', 1), ('n', 'pow', 1, 2), 'KeyError', 'KeyError')
>>> places = [name.strip('_') for name in names]
>>> results = [getattr(operator, 'i' + name)(InPlace(name), 1) for name in places]
>>> [(type(place).__name__, place.met) == ('InPlace', [('i' + name, 1)]) for place, name in zip(results, places)] == [True] * 13
True
>>> {outcome(getattr(operator, 'i' + name), InPlace('p'), 'x') for name in places}
{'KeyError'}
>>> {outcome(getattr(operator, 'i' + name), InPlace('p'), None) for name in places}
{'TypeError'}
>>> -n, +n, ~n, abs(n), int(n), float(n), operator.index(n), str(n), repr(n), bool(n), hash(n), len(n)
(('n', 'neg'), ('n', 'pos'), ('n', 'invert'), ('n', 'abs'), 7, 2.5, 8, 'str n', 'Number n', True, 11, 3)
>>> one = [operator.neg, operator.pos, operator.invert, abs, int, float, operator.index, str, repr, bool, hash, len]
>>> [outcome(function, Number(None)) for function in one] == ['KeyError'] * len(one)
True
>>> n < 1, n <= 1, n == 1, n != 1, n > 1, n >= 1
(('n', 'lt', 1), ('n', 'le', 1), ('n', 'eq', 1), ('n', 'ne', 1), ('n', 'gt', 1), ('n', 'ge', 1))
>>> {outcome(getattr(operator, name), n, 'x') for name in ('lt', 'le', 'eq', 'ne', 'gt', 'ge')}
{'KeyError'}
>>> old = Compared(3)
>>> old < 4, old <= 3, old == 3, old != 3, old > 3, old >= 4, outcome(operator.lt, old, 'x'), outcome(operator.lt, old, None)
(True, True, True, False, False, False, 'KeyError', 'TypeError')
>>> list(Steps(3)), outcome(list, Steps(-1)), outcome(next, Steps(0)), outcome(iter, Steps(-2))
([0, 1, 2], 'KeyError', 'StopIteration', 'ValueError')
>>> driven(awaited(2)), driven(stepped(3)), outcome(driven, awaited(-1)), outcome(driven, stepped(-1))
(4, [0, 1, 2], 'KeyError', 'KeyError')
>>> class Holder:
...     item = Descriptor('d')
>>> holder = Holder()
>>> holder.item is None, Holder.item == (None, 'Holder'), setattr(holder, 'item', 5), holder.item[0] is holder
(False, True, None, True)
>>> Descriptor.log(), delattr(holder, 'item'), Descriptor.log()
([('set', 5)], None, [('delete',)])
>>> outcome(setattr, holder, 'item', 'x'), outcome(delattr, Faulty(), 'item'), outcome(getattr, Faulty(), 'item')
('KeyError', 'KeyError', 'KeyError')
>>> looked = Looked()
>>> looked.anything, looked.missing, outcome(getattr, looked, 'x'), outcome(getattr, looked, 'y')
(('getattribute', 'anything'), ('getattr', 'missing'), 'KeyError', 'ValueError')
>>> finished(3), finished('x')
(['del 3'], ['del x'])
>>> released(), released(), bytes(memoryview(Lender(2)))
([2], [2], b'aa')
>>> outcome(memoryview, Lender(-1))
'KeyError'
>>> (contains := Container()), 1 in contains, 2 in contains, outcome(operator.contains, contains, 'x')
(container, True, False, 'KeyError')
>>> contains[1], operator.setitem(contains, 1, 2), operator.delitem(contains, 1), contains(1, b=2)
(('getitem', 1), None, None, ((1,), {'b': 2}))
>>> [outcome(f, *args) for f, args in ((operator.getitem, (contains, 'x')), (operator.setitem, (contains, 'x', 1)), \
(operator.delitem, (contains, 'x')), (contains, ('x',)))]
['KeyError', 'KeyError', 'KeyError', 'KeyError']
"""
import gc


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__


cdef object checked(name, what, other):
    """What an operator of the tests gives; KeyError of 'x'."""
    if other == 'x' or name is None:
        raise KeyError(what)
    return NotImplemented if other is None else (name, what, other)


cdef class Number:
    cdef object name

    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        return checked(self.name, 'add', other)

    def __radd__(self, other):
        return checked(self.name, 'radd', other)

    def __sub__(self, other):
        return checked(self.name, 'sub', other)

    def __rsub__(self, other):
        return checked(self.name, 'rsub', other)

    def __mul__(self, other):
        return checked(self.name, 'mul', other)

    def __rmul__(self, other):
        return checked(self.name, 'rmul', other)

    def __mod__(self, other):
        return checked(self.name, 'mod', other)

    def __rmod__(self, other):
        return checked(self.name, 'rmod', other)

    def __lshift__(self, other):
        return checked(self.name, 'lshift', other)

    def __rlshift__(self, other):
        return checked(self.name, 'rlshift', other)

    def __rshift__(self, other):
        return checked(self.name, 'rshift', other)

    def __rrshift__(self, other):
        return checked(self.name, 'rrshift', other)

    def __and__(self, other):
        return checked(self.name, 'and', other)

    def __rand__(self, other):
        return checked(self.name, 'rand', other)

    def __xor__(self, other):
        return checked(self.name, 'xor', other)

    def __rxor__(self, other):
        return checked(self.name, 'rxor', other)

    def __or__(self, other):
        return checked(self.name, 'or', other)

    def __ror__(self, other):
        return checked(self.name, 'ror', other)

    def __floordiv__(self, other):
        return checked(self.name, 'floordiv', other)

    def __rfloordiv__(self, other):
        return checked(self.name, 'rfloordiv', other)

    def __truediv__(self, other):
        return checked(self.name, 'truediv', other)

    def __rtruediv__(self, other):
        return checked(self.name, 'rtruediv', other)

    def __matmul__(self, other):
        return checked(self.name, 'matmul', other)

    def __rmatmul__(self, other):
        return checked(self.name, 'rmatmul', other)

    def __divmod__(self, other):
        return checked(self.name, 'divmod', other)

    def __rdivmod__(self, other):
        return checked(self.name, 'rdivmod', other)

    def __pow__(self, other, modulus):
        result = checked(self.name, 'pow', other)
        return result if modulus is None else result + (modulus,)

    def __rpow__(self, other, modulus):
        return checked(self.name, 'rpow', other)

    def __neg__(self):
        return checked(self.name, 'neg', 0)[:2]

    def __pos__(self):
        return checked(self.name, 'pos', 0)[:2]

    def __invert__(self):
        return checked(self.name, 'invert', 0)[:2]

    def __abs__(self):
        return checked(self.name, 'abs', 0)[:2]

    def __int__(self):
        checked(self.name, 'int', 0)
        return 7

    def __float__(self):
        checked(self.name, 'float', 0)
        return 2.5

    def __index__(self):
        checked(self.name, 'index', 0)
        return 8

    def __bool__(self):
        checked(self.name, 'bool', 0)
        return True

    def __hash__(self):
        checked(self.name, 'hash', 0)
        return 11

    def __len__(self):
        checked(self.name, 'len', 0)
        return 3

    def __str__(self):
        checked(self.name, 'str', 0)
        return 'str n'

    def __repr__(self):
        checked(self.name, 'repr', 0)
        return 'Number n'

    def __lt__(self, other):
        return checked(self.name, 'lt', other)

    def __le__(self, other):
        return checked(self.name, 'le', other)

    def __eq__(self, other):
        return checked(self.name, 'eq', other)

    def __ne__(self, other):
        return checked(self.name, 'ne', other)

    def __gt__(self, other):
        return checked(self.name, 'gt', other)

    def __ge__(self, other):
        return checked(self.name, 'ge', other)


cdef class InPlace:
    cdef public object name, met

    def __init__(self, name):
        self.name, self.met = name, []

    cdef object meet(self, what, other):
        result = checked(self.name, what, other)
        if result is NotImplemented:
            return result
        self.met.append(result[1:])
        return self

    def __iadd__(self, other):
        return self.meet('iadd', other)

    def __isub__(self, other):
        return self.meet('isub', other)

    def __imul__(self, other):
        return self.meet('imul', other)

    def __imod__(self, other):
        return self.meet('imod', other)

    def __ilshift__(self, other):
        return self.meet('ilshift', other)

    def __irshift__(self, other):
        return self.meet('irshift', other)

    def __iand__(self, other):
        return self.meet('iand', other)

    def __ixor__(self, other):
        return self.meet('ixor', other)

    def __ior__(self, other):
        return self.meet('ior', other)

    def __ifloordiv__(self, other):
        return self.meet('ifloordiv', other)

    def __itruediv__(self, other):
        return self.meet('itruediv', other)

    def __imatmul__(self, other):
        return self.meet('imatmul', other)

    def __ipow__(self, other):
        return self.meet('ipow', other)


cdef class Compared:
    cdef int value

    def __init__(self, int value):
        self.value = value

    def __richcmp__(self, other, int op):
        if checked('c', op, other) is NotImplemented:
            return NotImplemented
        cdef int value = other
        return [self.value < value, self.value <= value, self.value == value, self.value != value, self.value > value,
                self.value >= value][op]


cdef class Steps:
    cdef int count, at

    def __init__(self, int count):
        self.count = count

    def __iter__(self):
        if self.count == -2:
            raise ValueError(self.count)
        return self

    def __next__(self):
        if self.count < 0:
            raise KeyError(self.count)
        if self.at == self.count:
            raise StopIteration
        self.at += 1
        return self.at - 1

    def __await__(self):
        if self.count < 0:
            raise KeyError(self.count)
        return iter(Delayed(self.count))

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count < 0:
            raise KeyError(self.count)
        if self.at == self.count:
            raise StopAsyncIteration
        self.at += 1
        return self.at - 1


cdef class Delayed:
    cdef int count
    cdef bint waited

    def __init__(self, int count):
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):
        if self.waited:
            raise StopIteration(2 * self.count)
        self.waited = True
        return None


async def awaited(count):
    return await Steps(count)


async def stepped(count):
    return [item async for item in Steps(count)]


def driven(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    finally:
        coroutine.close()


cdef list descriptor_log = []


cdef class Descriptor:
    cdef object name

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        if self.name is None:
            raise KeyError('get')
        return instance, owner.__name__

    def __set__(self, instance, value):
        if value == 'x':
            raise KeyError('set')
        descriptor_log.append(('set', value))

    def __delete__(self, instance):
        if self.name is None:
            raise KeyError('delete')
        descriptor_log.append(('delete',))

    @staticmethod
    def log():
        log = descriptor_log[:]
        descriptor_log.clear()
        return log


class Faulty:
    item = Descriptor(None)


cdef class Looked:
    def __getattribute__(self, name):
        if name == 'x':
            raise KeyError(name)
        if name == 'missing' or name == 'y':
            raise AttributeError(name)
        return 'getattribute', name

    def __getattr__(self, name):
        if name == 'y':
            raise ValueError(name)
        return 'getattr', name


cdef list gone = []


cdef class Finished:
    cdef object name

    def __init__(self, name):
        self.name = name

    def __del__(self):
        gone.append('del %s' % self.name)


def finished(name):
    gone.clear()
    Finished(name)
    gc.collect()
    return gone[:]


cdef class Lender:
    cdef char data[8]
    cdef Py_ssize_t shape[1]
    cdef int size

    def __init__(self, int size):
        self.size = size
        self.data = b'aaaaaaaa'

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        if self.size < 0:
            raise KeyError(self.size)
        self.shape[0] = self.size
        buffer.buf, buffer.len, buffer.itemsize, buffer.readonly, buffer.ndim = self.data, self.size, 1, 1, 1
        buffer.format = NULL
        buffer.shape, buffer.strides, buffer.suboffsets = self.shape, &buffer.itemsize, NULL
        buffer.internal = NULL
        buffer.obj = self

    def __releasebuffer__(self, Py_buffer *buffer):
        gone.append(self.size)


def released():
    gone.clear()
    with memoryview(Lender(2)) as view:
        assert view.tobytes() == b'aa'
    return gone[:]


cdef class Container:
    def __repr__(self):
        return 'container'

    def __contains__(self, item):
        if item == 'x':
            raise KeyError(item)
        return item == 1

    def __getitem__(self, key):
        return checked('c', 'getitem', key)[1:]

    def __setitem__(self, key, value):
        checked('c', 'setitem', key)

    def __delitem__(self, key):
        checked('c', 'delitem', key)

    def __call__(self, *args, **kwargs):
        checked('c', 'call', args[0])
        return args, kwargs
