/* resolve.h: bodies: which names they bind, what each name stands for.
 *
 * Each body is walked once. Bindings make symbols at once, uses are recorded and looked up when the
 * whole module has been walked: a function may use a global that another function declares.
 * Alongside, what is assigned to each local is recorded for inference, and which names stand in
 * arithmetic.
 */
#ifndef KRAIT_SEMA_RESOLVE_H
#define KRAIT_SEMA_RESOLVE_H

#include "sema/analyzer.h"

/* Walks the module's body and those of all its functions (filling a->bodies and sema->functions),
 * then resolves all uses; reports unknown names. */
void resolve_module(Analyzer *a);

/* Takes in the inline methods of pxd files that checking has found to be used; false when there are none. */
bool resolve_late(Analyzer *a);

/* For the files that bind names beside resolve.c: where the walk is. */
typedef struct Resolver {
    Analyzer *a;
    Body *body;
    Scope *scope;
    bool in_arithmetic;
    bool untyped;    /* inside `with cython.annotation_typing(False)` */
    bool in_default; /* value of a parameter */
    bool in_annotation; /* of a parameter or result */
    const AstCall *call; /* whose first argument is being visited, or NULL */
    const Ast *bare_callee; /* what the call being visited calls, when it has no arguments */
    uint32_t depth; /* enclosing blocks: a cdef statement stands at depth 0 only */
} Resolver;

/* Any node; those of a list; all children of a node; the statements of a block. */
void resolver_visit(Resolver *r, const Ast *node);
void resolver_list(Resolver *r, const AstNodes *nodes);
void resolver_children(Resolver *r, const Ast *node);
void resolver_block(Resolver *r, const AstNodes *statements);
/* The names in a target, or one name, are bound to some object. */
void resolver_target(Resolver *r, const Ast *target, const Ast *source);
Symbol *resolver_bind(Resolver *r, Atom name, const Ast *node);
/* The body of a function is walked later: statements, or the value of a lambda. */
void resolver_queue(Resolver *r, FuncInfo *func, const AstNodes *statements, const Ast *value);

#endif
