/* declare_type.h: declarations that make types: ctypedef, struct, union, enum; see declare.h. */
#ifndef KRAIT_SEMA_DECLARE_TYPE_H
#define KRAIT_SEMA_DECLARE_TYPE_H

#include "sema/analyzer.h"

/* Rule of CTypedef nodes: a type symbol in `scope`. */
void declare_typedef(Analyzer *a, Scope *scope, const AstCTypedef *node);
/* Rule of CStruct nodes: a forward declaration, or the fields of the type. */
void declare_struct(Analyzer *a, Scope *scope, const AstCStruct *node);
/* Rule of CEnum nodes: the type, and its items as constants of `scope`. */
void declare_enum(Analyzer *a, Scope *scope, const AstCEnum *node);
/* Only the name: structs and enums may be used above their declaration. */
void declare_struct_name(Analyzer *a, Scope *scope, const AstCStruct *node);
/* Reports structs of this module that contain themselves or one that is never defined. */
void declare_struct_check(Analyzer *a);
void declare_enum_name(Analyzer *a, Scope *scope, const AstCEnum *node);

#endif
