/* mandelbrot.c: the kernel as hand-written C, which mandelbrot.pyx is measured against. */
#include <stddef.h>
double run(unsigned char *image, ptrdiff_t height, ptrdiff_t width, int limit)
{
    long total = 0;
    for (ptrdiff_t y = 0; y < height; y++) {
        double ci = 2.4 * (double)y / (double)height - 1.2;
        for (ptrdiff_t x = 0; x < width; x++) {
            double cr = 3.0 * (double)x / (double)width - 2.2, zr = 0.0, zi = 0.0;
            int n = 0;
            while (n < limit && zr * zr + zi * zi <= 4.0) {
                double t = zr * zr - zi * zi + cr;
                zi = 2.0 * zr * zi + ci;
                zr = t;
                n++;
            }
            image[y * width + x] = (unsigned char)(n & 255);
            total += n;
        }
    }
    return (double)total;
}
