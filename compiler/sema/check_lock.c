/* check_lock.c: locks and critical sections; see check_lock.h.
 *
 * Place: `with` items and calls of methods come here from check_with.c and check_call.c, the types from magic.c. A
 * lock is a C value of a type that the runtime declares (kr/lock.h). It lives where it was declared: it is never
 * copied, passed or returned, only its address is. Source: Cython user guide, "Free threading".
 *
 *     cdef cython.pymutex lock
 *     with lock: ...        ->   WITH_LOCK
 *     lock.acquire()        ->   CALL_LOCK
 */
#include "sema/check_lock.h"

#include "sema/check_expr.h"
#include "sema/coerce.h"

#include <string.h>

Symbol *lock_find_type(Analyzer *a, Scope *scope, Atom name)
{
    static const struct {
        const char *name, *c_name;
    } locks[] = {{"pymutex", "KrMutex"}, {"pythread_type_lock", "KrThreadLock"}};
    for (size_t i = 0; i < sizeof locks / sizeof *locks; i++) {
        if (strcmp(locks[i].name, name->text) != 0)
            continue;
        TypeDecl *decl = ARENA_NEW(a->arena, TypeDecl);
        decl->name = name;
        decl->c_name = locks[i].c_name;
        decl->header = "kr/lock.h";
        decl->is_extern = decl->is_complete = decl->is_lock = decl->is_typedef = true;
        const Type *type = type_nominal(a->types, TYPE_STRUCT, decl);
        Symbol *symbol = scope_add(a->arena, scope, SYM_TYPE, name, type, SPAN_NONE);
        decl->symbol = symbol;
        analyzer_add_header(a, decl->header); /* also for the attributes that a pxd declares */
        return symbol;
    }
    return NULL;
}

bool lock_is_known(const Type *type)
{
    const Type *strip = type_strip(type);
    return type_is_lock(strip) || (strip->kind == TYPE_PTR && type_is_lock(strip->target));
}

const Type *check_lock_call(Analyzer *a, const AstCall *call, const AstAttribute *method, const Type *receiver)
{
    static const char *const names[] = {"acquire", "release", "locked", "can_check_locked"};
    enum { COUNT = sizeof names / sizeof *names, STATEMENTS = 2 };
    size_t i = 0;
    while (i < COUNT && strcmp(names[i], method->attr->text) != 0)
        i++;
    const Type *result = i < STATEMENTS ? KIND_TYPE(a, VOID) : KIND_TYPE(a, BINT);
    if (i == COUNT) {
        Diag *diag = REPORT(a, DIAG_NO_ATTRIBUTE, analyzer_attr_span(method), analyzer_typename(a, receiver),
                            method->attr->text);
        analyzer_suggest_from(a, diag, method->attr->text, names, COUNT);
        return KIND_TYPE(a, ERROR);
    }
    if (call->args.len || call->keywords.len)
        REPORT(a, DIAG_ARG_COUNT, call->head.span, method->attr->text, "", 0u, "s",
               (unsigned)(call->args.len + call->keywords.len));
    CallInfo *info = ARENA_NEW(a->arena, CallInfo);
    *info = (CallInfo){.kind = CALL_LOCK, .receiver_type = type_strip(receiver), .method = method->attr, .result = result};
    a->tables.info_of[call->head.id] = info;
    analyzer_set_type(a, &method->head, KIND_TYPE(a, OBJECT));
    return result;
}

static void check_section_argument(Analyzer *a, const Ast *arg, uint32_t *locks)
{
    const Type *type = check_value(a, arg);
    if (lock_is_known(type))
        ++*locks;
    else if (!type_is_object(type) && !type_is_error(type))
        REPORT(a, DIAG_PAR_ARGUMENT, arg->span, "`critical_section` locks Python objects and locks, no C value");
    else
        check_object(a, arg);
}

void check_section_item(Analyzer *a, const AstWithItem *item, WithInfo *info)
{
    const AstCall *call = item->context->kind == AST_Call ? AST_AS(Call, item->context) : NULL;
    uint32_t locks = 0;
    a->section = item->context;
    if (!call || call->keywords.len || !call->args.len || call->args.len > 2) {
        REPORT(a, DIAG_PAR_ARGUMENT, item->context->span, "`critical_section` takes one or two objects");
        return;
    }
    info->section_count = call->args.len;
    for (uint32_t i = 0; i < call->args.len; i++) {
        info->sections[i] = call->args.items[i];
        check_section_argument(a, info->sections[i], &locks);
    }
    if (locks && locks < call->args.len)
        REPORT(a, DIAG_PAR_ARGUMENT, call->args.items[1]->span,
               "`critical_section` takes two objects or two locks, not one of each");
}

/* The first parameter, when it is one that a caller passes by position. */
static const Symbol *first_object(const FuncInfo *func)
{
    const Symbol *first = func->params.len ? func->params.items[0] : NULL;
    return first && !first->is_star && type_is_object(first->type ? first->type : func->type->func->params[0].type)
               ? first
               : NULL;
}

static bool names_section(const Ast *decorator)
{
    const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
    Atom id = name->kind == AST_Name        ? AST_AS(Name, name)->id
              : name->kind == AST_Attribute ? AST_AS(Attribute, name)->attr
                                            : NULL;
    return id && strcmp(id->text, "critical_section") == 0;
}

/* The decorator; the function, when it has the directive by another name. */
static Span section_span(const Ast *func)
{
    const AstNodes *decorators = func->kind == AST_FunctionDef ? &AST_AS(FunctionDef, func)->decorators
                                                               : &AST_AS(CFuncDef, func)->decorators;
    for (uint32_t i = 0; i < decorators->len; i++)
        if (names_section(decorators->items[i]))
            return decorators->items[i]->span;
    return func->span;
}

void check_section_function(Analyzer *a, const FuncInfo *func)
{
    Span span = section_span(func->node);
    const TypeFunc *type = func->type->func;
    if (!first_object(func))
        REPORT(a, DIAG_PAR_ARGUMENT, span,
               "`critical_section` locks the first argument of the function: there is no Python object");
    else if (func->cls == NULL && func->scope->parent && func->scope->parent->kind == SCOPE_CLASS)
        REPORT(a, DIAG_SECTION_USELESS, span, "attributes of an instance of a Python class are not protected by it");
    if (type->nogil && !type->with_gil)
        REPORT(a, DIAG_NEEDS_GIL, span, "a critical section");
    if (func->is_generator || func->is_coroutine)
        REPORT(a, DIAG_NOT_ALLOWED, span, "`critical_section`", "on a generator or coroutine");
}

void check_section_leave(Analyzer *a, const Ast *node, const char *what)
{
    if (!a->section)
        return;
    Diag *diag = REPORT(a, DIAG_NOT_ALLOWED, a->section->span, what, "inside a critical section");
    if (diag)
        diag_note(a->diags, diag, node->span, "it stands here");
}
