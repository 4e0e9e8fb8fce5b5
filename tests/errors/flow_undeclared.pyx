# cython: warn.undeclared=True


def function(arg):
    cdef int n
    n = 1
    a = n
#   ^ warning[undeclared]: variable `a` has no declaration
    for i in arg:
#       ^ warning[undeclared]: variable `i` has no declaration
        a += i
    return a
