/* control.c: the distance kernel with gcc's own OpenMP, to tell a busy machine from a slow loop. */
#include <math.h>

double run(const double *points, double *out, long n, long dims, int threads)
{
#pragma omp parallel for schedule(static) num_threads(threads)
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            double sum = 0.0;
            for (long k = 0; k < dims; k++) {
                double d = points[i * dims + k] - points[j * dims + k];
                sum += d * d;
            }
            out[i * n + j] = sqrt(sum);
        }
    return 0.0;
}
