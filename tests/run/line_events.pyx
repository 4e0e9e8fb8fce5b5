# cython: linetrace=True
"""Functions of a module with linetrace=True tell the thread's tracer about their lines, and about calls and returns.

>>> events('add(1, 2)')
add: call 0, line 3, line 4, return 4
>>> events('loop(2)')
loop: call 0, line 1, line 2, line 3, line 3, line 4, return 4
>>> events('handler()')
handler: call 0, line 1, line 2, line 3, line 4, line 6, return 6
>>> events('c_caller(1)')
c_caller: call 0, line 1
c_func: call 0, line 1, return 1
c_caller: return 1
>>> events('list(numbers())')
numbers: call 0, line 1, return 1
numbers: call 0, line 2, return 2
numbers: call 0, return 0
>>> events('releases()')
releases: call 0, line 1, line 3, return 3
>>> events('quiet()')
<BLANKLINE>

What the tracer raises, the line raises, and it can be caught there.

>>> interrupted('add(1, 2)', 'add', 3)
RuntimeError('stop')
>>> interrupted('catches()', 'catches', 2)
'caught'

A profiler sees calls and returns.

>>> profiled('c_caller(1)')
['c_caller call', 'c_func call', 'c_func return', 'c_caller return']
"""
cimport cython
import sys


def add(a, b):
    """Not a line that runs."""
    cdef int unused
    c = a + b
    return c


def loop(n):
    cdef long i, total = 0
    for i in range(n):
        total += i
    return total


def handler():
    try:
        raise ValueError
    except ValueError:
        n = 1
    finally:
        n = 2


cdef int c_func(int n) except -1:
    return n


def c_caller(n):
    return c_func(n)


def numbers():
    yield 1
    yield 2


cdef int without_gil(int n) noexcept nogil:
    n += 1
    return n


def releases():
    with nogil:
        n = without_gil(1)
    return n


@cython.linetrace(False)
def quiet():
    return 1


def catches():
    try:
        n = 1
    except RuntimeError:
        return 'caught'


@cython.linetrace(False)
def watch(text, setter, function):
    namespace = dict(globals())
    setter(function)
    try:
        return eval(text, namespace)
    finally:
        setter(None)


@cython.linetrace(False)
def is_ours(frame):
    return 'line_events.pyx' in frame.f_code.co_filename and frame.f_code.co_name != 'watch'


@cython.linetrace(False)
def events(text):
    rows = []

    def tracer(frame, event, value):
        code = frame.f_code
        if is_ours(frame):
            if event == 'call' or not rows[-1].startswith(code.co_name + ':'):
                rows.append(code.co_name + ':')
            rows[-1] += '%s %s %d' % (',' * (rows[-1][-1] != ':'), event, frame.f_lineno - code.co_firstlineno)
        return tracer

    watch(text, sys.settrace, tracer)
    print('\n'.join(rows))


@cython.linetrace(False)
def interrupted(text, name, line):
    def tracer(frame, event, value):
        code = frame.f_code
        if is_ours(frame) and code.co_name == name and event == 'line' and frame.f_lineno - code.co_firstlineno == line:
            raise RuntimeError('stop')
        return tracer

    try:
        return watch(text, sys.settrace, tracer)
    except RuntimeError as error:
        print(repr(error))


@cython.linetrace(False)
def profiled(text):
    rows = []

    def profiler(frame, event, value):
        if is_ours(frame):
            rows.append(frame.f_code.co_name + ' ' + event)

    watch(text, sys.setprofile, profiler)
    return rows
