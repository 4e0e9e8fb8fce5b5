"""`pip wheel .`: the wheel holds the program, the library and the package, and they find each other where pip puts them."""

import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import unittest

from support import BUILD, ROOT, ScratchCase

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
NEEDS = (70, 1)  # setuptools that makes wheels by itself, as pyproject.toml says


def has_setuptools():
    """Whether pip can build without fetching setuptools from an index."""
    try:
        version = importlib.metadata.version("setuptools")
    except importlib.metadata.PackageNotFoundError:
        return False
    return tuple(int(word) for word in version.split(".")[:2]) >= NEEDS


@unittest.skipUnless(BUILD == os.path.join(ROOT, "build"), "packed is the release build")
class Wheel(ScratchCase):
    def setUp(self):
        super().setUp()
        if not importlib.util.find_spec("pip"):
            self.skipTest("no pip")
        options = ["--no-deps", "--retries", "1", "-w", self.path("wheels")]
        options += ["--no-build-isolation"] if has_setuptools() else []
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        done = subprocess.run(PIP + ["wheel"] + options + ["."], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode and "No matching distribution found for setuptools" in done.stdout:
            self.skipTest("no index with setuptools")
        self.assertEqual(done.returncode, 0, done.stdout)
        (name,) = os.listdir(self.path("wheels"))
        self.assertRegex(name, r"^krait_compiler-.*-cp3\d+-cp3\d+t?-linux_")
        subprocess.run(PIP + ["install", "--no-deps", "--no-index", "--ignore-installed", "--prefix", self.path("env"),
                              os.path.join(self.path("wheels"), name)], check=True)

    def test_program_and_package(self):
        self.write("twice.pyx", "def twice(double[::1] a): return a[0] * 2\n")
        (program,) = self.find("krait", executable=True)
        subprocess.run([program, "build", "--python", sys.executable, "twice.pyx"], cwd=self.folder, check=True)
        package = os.path.dirname(os.path.dirname(self.find("jit.py", below="-packages")[0]))
        code = ("import sys; sys.path.insert(0, %r); import array, krait, twice\n"
                "assert krait.__file__.startswith(sys.path[0])\n"
                "print(twice.twice(array.array('d', [4])), krait.compile('def thrice(x): return 3 * x').thrice(4))" % package)
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        self.assertEqual(done.stdout, "8.0 12\n")

    def find(self, name, executable=False, below=""):
        return [os.path.join(folder, name) for folder, _, files in os.walk(self.path("env"))
                if name in files and below in folder and (not executable or os.access(os.path.join(folder, name), os.X_OK))]


if __name__ == "__main__":
    unittest.main()
