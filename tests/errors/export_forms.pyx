# A function with an optional argument that is offered to other modules, beside errors: no crash.
cdef api int opt(int x=0):
#            ^ error[not-allowed]: an optional parameter is not allowed in a public C function
    return unknown
#          ^ error[unknown-name]: name `unknown`

cdef public int fine(int x):
    return x + missing
#              ^ error[unknown-name]: name `missing`
