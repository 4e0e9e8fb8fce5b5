"""Generators: yield anywhere, send, throw, close, what they return."""
import sys


def count(n):
    """
    >>> list(count(3)), sum(count(5))
    ([0, 1, 2], 10)
    >>> g = count(2)
    >>> next(g), next(g), next(g, 'end'), next(g, 'end')
    (0, 1, 'end', 'end')
    """
    i = 0
    while i < n:
        yield i
        i += 1


def returns(x):
    """
    >>> g = returns(7)
    >>> next(g)
    'first'
    >>> try: next(g)
    ... except StopIteration as e: print(e.value)
    7
    >>> next(g)
    Traceback (most recent call last):
    StopIteration
    """
    yield 'first'
    return x


def echo():
    """
    >>> g = echo()
    >>> g.send(1)
    Traceback (most recent call last):
    TypeError: can't send non-None value to a just-started generator
    >>> g.send(None), g.send(1), next(g), g.send('x')
    (None, 1, None, 'x')
    """
    x = None
    while True:
        x = yield x


def in_expressions(f):
    """What is computed before a yield is there behind it.

    >>> g = in_expressions(lambda *a, **k: (a, sorted(k.items())))
    >>> [g.send(v) for v in (None, 1, 2, 3, 4)]
    ['a', 'b', 'c', 'd', 'e']
    >>> g.send(5)
    ((0, 1, [2, 9], 3), [('k', 4)])
    >>> g.send(6)
    'f'
    >>> g.send(-1)
    [-1, 5, 'neg']
    >>> g.send(0)
    'g'
    >>> try: g.send({'x': 1})
    ... except StopIteration as e: print(e.value)
    {'x': 1, 'p': 'q'}
    """
    result = f(0, (yield 'a'), [(yield 'b'), 9], (yield 'c'), k=(yield 'd'))
    last = yield 'e'
    yield result
    sign = yield 'f'
    yield [sign, last, 'neg' if sign < 0 else (yield 'never')]
    return {**(yield 'g'), 'p': 'q'}


def try_finally(log):
    """
    >>> log = []
    >>> g = try_finally(log)
    >>> next(g), next(g)
    (1, 'in finally')
    >>> next(g)
    2
    >>> g.throw(ValueError('thrown'))
    "handled ValueError('thrown')"
    >>> g.close()
    >>> log
    ['finally 1', 'finally 2', 'closed']
    """
    try:
        try:
            yield 1
        finally:
            log.append('finally 1')
            yield 'in finally'
        try:
            yield 2
        except ValueError as e:
            yield 'handled ' + repr(e)
        finally:
            log.append('finally 2')
    except GeneratorExit:
        log.append('closed')
        raise


def handled_inside():
    """The exception being handled belongs to the generator.

    >>> g = handled_inside()
    >>> next(g)
    'KeyError'
    >>> sys.exc_info()[0]
    >>> try:
    ...     raise IndexError
    ... except IndexError:
    ...     print(next(g), sys.exc_info()[0].__name__)
    KeyError IndexError
    >>> next(g)
    'None'
    >>> def caller():
    ...     g = handled_inside()
    ...     next(g), next(g)
    ...     try:
    ...         raise IndexError
    ...     except IndexError:
    ...         return next(g)
    >>> caller()
    'IndexError'
    """
    def now():
        kind = sys.exc_info()[0]
        return kind.__name__ if kind else 'None'
    try:
        raise KeyError
    except KeyError:
        yield now()
        yield now()
    yield now()


def context():
    """
    >>> g = context()
    >>> next(g)
    >>> try: g.throw(ValueError('second'))
    ... except ValueError as e: print(repr(e.__context__))
    KeyError('first')
    """
    try:
        raise KeyError('first')
    except KeyError:
        yield


def stop_inside():
    """
    >>> next(stop_inside())
    Traceback (most recent call last):
    RuntimeError: generator raised StopIteration
    >>> try: list(stop_inside())
    ... except RuntimeError as e: print(repr(e.__cause__), repr(e.__context__))
    StopIteration(3) StopIteration(3)
    """
    raise StopIteration(3)
    yield


def itself():
    """
    >>> itself()
    ValueError generator already executing
    """
    def gen():
        try:
            next(g)
        except ValueError as e:
            yield '%s %s' % (type(e).__name__, e)
    g = gen()
    print(next(g))


def ignores():
    """
    >>> g = ignores()
    >>> next(g)
    1
    >>> g.close()
    Traceback (most recent call last):
    RuntimeError: generator ignored GeneratorExit
    >>> ignores().close()
    """
    try:
        yield 1
    except GeneratorExit:
        yield 2


