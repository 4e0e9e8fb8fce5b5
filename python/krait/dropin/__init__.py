"""Krait in the place of Cython for one command: `krait as-cython COMMAND`, for builds whose files are not to be edited.

The command sees, in front of everything else, a package `Cython` made of krait.build's functions, the plain package
`cython` (krait/shadow), the version that Krait's language is that of (3.3.0), and programs `cython` and `cythonize`.
So setup.py files, setuptools' own handling of .pyx sources, Meson and CMake all come to Krait.

What pip does in an isolated environment is out of reach: pip install --no-build-isolation.
"""

import os
import sys

from krait import shadow

path = os.path.dirname(os.path.abspath(__file__))
_PACKAGES = os.path.dirname(os.path.dirname(path))


def environment(base=None):
    """The environment for such a command, as a dict; `base` is os.environ unless given."""
    result = dict(os.environ if base is None else base)

    def put_first(name, folders):
        old = [word for word in result.get(name, "").split(os.pathsep) if word and word not in folders]
        result[name] = os.pathsep.join(folders + old)

    put_first("PYTHONPATH", [path, shadow.path, _PACKAGES])
    put_first("PATH", [os.path.join(path, "bin")])
    result.setdefault("KRAIT_PYTHON", sys.executable)
    result.setdefault("KRAIT_STANDALONE", "1")  # setup files set compiler flags of their own in place of ours
    return result


def run(command):
    """Replaces this process by the command, a list of words."""
    os.execvpe(command[0], command, environment())
