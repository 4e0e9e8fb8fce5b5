/* declare_type.c: ctypedef, struct, union, enum; see declare_type.h.
 *
 * Types declared here are nominal: made once, at the first declaration, and completed in place when
 * the body follows a forward declaration. Extern ones keep their C spelling; our own are listed in
 * sema->nominal, in order, for the emitter.
 */
#include "sema/declare_type.h"
#include "sema/declare_var.h"
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/fused.h"
#include "type/cname.h"
#include <string.h>

/* How C calls a type or field of that name: as the program does, where C allows it. */
static const char *own_c_name(Analyzer *a, Atom name, bool is_public)
{
    return a->in_extern || is_public ? name->text : cname_of(a->atoms, a->types->arena, name);
}

/* A declaration of the kind `kind` with the C spelling `c_name`. */
static TypeDecl *new_decl(Analyzer *a, Atom name, const char *c_name)
{
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    decl->name = name;
    decl->c_name = arena_strdup(a->types->arena, c_name);
    decl->header = a->in_extern ? arena_strdup(a->types->arena, a->header) : "";
    decl->is_extern = a->in_extern;
    decl->module = a->module_name;
    decl->is_exact = a->in_extern && a->is_exact;
    return decl;
}

static void add_nominal(Analyzer *a, const Type *type)
{
    if (!type->decl->is_extern)
        vec_push(a->arena, &a->sema->nominal, type);
}

/* The symbol of a type; NULL after a report when the name stands for something else already. */
static Symbol *add_type_symbol(Analyzer *a, Scope *scope, Atom name, const Type *type, Span span)
{
    Symbol *known = scope_find(scope, name);
    if (known && known->kind == SYM_POISON)
        return NULL;
    bool repeats = known && a->in_extern && known->kind == SYM_TYPE && type->kind == TYPE_TYPEDEF &&
                   known->type->kind == TYPE_TYPEDEF && type_same(known->type->decl->target, type->decl->target);
    if (repeats) /* headers say things twice */
        return known;
    if (known) {
        Diag *diag = REPORT(a, DIAG_REDECLARED, span, name->text);
        analyzer_note_symbol(a, diag, known);
        return NULL;
    }
    Symbol *symbol = scope_add(a->arena, scope, SYM_TYPE, name, type, span);
    symbol->header = a->in_extern ? a->header : NULL;
    symbol->is_private_extern = a->in_extern && a->is_pxd;
    if (type->decl && !type->decl->symbol) /* else another name of it */
        type->decl->symbol = symbol;
    return symbol;
}

static void add_poison(Analyzer *a, Scope *scope, Atom name, Span span)
{
    if (name && !scope_find(scope, name))
        scope_add(a->arena, scope, SYM_POISON, name, KIND_TYPE(a, ERROR), span);
}

void declare_typedef(Analyzer *a, Scope *scope, const AstCTypedef *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    a->fused_allowed++;
    const Type *target = ctypes_resolve(a, scope, node->type);
    a->fused_allowed--;
    if (type_is_error(target)) {
        add_poison(a, scope, node->name, span);
        return;
    }
    if (type_is_object(target) || fused_contains(target)) { /* another name only */
        analyzer_set_symbol(a, &node->head, add_type_symbol(a, scope, node->name, target, span));
        return;
    }
    const char *c_name = declare_string(node->c_name);
    bool is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    TypeDecl *decl = new_decl(a, node->name, c_name ? c_name : own_c_name(a, node->name, is_public));
    decl->is_public = is_public;
    decl->target = target;
    decl->is_complete = true;
    const Type *type = type_nominal(a->types, TYPE_TYPEDEF, decl);
    Symbol *symbol = add_type_symbol(a, scope, node->name, type, span);
    analyzer_set_symbol(a, &node->head, symbol);
    if (symbol)
        symbol->param_names = ctypes_pointer_names(a, scope, node->type);
    if (symbol)
        add_nominal(a, type);
}

/* --- struct and union --- */

static const char *struct_c_name(Analyzer *a, const AstCStruct *node)
{
    const char *given = declare_string(node->c_name);
    bool is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    const char *name = given ? given : own_c_name(a, node->name, is_public);
    if (given && strchr(given, ' '))
        return given; /* "struct x" written out */
    if (node->is_typedef && a->in_extern)
        return name;
    return arena_printf(a->arena, "%s %s", node->is_union ? "union" : "struct", name);
}

