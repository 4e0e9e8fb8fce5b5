"""Module objects made more than once from one shared library, the frame of a module's body, traceback entries."""

import os
import struct
import sys
import sysconfig
import unittest

from support import C_COMPILERS, ROOT, ScratchCase

MODULE = """
import sys
from collections import namedtuple
P = namedtuple("P", "a b")
frame = sys._getframe()
found = (frame.f_globals is globals(), frame.f_locals is globals(), frame.f_code.co_name,
         frame.f_code.co_filename.rpartition("/")[2], [n for n in globals() if "body" in n])
counter = []
class C:
    def m(self):
        # a line above

        return f(self)
def f(n):
    def g():
        raise ValueError(n)
    return g()
def bump():
    counter.append(C)
    return len(counter)
"""
TYPES = """
cdef class T:
    cdef public object x
cdef int calls = 0
def make():
    global calls
    calls += 1
    t = T()
    t.x = calls
    return t
"""


class Executions(ScratchCase):
    def compile(self, name, text, cc=C_COMPILERS[0]):
        self.write(name, text)
        self.build_here(name, cc)

    def test_a_second_module_object_has_its_own_state(self):
        for cc in C_COMPILERS:
            self.compile("m.py", MODULE, cc)
            self.assertEqual(self.python(
                "import m, sys\nold = m; m.bump(); del sys.modules['m']\nimport m\n"
                "print(m is old, m.bump(), old.bump(), m.C is old.C, m.f.__globals__ is vars(m))"),
                "False 1 2 False True")

    def test_extension_types_are_made_anew(self):
        self.compile("t.pyx", TYPES)
        self.assertEqual(self.python(
            "import t, sys\nold = t; t.make(); del sys.modules['t']\nimport t\n"
            "print(t.make().x, old.make().x, t.T is old.T, type(old.make()) is old.T)"), "1 2 False True")

    def test_a_module_whose_body_failed_is_imported_anew(self):
        self.compile("m.py", "import builtins\nbuiltins.tries = getattr(builtins, 'tries', 0) + 1\n"
                             "if builtins.tries == 1:\n    raise KeyError('first')\nx = builtins.tries\n")
        self.assertEqual(self.python("try:\n    import m\nexcept KeyError as e:\n    print(e, e.__traceback__.tb_next.tb_lineno"
                                     " if 'm.py' in str(e.__traceback__.tb_next) else '')\nimport m; print(m.x)"),
                         "'first' \n2")

    def test_reload_runs_the_body_in_the_same_dict(self):
        self.compile("m.py", MODULE)
        self.assertEqual(self.python("import m, importlib\nm.bump(); m.extra = 1; f = m.bump\n"
                                     "print(importlib.reload(m) is m, m.bump(), m.extra, f is m.bump, f())"),
                         "True 1 1 False 2")

    def test_an_interpreter_inside_the_process(self):
        self.compile("m.py", MODULE)
        code = ("try:\n    import _xxsubinterpreters as i\nexcept ImportError:\n    import _interpreters as i\n"
                "import m, sys\nsys.path.insert(0, '')\nm.bump()\n"
                "n = i.create(%s)\n"
                "bad = i.run_string(n, \"import sys; sys.path.insert(0, ''); import m; assert m.bump() == 1\")\n"
                "i.destroy(n)\nprint(bad, m.bump())")
        shared = {9: "isolated=False", 10: "isolated=False", 11: "isolated=False", 12: "isolated=False"}
        asked = shared.get(sys.version_info[1], "'legacy'")
        refused = "does not support loading in subinterpreters"
        if sysconfig.get_config_var("Py_GIL_DISABLED"):
            self.assertIn(refused, self.python(code % asked))
        else:
            self.assertEqual(self.python(code % asked), "None 2")
        if sys.version_info >= (3, 12):
            self.assertIn(refused, self.python(code % ""))

    def test_compiling_in_an_interpreter_inside_the_process(self):
        """Works, or is an ImportError: an isolated one has no ctypes (3.12), or cannot have modules like ours."""
        body = ("import sys; sys.path.insert(0, %r)\ntry:\n    import krait\n"
                "    m = krait.compile('cdef class T:\\n    pass\\ndef f(): return [T() for i in range(3)]', name='m')\n"
                "    print(len(m.f()))\nexcept ImportError as e: print('ImportError', 'subinterpreters' in str(e))"
                % os.path.join(ROOT, "python"))
        code = ("try:\n    import _xxsubinterpreters as i\nexcept ImportError:\n    import _interpreters as i\n"
                "import sys\nn = i.create(%s)\nbad = i.run_string(n, %r)\ni.destroy(n)\nprint(bad, end='')")
        legacy = "'legacy'" if sys.version_info >= (3, 13) else "isolated=False"
        answers = {"3\nNone", "ImportError True\nNone"}
        for kind in legacy, "":
            self.assertIn(self.python(code % (kind, body)), answers)

    def test_the_body_has_a_frame(self):
        self.compile("m.py", MODULE)
        self.assertEqual(self.python("import m; print(m.P.__module__, m.found)"),
                         "m (True, True, '<module>', 'm.py', [])")

    def test_code_objects_of_traceback_entries(self):
        self.compile("m.py", MODULE)
        self.assertEqual(self.python(
            "import m\ntry: m.C().m()\nexcept ValueError as e: tb = e.__traceback__.tb_next\n"
            "while tb:\n    c = tb.tb_frame.f_code\n"
            "    print(c.co_name, getattr(c, 'co_qualname', ''), c.co_firstlineno, tb.tb_lineno, tb.tb_frame.f_lineno)\n"
            "    tb = tb.tb_next\n").split("\n"),
            ["m C.m 10 13 13", "f f 14 17 17", "g f.<locals>.g 15 16 16"] if sys.version_info >= (3, 11)
            else ["m  10 13 13", "f  14 17 17", "g  15 16 16"])

    def test_no_library_asks_for_an_executable_stack(self):
        """glibc 2.41 does not load one that does, and one that says nothing does."""
        for cc in C_COMPILERS:
            self.compile("m.py", MODULE, cc)
            with open(self.path("m.so"), "rb") as file:
                data = file.read()
            table, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
            kinds = [struct.unpack_from("<II", data, table + i * size) for i in range(count)]
            self.assertEqual([flags for kind, flags in kinds if kind == 0x6474e551], [6])

    def test_no_entry_for_the_frame_of_the_body(self):
        self.compile("m.py", "def f():\n    1 / 0\n\n\nf()\n")
        self.assertEqual(self.python("try: import m\nexcept ZeroDivisionError as e: tb = e.__traceback__.tb_next\n"
                                     "lines = []\nwhile tb:\n    if 'm.py' in tb.tb_frame.f_code.co_filename:\n"
                                     "        lines.append(tb.tb_lineno)\n    tb = tb.tb_next\nprint(lines)"), "[5, 2]")


if __name__ == "__main__":
    unittest.main()
