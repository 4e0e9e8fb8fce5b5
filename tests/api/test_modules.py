"""Modules that use each other's C functions and variables through their pxd files."""

import os
import sys
import unittest

from support import ScratchCase

PXD = """
cdef struct Pair:
    int a
    double b
cdef int twice(int n) except -1
cdef double total(Pair *p) noexcept nogil
cdef int counter
cdef double[4] table
cpdef str shout(str s)
cdef inline int thrice(int n):
    return twice(n) + n
"""
PROVIDER = """
cdef int twice(int n) except -1:
    if n < 0:
        raise ValueError("negative")
    return 2 * n
cdef double total(Pair *p) noexcept nogil:
    return p.a + p.b
counter = 5
table[2] = 1.5
cpdef str shout(str s):
    return s.upper()
def get():
    return counter
"""
USER = """
cimport prov
from prov cimport twice, Pair, shout, table, thrice as three
def run(n):
    cdef Pair p
    p.a = n
    p.b = 0.5
    prov.counter += 1
    prov.counter = prov.counter + n
    return twice(n), prov.total(&p), shout("abc"), table[2], prov.counter, three(n), prov.thrice(1)
def pointer(n):
    cdef int (*f)(int) except -1
    f = twice
    return f(n)
"""
SHAPES_PXD = """
cdef class Shape:
    cdef public double scale
    cdef object tag
    cdef double area(self)
    cpdef double twice(self)
    @staticmethod
    cdef int version()

cdef class Square(Shape):
    cdef double side
"""
SHAPES = """
cdef class Shape:
    def __init__(self, scale=1):
        self.scale = scale
        self.tag = "shape"
    cdef double area(self):
        return self.scale
    cpdef double twice(self):
        return 2 * self.area()
    @staticmethod
    cdef int version():
        return 7
    def get_tag(self): return self.tag

cdef class Square(Shape):
    def __cinit__(self, *args): self.side = 3
    cdef double area(self):
        return self.side * self.side * self.scale
"""
SHAPES_USER = """
from shapes cimport Shape, Square
cimport shapes

cdef class Tri(Shape):
    cdef double h
    cdef object o
    def __init__(self):
        Shape.__init__(self, 5)
        self.h = 4
        self.tag = [self]
    cdef double area(self):
        return self.h + Shape.area(self)
    cdef double extra(self):
        return 1000

def f(Shape s):
    return s.area(), s.twice(), s.scale, s.tag

def g(x):
    cdef Square s = x
    return s.side

def h():
    cdef Tri t = Tri()
    return f(t), t.extra(), Shape.version()
"""


