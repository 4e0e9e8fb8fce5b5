/* sieve.c: the kernel as hand-written C, which sieve.pyx is measured against. */
#include <stddef.h>
double run(unsigned char *composite, ptrdiff_t n)
{
    long primes = 0;
    for (ptrdiff_t i = 0; i < n; i++)
        composite[i] = 0;
    for (ptrdiff_t i = 2; i < n; i++) {
        if (!composite[i]) {
            primes++;
            for (ptrdiff_t j = i + i; j < n; j += i)
                composite[j] = 1;
        }
    }
    return (double)primes;
}
