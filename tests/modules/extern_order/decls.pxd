cdef extern from "low.h":
    int LOW_VERSION

cdef extern from "high.h" nogil:
    """
    #if LOW_VERSION < 5
        #define high(x) (-1)
    #endif
    """
    int high(int x)
