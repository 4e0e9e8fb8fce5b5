# What analysis found right is looked at beside errors; it must do without what is wrong.

cdef api int optional(int x, int y=2):
#            ^ error[not-allowed]: an optional parameter is not allowed in a public C function
    return x + y


def entered(double[:] view, index):
    with view[index]:
        pass
    with nogil:
        print(index)
#       ^ error[needs-gil]: calling `print()`
