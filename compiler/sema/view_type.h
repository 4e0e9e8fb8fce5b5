/* view_type.h: types of typed memoryviews: `T[:, ::1]`, `T[::view.indirect, :]`. */
#ifndef KRAIT_SEMA_VIEW_TYPE_H
#define KRAIT_SEMA_VIEW_TYPE_H

#include "sema/analyzer.h"

/* The view type with these axes (Slice nodes as written); poison after a report. Names are looked up from `scope`. */
const Type *view_type_of(Analyzer *a, const Scope *scope, Span span, const Type *element,
                         const AstNodes *axes);
/* May items of this type stand in a memoryview? Reports when not. */
bool view_type_check_element(Analyzer *a, Span span, const Type *element);
/* A view of `ndim` axes that is one block in C or Fortran order. */
const Type *view_type_contiguous(Analyzer *a, const Type *element, uint32_t ndim, bool fortran);

/* object[T, ndim=2, mode="c"]: an object type with a buffer. Reports what does not fit. */
const Type *view_type_buffer(Analyzer *a, Scope *scope, const AstTypeArgs *node, const Type *base);
/* The view that such a type has, or NULL. */
const Type *view_type_of_buffer(const Type *type);
/* Gives the symbol the buffer of its declared type, and the object type itself. */
void view_type_attach(Symbol *symbol);

#endif
