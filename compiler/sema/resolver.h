/* resolver.h: the walk over one body that binds names and notes their uses; the rules for kinds of nodes stand in
 * resolve_stmt, resolve_expr, resolve_def, resolve_class, resolve_match and resolve_global.
 *
 * A rule visits the children of its node in the order in which they run, and binds what the node binds. Scopes of
 * comprehensions are entered by the walk, those of functions later: their bodies are queued.
 *
 *     x = f(y)      visits f(y), which notes the uses of f and y, and binds x: BIND_VALUE, with f(y) as its source
 */
#ifndef KRAIT_SEMA_RESOLVER_H
#define KRAIT_SEMA_RESOLVER_H

#include "sema/analyzer.h"

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

/* Any node; those of a list; the statements of a block. */
void resolver_visit(Resolver *r, const Ast *node);
void resolver_list(Resolver *r, const AstNodes *nodes);
void resolver_block(Resolver *r, const AstNodes *statements);
/* All children of a node, which arithmetic around it does not reach. */
void resolver_children(Resolver *r, const Ast *node);
/* A node that is, or is not, an operand of arithmetic. */
void resolver_with_arithmetic(Resolver *r, const Ast *node, bool in_arithmetic);

/* The symbol of a name that is bound where the walk is. */
Symbol *resolver_bind(Resolver *r, Atom name, const Ast *node);
/* Notes what a binding assigns, for inference: names_record. */
void resolver_record(Resolver *r, Symbol *symbol, const Ast *source, BindKind kind);
/* Both, for a name that gets some object. */
Symbol *resolver_bind_object(Resolver *r, Atom name, const Ast *node);
/* Binds the names in a target, visits what else stands in it. */
void resolver_bind_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind);
/* The same for the `for` of a comprehension, which binds in the scope of its own. */
void resolver_bind_comp_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind);
/* The body of a function is walked later: statements, or the value of a lambda. */
void resolver_queue(Resolver *r, FuncInfo *func, const AstNodes *statements, const Ast *value);

#endif
