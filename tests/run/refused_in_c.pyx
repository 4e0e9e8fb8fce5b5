"""What is accepted and once gave C that no compiler takes, or no C at all.

>>> array = bytearray(b"abc")
>>> store_text(array)
Traceback (most recent call last):
    ...
TypeError: an integer is required
>>> use_before_set()
Traceback (most recent call last):
    ...
UnboundLocalError: local variable 'never' referenced before assignment
"""


def store_text(bytearray array):
    array[0] = ("x" or "")


def use_before_set():
    cdef object[int] never
    never[2] = 3
    x, never = use_before_set()
