"""Captured variables with C types.

>>> counter = make_counter(5)
>>> counter(), counter()
(6, 7)
>>> make_counter('x')
Traceback (most recent call last):
TypeError: an integer is required
>>> mean = make_mean()
>>> mean(1), mean(2), mean(6)
(1.0, 1.5, 3.0)
>>> typed_list([1, 2])()
[1, 2, 3]
>>> typed_list(None)()
Traceback (most recent call last):
AttributeError: 'NoneType' object has no attribute 'append'
>>> typed_list(5)
Traceback (most recent call last):
TypeError: Argument 'items' has incorrect type (expected list, got int)
>>> array_sum(4)
12
>>> struct_parts()
(4, 2.5)
>>> pointers()
11
>>> from_c_function(20)
60
>>> default_argument()(), default_argument(3)()
(7, 3)
>>> wrong_store()
Traceback (most recent call last):
TypeError: Expected list, got int
"""

cdef struct Point:
    int x
    double y


def make_counter(int n):
    def count():
        nonlocal n
        n += 1
        return n
    return count


def make_mean():
    cdef double total = 0
    cdef long n = 0

    def mean(double x):
        nonlocal total, n
        total += x
        n += 1
        return total / n
    return mean


def typed_list(list items):
    def f():
        items.append(3)
        return items
    return f


def array_sum(int n):
    cdef int values[4]
    values[:] = [1, 2, 3, 4]

    def double_all():
        for i in range(n):
            values[i] *= 2
    double_all()
    return values[0] + values[1] + values[2]


def struct_parts():
    cdef Point p
    p.x = 1
    p.y = 0.5

    def move():
        nonlocal p
        p.x += 3
        p.y += 2
    move()
    return p.x, p.y


def pointers():
    cdef int a = 1
    cdef int *p = &a

    def change():
        p[0] += 10
    change()
    return a


cdef long apply_twice(f, long n):
    return f(f(n))


cdef long from_c(long n):
    cdef long k = n

    def add(x):
        return x + k
    return apply_twice(add, n)


def from_c_function(n):
    return from_c(n)


def default_argument(int n=7):
    return lambda: n


def wrong_store():
    cdef list items = []

    def store(value):
        nonlocal items
        items = value
    store(5)


cdef class Checked:
    pass


def inner_checked(x):
    """
    >>> inner_checked(Checked()) is not None
    True
    >>> inner_checked(1)
    Traceback (most recent call last):
    TypeError: Cannot convert int to closure_typed.Checked
    """
    def inner(Checked c, y):
        return c
    return inner(x, 1)
