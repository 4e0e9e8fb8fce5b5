# cython: autotestdict=True, autotestdict.cdef=True
"""The dict of docstrings that the directive autotestdict makes.

>>> for name in sorted(__test__): print(name)
Klass.method (line 17)
Owner.value.__get__ (line 24)
hidden (line 12)
"""
__all__ = []


cdef int hidden():
    ">>> 1 + 1\n2"
    return 1

class Klass:
    def method(self):
        ">>> 2 + 2\n4"
    def plain(self):
        "nothing to run"

cdef class Owner:
    property value:
        def __get__(self):
            ">>> 3 + 3\n6"
            return hidden()
    def __len__(self):
        ">>> 4 + 4\n8"
        return 0
