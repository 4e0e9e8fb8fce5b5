/* fused.h: the object Python sees for a function with fused types. */
#ifndef KR_FUSED_H
#define KR_FUSED_H

#include "kr/core.h"

/* New object over `functions`, a dict of the specialisations by signature ("int|double"). `table` says how a call
 * chooses: (least positional arguments, DECISION...), one for each fused type:
 *     DECISION  (position, or -1: by name only; name; (CHOICE, ...) [, default])
 *     CHOICE    (part of the signature, TEST), in the order they are tried
 *     TEST      a type: its instances; (kind, itemsize, ndim): buffers that hold that; None: anything
 * Both are borrowed. */
KR_FN PyObject *kr_fused_new(PyObject *functions, PyObject *table);
KR_FN int kr_fused_check(PyObject *object);
/* Is `method` such an object bound to an instance, made of `function`? */
KR_FN int kr_fused_binds(PyObject *method, PyObject *function);

#endif
