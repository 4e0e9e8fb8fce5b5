/* check_access.c: types of attributes and subscripts; see check_access.h. Source: Cython user
 * guide, "Typed memoryviews", for what slicing does to the layout of a view. */
#include "sema/check_access.h"
#include "sema/check_expr.h"
#include "sema/check_memory.h"
#include "sema/coerce.h"
#include "sema/container.h"
#include "sema/const_expr.h"
#include "sema/fused_use.h"
#include "sema/magic.h"
#include "sema/names.h"
#include <string.h>

/* --- views --- */

static const Type *view_of(Analyzer *a, const Type *element, uint32_t ndim, ViewMode mode,
                           ViewMode first, ViewMode last)
{
    ViewMode modes[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < ndim; i++)
        modes[i] = mode;
    if (ndim) {
        modes[0] = first;
        modes[ndim - 1] = ndim == 1 && first == VIEW_CONTIG ? first : last;
    }
    return type_view(a->types, element, ndim, modes);
}

static const Type *view_strided(Analyzer *a, const Type *element, uint32_t ndim)
{
    return view_of(a, element, ndim, VIEW_STRIDED, VIEW_STRIDED, VIEW_STRIDED);
}

static const Type *view_c_contig(Analyzer *a, const Type *element, uint32_t ndim)
{
    return view_of(a, element, ndim, VIEW_STRIDED, ndim == 1 ? VIEW_CONTIG : VIEW_STRIDED,
                   VIEW_CONTIG);
}

static const Type *view_f_contig(Analyzer *a, const Type *element, uint32_t ndim)
{
    return view_of(a, element, ndim, VIEW_STRIDED, VIEW_CONTIG,
                   ndim == 1 ? VIEW_CONTIG : VIEW_STRIDED);
}

static bool is_c_contig(const Type *view)
{
    return view->view.modes[view->view.ndim - 1] == VIEW_CONTIG;
}

static bool is_f_contig(const Type *view)
{
    return view->view.modes[0] == VIEW_CONTIG;
}

/* Elements of a copy can be written. */
static const Type *plain_element(const Type *view)
{
    return type_is_const(view->target) ? type_strip(view->target) : view->target;
}

const Type *check_view_method(Analyzer *a, const Type *type, Atom name)
{
    const Type *view = type_strip(type);
    if (strcmp(name->text, "copy") == 0)
        return view_c_contig(a, plain_element(view), view->view.ndim);
    if (strcmp(name->text, "copy_fortran") == 0)
        return view_f_contig(a, plain_element(view), view->view.ndim);
    if (strcmp(name->text, "is_c_contig") == 0 || strcmp(name->text, "is_f_contig") == 0)
        return KIND_TYPE(a, BINT);
    return NULL;
}

static const Type *view_attribute(Analyzer *a, const AstAttribute *node, const Type *view)
{
    static const char *const members[] = {
        "shape", "strides", "suboffsets", "ndim",         "itemsize",    "size",       "nbytes",
        "T",     "base",    "copy",       "copy_fortran", "is_c_contig", "is_f_contig"};
    enum { LISTS = 3, NUMBERS = 7, METHODS = 9, COUNT = sizeof members / sizeof *members };
    uint32_t index = 0;
    while (index < COUNT && strcmp(members[index], node->attr->text) != 0)
        index++;
    if (index < LISTS)
        return type_array(a->types, KIND_TYPE(a, SSIZE), view->view.ndim);
    if (index < NUMBERS)
        return index == LISTS ? KIND_TYPE(a, INT) : KIND_TYPE(a, SSIZE);
    if (strcmp(node->attr->text, "base") == 0)
        return KIND_TYPE(a, OBJECT);
    if (strcmp(node->attr->text, "T") == 0) {
        uint32_t ndim = view->view.ndim;
        return is_c_contig(view)   ? view_f_contig(a, view->target, ndim)
               : is_f_contig(view) ? view_c_contig(a, view->target, ndim)
                                   : view_strided(a, view->target, ndim);
    }
    if (index < COUNT && index >= METHODS)
        return analyzer_unsupported(a, node->head.span, "a memoryview method that is not called");
    Diag *diag = REPORT(a, DIAG_NO_ATTRIBUTE, analyzer_attr_span(node), analyzer_typename(a, view),
                        node->attr->text);
    analyzer_suggest_from(a, diag, node->attr->text, members, COUNT);
    return KIND_TYPE(a, ERROR);
}

