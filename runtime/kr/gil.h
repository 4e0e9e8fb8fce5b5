/* gil.h: `with nogil` and `with gil` use CPython's own functions; nothing more is needed than their names. */
#ifndef KR_GIL_H
#define KR_GIL_H

#include "kr/core.h"

#endif
