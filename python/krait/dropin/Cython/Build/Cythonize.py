"""Cython.Build.Cythonize: the program `cythonize` as a function."""

import sys

from krait.build import cython_cli

__all__ = ["main"]


def main(args=None):
    """Runs it; SystemExit after errors."""
    status = cython_cli.cythonize_program(sys.argv[1:] if args is None else list(args))
    if status:
        raise SystemExit(status)


if __name__ == "__main__":
    main()
