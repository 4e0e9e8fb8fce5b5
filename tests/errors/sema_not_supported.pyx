import cython

cdef class Extension:
#          ^ error[not-supported]: an extension type
    cdef int x

ctypedef fused number:
#              ^ error[not-supported]: a fused type
    int
    double

cdef number identity(number x):
    return x

Either = cython.fused_type(int, float)
# ^ error[not-supported]: a fused type

def uses(Extension e, x):
    return identity(x)

def numbers(n):
    yield n
    # ^ error[not-supported]: a generator
    yield n + 1

def rest(x):
    return x, locals()
    #         ^ error[not-supported]: `locals()`

async def coroutine():
# ^ error[not-supported]: a coroutine
    await coroutine()
