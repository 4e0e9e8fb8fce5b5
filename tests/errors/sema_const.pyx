from libc.stdlib cimport rand

cdef extern from *:
    int LIMIT

cdef enum:
    STEP = 3

cdef int variable = 1
cdef const int a = 5 + STEP
cdef const int b = LIMIT
cdef const int c = sizeof(int)
cdef const double d = <double>2
cdef int *const e = &variable
cdef const char *text = "text"
cdef const void *nothing = NULL

cdef const int f = variable
#                  ^ error[const-value]: value of the const variable `f`
cdef const int g = a + 1
#                  ^ error[const-value]: `g`
cdef const int h = rand()
#                  ^ error[const-value]: `h`
cdef const int[2] items = [1, 2]
#                 ^ error[const-array]: const array `items` cannot be filled

cdef const int later
later = 4
later = 5
# ^ error[assign-const]: `later`

cdef int *restrict result():
#    ^ error[not-allowed]: `restrict` is not allowed on what a function returns
    return NULL

def local(int p):
    global later
    cdef const int q = p
    cdef const int[2] pair = [p, q]
    #                 ^ error[const-array]: `pair`
    later = 6
    # ^ error[assign-const]: `later`
    return q
