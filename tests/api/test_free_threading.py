"""Several threads in the same compiled objects at once: nothing crashes, nothing is lost. Most telling where the
interpreter has no GIL; the compiled module says that it needs none."""

import os
import subprocess
import sys
import sysconfig
import unittest

from support import FREE_THREADED, NO_GIL, ROOT, ScratchCase

MODULE = """
# cython: freethreading_compatible=True
cimport cython
from cython.parallel cimport prange

table = {}
counter = 0

def function(a, b=(1, 2), *, c=3):
    "a docstring"
    return a, b, c

def generator(n):
    for i in range(n):
        yield [i]

def outer(n):
    total = []
    def inner(x):
        nonlocal total
        total = total + [x]
        return len(total)
    for i in range(n):
        inner(i)
    return inner

def fails(n):
    try:
        return [1, 2][n]
    except IndexError as error:
        raise ValueError(n) from error

def walks(items, mapping):
    count = 0
    for item in items:
        count += item is not None
    for key, value in mapping.items():
        count += value is not None
    return count

def sets_global(i):
    global counter, latest
    latest = [i]
    counter = counter + 1
    return latest, table

def sums(double[:] view):
    cdef double s = 0
    cdef Py_ssize_t i
    for i in prange(view.shape[0], nogil=True):
        s += view[i]
    return s, view[1:].base is not None

class Plain:
    attribute = None
    def method(self, x):
        self.attribute = [x]
        return self.attribute

cdef class Locked:
    cdef public object shared
    cdef public long number
    cdef int total
    cdef cython.pymutex lock

    def add(self, n):
        for i in range(n):
            with self.lock:
                self.total += 1

    @cython.critical_section
    def add_in_section(self, n):
        self.total += n

    def add_in_sections(self, other, n):
        for i in range(n):
            with cython.critical_section(self, other):
                self.total += 1

    def get(self):
        return self.total
"""

# Six threads do the same, or each its own, many times.
TOGETHER = """
import sys, threading
import stress

THREADS, ROUNDS = 6, int(sys.argv[1])
problems = []

def together(*works):
    barrier = threading.Barrier(THREADS)
    def run(work):
        barrier.wait()
        try:
            for i in range(ROUNDS):
                work(i)
        except BaseException as error:
            import traceback
            problems.append((work.__name__, traceback.format_exc()))
    threads = [threading.Thread(target=run, args=(works[k % len(works)],)) for k in range(THREADS)]
    for t in threads: t.start()
    for t in threads: t.join()

def finish():
    if problems:
        print(problems[0][0], problems[0][1], len(problems), "threads failed")
    print("gil" if not hasattr(sys, "_is_gil_enabled") or sys._is_gil_enabled() else "no gil", "done")
"""

# What each thread does is in the module; this is who does it.
STRESS = TOGETHER + """
from array import array

def calls(i): assert stress.function(i)[0] == i
def reads(i):
    f = stress.function
    f.__name__, f.__qualname__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__code__, f.__dict__, repr(f)
def writes(i):
    f = stress.function
    f.__name__ = "n%d" % i; f.__defaults__ = ([i], (i,)); f.__kwdefaults__ = {"c": [i]}; f.__doc__ = "d%d" % i
    f.attribute = [i]; f.__module__ = "m%d" % i; f.__annotations__ = {"a": [i]}
together(calls, reads, writes)

shared = stress.generator(10 ** 9)
seen = []
def steps(i):
    try: seen.append(next(shared)[0])
    except ValueError as error: assert "already executing" in str(error)
def looks(i): shared.gi_frame, shared.gi_running, shared.gi_yieldfrom, shared.__name__, repr(shared)
together(steps, steps, looks)
assert len(seen) == len(set(seen)), "a generator gave a value twice"
def makes(i):
    g = stress.generator(3); next(g); g.close()
    assert [x[0] for x in stress.generator(3)] == [0, 1, 2]
together(makes)

inner = stress.outer(2)
def closes(i):
    if i % 10 == 0: stress.outer(5)
    assert inner(i) > 0
together(closes)

def raises(i):
    try: stress.fails(i + 2)
    except ValueError as error: assert error.__traceback__ and error.__cause__
together(raises)

items, mapping = list(range(50)), dict.fromkeys(range(50), 1)
def changes(i):
    items.append(i); items.pop(); items[0] = [i]
    mapping[i % 50] = [i]
def grows(i):
    mapping[-i] = 1; mapping.pop(-i, None)
def walks(i):
    try: stress.walks(items, mapping)
    except RuntimeError as error: assert "changed" in str(error)
together(changes, grows, walks)

def globals_(i): assert stress.sets_global(i)[0]
together(globals_)

numbers = memoryview(array("d", range(100)))
def views(i): assert stress.sums(numbers)[0] == 4950
together(views)

plain = stress.Plain()
def attributes(i):
    assert plain.method(i) is not None
    plain.attribute, stress.Plain.attribute, stress.Plain.method
    stress.Plain.other = [i]
together(attributes)

a, b = stress.Locked(), stress.Locked()
def locked(i): a.add(3); a.shared = [i]; a.shared, a.number; a.number = i
together(locked)
assert a.get() == 3 * THREADS * ROUNDS, a.get()
def sections(i): b.add_in_section(2); b.add_in_sections(a, 1)
def other_way(i): b.add_in_section(2); b.add_in_sections(a, 1); a.add_in_sections(b, 1)
together(sections, other_way)
assert b.get() == 3 * THREADS * ROUNDS, b.get()
finish()
"""

