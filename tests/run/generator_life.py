"""Generators as objects: attributes, names, dropping them, reference cycles."""
import collections.abc
import gc
import inspect
import sys
import types
import weakref


def numbers(n):
    yield from range(n)


def attributes():
    """
    >>> attributes()
    ('numbers', 'numbers', False, None, True, 'numbers', True)
    """
    g = numbers(3)
    return (g.__name__, g.__qualname__, g.gi_running, g.gi_yieldfrom, inspect.isgeneratorfunction(numbers),
            g.gi_code.co_name, repr(g).startswith('<generator object numbers at 0x'))


def kinds():
    """
    >>> kinds()
    (True, True, True, False)
    """
    g = numbers(1)
    return (isinstance(g, types.GeneratorType), isinstance(g, collections.abc.Generator), iter(g) is g,
            isinstance(g, collections.abc.Coroutine))


def states():
    """
    >>> states()
    ['GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED']
    """
    out = []

    def gen():
        out.append(inspect.getgeneratorstate(g))
        yield
    g = gen()
    out.append(inspect.getgeneratorstate(g))
    next(g)
    out.append(inspect.getgeneratorstate(g))
    g.close()
    out.append(inspect.getgeneratorstate(g))
    return out


def renamed():
    """
    >>> renamed()
    ('other', 'a.b', 'mine', 'TypeError')
    """
    def gen():
        yield
    gen.__name__, gen.__qualname__ = 'other', 'a.b'
    g = gen()
    names = g.__name__, g.__qualname__
    g.__name__ = 'mine'
    try:
        g.__qualname__ = 3
    except TypeError as e:
        return names + (g.__name__, type(e).__name__)


class Thing:
    pass


def dropped():
    """A suspended generator is closed when the last reference goes.

    >>> dropped()
    ['start', 'GeneratorExit', 'finally', True]
    """
    log = []

    def gen(thing):
        try:
            log.append('start')
            yield
        except GeneratorExit:
            log.append('GeneratorExit')
            raise
        finally:
            log.append('finally')
    thing = Thing()
    ref = weakref.ref(thing)
    g = gen(thing)
    next(g)
    del thing, g
    gc.collect()
    return log + [ref() is None]


def not_started():
    """
    >>> not_started()
    [True]
    """
    def gen(thing):
        yield thing
    thing = Thing()
    ref = weakref.ref(thing)
    g = gen(thing)
    del thing, g
    gc.collect()
    return [ref() is None]


def in_a_cycle():
    """
    >>> in_a_cycle()
    ['closed', True]
    """
    log = []

    def gen(thing):
        try:
            yield
        finally:
            log.append('closed')
    thing = Thing()
    ref = weakref.ref(thing)
    thing.generator = gen(thing)
    next(thing.generator)
    del thing
    gc.collect()
    return log + [ref() is None]


def ended_lets_go():
    """
    >>> ended_lets_go()
    True
    """
    def gen(thing):
        yield
    thing = Thing()
    ref = weakref.ref(thing)
    g = gen(thing)
    list(g)
    del thing
    gc.collect()
    return ref() is None


def rebound_parameter():
    """
    >>> rebound_parameter()
    (True, True)
    """
    def gen(thing, other):
        thing = 1
        yield thing
        del other
        yield
    things = Thing(), Thing()
    refs = [weakref.ref(thing) for thing in things]
    g = gen(*things)
    del things
    next(g)
    gc.collect()
    first = refs[0]() is None
    next(g)
    gc.collect()
    return first, refs[1]() is None


def loop_lets_go():
    """An iterator that a loop is done with is dropped there.

    >>> list(loop_lets_go())
    [1, True]
    """
    class Iterable:
        def __iter__(self):
            it = Iterator()
            refs.append(weakref.ref(it))
            return it

    class Iterator:
        def __init__(self):
            self.left = 1

        def __iter__(self):
            return self

        def __next__(self):
            if not self.left:
                raise StopIteration
            self.left -= 1
            return 1
    refs = []
    for x in Iterable():
        yield x
    gc.collect()
    yield refs[0]() is None


def weak():
    """
    >>> weak()
    (True, True)
    """
    g = numbers(2)
    ref = weakref.ref(g)
    alive = ref() is g
    del g
    gc.collect()
    return alive, ref() is None


def traceback_lines():
    """
    >>> traceback_lines()
    ['traceback_lines', 'outer', 'inner']
    """
    def inner():
        yield 1
        raise ValueError

    def outer():
        yield from inner()
    try:
        list(outer())
    except ValueError as e:
        names, entry = [], e.__traceback__
        while entry:
            names.append(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
        return names


def methods_are_generators():
    """
    >>> methods_are_generators()
    [1, 2, 'c']
    """
    class C:
        def __init__(self, n):
            self.n = n

        def __iter__(self):
            for i in range(self.n):
                yield i + 1
            yield from self.tail()

        @classmethod
        def tail(cls):
            yield cls.__name__.lower()
    return list(C(2))


def left_by_return():
    """An iterator is dropped before the finally that a return passes runs.

    >>> g = left_by_return()
    >>> next(g), next(g, 'end')
    (1, 'end')
    >>> dropped_before
    [True]
    """
    class Iterable:
        def __iter__(self):
            it = Items()
            refs.append(weakref.ref(it))
            return it

    class Items:
        def __iter__(self):
            return self

        def __next__(self):
            return 1
    refs = []
    del dropped_before[:]
    try:
        try:
            for x in Iterable():
                yield x
                return
        except KeyError:
            pass
    finally:
        gc.collect()
        dropped_before.append(refs[0]() is None)


dropped_before = []
