cdef extern from "state.h":
    ctypedef struct state_t:
        int step
        int now

cdef extern from "stepper.h":
    ctypedef int (*stepper)(int)
    ctypedef int step_t


cdef class Counter:
    cdef state_t state
    cdef int advance(self, stepper step) except -1


cdef step_t halved(step_t step) except? -1
