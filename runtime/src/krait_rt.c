/* krait_rt.c: the whole runtime as one translation unit, so that `krait build` can compile it on the spot and the
 * build can make libkrait_rt.a (hidden, linked into each module) and, with -DKR_SHARED, libkrait_rt.so (for code
 * compiled in process). Each file below also compiles alone.
 *
 * What runs once, or before an exception, stands last and is made small rather than fast: it is part of every module.
 */
#define KR_LIBRARY 1
#include "rt_error.c"
#include "rt_module.c"
#include "rt_func.c"
#include "rt_cell.c"
#include "rt_number.c"
#include "rt_arith.c"
#include "rt_object.c"
#include "rt_list.c"
#include "rt_lock.c"
#include "rt_dict.c"
#include "rt_carray.c"
#include "rt_complex.c"
#include "rt_str.c"
#include "rt_args.c"
#include "rt_call.c"
#include "rt_attr.c"
#include "rt_cclass.c"
#include "rt_member.c"
#include "rt_pickle.c"
#include "rt_slot.c"
#include "rt_import.c"
#include "rt_builtin.c"
#include "rt_match.c"
#include "rt_view.c"
#include "rt_view_copy.c"
#include "rt_view_item.c"
#include "rt_view_object.c"
#include "rt_array.c"
#include "rt_pyarray.c"
#include "rt_fused.c"
#include "rt_gen.c"
#include "rt_gen_type.c"
#include "rt_await.c"
#include "rt_asyncgen.c"

#if defined(__GNUC__) && !defined(__clang__) && !defined(__TINYC__)
#pragma GCC optimize("Os")
#endif
#include "rt_trace.c"
#include "rt_profile.c"
#include "rt_frame.c"
#include "rt_run.c"
#include "rt_func_attr.c"
#include "rt_capi.c"
#include "rt_enum.c"
#include "rt_class.c"
#include "rt_annotate.c"
#include "rt_generic.c"
#include "rt_group.c"
#include "rt_template.c"
#include "rt_fault.c"
#include "rt_view_format.c"
