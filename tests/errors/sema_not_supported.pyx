import cython

cdef class Extension:
#          ^ error[not-supported]: an extension type
    cdef int x

def uses(Extension e, x):
    return x

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