/* --- attributes --- */

static const Type *field_type(Analyzer *a, const AstAttribute *node, const Type *structure)
{
    const TypeField *field = type_field(structure, node->attr);
    if (field)
        return field->type;
    const Type *object = KIND_TYPE(a, OBJECT);
    bool is_dict_method = builtins_method(a->builtins, KIND_TYPE(a, DICT), node->attr) != NULL;
    if (is_dict_method && convert_implicit(a->types, structure, object) != CONVERT_NONE)
        return object; /* of the dict that it becomes */
    Diag *diag = REPORT(a, DIAG_NO_FIELD, analyzer_attr_span(node), analyzer_typename(a, structure),
                        node->attr->text);
    const TypeDecl *decl = structure->decl;
    VEC(const char *) names = {0};
    for (uint32_t i = 0; diag && i < decl->field_count; i++)
        vec_push(a->arena, &names, decl->fields[i].name->text);
    analyzer_suggest_from(a, diag, node->attr->text, names.items, names.len);
    return KIND_TYPE(a, ERROR);
}

/* A C method that Python does not see. */
static bool is_c_method(const Symbol *member)
{
    return member->kind == SYM_CFUNC && !(member->func && member->func->kind == FUNC_CP);
}

/* Class.method of a C method: the function itself. NULL: it is something else. */
static Symbol *unbound_method(Analyzer *a, const AstAttribute *node, const Symbol *base)
{
    Symbol *member = base && base->kind == SYM_CLASS ? names_member(a, base->type, node->attr) : NULL;
    if (!member || !is_c_method(member) || member->fused || !member->func)
        return NULL;
    member->is_used = true;
    analyzer_set_type(a, node->value, KIND_TYPE(a, PYTYPE));
    analyzer_set_symbol(a, &node->head, member);
    return member;
}

/* `cdef dict __dict__` makes room for it; C does not read what the interpreter keeps there. */
static bool is_hidden(const Type *type, Atom name)
{
    bool is_dict = strcmp(name->text, "__dict__") == 0;
    if (!is_dict && strcmp(name->text, "__weakref__") != 0)
        return false;
    const Symbol *symbol = type->decl->symbol;
    const ClassInfo *cls = symbol ? symbol->cls : NULL;
    while (cls && !(is_dict ? cls->has_dict : cls->has_weakrefs))
        cls = cls->base;
    return cls != NULL;
}

/* An attribute or method of an extension type that C knows; others are Python's business. */
static const Type *class_attribute(Analyzer *a, const AstAttribute *node, const Type *type)
{
    Symbol *member = names_member(a, type, node->attr);
    if (is_hidden(type, node->attr)) {
        Diag *diag = REPORT(a, DIAG_NOT_ALLOWED, analyzer_attr_span(node),
                            arena_printf(a->arena, "`%s`", node->attr->text), "on a variable of this type");
        if (diag)
            diag_note(a->diags, diag, SPAN_NONE, "ask the object: `<object>x`, or vars(x)");
        return KIND_TYPE(a, ERROR);
    }
    if (member && member->kind == SYM_FIELD)
        return member->type;
    if (member && member->kind == SYM_CFUNC && member->is_c_property) {
        member->is_used = true;
        return type_strip(member->type)->func->result;
    }
    if (member && is_c_method(member)) {
        member->is_used = true;
        if (member->is_static && member->func && !member->fused) { /* the function itself */
            analyzer_set_symbol(a, &node->head, member);
            return check_symbol_value(a, &node->head, member);
        }
        if (member->fused)
            return analyzer_unsupported(a, node->head.span, "a C method with fused types as a value");
        if (!coerce_is_callable(a, type_strip(member->type)->func))
            REPORT(a, DIAG_CANNOT_CONVERT, node->head.span, analyzer_typename(a, member->type), "object");
    }
    return KIND_TYPE(a, OBJECT);
}

