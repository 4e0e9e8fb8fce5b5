"""Objects of compiled modules in the hands of several threads: attributes, defaults, names, containers, weak references,
views, awaitables. As test_free_threading.py, whose frame it uses: without a GIL it finds most."""

import os
import unittest

from support import NO_GIL, ROOT
from test_free_threading import TOGETHER, StressCase

MODULE = """
# cython: freethreading_compatible=True
cimport cython
import sys

cdef object variable = ["at first"]
cdef list numbers = [1, 2, 3]

def set_variable(value):
    global variable, numbers
    variable = value
    numbers = [value, value]
    return variable

def get_variable():
    return variable, len(numbers), numbers[0]

cdef class Node:
    cdef public object value
    cdef public list items
    cdef object hidden
    cdef Node next

    def __cinit__(self):
        self.items = [0]

    def set(self, value):
        self.hidden = [value]
        self.items = [value]
        self.next = Node()
        self.next.hidden = self.hidden

    def get(self):
        following = self.next
        if following is not None and following.hidden is not None:
            len(following.hidden)
        return self.hidden, self.items[0], len(self.items)

@cython.freelist(8)
cdef class Kept:
    cdef object value
    cdef object __weakref__
    cdef public object died

    def __cinit__(self, value=None):
        self.value = value

    def __dealloc__(self):
        if self.died is not None:
            self.died.append(self.value)

def defaults(a, b=("x",), *, c=("y",), d=None):
    return a, b, c, d

def delegating(n):
    def inner(k):
        for i in range(k):
            yield [i]
    for i in range(n):
        yield from inner(3)

def takes(list items):
    return items.pop()

def takes_first(list items):
    del items[0]

def takes_key(dict mapping, key):
    return mapping.pop(key, None)

def grows(list items, more):
    items.extend(more)
    items += more
    return items[-1]

def says(x):
    print(x, x)

def managed(manager):
    with manager as x:
        return x

cdef class Data:  # eight doubles that know how many buffers of them are open
    cdef double items[8]
    cdef Py_ssize_t shape, stride
    cdef int opened
    cdef cython.pymutex lock

    def __cinit__(self):
        self.shape, self.stride = 8, sizeof(double)
        for i in range(8):
            self.items[i] = 1

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf, buffer.obj, buffer.len, buffer.itemsize = self.items, self, sizeof(self.items), sizeof(double)
        buffer.readonly, buffer.ndim, buffer.format, buffer.internal = 0, 1, "d", NULL
        buffer.shape, buffer.strides, buffer.suboffsets = &self.shape, &self.stride, NULL
        with self.lock:
            self.opened += 1

    def __releasebuffer__(self, Py_buffer *buffer):
        with self.lock:
            self.opened -= 1

    def count(self):
        return self.opened

def share(double[:] view):
    parts = [view[i:] for i in range(4)]
    return parts, view[::2]

def sum_of(double[:] view):
    cdef double s = 0
    for i in range(view.shape[0]):
        s += view[i]
    return s

async def agen(n):
    for i in range(n):
        yield i

class Warns:
    def method(self):
        import warnings
        warnings.warn("once")
        return type("Made", (), {})
"""

