"""Import statements in all forms."""
from __future__ import annotations
import os.path
import os.path as p
import sys, math as m
from os import sep, path as q
from collections import (OrderedDict as OD, deque)
from math import *


def module_level():
    """
    >>> module_level()
    [True, True, 3.0, True, 'OrderedDict', 'deque', 2.0]
    """
    return [os.path is p, q is p, m.floor(3.5) + 0.0, isinstance(sep, str), OD.__name__, deque.__name__, sqrt(4)]


def inside():
    """
    >>> inside()
    ('dom', 'xml', True, '{}')
    """
    import xml.dom
    import xml.dom as dom
    from json import dumps as d
    return dom.__name__.split('.')[1], xml.__name__, xml.dom is dom, d({})


def not_there():
    """
    >>> not_there()
    ["No module named 'not_there_at_all'", 'cannot import name', 'no attribute']
    """
    out = []
    try:
        import not_there_at_all
    except ImportError as e:
        out.append(str(e))
    try:
        from os import not_there_at_all
    except ImportError as e:
        out.append(str(e)[:18])
    try:
        os.not_there_at_all
    except AttributeError as e:
        out.append('no attribute')
    return out


def relative():
    """
    >>> relative()
    'ImportError'
    """
    try:
        from . import something
    except ImportError as e:
        return type(e).__name__


def conditional(flag):
    """
    >>> conditional(True), conditional(False)
    ('loads', 'none')
    """
    if flag:
        from pickle import loads as f
    else:
        f = None
    return f.__name__ if f else 'none'
