"""Functions inside of functions and lambdas that use no variable of the outer one."""

factor = 10


def inner(x):
    """
    >>> inner(3)
    (5, 30, 'add')
    """
    def add(a, b=2):
        return a + b

    def scale(a):
        return a * factor

    return add(x), scale(x), add.__name__


def lambdas(xs):
    """
    >>> lambdas([3, 1, 2])
    ([3, 2, 1], 9, [2, 4, 6], (1, (2,), {'k': 3}))
    """
    f = lambda x, y=3: x * y
    g = lambda a, *args, **kwargs: (a, args, kwargs)
    return sorted(xs, key=lambda x: -x), f(3), list(map(lambda x: 2 * x, range(1, 4))), g(1, 2, k=3)


def in_loop(n):
    """
    >>> in_loop(3)
    [1, 1, 1]
    """
    out = []
    for i in range(n):
        def one():
            return 1
        out.append(one())
    return out


def recursive(n):
    """
    >>> recursive(4)
    24
    """
    return factorial(n)


factorial = lambda n: 1 if n < 2 else n * factorial(n - 1)


def conditional(flag):
    """
    >>> conditional(True), conditional(False)
    ('yes', 'no')
    """
    if flag:
        def f():
            return 'yes'
    else:
        def f():
            return 'no'
    return f()


def names():
    """
    >>> names()
    ('<lambda>', 'conditional')
    """
    f = lambda: 0
    return f.__name__, conditional.__name__
