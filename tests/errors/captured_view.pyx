# Variables of outer functions that cannot be captured yet.

def closure(double[:] x):
    #       ^^^^^^^^^^^ error[not-supported]: a captured memoryview variable is not supported yet
    return lambda: x[0]
