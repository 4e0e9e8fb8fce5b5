/* typename.h: types as text: for people ("const double[:, ::1]"), for the IR ("view(f64, 2, c)") and in C. */
#ifndef KRAIT_TYPE_TYPENAME_H
#define KRAIT_TYPE_TYPENAME_H

#include "type/type.h"

/* As the user writes it; for diagnostics. */
const char *typename_source(Arena *arena, const Type *type);
/* What cython.typeof gives: "Python object", "list object", "double", "int *". */
const char *typename_typeof(Arena *arena, const Type *type);
/* One token or bracketed form, read back by ir_parse; see docs/design/ir.md. */
void typename_ir(Buf *out, const Type *type);
/* C declaration of `name` (may be "") with this type: "int (*name)(double)". */
void typename_c_declare(Buf *out, const Type *type, const char *name);

#endif
