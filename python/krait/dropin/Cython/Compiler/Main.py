"""Cython.Compiler.Main: setuptools looks for it before it takes a build_ext; `compile` translates one file."""

import os

from krait.build import TranslationError, translate_file

__all__ = ["CompilationResult", "TranslationError", "compile", "compile_single"]


class CompilationResult:
    """c_file: path, or None after errors; num_errors: 0 or 1."""

    def __init__(self, c_file, num_errors):
        self.c_file, self.num_errors = c_file, num_errors


def compile_single(source, options=None, full_module_name=None):
    """C of one source, beside it."""
    output = os.path.splitext(source)[0] + ".c"
    try:
        translate_file(source, output, full_module_name, standalone=True)
    except TranslationError:
        return CompilationResult(None, 1)
    return CompilationResult(output, 0)


def compile(source, options=None, full_module_name=None, **others):
    """The same; for several sources a dict of results."""
    if isinstance(source, str):
        return compile_single(source, options, full_module_name)
    return {path: compile_single(path, options) for path in source}
