# Analysis walks in the order of the text: a declaration changes nothing above it.
cdef object early = 1
early += late
cdef object late = 2
#           ^ error[late-declaration]: `late` is declared after it is used
#           ^ note: `late` is used here

def assigned():
    n = 1
    cdef int n
    #        ^ error[late-declaration]: `n` is declared after it is used
    #        ^ note: `n` is used here
    return n

def in_order(xs):
    cdef int total
    total = late_global(xs)
    return total

cdef int late_global(xs):
    return later

cdef int later = 3

def reads_first():
    print(shown)
    global shown
    # ^ error[late-global]: `shown` is used before `global shown`

shown = 1
