"""C methods named as the tables that a class gets in C.

>>> run()
(1, 2, 3, 4, 5, 6)
"""


cdef class Base:
    cdef object held_

    def __cinit__(self):
        self.held_ = []


cdef class Node(Base):
    cdef object next
    cdef public int n

    def __cinit__(self):
        self.next = None

    @staticmethod
    cdef Node new():
        return Node()

    cdef int table(self):
        return 2

    cdef int held(self):
        return 3

    cdef int slots(self):
        return 4

    cdef int pickled(self):
        return 5

    cdef int docs(self):
        return 6


def run():
    cdef Node node = Node.new()
    return len([node]), node.table(), node.held(), node.slots(), node.pickled(), node.docs()
