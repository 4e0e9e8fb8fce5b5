/* check_assign.c: what may be assigned, and to what; see check_assign.h. */
#include "sema/check_assign.h"
#include "sema/annotate.h"
#include "sema/check_access.h"
#include "sema/check_expr.h"
#include "sema/check_memory.h"
#include "sema/check_op.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/names.h"

/* --- targets --- */

static const Type *not_assignable(Analyzer *a, const Ast *target, const char *what)
{
    REPORT(a, DIAG_NOT_ASSIGNABLE, target->span, what);
    return KIND_TYPE(a, ERROR);
}

static const char *symbol_noun(const Symbol *symbol)
{
    switch (symbol->kind) {
    case SYM_CFUNC: return "C function";
    case SYM_CONST: return "constant";
    case SYM_TYPE:
    case SYM_CLASS: return "type";
    case SYM_CMODULE: return "cimported module";
    case SYM_MAGIC: return "compile-time name";
    case SYM_LOCAL:
    case SYM_GLOBAL:
    case SYM_CGLOBAL:
    case SYM_EXTERN:
    case SYM_DEF:
    case SYM_BUILTIN:
    case SYM_FIELD:
    case SYM_POISON: break;
    }
    return NULL;
}

/* Type of the variable behind a symbol; reports what is no variable. */
static const Type *symbol_target(Analyzer *a, const Ast *target, const Symbol *symbol)
{
    const char *noun = symbol_noun(symbol);
    if (symbol->kind == SYM_POISON)
        return KIND_TYPE(a, ERROR);
    if (symbol->kind == SYM_CMODULE && symbol->has_runtime)
        return KIND_TYPE(a, OBJECT); /* the module that is imported under the same name */
    if (noun) {
        const char *what = arena_printf(a->arena, "%s `%s`", noun, symbol->name->text);
        Diag *diag = REPORT(a, DIAG_NOT_ASSIGNABLE, target->span, what);
        analyzer_note_symbol(a, diag, symbol);
        return KIND_TYPE(a, ERROR);
    }
    if (!symbol->type)
        a->saw_untyped = true;
    return symbol->type ? symbol->type : KIND_TYPE(a, OBJECT);
}

/* The C method that reads the attribute, or NULL. */
static const Symbol *c_property(const Analyzer *a, const Ast *target)
{
    const Type *base = target->kind == AST_Attribute ? analyzer_type(a, AST_AS(Attribute, target)->value) : NULL;
    bool is_class = base && type_strip(base)->kind == TYPE_CLASS;
    const Symbol *member = is_class ? names_member(a, type_strip(base), AST_AS(Attribute, target)->attr) : NULL;
    return member && member->kind == SYM_CFUNC && member->is_c_property ? member : NULL;
}

static const Type *property_target(Analyzer *a, const Ast *target, const Symbol *property)
{
    if (!property->setter)
        return not_assignable(a, target, "an attribute without a setter");
    property->setter->is_used = true;
    return type_strip(property->setter->type)->func->params[1].type;
}

static const Type *attribute_target(Analyzer *a, const Ast *target)
{
    const Type *type = check_attribute(a, target);
    const Symbol *symbol = analyzer_symbol(a, target);
    if (symbol)
        return symbol_target(a, target, symbol);
    const Type *base = analyzer_type(a, AST_AS(Attribute, target)->value);
    const Symbol *property = c_property(a, target);
    if (property && !type_is_error(type))
        return property_target(a, target, property);
    if (base && type_strip(base)->kind == TYPE_VIEW && !type_is_error(type))
        return not_assignable(a, target, "an attribute of a memoryview");
    const Symbol *member = base && type_strip(base)->kind == TYPE_CLASS
                               ? names_member(a, type_strip(base), AST_AS(Attribute, target)->attr)
                               : NULL;
    if (member && member->kind == SYM_CFUNC && !type_is_error(type))
        return not_assignable(a, target, "a C method");
    bool is_const = base && (type_is_const(base) || (type_strip(base)->kind == TYPE_PTR &&
                                                     type_is_const(type_strip(base)->target)));
    if (is_const && !type_is_object(base) && !type_is_error(type))
        REPORT(a, DIAG_ASSIGN_CONST, target->span, AST_AS(Attribute, target)->attr->text);
    return type;
}

