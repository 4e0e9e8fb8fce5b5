/* rt.h: all of the runtime. Compiled modules include the headers of the domains they use; this one is for
 * hand-written code and for tests. In process, runtime/prelude takes its place. */
#ifndef KR_RT_H
#define KR_RT_H

#include "kr/annotate.h"
#include "kr/args.h"
#include "kr/arith.h"
#include "kr/array.h"
#include "kr/attr.h"
#include "kr/builtin.h"
#include "kr/bytearray.h"
#include "kr/bytes.h"
#include "kr/capi.h"
#include "kr/carray.h"
#include "kr/call.h"
#include "kr/cclass.h"
#include "kr/cell.h"
#include "kr/class.h"
#include "kr/complex.h"
#include "kr/core.h"
#if defined(__linux__)
#include "kr/cthreads.h"
#endif
#include "kr/dict.h"
#include "kr/enum.h"
#include "kr/fault.h"
#include "kr/format.h"
#include "kr/func.h"
#include "kr/generic.h"
#include "kr/fused.h"
#include "kr/gen.h"
#include "kr/gil.h"
#include "kr/group.h"
#include "kr/import.h"
#include "kr/iter.h"
#include "kr/known.h"
#include "kr/libcomplex.h"
#include "kr/list.h"
#include "kr/lock.h"
#include "kr/match.h"
#include "kr/method.h"
#include "kr/name.h"
#include "kr/num.h"
#include "kr/object.h"
#if defined(__TINYC__)
#include "kr/omp.h"
#endif
#include "kr/par.h"
#include "kr/profile.h"
#include "kr/pyarray.h"
#include "kr/set.h"
#include "kr/slice.h"
#include "kr/str.h"
#include "kr/template.h"
#include "kr/subscript.h"
#include "kr/tuple.h"
#include "kr/view.h"
#if defined(KR_STANDALONE)
#include "kr/wide.h"
#endif
#include "kr/with.h"

#endif