def throws():
    """
    >>> g = throws()
    >>> g.throw(ValueError, 'before the start')
    Traceback (most recent call last):
    ValueError: before the start
    >>> next(g, 'ended')
    'ended'
    >>> g = throws()
    >>> next(g), g.throw(KeyError('k'))
    ('ready', "KeyError('k')")
    >>> g.throw(3)
    Traceback (most recent call last):
    TypeError: exceptions must be classes or instances deriving from BaseException, not int
    >>> g = throws()
    >>> next(g) and None
    >>> g.throw(ZeroDivisionError)
    'ZeroDivisionError()'
    """
    reply = 'ready'
    while True:
        try:
            yield reply
        except Exception as e:
            reply = repr(e)
            if 'must be' in reply:
                raise


def loops(xs):
    """
    >>> list(loops([1, 2, 3]))
    [(0, 1), (1, 2), (2, 3), 'else', 'r0', 'r2', 't', 'h', 'w3', 'w2', 'w1']
    >>> xs = [1, 2]
    >>> g = loops(xs)
    >>> next(g), xs.append(9), next(g), next(g)
    ((0, 1), None, (1, 2), (2, 9))
    """
    for i, x in enumerate(xs):
        yield i, x
    else:
        yield 'else'
    for i in range(0, 4, 2):
        yield 'r%d' % i
    for c in 'th':
        yield c
    n = len(xs)
    while n:
        yield 'w%d' % n
        n -= 1


def leaves(n):
    """break, continue and return out of try statements around a yield

    >>> list(leaves(3))
    [0, 'f0', 1, 'f1', 2, 'f2', 3, 'f3', 'after']
    >>> list(leaves(10))
    [0, 'f0', 1, 'f1', 2, 'f2', 3, 'f3', 4, 'f4', 5, 'f5']
    """
    for i in range(n + 5):
        try:
            yield i
            if i < 2:
                continue
            if i == n:
                break
            if i == 5:
                return
        finally:
            yield 'f%d' % i
    yield 'after'


class Manager:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append('enter')
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append('exit %s' % (kind and kind.__name__))
        return kind is KeyError


def with_statement(log):
    """
    >>> log = []
    >>> g = with_statement(log)
    >>> next(g), g.throw(KeyError), log
    (1, 2, ['enter', 'exit KeyError', 'enter'])
    >>> g.close()
    >>> log
    ['enter', 'exit KeyError', 'enter', 'exit GeneratorExit']
    """
    with Manager(log):
        yield 1
    with Manager(log) as m:
        yield 2


def comprehension(xs):
    """
    >>> g = comprehension([1, 2])
    >>> next(g), g.send(10), g.send(20)
    ('k', [10, 20], {1: 'a', 2: 'a'})
    """
    k = yield 'k'
    yield [k * x for x in xs]
    yield {x: 'a' for x in xs}


def deleted():
    """
    >>> g = deleted()
    >>> next(g)
    1
    >>> try: next(g)
    ... except UnboundLocalError: print('unbound')
    unbound
    """
    x = 1
    yield x
    del x
    yield x


def recursive(n):
    """
    >>> list(recursive(3))
    [3, 2, 1, 0]
    """
    yield n
    if n:
        for x in recursive(n - 1):
            yield x


def closures(n):
    """
    >>> [f() for f in closures(3)], [f() for f in list(closures(3))]
    ([0, 1, 2], [2, 2, 2])
    """
    i = 0
    while i < n:
        yield lambda: i
        i += 1
        if i == n:
            i -= 1
            return


def set_outside():
    """
    >>> set_outside()
    ([1, 2, 3], 6)
    """
    total = 0

    def gen(n):
        nonlocal total
        for i in range(1, n):
            total += i
            yield i
    return list(gen(4)), total


def defaults(a, b=2, *args, c=3, **kwargs):
    """
    >>> list(defaults(1)), list(defaults(1, 5, 6, c=7, d=8))
    ([1, 2, (), 3, {}], [1, 5, (6,), 7, {'d': 8}])
    >>> defaults()
    Traceback (most recent call last):
    TypeError: defaults() missing 1 required positional argument: 'a'
    """
    yield a
    yield b
    yield args
    yield c
    yield kwargs


def lambdas():
    """
    >>> g = lambdas()
    >>> next(g), g.send(5)
    (1, [5])
    """
    return (lambda: [(yield [(yield 1)])])()
