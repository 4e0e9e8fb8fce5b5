"""Cython.Distutils.old_build_ext: an older name of the command."""

from krait.build.command import build_ext as old_build_ext

build_ext = old_build_ext

__all__ = ["build_ext", "old_build_ext"]
