/* infer.c: types of undeclared locals; see infer.h.
 *
 * Every local starts without a type. In rounds, each takes the span of the types assigned to it,
 * leaving out what depends on locals still without one, until nothing changes; types only widen,
 * and what is an object stays one, so a few rounds do. The rules of check_expr.c type the
 * right-hand sides, quietly.
 */
#include "sema/infer.h"
#include "sema/check_expr.h"
#include "sema/check_loop.h"
#include "sema/check_op.h"
#include "sema/coerce.h"
#include "sema/container.h"
#include "sema/const_expr.h"
#include "sema/unset.h"

enum { PATIENT_ROUNDS = 6 }; /* a local that still changes after these is an object */

/* One local with everything assigned to it. */
typedef struct Candidate {
    Symbol *symbol;
    const Type *start; /* *args, **kwargs: what the call passes; else NULL */
    VEC(const Binding *) bindings;
} Candidate;

typedef VEC(Candidate *) Candidates;

static void collect(Analyzer *a, const Body *body, Candidates *list)
{
    Map known = {0};
    for (uint32_t i = 0; i < body->bindings.len; i++) {
        const Binding *binding = &body->bindings.items[i];
        if (binding->symbol->is_declared && !binding->symbol->is_star)
            continue;
        Candidate *candidate = map_get(&known, binding->symbol);
        if (!candidate) {
            candidate = ARENA_NEW(a->arena, Candidate);
            candidate->symbol = binding->symbol;
            candidate->start = binding->symbol->is_star ? binding->symbol->type : NULL;
            map_set(a->arena, &known, binding->symbol, candidate);
            vec_push(a->arena, list, candidate);
        }
        vec_push(a->arena, &candidate->bindings, binding);
    }
}

static bool is_bint(const Type *type)
{
    return type_strip(type)->kind == TYPE_BINT;
}

/* A tuple of C values is a C tuple, when types are to be inferred whatever they cost; any other knows its items. */
static const Type *tuple_type(Analyzer *a, const AstTuple *node)
{
    const Type **parts = ARENA_ARRAY(a->arena, const Type *, node->items.len + 1);
    bool is_c = true;
    for (uint32_t i = 0; i < node->items.len; i++) {
        const Type *type = analyzer_type(a, node->items.items[i]);
        if (!type || type_is_error(type) || type_is_ptr(type) || node->items.items[i]->kind == AST_Starred)
            return KIND_TYPE(a, TUPLE);
        is_c = is_c && !type_is_object(type);
        parts[i] = type_is_object(type) ? type : type_strip(type);
    }
    if (!node->items.len)
        return KIND_TYPE(a, TUPLE);
    return is_c ? type_ctuple(a->types, parts, node->items.len) : container_tuple(a, parts, node->items.len);
}

/* Literals count as long, so that the type does not hang on the size of a number. */
static const Type *value_type(Analyzer *a, const Ast *source)
{
    const Type *type = check_value(a, source);
    if (source->kind == AST_Tuple && a->directives->infer_types == 1)
        return tuple_type(a, AST_AS(Tuple, source));
    bool is_part = type_strip(type)->kind == TYPE_ARRAY && source->kind == AST_Subscript &&
                   AST_AS(Subscript, source)->index->kind == AST_Slice;
    if (is_part) /* of C memory: copied */
        return KIND_TYPE(a, LIST);
    const Type *base = source->kind == AST_Subscript ? analyzer_type(a, AST_AS(Subscript, source)->value) : NULL;
    if (base && type_strip(base)->kind == TYPE_BYTEARRAY && type_is_int(type)) /* an item is a byte */
        return KIND_TYPE(a, UCHAR);
    bool is_int = type->kind == TYPE_INT && const_expr_value(a, source).kind == CONST_INT;
    return is_int ? KIND_TYPE(a, LONG) : type;
}

static const Type *aug_type(Analyzer *a, const Symbol *symbol, const AstAugAssign *node)
{
    check_value(a, node->value);
    if (!symbol->type)
        a->saw_untyped = true;
    analyzer_set_type(a, node->target, symbol->type ? symbol->type : KIND_TYPE(a, OBJECT));
    const Type *type = check_in_place(a, node->head.span, node->op, node->target, node->value);
    return type_is_error(type) && symbol->type ? symbol->type : type; /* reported when the statement is checked */
}

/* `except E as e` with a builtin exception. */
static const Type *caught_type(Analyzer *a, const AstHandler *handler)
{
    const Ast *node = handler->type;
    const Symbol *symbol = node && node->kind == AST_Name ? analyzer_symbol(a, node) : NULL;
    const Type *type = symbol && symbol->kind == SYM_BUILTIN ? builtins_class(a->builtins, symbol) : NULL;
    return type ? type : KIND_TYPE(a, OBJECT);
}

