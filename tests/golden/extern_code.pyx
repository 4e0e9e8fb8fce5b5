cdef extern from "math.h" nogil:
    double cosine "cos"(double)
    const double M_PI

cdef extern from *:
    """
    #define SQUARE(x) ((x) * (x))
    typedef struct { int first; } item_t;
    """
    int SQUARE(int)
    ctypedef struct item_t:
        int first

def use(item_t item):
    return cosine(M_PI) + SQUARE(item.first)
