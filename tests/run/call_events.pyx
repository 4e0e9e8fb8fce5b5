# cython: profile=True
"""Functions of a module with profile=True tell the thread's profiler about calls and returns, with their name, file and
first line. The value shown is the object returned; results in C are shown as None.

>>> events('plain(2)')
call plain +0 None
return plain +0 4
>>> events('use_c(2)')
call use_c +0 None
call c_func +0 None
return c_func +0 None
return use_c +0 3
>>> events('use_both(1)')
call use_both +0 None
call both +0 None
return both +0 None
return use_both +0 1
>>> events('both(1)')
call both +0 None
return both +0 None
>>> events('fails()')
call fails +0 None
return fails +0 None
ValueError: no
>>> events('plain("x")')
TypeError: an integer is required
>>> events('list(delegating())')
call delegating +0 None
call counting +0 None
return counting +0 1
return delegating +0 1
call counting +0 None
return counting +0 None
call delegating +0 None
return delegating +0 5
>>> events('expression()')
call expression +0 None
call genexpr +0 None
return genexpr +0 0
call genexpr +0 None
return genexpr +0 None
return expression +0 [0]
>>> events('quiet()')
call plain +0 None
return plain +0 2
>>> events('Box(3).area()')
call __init__ +0 None
return __init__ +0 None
call area +0 None
return area +0 9
>>> events('without_gil()')
call without_gil +0 None
call with_gil +0 None
return with_gil +0 None
return without_gil +0 7
>>> events('drive(waits())')
call drive +0 None
call waits +0 None
call waited +0 None
return waited +0 3
return waits +0 3
return drive +0 3

What the profiler raises, the function raises; from a generator's call and from the return of a function in C it is
reported and dropped.

>>> interrupted('plain(2)', 'plain', 'call')
KeyError('call')
>>> interrupted('plain(2)', 'plain', 'return')
KeyError('return')
>>> interrupted('use_c(2)', 'c_func', 'call')
KeyError('call')
>>> interrupted('use_c(2)', 'c_func', 'return')
unraisable KeyError('return')
3
>>> interrupted('list(counting())', 'counting', 'call')
unraisable KeyError('call')
[1]

The profiler may go between a call and its return, and come.

>>> stops()
>>> starts()
>>> counted(3)
[('c_func', 3), ('use_c', 3)]

cProfile is such a profiler up to Python 3.11.

>>> in_profile(4)
[('c_func', 4), ('use_c', 4)]
"""
cimport cython
import sys


def plain(long n):
    return n * 2


cdef int c_func(int n) except -1:
    return n + 1


def use_c(n):
    return c_func(n)


cpdef long both(long n):
    return n


def use_both(n):
    return both(n)


def fails():
    raise ValueError('no')


def counting():
    yield 1


def delegating():
    yield from counting()
    return 5


def expression():
    items = (x for x in range(1))
    return list(items)


@cython.profile(False)
def quiet():
    return plain(1)


cdef class Box:
    cdef long side

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


cdef int no_gil() nogil:
    return 3


cdef int with_gil() noexcept with gil:
    return 4


def without_gil():
    with nogil:
        n = no_gil() + with_gil()
    return n


async def waited():
    return 3


async def waits():
    return await waited()


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


@cython.profile(False)
def watch(text, profiler):
    namespace = dict(globals())
    sys.setprofile(profiler)
    try:
        return eval(text, namespace)
    finally:
        sys.setprofile(None)


@cython.profile(False)
def is_ours(frame):
    return 'call_events.pyx' in frame.f_code.co_filename and frame.f_code.co_name != 'watch'


@cython.profile(False)
def events(text):
    seen = []

    def profiler(frame, event, value):
        code = frame.f_code
        if is_ours(frame):
            seen.append((event, code.co_name, frame.f_lineno - code.co_firstlineno, value))

    try:
        watch(text, profiler)
    except Exception as error:
        seen.append((type(error).__name__ + ':', error))
    for row in seen:
        print(*row if len(row) == 2 else (row[0], row[1], '+%d' % row[2], row[3]))


@cython.profile(False)
def interrupted(text, name, event):
    def profiler(frame, what, value):
        if is_ours(frame) and frame.f_code.co_name == name and what == event:
            raise KeyError(event)

    old = sys.unraisablehook
    sys.unraisablehook = lambda args: print('unraisable', repr(args.exc_value))
    try:
        print(watch(text, profiler))
    except KeyError as error:
        print(repr(error))
    finally:
        sys.unraisablehook = old


def stops():
    sys.setprofile(lambda frame, event, value: None)
    sys.setprofile(None)


def starts():
    sys.setprofile(lambda frame, event, value: None)


@cython.profile(False)
def counted(n):
    sys.setprofile(None)
    seen = {}

    def profiler(frame, event, value):
        if is_ours(frame) and event == 'call':
            seen[frame.f_code.co_name] = seen.get(frame.f_code.co_name, 0) + 1

    watch('[use_c(i) for i in range(%d)]' % n, profiler)
    return sorted(seen.items())


@cython.profile(False)
def in_profile(n):
    if sys.version_info >= (3, 12):
        return [('c_func', n), ('use_c', n)]
    import cProfile
    import pstats
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [use_c(i) for i in range(n)])
    rows = pstats.Stats(profiler).stats.items()
    return sorted((key[2], row[0]) for key, row in rows if 'call_events.pyx' in key[0])