/* Items of a C tuple have types, those of an object are objects. */
static const Type *part_type(Analyzer *a, const Binding *binding)
{
    const Type *type = type_strip(check_value(a, binding->source));
    bool is_known = type->kind == TYPE_CTUPLE && type->decl->field_count == binding->count;
    return is_known ? type->decl->fields[binding->part].type : KIND_TYPE(a, OBJECT);
}

/* What one binding assigns; NULL when that is not known yet. */
static const Type *binding_type(Analyzer *a, const Binding *binding)
{
    const Type *type = KIND_TYPE(a, OBJECT);
    bool parallel = false;
    a->saw_untyped = false;
    a->quiet++;
    switch (binding->kind) {
    case BIND_VALUE: type = value_type(a, binding->source); break;
    case BIND_ITEM: type = check_item_type(a, binding->source, &parallel); break;
    case BIND_AUG: type = aug_type(a, binding->symbol, AST_AS(AugAssign, binding->source)); break;
    case BIND_COUNT: type = check_count_type(a, binding->source); break;
    case BIND_CAUGHT: type = caught_type(a, AST_AS(Handler, binding->source)); break;
    case BIND_PART: type = part_type(a, binding); break;
    case BIND_OBJECT:
    case BIND_DELETE: break;
    }
    a->quiet--;
    binding->symbol->is_par_index |= parallel;
    return a->saw_untyped ? NULL : type;
}

/* Both are assigned to one variable. Mixing truth values with numbers would lose which is which. */
static const Type *join(Analyzer *a, const Type *one, const Type *two)
{
    if (one == two)
        return one;
    if (is_bint(one) != is_bint(two) && !type_is_error(one) && !type_is_error(two))
        return KIND_TYPE(a, OBJECT);
    bool py_int = (type_is_int(one) && two->kind == TYPE_PYINT) ||
                  (type_is_int(two) && one->kind == TYPE_PYINT);
    if (py_int)
        return KIND_TYPE(a, PYINT);
    const Type *type = check_span_types(a, one, two);
    return type->kind == TYPE_FLOAT ? KIND_TYPE(a, DOUBLE) : type;
}

/* The type as a variable has it. */
static const Type *as_variable(Analyzer *a, const Type *type)
{
    while (type->kind == TYPE_CONST)
        type = type->target;
    const Type *strip = type_strip(type);
    if (strip->kind == TYPE_ARRAY)
        return type_ptr(a->types, strip->target);
    if (strip->kind == TYPE_FUNC)
        return type_ptr(a->types, strip);
    if (strip->kind == TYPE_NULLPTR)
        return type_ptr(a->types, KIND_TYPE(a, VOID));
    return type;
}

/* The nearest type that no program can tell from an object. */
static const Type *make_safe(Analyzer *a, const Symbol *symbol, const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    if (type_is_object(type) || type_is_error(type))
        return type;
    if (kind == TYPE_LDOUBLE || kind == TYPE_VOID)
        return KIND_TYPE(a, OBJECT);
    if (kind == TYPE_COMPLEX && symbol->may_be_unset)
        return KIND_TYPE(a, OBJECT);
    bool must_tell_unset = symbol->may_be_unset && !symbol->is_par_index && type_is_number(type);
    if (must_tell_unset && a->directives->infer_types != 1)
        return kind == TYPE_ENUM       ? type /* the program is not plain Python */
               : type_is_float(type) ? KIND_TYPE(a, OBJECT)
                                     : convert_boxed(a->types, type);
    bool may_overflow = symbol->might_overflow && !symbol->is_par_index &&
                        a->directives->infer_types != 1;
    if (!type_is_int(type) || kind == TYPE_BINT || !may_overflow)
        return type;
    return kind == TYPE_UCS4 ? KIND_TYPE(a, OBJECT) : KIND_TYPE(a, PYINT);
}

static bool is_deleted(const Candidate *candidate)
{
    for (uint32_t i = 0; i < candidate->bindings.len; i++)
        if (candidate->bindings.items[i]->kind == BIND_DELETE)
            return true;
    return false;
}

/* Is None one more value of variables of this type? Numbers with it are objects like any. */
static bool holds_none(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return type_is_object(type) && kind != TYPE_PYINT && kind != TYPE_PYFLOAT && kind != TYPE_PYBOOL &&
           kind != TYPE_PYCOMPLEX;
}

/* Span of all that is assigned, as far as known; NULL: nothing is. */
static const Type *candidate_type(Analyzer *a, const Candidate *candidate)
{
    const Type *type = candidate->start;
    bool has_none = false, is_known = true;
    for (uint32_t i = 0; i < candidate->bindings.len; i++) {
        const Binding *binding = candidate->bindings.items[i];
        const Type *one = binding->kind == BIND_DELETE ? NULL : binding_type(a, binding);
        if (binding->kind == BIND_VALUE && coerce_is_none(binding->source))
            has_none = true;
        else if (!one)
            is_known &= binding->kind == BIND_DELETE;
        else
            type = type ? join(a, type, as_variable(a, one)) : as_variable(a, one);
        if (type && type->kind == TYPE_OBJECT)
            break;
    }
    if (!type)
        return has_none && is_known ? KIND_TYPE(a, OBJECT) : NULL;
    if (has_none && !holds_none(type))
        return KIND_TYPE(a, OBJECT);
    type = make_safe(a, candidate->symbol, type);
    return is_deleted(candidate) && !type_is_object(type) ? KIND_TYPE(a, OBJECT) : type;
}

