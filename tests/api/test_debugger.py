"""gdb knows the functions that were compiled in this process. Skipped where gdb is not installed."""

import os
import shutil
import subprocess
import sys
import unittest

from support import ROOT, ScratchCase

PROGRAM = """
import os, signal, sys
sys.path.insert(0, %r)
import krait
module = krait.compile('''
def inner_function(callback):
    return callback()

def outer_function(callback):
    return inner_function(callback) + 1
''')
module.outer_function(lambda: os.kill(os.getpid(), signal.SIGTRAP) or 1)
""" % os.path.join(ROOT, "python")


@unittest.skipUnless(shutil.which("gdb"), "gdb is not installed")
@unittest.skipIf("LD_PRELOAD" in os.environ, "a sanitizer would be loaded into gdb itself")
class Gdb(ScratchCase):
    def test_backtrace_names_compiled_functions(self):
        source = self.write("program.py", PROGRAM)
        argv = ["gdb", "-nx", "-q", "-batch", "-ex", "run", "-ex", "backtrace", "--args", sys.executable, source]
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace", timeout=120)
        if "SIGTRAP" not in done.stdout:
            self.skipTest("gdb cannot run programs here")
        self.assertRegex(done.stdout, r"in inner_function \(\)(?s:.*)in outer_function \(\)")


if __name__ == "__main__":
    unittest.main()
