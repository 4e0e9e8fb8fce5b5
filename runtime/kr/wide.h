/* wide.h: num.h's functions for the integers of 128 bits that gcc and clang have on 64-bit machines. A module includes
 * it when it uses one; code compiled in process cannot (libtcc has no such type), so nothing of it is in the runtime. */
#ifndef KR_WIDE_H
#define KR_WIDE_H

#include "kr/num.h"

#if defined(__SIZEOF_INT128__) && !defined(KR_SHARED)
__extension__ typedef __int128 kr_i128;
__extension__ typedef unsigned __int128 kr_u128;
#define KR_I128_MAX ((kr_i128)(~(kr_u128)0 >> 1))
#define KR_SIGNED_WIDE(X) X(i128, kr_i128, kr_u128, (-KR_I128_MAX - 1), KR_I128_MAX)
#define KR_UNSIGNED_WIDE(X) X(u128, kr_u128, kr_u128, 0, (~(kr_u128)0))

KR_SIGNED_WIDE(KR_DEFINE_SIGNED)
KR_UNSIGNED_WIDE(KR_DEFINE_UNSIGNED)
#define kr_floordiv_u128(a, b) ((a) / (b))
#define kr_mod_u128(a, b) ((a) % (b))
#define kr_abs_u128(a) (a)
#define kr_overflows_div_u128(a, b) 0
#endif

#endif
