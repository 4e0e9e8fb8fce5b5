# What analysis accepts and lowering cannot do yet.

def closure(double[:] x):
    f = lambda: x[0]
    del x
    #   ^ error[not-supported]: `del` of a captured memoryview variable is not supported yet
    return f

def generator(double[:] x):
    with nogil:
        with gil:
            yield 1
            # ^ error[not-supported]: a yield where the GIL is released or taken
