"""Builds that ask for Cython, run by `krait as-cython`, and setup files that import krait.build."""

import importlib.util
import os
import subprocess
import sys
import unittest

from support import KRAIT, ROOT, ScratchCase

SETUP = """
from setuptools import setup, Extension
from Cython.Build import cythonize
from Cython.Compiler import Options
from Cython.Compiler.Errors import CompileError
Options.annotate = False
Options.get_directive_defaults()["cdivision"] = True
setup(name="pkg", version="1", packages=["pkg"], ext_modules=cythonize(
    [Extension("pkg.*", ["pkg/*.pyx"], define_macros=[("STEP", "3")], extra_compile_args=[])],
    exclude=["pkg/left_out.pyx"], compiler_directives={"language_level": 3}))
"""

MODULE = """# distutils: sources = pkg/step.c
# distutils: include_dirs = FOLDER
from .shared cimport twice

cdef extern from "step.h":
    int make_step(int x)

def f(int x, int by):
    return twice(make_step(x)), -7 // by
"""

PLAIN = """
from setuptools import setup, Extension
setup(name="one", version="1", py_modules=[], ext_modules=[Extension("one", ["one.pyx"])])
"""

HAS_SETUPTOOLS = importlib.util.find_spec("setuptools") is not None


class DropIn(ScratchCase):
    def write_package(self):
        os.makedirs(self.path("pkg/include"))
        self.write("pkg/__init__.py", "")
        self.write("setup.py", SETUP)
        self.write("pkg/mod.pyx", MODULE.replace("FOLDER", "pkg/include"))
        self.write("pkg/shared.pxd", "cdef inline int twice(int x):\n    return 2 * x\n")
        self.write("pkg/left_out.pyx", "this is no program\n")
        self.write("pkg/include/step.h", "int make_step(int x);\n")
        self.write("pkg/step.c", '#include "include/step.h"\nint make_step(int x) { return x + STEP; }\n')

    def run_command(self, *words, status=0):
        environment = dict(os.environ, CFLAGS="-O0", KRAIT_PYTHON=sys.executable)
        done = subprocess.run(words, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=300)
        self.assertEqual(done.returncode, status, done.stdout)
        return done.stdout

    def as_cython(self, *words, status=0):
        return self.run_command(KRAIT, "as-cython", "--python", sys.executable, *words, status=status)

    @unittest.skipUnless(HAS_SETUPTOOLS, "setuptools is not there")
    def test_an_unmodified_setup_file(self):
        self.write_package()
        self.as_cython(sys.executable, "setup.py", "-q", "build_ext", "--inplace")
        self.assertEqual(self.python("import pkg.mod; print(pkg.mod.f(4, 2))"), "(14, -3)")
        written = os.stat(self.path("pkg/mod.c")).st_mtime_ns
        self.as_cython(sys.executable, "setup.py", "-q", "build_ext", "--inplace")
        self.assertEqual(os.stat(self.path("pkg/mod.c")).st_mtime_ns, written)  # nothing is compiled again

    @unittest.skipUnless(HAS_SETUPTOOLS, "setuptools is not there")
    def test_sources_that_setuptools_itself_gives_to_cython(self):
        self.write("setup.py", PLAIN)
        self.write("one.pyx", "cdef int n = 5\nnumber = n\n")
        self.as_cython(sys.executable, "setup.py", "-q", "build_ext", "--inplace")
        self.assertEqual(self.python("import one; print(one.number)"), "5")

    @unittest.skipUnless(HAS_SETUPTOOLS, "setuptools is not there")
    def test_a_setup_file_that_imports_krait(self):
        self.write_package()
        self.write("setup.py", SETUP.replace("from Cython.Build import", "from krait.build import")
                   .replace("from Cython.Compiler import Options\nfrom Cython.Compiler.Errors import CompileError\n", "")
                   .replace("Options.annotate = False\nOptions.get_directive_defaults()[\"cdivision\"] = True\n", ""))
        code = ("import sys; sys.path.insert(0, %r); sys.argv = ['setup.py', '-q', 'build_ext', '-i']\n"
                "exec(open('setup.py').read())" % os.path.join(ROOT, "python"))
        self.run_command(sys.executable, "-c", code)
        self.assertEqual(self.python("import pkg.mod; print(pkg.mod.f(4, 2))"), "(14, -4)")

    @unittest.skipUnless(HAS_SETUPTOOLS, "setuptools is not there")
    def test_a_refused_source_stops_the_build(self):
        self.write("setup.py", PLAIN)
        self.write("one.pyx", "cdef int n = unknown\n")
        output = self.as_cython(sys.executable, "setup.py", "-q", "build_ext", status=1)
        self.assertIn("one.pyx:1:14: error[unknown-name]", output)

    def test_the_program_of_build_systems(self):
        self.write("a b.pxi", "K = 3\n")
        self.write("one.pyx", 'include "a b.pxi"\n')
        self.assertRegex(self.as_cython("cython", "-V"), r"^Cython version 3\.3\.0 \(Krait ")
        self.as_cython("cython", "-M", "-3", "--fast-fail", "-X", "boundscheck=False", "one.pyx", "-o", "x.c")
        with open(self.path("x.c.dep")) as file:
            self.assertEqual(file.read().replace("./", ""), "x.c: \\\n  one.pyx \\\n  a\\ b.pxi\n")
        with open(self.path("x.c")) as file:
            self.assertIn("#define KR_STANDALONE\n", file.read())
        self.assertIn("leave --cplus out", self.as_cython("cython", "--cplus", "one.pyx", status=2))

    def test_files_of_others_are_not_overwritten(self):
        self.write("one.pyx", "x = 1\n")
        self.write("one.c", "int by_hand;\n")
        self.assertIn("not overwritten", self.as_cython("cython", "one.pyx", status=1))
        with open(self.path("one.c")) as file:
            self.assertEqual(file.read(), "int by_hand;\n")

    @unittest.skipUnless(HAS_SETUPTOOLS, "setuptools is not there")
    def test_what_builds_ask_about(self):
        code = ("import Cython, cython, importlib.metadata as m; from Cython.Distutils import build_ext, Extension\n"
                "print(Cython.__version__, m.version('Cython'), cython.compiled, build_ext.__name__)")
        self.assertEqual(self.as_cython(sys.executable, "-c", code).strip(), "3.3.0 3.3.0 False build_ext")


class SourceSettings(unittest.TestCase):
    def test_words(self):
        from krait.build.comments import split_words

        self.assertEqual(split_words("a b  c"), ["a", "b", "c"])
        self.assertEqual(split_words("['a b', c]"), ["a b", "c"])
        self.assertEqual(split_words('-DX="a b" -O2'), ["-DX=a b", "-O2"])

    def test_braces(self):
        from krait.build.modules import split_braces

        self.assertEqual(split_braces("p/*.{py,pyx}"), ["p/*.py", "p/*.pyx"])
        self.assertEqual(split_braces("{a,b}{1,2}"), ["a1", "a2", "b1", "b2"])


if __name__ == "__main__":
    unittest.main()
