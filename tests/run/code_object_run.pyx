"""The code object of a compiled function describes it, and is not what it runs: run by the interpreter it raises, and the
frame of that can be looked at.

>>> import sys, traceback, types
>>> inner = outer(5)
>>> copy = types.FunctionType(inner.__code__, globals(), 'copy', None, inner.__closure__)
>>> try: copy()
... except AssertionError: print(sorted(sys.exc_info()[2].tb_next.tb_frame.f_locals), len(traceback.extract_tb(sys.exc_info()[2])))
['x', 'y'] 2
>>> try: exec(plain.__code__)
... except AssertionError: print(sys.exc_info()[2].tb_next.tb_frame.f_code is plain.__code__)
True
"""
from types import FunctionType


def outer(x):
    y = x + 1

    def inner():
        return x + y
    return inner


def plain():
    return 1


kept = outer(5)


def run_copy():
    """While memory lacks: all of the code object or none of it, which the function then keeps.

    >>> run_copy()
    ['x', 'y']
    """
    try:
        FunctionType(kept.__code__, {}, 'copy', None, kept.__closure__)()
    except AssertionError as error:
        return sorted(error.__traceback__.tb_next.tb_frame.f_locals)