/* A const variable of the module that is declared without a value gets it by one statement of the module. */
static bool sets_const(Analyzer *a, const Ast *target)
{
    Symbol *symbol = target->kind == AST_Name ? analyzer_symbol(a, target) : NULL;
    if (!symbol || symbol->kind != SYM_CGLOBAL || a->func->kind != FUNC_MODULE)
        return false;
    if (!symbol->const_set)
        symbol->const_set = target;
    return symbol->const_set == target;
}

/* Type that a target takes; type_of is set; constness is checked. */
static const Type *target_type(Analyzer *a, const Ast *target)
{
    const Type *type;
    if (target->kind == AST_Name) {
        const Symbol *symbol = analyzer_symbol(a, target);
        type = symbol ? symbol_target(a, target, symbol) : KIND_TYPE(a, ERROR);
    } else if (target->kind == AST_Attribute) {
        type = attribute_target(a, target);
        check_buffer_written(a, target);
    } else if (target->kind == AST_Subscript) {
        type = check_memory_target(a, target);
        if (!type)
            type = check_subscript(a, target);
        check_buffer_written(a, target);
    } else if (target->kind == AST_Poison) {
        type = KIND_TYPE(a, ERROR);
    } else {
        check_expr(a, target);
        type = not_assignable(a, target, "this expression");
    }
    const Type *element = type_strip(type)->kind == TYPE_VIEW && target->kind == AST_Subscript
                              ? type_strip(type)->target
                              : type;
    if (type_is_const(element) && !type_is_error(type) && !sets_const(a, target)) {
        const char *what = target->kind == AST_Name ? AST_AS(Name, target)->id->text
                                                    : analyzer_typename(a, element);
        REPORT(a, DIAG_ASSIGN_CONST, target->span, what);
    }
    return analyzer_set_type(a, target, type);
}

/* --- slices of views --- */

/* view[...] = value: another view is copied, an object is taken as a buffer or as a scalar, all
 * else is one. */
static void assign_slice(Analyzer *a, const Ast *value, const Type *view)
{
    const Type *type = analyzer_type(a, value);
    const Type *element = type_strip(view->target), *source = type_strip(type);
    if (source->kind != TYPE_VIEW) {
        coerce_to(a, value, element);
        return;
    }
    bool same = type_strip(source->target) == element && source->view.ndim <= view->view.ndim;
    if (!same)
        REPORT(a, DIAG_CANNOT_CONVERT, value->span, analyzer_typename(a, type),
               analyzer_typename(a, view));
}

static bool is_view_slice(const Ast *target, const Type *type)
{
    return target->kind == AST_Subscript && type_strip(type)->kind == TYPE_VIEW;
}

/* An item or slice of a Python object takes any object, whatever type its reading has. */
static bool is_object_item(const Analyzer *a, const Ast *target)
{
    if (target->kind != AST_Subscript)
        return false;
    const Type *base = analyzer_type(a, AST_AS(Subscript, target)->value);
    return base && type_is_object(base);
}

/* --- unpacking --- */

static bool is_display(const Ast *node)
{
    return node->kind == AST_Tuple || node->kind == AST_List;
}

static const AstNodes *display_items(const Ast *node)
{
    return node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items : &AST_AS(List, node)->items;
}

static uint32_t count_stars(const AstNodes *items)
{
    uint32_t stars = 0;
    for (uint32_t i = 0; i < items->len; i++)
        stars += items->items[i]->kind == AST_Starred;
    return stars;
}

/* The rest of the items is a list. */
static void unpack_rest(Analyzer *a, const Ast *target)
{
    const Type *type = is_display(target) ? NULL : target_type(a, target);
    if (type && !type_is_error(type) && !type_is_object(type))
        REPORT(a, DIAG_CANNOT_CONVERT, target->span, "list", analyzer_typename(a, type));
    else
        check_assign_type(a, target, KIND_TYPE(a, LIST));
}

static void unpack_objects(Analyzer *a, const AstNodes *targets)
{
    for (uint32_t i = 0; i < targets->len; i++) {
        const Ast *target = targets->items[i];
        if (target->kind == AST_Starred)
            unpack_rest(a, AST_AS(Starred, target)->value);
        else
            check_assign_type(a, target, KIND_TYPE(a, OBJECT));
    }
}

static void report_count(Analyzer *a, Span span, uint32_t values, uint32_t targets, bool is_least)
{
    REPORT(a, DIAG_UNPACK_COUNT, span, values, values == 1 ? "" : "s", is_least ? "at least " : "",
           targets, targets == 1 ? "" : "s");
}

