"""What the tests in this folder share: where the build is, scratch folders, running `krait`."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("KRAIT_BUILD", os.path.join(ROOT, "build"))
KRAIT = os.path.join(BUILD, "krait")
sys.path.insert(0, os.path.join(ROOT, "python"))


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

    def files(self):
        return sorted(os.listdir(self.folder))
