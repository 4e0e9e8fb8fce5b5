def run(const unsigned char[::1] text):
    cdef Py_ssize_t i
    cdef long words = 0
    cdef bint before = False, now
    for i in range(text.shape[0]):
        now = text[i] > 32
        if now and not before:
            words += 1
        before = now
    return <double>words
