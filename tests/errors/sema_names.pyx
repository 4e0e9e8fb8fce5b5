import math
cimport cython

cdef double scale = 2.0

def misspelt(values, threshold):
    total = 0
    for value in values:
        if value > treshold:
        #          ^ error[unknown-name]: name `treshold` is not defined
        #          ^ note: did you mean `threshold`?
            totl = total + 1
    return treshold + lenn(values)
    #                 ^ error[unknown-name]: name `lenn`
    #                 ^ note: did you mean `len`?

def several():
    x = undefined_one
    #   ^ error[unknown-name]: name `undefined_one`
    y = undefined_two + x
    #   ^ error[unknown-name]: name `undefined_two`
    return [item for item in undefined_three]
    #                        ^ error[unknown-name]: name `undefined_three`

def comprehension_scope(xs):
    squares = [i * i for i in xs]
    return i
    #      ^ error[unknown-name]: name `i` is not defined

def late():
    scale_it = counter
    counter = 1
    global counter
    # ^ error[late-global]: `counter` is used before `global counter`
    #   ^ note: `counter` is declared here
    return scale_it

def free():
    nonlocal scale
    # ^ error[nonlocal]: no enclosing function has a variable `scale`

def types_are_no_values():
    a = cython.boundscheck
    #   ^ error[directive-use]: directive `boundscheck` is not a value
    b = cython
    #   ^ error[not-a-value]: cimported module `cython` is not a value
    c = cython.int
    #   ^ error[not-a-value]: type `int` is not a value
    return cython.boundchecks
    #             ^ error[no-cimport-name]: module `cython` declares no name `boundchecks`
    #             ^ note: did you mean `boundscheck`?


def outer_name():
    x = 1

    def inner():
        x = 2
        nonlocal x
#       ^ error[late-global]: `x` is used before `nonlocal x`
    return inner


def outer_name_of_class():
    x = 1

    class Inner:
        x = 2
        nonlocal x
#       ^ error[late-global]: `x` is used before `nonlocal x`
    return Inner
