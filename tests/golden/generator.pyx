def evens(int n):
    cdef int i
    for i in range(n):
        x = yield 2 * i
        if x:
            yield from x


def squares(xs):
    return (x * x for x in xs)
