"""python -m cython: the program `cython`, while `krait as-cython` runs a build."""

import sys

from krait.build.cython_cli import cython

if __name__ == "__main__":
    sys.exit(cython(sys.argv[1:]))
