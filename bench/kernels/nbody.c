/* nbody.c: the kernel as hand-written C, which nbody.pyx is measured against. */
#include <math.h>
#include <stddef.h>
double run(double *body, ptrdiff_t n, int steps, double dt)
{
    for (int step = 0; step < steps; step++) {
        for (ptrdiff_t i = 0; i < n; i++) {
            double *a = body + 7 * i;
            for (ptrdiff_t j = i + 1; j < n; j++) {
                double *b = body + 7 * j;
                double dx = a[0] - b[0], dy = a[1] - b[1], dz = a[2] - b[2];
                double d2 = dx * dx + dy * dy + dz * dz;
                double mag = dt / (d2 * sqrt(d2));
                a[3] -= dx * b[6] * mag;
                a[4] -= dy * b[6] * mag;
                a[5] -= dz * b[6] * mag;
                b[3] += dx * a[6] * mag;
                b[4] += dy * a[6] * mag;
                b[5] += dz * a[6] * mag;
            }
        }
        for (ptrdiff_t i = 0; i < n; i++) {
            double *a = body + 7 * i;
            a[0] += dt * a[3];
            a[1] += dt * a[4];
            a[2] += dt * a[5];
        }
    }
    return body[0];
}