/* The type of an earlier declaration that this one completes or repeats, or NULL. */
static const Type *known_struct(const Scope *scope, const AstCStruct *node, bool in_extern)
{
    const Symbol *known = scope_find(scope, node->name);
    if (!known || known->kind != SYM_TYPE || known->type->kind != TYPE_STRUCT)
        return NULL;
    if (known->type->decl->is_extern && known->header && in_extern)
        return known->type; /* headers say things twice */
    bool same = known->type->decl->is_union == node->is_union &&
                known->type->decl->is_typedef == node->is_typedef;
    return same && !(known->type->decl->is_complete && node->has_body) ? known->type : NULL;
}

typedef VEC(TypeField) Fields;

static bool has_field(const Fields *fields, Atom name)
{
    for (uint32_t i = 0; i < fields->len; i++)
        if (fields->items[i].name == name)
            return true;
    return false;
}

static void add_field(Analyzer *a, Scope *scope, TypeDecl *owner, Fields *fields, const AstCDeclarator *node,
                      bool is_public)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    const Type *type = ctypes_resolve(a, scope, node->type);
    if (type->kind == TYPE_FUNC)
        type = type_ptr(a->types, type);
    if (type->kind == TYPE_ARRAY && type->array_len == UINT64_MAX && !type->size_text && !a->in_extern) {
        REPORT(a, DIAG_NOT_CONSTANT, span, "array size");
        type = KIND_TYPE(a, ERROR);
    }
    if (!type_is_error(type) &&
        (type_is_object(type) || type->kind == TYPE_VIEW || type->kind == TYPE_VOID)) {
        REPORT(a, DIAG_BAD_ELEMENT, span, "a struct field", analyzer_typename(a, type));
        type = KIND_TYPE(a, ERROR);
    }
    if (has_field(fields, node->name)) {
        REPORT(a, DIAG_REDECLARED, span, node->name->text);
        return;
    }
    if (node->init)
        REPORT(a, DIAG_NOT_ALLOWED, node->init->span, "an initial value", "in a struct");
    const char *c_name = declare_string(node->c_name);
    TypeField field = {.name = node->name,
                       .type = type,
                       .c_name = c_name ? arena_strdup(a->types->arena, c_name)
                                        : own_c_name(a, node->name, is_public)};
    StructField place = {owner, fields->len, span};
    vec_push(a->arena, &a->struct_fields, place);
    vec_push(a->types->arena, fields, field);
    analyzer_set_type(a, &node->head, type);
}

static void add_fields(Analyzer *a, Scope *scope, const AstCStruct *node, TypeDecl *decl)
{
    Fields fields = {0};
    bool is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    for (uint32_t i = 0; i < node->body.len; i++) {
        const Ast *item = node->body.items[i];
        if (item->kind != AST_CVarDef)
            continue;
        const AstCVarDef *variables = AST_AS(CVarDef, item);
        for (uint32_t j = 0; j < variables->declarators.len; j++)
            add_field(a, scope, decl, &fields, AST_AS(CDeclarator, variables->declarators.items[j]), is_public);
    }
    if (!fields.len && !a->in_extern)
        REPORT(a, DIAG_EMPTY_TYPE, analyzer_name_span(node->name_span, &node->head),
               node->is_union ? "union" : "struct", node->name->text);
    decl->fields = fields.items;
    decl->field_count = fields.len;
    decl->is_complete = true;
}

void declare_struct_name(Analyzer *a, Scope *scope, const AstCStruct *node)
{
    if (scope_find(scope, node->name))
        return;
    TypeDecl *decl = new_decl(a, node->name, struct_c_name(a, node));
    decl->is_union = node->is_union;
    decl->is_typedef = node->is_typedef;
    add_type_symbol(a, scope, node->name, type_nominal(a->types, TYPE_STRUCT, decl),
                    analyzer_name_span(node->name_span, &node->head));
}

void declare_struct(Analyzer *a, Scope *scope, const AstCStruct *node)
{
    declare_struct_name(a, scope, node);
    Symbol *symbol = scope_find(scope, node->name);
    const Type *type = known_struct(scope, node, a->in_extern);
    if (!type) {
        Span span = analyzer_name_span(node->name_span, &node->head);
        if (symbol->kind != SYM_POISON)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), symbol);
        if (symbol->kind == SYM_TYPE && symbol->type->decl)
            symbol->type->decl->is_complete = true; /* no report about its variables */
        return;
    }
    analyzer_set_symbol(a, &node->head, symbol);
    if (!node->has_body || type->decl->is_complete)
        return;
    type->decl->is_packed = node->is_packed;
    type->decl->is_public |= node->visibility == AST_VIS_PUBLIC || node->is_api;
    add_fields(a, scope, node, type->decl);
    add_nominal(a, type);
}

