"""`pip install .`: what `make install` puts below PREFIX goes below the environment's prefix, the package krait to the others.

The program is `bin/krait` itself, not a script that starts Python. The runtime is built for the interpreter that pip
runs on, so that the wheel is one for this version and machine. The libraries it needs come from the system (`make deps`).
A wheel serves builds, too: `requires = ["setuptools", "krait-compiler"]` (docs/language/building.md).
"""

import os
import subprocess
import sys

from setuptools import Distribution, setup
from setuptools.command.build import build

STAGE = os.path.join("build", "wheel")


class BuildWithMake(build):
    def run(self):
        subprocess.run(["make", "-s", "install", "PREFIX=", "DESTDIR=" + os.path.abspath(STAGE), "PYTHON=" + sys.executable],
                       check=True)
        self.distribution.data_files = [
            (os.path.relpath(folder, STAGE), [os.path.join(folder, name) for name in sorted(files)])
            for folder, _, files in os.walk(STAGE) if files
        ]
        super().run()


class BinaryDistribution(Distribution):
    def has_ext_modules(self):
        return True


setup(cmdclass={"build": BuildWithMake}, distclass=BinaryDistribution)
