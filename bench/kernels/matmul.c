/* matmul.c: the kernel as hand-written C, which matmul.pyx is measured against. */
#include <stddef.h>
double run(const double *a, const double *b, double *c, ptrdiff_t n, ptrdiff_t m, ptrdiff_t p)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        for (ptrdiff_t j = 0; j < p; j++)
            c[i * p + j] = 0.0;
        for (ptrdiff_t k = 0; k < m; k++) {
            double x = a[i * m + k];
            for (ptrdiff_t j = 0; j < p; j++)
                c[i * p + j] += x * b[k * p + j];
        }
    }
    return c[p + 1];
}
