/* check_with.c: with statements; see check_with.h.
 *
 * Items take effect from left to right, each around those after it: `with nogil,
 * cython.boundscheck(False):`. Whether the GIL is held is known here only from the text of the
 * function; that nothing in a released region needs it is checked on the IR, where every operation
 * says so.
 */
#include "sema/check_with.h"
#include "sema/check_assign.h"
#include "sema/check_expr.h"
#include "sema/check_lock.h"
#include "sema/check_loop.h"
#include "sema/check_stmt.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/directive_use.h"
#include "sema/fused_use.h"
#include "sema/magic.h"
#include <string.h>

static const AstCall *as_call(const Ast *node)
{
    return node->kind == AST_Call ? AST_AS(Call, node) : NULL;
}

/* The compile-time name an item calls or is, or NULL. */
static Symbol *magic_of(Analyzer *a, const Ast *context)
{
    const AstCall *call = as_call(context);
    const Ast *name = call ? call->func : context;
    if (name->kind != AST_Name && name->kind != AST_Attribute)
        return NULL;
    Symbol *symbol = magic_static(a, a->scope, name);
    return symbol && symbol->kind == SYM_MAGIC ? symbol : NULL;
}

/* nogil(cond): whether the GIL is released must be known when compiling. */
static bool check_gil_condition(Analyzer *a, const Ast *condition)
{
    int known = a->spec ? fused_fold(a, condition) : -1;
    if (known >= 0)
        return known != 0;
    check_condition(a, condition);
    ConstValue value = const_expr_value(a, condition);
    if (value.kind != CONST_BOOL && value.kind != CONST_INT) {
        if (!type_is_error(analyzer_type(a, condition)))
            REPORT(a, DIAG_NOT_CONSTANT, condition->span, "condition of `nogil` or `gil`");
        return true;
    }
    return value.i != 0;
}

static void check_gil_item(Analyzer *a, const AstWithItem *item, WithInfo *info)
{
    bool release = info->kind == WITH_NOGIL;
    const AstCall *call = as_call(item->context);
    if (call && (call->args.len != 1 || call->keywords.len)) {
        REPORT(a, DIAG_ARG_COUNT, call->head.span, release ? "nogil" : "gil", "", 1u, "",
               (unsigned)(call->args.len + call->keywords.len));
    } else if (call && !check_gil_condition(a, call->args.items[0])) {
        info->kind = WITH_DIRECTIVE; /* nogil(False): a block like any other */
        info->directives = a->directives;
        return;
    }
    if (release && a->released && !a->maybe_released)
        REPORT(a, DIAG_GIL_RELEASED, item->head.span);
    if (!release && !a->released)
        REPORT(a, DIAG_GIL_HELD, item->head.span);
    a->released = release;
    a->maybe_released = false;
}

static void check_parallel_keyword(Analyzer *a, const AstKeyword *keyword, WithInfo *info)
{
    const char *name = keyword->name ? keyword->name->text : "**";
    if (strcmp(name, "num_threads") == 0) {
        if (coerce_is_none(keyword->value))
            return;
        check_as(a, keyword->value, KIND_TYPE(a, INT));
        info->num_threads = keyword->value;
        ConstValue count = const_expr_value(a, keyword->value);
        if (count.kind == CONST_INT && count.i < 0)
            REPORT(a, DIAG_PAR_ARGUMENT, keyword->value->span, "num_threads is negative");
    } else if (strcmp(name, "nogil") == 0) {
        check_value(a, keyword->value);
        ConstValue flag = const_expr_value(a, keyword->value);
        info->nogil = flag.kind == CONST_BOOL && flag.i;
    } else {
        static const char *const names[] = {"num_threads", "nogil"};
        check_value(a, keyword->value);
        Diag *diag = REPORT(a, DIAG_NO_PARAM, keyword->head.span, "parallel", name);
        analyzer_suggest_from(a, diag, name, names, 2);
    }
}

