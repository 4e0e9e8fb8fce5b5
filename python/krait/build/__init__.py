"""Building extension modules with setuptools: `cythonize` and `build_ext` as users of Cython know them.

    from setuptools import setup
    from krait.build import cythonize
    setup(ext_modules=cythonize("pkg/*.pyx", compiler_directives={"boundscheck": False}))

Sources and setup files that say `from Cython.Build import cythonize` need no edit: `krait as-cython COMMAND` runs a
command in which `Cython` is the package krait/dropin/Cython, made of the names here. docs/language/building.md tells more.

Translation takes milliseconds, so every source is translated every time; a C file is only written when its text changes,
and what setuptools compiles follows from that.
"""

from krait.build.comments import read_settings
from krait.build.modules import create_extension_list
from krait.build.cythonized import cythonize
from krait.build.translation import TranslationError, translate_file

__all__ = ["TranslationError", "build_ext", "create_extension_list", "cythonize", "read_settings", "translate_file"]


def __getattr__(name):
    if name == "build_ext":  # imports setuptools
        from krait.build.command import build_ext

        return build_ext
    raise AttributeError(name)
