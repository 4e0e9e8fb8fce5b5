"""What the tests in this folder share: where the build is, scratch folders, running `krait`."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("KRAIT_BUILD", os.path.join(ROOT, "build"))
KRAIT = os.path.join(BUILD, "krait")
sys.path.insert(0, os.path.join(ROOT, "python"))
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
NO_GIL = dict(os.environ)  # the environment of programs that are to run without it, where that can be
if FREE_THREADED:
    os.environ["PYTHON_GIL"] = "1"  # else it is turned on, with a warning, for modules that do not say they need none

# For tests to which it is all the same, the quickest first; the command tcc is not part of libtcc-dev.
C_COMPILERS = [cc for cc in ("tcc", "gcc") if shutil.which(cc)]


class ScratchCase(unittest.TestCase):
    """A test case with a folder of its own, removed afterwards."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="krait-test-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """Writes str (as UTF-8) or bytes; returns the path."""
        data = text.encode() if isinstance(text, str) else text
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def krait(self, *args, **options):
        """Runs the program; a CompletedProcess with text output. Crashes fail the test."""
        done = subprocess.run(
            [KRAIT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
            errors="replace", **options
        )
        self.assertIn(done.returncode, (0, 1, 2), "krait ended with %d: %s" % (done.returncode, done.stderr))
        return done

    def build_here(self, name, cc=C_COMPILERS[0]):
        """Builds the source `name` of the folder as an extension module beside it."""
        done = self.krait("build", name, "-o", os.path.splitext(name)[0] + ".so", "--cc", cc, "--python",
                          sys.executable, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)

    def python(self, code, env=None):
        """What a new interpreter prints, errors included, that runs the code in the folder."""
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60, env=env)
        return done.stdout.strip()

    def files(self):
        return sorted(os.listdir(self.folder))


def take_signals():
    """For preexec_fn: a shell starts its background jobs with SIGINT ignored, nohup those with SIGHUP."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
