"""`with`, `async with` and coroutines in Cython's own files: AttributeError for a missing method, the attribute `__module__`.

>>> opened(Nothing), opened(Enter), opened(Exit)
('__exit__', '__exit__', '__enter__')
>>> opened(Nothing, is_async=True), opened(Enter, is_async=True), opened(Exit, is_async=True)
('__aexit__', '__aexit__', '__aenter__')
>>> opened(Both), opened(Both, is_async=True)
('in', 'in')
>>> opened(NotAwaited, is_async=True)  # doctest: +ELLIPSIS
"...int... can't be ...await..."
>>> opened(ExitNotAwaited, is_async=True)  # doctest: +ELLIPSIS
"...int... can't be ...await..."
>>> c, g = waits(None), counts()
>>> c.__module__ == g.__module__ == counts.__module__, c.close()
(True, None)
>>> type(c).send.__doc__.split()[4:6], type(g).send.__doc__.split()[4:6]
(['into', 'coroutine,'], ['into', 'generator,'])
>>> type(c).close.__doc__, type(g).__dict__['__name__'].__doc__
('close() -> raise GeneratorExit inside coroutine.', 'name of the generator')
>>> import types, inspect
>>> types.coroutine(counts)().__class__.__name__, counts_too().__class__.__name__, inspect.isgeneratorfunction(counts)
('coroutine', 'generator', True)
>>> wrapped = waits(types.coroutine(counts)())
>>> wrapped.send(None)
1
>>> wrapped.send(None)
Traceback (most recent call last):
StopIteration: done
"""


class Nothing:
    pass


class Enter:
    def __enter__(self): return 1
    def __aenter__(self): return 1


class Exit:
    def __exit__(self, *args): return None
    def __aexit__(self, *args): return None


class Both:
    def __enter__(self): return 'in'
    def __exit__(self, *args): return None
    async def __aenter__(self): return 'in'
    async def __aexit__(self, *args): return None


class NotAwaited(Enter):
    def __aexit__(self, *args): return None


class ExitNotAwaited(Both):
    def __aexit__(self, *args): return 3


async def open_async(what):
    async with what as x:
        return x


def opened(cls, is_async=False):
    try:
        if is_async:
            open_async(cls()).send(None)
        with cls() as x:
            return x
    except (AttributeError, TypeError) as e:
        return str(e)
    except StopIteration as e:
        return e.value


def counts_too():
    yield 1


async def waits(x):
    return await x


def counts():
    yield 1
    return 'done'
