/* container.h: containers whose items have a type, `list[int]`.
 *
 * Such a type is a TYPEDEF of the container's own type with the types of its items. Only what comes out of the container
 * is told by them, when it is iterated over or a method gives an item; nothing is checked when it is filled.
 */
#ifndef KRAIT_SEMA_CONTAINER_H
#define KRAIT_SEMA_CONTAINER_H

#include "sema/analyzer.h"

/* `base[index]` in an annotation, base being an object type; base itself where the items' types are not known. */
const Type *container_of_annotation(Analyzer *a, const Scope *scope, const Type *base, const Ast *index);
/* A tuple of exactly these items, not all of them C values. */
const Type *container_tuple(Analyzer *a, const Type *const *items, uint32_t count);
/* The container that `node` names by module typing, as typing.List or a name imported from it; NULL: none. */
const Type *container_of_typing(Analyzer *a, const Ast *node);
/* The same for a C declaration, `cdef typing.List[int] x`. */
const Type *container_of_path(Analyzer *a, const AstTypeName *node);
/* A container of items of these types; `base` itself where it takes another number of them. */
const Type *container_of_types(Analyzer *a, const Type *base, const Type *const *items, uint32_t count);
/* `typing.ClassVar[...]` or `ClassVar[...]` in a C declaration. */
bool container_is_class_var(const Ast *type);
/* What iterating over a value of the type gives, or NULL. */
const Type *container_item(const Type *type);
/* What tuple[index] is, or NULL. */
const Type *container_subscript(Analyzer *a, const Type *type, const Ast *index);
/* What a method called with so many arguments gives, or NULL when the type of the items does not tell. */
const Type *container_method(Analyzer *a, const Type *type, Atom method, uint32_t args);

#endif
