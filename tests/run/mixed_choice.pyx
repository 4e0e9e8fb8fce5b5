"""`and`, `or` of C integers and floats: Python sees the value that was chosen, C a number that holds both.

>>> as_objects(2, 3.5), as_objects(0, 2)
((3.5, 2, 2, [2]), (0, 2.0, 2.0, [2.0]))
>>> in_c(2, 3.5), in_c(0, 2.5)
((2.0, 3.0, '2'), (2.5, 3.5, '2.5'))
"""


def as_objects(int a, double b):
    return a and b, a or b, (a or b or a), [a or b]


def in_c(int a, double b):
    cdef double x = a or b
    return x, (a or b) + 1, str(a or b)
