"""Krait: compile Cython-language source to machine code, from Python.

    >>> import krait
    >>> m = krait.compile('''
    ... def total(long n):
    ...     cdef long s = 0
    ...     for i in range(n):
    ...         s += i
    ...     return s
    ... ''')
    >>> m.total(1000)
    499500

`compile` works in process, through libtcc, in about a millisecond. `translate` gives the C text.
"""

from krait.errors import CompileError, Diagnostic
from krait.jit import compile, run_path, translate
from krait.library import version

__all__ = ["CompileError", "Diagnostic", "compile", "run_path", "translate", "version"]
__version__ = version()
