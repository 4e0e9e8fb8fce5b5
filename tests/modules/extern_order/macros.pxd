cdef extern from "reach.h":
    int pair_low(void *p)

cdef extern from "pair.h":
    struct pair:
        int low
