"""Cython.Distutils: the command build_ext and the Extension that takes its options."""

from Cython.Distutils.build_ext import build_ext
from Cython.Distutils.extension import Extension

__all__ = ["Extension", "build_ext"]
