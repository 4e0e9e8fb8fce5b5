/* check_loop.c: for loops; see check_loop.h. Source: Cython user guide, "Using Parallelism" for
 * prange.
 *
 * A range runs in C when its bounds are C integers, whatever the target is, or when the target is a
 * C integer. The counter is always signed, so that counting down to zero ends, and has a type of
 * its own: what the body does to the target does not disturb the loop.
 */
#include "sema/check_loop.h"
#include "sema/check_assign.h"
#include "sema/check_expr.h"
#include "sema/check_memory.h"
#include "sema/check_op.h"
#include "sema/coerce.h"
#include "sema/container.h"
#include "sema/const_expr.h"
#include "sema/magic.h"
#include <string.h>

typedef struct Range {
    const AstCall *call;
    const Ast *start, *stop, *step;
    bool is_parallel, is_reversed;
    uint32_t args;
} Range;

/* x of reversed(x), by the builtin's own name; else NULL. */
static const Ast *reversed_of(Analyzer *a, const Ast *iter)
{
    if (iter->kind != AST_Call || AST_AS(Call, iter)->func->kind != AST_Name)
        return NULL;
    const AstCall *call = AST_AS(Call, iter);
    const Symbol *symbol = scope_lookup(a->scope, AST_AS(Name, call->func)->id);
    bool is_builtin = symbol && symbol->kind == SYM_BUILTIN && strcmp(symbol->name->text, "reversed") == 0;
    return is_builtin && call->args.len == 1 && !call->keywords.len ? call->args.items[0] : NULL;
}

static bool parse_range(Analyzer *a, const Ast *iter, Range *range);

/* reversed(range(a, b)): b - 1 down to a. With other steps the interpreter's range knows where to begin. */
static bool parse_reversed(Analyzer *a, const Ast *iter, Range *range)
{
    const Ast *inner = reversed_of(a, iter);
    range->is_reversed = inner && parse_range(a, inner, range) && !range->is_parallel && !range->step;
    return range->is_reversed;
}

/* Is `iter` range(...) or prange(...), by the builtin's own name, with plain positional bounds? */
static bool parse_range(Analyzer *a, const Ast *iter, Range *range)
{
    if (iter->kind != AST_Call)
        return false;
    const AstCall *call = AST_AS(Call, iter);
    bool is_name = call->func->kind == AST_Name || call->func->kind == AST_Attribute;
    const Symbol *symbol = is_name ? magic_static(a, a->scope, call->func) : NULL;
    if (!symbol)
        return false;
    bool parallel = symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_PRANGE;
    bool serial = symbol->kind == SYM_BUILTIN &&
                  builtins_id(a->builtins, symbol) == BUILTIN_ID_range && !call->keywords.len &&
                  call->args.len >= 1 && call->args.len <= 3;
    for (uint32_t i = 0; i < call->args.len; i++)
        serial = serial && call->args.items[i]->kind != AST_Starred;
    if (!parallel && !serial)
        return false;
    uint32_t n = call->args.len;
    *range = (Range){.call = call, .is_parallel = parallel, .args = n};
    range->start = n > 1 ? call->args.items[0] : NULL;
    range->stop = n ? call->args.items[n > 1 ? 1 : 0] : NULL;
    range->step = n > 2 ? call->args.items[2] : NULL;
    return true;
}

static bool is_c_int(const Type *type)
{
    return type_is_int(type) && type_strip(type)->kind != TYPE_UCS4;
}

static const Type *widen(Analyzer *a, const Type *type, const Ast *bound)
{
    const Type *other = bound ? analyzer_type(a, bound) : NULL;
    if (!other || type_is_error(other))
        return type;
    const Type *mine = is_c_int(other) ? other : KIND_TYPE(a, SSIZE);
    return type ? convert_common(a->types, type, mine) : mine;
}

