# Enums: C values, their Python classes (cpdef), integers of the module (public and nameless cpdef).
"""
>>> Color.RED, Color.BLUE, list(Color)
(<Color.RED: 1>, <Color.BLUE: 5>, [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 5>])
>>> Color.__doc__, Color.__module__ == __name__
('Of the rainbow.', True)
>>> (LEFT, RIGHT), SHOWN
((10, 11), 7)
>>> HIDDEN
Traceback (most recent call last):
NameError: name 'HIDDEN' is not defined
>>> issubclass(Signed, int), Signed(-1) is Signed.BELOW
(True, True)
>>> Color(4), Color(0).name, Color.RED | Color.BLUE, Signed(7), Color(4) is Color(4)
(<Color: 4>, None, 5, <Signed: 7>, True)
>>> import pickle
>>> pickle.loads(pickle.dumps(Color.BLUE)) is Color.BLUE
True
"""
cdef extern from "limits.h":
    enum: INT_MAX


cpdef enum Color:
    "Of the rainbow."
    RED = 1
    GREEN
    BLUE = 5


cpdef enum Signed:
    BELOW = -1
    ABOVE


cpdef enum:
    LEFT = 10
    RIGHT


cdef public enum PublicEnum:
    SHOWN = 7


cdef enum:
    HIDDEN = 12
    LARGEST = INT_MAX
    OTHER = INT_MAX - 1


cdef enum PyName: # a name that C and Python.h reserve
    ITEM = 4


def both_ways(Color color):
    """
    >>> both_ways(5) is Color.BLUE
    True
    >>> both_ways(Color.RED)
    <Color.RED: 1>
    >>> both_ways('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return color


def in_c():
    """
    >>> in_c()
    (14, 2147483647, 2147483646, 4)
    """
    cdef PyName p = PyName.ITEM
    cdef int n = HIDDEN + Color.GREEN
    return n, LARGEST, OTHER, p


def as_object(name):
    """
    >>> as_object('GREEN')
    (<Color.GREEN: 2>, 3)
    """
    return Color[name], len(Color.__members__)


def any_color(Color color):
    """
    >>> any_color(3), any_color(2), any_color(127)
    (<Color: 3>, <Color.GREEN: 2>, <Color: 127>)
    >>> any_color(2 ** 40)
    Traceback (most recent call last):
    OverflowError: value too large to convert to enum Color
    """
    return color


def any_signed(Signed x):
    """
    >>> any_signed(-1), any_signed(-7)
    (<Signed.BELOW: -1>, <Signed: -7>)
    """
    return x


cdef enum Step:
    STEP_FIRST
    STEP_SECOND
    STEP_END


def steps():
    """
    >>> steps()
    [0, 1, 0, 1]
    """
    cdef Step step, end = STEP_END
    found = []
    for step in range(end):
        found.append(<int>step)
    for step from STEP_FIRST <= step < end:
        found.append(<int>step)
    return found
