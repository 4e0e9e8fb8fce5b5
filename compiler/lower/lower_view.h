/* lower_view.h: typed memoryviews: elements, slices, attributes, methods. */
#ifndef KRAIT_LOWER_LOWER_VIEW_H
#define KRAIT_LOWER_LOWER_VIEW_H

#include "lower/lower_ctx.h"

/* Does the subscript of a view give one index for each axis, and nothing else? */
bool lower_view_is_element(const Lower *lw, const AstSubscript *node);
/* Pointer to that element, after the checks the directives ask for. */
Insn *lower_view_element(Lower *lw, const AstSubscript *node);
/* A view of a part of the view: slices, ellipsis, new axes, fewer indices than axes. */
Insn *lower_view_slice(Lower *lw, const AstSubscript *node, const char *what);
/* `view.shape`, `view.strides` or `view.suboffsets`: the view's expression and which; else NULL. */
const Ast *lower_view_shape_base(const Lower *lw, const Ast *node);
/* One axis of such an attribute, of the view already evaluated. */
Insn *lower_view_shape_part(Lower *lw, const Ast *node, Insn *view, uint32_t axis);
/* The same dimensions as C memory, which is the function's own: a pointer to the first. */
Insn *lower_view_shape_memory(Lower *lw, const Ast *node);
/* view.shape[i] and the like. */
Insn *lower_view_shape_item(Lower *lw, const AstSubscript *node);
Insn *lower_view_attribute(Lower *lw, const AstAttribute *node, Insn *view);
Insn *lower_view_method(Lower *lw, const AstCall *node, Atom method);
/* The extent of an axis, as ssize. */
Insn *lower_view_dim(Lower *lw, Insn *view, IrDim what, uint32_t axis);
/* The view with axes of length 1 in front, so that it has `ndim`; itself when it has as many. */
Insn *lower_view_widen(Lower *lw, Insn *view, uint32_t ndim);
/* The view that remains when the first axis has a (checked) index. */
Insn *lower_view_row(Lower *lw, Insn *view, Insn *index, const Type *type);

#endif
