# What the checks of the IR say is told together with the errors of analysis, of all that has none.
cdef int with_gil_only(int x):
    return x

cdef int wrong(int x, undefined_type y):
    #                 ^ error[unknown-type]: `undefined_type` is not a type
    return x

def several(x):
    cdef int n = 1
    with nogil:
        n = "text"
        #   ^ error[char-literal]: string of length 4
        n = with_gil_only(n)
        #   ^ error[needs-gil]: calling `with_gil_only`
        with nogil:
            # ^ error[gil-released]: `with nogil`
            x.attribute
            # ^ error[needs-gil]: accessing the Python attribute `attribute`
        wrong(1, 2)
    if unknown:
    #  ^ error[unknown-name]: `unknown`
        with nogil:
            x[0]
            # ^ error[needs-gil]: indexing a Python object

class Python:
    def method(self):
        del missing
        with nogil:
            self.x = 1
            # ^ error[needs-gil]: assigning to the Python attribute `x`
            return 1
            # ^ error[needs-gil]: returning
