# cython: boundscheck=False, wraparound=False, cdivision=True
"""The Mandelbrot set: one byte a pixel, rows in parallel."""

from cython.parallel cimport prange


cdef int escape(double cr, double ci, int limit) noexcept nogil:
    """Steps until z leaves the circle of radius 2, or limit."""
    cdef double zr = 0.0, zi = 0.0, t
    cdef int n = 0
    while n < limit and zr * zr + zi * zi <= 4.0:
        t = zr * zr - zi * zi + cr
        zi = 2.0 * zr * zi + ci
        zr = t
        n += 1
    return n


cdef void draw_row(unsigned char[:, ::1] image, Py_ssize_t y, int limit) noexcept nogil:
    cdef Py_ssize_t height = image.shape[0], width = image.shape[1], x
    cdef double ci = 2.4 * y / height - 1.2
    for x in range(width):
        image[y, x] = 255 * escape(3.0 * x / width - 2.2, ci, limit) // limit


def render(unsigned char[:, ::1] image, int limit, int threads):
    """Fills image (height, width) with 0..255, using `threads` threads."""
    cdef Py_ssize_t y
    for y in prange(image.shape[0], nogil=True, schedule="dynamic", chunksize=4, num_threads=threads):
        draw_row(image, y, limit)


def render_rows(unsigned char[:, ::1] image, int limit, Py_ssize_t start, Py_ssize_t step):
    """Every step-th row from start, with the GIL released: for Python threads."""
    cdef Py_ssize_t y
    with nogil:
        for y in range(start, image.shape[0], step):
            draw_row(image, y, limit)
