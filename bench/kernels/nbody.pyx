from libc.math cimport sqrt


def run(double[:, ::1] body, int steps, double dt):
    """body: rows of x, y, z, vx, vy, vz, mass."""
    cdef Py_ssize_t i, j, n = body.shape[0]
    cdef int step
    cdef double dx, dy, dz, d2, mag
    for step in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = body[i, 0] - body[j, 0]
                dy = body[i, 1] - body[j, 1]
                dz = body[i, 2] - body[j, 2]
                d2 = dx * dx + dy * dy + dz * dz
                mag = dt / (d2 * sqrt(d2))
                body[i, 3] -= dx * body[j, 6] * mag
                body[i, 4] -= dy * body[j, 6] * mag
                body[i, 5] -= dz * body[j, 6] * mag
                body[j, 3] += dx * body[i, 6] * mag
                body[j, 4] += dy * body[i, 6] * mag
                body[j, 5] += dz * body[i, 6] * mag
        for i in range(n):
            body[i, 0] += dt * body[i, 3]
            body[i, 1] += dt * body[i, 4]
            body[i, 2] += dt * body[i, 5]
    return body[0, 0]
