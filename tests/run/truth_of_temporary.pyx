"""The truth of a container that nobody else holds is tested before it is released.

>>> made(0), made(3)
(['list', 'tuple', 'dict', 'set', 'str', 'bytes', 'bytearray', 'negated'], [])
>>> texts(''), texts('x')
((False, 'empty', False), (True, 'full', True))
"""


def made(int n):
    empty = []
    if not [i for i in range(n)]:
        empty.append('list')
    if not tuple([i for i in range(n)]):
        empty.append('tuple')
    if not {i: i for i in range(n)}:
        empty.append('dict')
    if not {i for i in range(n)}:
        empty.append('set')
    if not ('x' * n):
        empty.append('str')
    if not (b'x' * n):
        empty.append('bytes')
    if not bytearray(n):
        empty.append('bytearray')
    if {1, 2} and not {i for i in range(n)}:
        empty.append('negated')
    return empty


def texts(str s):
    cdef bint full = bool(s + s)
    return bool(s + s), 'full' if s + s else 'empty', full
