"""A macro of a pxd file is about a type of another header of that file, which nobody names."""
from macros cimport pair_low


def run():
    cdef int numbers[2]
    numbers[0], numbers[1] = 5, 6
    return pair_low(numbers)