/* The targets in `*(a, b)`, which take what the others leave; NULL: no such target. */
static const AstNodes *starred_items(const AstNodes *targets)
{
    for (uint32_t i = 0; i < targets->len; i++)
        if (targets->items[i]->kind == AST_Starred && is_display(AST_AS(Starred, targets->items[i])->value))
            return display_items(AST_AS(Starred, targets->items[i])->value);
    return NULL;
}

/* Are there as many values as targets? False: reported. */
static bool check_count(Analyzer *a, const Ast *value, const AstNodes *targets, uint32_t values)
{
    uint32_t stars = count_stars(targets), plain = targets->len - stars;
    const AstNodes *rest = starred_items(targets);
    bool fits = stars ? values >= plain : values == plain;
    if (analyzer_fails_later(a, KIND_TYPE(a, TUPLE)) || stars > 1)
        return true;
    if (!fits)
        report_count(a, value->span, values, plain, stars > 0);
    else if (rest && !count_stars(rest) && values - plain != rest->len)
        report_count(a, value->span, values, plain + rest->len, false);
    else
        return true;
    return false;
}

static void unpack_node(Analyzer *a, const Ast *target, const Ast *value)
{
    const AstNodes *targets = display_items(target);
    const AstNodes *values = is_display(value) ? display_items(value) : NULL;
    analyzer_set_type(a, target, KIND_TYPE(a, TUPLE));
    if (count_stars(targets) > 1)
        REPORT(a, DIAG_TWO_STARS, target->span);
    if (values && !count_stars(values)) {
        if (!check_count(a, value, targets, values->len))
            return;
        if (!count_stars(targets) && targets->len == values->len) {
            for (uint32_t i = 0; i < targets->len; i++)
                check_assign_node(a, targets->items[i], values->items[i]);
            return;
        }
    }
    if (value->kind == AST_StrLit && a->sema->tree->is_cython && AST_AS(StrLit, value)->kind == AST_STR_STR &&
        !check_count(a, value, targets, coerce_count_characters(AST_AS(StrLit, value))))
        return;
    const Type *type = analyzer_type(a, value), *tuple = type_strip(type);
    if (tuple->kind == TYPE_CTUPLE && !count_stars(targets)) {
        if (tuple->decl->field_count != targets->len)
            report_count(a, value->span, tuple->decl->field_count, targets->len, false);
        for (uint32_t i = 0; i < targets->len && i < tuple->decl->field_count; i++)
            check_assign_type(a, targets->items[i], tuple->decl->fields[i].type);
        return;
    }
    if (type_strip(type)->kind == TYPE_FUNC) {
        REPORT(a, DIAG_NOT_ITERABLE, value->span, analyzer_typename(a, type));
        return;
    }
    if (!type_is_error(type) && !type_is_object(type) && !coerce_to(a, value, KIND_TYPE(a, OBJECT)))
        return;
    coerce_to_object(a, value);
    unpack_objects(a, targets);
}

void check_assign_node(Analyzer *a, const Ast *target, const Ast *value)
{
    if (is_display(target)) {
        unpack_node(a, target, value);
        return;
    }
    const Type *type = target_type(a, target);
    const Type *from = analyzer_type(a, value);
    if (type_is_error(type) || type_is_error(from))
        return;
    if (is_view_slice(target, type))
        assign_slice(a, value, type_strip(type));
    else if (is_object_item(a, target))
        coerce_to_object(a, value);
    else if (is_display(value) && type_strip(type)->kind == TYPE_PTR)
        REPORT(a, DIAG_NOT_ALLOWED, value->span, "a list as a pointer",
               "outside of the declaration of the variable");
    else
        coerce_stored(a, value, type);
}

void check_assign_type(Analyzer *a, const Ast *target, const Type *from)
{
    if (is_display(target)) {
        analyzer_set_type(a, target, KIND_TYPE(a, TUPLE));
        if (count_stars(display_items(target)) > 1)
            REPORT(a, DIAG_TWO_STARS, target->span);
        if (!type_is_error(from) && !type_is_object(from))
            REPORT(a, DIAG_NOT_ITERABLE, target->span, analyzer_typename(a, from));
        unpack_objects(a, display_items(target));
        return;
    }
    const Type *type = target_type(a, target);
    if (is_view_slice(target, type))
        type = type_strip(type)->target;
    else if (is_object_item(a, target))
        type = KIND_TYPE(a, OBJECT);
    coerce_type(a, target->span, from, type);
}