/* Signed type of the counter for these bounds and this target (NULL: not a C integer). */
static const Type *counter_type(Analyzer *a, const Range *range, const Type *target)
{
    const Type *type = widen(a, target, range->stop);
    type = widen(a, type, range->start);
    type = widen(a, type, range->step);
    type = convert_common(a->types, type ? type : KIND_TYPE(a, LONG), KIND_TYPE(a, INT));
    if (type_is_int128(type))
        return type->kind == TYPE_CONST ? type->target : type;
    if (type_is_signed(type))
        return type_strip(type);
    return type_int_size(type) >= 8 ? KIND_TYPE(a, SSIZE) : KIND_TYPE(a, LONG);
}

/* Of 128 bits, only what counts up or down by a known step is counted in C; the interpreter counts the rest. */
static bool counts_in_python(Analyzer *a, const Range *range, const Type *target, const ForInfo *info)
{
    const Type *type = counter_type(a, range, target);
    return type_is_int128(type) && (!type_is_signed(type) || !info->const_step);
}

static bool is_c_bound(const Analyzer *a, const Ast *bound)
{
    return !bound || is_c_int(analyzer_type(a, bound));
}

static void coerce_bound(Analyzer *a, const Ast *bound, const Type *type)
{
    if (bound)
        coerce_to(a, bound, type);
}

/* Type of a variable that is a plain name, without checking the assignment yet. */
static const Type *name_type(const Analyzer *a, const Ast *target)
{
    const Symbol *symbol = target->kind == AST_Name ? analyzer_symbol(a, target) : NULL;
    bool is_variable = symbol && (symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL);
    return is_variable ? symbol->type : NULL;
}

static bool set_step(Analyzer *a, const Range *range, ForInfo *info)
{
    info->const_step = 1;
    if (!range->step)
        return true;
    ConstValue step = const_expr_value(a, range->step);
    bool known = step.kind == CONST_INT || step.kind == CONST_BOOL;
    info->const_step = known ? step.i : 0;
    return !known || step.i != 0;
}

/* Makes the loop a C loop when it can be one. */
/* What a C loop gives its target: a variable of an enum counts its values. */
static const Type *counted_type(Analyzer *a, const Ast *target, const Type *index)
{
    const Type *type = name_type(a, target);
    return type && type_strip(type)->kind == TYPE_ENUM ? type : index;
}

static bool check_c_range(Analyzer *a, const Range *range, const Ast *target, ForInfo *info)
{
    const Type *type = name_type(a, target);
    bool c_target = type && is_c_int(type);
    bool c_bounds = is_c_bound(a, range->start) && is_c_bound(a, range->stop) &&
                    is_c_bound(a, range->step);
    if (!set_step(a, range, info) || (!c_target && !c_bounds))
        return false;
    if (!range->is_parallel && counts_in_python(a, range, c_target ? type : NULL, info))
        return false;
    info->kind = FOR_RANGE;
    info->start = range->start;
    info->stop = range->stop;
    info->step = range->step;
    info->index_type = counter_type(a, range, c_target ? type : NULL);
    info->is_reversed = range->is_reversed;
    coerce_bound(a, range->start, info->index_type);
    coerce_bound(a, range->stop, info->index_type);
    coerce_bound(a, range->step, info->index_type);
    return true;
}

/* --- prange --- */

static Diag *par_error(Analyzer *a, Span span, const char *text)
{
    return REPORT(a, DIAG_PAR_ARGUMENT, span, text);
}

static const char *const schedules[] = {"static", "dynamic", "guided", "runtime"};
enum { SCHEDULES = sizeof schedules / sizeof *schedules };

static bool is_schedule(const AstStrLit *literal)
{
    for (int i = 0; i < SCHEDULES; i++)
        if (strlen(schedules[i]) == literal->value_len &&
            memcmp(schedules[i], literal->value, literal->value_len) == 0)
            return true;
    return false;
}

