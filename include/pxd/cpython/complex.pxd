# cpython.complex. Source: Python/C API, "Complex Number Objects".
ctypedef complex complex

cdef extern from "Python.h":
    bint PyComplex_Check(object o)
    bint PyComplex_CheckExact(object o)
    object PyComplex_FromDoubles(double real, double imag)
    double PyComplex_RealAsDouble(object o) except? -1
    double PyComplex_ImagAsDouble(object o) except? -1
    ctypedef struct Py_complex:
        double real
        double imag

    Py_complex PyComplex_AsCComplex(object o) except *
    object PyComplex_FromCComplex(Py_complex value)