static bool is_array(const Type *type)
{
    return type_strip(type)->kind == TYPE_ARRAY;
}

/* The struct that a value of the type has within itself, or NULL; C wants items complete behind a pointer, too. */
static TypeDecl *struct_within(const Type *type)
{
    const Type *plain = type_strip(type);
    while (plain->kind == TYPE_ARRAY || (plain->kind == TYPE_PTR && is_array(plain->target)))
        plain = type_strip(plain->target);
    return plain->kind == TYPE_STRUCT ? plain->decl : NULL;
}

/* Does `decl` have `wanted` within itself? No struct is entered twice. */
static bool contains_struct(Analyzer *a, Map *seen, const TypeDecl *decl, const TypeDecl *wanted)
{
    if (decl == wanted)
        return true;
    if (map_has(seen, decl))
        return false;
    map_set(a->arena, seen, decl, seen);
    for (uint32_t i = 0; i < decl->field_count; i++) {
        const TypeDecl *inner = struct_within(decl->fields[i].type);
        if (inner && contains_struct(a, seen, inner, wanted))
            return true;
    }
    return false;
}

void declare_struct_check(Analyzer *a)
{
    for (uint32_t i = 0; i < a->struct_fields.len; i++) {
        const StructField *place = &a->struct_fields.items[i];
        TypeField *field = &place->owner->fields[place->index];
        const TypeDecl *inner = place->owner->is_extern ? NULL : struct_within(field->type);
        Map seen = {0};
        if (!inner)
            continue;
        if (!inner->is_complete && !inner->is_extern)
            REPORT(a, DIAG_INCOMPLETE_TYPE, place->span, inner->name->text);
        else if (contains_struct(a, &seen, inner, place->owner))
            REPORT(a, DIAG_RECURSIVE_TYPE, place->span, field->name->text, place->owner->name->text);
        else
            continue;
        field->type = KIND_TYPE(a, ERROR);
    }
}

/* --- enum --- */

/* Adds one item; *next is its value unless it has its own, *known whether that is known; *text the value
 * when only C knows it. */
static void add_item(Analyzer *a, Scope *scope, Scope *members, const AstCEnumItem *node,
                     const Type *type, int64_t *next, bool *known, const char **text)
{
    if (node->value) {
        ConstValue value = const_expr_eval(a, scope, node->value);
        *known = value.kind == CONST_INT || value.kind == CONST_BOOL;
        *next = value.i;
        *text = value.kind == CONST_C ? value.text : NULL;
        if (value.kind != CONST_C && !*known)
            REPORT(a, DIAG_NOT_CONSTANT, node->value->span, "enum value");
    }
    Symbol *before = scope_find(scope, node->name);
    if (before) {
        if (before->kind != SYM_POISON)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, node->head.span, node->name->text),
                                 before);
        return;
    }
    Symbol *symbol = scope_add(a->arena, scope, SYM_CONST, node->name, type, node->head.span);
    const char *c_name = declare_string(node->c_name);
    symbol->header = a->in_extern ? a->header : NULL;
    symbol->is_private_extern = a->in_extern && a->is_pxd;
    symbol->c_name = c_name ? c_name : a->in_extern ? node->name->text : NULL;
    if (!symbol->c_name && *text) { /* a value that only C knows */
        symbol->c_name = *text;
        *text = arena_printf(a->arena, "(%s + 1)", *text);
    }
    symbol->has_value = *known && !a->in_extern;
    symbol->int_value = (*next)++;
    symbol->decl = &node->head;
    analyzer_set_symbol(a, &node->head, symbol);
    if (members)
        map_set(a->arena, &members->names, node->name, symbol);
}

static TypeDecl *enum_decl(Analyzer *a, const AstCEnum *node)
{
    const char *given = declare_string(node->c_name);
    bool is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    const char *name = given ? given : own_c_name(a, node->name, is_public);
    bool plain = (node->is_typedef && a->in_extern) || (given && strchr(given, ' '));
    return new_decl(a, node->name, plain ? name : arena_printf(a->arena, "enum %s", name));
}

