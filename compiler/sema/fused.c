/* fused.c: fused types and the specialisations of templates; see fused.h. Source: Cython user guide, "Fused types
 * (templates)". */
#include "sema/fused.h"
#include "sema/ctypes.h"
#include "sema/ctypes_expr.h"
#include "sema/magic.h"
#include "type/typename.h"
#include <string.h>

enum { MAX_SPECS = 4096 };

typedef VEC(const Type *) TypeList;

/* --- fused types inside of types --- */

static void collect(Arena *arena, const Type *type, TypeList *list)
{
    if (type->kind == TYPE_FUSED) {
        for (uint32_t i = 0; i < list->len; i++)
            if (list->items[i] == type)
                return;
        vec_push(arena, list, type);
    } else if (type->kind == TYPE_FUNC) {
        collect(arena, type->func->result, list);
        for (uint32_t i = 0; i < type->func->count; i++)
            collect(arena, type->func->params[i].type, list);
    } else if (type->kind == TYPE_TYPEDEF) {
        if (type->decl->buffer)
            collect(arena, type->decl->buffer, list);
    } else if (type->target) {
        collect(arena, type->target, list);
    }
}

bool fused_contains(const Type *type)
{
    if (type->kind == TYPE_FUSED)
        return true;
    if (type->kind == TYPE_FUNC) {
        bool found = fused_contains(type->func->result);
        for (uint32_t i = 0; i < type->func->count; i++)
            found = found || fused_contains(type->func->params[i].type);
        return found;
    }
    if (type->kind == TYPE_TYPEDEF)
        return type->decl->buffer && fused_contains(type->decl->buffer);
    return type->target && fused_contains(type->target);
}

/* What the fused type stands for, itself when it stands for nothing. */
static const Type *find_binding(const FusedSpec *spec, const Type *fused)
{
    for (; spec; spec = spec->outer)
        for (uint32_t i = 0; i < spec->count; i++)
            if (spec->fused[i] == fused)
                return spec->types[i];
    return fused;
}

static const Type *substitute(Analyzer *a, const FusedSpec *spec, const Type *type);

static const Type *substitute_func(Analyzer *a, const FusedSpec *spec, const Type *type)
{
    TypeFunc func = *type->func;
    func.params = ARENA_ARRAY(a->arena, TypeParam, func.count + 1);
    func.result = substitute(a, spec, func.result);
    for (uint32_t i = 0; i < func.count; i++) {
        func.params[i] = type->func->params[i];
        func.params[i].type = substitute(a, spec, func.params[i].type);
    }
    func.except = type->func->except;
    if (func.result != type->func->result)
        func.except = ctypes_default_except(a, func.result, false);
    return type_func(a->types, &func);
}

static const Type *substitute_view(Analyzer *a, const Type *view, const Type *element)
{
    ViewMode modes[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < view->view.ndim; i++)
        modes[i] = (ViewMode)view->view.modes[i];
    return type_view(a->types, element, view->view.ndim, modes);
}

static const Type *substitute(Analyzer *a, const FusedSpec *spec, const Type *type)
{
    if (!fused_contains(type))
        return type;
    if (type->kind == TYPE_FUSED)
        return find_binding(spec, type);
    if (type->kind == TYPE_FUNC)
        return substitute_func(a, spec, type);
    if (type->kind == TYPE_TYPEDEF) /* a buffer: resolved anew from its declaration */
        return type;
    const Type *target = substitute(a, spec, type->target);
    if (type->kind == TYPE_PTR)
        return type_ptr(a->types, target);
    if (type->kind == TYPE_ARRAY)
        return type_array(a->types, target, type->array_len);
    if (type->kind == TYPE_VIEW)
        return substitute_view(a, type, target);
    if (type->kind == TYPE_COMPLEX)
        return type_complex(a->types, target);
    if (target->kind == TYPE_VIEW)
        return substitute_view(a, target,
                               type_qualified(a->types, target->target, type->qualifiers));
    return type_is_object(target) ? target : type_qualified(a->types, target, type->qualifiers);
}

bool fused_may_be(Analyzer *a, const Type *type, const Type *one)
{
    TypeList list = {0};
    collect(a->arena, type, &list);
    for (uint32_t i = 0; list.len == 1 && i < list.items[0]->decl->alternative_count; i++) {
        FusedSpec spec = {.fused = list.items,
                          .types = &list.items[0]->decl->alternatives[i],
                          .count = 1};
        if (type_same(substitute(a, &spec, type), one))
            return true;
    }
    return false;
}

