"""
A module whose only function is a __cinit__ that looks at no argument.

>>> Box().n, Box(1, a=2).n
(3, 3)
"""


cdef class Box:
    cdef readonly int n

    def __cinit__(self):
        self.n = 3