static void check_schedule(Analyzer *a, const Ast *value, ForInfo *info)
{
    check_value(a, value);
    if (coerce_is_none(value))
        return;
    if (value->kind != AST_StrLit) {
        par_error(a, value->span, "schedule of prange is not a string literal");
    } else if (!is_schedule(AST_AS(StrLit, value))) {
        const AstStrLit *literal = AST_AS(StrLit, value);
        const char *text = arena_strndup(a->arena, literal->value, literal->value_len);
        Diag *diag = par_error(a, value->span,
                               arena_printf(a->arena, "unknown schedule `%s` of prange", text));
        analyzer_suggest_from(a, diag, text, schedules, SCHEDULES);
        if (diag)
            diag_note(a->diags, diag, SPAN_NONE,
                      "schedules are static, dynamic, guided and runtime");
    } else {
        info->schedule = value;
    }
}

static void check_positive(Analyzer *a, const Ast *value, const char *what, int64_t least)
{
    check_as(a, value, KIND_TYPE(a, INT));
    ConstValue number = const_expr_value(a, value);
    if (number.kind == CONST_INT && number.i < least)
        par_error(a, value->span,
                  arena_printf(a->arena, "%s is %s", what, number.i < 0 ? "negative" : "zero"));
}

static void check_nogil(Analyzer *a, const Ast *value, ForInfo *info)
{
    check_value(a, value);
    ConstValue flag = const_expr_value(a, value);
    if (flag.kind != CONST_BOOL && flag.kind != CONST_INT)
        par_error(a, value->span, "nogil of prange is not a constant");
    info->nogil = flag.kind != CONST_NONE && flag.i != 0;
}

static void check_par_keyword(Analyzer *a, const AstKeyword *keyword, ForInfo *info)
{
    static const char *const names[] = {"nogil", "schedule", "chunksize", "num_threads",
                                        "use_threads_if"};
    const char *name = keyword->name ? keyword->name->text : "**";
    if (strcmp(name, "nogil") == 0) {
        check_nogil(a, keyword->value, info);
    } else if (strcmp(name, "schedule") == 0) {
        check_schedule(a, keyword->value, info);
    } else if (strcmp(name, "chunksize") == 0) {
        check_positive(a, keyword->value, "chunksize", 1);
        info->chunksize = coerce_is_none(keyword->value) ? NULL : keyword->value;
    } else if (strcmp(name, "num_threads") == 0) {
        check_positive(a, keyword->value, "num_threads", 0);
        if (a->parallels && !coerce_is_none(keyword->value))
            par_error(a, keyword->value->span, "num_threads is said by the parallel block around");
        info->num_threads = coerce_is_none(keyword->value) ? NULL : keyword->value;
    } else if (strcmp(name, "use_threads_if") == 0) {
        check_condition(a, keyword->value);
        info->use_threads_if = keyword->value;
    } else {
        check_value(a, keyword->value);
        Diag *diag = REPORT(a, DIAG_NO_PARAM, keyword->head.span, "prange", name);
        analyzer_suggest_from(a, diag, name, names, sizeof names / sizeof *names);
    }
}

static void check_chunksize(Analyzer *a, const Range *range, const ForInfo *info)
{
    if (!info->chunksize)
        return;
    if (!info->schedule) {
        Diag *diag = par_error(a, info->chunksize->span, "chunksize of prange without a schedule");
        if (diag)
            diag_note(a->diags, diag, range->call->head.span,
                      "add schedule='static' or another one");
        return;
    }
    const AstStrLit *schedule = AST_AS(StrLit, info->schedule);
    if (schedule->value_len == 7 && memcmp(schedule->value, "runtime", 7) == 0)
        par_error(a, info->chunksize->span, "chunksize does not go with schedule='runtime'");
}

/* The loop variable: a C integer, declared or inferred. */
static const Type *par_target(Analyzer *a, const Ast *target)
{
    if (target->kind != AST_Name) {
        par_error(a, target->span, "loop variable of prange is not a plain name");
        return NULL;
    }
    const Type *type = name_type(a, target);
    if (type && (is_c_int(type) || type_is_error(type)))
        return type;
    const char *name = AST_AS(Name, target)->id->text;
    Diag *diag =
        par_error(a, target->span,
                  arena_printf(a->arena, "loop variable `%s` of prange is not a C integer", name));
    if (diag)
        diag_note(a->diags, diag, SPAN_NONE, "declare it: `cdef Py_ssize_t %s`", name);
    return NULL;
}

