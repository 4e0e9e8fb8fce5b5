/* declare_property.h: def methods and properties of extension types: what Python sees of them. */
#ifndef KRAIT_SEMA_DECLARE_PROPERTY_H
#define KRAIT_SEMA_DECLARE_PROPERTY_H

#include "sema/analyzer.h"

/* A def in the body of a class: a method, a special method, or a function of a property. */
void declare_method_def(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node);
/* `property name:` with __get__, __set__ and __del__ inside. */
void declare_method_property(Analyzer *a, ClassInfo *cls, const AstProperty *node);

#endif
