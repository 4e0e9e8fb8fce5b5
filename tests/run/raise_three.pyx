# raise with a value and a traceback of their own; errors in Cython's words; what noexcept functions print.
import sys


def three(kind, value, with_traceback=False):
    """
    >>> three(ValueError, 'text')
    Traceback (most recent call last):
    ValueError: text
    >>> three(ValueError, ('a', 'b'))
    Traceback (most recent call last):
    ValueError: ('a', 'b')
    >>> three(ValueError, None)
    Traceback (most recent call last):
    ValueError
    >>> three(ValueError, KeyError('k'))
    Traceback (most recent call last):
    KeyError: 'k'
    >>> three(ValueError('x'), 'y')
    Traceback (most recent call last):
    TypeError: instance exception may not have a separate value
    >>> three(KeyError, 'k', True)
    ('k', True)
    """
    traceback = None
    try:
        1 / 0 * len([])
    except TypeError:
        pass
    except ZeroDivisionError as error:
        traceback = error.__traceback__
    if not with_traceback:
        raise kind, value
    try:
        raise kind, value, traceback
    except kind as caught:
        last = caught.__traceback__
        while last.tb_next:
            last = last.tb_next
        return caught.args[0], last is traceback


def unpacked(values):
    """
    >>> unpacked([1])
    Traceback (most recent call last):
    ValueError: need more than 1 value to unpack
    >>> unpacked(iter([]))
    Traceback (most recent call last):
    ValueError: need more than 0 values to unpack
    >>> unpacked([1, 2, 3])
    Traceback (most recent call last):
    ValueError: too many values to unpack (expected 2)
    """
    a, b = values
    return a, b


cdef int silent(int x) noexcept:
    if x:
        raise RuntimeError("lost")
    return 1


def unraisable():
    """
    >>> lines = unraisable()
    >>> lines[0], any('silent' in line for line in lines)
    ('RuntimeError: lost', True)
    """
    from io import StringIO
    old, sys.stderr = sys.stderr, StringIO()
    try:
        silent(1)
        return sys.stderr.getvalue().splitlines()
    finally:
        sys.stderr = old


def caught_by_comma():
    """except T, target: the target keeps the exception.

    >>> caught_by_comma()
    (ValueError(3), {'x': TypeError(4)})
    """
    d = {}
    try:
        raise ValueError(3)
    except (ValueError, KeyError), e:
        pass
    try:
        raise TypeError(4)
    except TypeError, d['x']:
        pass
    return e, d