static void check_prange(Analyzer *a, const Range *range, const Ast *target, ForInfo *info)
{
    info->kind = a->pranges ? FOR_RANGE : FOR_PRANGE; /* only the outermost one is parallel */
    for (uint32_t i = 0; i < range->call->args.len; i++)
        check_value(a, range->call->args.items[i]);
    for (uint32_t i = 0; i < range->call->keywords.len; i++)
        check_par_keyword(a, AST_AS(Keyword, range->call->keywords.items[i]), info);
    analyzer_set_type(a, &range->call->head, KIND_TYPE(a, OBJECT));
    if (range->args < 1 || range->args > 3) {
        REPORT(a, DIAG_ARG_COUNT, range->call->head.span, "prange",
               range->args ? "at most " : "at least ", range->args ? 3u : 1u,
               range->args ? "s" : "", range->args);
        return;
    }
    if (!set_step(a, range, info))
        par_error(a, range->step->span, "step of prange is zero");
    const Type *type = par_target(a, target);
    info->start = range->start;
    info->stop = range->stop;
    info->step = range->step;
    info->index_type = counter_type(a, range, type && !type_is_error(type) ? type : NULL);
    coerce_bound(a, range->start, info->index_type);
    coerce_bound(a, range->stop, info->index_type);
    coerce_bound(a, range->step, info->index_type);
    check_chunksize(a, range, info);
}

/* --- any loop --- */

/* Rows of a view: elements, or views of one dimension less. */
static const Type *view_item(Analyzer *a, const Type *view)
{
    ViewMode modes[VIEW_MAX_DIMS] = {VIEW_STRIDED};
    if (view->view.ndim == 1)
        return type_strip(view->target);
    for (uint32_t i = 1; i < view->view.ndim; i++)
        modes[i - 1] = (ViewMode)view->view.modes[i];
    return type_view(a->types, view->target, view->view.ndim - 1u, modes);
}

/* What all items of a display in a Cython file are, when that is one number or object type; else NULL. */
static const Type *display_item(Analyzer *a, const Ast *node)
{
    const AstNodes *items = node->kind == AST_List    ? &AST_AS(List, node)->items
                            : node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items
                            : node->kind == AST_Set   ? &AST_AS(Set, node)->items
                                                      : NULL;
    const Type *first = NULL;
    for (uint32_t i = 0; items && a->sema->tree->is_cython && i < items->len; i++) {
        const Type *type = items->items[i]->kind == AST_Starred ? NULL : analyzer_type(a, items->items[i]);
        bool fits = type && (type_is_number(type) || type_is_object(type)) && (!i || type_same(type, first));
        if (!fits)
            return NULL;
        first = type;
    }
    return first;
}

/* Items of a value that is iterated over; poison after a report. */
static const Type *iterated_item(Analyzer *a, const Ast *iter)
{
    const Type *type = analyzer_type(a, iter);
    if (type_is_error(type))
        return type;
    const Type *strip = type_strip(type);
    bool ok = type_is_object(strip) || strip->kind == TYPE_VIEW || strip->kind == TYPE_ARRAY ||
              analyzer_fails_later(a, strip);
    if (!ok || !coerce_to(a, iter, KIND_TYPE(a, OBJECT))) {
        if (!ok && type_is_ptr(strip))
            return analyzer_unsupported(a, iter->span, "iterating over C memory");
        if (!ok)
            REPORT(a, DIAG_NOT_ITERABLE, iter->span, analyzer_typename(a, type));
        return KIND_TYPE(a, ERROR);
    }
    if (strip->kind == TYPE_VIEW)
        return view_item(a, strip);
    const Type *known = container_item(type);
    known = known ? known : display_item(a, iter);
    if (known)
        return known;
    if (strip->kind == TYPE_ARRAY
        && (type_is_number(strip->target) || type_strip(strip->target)->kind == TYPE_STRUCT))
        return type_strip(strip->target);
    bool is_bytes = strip->kind == TYPE_BYTES || strip->kind == TYPE_BYTEARRAY;
    if (is_bytes && a->sema->tree->is_cython) /* so that b'x' beside it is a character, too */
        return KIND_TYPE(a, UCHAR);
    return strip->kind == TYPE_STR ? KIND_TYPE(a, UCS4) : KIND_TYPE(a, OBJECT);
}

