/* rt.h: all of the runtime. Compiled modules include the headers of the domains they use; this one is for
 * hand-written code and for tests. In process, runtime/prelude takes its place. */
#ifndef KR_RT_H
#define KR_RT_H

#include "kr/args.h"
#include "kr/builtin.h"
#include "kr/bytearray.h"
#include "kr/bytes.h"
#include "kr/carray.h"
#include "kr/call.h"
#include "kr/cell.h"
#include "kr/class.h"
#include "kr/core.h"
#include "kr/dict.h"
#include "kr/fault.h"
#include "kr/format.h"
#include "kr/func.h"
#include "kr/fused.h"
#include "kr/gen.h"
#include "kr/gil.h"
#include "kr/group.h"
#include "kr/import.h"
#include "kr/iter.h"
#include "kr/list.h"
#include "kr/match.h"
#include "kr/name.h"
#include "kr/num.h"
#include "kr/object.h"
#include "kr/par.h"
#include "kr/set.h"
#include "kr/slice.h"
#include "kr/str.h"
#include "kr/tuple.h"
#include "kr/view.h"
#include "kr/with.h"

#endif
