"""while loops; break, continue, else; conditions with effects."""


def count(n):
    """
    >>> count(3)
    [0, 1, 2]
    """
    out = []
    i = 0
    while i < n:
        out.append(i)
        i += 1
    return out


def with_else(n, stop):
    """
    >>> with_else(3, 5), with_else(3, 1), with_else(0, 0)
    ('all', 'stopped at 1', 'all')
    """
    i = 0
    while i < n:
        if i == stop:
            return 'stopped at %d' % i
        i += 1
    else:
        return 'all'


def else_and_break(n):
    """
    >>> else_and_break(1), else_and_break(9)
    (['else'], ['break'])
    """
    out = []
    while n:
        if n == 5:
            out.append('break')
            break
        n -= 1
    else:
        out.append('else')
    return out


def for_ever(xs):
    """
    >>> for_ever([1, 2, 3, 0, 4])
    6
    """
    it = iter(xs)
    total = 0
    while True:
        x = next(it)
        if not x:
            break
        if x == 100:
            continue
        total += x
    return total


def pops(xs):
    """
    >>> pops([1, 2, 3])
    [3, 2, 1]
    """
    out = []
    while xs:
        out.append(xs.pop())
    return out


def walrus(xs):
    """
    >>> walrus([3, 2, 0, 1])
    [3, 2]
    """
    it = iter(xs)
    out = []
    while (x := next(it)):
        out.append(x)
    return out


def collatz(n):
    """
    >>> collatz(27)
    111
    """
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps


def nested(n):
    """
    >>> nested(3)
    [(0, 2), (1, 2), (1, 1), (2, 2), (2, 1), (2, 0)]
    """
    out = []
    i = 0
    while i < n:
        j = n
        while True:
            j -= 1
            if j < n - 1 - i:
                break
            out.append((i, j))
        i += 1
    return out