const Type *check_attribute_of(Analyzer *a, const AstAttribute *node, const Type *base)
{
    const Type *type = type_strip(base);
    if (type_is_error(type))
        return type;
    if (type->kind == TYPE_STRUCT)
        return field_type(a, node, type);
    if (type->kind == TYPE_PTR && type_strip(type->target)->kind == TYPE_STRUCT)
        return field_type(a, node, type_strip(type->target));
    if (type->kind == TYPE_VIEW)
        return view_attribute(a, node, type);
    if (type->kind == TYPE_CLASS)
        return class_attribute(a, node, type);
    if (type->kind == TYPE_COMPLEX &&
        (strcmp(node->attr->text, "real") == 0 || strcmp(node->attr->text, "imag") == 0))
        return type->target;
    if (type_is_object(type)) {
        coerce_to_object(a, node->value);
        return KIND_TYPE(a, OBJECT);
    }
    bool is_plain_enum = type->kind == TYPE_ENUM && !type->decl->has_face; /* of a cpdef one: the Python member's */
    if (!is_plain_enum && convert_implicit(a->types, type, KIND_TYPE(a, OBJECT)) != CONVERT_NONE)
        return KIND_TYPE(a, OBJECT);
    REPORT(a, DIAG_NO_ATTRIBUTE, analyzer_attr_span(node), analyzer_typename(a, base),
           node->attr->text);
    return KIND_TYPE(a, ERROR);
}

/* A name that a cimported module does not declare: it may exist at run time if the module is
 * imported too. */
static const Type *missing_member(Analyzer *a, const AstAttribute *node, const Symbol *module)
{
    if (module->has_runtime) {
        analyzer_set_type(a, node->value, KIND_TYPE(a, OBJECT));
        return KIND_TYPE(a, OBJECT);
    }
    Diag *diag = REPORT(a, DIAG_NO_CIMPORT_NAME, analyzer_attr_span(node),
                        module->inner->name->text, node->attr->text);
    magic_suggest(a, diag, module->inner, node->attr);
    return KIND_TYPE(a, ERROR);
}

static const Type *missing_item(Analyzer *a, const AstAttribute *node, const Symbol *enumeration)
{
    bool is_special = strncmp(node->attr->text, "__", 2) == 0;
    if (type_strip(enumeration->type)->kind == TYPE_ENUM && is_special &&
        type_strip(enumeration->type)->decl->has_face) { /* of the Python class */
        analyzer_set_type(a, node->value, KIND_TYPE(a, OBJECT));
        return KIND_TYPE(a, OBJECT);
    }
    Diag *diag = REPORT(a, DIAG_NO_ATTRIBUTE, analyzer_attr_span(node), enumeration->name->text,
                        node->attr->text);
    analyzer_suggest_member(a, diag, enumeration->inner, node->attr);
    return KIND_TYPE(a, ERROR);
}

const Type *check_attribute(Analyzer *a, const Ast *node)
{
    const AstAttribute *attribute = AST_AS(Attribute, node);
    Symbol *symbol = magic_static(a, a->scope, node);
    if (symbol)
        return check_symbol_value(a, node, symbol);
    bool may_be_static = attribute->value->kind == AST_Name ||
                         attribute->value->kind == AST_Attribute;
    const Symbol *base = may_be_static ? analyzer_symbol(a, attribute->value) : NULL;
    if (base && base->kind == SYM_CMODULE)
        return missing_member(a, attribute, base);
    if (base && base->kind == SYM_TYPE && base->inner)
        return missing_item(a, attribute, base);
    symbol = unbound_method(a, attribute, base);
    if (symbol)
        return check_symbol_value(a, node, symbol);
    return check_attribute_of(a, attribute, check_value(a, attribute->value));
}