/* A target that is a pointer to the items takes their addresses. */
static bool wants_address(const Analyzer *a, const Ast *target, const Type *item)
{
    const Type *type = name_type(a, target);
    type = type ? type_strip(type) : NULL;
    return type && type->kind == TYPE_PTR && type_same(type_strip(type->target), type_strip(item));
}

static ForInfo *check_header(Analyzer *a, const Ast *node, const Ast *target, const Ast *iter)
{
    ForInfo *info = a->tables.info_of[node->id];
    if (!info)
        a->tables.info_of[node->id] = info = ARENA_NEW(a->arena, ForInfo);
    *info = (ForInfo){.kind = FOR_ITER};
    Range range;
    bool is_range = parse_range(a, iter, &range) || parse_reversed(a, iter, &range);
    if (is_range && range.is_parallel) {
        if (node->kind == AST_For)
            check_prange(a, &range, target, info);
        else
            check_value(a, iter); /* reported there */
        check_assign_type(a, target, info->index_type ? info->index_type : KIND_TYPE(a, ERROR));
        return info;
    }
    const Type *item = check_memory_item(a, iter);
    if (item) {
        check_memory_iter(a, iter);
        info->by_address = wants_address(a, target, item);
        check_assign_type(a, target, info->by_address ? type_ptr(a->types, item) : type_strip(item));
        return info;
    }
    check_value(a, iter);
    if (is_range && check_c_range(a, &range, target, info))
        check_assign_type(a, target, counted_type(a, target, info->index_type));
    else
        check_assign_type(a, target, iterated_item(a, iter));
    return info;
}

/* Items of an asynchronous iterator are any objects. */
static ForInfo *check_async_header(Analyzer *a, const Ast *node, const Ast *target, const Ast *iter)
{
    ForInfo *info = ARENA_NEW(a->arena, ForInfo);
    a->tables.info_of[node->id] = info;
    check_object(a, iter);
    check_assign_type(a, target, KIND_TYPE(a, OBJECT));
    return info;
}

ForInfo *check_for_header(Analyzer *a, const AstFor *node)
{
    if (node->is_async)
        return check_async_header(a, &node->head, node->target, node->iter);
    return check_header(a, &node->head, node->target, node->iter);
}

/* Type in which a for-from loop counts: that of a number variable, else the one its bounds have in common,
 * objects counting as long. */
static const Type *counting_type(Analyzer *a, const Type *target, const Ast *const parts[3])
{
    if (target && (type_is_number(target) || type_is_error(target)))
        return target;
    const Type *type = NULL;
    for (int i = 0; i < 3; i++) {
        const Type *part = parts[i] ? analyzer_type(a, parts[i]) : NULL;
        if (!part)
            continue;
        const Type *number = type_is_int128(part) ? part : type_is_number(part) ? type_strip(part) : KIND_TYPE(a, LONG);
        type = type ? convert_common(a->types, type, number) : number;
    }
    return type ? type : KIND_TYPE(a, LONG);
}

