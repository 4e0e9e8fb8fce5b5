"""Cython.Compiler.Version."""

from Cython import __version__ as version

__all__ = ["version"]