LOAD = """
import sys
sys.path.insert(0, %r)
import krait
sys.modules["stress"] = krait.compile("stress.pyx", name="stress")
"""


SANITIZE = os.environ.get("KRAIT_SANITIZE", "")
IS_TSAN = "thread" in SANITIZE
SEES_INTERPRETER = "thread-sanitizer" in (sysconfig.get_config_var("CONFIG_ARGS") or "")


class StressCase(ScratchCase):
    module, script, rounds = MODULE, STRESS, 3000

    def stress(self, head=""):
        self.write("run.py", head + self.script)
        done = subprocess.run([sys.executable, "run.py", str(self.rounds)], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, universal_newlines=True, timeout=300, env=NO_GIL)
        self.assertEqual(done.returncode, 0, "status %d: %s" % (done.returncode, done.stdout[-2000:]))
        self.assertEqual(done.stdout, "no gil done\n" if FREE_THREADED else "gil done\n")

    def stress_built(self):
        if IS_TSAN and FREE_THREADED and not SEES_INTERPRETER:
            self.skipTest("the interpreter's locks are hidden from the thread sanitizer: build it --with-thread-sanitizer")
        self.write("stress.pyx", self.module)
        # libgomp is not instrumented: its barriers would be taken for none
        parallel = ["--cflags", SANITIZE + " -fno-openmp", "--ldflags", "-fno-openmp"] if IS_TSAN else ["--openmp"]
        done = self.krait("build", "stress.pyx", "-o", "stress.so", "--cc", "gcc", *parallel, "--python", sys.executable,
                          cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.stress()

    @unittest.skipIf(IS_TSAN, "code of tcc is not instrumented")
    def stress_in_process(self):
        self.write("stress.pyx", self.module)
        self.stress(LOAD % os.path.join(ROOT, "python"))


class FreeThreading(StressCase):
    def test_ahead_of_time(self):
        self.stress_built()

    def test_in_process(self):
        self.stress_in_process()


@unittest.skipUnless(FREE_THREADED, "an interpreter without a GIL")
class Gil(ScratchCase):
    """A module takes the GIL, with a warning, unless it says that it needs none."""

    def outputs(self, code, **env):
        done = subprocess.run([sys.executable, "-c", "import sys\n" + code], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, universal_newlines=True, timeout=100, env=dict(NO_GIL, **env))
        return done.stdout

    def check(self, load):
        says = "print('gil' if sys._is_gil_enabled() else 'none')\n"
        self.assertEqual(self.outputs(load % "free" + says), "none\n")
        text = self.outputs(load % "free" + load % "plain" + says)
        self.assertIn("RuntimeWarning: The global interpreter lock (GIL) has been enabled to load module 'plain'", text)
        self.assertTrue(text.endswith("gil\n"), text)
        self.assertEqual(self.outputs(load % "plain" + says, PYTHON_GIL="0"), "none\n")

    def setUp(self):
        super().setUp()
        self.write("plain.pyx", "def f(): return 1\n")
        self.write("free.pyx", "# cython: freethreading_compatible=True\ndef f(): return 1\n")

    def test_ahead_of_time(self):
        self.build_here("plain.pyx")
        self.build_here("free.pyx")
        self.check("import %s\n")

    def test_in_process(self):
        self.check("sys.path.insert(0, %r); import krait; krait.compile('%%s.pyx')\n" % os.path.join(ROOT, "python"))


if __name__ == "__main__":
    unittest.main()
