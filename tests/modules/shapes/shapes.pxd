cdef class Shape:
    cdef public str name
    cdef readonly int n
    cdef double _area
    cdef object __weakref__
    cdef dict __dict__
    cpdef double area(self, double scale=*, bint neg=*)
    cdef int bump(self, int by) except? -7
    cdef void quiet(self) noexcept nogil
    @staticmethod
    cdef Shape make(str name)
    cdef inline int twice(self):
        return self.n * 2

cdef class Square(Shape):
    cdef double side
    cpdef double area(self, double scale=*, bint neg=*)
    cdef int only(self, int x)

cdef struct Pt:
    int x
    double y
    char[8] tag

cdef union U:
    int i
    float f

cdef packed struct Pk:
    char c
    int i

ctypedef int (*op_t)(int, int) except? -1 nogil
cdef enum Col:
    RED = 3
    GREEN
    BLUE = RED + 7
cpdef enum Pub:
    P_A = 1
    P_B = 5
cdef extern from *:
    """
    #define KK 42
    static int vsum(int n, ...) { return n; }
    """
    int KK
    int vsum(int n, ...)
cdef int apply(op_t op, int a, int b) except? -1 nogil
cdef inline int incr(int x, int by=1) noexcept nogil:
    return x + by
cdef Pt mk(int x, double y)
cdef int counter
cdef Shape current
cpdef object opt(int a, b=*, double c=*)
cdef object (*hook)(object)