void check_bind(Analyzer *a, Span span, const Symbol *symbol)
{
    bool is_variable = symbol && (symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL || symbol->kind == SYM_EXTERN);
    if (!is_variable || !symbol->type || type_is_error(symbol->type))
        return;
    if (type_is_const(symbol->type))
        REPORT(a, DIAG_ASSIGN_CONST, span, symbol->name->text);
    else
        coerce_type(a, span, KIND_TYPE(a, OBJECT), symbol->type);
}

/* --- statements --- */

/* Under cdivision `view[i] /= n` of integers is C's division. */
static bool divides_item(Analyzer *a, const AstAugAssign *assign, const Type *target, const Type *value)
{
    const Ast *base = assign->target->kind == AST_Subscript ? AST_AS(Subscript, assign->target)->value
                                                            : NULL;
    const Type *view = base ? analyzer_type(a, base) : NULL;
    return view && type_strip(view)->kind == TYPE_VIEW && assign->op == AST_OP_DIV &&
           a->directives->cdivision && type_is_int(target) && type_is_int(value);
}

void check_aug_assign(Analyzer *a, const Ast *node)
{
    const AstAugAssign *assign = AST_AS(AugAssign, node);
    const Type *value = check_value(a, assign->value);
    if (is_display(assign->target)) {
        not_assignable(a, assign->target, "a list of targets, in place,");
        return;
    }
    const Type *target = target_type(a, assign->target);
    if (type_is_error(target) || type_is_error(value)) {
        analyzer_set_type(a, node, KIND_TYPE(a, ERROR));
        return;
    }
    const Symbol *property = c_property(a, assign->target);
    if (property && !type_same(type_strip(property->type)->func->result, target))
        analyzer_unsupported(a, node->span, "an operation in place on a property of two types");
    const Type *memory = type_strip(target)->kind == TYPE_PTR ? type_strip(type_strip(target)->target) : NULL;
    bool moves = memory && memory->kind != TYPE_VOID && memory->kind != TYPE_FUNC && type_is_object(value) &&
                 (assign->op == AST_OP_ADD || assign->op == AST_OP_SUB);
    if (moves && coerce_to(a, assign->value, KIND_TYPE(a, SSIZE))) { /* p += object */
        analyzer_set_type(a, node, target);
        return;
    }
    if (divides_item(a, assign, target, value)) {
        analyzer_set_type(a, node, convert_common(a->types, target, value));
        return;
    }
    const Type *type = check_in_place(a, node->span, assign->op, assign->target, assign->value);
    bool int_power = assign->op == AST_OP_POW && type_is_int(target) && type_is_int(value) &&
                     (a->sema->tree->is_cython ? a->directives->cpow != 0 : a->directives->cpow == 1);
    if (int_power)
        type = convert_common(a->types, target, value);
    if (type_is_soft(type) && assign->op == AST_OP_POW && type_is_float(target) && a->directives->cpow != 0)
        type = KIND_TYPE(a, DOUBLE); /* C's pow */
    analyzer_set_type(a, node, type);
    bool cuts = assign->op == AST_OP_DIV && type_is_int(target) && type_is_int(value);
    if (cuts) /* the quotient of integers is cut off, as C does */
        return;
    coerce_type(a, node->span, type, target);
}

void check_ann_assign(Analyzer *a, const Ast *node)
{
    const AstAnnAssign *assign = AST_AS(AnnAssign, node);
    if (annotate_is_evaluated(a, assign->annotation))
        check_object(a, assign->annotation);
    if (!assign->value) {
        if (assign->target->kind != AST_Name)
            check_expr(a, assign->target);
        return;
    }
    check_value(a, assign->value);
    if (is_display(assign->value) && assign->target->kind == AST_Name) {
        const Type *type = target_type(a, assign->target);
        if (type_strip(type)->kind == TYPE_PTR) {
            coerce_stored(a, assign->value, type);
            return;
        }
    }
    check_assign_node(a, assign->target, assign->value);
}

