/* check_access.h: types of attributes and subscripts: struct fields, memoryview axes, pointers,
 * objects. */
#ifndef KRAIT_SEMA_CHECK_ACCESS_H
#define KRAIT_SEMA_CHECK_ACCESS_H

#include "sema/analyzer.h"

/* Rule of Attribute nodes: the type of `value.attr`; sets symbol_of when it is known when
 * compiling. */
const Type *check_attribute(Analyzer *a, const Ast *node);
/* The same when the value before the dot has been typed already, as `base`. */
const Type *check_attribute_of(Analyzer *a, const AstAttribute *node, const Type *base);
/* Rule of Subscript nodes: the type of `value[index]`; slices of views are views. */
const Type *check_subscript(Analyzer *a, const Ast *node);
/* Members of a typed memoryview that are called: copy, copy_fortran, is_c_contig, is_f_contig; the
 * type of the call, or NULL when `name` is none of them. */
const Type *check_view_method(Analyzer *a, const Type *view, Atom name);

/* Notes that an item of a buffer variable is assigned, or its address taken. */
void check_buffer_written(Analyzer *a, const Ast *target);

#endif
