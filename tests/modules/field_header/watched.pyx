"""A class whose attribute is read here, though neither its type nor the header is named."""
from counting cimport Counter


def steps(Counter counter):
    return counter.state.step
