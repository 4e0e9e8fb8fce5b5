"""How small a module is: C and machine code of a function with one memoryview argument."""

import os
import platform
import shutil
import subprocess
import unittest

from support import BUILD, ROOT, ScratchCase

SOURCE = """def total(double[:] x):
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        s += x[i]
    return s
"""


class ViewModule(ScratchCase):
    def test_lines_of_c(self):
        source, output = self.write("total.pyx", SOURCE), self.path("total.c")
        self.assertEqual(self.krait(source, "-o", output).returncode, 0)
        with open(output) as c:
            self.assertLess(len(c.readlines()), 100)

    @unittest.skipUnless(shutil.which("gcc") and shutil.which("strip"), "gcc or strip is missing")
    @unittest.skipUnless(BUILD == os.path.join(ROOT, "build"), "the figure is for the release build")
    @unittest.skipUnless(platform.machine() == "x86_64", "the figure is for x86-64")
    def test_stripped_module(self):
        source, module = self.write("total.pyx", SOURCE), self.path("total.so")
        done = self.krait("build", source, "-o", module, "--cc", "gcc")
        self.assertEqual(done.returncode, 0, done.stderr)
        subprocess.run(["strip", module], check=True)
        self.assertLess(os.path.getsize(module), 40000)


if __name__ == "__main__":
    unittest.main()
