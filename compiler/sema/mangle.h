/* mangle.h: private names of classes: `__x` inside of class C is `_C__x`. */
#ifndef KRAIT_SEMA_MANGLE_H
#define KRAIT_SEMA_MANGLE_H

#include "sema/symbol.h"

/* The name as it is known at run time when it stands in `scope`; most names are themselves. */
Atom mangle_name(AtomTable *atoms, const Scope *scope, Atom name);
/* The member of an extension type, or of its bases, that `name` means in `scope`: a private one of the class around
 * the place, else of the class that declares it, wherever the place is; NULL: C knows none. */
Symbol *mangle_member(AtomTable *atoms, const Scope *scope, const Type *type, Atom name);

#endif
