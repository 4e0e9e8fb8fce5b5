"""cython.operator as plain Python."""


def dereference(pointer):
    return pointer[0]


def preincrement(pointer):
    pointer._index += 1
    return pointer


def predecrement(pointer):
    pointer._index -= 1
    return pointer


def postincrement(pointer):
    before = pointer + 0
    pointer._index += 1
    return before


def postdecrement(pointer):
    before = pointer + 0
    pointer._index -= 1
    return before


def comma(first, second):
    return second


def address(value):
    from cython import address
    return address(value)