/* --- indices --- */

/* An index into memory: a C integer, or an object that gives one. */
static void check_index(Analyzer *a, const Ast *node)
{
    const Type *type = check_value(a, node);
    if (type_is_error(type) || type_is_int(type))
        return;
    bool is_index = type_is_object(type) &&
                    convert_implicit(a->types, type, KIND_TYPE(a, SSIZE)) != CONVERT_NONE;
    if (is_index && !coerce_is_none(node))
        return;
    if (node->kind == AST_StrLit && AST_AS(StrLit, node)->kind == AST_STR_BYTES)
        coerce_literal_beside(a, node, KIND_TYPE(a, SSIZE));
    if (!type_is_int(analyzer_type(a, node)))
        REPORT(a, DIAG_BAD_INDEX, node->span,
               coerce_is_none(node) ? "None" : analyzer_typename(a, type));
}

static void check_slice_bounds(Analyzer *a, const Ast *node)
{
    const AstSlice *slice = AST_AS(Slice, node);
    const Ast *const parts[] = {slice->lower, slice->upper, slice->step};
    for (int i = 0; i < 3; i++)
        if (parts[i] && !coerce_is_none(parts[i]))
            check_index(a, parts[i]);
    analyzer_set_type(a, node, KIND_TYPE(a, SLICE));
}

static bool is_ellipsis(const Ast *node)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_ELLIPSIS;
}

static bool is_full_slice(const Ast *node)
{
    const AstSlice *slice = AST_AS(Slice, node);
    return !slice->lower && !slice->upper && !slice->step;
}

/* What an index list does to the axes of a view. */
typedef enum AxisUse { AXIS_INDEX, AXIS_FULL, AXIS_PART, AXIS_STEP, AXIS_NEW } AxisUse;
typedef struct ViewIndex {
    AxisUse uses[2 * VIEW_MAX_DIMS];
    uint32_t count, taken; /* uses; axes of the source they consume */
} ViewIndex;

static void add_use(ViewIndex *index, AxisUse use)
{
    if (index->count < 2 * VIEW_MAX_DIMS)
        index->uses[index->count++] = use;
    index->taken += use != AXIS_NEW;
}

static void hint_index(Analyzer *a, const Ast *item)
{
    const Type *type = analyzer_type(a, item);
    TypeKind kind = type_strip(type)->kind;
    if ((kind != TYPE_OBJECT && kind != TYPE_PYINT) || !a->directives->show_performance_hints)
        return;
    Diag *diag = REPORT(a, DIAG_SLOW_INDEX, item->span);
    if (item->kind == AST_Name)
        diag_note(a->diags, diag, SPAN_NONE, "declare `%s` as a C integer", AST_AS(Name, item)->id->text);
}

static void classify(Analyzer *a, const Ast *item, ViewIndex *index)
{
    if (item->kind == AST_Slice) {
        check_slice_bounds(a, item);
        add_use(index, AST_AS(Slice, item)->step ? AXIS_STEP
                       : is_full_slice(item)     ? AXIS_FULL
                                                 : AXIS_PART);
    } else if (coerce_is_none(item)) {
        check_value(a, item);
        add_use(index, AXIS_NEW);
    } else {
        check_index(a, item);
        hint_index(a, item);
        add_use(index, AXIS_INDEX);
    }
}

/* Is memory still one block in C order: indices, then at most one part, then whole axes. */
static bool stays_c_contig(const ViewIndex *index)
{
    uint32_t i = 0;
    while (i < index->count && index->uses[i] == AXIS_INDEX)
        i++;
    if (i < index->count && index->uses[i] == AXIS_PART)
        i++;
    while (i < index->count && index->uses[i] == AXIS_FULL)
        i++;
    return i == index->count;
}

static bool stays_f_contig(const ViewIndex *index)
{
    uint32_t i = index->count;
    while (i && index->uses[i - 1] == AXIS_INDEX)
        i--;
    if (i && index->uses[i - 1] == AXIS_PART)
        i--;
    while (i && index->uses[i - 1] == AXIS_FULL)
        i--;
    return i == 0;
}

