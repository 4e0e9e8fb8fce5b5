/* lower_struct.h: structs, unions and C tuples as values: made of parts, and to and from Python objects. */
#ifndef KRAIT_LOWER_LOWER_STRUCT_H
#define KRAIT_LOWER_LOWER_STRUCT_H

#include "lower/lower_ctx.h"

/* A struct, union or C tuple whose parts are known. */
bool lower_has_parts(const Type *type);
/* A value of the struct or union type of one expression per field; NULL: zero, or nothing in a union. */
Insn *lower_struct_make(Lower *lw, const Type *type, const Ast *const *values);
/* As a dict of the fields, or a tuple of the items. */
Insn *lower_struct_box(Lower *lw, Insn *value);
/* From a mapping, or a sequence of as many items. */
Insn *lower_struct_unbox(Lower *lw, Insn *object, const Type *to);
/* A C tuple as one with items of other types. */
Insn *lower_ctuple_convert(Lower *lw, Insn *value, const Type *to);
/* [x, y] or (x, y) as a struct or C tuple. */
Insn *lower_struct_display(Lower *lw, const Ast *node, const Type *type);
/* {'x': 1} as a struct or union; see check_fill_fields. */
Insn *lower_struct_fields(Lower *lw, const AstDict *node, const Type *type);
/* The item of a C tuple that a subscript with a constant index names; -1: the index is not one. */
int64_t lower_ctuple_index(Lower *lw, const AstSubscript *node);

#endif
