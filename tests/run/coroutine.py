# grows: once, states, thrown, kinds, with_the_loop
"""Coroutines: async def, await, what they are to the interpreter."""
import asyncio
import collections.abc
import inspect
import types
import warnings


def run(coroutine):
    """Steps it by hand: what it yields to the event loop, and its result."""
    seen = []
    try:
        while True:
            seen.append(coroutine.send(None))
    except StopIteration as e:
        return seen, e.value
    finally:
        coroutine.close()


class Wait:
    def __init__(self, x):
        self.x = x

    def __await__(self):
        got = yield self.x
        return self.x, got


async def twice(x):
    """
    >>> run(twice(3))
    (['a'], 6)
    """
    await Wait('a')
    return x * 2


async def chain(n):
    """
    >>> run(chain(2))
    (['a', 'a', 'a'], [0, 2, 4])
    """
    return [await twice(i) for i in range(n + 1)]


async def values():
    """
    >>> run(values())
    (['p', 'q'], ((('p', None), 1), {'k': ('q', None)}))
    """
    return (await Wait('p'), 1), {'k': await Wait('q')}


async def not_awaitable(x):
    """
    >>> try: run(not_awaitable(3))
    ... except TypeError as e: print('int' in str(e) and 'await' in str(e))
    True
    >>> class Bad:
    ...     def __await__(self): return 3
    >>> run(not_awaitable(Bad()))
    Traceback (most recent call last):
    TypeError: __await__() returned non-iterator of type 'int'
    """
    await x


async def raises(kind):
    """
    >>> run(raises(ValueError))
    Traceback (most recent call last):
    ValueError: x
    >>> run(raises(StopIteration))
    Traceback (most recent call last):
    RuntimeError: coroutine raised StopIteration
    """
    raise kind('x')


def once():
    """
    >>> once()
    cannot reuse already awaited coroutine
    coroutine is being awaited already
    can't send non-None value to a just-started coroutine
    """
    c = twice(1)
    run(c)
    try:
        c.send(None)
    except RuntimeError as e:
        print(e)

    async def other(c):
        await c
    c = twice(1)
    first, second = other(c), other(c)
    first.send(None)
    try:
        second.send(None)
    except RuntimeError as e:
        print(e)
    first.close()
    c = twice(1)
    try:
        c.send(1)
    except TypeError as e:
        print(e)
    c.close()


def thrown():
    """
    >>> thrown()
    ('caught', ['finally'])
    """
    log = []

    async def f():
        try:
            await Wait(1)
        except KeyError:
            return 'caught'
        finally:
            log.append('finally')
    c = f()
    c.send(None)
    try:
        c.throw(KeyError('k'))
    except StopIteration as e:
        return e.value, log


def never_awaited():
    """
    >>> never_awaited()
    ["coroutine 'twice' was never awaited"]
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        twice(1)
    return [str(w.message) for w in caught]


def kinds():
    """
    >>> kinds()
    (True, True, True, True, True)
    """
    c = twice(1)
    c.close()
    return (inspect.iscoroutine(c), isinstance(c, types.CoroutineType), isinstance(c, collections.abc.Coroutine),
            inspect.isawaitable(c), asyncio.iscoroutinefunction(twice))


def states():
    """
    >>> states()
    ['CORO_CREATED', 'CORO_SUSPENDED', 'CORO_CLOSED', 'twice', None]
    """
    c = twice(1)
    out = [inspect.getcoroutinestate(c)]
    c.send(None)
    out.append(inspect.getcoroutinestate(c))
    c.close()
    return out + [inspect.getcoroutinestate(c), c.__name__, c.cr_await]


def decorated():
    """types.coroutine makes a generator awaitable.

    >>> decorated()
    (['from generator'], 'sent')
    """
    @types.coroutine
    def old_style():
        yield 'from generator'
        return 'sent'

    async def f():
        return await old_style()
    return run(f())


class Methods:
    async def method(self, x):
        return x, await self.other()

    @staticmethod
    async def other():
        return 'static'

    @classmethod
    async def make(cls):
        return cls.__name__


def methods():
    """
    >>> methods()
    (([], (1, 'static')), ([], 'Methods'))
    """
    return run(Methods().method(1)), run(Methods.make())


def with_the_loop():
    """
    >>> with_the_loop()
    ([0, 1, 4], 'timeout', ['late'], 'cancelled')
    """
    async def square(x):
        await asyncio.sleep(0)
        return x * x

    async def sleeper(log):
        try:
            await asyncio.sleep(60)
        finally:
            log.append('late')

    async def main():
        log = []
        squares = await asyncio.gather(*[square(i) for i in range(3)])
        try:
            await asyncio.wait_for(sleeper(log), 0.001)
        except asyncio.TimeoutError:
            timeout = 'timeout'
        task = asyncio.ensure_future(sleeper([]))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return squares, timeout, log, 'cancelled'
    return asyncio.run(main())


async def closure(x):
    """
    >>> run(closure(2))
    ([1], 12)
    """
    async def inner(y):
        nonlocal x
        x += 10
        await Wait(1)
        return x
    return await inner(1)
