def f():
    cdef object[int] never
    never[2] = 3
#   ^ error[unbound-local]: local variable `never` referenced before assignment
