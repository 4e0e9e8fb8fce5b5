/* declare_method.h: C methods of extension types.
 *
 * A method that a class adds has a place in the table of its C methods, one that takes the place of a base's is called
 * through the base's place. Final and static methods have none, but in classes that other modules know.
 */
#ifndef KRAIT_SEMA_DECLARE_METHOD_H
#define KRAIT_SEMA_DECLARE_METHOD_H

#include "sema/analyzer.h"

/* Makes the first parameter of a method its instance: type of the C function or method `func`. */
const Type *declare_method_type(Analyzer *a, const ClassInfo *cls, const Type *func);
/* Enters a C method among the members of its class: into the table, or over the method of a base. `is_inline`: each
 * module that uses it has it. `known`: what it takes the place of, or NULL. */
void declare_method_place(Analyzer *a, ClassInfo *cls, Symbol *symbol, Symbol *known, bool is_virtual, bool is_inline);
/* The member of this name of a base class, as first declared; or NULL. */
Symbol *declare_inherited(const ClassInfo *cls, Atom name);
/* Which special method a method of this name is. Python 2's names stand for Python 3's that are not defined. */
SpecialId declare_special(const ClassInfo *cls, Atom name);
/* Does the class body say `name = staticmethod(name)` or the same with classmethod? */
bool declare_becomes_static(const ClassInfo *cls, Atom name);
/* Does the decorator list make the function one without self? */
bool declare_is_static(const AstNodes *decorators);

#endif
