"""Classes of the interpreter as types: exceptions, range; names that only Cython's language has.

>>> show(ValueError('a')), show(UnicodeError('b'))
('ValueError a', 'ValueError b')
>>> show(KeyError('a'))
Traceback (most recent call last):
TypeError: Argument 'e' has incorrect type (expected ValueError, got KeyError)
>>> show(None)
Traceback (most recent call last):
TypeError: Argument 'e' has incorrect type (expected ValueError, got NoneType)
>>> caught(0), caught('x')
(('ZeroDivisionError object', True), ('TypeError object', True))
>>> either(True), either(False)
('LookupError object', 'LookupError object')
>>> count(range(2, 5)), typed_range()
([2, 3, 4], 'range object')
>>> count([])
Traceback (most recent call last):
TypeError: Argument 'r' has incorrect type (expected range, got list)
>>> narrow(IndexError(1))
'IndexError'
>>> narrow(ValueError(1))
Traceback (most recent call last):
TypeError: Cannot convert ValueError to LookupError
>>> in_nothing(1)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> old_names({1: 2})
([(1, 2)], [1], [2], [(1, 2)], [1], [2])
>>> old_functions()
(3, True, True)
>>> Own().kind()
('Own', ['__class__', 'self'])
>>> back(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
>>> back([1, 2])
[2, 1]
>>> letters(bytearray(b'a'))
bytearray(b'axA')
>>> unbound(b'a'), unbound(None)
Traceback (most recent call last):
TypeError: descriptor 'decode' requires a 'bytes' object but received a 'NoneType'
>>> entered()
(2.5, [True])
"""
cimport cython


def show(e: ValueError):
    return f'ValueError {e}'


def caught(x):
    try:
        1 // x
    except ZeroDivisionError as e:
        return cython.typeof(e), len(e.args) == 1
    except TypeError as e2:
        return cython.typeof(e2), bool(e2.args)


def either(flag):
    e = KeyError(1) if flag else IndexError(2)
    return cython.typeof(e)


def count(r: range):
    return [i for i in r]


def typed_range():
    r = range(3)
    return cython.typeof(r)


def narrow(x):
    cdef LookupError e = x
    return type(e).__name__


def in_nothing(a):
    cdef frozendict fd = None
    return a in fd


def old_names(dict d):
    return (list(d.iteritems()), list(d.iterkeys()), list(d.itervalues()), list(d.viewitems()), list(d.viewkeys()),
            list(d.viewvalues()))


def old_functions():
    import sys
    return getattr3(sys, 'no such name', 3), intern('abc') is sys.intern('abc'), reload is not None


cdef class Own:
    def kind(self):
        return __class__.__name__, sorted(locals())


def back(list values):
    return [v for v in reversed(values)]


def letters(bytearray b):
    b.append('x')
    b.append(65)
    return b


def unbound(bytes b):
    return bytes.decode(b, 'ascii')


left = []


cdef class Manager:
    cdef double __enter__(self):
        return 2.5

    def __exit__(self, *given):
        left.append(given[0] is None)


def entered():
    with Manager() as x:
        pass
    seen = left[:]
    left.clear()
    return x, seen
