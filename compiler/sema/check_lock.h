/* check_lock.h: locks of module cython (pymutex, pythread_type_lock) and critical sections.
 */
#ifndef KRAIT_SEMA_CHECK_LOCK_H
#define KRAIT_SEMA_CHECK_LOCK_H

#include "sema/analyzer.h"

/* Adds `cython.pymutex` or `cython.pythread_type_lock` to the scope; NULL: `name` is neither. */
Symbol *lock_find_type(Analyzer *a, Scope *scope, Atom name);
/* lock.acquire(), release(), locked(), can_check_locked(); `receiver` is a lock or a pointer to one. */
const Type *check_lock_call(Analyzer *a, const AstCall *call, const AstAttribute *method, const Type *receiver);
/* Is it a lock, or a pointer to one? */
bool lock_is_known(const Type *type);
/* The item `with cython.critical_section(a, b)`: fills info->sections. */
void check_section_item(Analyzer *a, const AstWithItem *item, WithInfo *info);
/* A function decorated with critical_section: that it has an argument to lock, and no yield. */
/* A yield or await, `what`, at `node`: reports the critical section around it. */
void check_section_leave(Analyzer *a, const Ast *node, const char *what);
void check_section_function(Analyzer *a, const FuncInfo *func);

#endif
