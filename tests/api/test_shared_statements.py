"""Each statement and fast path of the compiler, on objects that several threads read and change: containers, generators,
closures, attributes, overridden methods, freelists, fused functions, module variables, classes, locks, views, coroutines.
As test_free_threading.py, whose frame it uses."""

import unittest

from test_free_threading import TOGETHER, StressCase

MODULE = r"""
# cython: freethreading_compatible=True
cimport cython
from cython.parallel cimport prange

# ---- containers under compiled fast paths
def list_ops(list items, i):
    items.append(i)
    cdef Py_ssize_t n = len(items)
    s = 0
    for x in items:
        if x is not None:
            s += 1
        if s > 40:
            break
    try:
        y = items[-1]
        y = items[n // 2]
        items[0] = [i]
        items[n // 2] = [y]
    except IndexError:
        pass
    try:
        items.pop()
    except IndexError:
        pass
    return s

def list_slices(list items, i):
    a = items[1:5]
    b = items[:]
    items[2:3] = [i, [i]]
    del items[-1:]
    if len(items) > 60:
        del items[10:]
    c = items + a
    d = [z for z in items if z is not None]
    items.insert(0, [i])
    items.reverse()
    e = tuple(items)
    f, *g = items or [1]
    return len(a) + len(b) + len(c) + len(d) + len(e) + len(g)

def dict_ops(dict d, i):
    d[i % 20] = [i]
    x = d.get(i % 30)
    y = d.get((i + 1) % 30, i)
    z = d.setdefault(i % 25, [i])
    if (i + 2) % 20 in d:
        try:
            del d[(i + 2) % 20]
        except KeyError:
            pass
    n = 0
    try:
        for k in d:
            n += 1
        for k, v in d.items():
            n += v is not None
        for v in d.values():
            n += 1
        e = {k: v for k, v in d.items()}
    except RuntimeError as error:
        assert "changed" in str(error), error
    d.pop(i % 7, None)
    f = dict(d)
    return n, x, y, z, len(f)

def set_ops(set s, i):
    s.add(i % 50)
    s.discard((i + 3) % 50)
    n = 0
    try:
        for x in s:
            n += 1
    except RuntimeError as error:
        assert "changed" in str(error), error
    t = s | {i}
    u = set(s)
    return n, i in s, len(t), len(u)

def str_ops(d, i):
    s = f"{i}:{d}"
    s += str(i)
    return s.encode().decode() == s

# ---- generators, closures
def gen(n):
    x = []
    try:
        for i in range(n):
            x = x + [i]
            x = x[-3:]
            got = yield x
            if got:
                x = got
    finally:
        x = None

def pairs():
    total = [0]
    value = None
    count = 0
    def put(v):
        nonlocal value, count
        value = [v]
        count += 1
    def get():
        return value
    def drop():
        nonlocal value
        try:
            del value
        except NameError:
            pass
        value = None
    return put, get, drop

def typed_closure(int start):
    cdef object kept = [start]
    def step(x):
        nonlocal kept
        kept = [x, kept[0]]
        return kept[1]
    return step

# ---- cdef classes
cdef class Base:
    cdef public object value
    cdef readonly list items
    cdef dict table
    cdef public str name
    cdef Base link
    def __init__(self, value=None):
        self.value = value
        self.items = []
        self.table = {}
        self.name = "n"
    cpdef compute(self, x):
        self.value = x
        return x
    cpdef int number(self, int x) except? -1:
        return x + 1
    def run(self, x):
        self.link = Base()
        self.table[x] = self.items
        self.items = [x]
        self.name = f"name{x}"
        return self.compute(x), self.number(3)
    def chain(self):
        cdef Base b = self.link
        if b is not None and b.table is not None:
            b.link = self
            b.link = None
            return len(b.table), b.name
        return 0, self.name + "x"
    def each(self):
        n = 0
        for x in self.items:
            n += 1
        for k, v in self.table.items():
            n += 1
            if n > 50: break
        return n
    def trim(self):
        self.table = {}

class Sub(Base):
    def compute(self, x):
        return (x, "sub")
    def number(self, x):
        return 7

@cython.freelist(16)
cdef class Small:
    cdef public object x
    cdef Small next
    cdef object __weakref__
    def __cinit__(self, x=None, Small next=None):
        self.x = x
        self.next = next
    def __add__(self, other):
        return Small([self.x, other])
    def __eq__(self, other):
        return isinstance(other, Small) and self.x == (<Small>other).x
    def __hash__(self):
        return 3

@cython.final
cdef class Node:
    cdef public Node left, right
    cdef public object key
    def __init__(self, key):
        self.key = key
    def depth(self):
        cdef Node n = self
        cdef int k = 0
        while n is not None and k < 10:
            n = n.left
            k += 1
        return k

def rotate(Node n, i):
    cdef Node m = Node(i)
    m.right = n.left
    n.left = m
    m.right = None

def small_chain(n):
    cdef Small s = None
    for i in range(n):
        s = Small(i, s)
    return s

cdef class Prop:
    cdef object _x
    @property
    def x(self):
        return self._x
    @x.setter
    def x(self, v):
        self._x = [v]
    def __getitem__(self, i):
        return self._x
    def __setitem__(self, i, v):
        self._x = v
    def __len__(self):
        return 1
    def __contains__(self, v):
        return self._x is v
    def __iter__(self):
        return iter([self._x])

# ---- fused
ctypedef fused number:
    int
    double
    object

def fused_add(number a, number b):
    return a + b

cpdef number fused_twice(number a):
    return a + a

ctypedef fused item:
    double
    int

def total(item[:] v):
    cdef item s = 0
    cdef Py_ssize_t i
    for i in range(v.shape[0]):
        s += v[i]
    return s

# ---- module globals and caches, lazily made constants
state = None
cdef dict cache = {}
cdef object latest = None
cdef int calls = 0

def memo(k):
    global latest
    r = cache.get(k)
    if r is None:
        r = cache[k] = (k, [k])
    latest = r
    return latest[0] == k or latest is not None

def lazily(i):
    global state
    if state is None or i % 3 == 0:
        state = {"a": 1.5, "b": (1, 2, "x"), "c": frozenset([1, 2])}
    s = state
    state = None
    return 123456789012345678901234567890 + i, b"bytes", 2.5 + 1j

def deletes(i):
    global gone
    gone = [i]
    try:
        del gone
    except NameError:
        pass
    try:
        return gone
    except NameError:
        return None

# ---- plain classes
class Plain:
    shared = 0
    def __init__(self, x):
        self.x = x
    def method(self, y):
        return self.x, y
    @property
    def prop(self):
        return self.x
    @staticmethod
    def st(a): return a
    @classmethod
    def cm(cls, a): return cls, a

def use_plain(p, i):
    p.x = [i]
    a = p.method(i)
    b = p.prop
    c = p.st(i)
    d = p.cm(i)
    p.__dict__
    e = p.shared
    Plain.shared = [i]
    p.extra = i
    try:
        del p.extra
    except AttributeError:
        pass
    return a[1] == i and c == i and d[1] == i

def make_class(i):
    class Local(Plain):
        y = i
        def method(self, y):
            return super().method(y)[1] + self.y
    return Local(i).method(1)

def tries(i):
    try:
        try:
            raise ValueError(i)
        finally:
            i += 1
    except ValueError as e:
        try:
            raise KeyError(i) from e
        except KeyError as k:
            return k.__cause__ is e

def matches(x):
    match x:
        case [a, b, *rest]:
            return a
        case {"k": v, **more}:
            return v
        case Plain(x=y):
            return y
        case str():
            return x
    return None

def with_all(m, n):
    with m as a, n as b:
        return a, b

def objects_in_prange(list out, int n):
    cdef int i
    for i in prange(n, nogil=True, num_threads=2):
        with gil:
            out.append([i])
            out[-1]
    return len(out)

# ---- locks
cdef class Counter:
    cdef long n
    cdef dict d
    cdef cython.pymutex lock
    def __cinit__(self):
        self.d = {}
    def bump(self):
        with self.lock:
            self.n += 1
    @cython.critical_section
    def put(self, k):
        self.d[k] = self.d.get(k, 0) + 1
    def both(self, Counter other):
        with cython.critical_section(self, other):
            self.n += 1
            other.n += 1
    def get(self):
        return self.n, sum(self.d.values())

# ---- views
cdef class Holder:
    cdef double[:] unsafe
    def sums(self, double[:] v):
        cdef double[:] w = v[1:]
        cdef double[::1] z
        a = w.copy()
        s = 0.
        for x in a: s += x
        return s, w.base, memoryview(w[::2])

def sub_views(double[:, :] v, i):
    cdef double[:] row = v[i % 4]
    cdef double[:, :] t = v.T
    o = v[1:3]
    r = row[1]
    return r, o, t.shape[0]

async def coro(x):
    return await inner(x)
async def inner(x):
    return [x]
async def agen(n):
    for i in range(n):
        yield [i]
"""

