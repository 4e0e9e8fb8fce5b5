"""cython.cimports as plain Python: a C module that Python has under the same name stands for it.

    from cython.cimports.libc.math import sin      ->      from math import sin
"""

import importlib
import importlib.abc
import importlib.machinery
import sys

__path__ = []


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes cython.cimports.X of the Python module X, and packages where there is none."""

    def find_spec(self, name, path=None, target=None):
        if not name.startswith(__name__ + "."):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        own = module.__name__[len(__name__) + 1:]
        for name in (own, own.rpartition(".")[2]):
            try:
                module.__dict__.update({key: value for key, value in vars(importlib.import_module(name)).items()
                                        if not key.startswith("__")})
                return
            except ImportError:
                continue


sys.meta_path.append(_Finder())
