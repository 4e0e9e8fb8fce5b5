# What real projects write, and Cython lets pass.

cdef extern from *:
    """
    struct span { int length; int items[1]; };
    #define FOUR 4
    """
    int FOUR = 4
#              ^ warning[no-init]: no meaning
    struct span:
        int length
        int items[1]

def third_axis(double[:, :] view):
    return view.shape[2]
#                     ^ warning[no-axis]: index 2
