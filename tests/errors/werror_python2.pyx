# flags: -Werror
# cython: language_level=2
# ^ warning[language-level]: language level 2
def f(g):
    try:
        g()
    except KeyError, e:
        #          ^ warning[python2]: a comma after the exception type
        return e
    cdef int unset
    return unset
    #      ^ error[unset]: `unset`
