/* resolve_stmt.c: the names that statements resolver_bind; see resolve_stmt.h. Source: Python language reference 4.2 and 7. */
#include "sema/resolve_stmt.h"
#include "sema/annotate.h"
#include "sema/ctypes.h"
#include "sema/directive_use.h"
#include "sema/fused_use.h"
#include "sema/names.h"
#include "sema/resolve_import.h"

void resolve_import_stmt(Resolver *r, const Ast *node)
{
    bool at_top = !r->depth && r->scope->kind == SCOPE_MODULE;
    resolve_import(r->a, r->body, names_binding_scope(r->scope), at_top, node);
}

void resolve_assign(Resolver *r, const Ast *node)
{
    const AstAssign *assign = AST_AS(Assign, node);
    if (r->a->tables.info_of[node->id])
        return;
    resolver_visit(r, assign->value);
    for (uint32_t i = 0; i < assign->targets.len; i++)
        resolver_bind_target(r, assign->targets.items[i], assign->value, BIND_VALUE);
}

void resolve_aug_assign(Resolver *r, const Ast *node)
{
    const AstAugAssign *assign = AST_AS(AugAssign, node);
    resolver_with_arithmetic(r, assign->value, true);
    if (assign->target->kind != AST_Name) {
        resolver_with_arithmetic(r, assign->target, true);
        return;
    }
    Symbol *symbol = resolver_bind(r, AST_AS(Name, assign->target)->id, assign->target);
    symbol->is_used = true;
    symbol->might_overflow = true;
    resolver_record(r, symbol, node, BIND_AUG);
}

/* An annotation may declare the type of a local, as `cdef` does. */
static void declare_annotated(Resolver *r, const AstAnnAssign *node, Symbol *symbol)
{
    bool allows_none = true;
    if (symbol->kind != SYM_LOCAL || symbol->is_declared ||
        r->untyped || !r->body->func->directives->annotation_typing)
        return;
    const Type *type = ctypes_annotation(r->a, r->scope, node->annotation, &allows_none);
    if (!type || type_is_error(type))
        return;
    symbol->type = type;
    symbol->is_declared = true;
}

/* In a function the annotation of a variable says something to the compiler only. */
static void visit_annotation(Resolver *r, const AstAnnAssign *assign)
{
    FuncInfo *func = r->body->func;
    if (func->kind != FUNC_MODULE && func->kind != FUNC_CLASS)
        return;
    func->has_annotations |= assign->simple && assign->target->kind == AST_Name;
    if (annotate_decide(r->a, r->scope, assign->annotation))
        resolver_visit(r, assign->annotation);
}

void resolve_ann_assign(Resolver *r, const Ast *node)
{
    const AstAnnAssign *assign = AST_AS(AnnAssign, node);
    if (assign->value)
        resolver_visit(r, assign->value);
    visit_annotation(r, assign);
    if (assign->target->kind != AST_Name) {
        resolver_visit(r, assign->target);
        return;
    }
    if (!assign->simple && !assign->value) { /* `(x): int` binds nothing */
        resolver_visit(r, assign->target);
        return;
    }
    Symbol *symbol = resolver_bind(r, AST_AS(Name, assign->target)->id, assign->target);
    declare_annotated(r, assign, symbol);
    if (assign->value)
        resolver_record(r, symbol, assign->value, BIND_VALUE);
}

void resolve_delete(Resolver *r, const Ast *node)
{
    const AstNodes *targets = &AST_AS(Delete, node)->targets;
    for (uint32_t i = 0; i < targets->len; i++) {
        const Ast *target = targets->items[i];
        if (target->kind == AST_Name) {
            Symbol *symbol = resolver_bind(r, AST_AS(Name, target)->id, target);
            symbol->is_deleted = true;
            resolver_record(r, symbol, target, BIND_DELETE);
        } else {
            resolver_visit(r, target);
        }
    }
}

void resolve_if(Resolver *r, const Ast *node)
{
    const AstIf *branch = AST_AS(If, node);
    int known = fused_test(r->a, r->scope, branch->test);
    if (known < 0)
        resolver_visit(r, branch->test);
    if (known != 0)
        resolver_block(r, &branch->body);
    if (known != 1)
        resolver_block(r, &branch->orelse);
}

void resolve_while(Resolver *r, const Ast *node)
{
    const AstWhile *loop = AST_AS(While, node);
    resolver_visit(r, loop->test);
    resolver_block(r, &loop->body);
    resolver_block(r, &loop->orelse);
}

void resolve_for(Resolver *r, const Ast *node)
{
    const AstFor *loop = AST_AS(For, node);
    resolver_visit(r, loop->iter);
    resolver_bind_target(r, loop->target, node, loop->is_async ? BIND_OBJECT : BIND_ITEM);
    resolver_block(r, &loop->body);
    resolver_block(r, &loop->orelse);
}

void resolve_for_from(Resolver *r, const Ast *node)
{
    const AstForFrom *loop = AST_AS(ForFrom, node);
    resolver_visit(r, loop->start);
    resolver_visit(r, loop->stop);
    if (loop->step)
        resolver_visit(r, loop->step);
    resolver_bind_target(r, loop->target, loop->start, BIND_OBJECT);
    resolver_block(r, &loop->body);
    resolver_block(r, &loop->orelse);
}

static void visit_handler(Resolver *r, const AstHandler *handler, BindKind kind)
{
    if (handler->type)
        resolver_visit(r, handler->type);
    if (handler->name) {
        Symbol *symbol = resolver_bind(r, handler->name, &handler->head);
        resolver_record(r, symbol, &handler->head, kind);
        resolver_record(r, symbol, &handler->head, BIND_DELETE); /* unbound when the handler ends */
    }
    resolver_block(r, &handler->body);
}

void resolve_try(Resolver *r, const Ast *node)
{
    const AstTry *statement = AST_AS(Try, node);
    resolver_block(r, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.len; i++)
        visit_handler(r, AST_AS(Handler, statement->handlers.items[i]),
                      statement->is_star ? BIND_OBJECT : BIND_CAUGHT);
    resolver_block(r, &statement->orelse);
    resolver_block(r, &statement->finalbody);
}

void resolve_with(Resolver *r, const Ast *node)
{
    const AstWith *with = AST_AS(With, node);
    Directives inner = *r->body->func->directives; /* what they say of declarations; check reports */
    bool was_untyped = r->untyped;
    inner.annotation_typing &= !was_untyped;
    r->a->quiet++;
    for (uint32_t i = 0; i < with->items.len; i++)
        directive_use_apply(r->a, r->scope, AST_AS(WithItem, with->items.items[i])->context, 'W', &inner);
    r->a->quiet--;
    for (uint32_t i = 0; i < with->items.len; i++) {
        const AstWithItem *item = AST_AS(WithItem, with->items.items[i]);
        resolver_visit(r, item->context);
        if (item->target)
            resolver_bind_target(r, item->target, item->context, BIND_OBJECT);
    }
    r->untyped = !inner.annotation_typing;
    resolver_block(r, &with->body);
    r->untyped = was_untyped;
}
