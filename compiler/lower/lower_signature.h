/* lower_signature.h: docstrings with signatures in them: the directive embedsignature. */
#ifndef KRAIT_LOWER_LOWER_SIGNATURE_H
#define KRAIT_LOWER_LOWER_SIGNATURE_H

#include "lower/lower_ctx.h"

/* Each changes the docstring in *doc (NULL: none) where the directives ask for it: of a function or method, of an extension
 * type with a constructor, of a public attribute, of a property. */
void lower_signature_func(LowerUnit *unit, const FuncInfo *info, const char **doc, uint32_t *len);
void lower_signature_class(LowerUnit *unit, const ClassInfo *cls, const char **doc, uint32_t *len);
void lower_signature_member(LowerUnit *unit, const Symbol *field, const char **doc, uint32_t *len);
void lower_signature_property(LowerUnit *unit, const ClassInfo *cls, const PropertyInfo *property, const char **doc,
                              uint32_t *len);

#endif
