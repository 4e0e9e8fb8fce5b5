# cython: boundscheck=False, wraparound=False
"""Counting words in a text: a word is a run of ASCII letters, digits and bytes above 127."""

from cython.parallel cimport prange


cdef bint in_word(unsigned char c) noexcept nogil:
    return c'a' <= c <= c'z' or c'A' <= c <= c'Z' or c'0' <= c <= c'9' or c > 127


cdef Py_ssize_t count_range(const unsigned char[::1] text, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Words that begin in text[start:stop]."""
    cdef Py_ssize_t i, words = 0
    cdef bint before = start > 0 and in_word(text[start - 1])
    cdef bint now
    for i in range(start, stop):
        now = in_word(text[i])
        if now and not before:
            words += 1
        before = now
    return words


def count(const unsigned char[::1] text, int threads):
    """Number of words, using `threads` threads."""
    cdef Py_ssize_t size = text.shape[0], chunk = 65536, total = 0, i
    for i in prange((size + chunk - 1) // chunk, nogil=True, schedule="dynamic", num_threads=threads):
        total += count_range(text, i * chunk, min((i + 1) * chunk, size))
    return total


def count_part(const unsigned char[::1] text, Py_ssize_t start, Py_ssize_t stop):
    """Words that begin in text[start:stop], with the GIL released: for Python threads."""
    cdef Py_ssize_t words
    with nogil:
        words = count_range(text, start, stop)
    return words
