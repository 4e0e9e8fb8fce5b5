/* class_layout.h: the structs of an extension type in C: that of its instances, and the table of its C methods.
 *
 * Both are ordinary STRUCT types, so that no later stage has to know about classes; fields are added while the
 * class is declared.
 */
#ifndef KRAIT_SEMA_CLASS_LAYOUT_H
#define KRAIT_SEMA_CLASS_LAYOUT_H

#include "sema/analyzer.h"

/* A struct without fields, `c_name` being how C writes its type. `is_extern`: defined elsewhere; else the module defines it. */
const Type *class_layout_struct(Analyzer *a, const char *c_name, bool is_extern);
/* Adds a field behind the last one. */
void class_layout_add(Analyzer *a, const Type *layout, Atom name, const Type *type, const char *c_name);
/* Adds the pointer to the table of C methods, where Cython has it: behind what comes from the base. */
void class_layout_add_table(Analyzer *a, const Type *layout, const Type *vtab);
/* The name in C of the `index`-th attribute or method: its own where C and the struct allow it. */
const char *class_layout_member(Analyzer *a, Atom name, uint32_t index);
/* The struct of the instances of a builtin type; NULL when C fields cannot follow it. */
const Type *class_layout_builtin(Analyzer *a, const Symbol *builtin);
/* Reports a field of a class whose instances end in a part of varying size (a base int, bytes, tuple). */
void class_layout_check(Analyzer *a, const ClassInfo *cls, Span span);

#endif
