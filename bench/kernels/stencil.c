/* stencil.c: the kernel as hand-written C, which stencil.pyx is measured against. */
#include <stddef.h>
double run(const double *a, double *b, ptrdiff_t n, ptrdiff_t m)
{
    for (ptrdiff_t i = 1; i < n - 1; i++)
        for (ptrdiff_t j = 1; j < m - 1; j++)
            b[i * m + j] = 0.25 * (a[(i - 1) * m + j] + a[(i + 1) * m + j] + a[i * m + j - 1] +
                                   a[i * m + j + 1]);
    return b[m + 1];
}
