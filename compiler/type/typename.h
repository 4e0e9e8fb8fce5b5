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
/* The C type in the words of Cython, which are compared as text where modules find each other's functions and variables:
 * "struct __pyx_obj_3pkg_3mod_Base *(__pyx_t_3pkg_3mod_real, int __pyx_skip_dispatch)". What is no such thing in memory (views)
 * has our name. is_cpdef: of a cpdef function. Naming: Compiler/Naming.py and PyrexTypes.py of Cython 3.3. */
void typename_table(Buf *out, const Type *type, bool is_cpdef);
/* C declaration of `name` (may be "") with this type: "int (*name)(double)". */
void typename_c_declare(Buf *out, const Type *type, const char *name);

#endif