/* Axes that are kept stay direct or indirect as they were. */
static const Type *indexed_indirect(Analyzer *a, const Type *view, const ViewIndex *index)
{
    ViewMode modes[VIEW_MAX_DIMS];
    uint32_t ndim = 0, axis = 0;
    for (uint32_t i = 0; i < index->count; i++) {
        AxisUse use = index->uses[i];
        ViewMode mode = use == AXIS_NEW ? VIEW_STRIDED : (ViewMode)view->view.modes[axis];
        axis += use != AXIS_NEW;
        if (use != AXIS_INDEX && ndim < VIEW_MAX_DIMS)
            modes[ndim++] = use == AXIS_STEP && (mode == VIEW_CONTIG || mode == VIEW_ALONE) ? VIEW_STRIDED : mode;
    }
    return type_view(a->types, view->target, ndim, modes);
}

static bool has_indirect(const Type *view)
{
    for (uint32_t i = 0; i < view->view.ndim; i++)
        if (view->view.modes[i] == VIEW_INDIRECT || view->view.modes[i] == VIEW_FULL)
            return true;
    return false;
}

static const Type *indexed_view(Analyzer *a, const Type *view, const ViewIndex *index)
{
    uint32_t ndim = 0;
    for (uint32_t i = 0; i < index->count; i++)
        ndim += index->uses[i] != AXIS_INDEX;
    if (!ndim)
        return view->target;
    if (has_indirect(view))
        return indexed_indirect(a, view, index);
    if (is_c_contig(view) && stays_c_contig(index))
        return view_c_contig(a, view->target, ndim);
    if (is_f_contig(view) && stays_f_contig(index))
        return view_f_contig(a, view->target, ndim);
    return view_strided(a, view->target, ndim);
}

static const Type *subscript_view(Analyzer *a, const Ast *node, const Type *view)
{
    const Ast *single = AST_AS(Subscript, node)->index;
    const AstNodes one = {(Ast **)(uintptr_t)&AST_AS(Subscript, node)->index, 1};
    const AstNodes *items = single->kind == AST_Tuple ? &AST_AS(Tuple, single)->items : &one;
    ViewIndex index = {0};
    uint32_t wanted = 0, dots = 0, ndim = view->view.ndim;
    for (uint32_t i = 0; i < items->len; i++) {
        dots += is_ellipsis(items->items[i]);
        wanted += !is_ellipsis(items->items[i]) && !coerce_is_none(items->items[i]);
    }
    if (wanted > ndim || dots > 1 || items->len - wanted + ndim > VIEW_MAX_DIMS + dots) {
        REPORT(a, DIAG_INDEX_COUNT, single->span, items->len, ndim);
        return KIND_TYPE(a, ERROR);
    }
    for (uint32_t i = 0; i < items->len; i++) {
        if (!is_ellipsis(items->items[i])) {
            classify(a, items->items[i], &index);
            continue;
        }
        check_value(a, items->items[i]);
        for (uint32_t j = wanted; j < ndim; j++)
            add_use(&index, AXIS_FULL);
    }
    while (index.taken < ndim)
        add_use(&index, AXIS_FULL);
    if (single->kind == AST_Tuple)
        analyzer_set_type(a, single, KIND_TYPE(a, TUPLE));
    return indexed_view(a, view, &index);
}

/* --- subscripts --- */

static const Type *not_indexable(Analyzer *a, const Ast *subscript, const Type *type)
{
    const Ast *node = AST_AS(Subscript, subscript)->value;
    if (analyzer_is_poisoned(type))
        return KIND_TYPE(a, ERROR);
    if (analyzer_fails_later(a, type)) {
        check_object(a, AST_AS(Subscript, subscript)->index);
        return KIND_TYPE(a, OBJECT);
    }
    REPORT(a, DIAG_NOT_INDEXABLE, node->span, analyzer_typename(a, type));
    return KIND_TYPE(a, ERROR);
}

