"""print as a call of a builtin.

>>> nothing()
<BLANKLINE>
>>> one(3)
3
>>> several('a', None)
a None 2.5 (1, 2)
>>> chosen([1], sep='-')
[1]-[1]
"""


def nothing():
    print()


def one(x):
    print(x)


def several(a, b):
    print(a, b, 2.5, (1, 2))


def chosen(x, sep):
    print(x, x, sep=sep)
