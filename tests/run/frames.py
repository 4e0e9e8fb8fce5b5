"""What is called in a function and looks at its caller's frame finds module, function and line.

>>> here() == ("here", 33, 37)
True
>>> Frames().here()
('here', True, 0)
>>> made() == (__name__,) * 4
True
>>> warned()
[43, 44]
>>> Frames().logged()
[('logged', 68), ('logged', 69)]
>>> not_callable()
Traceback (most recent call last):
TypeError: 'int' object is not callable
>>> lines_of(wrong) in ([51], [51, 52])
True
>>> own()
3
"""
import inspect
import logging
import sys
import warnings
from collections import namedtuple
from enum import Enum
from typing import TypeVar

logger = logging.getLogger(__name__)


# here
def here():
    frame = sys._getframe()
    line = frame.f_lineno

    return frame.f_code.co_name, frame.f_code.co_firstlineno, inspect.currentframe().f_lineno


def warned():
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        warnings.warn("one")
        warnings.warn(*("two",), stacklevel=1)
    return [w.lineno for w in seen]


def wrong():
    arguments = {"stacklevel": "x"}

    warnings.warn("text",
                  **arguments)


def made():
    return (namedtuple("P", "a b").__module__, Enum("E", "x y").__module__, TypeVar("T").__module__,
            type("X", (), {}).__module__)


class Frames:
    def here(self):
        frame, line = sys._getframe(), sys._getframe().f_lineno
        return frame.f_code.co_name, frame.f_globals is globals(), line - 62

    def logged(self):
        seen = []
        logger.handle = lambda record: seen.append((record.funcName, record.lineno))
        logger.warning("x %d", 1)
        logger.error(msg="y")
        del logger.handle
        return seen


def not_callable():
    namedtuple = 3
    return namedtuple("P")


def lines_of(function):
    try:
        function()
    except TypeError as error:
        entry, lines = error.__traceback__.tb_next, []
        while entry:
            lines.append(entry.tb_lineno)
            entry = entry.tb_next
        return lines


def own():
    def warn(x):
        return x + 1
    return warn(2)
