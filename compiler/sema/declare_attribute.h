/* declare_attribute.h: C attributes of extension types: members of the instance's struct, and symbols of the class. */
#ifndef KRAIT_SEMA_DECLARE_ATTRIBUTE_H
#define KRAIT_SEMA_DECLARE_ATTRIBUTE_H

#include "sema/analyzer.h"

/* `cdef T x, y` in the body of `cls`, whose layout has been started. A name that is taken, a type that no attribute can
 * have, an initial value are reported. */
void declare_attributes(Analyzer *a, ClassInfo *cls, const AstCVarDef *node);

#endif
