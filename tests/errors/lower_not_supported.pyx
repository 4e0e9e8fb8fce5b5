# What analysis accepts and lowering cannot do yet.

def closure(double[:] x):
    #       ^^^^^^^^^^^ error[not-supported]: a captured memoryview variable is not supported yet
    return lambda: x[0]

def generator(x):
    return (i for i in x)
    #      ^ error[not-supported]: a generator expression is not supported yet
