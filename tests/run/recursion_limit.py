"""Compiled functions and generators count as those of the interpreter do: sys.setrecursionlimit holds for them."""
import sys


def down(n):
    return n and 1 + down(n - 1)


def walk(n):
    if n:
        yield from walk(n - 1)
    yield n


def depth():
    """How many more calls are possible."""
    try:
        return 1 + depth()
    except RecursionError:
        return 0


def limited(limit, function, *args):
    """
    >>> limited(3000, down, 2000)
    2000
    >>> limited(6000, down, 4000)
    4000
    >>> limited(1000, down, 2000)
    'maximum recursion depth exceeded'
    >>> limited(500, lambda: 200 < depth() <= 500)
    True
    >>> limited(1000, lambda: 700 < depth() <= 1000)
    True
    >>> sum(limited(1500, list, walk(300)))
    45150
    >>> limited(600, list, walk(1000))
    'maximum recursion depth exceeded'
    """
    old = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        return function(*args)
    except RecursionError as error:
        return str(error)[:32]
    finally:
        sys.setrecursionlimit(old)