STRESS = TOGETHER + r"""
import weakref
from array import array

items = []
def list_ops(i): stress.list_ops(items, i)
def list_slices(i): stress.list_slices(items, i)
def list_clear(i):
    if i % 10 == 0: items.clear()
together(list_ops, list_ops, list_slices, list_clear)
d = {}
def dict_ops(i): stress.dict_ops(d, i)
def dict_clear(i):
    if i % 20 == 0: d.clear()
    d[str(i % 9)] = i
together(dict_ops, dict_ops, dict_clear)
s = set()
def set_ops(i): stress.set_ops(s, i)
together(set_ops)
def str_ops(i): stress.str_ops(d, i)
together(str_ops)

box = [stress.gen(10**9)]
def gens(i):
    g = box[0]
    try:
        if i % 7 == 0: g.send([1])
        elif i % 11 == 0:
            try: g.throw(KeyError(1))
            except KeyError: box[0] = stress.gen(50)
        elif i % 13 == 0: g.close(); box[0] = stress.gen(20)
        else: next(g)
    except StopIteration: box[0] = stress.gen(30)
    except ValueError as e: assert "already executing" in str(e)
    except TypeError as e: assert "just-started" in str(e)
def looks(i):
    g = box[0]
    g.gi_frame, g.gi_running, getattr(g, "gi_suspended", None), g.gi_code, g.gi_yieldfrom, repr(g)
together(gens, gens, looks)

put, get, drop = stress.pairs()
def cells(i): put(i)
def cells_get(i): assert get() is None or isinstance(get(), (list, type(None)))
def cells_del(i):
    try: drop()
    except NameError: pass
def cells_get2(i):
    try: v = get()
    except NameError: return
    assert v is None or isinstance(v, list)
together(cells, cells_get2, cells_del)
step = stress.typed_closure(1)
def typed_cells(i): step([i])
together(typed_cells)

b, sub = stress.Base(), stress.Sub()
def base(i):
    assert b.run(i) == (i, 4)
    b.chain()
def base2(i):
    assert sub.run(i) == ((i, "sub"), 7)
    sub.chain()
def base3(i):
    b.value, b.items, b.name; b.value = [i]; b.name = str(i)
    try: b.each()
    except RuntimeError: pass
    if i % 10 == 0: b.trim(); sub.trim()
together(base, base2, base3)
class Over(stress.Base): pass
over = Over()
def dispatch(i):
    r = over.run(i)
    assert r in ((i, 4), ("patched", 4), ((i, 5), 4)), r
def patches(i):
    Over.compute = lambda self, x: "patched"
    try: del Over.compute
    except AttributeError: pass
    over.compute = lambda x: (x, 5)
    try: del over.compute
    except AttributeError: pass
together(dispatch, dispatch, patches)

smalls = [None] * 10
def small(i):
    x = stress.Small(i)
    smalls[i % 10] = weakref.ref(x)
    y = x + 1
    assert x == x and y.x == [i, 1]
    stress.small_chain(20)
    r = smalls[(i + 3) % 10]
    if r is not None:
        z = r()
        if z is not None: z.x
together(small)
slots = [stress.Small(0)] * 5
def swaps(i):
    slots[i % 5] = stress.Small(slots[(i + 1) % 5].x)
    slots[i % 5].x = [i]
together(swaps)
n = stress.Node(1)
def nodes(i): n.depth(); n.left; n.right = n.left; n.key = [i]
def rotates(i): stress.rotate(n, i)
together(nodes, rotates)
p = stress.Prop()
def props(i):
    p.x = i; p.x; p[0] = [i]; p[0]; i in p; list(p); len(p)
together(props)

def fused(i):
    assert stress.fused_add(1, 2) == 3
    assert stress.fused_add(1.5, 2) == 3.5
    assert stress.fused_add("a", "b") == "ab"
    assert stress.fused_twice(i) == 2 * i
    assert stress.fused_add["double"](1, 2) == 3.0
    assert stress.total(doubles) == 10 and stress.total(ints) == 10
    stress.fused_add.__signatures__
doubles, ints = array("d", [1, 2, 3, 4]), array("i", [1, 2, 3, 4])
together(fused)
def memo(i): assert stress.memo(i % 50)
together(memo)
def lazily(i): stress.lazily(i)
def deletes(i): stress.deletes(i)
together(lazily, deletes)
pl = stress.Plain(1)
def plain(i): assert stress.use_plain(pl, i)
def mutates(i):
    stress.Plain.other = i
    stress.Plain.method = stress.Plain.__dict__["method"]
    if i % 3 == 0: pl.__dict__.clear(); pl.x = 1
def plain2(i):
    try: assert stress.use_plain(pl, i)
    except AttributeError: pass
together(plain2, mutates)
def classes(i):
    if i % 10 == 0: assert stress.make_class(i) == 1 + i
together(classes)
def tries(i): assert stress.tries(i)
together(tries)
lst, dct = [1, 2, 3], {"k": 1}
def matches(i):
    stress.matches(lst); stress.matches(dct); stress.matches(pl); stress.matches("s")
    lst.append(1); lst.pop(); dct["k"] = i; dct[i % 5] = 1; dct.pop(i % 5, None)
def matches2(i):
    try: matches(i)
    except (RuntimeError, AttributeError) as e: pass
together(matches2)
lk = threading.Lock()
class M:
    def __enter__(self): return self
    def __exit__(self, *a): return None
mm = M()
def withs(i): stress.with_all(mm, mm)
together(withs)
def pranges(i):
    if i % 20 == 0:
        out = []
        assert stress.objects_in_prange(out, 20) == 20
together(pranges)
shared_out = []
def pranges2(i):
    if i % 20 == 0: stress.objects_in_prange(shared_out, 20)
together(pranges2)
c1, c2 = stress.Counter(), stress.Counter()
def locks(i): c1.bump(); c1.put(i % 5)
together(locks)
assert c1.get() == (THREADS * ROUNDS,) * 2, c1.get()
def sections(i): c1.both(c2); c2.both(c1)
together(sections)
h = stress.Holder()
arr = array("d", range(16))
mv = memoryview(arr)
mv2 = memoryview(arr).cast("B").cast("d", [4, 4])
kept = [None] * 4
def views(i):
    kept[i % 4] = h.sums(mv)
    x = kept[(i + 1) % 4]
    if x: assert x[0] == 120.0 and x[1] is mv, x[0]
    kept[i % 4] = None
def views2(i):
    r, o, k = stress.sub_views(mv2, i)
    o2 = o[0:1]; o2.shape, o2.base, memoryview(o2)[0, 0]; o.copy(); o.T
together(views, views2)
def coros(i):
    c = stress.coro(i)
    try: c.send(None)
    except StopIteration as e: assert e.value == [i]
together(coros)
one = [stress.coro(1)]
def coro_shared(i):
    c = one[0]
    try: c.send(None)
    except StopIteration: one[0] = stress.coro(2)
    except (RuntimeError, ValueError): pass
    c.cr_frame, c.cr_running, c.cr_await, repr(c)
together(coro_shared)
ag = [stress.agen(20)]
def agens(i):
    a = ag[0]
    try: a.__anext__().send(None)
    except StopIteration: pass
    except StopAsyncIteration: ag[0] = stress.agen(20)
    except (RuntimeError, ValueError): pass
    a.ag_frame, a.ag_running, a.ag_await
together(agens)
names = ["compute", "value"]
def introspect(i):
    f = stress.list_ops
    f.__name__; f.__code__; f.__defaults__; f.__dict__; f.__signature__ if hasattr(f, "__signature__") else 0
    stress.Base.__dict__; stress.Base.run; repr(stress.Base.run); stress.gen.__code__.co_varnames
    import pickle; pickle.loads(pickle.dumps(stress.list_ops))
together(introspect)
one[0].close()
finish()
"""


class SharedStatements(StressCase):
    module, script, rounds = MODULE, STRESS, 150

    def test_ahead_of_time(self):
        self.stress_built()

    def test_in_process(self):
        self.stress_in_process()


if __name__ == "__main__":
    unittest.main()
