from libc.math cimport sqrt, pow as power
from libc.stdio cimport printf

cdef double scaled(double x, double by=1.0, int times=1):
    return x * by * times

cdef struct Point:
    double x
    double y

cdef class_of(x):
    return type(x)

def counts():
    scaled()
    # ^ error[arg-count]: `scaled` takes at least 1 argument, 0 given
    # ^ note: `scaled` is declared here
    scaled(1, 2, 3, 4)
    # ^ error[arg-count]: `scaled` takes at most 3 arguments, 4 given
    sqrt(1, 2)
    # ^ error[arg-count]: `sqrt` takes 1 argument, 2 given
    return scaled(1, times=2) + power(2, 3)

def keywords():
    scaled(1, tmes=2)
    #         ^ error[no-param]: `scaled` has no parameter `tmes`
    #         ^ note: did you mean `times`?
    scaled(1, x=2)
    #         ^ error[duplicate-arg]: argument `x` is given twice
    scaled(by=2)
    # ^ error[missing-arg]: argument `x` of `scaled` is missing
    scaled(*[1])
    #      ^ error[c-call-star]: starred argument in a call of the C function `scaled`
    return Point(1, y=2), Point(x=1)
    #                     ^ warning[fields-missing]: 1 of 2 fields of `Point` given: the others are zero

def arguments(o, list xs):
    scaled(xs)
    #      ^ error[cannot-convert]: cannot convert `list` to `double`
    printf(b"%s\n", o)
    #               ^ error[cannot-convert]: cannot convert `object` to `...`
    cdef int n = 3
    n()
    # ^ error[not-callable]: `int` cannot be called
    # Python decides about Python calls when it makes them, but how many values a builtin takes is known
    len()
    # ^ error[arg-count]: `len` takes 1 argument, 0 given
    xs.append()
    # ^ error[arg-count]: `append` takes 1 argument, 0 given
    getattr(o)
    # ^ error[arg-count]: `getattr` takes at least 2 arguments, 1 given
    xs.pop(1, 2)
    sorted()
    return xs.sort(key=None, reverse=True), class_of(o)


def list_as_bound(int n):
    for i in range([], n):
#                  ^ error[cannot-convert]: cannot convert `list` to `Py_ssize_t`
        pass
    return list(reversed(range(n, [])))
#                                 ^ error[cannot-convert]: cannot convert `list` to `Py_ssize_t`