static void check_parallel_item(Analyzer *a, const AstWithItem *item, WithInfo *info)
{
    const AstCall *call = as_call(item->context);
    if (!call)
        REPORT(a, DIAG_PAR_ARGUMENT, item->context->span,
               "`parallel` is not called: write `parallel()`");
    for (uint32_t i = 0; call && i < call->keywords.len; i++)
        check_parallel_keyword(a, AST_AS(Keyword, call->keywords.items[i]), info);
    if (call && call->args.len) {
        REPORT(a, DIAG_ARG_COUNT, call->head.span, "parallel", "", 0u, "s", call->args.len);
    }
    if (a->parallels || a->pranges)
        REPORT(a, DIAG_PAR_NESTED, item->context->span);
    a->released = a->released || info->nogil;
    a->parallels++;
}

static void check_directive_item(Analyzer *a, const AstWithItem *item, WithInfo *info)
{
    Directives *copy = ARENA_NEW(a->arena, Directives);
    *copy = *a->directives;
    directive_use_apply(a, a->scope, item->context, 'W', copy);
    info->directives = copy;
    a->directives = copy;
}

/* A lock is a C value: what enters and leaves it is known. */
static bool is_lock(Analyzer *a, const AstWithItem *item)
{
    bool may_be = item->context->kind == AST_Name || item->context->kind == AST_Attribute ||
                  item->context->kind == AST_Subscript;
    a->quiet++;
    bool is = may_be && type_is_lock(check_value(a, item->context));
    a->quiet--;
    return is;
}

static void check_python_item(Analyzer *a, const AstWithItem *item)
{
    check_object(a, item->context);
    if (item->target)
        check_assign_type(a, item->target, KIND_TYPE(a, OBJECT));
}

static WithKind kind_of(const Symbol *symbol)
{
    if (!symbol)
        return WITH_PYTHON;
    if (symbol->magic == MAGIC_NOGIL)
        return WITH_NOGIL;
    if (symbol->magic == MAGIC_GIL)
        return WITH_GIL;
    if (symbol->magic == MAGIC_PARALLEL)
        return WITH_PARALLEL;
    if (symbol->magic == MAGIC_DIRECTIVE && symbol->directive == DIRECTIVE_ID_critical_section)
        return WITH_SECTION;
    bool directive = symbol->magic == MAGIC_DIRECTIVE || symbol->magic == MAGIC_UNSUPPORTED;
    return directive ? WITH_DIRECTIVE : WITH_PYTHON;
}

static void check_item(Analyzer *a, const AstWithItem *item, bool is_async)
{
    WithInfo *info = ARENA_NEW(a->arena, WithInfo);
    a->tables.info_of[item->head.id] = info;
    info->kind = is_async ? WITH_PYTHON : kind_of(magic_of(a, item->context));
    if (info->kind == WITH_PYTHON && !is_async && is_lock(a, item))
        info->kind = WITH_LOCK;
    if (info->kind != WITH_PYTHON && item->target) {
        REPORT(a, DIAG_NOT_ALLOWED, item->target->span, "`as`", "after a compile-time context");
        check_assign_type(a, item->target, KIND_TYPE(a, ERROR));
    }
    switch (info->kind) {
    case WITH_PYTHON: check_python_item(a, item); break;
    case WITH_NOGIL:
    case WITH_GIL: check_gil_item(a, item, info); break;
    case WITH_DIRECTIVE: check_directive_item(a, item, info); break;
    case WITH_PARALLEL: check_parallel_item(a, item, info); break;
    case WITH_LOCK: check_value(a, item->context); break;
    case WITH_SECTION: check_section_item(a, item, info); break;
    }
}

void check_with(Analyzer *a, const Ast *node)
{
    const AstWith *with = AST_AS(With, node);
    bool released = a->released, maybe_released = a->maybe_released;
    uint32_t parallels = a->parallels;
    const Ast *section = a->section;
    const Directives *directives = a->directives;
    for (uint32_t i = 0; i < with->items.len; i++)
        check_item(a, AST_AS(WithItem, with->items.items[i]), with->is_async);
    check_block(a, &with->body);
    a->released = released;
    a->maybe_released = maybe_released;
    a->parallels = parallels;
    a->section = section;
    a->directives = directives;
}