STRESS = TOGETHER + """
import io, warnings, weakref
warnings.simplefilter("ignore")

def set_variable(i): assert stress.set_variable([i])
def get_variable(i):
    value, length, first = stress.get_variable()
    assert isinstance(value, list), value
together(set_variable, get_variable)

node = stress.Node()
node.set(0)
def set_node(i): node.set(i); node.value = [i]; node.items = [i]
def get_node(i):
    hidden, first, length = node.get()
    assert isinstance(hidden, list) and length == 1
    node.value, node.items, len(node.items)
together(set_node, get_node)

def call_defaults(i):
    a, b, c, d = stress.defaults(i)
    assert a == i and isinstance(b, tuple) and isinstance(c, tuple), (b, c)
def set_defaults(i):
    f = stress.defaults
    f.__kwdefaults__["c"] = ("k%d" % i,)
    if i % 5 == 0: f.__kwdefaults__ = {"c": ("y%d" % i,), "d": [i]}
    f.__defaults__ = (("d%d" % i,),)
def fail_defaults(i):
    stress.defaults.__qualname__ = "name%d" % i
    try: stress.defaults()
    except TypeError: pass
together(call_defaults, set_defaults, call_defaults, fail_defaults)

shared = stress.delegating(10 ** 9)
def steps(i):
    try: next(shared)
    except ValueError: pass
def looks(i): shared.gi_yieldfrom, shared.gi_running
def renames(i):
    stress.delegating.__name__ = "name%d" % i
    stress.delegating.__qualname__ = "qualname%d" % i
def begins(i):
    g = stress.delegating(1)
    next(g)
    assert "name" in g.__name__ or g.__name__ == "delegating"
    g.gi_code
together(steps, looks, steps, renames, begins, looks)

things, taken = list(range(THREADS * ROUNDS)), []
def takes(i): taken.append(stress.takes(things))
together(takes)
assert not things and len(set(taken)) == len(taken) == THREADS * ROUNDS, (len(things), len(taken), len(set(taken)))
things.extend(range(THREADS * ROUNDS))
def takes_first(i): stress.takes_first(things)
together(takes_first)
assert not things, len(things)
mapping, taken = dict.fromkeys(range(ROUNDS), 1), []
def takes_key(i):
    if stress.takes_key(mapping, i): taken.append(i)
together(takes_key)
assert len(taken) == ROUNDS == len(set(taken)), (len(taken), len(set(taken)))
def grows(i): stress.grows(things, [i, i])
together(grows)
assert len(things) == 4 * THREADS * ROUNDS, len(things)

pool, died = [None] * 16, []
def keeps(i):
    kept = stress.Kept([i])
    kept.died = died
    pool[i % 16] = weakref.ref(kept)
    del kept
def revives(i):
    ref = pool[i % 16]
    kept = ref and ref()
    if kept is not None: kept.died
together(keeps, revives, keeps)
assert len(died) == 4 * ROUNDS, len(died)

outs, real = [io.StringIO() for i in range(4)], sys.stdout
def says(i): stress.says(i)
def redirects(i): sys.stdout = io.StringIO()
together(says, redirects)
sys.stdout = real

class Manager:
    def __enter__(self): return [self]
    def __exit__(self, *args): pass
def manages(i): assert stress.managed(Manager())
def replaces(i):
    Manager.__enter__ = lambda self: [i]
    Manager.__exit__ = lambda self, *args: None
together(manages, replaces)

data = stress.Data()
views = [None] * 8
def puts_view(i): views[i % 8] = stress.share(data)
def takes_view(i):
    got = views[i % 8]
    if got: assert stress.sum_of(got[0][i % 4]) == 8 - i % 4 and got[1].shape == (4,) and got[1].base is data
together(puts_view, takes_view)
views = got = None
assert data.count() == 0, data.count()

generator = stress.agen(10 ** 9)
def anext_(i):
    for awaitable in generator.__anext__(), generator.asend(None):
        try: awaitable.send(None)
        except StopIteration: pass
        except RuntimeError as error: assert "running" in str(error), error
        except ValueError as error: assert "already executing" in str(error), error
together(anext_)

def warns(i):
    if i % 20 == 0: assert stress.Warns().method().__module__ == "stress"
together(warns)
finish()
"""

COMPILES = """
import sys, threading, warnings
sys.path.insert(0, %r)
warnings.simplefilter("ignore")
import krait
TEXT = '''# cython: freethreading_compatible=True
cdef class C:
    cdef public int n
    def __init__(self, n): self.n = n
def f(x): return C(x + %%d).n
def g(n):
    for i in range(n): yield f(i)
'''
problems = []
barrier = threading.Barrier(6)
def work(k):
    barrier.wait()
    try:
        for i in range(6):
            module = krait.compile(TEXT %% (k * 10 + i), name="part%%d_%%d" %% (k, i))
            assert list(module.g(3)) == [k * 10 + i, k * 10 + i + 1, k * 10 + i + 2]
    except BaseException as error:
        problems.append(repr(error))
threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(problems or "all compiled")
"""


class SharedObjects(StressCase):
    module, script, rounds = MODULE, STRESS, 1500

    def test_ahead_of_time(self):
        self.stress_built()

    def test_in_process(self):
        self.stress_in_process()

    def test_compiling_in_several_threads(self):
        self.assertEqual(self.python(COMPILES % os.path.join(ROOT, "python"), env=NO_GIL), "all compiled")


if __name__ == "__main__":
    unittest.main()
