"""`make install PREFIX=`: what is installed works from anywhere, and takes nothing from folders beside it."""

import os
import shutil
import subprocess
import sys
import unittest

from support import BUILD, ROOT, ScratchCase

SOURCE = """
from cython.parallel cimport prange

def total(const double[::1] values):
    cdef double s = 0
    cdef Py_ssize_t i
    for i in prange(values.shape[0], nogil=True):
        s += values[i]
    return s
"""
CALL = "import array, %s; print(%s)"


@unittest.skipUnless(BUILD == os.path.join(ROOT, "build"), "installed is the release build")
class Install(ScratchCase):
    def setUp(self):
        super().setUp()
        os.makedirs(self.path("runtime"))  # names of our own folders in the source tree
        os.makedirs(self.path("python"))
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        subprocess.run(["make", "-s", "install", "PREFIX=" + self.path("prefix"), "PYTHON=" + sys.executable],
                       cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
        self.source = self.write("sums.pyx", SOURCE)

    def run_python(self, code):
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=120)
        return done.stdout.strip()

    def test_program(self):
        program = self.path("prefix/bin/krait")
        subprocess.run([program, "build", "--openmp", "sums.pyx", "--python", sys.executable], cwd=self.folder, check=True)
        self.assertEqual(self.run_python(CALL % ("sums", "sums.total(array.array('d', [1, 2, 4]))")), "7.0")

    def test_package(self):
        code = ("import sys; sys.path.insert(0, 'prefix/share/krait/python'); import array, krait\n"
                "print(krait.compile('sums.pyx').total(array.array('d', [1, 2, 4])))")
        self.assertEqual(self.run_python(code), "7.0")

    def test_it_may_be_moved(self):
        moved = self.path("elsewhere")
        shutil.move(self.path("prefix"), moved)
        done = subprocess.run([os.path.join(moved, "bin", "krait"), "check", "sums.pyx"], cwd=self.folder)
        self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
