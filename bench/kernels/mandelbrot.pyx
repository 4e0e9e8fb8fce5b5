def run(unsigned char[:, ::1] image, int limit):
    cdef Py_ssize_t y, x, height = image.shape[0], width = image.shape[1]
    cdef double cr, ci, zr, zi, t
    cdef int n
    cdef long total = 0
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        for x in range(width):
            cr = 3.0 * x / width - 2.2
            zr = zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                n += 1
            image[y, x] = n & 255
            total += n
    return <double>total
