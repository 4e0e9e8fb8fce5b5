"""Arrays of characters as Python objects: up to the first zero, and never behind the end of one that is full.

>>> local()
(b'abcd', b'ab', 'abcd')
>>> Named().names()
(b'xyz', b'xyz', b'pq', b'x')
"""

cdef struct Name:
    char text[3]

cdef char[2] whole
whole[0] = c'p'
whole[1] = c'q'


def local():
    cdef char[4] full = b'abcd'
    cdef char[4] part
    part[0] = c'a'
    part[1] = c'b'
    part[2] = 0
    return full, part, full.decode('ascii')


cdef class Named:
    cdef Name name
    cdef char[1] one

    def names(self):
        cdef Name[2] two
        self.name.text = b'xyz'
        self.one[0] = c'x'
        two[1] = self.name
        cdef int i = 1
        return self.name.text, two[i].text, whole, self.one
