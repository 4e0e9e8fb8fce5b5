"""async for, async with, asynchronous comprehensions."""


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as e:
        return e.value


class Pause:
    def __await__(self):
        yield


class Numbers:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await Pause()
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


async def loop(n, stop=None):
    """
    >>> run(loop(3)), run(loop(3, 2)), run(loop(0))
    ([1, 2, 3, 'else'], [1, 2], ['else'])
    """
    out = []
    async for i in Numbers(n):
        out.append(i)
        if i == stop:
            break
        continue
    else:
        out.append('else')
    return out


async def targets(n):
    """
    >>> run(targets(2))
    [(1, 'a'), (2, 'a')]
    """
    class Pairs(Numbers):
        async def __anext__(self):
            return await super().__anext__(), 'a'
    out = []
    async for x, y in Pairs(n):
        out.append((x, y))
    return out


async def bad_iterators(x):
    """
    >>> run(bad_iterators([1]))
    Traceback (most recent call last):
    TypeError: 'async for' requires an object with __aiter__ method, got list
    >>> class A:
    ...     def __aiter__(self): return []
    >>> run(bad_iterators(A()))
    Traceback (most recent call last):
    TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: list
    >>> class B:
    ...     def __aiter__(self): return self
    ...     def __anext__(self): return 3
    >>> run(bad_iterators(B()))
    Traceback (most recent call last):
    TypeError: 'async for' received an invalid object from __anext__: int
    """
    async for i in x:
        pass


class Manager:
    def __init__(self, log, swallow=False):
        self.log, self.swallow = log, swallow

    async def __aenter__(self):
        await Pause()
        self.log.append('enter')
        return 'value'

    async def __aexit__(self, kind, value, traceback):
        await Pause()
        self.log.append('exit %s' % (kind and kind.__name__))
        return self.swallow


async def block(log, error=None, swallow=False):
    """
    >>> log = []
    >>> run(block(log)), log
    ('value', ['enter', 'exit None'])
    >>> log = []
    >>> run(block(log, KeyError, True)), log
    ('behind', ['enter', 'exit KeyError'])
    >>> log = []
    >>> run(block(log, KeyError))
    Traceback (most recent call last):
    KeyError
    >>> log
    ['enter', 'exit KeyError']
    """
    async with Manager(log, swallow) as x:
        if error:
            raise error
        return x
    return 'behind'


async def several(log):
    """
    >>> log = []
    >>> run(several(log)), log
    ([0, 1], ['enter', 'enter', 'exit None', 'exit None', 'enter', 'exit None'])
    """
    out = []
    async with Manager(log), Manager(log) as x:
        pass
    for i in range(3):
        if i == 2:
            break
        if i == 1:
            async with Manager(log):
                out.append(i)
                continue
        out.append(i)
    return out


async def no_manager(x):
    """
    >>> try: run(no_manager(3))
    ... except (TypeError, AttributeError) as e: print('ok')
    ok
    """
    async with x:
        pass


async def comprehensions(n):
    """
    >>> run(comprehensions(3))
    ([1, 2, 3], {2, 3}, {1: 2, 2: 4, 3: 6}, [(1, 0), (2, 0), (2, 1)])
    """
    return ([i async for i in Numbers(n)], {i async for i in Numbers(n) if i > 1},
            {i: i * 2 async for i in Numbers(n)}, [(i, j) async for i in Numbers(n - 1) for j in range(i)])


async def generator_expression(n):
    """
    >>> run(generator_expression(2))
    [10, 20]
    """
    out = []
    async for x in (i * 10 async for i in Numbers(n)):
        out.append(x)
    return out


async def awaits_inside(n):
    """
    >>> run(awaits_inside(2))
    ([0, 1], [5, 6])
    """
    async def value(x):
        await Pause()
        return x
    g = (await value(i + 5) for i in range(n))
    return [await value(i) for i in range(n)], [x async for x in g]
