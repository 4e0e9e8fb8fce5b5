# grows: left_early, misuse, protocol
"""Asynchronous generators: iteration, asend, athrow, aclose, hooks."""
import asyncio
import collections.abc
import inspect
import sys


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as e:
        return e.value


class Pause:
    def __await__(self):
        yield


async def count(n, log=None):
    """
    >>> async def use():
    ...     return [i async for i in count(3)]
    >>> run(use())
    [0, 1, 2]
    """
    try:
        for i in range(n):
            await Pause()
            sent = yield i
            if log is not None:
                log.append(sent)
    except KeyError:
        await Pause()
        yield 'caught'
    finally:
        await Pause()
        if log is not None:
            log.append('finally')


async def protocol():
    """
    >>> run(protocol())
    (0, 1, 'caught', 'stop', ['x', 'finally'])
    """
    log = []
    g = count(5, log)
    first = await g.__anext__()
    second = await g.asend('x')
    third = await g.athrow(KeyError)
    try:
        await g.__anext__()
    except StopAsyncIteration:
        end = 'stop'
    return first, second, third, end, log


async def closed():
    """
    >>> run(closed())
    (0, None, ['finally'], 'ended', None)
    """
    log = []
    g = count(5, log)
    first = await g.__anext__()
    result = await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        end = 'ended'
    return first, result, log, end, await g.aclose()


async def left_early():
    """
    >>> run(left_early())
    [0, 1]
    """
    out = []
    g = count(5)
    async for i in g:
        out.append(i)
        if i == 1:
            break
    await g.aclose()
    return out


async def plain(n):
    for i in range(n):
        await Pause()
        yield i


async def misuse():
    """
    >>> for line in run(misuse()): print(line)
    can't send non-None value to a just-started async generator
    anext(): asynchronous generator is already running
    async generator ignored GeneratorExit
    async generator raised StopAsyncIteration
    async generator raised StopIteration
    cannot reuse already awaited __anext__()/asend()
    """
    out = []

    async def note(awaitable):
        try:
            await awaitable
        except (TypeError, RuntimeError) as e:
            out.append(str(e))
    await note(plain(1).asend(3))
    g = plain(2)
    first = g.__anext__()
    first.send(None)
    await note(g.__anext__())
    first.close()

    async def ignores():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    g = ignores()
    await g.__anext__()
    await note(g.aclose())

    async def stops(kind):
        yield 1
        raise kind
    for kind in StopAsyncIteration, StopIteration:
        g = stops(kind)
        await g.__anext__()
        await note(g.__anext__())
    g = plain(2)
    step = g.__anext__()
    await step
    await note(step)
    await g.aclose()
    return out


def kinds():
    """
    >>> kinds()
    (True, True, True, 'count', None)
    """
    g = count(1)
    return (inspect.isasyncgen(g), isinstance(g, collections.abc.AsyncGenerator), inspect.isasyncgenfunction(count),
            g.__name__, g.ag_await)


def hooks():
    """
    >>> hooks()
    ['first count', 'final count']
    """
    log = []
    old = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=lambda g: log.append('first ' + g.__name__),
                           finalizer=lambda g: log.append('final ' + g.__name__))
    try:
        g = count(1)
        step = g.__anext__()
        step.send(None)
        del step, g
    finally:
        sys.set_asyncgen_hooks(*old)
    return log


def with_the_loop():
    """
    >>> with_the_loop()
    [0, 2, 'closed']
    """
    out = []

    async def numbers():
        try:
            for i in range(10):
                await asyncio.sleep(0)
                yield i * 2
        finally:
            out.append('closed')

    async def main():
        async for i in numbers():
            out.append(i)
            if i == 2:
                break
    asyncio.run(main())
    return out