const Type *fused_resolve(Analyzer *a, Span span, const Type *type)
{
    if (!fused_contains(type))
        return type;
    const Type *result = substitute(a, a->spec, type);
    if (a->fused_allowed || !fused_contains(result))
        return result;
    if (a->spec)
        REPORT(a, DIAG_FUSED_UNBOUND, span, analyzer_typename(a, type));
    else
        REPORT(a, DIAG_NOT_ALLOWED, span, "a fused type", "here");
    return KIND_TYPE(a, ERROR);
}

/* --- declarations --- */

static const Type *new_fused(Analyzer *a, Atom name, const TypeList *list)
{
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    const Type **types = ARENA_ARRAY(a->types->arena, const Type *, list->len + 1);
    for (uint32_t i = 0; i < list->len; i++)
        types[i] = list->items[i];
    decl->name = name;
    decl->c_name = name->text;
    decl->header = "";
    decl->is_complete = true;
    decl->alternatives = types;
    decl->alternative_count = list->len;
    return type_nominal(a->types, TYPE_FUSED, decl);
}

const Type *fused_known(Analyzer *a, const char *name)
{
    const Type *const integral[] = {KIND_TYPE(a, SHORT), KIND_TYPE(a, INT), KIND_TYPE(a, LONG)};
    const Type *const floating[] = {KIND_TYPE(a, FLOAT), KIND_TYPE(a, DOUBLE)};
    bool numeric = strcmp(name, "numeric") == 0;
    TypeList list = {0};
    for (int i = 0; i < 3 && (numeric || strcmp(name, "integral") == 0); i++)
        vec_push(a->arena, &list, integral[i]);
    for (int i = 0; i < 2 && (numeric || strcmp(name, "floating") == 0); i++)
        vec_push(a->arena, &list, floating[i]);
    for (int i = 0; i < 2 && numeric; i++)
        vec_push(a->arena, &list, type_complex(a->types, floating[i]));
    return list.len ? new_fused(a, analyzer_atom(a, name), &list) : NULL;
}

static bool is_in(const TypeList *list, const Type *type)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (list->items[i] == type)
            return true;
    return false;
}

/* One more alternative, named here; those of a fused type one by one (named NULL), which may be there already. */
static void add_alternative(Analyzer *a, TypeList *list, TypeList *named, Span span, const Type *type)
{
    if (type_is_error(type))
        return;
    if (type->kind == TYPE_FUSED) {
        for (uint32_t i = 0; i < type->decl->alternative_count; i++)
            add_alternative(a, list, NULL, span, type->decl->alternatives[i]);
        return;
    }
    if (named && is_in(named, type))
        REPORT(a, DIAG_FUSED_TWICE, span, analyzer_typename(a, type));
    else if (named)
        vec_push(a->arena, named, type);
    if (!is_in(list, type))
        vec_push(a->arena, list, type);
}

static const Symbol *add_symbol(Analyzer *a, Scope *scope, Atom name, const TypeList *list, const Ast *node,
                                Span span)
{
    Symbol *known = scope_find(scope, name);
    if (known) {
        if (known->kind != SYM_POISON)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, name->text), known);
        return NULL;
    }
    const Type *type = list->len ? new_fused(a, name, list) : KIND_TYPE(a, ERROR);
    Symbol *symbol = scope_add(a->arena, scope, SYM_TYPE, name, type, span);
    analyzer_set_symbol(a, node, symbol);
    return symbol;
}

/* The names of alternatives that are other names of classes: typeof() tells them. */
static void keep_names(Analyzer *a, const Scope *scope, const AstCFused *node, TypeDecl *decl)
{
    Atom *names = ARENA_ARRAY(a->types->arena, Atom, decl->alternative_count);
    for (uint32_t i = 0; i < node->types.len; i++) {
        Atom alias = ctypes_class_alias(scope, node->types.items[i]);
        const Symbol *symbol = alias ? scope_lookup(scope, alias) : NULL;
        for (uint32_t k = 0; symbol && k < decl->alternative_count; k++)
            if (decl->alternatives[k] == symbol->type)
                names[k] = alias;
    }
    decl->alternative_names = names;
}

void fused_declare(Analyzer *a, Scope *scope, const AstCFused *node)
{
    TypeList list = {0}, named = {0};
    a->fused_allowed++;
    for (uint32_t i = 0; i < node->types.len; i++) {
        const Ast *item = node->types.items[i];
        a->buffer_allowed = true;
        const Type *type = ctypes_resolve(a, scope, item);
        a->buffer_allowed = false;
        if (type->kind == TYPE_PYCOMPLEX) /* among numbers it is C's */
            type = type_complex(a->types, KIND_TYPE(a, DOUBLE));
        add_alternative(a, &list, &named, item->span, type);
    }
    a->fused_allowed--;
    if (!node->types.len)
        REPORT(a, DIAG_EMPTY_TYPE, analyzer_name_span(node->name_span, &node->head), "fused type", node->name->text);
    const Symbol *symbol = add_symbol(a, scope, node->name, &list, &node->head,
                                      analyzer_name_span(node->name_span, &node->head));
    if (symbol && symbol->type->kind == TYPE_FUSED)
        keep_names(a, scope, node, symbol->type->decl);
}

