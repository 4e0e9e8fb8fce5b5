"""Also one of all names."""
from second cimport which
from first cimport *


def kept(value):
    return which(), PyObject_IsTrue(value)
