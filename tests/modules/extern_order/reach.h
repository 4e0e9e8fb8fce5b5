/* reach.h: works where pair.h is included too, before or after. */
#define pair_low(p) (((struct pair *)(p))->low)
