import cython

def rest(x):
    return x, locals()
    #         ^ error[not-supported]: `locals()`