class Shared(ScratchCase):
    def build(self, sources):
        for name, text in sources.items():
            self.write(name, text)

    def compile(self, *names):
        for name in names:
            self.build_here(name)

    def test_functions_and_variables(self):
        self.build({"prov.pxd": PXD, "prov.pyx": PROVIDER, "user.pyx": USER})
        self.compile("prov.pyx", "user.pyx")
        self.assertEqual(self.python("import user, prov; print(user.run(4), prov.get(), user.pointer(3))"),
                         "(8, 4.5, 'ABC', 1.5, 10, 12, 3) 10 6")
        self.assertIn("ValueError: negative", self.python("import user; user.pointer(-1)"))

    def test_another_signature_is_refused_at_import(self):
        self.build({"prov.pxd": PXD, "prov.pyx": PROVIDER, "user.pyx": USER})
        self.compile("prov.pyx")
        self.write("prov.pxd", PXD.replace("int twice(int n)", "int twice(long n)"))
        self.write("user.pyx", USER.partition("def pointer")[0])
        self.compile("user.pyx")
        self.assertIn("TypeError: C function prov.twice has wrong signature (expected int (long), got int (int))",
                      self.python("import user"))

    def test_what_is_not_exported_is_an_import_error(self):
        self.build({"prov.pxd": PXD, "prov.py": "", "user.pyx": USER})
        self.compile("user.pyx")
        said = self.python("import user")
        self.assertIn("ImportError: prov does not export expected C function twice", said)
        self.assertIn("user.pyx\", line 2, in <module>", said)

    def test_modules_may_use_each_other(self):
        self.build({
            "a.pxd": "cdef int fa(int n)",
            "b.pxd": "cdef int fb(int n)",
            "a.pyx": "cimport b\ncdef int fa(int n):\n    return n + 1\ndef run(n):\n    return b.fb(n)\n",
            "b.pyx": "cimport a\ncdef int fb(int n):\n    return 10 * a.fa(n)\ndef run(n):\n    return a.fa(n)\n",
        })
        self.compile("a.pyx", "b.pyx")
        self.assertEqual(self.python("import a, b; print(a.run(1), b.run(1))"), "20 2")

    def test_packages_and_relative_names(self):
        os.makedirs(self.path("pkg/sub"))
        self.build({
            "pkg/__init__.py": "",
            "pkg/sub/__init__.py": "",
            "pkg/__init__.pxd": "cdef enum:\n    TOP = 7\n",
            "pkg/one.pxd": "from .sub.two cimport number\ncdef number one(number n)\n",
            "pkg/one.pyx": "cdef number one(number n):\n    return n + 1\n",
            "pkg/sub/two.pxd": "ctypedef long number\n",
            "pkg/sub/three.pyx": "from .. cimport one, TOP\nfrom ..one cimport one as f\nfrom . cimport two\n"
                                 "def run(n):\n    cdef two.number x = f(n)\n    return one.one(x), TOP\n",
        })
        self.compile("pkg/one.pyx", "pkg/sub/three.pyx")
        self.assertEqual(self.python("from pkg.sub import three; print(three.run(1))"), "(3, 7)")

    def test_datetime(self):
        self.build({"d.pyx": "from cpython.datetime cimport import_datetime, date, date_new, date_year, total_seconds, "
                             "timedelta_new\nimport_datetime()\n"
                             "def f(date other):\n    d = date_new(2026, 11, 21)\n"
                             "    return d > other, date_year(d), total_seconds(timedelta_new(0, 90, 500000))\n"})
        self.compile("d.pyx")
        self.assertEqual(self.python("import d, datetime; print(d.f(datetime.date.min))"), "(True, 2026, 90.5)")

    def test_extension_types(self):
        self.build({"shapes.pxd": SHAPES_PXD, "shapes.pyx": SHAPES, "user.pyx": SHAPES_USER})
        self.compile("shapes.pyx", "user.pyx")
        self.assertEqual(self.python("""
import user, shapes, gc
print(user.f(shapes.Shape(3)), user.f(shapes.Square(2)), user.g(shapes.Square()))
print(user.h()[1:])
t = user.Tri()
print(t.twice(), t.scale, t.get_tag()[0] is t)
class P(user.Tri):
    def twice(self): return 1
print(user.f(P())[:2], user.Tri.twice(P()))
try: user.g(shapes.Shape())
except TypeError as e: print(e)
del t; gc.collect()
""").split("\n"), ["(3.0, 6.0, 3.0, 'shape') (18.0, 36.0, 2.0, 'shape') 3.0", "(1000.0, 7)", "18.0 5.0 True",
                    "(9.0, 1.0) 18.0", "Cannot convert shapes.Shape to shapes.Square"])

    def test_pxd_files_beside_installed_packages(self):
        os.makedirs(self.path("site/lib"))
        self.build({
            "site/lib/__init__.py": "",
            "site/lib/__init__.pxd": "this is not for us",
            "site/lib/__init__.cython-30.pxd": "cdef enum:\n    SEVEN = 7\n",
            "user.pyx": "from lib cimport SEVEN\ndef f():\n    return SEVEN\n",
        })
        done = self.krait("check", self.path("user.pyx"), env={**os.environ, "PYTHON": sys.executable,
                                                              "PYTHONPATH": self.path("site")})
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
