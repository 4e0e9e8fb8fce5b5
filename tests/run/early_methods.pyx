"""Methods of extension types that the module's body calls above the class statement."""


def marked(func):
    def marking(*args):
        return "marked", func(*args)
    return marking


cdef object made(int x):
    return Item(x)


item = made(3)
early = [item.doubled(), item.plain(), item.general(1)]


cdef class Item:
    cdef int x

    def __init__(self, x):
        self.x = x

    @marked
    def doubled(self):
        return 2 * self.x

    def plain(self):
        return self.x

    cpdef general(self, y):
        return self.x + y

    def more(self, y=early):
        return len(y)


def late():
    """
    >>> early
    [6, 3, 4]
    >>> late()
    [('marked', 6), 3, 4, 3]
    """
    return [item.doubled(), item.plain(), item.general(1), item.more()]
