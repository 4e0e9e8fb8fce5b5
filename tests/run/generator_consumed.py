"""Generator expressions that the call around them runs to the end: no generator is made."""

log = []


def say(x):
    log.append(x)
    return x


def sums(xs):
    """
    >>> sums([1, 2, 3]), sums([])
    ((14, 114, 3), (0, 100, 0))
    """
    return sum(x * x for x in xs), sum((x * x for x in xs), 100), sum(1 for _ in xs)


def first_decides(xs):
    """
    >>> first_decides([0, 3, 5]), log[:]
    ((True, False), [0, 3, 0])
    >>> first_decides([])
    (False, True)
    """
    del log[:]
    return any(say(x) for x in xs), all(say(x) for x in xs)


def nested_any(rows):
    """
    >>> nested_any([[1, 2], [3, -1], [5]]), nested_any([[1]])
    ((True, False), (False, True))
    """
    return any(x < 0 for row in rows for x in row), all(x > 0 for row in rows for x in row if row)


def containers(xs):
    """
    >>> containers([3, 1, 3])
    ([6, 2, 6], (4, 2, 4), [1, 3], {3: 9, 1: 1}, [-3, -3, -1], True)
    """
    return (list(x * 2 for x in xs), tuple(x + 1 for x in xs), sorted(set(x for x in xs)),
            dict((x, x * x) for x in xs), sorted(-x for x in xs), frozenset(x for x in xs) == {1, 3})


def extremes(xs):
    """
    >>> extremes([3, -5, 4])
    (-5, 5)
    >>> extremes([])  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: min() arg is an empty sequence
    """
    return min(x for x in xs), max(abs(x) for x in xs)


def joined(xs):
    """
    >>> joined([1, 2]), joined([])
    ('<1, 2>', '<>')
    """
    return '<' + ', '.join(str(x) for x in xs) + '>'


def in_condition(xs):
    """
    >>> in_condition([1, 2]), in_condition([0])
    ('some', 'none')
    """
    if any(x for x in xs):
        return 'some'
    return 'none'


def error_inside(xs):
    """
    >>> error_inside([1, 0])
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    """
    return sum(1 / x for x in xs)
