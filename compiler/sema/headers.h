/* headers.h: which C headers the types that a module lays out are from. */
#ifndef KRAIT_SEMA_HEADERS_H
#define KRAIT_SEMA_HEADERS_H

#include "sema/analyzer.h"

/* Adds the headers that declare the types a function of this type takes and gives. */
void headers_use_func(Analyzer *a, const TypeFunc *func);
/* Adds those of the fields and C methods of the extension types that the module has or uses, and of C functions and
 * variables of other modules: it spells them all, though it may never name what is in them. */
void headers_use_declared(Analyzer *a);

#endif