void check_for_from_header(Analyzer *a, const AstForFrom *node)
{
    const Ast *const parts[] = {node->start, node->stop, node->step};
    for (int i = 0; i < 3; i++)
        if (parts[i])
            check_value(a, parts[i]);
    ForInfo *info = ARENA_NEW(a->arena, ForInfo);
    info->index_type = counting_type(a, name_type(a, node->target), parts);
    a->tables.info_of[node->head.id] = info;
    check_assign_type(a, node->target, counted_type(a, node->target, info->index_type));
    for (int i = 0; i < 3; i++)
        if (parts[i])
            coerce_to(a, parts[i], info->index_type);
}

void check_comp_for(Analyzer *a, const AstCompFor *node)
{
    if (node->is_async)
        check_async_header(a, &node->head, node->target, node->iter);
    else
        check_header(a, &node->head, node->target, node->iter);
}

void check_first_iter(Analyzer *a, const AstCompFor *node)
{
    if (check_memory_item(a, node->iter)) {
        check_memory_iter(a, node->iter);
        return;
    }
    check_object(a, node->iter);
    if (!node->is_async)
        iterated_item(a, node->iter); /* reports */
}

void check_comp_object(Analyzer *a, const AstCompFor *node)
{
    bool is_parallel = false;
    const Type *item = node->is_async ? KIND_TYPE(a, OBJECT) : check_item_type(a, &node->head, &is_parallel);
    check_assign_type(a, node->target, item);
    a->tables.info_of[node->head.id] = NULL;
}

/* --- inference --- */

/* Type a bound contributes to the loop variable: literals count as long. */
static const Type *bound_type(Analyzer *a, const Ast *bound)
{
    const Type *type = check_value(a, bound);
    if (const_expr_value(a, bound).kind == CONST_INT && type_is_int(type))
        return KIND_TYPE(a, LONG);
    return is_c_int(type) ? type : KIND_TYPE(a, OBJECT);
}

static const Type *range_item(Analyzer *a, const Range *range)
{
    const Type *type = range->stop ? bound_type(a, range->stop) : KIND_TYPE(a, OBJECT);
    if (range->start)
        type = check_span_types(a, type, bound_type(a, range->start));
    if (range->step)
        type = check_span_types(a, type, bound_type(a, range->step));
    return type;
}

const Type *check_item_type(Analyzer *a, const Ast *node, bool *is_parallel)
{
    const Ast *iter = node->kind == AST_For ? AST_AS(For, node)->iter : AST_AS(CompFor, node)->iter;
    Range range;
    const Type *type;
    a->quiet++;
    if (parse_range(a, iter, &range)) {
        *is_parallel = range.is_parallel;
        type = range_item(a, &range);
        if (range.is_parallel && !is_c_int(type))
            type = KIND_TYPE(a, SSIZE);
        else if (range.is_parallel && range.step) /* it is added to */
            type = convert_common(a->types, type, type);
    } else if ((type = check_memory_item(a, iter)) != NULL) {
        check_memory_iter(a, iter);
        type = type_strip(type);
    } else {
        check_value(a, iter);
        type = iterated_item(a, iter);
    }
    a->quiet--;
    return type;
}

const Type *check_count_type(Analyzer *a, const Ast *node)
{
    const Ast *iter = node->kind == AST_For ? AST_AS(For, node)->iter : AST_AS(CompFor, node)->iter;
    const AstCall *call = iter->kind == AST_Call ? AST_AS(Call, iter) : NULL;
    const Symbol *symbol = call && call->func->kind == AST_Name ? analyzer_symbol(a, call->func) : NULL;
    bool counts = symbol && symbol->kind == SYM_BUILTIN && builtins_id(a->builtins, symbol) == BUILTIN_ID_enumerate &&
                  !call->keywords.len && (call->args.len == 1 || call->args.len == 2);
    for (uint32_t i = 0; counts && i < call->args.len; i++)
        counts = call->args.items[i]->kind != AST_Starred;
    if (counts && call->args.len == 2)
        counts = call->args.items[1]->kind == AST_IntLit && check_value(a, call->args.items[1])->kind == TYPE_INT;
    return counts ? KIND_TYPE(a, SSIZE) : KIND_TYPE(a, OBJECT);
}
