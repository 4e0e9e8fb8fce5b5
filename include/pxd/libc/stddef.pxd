# libc.stddef: C11 7.19 <stddef.h>. size_t and ptrdiff_t are words of the language.
cdef extern from "<stddef.h>" nogil:
    ctypedef int wchar_t
    ctypedef long ptrdiff_t
    ctypedef unsigned long size_t
