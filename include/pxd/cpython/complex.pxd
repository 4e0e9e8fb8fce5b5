# cpython.complex. Source: Python/C API, "Complex Number Objects".
cdef extern from "Python.h":
    ctypedef struct Py_complex:
        double real
        double imag

    ctypedef class __builtin__.complex [object PyComplexObject]:
        cdef Py_complex cval

        @property
        cdef inline double real(self) noexcept:
            return self.cval.real

        @property
        cdef inline double imag(self) noexcept:
            return self.cval.imag

    bint PyComplex_Check(object o)
    bint PyComplex_CheckExact(object o)
    object PyComplex_FromDoubles(double real, double imag)
    double PyComplex_RealAsDouble(object o) except? -1
    double PyComplex_ImagAsDouble(object o) except? -1
    Py_complex PyComplex_AsCComplex(object o) except *
    object PyComplex_FromCComplex(Py_complex value)
