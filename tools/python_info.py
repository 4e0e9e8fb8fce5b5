"""Prints facts about the running interpreter for the Makefile: `tag` (cpython-311, with a t for
free-threaded builds: the folder of its runtime under build/rt), `include` (the folder of Python.h) or
`numpy` (its version, or nothing)."""

import sys
import sysconfig


def tag():
    threaded = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    return sys.implementation.cache_tag + threaded


def include():
    return sysconfig.get_path("include")


def numpy():
    try:
        import numpy
    except ImportError:
        return ""
    return numpy.__version__


if __name__ == "__main__":
    print({"tag": tag, "include": include, "numpy": numpy}[sys.argv[1]]())
