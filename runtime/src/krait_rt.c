/* krait_rt.c: the whole runtime as one translation unit, so that `krait build` can compile it on the spot and the
 * build can make libkrait_rt.a (hidden, linked into each module) and, with -DKR_SHARED, libkrait_rt.so (for code
 * compiled in process). Each file below also compiles alone.
 */
#include "rt_error.c"
#include "rt_trace.c"
#include "rt_module.c"
#include "rt_func.c"
#include "rt_cell.c"
#include "rt_number.c"
#include "rt_object.c"
#include "rt_list.c"
#include "rt_dict.c"
#include "rt_carray.c"
#include "rt_str.c"
#include "rt_call.c"
#include "rt_import.c"
#include "rt_builtin.c"
#include "rt_class.c"
#include "rt_match.c"
#include "rt_fault.c"
#include "rt_view.c"
#include "rt_view_format.c"
#include "rt_view_copy.c"