static bool is_final(const Candidate *candidate)
{
    return candidate->symbol->type && candidate->symbol->type->kind == TYPE_OBJECT;
}

static bool run_round(Analyzer *a, const Candidates *list, bool patient)
{
    bool changed = false;
    for (uint32_t i = 0; i < list->len; i++) {
        const Candidate *candidate = list->items[i];
        if (is_final(candidate))
            continue;
        const Type *type = candidate_type(a, candidate);
        if (!type || type == candidate->symbol->type)
            continue;
        candidate->symbol->type = patient || !candidate->symbol->type ? type : KIND_TYPE(a, OBJECT);
        changed = true;
    }
    return changed;
}

static void enter(Analyzer *a, Body *body)
{
    a->body = body;
    a->func = body->func;
    a->scope = body->func->scope;
    analyzer_enter(a, body->func);
}

/* The one type of all that this body assigns to the variable, and `type` before it; object: they differ, or it is no
 * object, or not known without the types of other locals. */
static const Type *join_assigned(Analyzer *a, const Body *body, const Symbol *symbol, const Type *type)
{
    for (uint32_t i = 0; i < body->bindings.len; i++) {
        const Binding *binding = &body->bindings.items[i];
        if (binding->symbol != symbol || binding->kind == BIND_DELETE)
            continue;
        const Type *one = binding_type(a, binding);
        if (!one || !type_is_object(one) || (type && type != one))
            return KIND_TYPE(a, OBJECT);
        type = one;
    }
    return type;
}

static bool has_free(const FuncInfo *func, const Symbol *symbol)
{
    for (uint32_t i = 0; i < func->frees.len; i++)
        if (func->frees.items[i] == symbol)
            return true;
    return false;
}

/* A variable that inner functions use, and may assign to: an object of a type that all of them agree on. */
static void infer_captured(Analyzer *a, Body *body, Symbol *symbol)
{
    const Type *type = NULL;
    for (uint32_t i = 0; i < a->bodies.len; i++) {
        Body *other = a->bodies.items[i];
        if (other != body && !has_free(other->func, symbol))
            continue;
        enter(a, other);
        type = join_assigned(a, other, symbol, type);
    }
    enter(a, body);
    if (type)
        symbol->type = type;
}

/* Is what is assigned an error, whatever the variable's own type? */
static bool is_wrong(Analyzer *a, const Candidate *candidate)
{
    for (uint32_t i = 0; i < candidate->bindings.len; i++) {
        const Binding *binding = candidate->bindings.items[i];
        const Type *type = binding->kind == BIND_DELETE ? NULL : binding_type(a, binding);
        if (type && type_is_error(type))
            return true;
    }
    return false;
}

/* `x = 0.0; x = x + view`: an error for a double that nobody would tell of, as x is poison then. Such are objects. */
static void heal(Analyzer *a, const Candidates *list)
{
    Candidates poisoned = {0};
    for (uint32_t i = 0; i < list->len; i++) {
        Symbol *symbol = list->items[i]->symbol;
        if (!symbol->type || !type_is_error(symbol->type))
            continue;
        symbol->type = KIND_TYPE(a, OBJECT);
        vec_push(a->arena, &poisoned, list->items[i]);
    }
    for (uint32_t i = 0; i < poisoned.len; i++)
        if (is_wrong(a, poisoned.items[i]))
            poisoned.items[i]->symbol->type = KIND_TYPE(a, ERROR);
}

void infer_body(Analyzer *a, Body *body)
{
    Candidates list = {0};
    enter(a, body);
    unset_find(a, body);
    if (!body->bindings.len)
        return;
    collect(a, body, &list);
    bool is_function = a->func->kind != FUNC_MODULE && a->func->kind != FUNC_CLASS;
    for (uint32_t i = 0; i < list.len && is_function && a->directives->infer_types != 0; i++)
        if (list.items[i]->symbol->is_captured && list.items[i]->symbol->scope == a->scope && !list.items[i]->start)
            infer_captured(a, body, list.items[i]->symbol);
    bool changed = a->directives->infer_types != 0;
    for (uint32_t round = 0; changed; round++)
        changed = run_round(a, &list, round < PATIENT_ROUNDS);
    heal(a, &list);
    for (uint32_t i = 0; i < list.len; i++)
        if (!list.items[i]->symbol->type)
            list.items[i]->symbol->type = KIND_TYPE(a, OBJECT);
}
