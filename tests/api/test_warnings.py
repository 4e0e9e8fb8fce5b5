"""The C of every module in tests/run by another compiler than the run tests': clang finds nothing to warn of, and without
OpenMP neither."""

import concurrent.futures
import glob
import os
import shutil
import subprocess
import sysconfig
import unittest

from support import ROOT, ScratchCase

FLAGS = ["-std=c11", "-fsyntax-only", "-DNDEBUG", "-fwrapv", "-Wall", "-Wextra", "-Wno-unknown-pragmas", "-Werror",
         "-I" + sysconfig.get_paths()["include"], "-I" + os.path.join(ROOT, "runtime")]
WANT_HEADERS = ("numpy/arrayobject.h", "omp.h")  # of packages that may not be there


@unittest.skipUnless(shutil.which("clang"), "clang is not there")
class Warnings(ScratchCase):
    def warnings_of(self, source):
        """What clang says of the module's C; "" where nothing."""
        output = self.path(os.path.basename(source) + ".c")
        if self.krait(source, "-w", "-o", output).returncode:
            return ""  # of a newer Python, or no module by itself
        done = subprocess.run(["clang", *FLAGS, output], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              cwd=os.path.dirname(source))
        is_lacking = any("'%s' file not found" % header in done.stdout for header in WANT_HEADERS)
        return "" if is_lacking else done.stdout

    def test_modules_of_the_run_tests(self):
        sources = sorted(glob.glob(os.path.join(ROOT, "tests", "run", "*.py*")))
        self.assertGreater(len(sources), 100)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for source, warnings in zip(sources, pool.map(self.warnings_of, sources)):
                self.assertEqual(warnings, "", source)


if __name__ == "__main__":
    unittest.main()
