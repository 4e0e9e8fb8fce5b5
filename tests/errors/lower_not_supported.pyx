# What analysis accepts and lowering cannot do yet.

def closure(double[:] x):
    #       ^^^^^^^^^^^ error[not-supported]: a captured memoryview variable is not supported yet
    return lambda: x[0]

def generator(double[:] x):
    with nogil:
        with gil:
            yield 1
            # ^ error[not-supported]: a yield where the GIL is released or taken
