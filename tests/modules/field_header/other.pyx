"""A C function of such types, called without a name of them."""
from counting cimport halved


def half(x):
    return halved(x)
