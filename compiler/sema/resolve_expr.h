/* resolve_expr.h: expressions that use or bind names. */
#ifndef KRAIT_SEMA_RESOLVE_EXPR_H
#define KRAIT_SEMA_RESOLVE_EXPR_H

#include "sema/resolver.h"

/* Rules of resolver.c's table, named by their kinds; test: Compare and BoolOp; yield: also YieldFrom. */
void resolve_name(Resolver *r, const Ast *node);
void resolve_bin_op(Resolver *r, const Ast *node);
void resolve_unary_op(Resolver *r, const Ast *node);
void resolve_subscript(Resolver *r, const Ast *node);
void resolve_test(Resolver *r, const Ast *node);
void resolve_if_exp(Resolver *r, const Ast *node);
void resolve_call(Resolver *r, const Ast *node);
void resolve_attribute(Resolver *r, const Ast *node);
void resolve_cast(Resolver *r, const Ast *node);
void resolve_size_of(Resolver *r, const Ast *node);
void resolve_named_expr(Resolver *r, const Ast *node);
void resolve_await(Resolver *r, const Ast *node);
void resolve_yield(Resolver *r, const Ast *node);
void resolve_comp(Resolver *r, const Ast *node);

#endif