/* Arrays of C's structs may be longer than declared: what is allocated decides. */
static bool is_extern_member(const Analyzer *a, const Ast *node)
{
    if (node->kind != AST_Attribute)
        return false;
    const Type *base = type_strip(analyzer_type(a, AST_AS(Attribute, node)->value));
    base = base->kind == TYPE_PTR ? type_strip(base->target) : base;
    return base->kind == TYPE_STRUCT && base->decl->is_extern;
}

/* The shape, strides or suboffsets of a view: there is room for as many axes as there can be, which are 0. */
static bool is_view_shape(const Analyzer *a, const Ast *node)
{
    return node->kind == AST_Attribute &&
           type_strip(analyzer_type(a, AST_AS(Attribute, node)->value))->kind == TYPE_VIEW;
}

static void check_array_range(Analyzer *a, const Ast *node, const Ast *index, const Type *array)
{
    ConstValue value = const_expr_value(a, index);
    if (value.kind != CONST_INT || array->kind != TYPE_ARRAY || array->array_len == UINT64_MAX || is_extern_member(a, node))
        return;
    int64_t len = (int64_t)array->array_len;
    bool is_shape = is_view_shape(a, node) && value.i >= len && value.i < VIEW_MAX_DIMS;
    if (is_shape)
        REPORT(a, DIAG_NO_AXIS, index->span, arena_printf(a->arena, "%lld", (long long)value.i),
               analyzer_typename(a, array));
    else if (value.i >= len || value.i < 0)
        REPORT(a, DIAG_INDEX_RANGE, index->span, arena_printf(a->arena, "%lld", (long long)value.i),
               analyzer_typename(a, array));
}

static const Type *subscript_memory(Analyzer *a, const Ast *node, const Type *base)
{
    const Ast *index = AST_AS(Subscript, node)->index;
    if (base->kind == TYPE_FUNC || type_strip(base->target)->kind == TYPE_VOID ||
        type_strip(base->target)->kind == TYPE_FUNC)
        return not_indexable(a, node, base);
    if (analyzer_incomplete(base->target)) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, node->span, analyzer_typename(a, base->target));
        return KIND_TYPE(a, ERROR);
    }
    if (index->kind == AST_Slice)
        return check_memory_slice(a, node, base);
    check_index(a, index);
    check_array_range(a, AST_AS(Subscript, node)->value, index, base);
    return base->target;
}

static bool is_sliceable(TypeKind kind)
{
    return kind == TYPE_STR || kind == TYPE_BYTES || kind == TYPE_LIST || kind == TYPE_TUPLE ||
           kind == TYPE_BYTEARRAY;
}

static const Type *subscript_object(Analyzer *a, const Ast *node, const Type *base)
{
    const Ast *index = AST_AS(Subscript, node)->index;
    TypeKind kind = type_strip(base)->kind;
    coerce_to_object(a, AST_AS(Subscript, node)->value);
    if (kind == TYPE_SET || kind == TYPE_FROZENSET)
        return not_indexable(a, node, base);
    check_object(a, index);
    const Type *item = container_subscript(a, base, index);
    if (item)
        return item;
    if (index->kind == AST_Slice)
        return is_sliceable(kind) ? a->types->simple[kind] : KIND_TYPE(a, OBJECT);
    if (kind == TYPE_BYTEARRAY && type_is_int(analyzer_type(a, index)))
        return KIND_TYPE(a, INT);
    if (kind != TYPE_STR)
        return KIND_TYPE(a, OBJECT);
    return type_is_int(analyzer_type(a, index)) ? KIND_TYPE(a, UCS4) : KIND_TYPE(a, STR);
}

/* f[int] of a fused C function; NULL when it is none. */
static const Type *subscript_template(Analyzer *a, const Ast *node)
{
    const Ast *value = AST_AS(Subscript, node)->value;
    bool is_name = value->kind == AST_Name || value->kind == AST_Attribute;
    const Symbol *symbol = is_name ? magic_static(a, a->scope, value) : NULL;
    if (!symbol || symbol->kind != SYM_CFUNC || !symbol->fused)
        return NULL;
    Symbol *one = fused_index(a, AST_AS(Subscript, node), symbol);
    analyzer_set_type(a, value, one ? one->type : KIND_TYPE(a, ERROR));
    analyzer_set_symbol(a, node, one);
    return one ? one->type : KIND_TYPE(a, ERROR);
}

