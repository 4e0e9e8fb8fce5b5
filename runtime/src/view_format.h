/* view_format.h: item formats of buffers. Private to runtime/src. */
#ifndef KR_VIEW_FORMAT_H
#define KR_VIEW_FORMAT_H

#include "kr/view.h"

/* Is the PEP 3118 format (NULL: unsigned bytes) one item of the kind and size of the spec? 0, or -1 with
 * ValueError "Buffer dtype mismatch, expected 'double' but got 'float'". */
KR_FN int kr_format_check(const char *format, const KrViewSpec *spec);
/* The format of such an item, in static memory. */
KR_FN const char *kr_format_of(const KrViewSpec *spec);

#endif
