# flags: -Wextra
# cython: boundcheck=False
# ^ warning[unknown-directive]: unknown directive `boundcheck`
# ^ note: did you mean `boundscheck`?
# cython: wraparound=maybe
# @5 error[directive-value]: directive `wraparound` cannot be set to `maybe`
# cython: auto_cpdef=True
# @7 warning[no-effect]: directive `auto_cpdef` has no effect
# cython: fast_gil=True
# @9 warning[no-effect]: directive `fast_gil` has no effect
# cython: language_level=2
# @11 warning[language-level]: language level 2 is read as level 3
cimport cython

@cython.boundscheck("no")
# @15 error[directive-value]: directive `boundscheck` cannot be set to `no`
@cython.language_level("3")
# @17 error[directive-scope]: directive `language_level` cannot be set on a function
def decorated(x):
    with cython.binding(True):
    #                   ^ error[directive-scope]: directive `binding` cannot be set on a with statement
        pass
    with cython.wraparound(x):
    #                      ^ error[not-constant]: value of directive `wraparound` is not a constant
        return x

@cython.wraparound(False)
@undefined
#^ error[unknown-name]: name `undefined` is not defined
def plain(x):
    return x

@cython.wraparound(False)
@plain
#^ error[c-decorator]: decorator on a C function
cdef int native(int x):
    return x


@cython.callspec("__cdecl")
#                ^ warning[no-effect]: directive `callspec` has no effect: calling conventions exist on Windows only
cdef void __stdcall two_conventions():
#                   ^ error[callspec]: `two_conventions` is declared `__stdcall`, and its callspec is `__cdecl`
    pass


@cython.callspec("__stdcall")
#                ^ warning[no-effect]: directive `callspec` has no effect: calling conventions exist on Windows only
cdef void __stdcall one_convention():
    pass


@cython.c_compile_guard("defined(X)")
def guarded_def():
#   ^ error[not-allowed]: `c_compile_guard` is not allowed on a Python function
    pass


@cython.c_compile_guard("defined(X)")
cpdef int guarded_cpdef():
#         ^ error[not-allowed]: `c_compile_guard` is not allowed on a `cpdef` function
    return 1


def hints(int i):
    if cython.likely(i == 1) or cython.unlikely(i == 2):
        return cython.likely(i == 3)
#              ^ error[not-allowed]: `likely()` is not allowed outside of a condition
