/* names.h: binding one name, and looking up what all uses of names stand for. See resolve.h. */
#ifndef KRAIT_SEMA_NAMES_H
#define KRAIT_SEMA_NAMES_H

#include "sema/analyzer.h"

/* The scope in which an assignment binds: comprehensions are looked through. */
Scope *names_binding_scope(Scope *scope);
/* The variable of a function around `scope` that `nonlocal name` means, or NULL. */
Symbol *names_outer_local(const Scope *scope, Atom name);
/* `user`, a function inside of the one that owns the local `symbol`, reads or writes it: it lives in
 * a cell, and the functions between the two hand it on (FuncInfo.frees). */
void names_capture(Analyzer *a, Symbol *symbol, FuncInfo *user);
/* The symbol of `name` in `scope`, made on first sight: a global in the module, else a local
 * without a type. `node` gets it as its symbol_of. */
Symbol *names_bind(Analyzer *a, Scope *scope, Atom name, const Ast *node);
/* Reports, at its declaration, a variable of a `cdef` that stands below `use` in the same scope. */
void names_check_order(Analyzer *a, const Symbol *symbol, Span use);
/* Records for inference what a binding assigns; nothing for symbols whose type is declared. */
void names_record(Analyzer *a, Body *body, Symbol *symbol, const Ast *source, BindKind kind);
/* The member that `object.name` means where it stands now: private names belong to the class around. */
Symbol *names_member(const Analyzer *a, const Type *type, Atom name);
/* `name` as it is looked up from `scope`: mangled, unless only a C name of the module is spelt so. */
Atom names_visible(const Analyzer *a, const Scope *scope, Atom name);
/* Looks up all of a->uses; reports unknown names, once for each function. */
void names_resolve_uses(Analyzer *a);

#endif
