/* check_memory.h: slices of C memory, and what may fill a C array. Source: Cython user guide,
 * "Language basics: C arrays". */
#ifndef KRAIT_SEMA_CHECK_MEMORY_H
#define KRAIT_SEMA_CHECK_MEMORY_H

#include "sema/analyzer.h"

/* Type of `node`, a slice of the pointer or array type `base`: bytes of characters, else an array whose
 * length is UINT64_MAX when it is known only at run time. */
const Type *check_memory_slice(Analyzer *a, const Ast *node, const Type *base);
/* Is `node` a slice of C characters, wanted as a string object of the type `to`? Then it is made as one. */
bool check_text_slice(Analyzer *a, const Ast *node, const Type *to);
/* The array type that `target`, a slice of C memory, is when it is assigned to; NULL for any other
 * node. Checks its parts. */
const Type *check_memory_target(Analyzer *a, const Ast *target);
/* May `node`, of type `from`, fill the array type `to`? Reports; sets the types of displays. */
bool check_fill_array(Analyzer *a, const Ast *node, const Type *from, const Type *to);
/* Makes the display an array of the target of the pointer type `to`, which will point to it. */
bool check_fill_pointer(Analyzer *a, const Ast *node, const Type *to);
/* Makes the display a value of the struct or C tuple type; false when it has a starred item. */
bool check_fill_struct(Analyzer *a, const Ast *node, const Type *to);
/* Makes the dict display a value of the struct or union: the fields it leaves out are zero. False when its keys are
 * not names of fields, each once (of a union: of one field): it is a dict then, and converted as such. */
bool check_fill_fields(Analyzer *a, const AstDict *node, const Type *to);
/* The field that the item of such a display is about, as an index; UINT32_MAX: none. */
uint32_t check_named_field(const TypeDecl *decl, const AstDictItem *item);
/* Does an array of this type become a list? */
bool check_array_boxes(Analyzer *a, const Ast *node, const Type *array, const Type *to);
/* for x in pointer[a:b] runs over the memory: the type of its items, or NULL for any other node. */
const Type *check_memory_item(Analyzer *a, const Ast *iter);
/* Checks the parts of such a slice. */
void check_memory_iter(Analyzer *a, const Ast *iter);

#endif
