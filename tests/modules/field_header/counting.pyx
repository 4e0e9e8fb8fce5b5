"""A field with a type of a header that this file never names."""


cdef int triple(int x) noexcept:
    return 3 * x


cdef class Counter:
    def __init__(self, step):
        self.state.step = step

    cdef int advance(self, stepper step) except -1:
        self.state.now += step(self.state.step)
        return self.state.now

    def now(self):
        return self.advance(triple)


cdef step_t halved(step_t step) except? -1:
    return step // 2
