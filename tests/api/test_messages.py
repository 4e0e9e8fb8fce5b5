"""Texts of exceptions: those of the interpreter that runs, whichever version it is. Compiled and not, side by side."""

import importlib.util
import os
import unittest

from support import ScratchCase

import krait

MODULE = '''
def division(): return 1 / 0
def division_of(x=0): return 1 / x
def floor(x=0): return 3 // x
def remainder(x=0): return 3 % x
def lengths(x=""): return 3 // len(x)
def length_remainder(x=""): return 3 % len(x)
def length_quotient(x=""): return 3 / len(x)
def floats(x=0.0):
    y = 2.5
    return y / x
def local_floats():
    x, y = 0.0, 1.5
    return y / x
def local_floor():
    x, y = 0.0, 1.5
    return y // x
def local_remainder():
    x, y = 0.0, 1.5
    return y % x
def power(x=0.0): return x ** -1.0
def power_of(x=0.0, y=-1.0): return x ** y
def pairs(x=(1, 2, 3)):
    a, b = x
def list_pairs():
    a, b = [1, 2, 3]
def few(x=(1,)):
    a, b = x
def few_of(x="a"):
    a, b = x
def iterator(x=(1, 2, 3)):
    a, b = iter(x)
def starred(x=(1,)):
    a, *b, c = x
def loop():
    for a, b in [(1, 2, 3)]:
        pass
def smallest(x=()): return min(x)
def largest(x=()): return max(i for i in x)
def smallest_of(): return min(i for i in [])
def in_set(): return [] in {1, 2}
def put_set(): return {[]}
def put_dict(): return {[]: 1}
def get_dict(x=None): return {}[x]
def in_list(): return [1][3]
def in_tuple(): return (1,)[3]
def in_str(): return "a"[3]
def set_list():
    x = [1]
    x[3] = 1
def del_list():
    x = [1]
    del x[3]
def pop(): return [].pop()
def pop_at(): return [1].pop(4)
def pop_set(): return set().pop()
def pop_dict(): return {}.pop("k")
def missing_name(): return no_such_name
def unbound():
    if not unbound:
        x = 1
    return x
def free():
    def inner():
        return x
    inner()
    x = 1
def attribute(): return (1).nothing
def none(x=None): return x.nothing
def none_item(x=None): return x[0]
def not_callable(x=1): return x()
def adds(): return 1 + "a"
def joins(x="a"): return x + 1
def compares(): return [] < 1
def negates(): return -"a"
def iterates(x=1):
    for i in x:
        pass
def contains(x=1): return 2 in x
def enters(x=1):
    with x:
        pass
def index(x=1.5): return [1][x]
def chars(): return chr(-1)
def order(): return ord("ab")
def converts(): return int("x")
def floating(): return float("x")
def positional(): return attribute(1)
def keyword(): return adds(z=1)
def required():
    def f(a, b, *, c): pass
    return f()
def merge(): return dict(**{1: 2})
def spread(x=1): return print(*x)
def generator():
    g = (i for i in [])
    next(g)
    return next(g)
def shift(x=-1): return 1 << x
def imports():
    from os import nothing_there
def raises(): raise 3
def asserts(): assert [], "text"
def unpacks_none(x=None):
    a, b = x
def deletes():
    x = {}
    del x[1]
def deletes_attribute():
    class C: pass
    del C().x
def formats(): return f"{[]:d}"
def percent(): return "%d" % "x"
def repeats(): return [1] * "a"
def joins_list(): return "".join([1])
'''


def outcome(function):
    try:
        return repr(function())
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, error)


class Messages(ScratchCase):
    def test_the_interpreters_own_texts(self):
        path = self.write("messages.py", MODULE)
        spec = importlib.util.spec_from_file_location("messages", path)
        plain = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(plain)
        compiled = krait.compile(path, name="messages")
        names = [name for name, value in vars(plain).items() if callable(value)]
        self.assertGreater(len(names), 60)
        differ = {name: (outcome(getattr(plain, name)), outcome(getattr(compiled, name))) for name in names}
        self.assertEqual({name: pair for name, pair in differ.items() if pair[0] != pair[1]}, {})


class FinallyExits(ScratchCase):
    """'return' and the like in a 'finally' block: interpreters since 3.14 warn of them, when the module is compiled."""

    SOURCE = """
def f(x):
    for i in x:
        try:
            pass
        finally:
            def inner():
                return 1
            while x:
                break
            %s
"""

    def check(self, statement, minor):
        """The lines of the warnings for an interpreter 3.MINOR."""
        self.write("m.py", self.SOURCE % statement)
        self.write("python", "#!/bin/sh\necho %d\n" % minor)
        os.chmod(self.path("python"), 0o755)
        done = self.krait("check", "m.py", cwd=self.folder, env=dict(os.environ, PYTHON=self.path("python")))
        self.assertEqual(done.returncode, 0)
        return [line for line in done.stderr.splitlines() if "warning" in line]

    def test_new(self):
        for word in "return", "break", "continue":
            expected = ["m.py:11:13: warning[finally-exit]: '%s' in a 'finally' block" % word]
            self.assertEqual(self.check(word, 14), expected)
        self.assertEqual(self.check("pass", 14), [])

    def test_old(self):
        self.assertEqual(self.check("return", 13), [])


if __name__ == "__main__":
    unittest.main()
