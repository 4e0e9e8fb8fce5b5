"""Cython.Distutils.build_ext: setuptools asks for this name to see whether it may leave .pyx sources alone."""

from krait.build.command import build_ext

new_build_ext = old_build_ext = build_ext

__all__ = ["build_ext", "new_build_ext", "old_build_ext"]
