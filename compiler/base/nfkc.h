/* nfkc.h: Unicode normal form NFKC, in which Python compares identifiers. Source: UAX 15, PEP 3131. */
#ifndef KRAIT_BASE_NFKC_H
#define KRAIT_BASE_NFKC_H

#include "base/arena.h"

/* NFKC of a valid UTF-8 text that is an identifier: the text itself where it is so already, else a new one in `arena`.
 * *len: its length in bytes, before and after. */
const char *nfkc(Arena *arena, const char *text, size_t *len);

#endif
