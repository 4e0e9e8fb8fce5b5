/* declare_class.h: Python classes: the function that their body is. */
#ifndef KRAIT_SEMA_DECLARE_CLASS_H
#define KRAIT_SEMA_DECLARE_CLASS_H

#include "sema/analyzer.h"

/* FuncInfo of a class body (kind FUNC_CLASS, scope SCOPE_CLASS); decorators that say something to the
 * compiler are taken out. */
FuncInfo *declare_class(Analyzer *a, Scope *scope, const AstClassDef *node);
/* The symbol of a name that stands directly in a class body and is not bound there: at run time the
 * namespace is asked first, as a metaclass may have put it there. `outer`: what else it stands for,
 * NULL nothing. Names that only the compiler knows stay themselves. */
Symbol *declare_class_use(Analyzer *a, Scope *scope, Atom name, Symbol *outer);
/* The symbol of the __class__ that code in `scope`, in a function of a class, means: a local of the class
 * body, or the extension type itself; NULL when there is none. */
Symbol *declare_class_cell(Analyzer *a, const Scope *scope);

#endif
