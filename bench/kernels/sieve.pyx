def run(unsigned char[::1] composite):
    cdef Py_ssize_t n = composite.shape[0], i, j
    cdef long primes = 0
    for i in range(n):
        composite[i] = 0
    for i in range(2, n):
        if not composite[i]:
            primes += 1
            for j in range(i + i, n, i):
                composite[j] = 1
    return <double>primes
