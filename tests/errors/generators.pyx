# Where yield and await may stand.

cdef int c_function(int n):
    yield n
    # ^ error[not-allowed]: `yield` is not allowed outside of a Python function
    return n

async def coroutine():
    yield from [1]
    # ^ error[syntax]: `yield from` inside async function

async def defaults():
    def inner(a=await coroutine()):
        #       ^ error[not-allowed]: `await` is not allowed in a default value
        pass

def plain(x):
    await x
    # ^ error[syntax]: `await` outside async function
    return [await y for y in x]
    #       ^ error[not-allowed]: `await` is not allowed outside of an async function

async def asynchronous():
    yield 1
    return 5
    # ^ error[not-allowed]: `return` with a value is not allowed in an asynchronous generator
