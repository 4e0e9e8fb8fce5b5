/* bytescan.c: the kernel as hand-written C, which bytescan.pyx is measured against. */
#include <stddef.h>
double run(const unsigned char *text, ptrdiff_t n)
{
    long words = 0;
    int before = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        int now = text[i] > 32;
        if (now && !before)
            words++;
        before = now;
    }
    return (double)words;
}
