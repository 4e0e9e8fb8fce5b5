"""The Python package: in-process compilation, errors as exceptions, threads, fork."""

import os
import sys
import threading
import traceback
import unittest

from support import BUILD, ScratchCase

import krait

SUM = """
def total(long n):
    cdef long s = 0
    for i in range(n):
        s += i
    return s
"""


class Compile(ScratchCase):
    def test_text(self):
        self.assertEqual(krait.compile(SUM).total(1000), 499500)

    def test_file_and_name(self):
        module = krait.compile(self.write("kernel.pyx", SUM))
        self.assertEqual((module.__name__, module.total(4)), ("kernel", 6))
        self.assertEqual(krait.compile(SUM, name="a.b").__name__, "a.b")

    def test_each_call_gives_a_new_module(self):
        first, second = krait.compile("x = [1]\n"), krait.compile("x = [1]\n")
        self.assertIsNot(first.x, second.x)

    def test_directives(self):
        text = "def f(int a, int b):\n    return a // b\n"
        self.assertEqual(krait.compile(text).f(-7, 2), -4)
        self.assertEqual(krait.compile(text, directives={"cdivision": True}).f(-7, 2), -3)
        with self.assertRaises(ValueError):
            krait.compile(text, directives={"no_such": 1})

    def test_module_body_exception(self):
        with self.assertRaisesRegex(ValueError, "from the body"):
            krait.compile("raise ValueError('from the body')\n")

    def test_body_finds_its_module(self):
        text = "import dataclasses\n@dataclasses.dataclass\nclass P:\n    x: 'int' = 1\np = P()\n"
        self.assertEqual(repr(krait.compile(text, name="points").p), "P(x=1)")
        self.assertNotIn("points", sys.modules)

    def test_the_body_of_an_extension_type_may_raise(self):
        with self.assertRaisesRegex(ValueError, "it ends here"):
            krait.compile("cdef class P:\n    x = 1\n    raise ValueError('it ends here')\n    y = 2\n")

    def test_translate(self):
        text = krait.translate(SUM)
        self.assertIn("\nstatic PyObject *total(", text)
        self.assertRegex(text, r"KR_MODULE_DEF\w*\(PyInit_krait_module,")


class Errors(unittest.TestCase):
    def test_compile_error_is_a_located_syntax_error(self):
        with self.assertRaises(krait.CompileError) as caught:
            krait.compile("def f():\n    return nope\n")
        error = caught.exception
        self.assertIsInstance(error, SyntaxError)
        self.assertEqual((error.lineno, error.offset), (2, 12))
        self.assertEqual(error.diagnostics[0].code, "unknown-name")
        self.assertIn("nope", error.report)

    def test_traceback_has_file_line_function_and_text(self):
        module = krait.compile("def f(x):\n    y = x + 1\n    return y\n")
        try:
            module.f("a")
        except TypeError:
            text = traceback.format_exc()
        self.assertIn("line 2, in f", text)
        self.assertIn("y = x + 1", text)

    def test_missing_file(self):
        with self.assertRaises(krait.CompileError) as caught:
            krait.compile("/no/such/file.pyx")
        self.assertEqual(caught.exception.diagnostics[0].code, "read-failed")


class Concurrency(unittest.TestCase):
    def test_threads_compile_at_once(self):
        failures = []

        def work(index):
            try:
                for k in range(25):
                    module = krait.compile("def f(int x):\n    return x + %d\n" % (index * 100 + k))
                    if module.f(1) != index * 100 + k + 1:
                        failures.append((index, k))
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    PRANGE = (
        "from cython.parallel cimport prange\n"
        "def f(int n):\n"
        "    cdef long s = 0\n"
        "    cdef int i\n"
        "    for i in prange(n, nogil=True, num_threads=2):\n"
        "        s += i\n"
        "    return s\n"
    )

    @unittest.skipIf(os.path.basename(BUILD) == "asan", "a fork may find the lock of gcc's sanitizing allocator held, for ever")
    def test_fork_while_compiling_and_after_a_parallel_region(self):
        self.assertEqual(krait.compile(self.PRANGE).f(100), 4950)
        stop = threading.Event()

        def keep_compiling():
            while not stop.is_set():
                krait.compile(SUM)

        thread = threading.Thread(target=keep_compiling)
        thread.start()
        try:
            for _ in range(5):
                self.assertEqual(self.run_child(), 0)
        finally:
            stop.set()
            thread.join()

    def run_child(self):
        """Exit status of a forked child that compiles and runs a parallel loop; a hang is killed."""
        child = os.fork()
        if child == 0:
            import signal

            signal.alarm(20)
            os._exit(0 if krait.compile(self.PRANGE).f(10) == 45 else 1)
        return os.waitpid(child, 0)[1]


class Memory(unittest.TestCase):
    @unittest.skipUnless(sys.platform == "linux", "reads /proc/self/maps")
    def test_no_page_is_writable_and_executable(self):
        krait.compile(SUM).total(1)
        with open("/proc/self/maps") as file:
            self.assertEqual([line for line in file if "rwx" in line.split()[1]], [])


if __name__ == "__main__":
    unittest.main()