static bool is_fused_type(Analyzer *a, const Scope *scope, const Ast *callee)
{
    if (callee->kind != AST_Attribute && callee->kind != AST_Name)
        return false;
    const Symbol *symbol = magic_static(a, scope, callee);
    return symbol && symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_FUSED_TYPE;
}

const Type *fused_of_call(Analyzer *a, Scope *scope, Atom name, const AstCall *call)
{
    TypeList list = {0}, named = {0};
    if (!is_fused_type(a, scope, call->func))
        return NULL;
    if (call->keywords.len)
        REPORT(a, DIAG_NO_PARAM, call->keywords.items[0]->span, "fused_type",
               AST_AS(Keyword, call->keywords.items[0])->name
                   ? AST_AS(Keyword, call->keywords.items[0])->name->text
                   : "**");
    a->fused_allowed++;
    for (uint32_t i = 0; i < call->args.len; i++) {
        const Ast *arg = call->args.items[i];
        add_alternative(a, &list, &named, arg->span, ctypes_named_by(a, scope, arg));
    }
    a->fused_allowed--;
    return list.len && !call->keywords.len ? new_fused(a, name, &list) : KIND_TYPE(a, ERROR);
}

/* --- specialisations --- */

static const char *signature_of(Analyzer *a, const FusedSpec *spec)
{
    Buf text;
    buf_init(&text, a->arena);
    for (uint32_t i = 0; i < spec->count; i++) {
        const Type *type = spec->types[i];
        buf_printf(&text, "%s%s", i ? "|" : "", typename_source(a->arena, type));
    }
    return buf_text(&text);
}

/* Choice number `index`: the last fused type varies fastest. */
static void choose(Analyzer *a, FusedInfo *info, uint32_t index)
{
    FusedSpec *spec = &info->specs[index];
    const Type **types = ARENA_ARRAY(a->arena, const Type *, info->type_count + 1);
    uint32_t rest = index;
    for (uint32_t i = info->type_count; i-- > 0;) {
        const TypeDecl *decl = info->types[i]->decl;
        types[i] = decl->alternatives[rest % decl->alternative_count];
        rest /= decl->alternative_count;
    }
    *spec = (FusedSpec){.outer = a->spec,
                        .fused = info->types,
                        .types = types,
                        .count = info->type_count,
                        .index = index};
    spec->signature = signature_of(a, spec);
}

/* The result must follow from the parameters. */
static bool result_is_decided(const TypeList *list, const Type *result, Arena *arena)
{
    TypeList more = {0};
    collect(arena, result, &more);
    for (uint32_t i = 0; i < more.len; i++) {
        uint32_t k = 0;
        while (k < list->len && list->items[k] != more.items[i])
            k++;
        if (k == list->len)
            return false;
    }
    return true;
}

FusedInfo *fused_make(Analyzer *a, Span span, const Type *func)
{
    TypeList list = {0};
    for (uint32_t i = 0; i < func->func->count; i++)
        collect(a->arena, func->func->params[i].type, &list);
    bool is_undecided = !result_is_decided(&list, func->func->result, a->arena);
    if (is_undecided)
        REPORT(a, DIAG_FUSED_RESULT, span, analyzer_typename(a, func->func->result));
    if (!list.len)
        return NULL;
    FusedInfo *info = ARENA_NEW(a->arena, FusedInfo);
    info->is_undecided = is_undecided;
    info->types = list.items;
    info->type_count = list.len;
    uint64_t count = 1;
    for (uint32_t i = 0; i < list.len && count <= MAX_SPECS; i++)
        count *= list.items[i]->decl->alternative_count;
    if (count > MAX_SPECS) {
        REPORT(a, DIAG_FUSED_COUNT, span, (unsigned)MAX_SPECS);
        count = 1;
    }
    info->spec_count = (uint32_t)count;
    info->specs = ARENA_ARRAY(a->arena, FusedSpec, info->spec_count);
    for (uint32_t i = 0; i < info->spec_count; i++)
        choose(a, info, i);
    return info;
}

FusedSaved fused_enter(Analyzer *a, const FusedSpec *spec, const Ast *root)
{
    FusedSaved saved = {a->tables, a->spec, a->fused_allowed};
    a->tables = analyzer_sub_tables(a->arena, root);
    a->spec = spec;
    a->fused_allowed = 0;
    return saved;
}

void fused_leave(Analyzer *a, const FusedSaved *saved)
{
    a->tables = saved->tables;
    a->spec = saved->spec;
    a->fused_allowed = saved->allowed;
}