/* A constant index names an item; with any other the C tuple becomes a tuple. */
static const Type *subscript_ctuple(Analyzer *a, const Ast *node, const Type *type)
{
    const Ast *index = AST_AS(Subscript, node)->index;
    check_value(a, index);
    ConstValue value = const_expr_value(a, index);
    int64_t count = type->decl->field_count;
    int64_t place = value.i + (value.i < 0 ? count : 0);
    if (value.kind != CONST_INT || index->kind == AST_Name)
        return subscript_object(a, node, KIND_TYPE(a, TUPLE));
    if (place >= 0 && place < count)
        return type->decl->fields[place].type;
    REPORT(a, DIAG_INDEX_RANGE, index->span, arena_printf(a->arena, "%lld", (long long)value.i),
           analyzer_typename(a, type));
    return KIND_TYPE(a, ERROR);
}

void check_buffer_written(Analyzer *a, const Ast *target)
{
    while (target->kind == AST_Attribute)
        target = AST_AS(Attribute, target)->value;
    const Ast *value = target->kind == AST_Subscript ? AST_AS(Subscript, target)->value : NULL;
    Symbol *symbol = value && value->kind == AST_Name ? analyzer_symbol(a, value) : NULL;
    if (symbol && symbol->buffer)
        symbol->buffer_written = true;
}

/* An item of a variable with a buffer: as many C integers as axes. NULL: the object is asked. */
static const Type *subscript_buffer(Analyzer *a, const Ast *node)
{
    const AstSubscript *subscript = AST_AS(Subscript, node);
    Symbol *symbol = subscript->value->kind == AST_Name ? analyzer_symbol(a, subscript->value) : NULL;
    if (!symbol || !symbol->buffer)
        return NULL;
    const AstNodes one = {(Ast **)(uintptr_t)&subscript->index, 1};
    const AstNodes *items =
        subscript->index->kind == AST_Tuple ? &AST_AS(Tuple, subscript->index)->items : &one;
    if (!symbol->is_assigned && symbol->kind == SYM_LOCAL)
        REPORT(a, DIAG_UNBOUND_LOCAL, subscript->value->span, symbol->name->text);
    if (items->len != symbol->buffer->view.ndim)
        return NULL;
    for (uint32_t i = 0; i < items->len; i++) {
        bool is_part = items->items[i]->kind == AST_Slice || items->items[i]->kind == AST_Starred;
        if (is_part || !type_is_int(check_value(a, items->items[i])))
            return NULL;
    }
    if (subscript->index->kind == AST_Tuple)
        analyzer_set_type(a, subscript->index, KIND_TYPE(a, TUPLE));
    analyzer_set_type(a, subscript->value, symbol->buffer);
    return symbol->buffer->target;
}

const Type *check_subscript(Analyzer *a, const Ast *node)
{
    const Ast *value = AST_AS(Subscript, node)->value;
    const Type *item = subscript_buffer(a, node);
    if (item)
        return item;
    const Type *chosen = subscript_template(a, node);
    if (chosen)
        return chosen;
    const Type *base = check_value(a, value);
    const Type *type = type_strip(base);
    if (type_is_error(type))
        return type;
    if (type->kind == TYPE_VIEW)
        return subscript_view(a, node, type);
    if (type_is_ptr(type))
        return subscript_memory(a, node, type);
    if (type->kind == TYPE_CTUPLE)
        return subscript_ctuple(a, node, type);
    if (type->kind == TYPE_UCS4)
        base = KIND_TYPE(a, STR); /* of one character */
    if (type_is_object(base))
        return subscript_object(a, node, base);
    return not_indexable(a, node, base);
}
