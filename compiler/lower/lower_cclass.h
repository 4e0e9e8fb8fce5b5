/* lower_cclass.h: extension types: their tables for the emitter, their type objects, the class statement. */
#ifndef KRAIT_LOWER_LOWER_CCLASS_H
#define KRAIT_LOWER_LOWER_CCLASS_H

#include "lower/lower_ctx.h"

/* An IrClass for each extension type of the module, when all functions are declared. */
void lower_cclasses_declare(LowerUnit *unit);
/* Makes and imports the type objects: put in front of the module's body, when that is lowered. */
void lower_cclasses_make(Lower *lw, const Insn *mark);
/* CClassDef where it stands: function objects of its methods, and whatever else runs in it. */
void lower_cclass_statement(Lower *lw, const Ast *node);
/* `property name:` in it: the defaults of its functions. */
void lower_property_statement(Lower *lw, const Ast *node);
/* A method in it: its object becomes an item of the class. */
void lower_method_statement(Lower *lw, const FuncInfo *info);
/* Pointer to the table of C methods of a class of another module. */
IrVar *lower_cclass_table(Lower *lw, const ClassInfo *cls);
/* The table entry of a class; one of another module is made, and so imported, on its first use. */
IrClass *lower_class_of(LowerUnit *unit, const ClassInfo *cls);
/* The type object is used by a type check. */
void lower_cclass_need(Lower *lw, const Type *type);
/* The type object of an extension type; borrowed. */
Insn *lower_cclass_object(Lower *lw, const Symbol *symbol);
/* Class.__new__(Class, ...) */
Insn *lower_cclass_new(Lower *lw, const AstCall *node, const Symbol *symbol);

#endif
