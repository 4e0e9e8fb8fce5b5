"""import * where the module has C variables of the same names.

>>> names()
(True, 'linux or so', 'unset')
>>> 'maxsize' in globals(), 'modules' in globals()
(False, True)
"""
cdef long maxsize
cdef object platform, nothing = 'unset'
from sys import *


def names():
    import sys
    return maxsize == sys.maxsize, 'linux or so' if platform is sys.platform else platform, nothing
