# What is wrong besides a line that does not parse is told at once; what may follow from that line is not.
cdef int lost = (1 2)
#                ^ error[syntax]: perhaps you forgot a comma
cdef list xs = lost

cdef int n = "text"
#            ^ error[char-literal]: string of length 4

def f():
    lost.x = 1
    y = = 2
    #   ^ error[syntax]: expected an expression
    print(y)
    return nowhere
    #      ^ error[unknown-name]: `nowhere`
