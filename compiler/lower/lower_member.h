/* lower_member.h: C attributes and C methods of extension types. */
#ifndef KRAIT_LOWER_LOWER_MEMBER_H
#define KRAIT_LOWER_LOWER_MEMBER_H

#include "lower/lower_ctx.h"

/* The C attribute that `node` names, or NULL: an attribute of anything else, or one that Python looks up. */
const Symbol *lower_field_symbol(const Lower *lw, const Ast *node);
/* Its place in the struct of its class. */
const TypeField *lower_field_of(const Symbol *field);
/* Pointer to an attribute of an instance that is known not to be None. */
Insn *lower_field_pointer(Lower *lw, Insn *object, const Symbol *field);
/* Pointer to the attribute `node`; checks that the instance is not None. */
Insn *lower_attribute_pointer(Lower *lw, const AstAttribute *node, const Symbol *field);
/* A call of a C method. */
Insn *lower_method_call(Lower *lw, const AstCall *node, const CallInfo *info);
/* The method itself, from the table of its class, which another module defines. */
Insn *lower_imported_pointer(Lower *lw, const Symbol *symbol, uint32_t count);
/* The function that `obj.f` of a C method names; NULL: it is something else. */
Insn *lower_method_address(Lower *lw, const Ast *node);
/* Calls the method `symbol` through the table of `args[0]`, which is not None. */
Insn *lower_virtual_call(Lower *lw, const Symbol *symbol, Insn **args, uint32_t count);
/* `obj.f` of a C method that is not called: a Python method; NULL: it is something else. */
Insn *lower_c_method_value(Lower *lw, const AstAttribute *node);
/* The C method that reads the attribute `node`, or NULL; its instance, not None; reading, and assigning by its setter. */
const Symbol *lower_property_of(const Lower *lw, const Ast *node);
Insn *lower_property_owner(Lower *lw, const AstAttribute *node);
Insn *lower_property_get(Lower *lw, const Symbol *property, Insn *object);
void lower_property_set(Lower *lw, const Symbol *property, Insn *object, Insn *value);
/* The value of an attribute that a C method of the extension type gives; NULL: it is none. */
Insn *lower_c_property(Lower *lw, const AstAttribute *node);

#endif
