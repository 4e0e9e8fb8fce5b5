"""C text of a pxd file builds on the headers that stand above it."""
from decls cimport high, LOW_VERSION


def run(x):
    return high(x), LOW_VERSION
