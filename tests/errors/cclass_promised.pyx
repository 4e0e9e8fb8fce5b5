cdef extern class outside.Promised
#                         ^ error[class-undefined]: extension type `Promised` is declared but not defined