static void check_delete_target(Analyzer *a, const Ast *target)
{
    if (is_display(target)) {
        const AstNodes *items = display_items(target);
        for (uint32_t i = 0; i < items->len; i++)
            check_delete_target(a, items->items[i]);
        return;
    }
    const Type *type = target_type(a, target);
    if (type_is_error(type))
        return;
    const Ast *base = target->kind == AST_Subscript   ? AST_AS(Subscript, target)->value
                      : target->kind == AST_Attribute ? AST_AS(Attribute, target)->value
                                                      : NULL;
    const Type *owner = base ? analyzer_type(a, base) : NULL;
    bool is_view = !base && type_strip(type)->kind == TYPE_VIEW;
    if (target->kind == AST_Attribute && owner && type_strip(owner)->kind == TYPE_CLASS && !type_is_object(type)) {
        const Symbol *member = names_member(a, type_strip(owner), AST_AS(Attribute, target)->attr);
        if (member && member->kind == SYM_FIELD) {
            REPORT(a, DIAG_NOT_DELETABLE, target->span, member->name->text, analyzer_typename(a, type));
            return;
        }
    }
    if (is_view || (type_is_object(type) && (!owner || type_is_object(owner))))
        return;
    if (owner && (type_is_object(owner) || analyzer_fails_later(a, owner))) /* s[a:b] and the like of builtin types */
        return;
    const char *name = target->kind == AST_Name ? AST_AS(Name, target)->id->text : "item";
    REPORT(a, DIAG_NOT_DELETABLE, target->span, name, analyzer_typename(a, type));
}

void check_delete(Analyzer *a, const Ast *node)
{
    const AstNodes *targets = &AST_AS(Delete, node)->targets;
    for (uint32_t i = 0; i < targets->len; i++)
        check_delete_target(a, targets->items[i]);
}

static const AstCDeclarator *declarator_at(const AstNodes *declarators, uint32_t i)
{
    return AST_AS(CDeclarator, declarators->items[i]);
}

/* cdef int *p, q: the star belongs to p alone. */
static void warn_shared_star(Analyzer *a, const AstNodes *declarators)
{
    const AstCDeclarator *first = declarator_at(declarators, 0);
    if (!a->directives->warn_multiple_declarators || !first->type || first->type->kind != AST_TypePtr)
        return;
    for (uint32_t i = 1; i < declarators->len; i++) {
        const AstCDeclarator *other = declarator_at(declarators, i);
        if (!other->name || !first->name || other->type != AST_AS(TypePtr, first->type)->target)
            continue;
        REPORT(a, DIAG_SHARED_STAR, analyzer_name_span(other->name_span, &other->head), first->name->text,
               other->name->text);
        return;
    }
}

/* Is the value the same whenever it is asked for? Addresses and names of C are. */
static bool is_fixed(Analyzer *a, const Ast *value)
{
    const Symbol *symbol = value->kind == AST_Name ? analyzer_symbol(a, value) : NULL;
    if (value->kind == AST_Cast)
        return is_fixed(a, AST_AS(Cast, value)->operand);
    return const_expr_value(a, value).kind != CONST_NONE || value->kind == AST_AddressOf ||
           type_strip(analyzer_type(a, value))->kind == TYPE_NULLPTR || (symbol && symbol->kind == SYM_EXTERN);
}

/* `cdef const int n = f()` of the module: C sets such a variable before any code runs. Arrays are set item by item,
 * which const forbids everywhere. */
static void check_const_init(Analyzer *a, const AstCDeclarator *declarator, const Type *type)
{
    const Type *plain = type_strip(type);
    Span span = analyzer_name_span(declarator->name_span, &declarator->head);
    if (plain->kind == TYPE_ARRAY && type_is_const(plain->target))
        REPORT(a, DIAG_CONST_ARRAY, span, declarator->name->text);
    else if (type_is_const(type) && a->func->kind == FUNC_MODULE && !is_fixed(a, declarator->init))
        REPORT(a, DIAG_CONST_VALUE, span, declarator->name->text);
}

void check_c_var(Analyzer *a, const Ast *node)
{
    const AstNodes *declarators = &AST_AS(CVarDef, node)->declarators;
    warn_shared_star(a, declarators);
    for (uint32_t i = 0; i < declarators->len; i++) {
        const AstCDeclarator *declarator = AST_AS(CDeclarator, declarators->items[i]);
        const Type *type = analyzer_type(a, &declarator->head);
        if (declarator->init)
            check_value(a, declarator->init);
        if (!declarator->init || !type)
            continue;
        Symbol *symbol = analyzer_symbol(a, &declarator->head);
        if (symbol)
            symbol->const_set = &declarator->head;
        if (coerce_stored(a, declarator->init, type) && !type_is_error(type))
            check_const_init(a, declarator, type);
    }
}
