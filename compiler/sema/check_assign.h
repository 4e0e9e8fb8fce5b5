/* check_assign.h: assignment to names, items, fields, slices of views, and unpacking. */
#ifndef KRAIT_SEMA_CHECK_ASSIGN_H
#define KRAIT_SEMA_CHECK_ASSIGN_H

#include "sema/analyzer.h"

/* Checks `target = value`, where the value has been typed. */
void check_assign_node(Analyzer *a, const Ast *target, const Ast *value);
/* The same for a value that no expression stands for: a loop item, an unpacked item. */
void check_assign_type(Analyzer *a, const Ast *target, const Type *type);
/* The same for a statement that binds a name to a Python object by other means than `=`: def, class, import, `as`, a
 * pattern. NULL and names of no variables pass. */
void check_bind(Analyzer *a, Span span, const Symbol *symbol);
/* `target op= value`, `target: T = value`, `del targets`, `cdef T x = value`. */
void check_aug_assign(Analyzer *a, const Ast *node);
void check_ann_assign(Analyzer *a, const Ast *node);
void check_delete(Analyzer *a, const Ast *node);
void check_c_var(Analyzer *a, const Ast *node);

#endif
