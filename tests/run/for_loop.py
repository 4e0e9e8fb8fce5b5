"""for over every kind of iterable; break, continue, else."""


def over(xs):
    """
    >>> over([1, 2]), over((1,)), over('ab'), over({1: 2}), over(range(2)), over(iter([3])), over(b'a')
    ([1, 2], [1], ['a', 'b'], [1], [0, 1], [3], [97])
    >>> over(5)
    Traceback (most recent call last):
    ...
    TypeError: 'int' object is not iterable
    """
    out = []
    for x in xs:
        out.append(x)
    return out


def with_else(xs):
    """
    >>> with_else([1, 2, 3]), with_else([1, 0, 3]), with_else([])
    ('end 3', 'zero', 'end None')
    """
    x = None
    for x in xs:
        if not x:
            result = 'zero'
            break
    else:
        result = 'end %s' % x
    return result


def with_continue(xs):
    """
    >>> with_continue([1, 2, 3, 4])
    [1, 3]
    """
    out = []
    for x in xs:
        if x % 2 == 0:
            continue
        out.append(x)
    return out


def nested(n):
    """
    >>> nested(4)
    [(1, 0), (2, 0), (2, 1), (3, 0)]
    """
    out = []
    for i in range(n):
        for j in range(n):
            if j >= i:
                break
            if i == 3 and j == 1:
                break
            out.append((i, j))
        else:
            out.append('never')
    return out


def growing():
    """A list may grow and shrink while it is run over.

    >>> growing()
    ([0, 1, 2, 3, 4], [5])
    """
    xs = [0]
    for x in xs:
        if x < 4:
            xs.append(x + 1)
    ys = [5, 6, 7]
    seen = []
    for y in ys:
        seen.append(y)
        del ys[1:]
    return xs, seen


def rebinding(xs):
    """The name of what is run over, and the loop variable, may be bound again inside.

    >>> rebinding([1, 2, 3])
    ([1, 2, 3], None, 'changed')
    """
    out = []
    for x in xs:
        out.append(x)
        xs = None
        x = 'changed'
    return out, xs, x


def last_value(n):
    """
    >>> last_value(3), last_value(0)
    ((2, 'after'), ('before', 'after'))
    """
    i = 'before'
    for i in range(n):
        pass
    return i, 'after'


def ranges():
    """
    >>> ranges()
    [[2, 3, 4], [5, 3, 1], [], [0, 3, 6, 9]]
    """
    out = []
    for args in ((2, 5), (5, 0, -2), (3, 3), (0, 10, 3)):
        xs = []
        for i in range(*args):
            xs.append(i)
        out.append(xs)
    return out


def zero_step(step):
    """
    >>> zero_step(0)
    Traceback (most recent call last):
    ...
    ValueError: range() arg 3 must not be zero
    >>> zero_step(-2)
    [5, 3, 1]
    """
    return [i for i in range(5, 0, step)]


def enumerated(xs):
    """
    >>> enumerated('ab'), enumerated([])
    ([(0, 'a'), (1, 'b'), (10, 'a'), (11, 'b')], [])
    """
    out = []
    for i, x in enumerate(xs):
        out.append((i, x))
    for i, x in enumerate(xs, 10):
        out.append((i, x))
    return out


def enumerated_continue(xs):
    """
    >>> enumerated_continue('abc')
    [0, 2]
    """
    out = []
    for i, x in enumerate(xs):
        if x == 'b':
            continue
        out.append(i)
    return out


def items(d):
    """
    >>> items({'a': 1, 'b': 2})
    (['a', 'b'], [1, 2], [('a', 1), ('b', 2)])
    """
    keys, values, pairs = [], [], []
    for k in d:
        keys.append(k)
    for v in d.values():
        values.append(v)
    for k, v in d.items():
        pairs.append((k, v))
    return keys, values, pairs


def zipped(a, b):
    """
    >>> zipped([1, 2], 'xy')
    ['x', 'yy']
    """
    return [x * n for n, x in zip(a, b)]


def into_subscript(xs):
    """
    >>> into_subscript([1, 2])
    {'k': 2}
    """
    d = {}
    for d['k'] in xs:
        pass
    return d


def iterator_fails(it):
    """
    >>> class It:
    ...     def __iter__(self): return self
    ...     def __next__(self): raise ValueError('next')
    >>> iterator_fails(It())
    Traceback (most recent call last):
    ...
    ValueError: next
    """
    for x in it:
        return x


def return_inside(xs):
    """
    >>> return_inside([0, 0, 7]), return_inside([])
    ((2, 7), None)
    """
    for i, x in enumerate(xs):
        if x:
            return i, x
