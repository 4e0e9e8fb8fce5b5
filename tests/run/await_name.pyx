"""`await` is a name outside of async functions.

>>> added(1), others(5)
(7, (-1, -5, 25, [5], 6, 5))
>>> runs(3)
4
"""


def added(await):
    return await + 2 * 3


def others(x):
    await = x
    return await - 6, -await, await ** 2, [await], await | 2 and await + 1, await


async def one(x):
    return x


async def more(x):
    async def inner(): return await one(x) + 1
    def name(await): return await
    return await inner() ** await one(1) + name(0)


def runs(x):
    try:
        more(x).send(None)
    except StopIteration as end:
        return end.value
