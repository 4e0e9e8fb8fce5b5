"""Cython.Compiler.Errors: what cythonize raises."""

from krait.build import TranslationError as CompileError

__all__ = ["CompileError"]
