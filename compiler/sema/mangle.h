/* mangle.h: private names of classes: `__x` inside of class C is `_C__x`. */
#ifndef KRAIT_SEMA_MANGLE_H
#define KRAIT_SEMA_MANGLE_H

#include "sema/symbol.h"

/* The name as it is known at run time when it stands in `scope`; most names are themselves. */
Atom mangle_name(AtomTable *atoms, const Scope *scope, Atom name);

#endif
