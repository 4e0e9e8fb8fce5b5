# cython: warn.maybe_uninitialized=True


def never():
    print(a)
#         ^ error[unbound-local]: local variable `a` referenced before assignment
    a = 0


def one_branch(arg):
    if arg:
        a = 1
    return a
#          ^ warning[maybe-unbound]: local variable `a` might be referenced before assignment


def both_branches(arg):
    if arg:
        a = 1
    else:
        a = 0
    return a


def loop(n):
    for i in n:
        a = 1
    return a
#          ^ warning[maybe-unbound]: local variable `a` might be referenced before assignment


def loop_target(n):
    for i in n:
        pass
    return i
#          ^ warning[maybe-unbound]: local variable `i` might be referenced before assignment


def in_handler():
    try:
        a = in_handler()
    except ValueError:
        pass
    return a
#          ^ warning[maybe-unbound]: local variable `a` might be referenced before assignment


def c_variable(bint arg):
    cdef int n
    if arg:
        n = 1
    return n
#          ^ warning[maybe-unbound]: local variable `n` might be referenced before assignment
