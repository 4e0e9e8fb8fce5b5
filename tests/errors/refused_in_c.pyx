# What only the C compiler refused, or what no code could be made for.

cdef class Compared:
    def __lt__(char self, other):
#              ^ error[bad-self]: is no `char`
        return False

def of_truth(int n):
    return (i * 2 for i in (not n))
#                           ^ error[not-iterable]: `bint` cannot be iterated over

def of_literal():
    x = <int>"abc"
#            ^ error[char-literal]: string of length 3
    return x

def of_null(x):
    a = NULL
    a += x
#   ^ error[bad-operands]: `+` does not apply

cdef int c_function(int x) except -1 nogil:
    return 1

def of_memory(x):
    *y, z = c_function
#           ^ error[not-iterable]: cannot be iterated over
    cdef void *p = <void *>x
    p += x
#   ^ error[bad-operands]: `+` does not apply
    return y, z

cdef class Stepping:
    def __init__(self):
#   ^ error[not-allowed]: `yield` is not allowed
        yield 1

    async def __len__(self):
#   ^ error[not-allowed]: `async def` is not allowed
        return 1

def of_displays(x):
    cdef void *p = NULL
    return x < (p, 1)
#               ^ error[cannot-convert]: `void *` to `object`

def of_sums(x):
    return x + (NULL, 1)
#               ^ error[cannot-convert]: `NULL` to `object`

cdef class Rich:
    def __richcmp__(self, other, char **op):
#                                ^ error[cannot-convert]: `int` to `char **`
        return False

cdef class Named:
    @property
    def __dict__(char self):
#                ^ error[bad-self]: is no `char`
        return {}

def of_pointers():
    cdef int *p = NULL
    return float(NULL), float(p)
#                ^ error[cannot-convert]: cannot convert `NULL`
#                             ^ error[cannot-convert]: cannot convert `int *`

cimport cython.view

cdef class Unnamed:
    cdef object ""
#               ^ error[not-allowed]: as a name in C

def of_kinds(bint complex z):
#            ^ error[bad-element]: `bint`
    if [1, NULL]:
#          ^ error[cannot-convert]: cannot convert `NULL`
        return z

def of_alone(object x):
    cdef int[::cython.view.contiguous, :] view = 3
#                                                ^ error[cannot-convert]: `int[::1, :]`
    return view

def of_sections((int, double) pair):
    with cython.critical_section(pair):
#                                ^ error[par-argument]: no C value
        pass

def without_a_name(list [y, int] not None = None):
#                  ^ error[syntax]: expected the name of the parameter
    pass
