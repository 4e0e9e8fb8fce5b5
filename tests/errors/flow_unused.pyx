# cython: warn.unused=True, warn.unused_arg=True, warn.unused_result=True


def variable():
    a = 1
#   ^ warning[unused]: variable `a` is never used


def part(arg):
    a, b = arg.split()
#      ^ warning[unused]: variable `b` is never used
    return a


def argument(arg):
#            ^ warning[unused]: argument `arg` is never used
    pass


def starred(*args, **kwargs):
#            ^ warning[unused]: argument `args` is never used
#                    ^ warning[unused]: argument `kwargs` is never used
    pass


def result():
    r = 1 + 1
#   ^ warning[unused-result]: the value of `r` is never used; it is set again before it is read
    r = 2
    r = r + 1
    return r


def nested():
    def unused_one():
#   ^ warning[unused]: function `unused_one` is never used
        pass


def unassigned():
    cdef object foo
#               ^ warning[unused]: variable `foo` is never used
    cdef int i
#            ^ warning[unused]: variable `i` is never used


def used(x, y):
    x.y = 1
    y[0] = 1
    lambda x: x
    for _ in y:
        pass


def closure(a, b):
    x = 1
#   ^ warning[unused]: variable `x` is never used
    y = 2

    def inner():
        return a + b + y
    return inner()


cdef class Quiet:
    def method(self):
        pass
