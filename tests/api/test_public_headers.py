"""`public` and `api`: the header files beside the output, and C code of another module that uses them."""

import subprocess
import sys
import unittest

from support import ScratchCase

MODULE = """
cdef public struct Point:
    int x
    double y

cdef public enum Color:
    RED = 3

ctypedef public Point Spot
cdef public int counter = 4

cdef public api int twice(int x) except -1:
    if x < 0:
        raise ValueError("negative")
    return 2 * x

cdef api double scale(Spot *p, double by):
    p.y *= by
    return p.y
"""

USER = """
cdef extern from "shapes_api.h":
    ctypedef struct Spot:
        int x
        double y
    int import_shapes() except -1
    int twice(int x) except -1
    double scale(Spot *p, double by)
    enum: RED

import_shapes()

def use(int x):
    cdef Spot spot
    spot.y = 1.5
    return twice(x), scale(&spot, 2), RED
"""


class PublicHeaders(ScratchCase):
    def test_another_module_calls_through_the_api_header(self):
        source = self.write("shapes.pyx", MODULE)
        done = self.krait("build", source, "-o", self.path("shapes.so"), "--python", sys.executable)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(self.path("shapes.h")) as header:
            text = header.read()
        for line in ("int twice(int);", "extern int counter;", "typedef struct Point Spot;", "enum Color {RED = 3};"):
            self.assertIn(line, text)
        source = self.write("user.pyx", USER)
        done = self.krait("build", source, "-o", self.path("user.so"), "--python", sys.executable, "--cflags", "-I" + self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        code = "import user; print(user.use(3))\ntry: user.use(-1)\nexcept ValueError as e: print(e)"
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, stdout=subprocess.PIPE,
                              universal_newlines=True, check=True)
        self.assertEqual(done.stdout, "(6, 3.0, 3)\nnegative\n")

    def test_no_headers_without_public_things(self):
        self.krait(self.write("plain.pyx", "cdef int f(): return 1\nf()\n"))
        self.assertEqual(self.files(), ["plain.c", "plain.pyx"])


if __name__ == "__main__":
    unittest.main()
