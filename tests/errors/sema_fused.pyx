cimport cython

ctypedef fused number:
    int
    double

cdef number twice(number x):
    return 2 * x

cdef number x
#    ^ error[not-allowed]: a fused type is not allowed here

cdef cython.floating lost(number y):
#                    ^ error[fused-result]: no parameter decides the fused result type `floating`
    return y

def other(number y):
    cdef cython.integral z = 1
    #    ^ error[fused-unbound]: fused type `integral` is not among the types
    if number is int:
        return undefined_name
        #      ^ error[unknown-name]: name `undefined_name`
    return y

def dead(number y):
    if number is str:
        return y.upper(not_defined)
    return y

def calls(obj, str text):
    twice(obj)
    #^ error[fused-ambiguous]: several specializations of `twice` fit
    twice(text)
    #^ error[fused-no-match]: no specialization of `twice` fits
    twice[float](1)
    #     ^ error[fused-not-among]: type `float` is not among those of `number`
    twice[int, int](1)
    #     ^ error[fused-index-count]: `twice` is specialized by 1 types, 2 given
    return twice[int](1)

double_listed = cython.fused_type(int, double, int)
#                                              ^ error[fused-twice]: type `int` is listed twice


again = cython.fused_type(short, short)
#                                ^ error[fused-twice]: type `short` is listed twice
inner = cython.fused_type(short, long)
both = cython.fused_type(inner, short)

cdef fused undecided_t:
    int
    double

cdef fused undecided_result_t:
    int
    double

cdef undecided_result_t undecided(undecided_t x):
#                       ^ error[fused-result]: no parameter decides the fused result type `undecided_result_t`
    return x

undecided(1)
# ^ error[fused-result]: no parameter decides the fused result type `undecided_result_t`

keyworded_t = cython.fused_type(int, double, kw=None)
#                                            ^ error[no-param]: `fused_type` has no parameter `kw`
