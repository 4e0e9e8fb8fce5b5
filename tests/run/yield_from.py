"""yield from: delegation to generators of ours, of the interpreter, and to any iterator."""


def inner(log):
    try:
        while True:
            x = yield len(log)
            log.append(x)
            if x == 'stop':
                return 'returned'
    except KeyError as e:
        log.append(repr(e))
        yield 'caught'
        return 'after'
    finally:
        log.append('closed')


def outer(iterable):
    """
    >>> log = []
    >>> g = outer(inner(log))
    >>> next(g), g.send(1), g.send(2), g.send('stop')
    (0, 1, 2, ('result', 'returned'))
    >>> log
    [1, 2, 'stop', 'closed']
    >>> log = []
    >>> g = outer(inner(log))
    >>> next(g), g.throw(KeyError('k')), next(g)
    (0, 'caught', ('result', 'after'))
    >>> log = []
    >>> g = outer(inner(log))
    >>> next(g), g.close(), log
    (0, None, ['closed'])
    >>> log = []
    >>> g = outer(inner(log))
    >>> next(g), g.throw(IndexError)
    Traceback (most recent call last):
    IndexError
    >>> log
    ['closed']
    >>> list(outer([1, 2])), list(outer('ab')), list(outer(range(2)))
    ([1, 2, ('result', None)], ['a', 'b', ('result', None)], [0, 1, ('result', None)])
    >>> g = outer([1, 2])
    >>> next(g), g.throw(ValueError('no throw method'))
    Traceback (most recent call last):
    ValueError: no throw method
    >>> g = outer([1, 2])
    >>> next(g) and g.send('x')
    Traceback (most recent call last):
    AttributeError: 'list_iterator' object has no attribute 'send'
    >>> list(outer(3))
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    result = yield from iterable
    yield 'result', result


class Iterator:
    """
    >>> it = Iterator()
    >>> g = outer(it)
    >>> next(g), g.send(5), g.throw(ValueError('v')), g.close()
    (('next', 1), ('send', 5), ('throw', 'ValueError'), None)
    >>> it.log
    ['close']
    >>> g = outer(Iterator(2))
    >>> next(g), next(g), next(g)
    (('next', 1), ('next', 2), ('result', 'value'))
    """
    def __init__(self, n=100):
        self.i, self.n, self.log = 0, n, []

    def __iter__(self):
        return self

    def __next__(self):
        if self.i == self.n:
            raise StopIteration('value')
        self.i += 1
        return 'next', self.i

    def send(self, x):
        return 'send', x

    def throw(self, kind, value=None, traceback=None):
        return 'throw', (kind if isinstance(kind, type) else type(kind)).__name__

    def close(self):
        self.log.append('close')


def chain(n):
    """
    >>> list(chain(3))
    [3, 2, 1, 0]
    >>> g = chain(200)
    >>> sum(1 for x in g)
    201
    """
    yield n
    if n:
        return (yield from chain(n - 1))


def deep(n):
    """
    >>> try: list(deep(100000))
    ... except RecursionError: print('too deep')
    too deep
    """
    yield from deep(n - 1) if n else ()


def through_python():
    """A generator of the interpreter between two of ours.

    >>> source = 'def between(it):\\n    x = yield from it\\n    return x'
    >>> names = {}
    >>> exec(source, names)
    >>> log = []
    >>> g = outer(names['between'](inner(log)))
    >>> next(g), g.send('a'), g.throw(KeyError(1)), next(g)
    (0, 1, 'caught', ('result', 'after'))
    >>> log
    ['a', 'KeyError(1)', 'closed']
    """


def in_try():
    """
    >>> list(in_try())
    [1, 'handled', 2, 'done']
    """
    def fails():
        yield 1
        raise ValueError
    try:
        yield from fails()
    except ValueError:
        yield 'handled'
    finally:
        yield from [2]
    yield 'done'


def waits_for(g):
    """
    >>> g = outer(waits_for([1]))
    >>> g.gi_yieldfrom
    >>> next(g)
    1
    >>> g.gi_yieldfrom.__name__, g.gi_running, g.gi_frame is None
    ('waits_for', False, False)
    >>> list(g), g.gi_yieldfrom, g.gi_frame
    ([('result', None)], None, None)
    """
    yield from g
