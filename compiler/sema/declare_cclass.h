/* declare_cclass.h: extension types: `cdef class`, its attributes, methods and properties.
 *
 * Names are declared first, so that types may be used above their definition; bodies in source order, each base
 * before what extends it.
 */
#ifndef KRAIT_SEMA_DECLARE_CCLASS_H
#define KRAIT_SEMA_DECLARE_CCLASS_H

#include "sema/analyzer.h"

/* The name only. */
void declare_cclass_name(Analyzer *a, Scope *scope, const AstCClassDef *node);
/* The type: bases, C attributes, methods. */
void declare_cclass(Analyzer *a, Scope *scope, const AstCClassDef *node);
/* Lists the classes that the module defines, as they are to be made: in order, each behind its base. */
void declare_cclass_order(Analyzer *a);

#endif