void declare_enum_name(Analyzer *a, Scope *scope, const AstCEnum *node)
{
    if (!node->name || scope_find(scope, node->name) || node->is_scoped || node->base)
        return;
    const Type *type = type_nominal(a->types, TYPE_ENUM, enum_decl(a, node));
    type->decl->is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    add_type_symbol(a, scope, node->name, type, analyzer_name_span(node->name_span, &node->head));
}

/* The enum's type and the scope of its items; NULL after a report. */
static const Type *enum_type(Analyzer *a, Scope *scope, const AstCEnum *node, Scope **members)
{
    if (!node->name)
        return KIND_TYPE(a, INT);
    declare_enum_name(a, scope, node);
    Symbol *symbol = scope_find(scope, node->name);
    if (symbol->kind != SYM_TYPE || symbol->type->kind != TYPE_ENUM ||
        symbol->type->decl->is_complete) {
        Span span = analyzer_name_span(node->name_span, &node->head);
        if (symbol->kind != SYM_POISON)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), symbol);
        return NULL;
    }
    symbol->type->decl->is_complete = true;
    *members = symbol->inner = scope_new(a->arena, SCOPE_CMODULE, NULL, NULL, NULL, node->name);
    analyzer_set_symbol(a, &node->head, symbol);
    add_nominal(a, symbol->type);
    return symbol->type;
}

/* The names of an enum that is not supported, so that their uses raise no other report. */
static void poison_enum(Analyzer *a, Scope *scope, const AstCEnum *node)
{
    add_poison(a, scope, node->name, node->head.span);
    for (uint32_t i = 0; i < node->items.len; i++)
        add_poison(a, scope, AST_AS(CEnumItem, node->items.items[i])->name,
                   node->items.items[i]->span);
}

/* The items with their values, for the definition in C; only of enums of this module. */
static void list_items(Analyzer *a, const AstCEnum *node, const Type *type)
{
    TypeDecl *decl = type->decl;
    if (a->in_extern || !decl)
        return;
    decl->fields = ARENA_ARRAY(a->arena, TypeField, node->items.len + 1);
    for (uint32_t i = 0; i < node->items.len; i++) {
        const Symbol *symbol = analyzer_symbol(a, node->items.items[i]);
        if (!symbol || (!symbol->has_value && !symbol->c_name))
            continue;
        const char *value = !symbol->has_value
                                ? symbol->c_name
                                : arena_printf(a->arena, "%lld", (long long)symbol->int_value);
        decl->fields[decl->field_count++] = (TypeField){symbol->name, KIND_TYPE(a, INT), value};
    }
}

/* What a cpdef or public enum is to Python. */
static void add_face(Analyzer *a, const AstCEnum *node, const Type *type)
{
    EnumFace *face = ARENA_NEW(a->arena, EnumFace);
    *face = (EnumFace){.type = type, .node = node};
    face->items = ARENA_ARRAY(a->arena, Symbol *, node->items.len + 1);
    for (uint32_t i = 0; i < node->items.len; i++)
        face->items[i] = analyzer_symbol(a, node->items.items[i]);
    if (type)
        type->decl->has_face = true;
    vec_push(a->arena, &a->sema->faces, face);
}

void declare_enum(Analyzer *a, Scope *scope, const AstCEnum *node)
{
    if (node->is_scoped || node->base) {
        analyzer_unsupported(a, analyzer_name_span(node->name_span, &node->head), "a C++ enum");
        poison_enum(a, scope, node);
        return;
    }
    Scope *members = NULL;
    const Type *type = enum_type(a, scope, node, &members);
    if (!type)
        return;
    int64_t next = 0;
    bool known = true;
    const char *text = NULL;
    if (!node->items.len && !a->in_extern && node->name)
        REPORT(a, DIAG_EMPTY_TYPE, analyzer_name_span(node->name_span, &node->head), "enum",
               node->name->text);
    for (uint32_t i = 0; i < node->items.len; i++)
        add_item(a, scope, members, AST_AS(CEnumItem, node->items.items[i]), type, &next, &known,
                 &text);
    list_items(a, node, type);
    bool is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    bool is_here = !a->is_pxd || a->is_own_pxd;
    if ((node->overridable || is_public) && is_here)
        add_face(a, node, node->name && node->overridable ? type : NULL);
    if (node->overridable && node->name && !is_here && type_strip(type)->decl) {
        type_strip(type)->decl->has_face = true;
        type_strip(type)->decl->face_module = a->module_name;
    }
}
