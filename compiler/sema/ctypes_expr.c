/* ctypes_expr.c: types written as expressions; see ctypes_expr.h. Source: Cython user guide, "Pure Python
 * mode", "Static typing". */
#include "sema/ctypes_expr.h"
#include "sema/container.h"
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/magic.h"
#include "sema/view_type.h"
#include <string.h>

/* --- constructors: cython.pointer, cython.const ... --- */

/* The part of an expression that makes a type of another one, or NULL. */
static const char *constructor(Analyzer *a, const Scope *scope, const Ast *node)
{
    if (node->kind != AST_Name && node->kind != AST_Attribute)
        return NULL;
    const Symbol *symbol = magic_static(a, scope, node);
    bool is_one = symbol && symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_TYPE_OF_TYPE;
    return is_one ? symbol->name->text : NULL;
}

static const Type *construct(Analyzer *a, const Scope *scope, const char *name, const Ast *argument)
{
    const Type *target = ctypes_named_by(a, scope, argument);
    if (type_is_error(target))
        return target;
    if (strcmp(name, "pointer") == 0)
        return type_is_object(target) ? NULL : type_ptr(a->types, target);
    uint32_t qualifier = strcmp(name, "const") == 0      ? TYPE_QUAL_CONST
                         : strcmp(name, "volatile") == 0 ? TYPE_QUAL_VOLATILE
                                                         : TYPE_QUAL_RESTRICT;
    return ctypes_qualified(a, argument->span, target, qualifier);
}

/* --- brackets --- */

static bool is_axis(const Ast *node)
{
    return node->kind == AST_Slice;
}

/* The axes of T[:, ::1], or false when it is no view. */
static bool view_axes(const Ast *index, AstNodes *axes)
{
    if (index->kind == AST_Tuple) {
        *axes = AST_AS(Tuple, index)->items;
        for (uint32_t i = 0; i < axes->len; i++)
            if (!is_axis(axes->items[i]))
                return false;
        return axes->len > 0;
    }
    axes->len = 0;
    return is_axis(index);
}

/* T[2][3]: two of T[3]. */
static const Type *add_axis(Analyzer *a, const Type *type, uint64_t len)
{
    if (type->kind != TYPE_ARRAY)
        return type_array(a->types, type, len);
    return type_array(a->types, add_axis(a, type->target, len), type->array_len);
}

/* The type in front of brackets; a bare word is C's. */
static const Type *element_type(Analyzer *a, const Scope *scope, const Ast *node)
{
    const Type *type = ctypes_of_expression(a, scope, node);
    if (type || node->kind != AST_Name)
        return type;
    const Symbol *symbol = scope_lookup(scope, AST_AS(Name, node)->id);
    return !symbol || symbol->kind == SYM_BUILTIN ? ctypes_word(a, AST_AS(Name, node)->id) : NULL;
}

static const Type *of_subscript(Analyzer *a, const Scope *scope, const AstSubscript *node)
{
    const char *name = constructor(a, scope, node->value);
    if (name)
        return construct(a, scope, name, node->index);
    const Type *element = element_type(a, scope, node->value);
    if (!element || type_is_error(element))
        return element;
    AstNodes axes = {0};
    Ast *single = node->index;
    if (view_axes(node->index, &axes)) {
        if (!axes.len)
            axes = (AstNodes){&single, 1};
        return view_type_of(a, scope, node->head.span, element, &axes);
    }
    if (type_is_object(element)) /* list[int] */
        return type_strip(element)->kind == TYPE_OBJECT ? NULL : element;
    ConstValue size = const_expr_eval(a, scope, node->index);
    if (size.kind == CONST_C)
        return type_array_named(a->types, element, UINT64_MAX, size.text);
    if (size.kind != CONST_INT || size.i <= 0)
        return NULL;
    return add_axis(a, element, (uint64_t)size.i);
}

/* cython.pointer(T) */
static const Type *of_call(Analyzer *a, const Scope *scope, const AstCall *node)
{
    const char *name = constructor(a, scope, node->func);
    bool one = node->args.len == 1 && !node->keywords.len;
    return name && one ? construct(a, scope, name, node->args.items[0]) : NULL;
}

/* (T, U): a C tuple when all parts are C types, else a tuple; NULL when a part is no type. */
static const Type *of_tuple(Analyzer *a, const Scope *scope, const AstNodes *items)
{
    const Type **parts = ARENA_ARRAY(a->arena, const Type *, items->len + 1);
    bool has_object = false;
    for (uint32_t i = 0; i < items->len; i++) {
        parts[i] = element_type(a, scope, items->items[i]);
        if (!parts[i] || type_is_error(parts[i]))
            return parts[i];
        has_object |= type_is_object(parts[i]);
    }
    if (!items->len)
        return NULL;
    return has_object ? KIND_TYPE(a, TUPLE) : type_ctuple(a->types, parts, items->len);
}

const Type *ctypes_of_expression(Analyzer *a, const Scope *scope, const Ast *node)
{
    if (node->kind == AST_TypeExpr)
        return analyzer_type(a, node);
    if (node->kind == AST_Tuple)
        return of_tuple(a, scope, &AST_AS(Tuple, node)->items);
    if (node->kind == AST_Subscript)
        return of_subscript(a, scope, AST_AS(Subscript, node));
    if (node->kind == AST_Call)
        return of_call(a, scope, AST_AS(Call, node));
    if (node->kind != AST_Name && node->kind != AST_Attribute)
        return NULL;
    const Symbol *symbol = magic_static(a, scope, node);
    return symbol ? ctypes_of_symbol(a, symbol, node->span) : NULL;
}

const Type *ctypes_named_by(Analyzer *a, const Scope *scope, const Ast *node)
{
    if (node->kind == AST_Name)
        return ctypes_of_name(a, scope, AST_AS(Name, node)->id, node->span);
    if (node->kind == AST_StrLit)
        return ctypes_of_name(a, scope, analyzer_atom(a, AST_AS(StrLit, node)->value), node->span);
    if (node->kind == AST_Poison)
        return KIND_TYPE(a, ERROR);
    const Type *type = ctypes_of_expression(a, scope, node);
    if (type)
        return type;
    Symbol *symbol = node->kind == AST_Attribute ? magic_static(a, scope, node) : NULL;
    if (symbol && symbol->kind == SYM_POISON)
        return KIND_TYPE(a, ERROR);
    if (symbol && symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_UNSUPPORTED)
        return analyzer_unsupported_symbol(a, node->span, symbol);
    REPORT(a, DIAG_UNKNOWN_TYPE, node->span,
           node->kind == AST_Attribute ? AST_AS(Attribute, node)->attr->text : "this expression");
    return KIND_TYPE(a, ERROR);
}

/* --- annotations --- */

/* Plain names in annotations are Python types; float and bool are C's, as they hold the same
 * values. */
static const Type *annotation_word(Analyzer *a, Atom name)
{
    if (strcmp(name->text, "float") == 0)
        return KIND_TYPE(a, DOUBLE);
    if (strcmp(name->text, "bool") == 0)
        return KIND_TYPE(a, BINT);
    if (strcmp(name->text, "int") == 0)
        return KIND_TYPE(a, PYINT);
    const Type *type = ctypes_word(a, name);
    return type && type_is_object(type) ? type : NULL;
}

static bool is_none(const Ast *node)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_NONE;
}

static bool ends_in(const Ast *node, const char *word)
{
    if (node->kind == AST_Attribute)
        return strcmp(AST_AS(Attribute, node)->attr->text, word) == 0;
    return node->kind == AST_Name && strcmp(AST_AS(Name, node)->id->text, word) == 0;
}

/* A type that may be None is an object or a memoryview; numbers of C are not None. */
static const Type *or_none(Analyzer *a, const Scope *scope, const Ast *node, bool *allows_none)
{
    const Type *type = ctypes_annotation(a, scope, node, allows_none);
    *allows_none = true;
    bool is_word = node->kind == AST_Name && ctypes_word(a, AST_AS(Name, node)->id);
    if (!type || type_is_error(type) || type_is_object(type) || type->kind == TYPE_VIEW)
        return type;
    if (type->kind == TYPE_CTUPLE)
        return KIND_TYPE(a, TUPLE);
    if (is_word && type->kind == TYPE_DOUBLE)
        return KIND_TYPE(a, PYFLOAT);
    if (!is_word && type_strip(type)->kind != TYPE_BINT)
        REPORT(a, DIAG_OPTIONAL_C, node->span, analyzer_typename(a, type));
    return NULL;
}

/* `cython.no_such_name` in an annotation. */
static void report_unknown_cython(Analyzer *a, const Scope *scope, const AstAttribute *node)
{
    const Symbol *base = magic_static(a, scope, node->value);
    bool is_module = base && base->kind == SYM_CMODULE && base->inner == a->cython;
    if (!is_module || magic_find(a, base->inner, node->attr))
        return;
    Diag *diag = REPORT(a, DIAG_UNKNOWN_TYPE, node->head.span, node->attr->text);
    magic_suggest(a, diag, base->inner, node->attr);
}

/* T of Union[T, None] and Union[None, T]; else NULL. */
static const Ast *beside_none(const Ast *index)
{
    const AstTuple *items = index->kind == AST_Tuple ? AST_AS(Tuple, index) : NULL;
    if (!items || items->items.len != 2)
        return NULL;
    return is_none(items->items.items[1])   ? items->items.items[0]
           : is_none(items->items.items[0]) ? items->items.items[1]
                                            : NULL;
}

/* "unsigned long int": C's own words. */
static const Type *of_words(Analyzer *a, Scope *scope, const Ast *node, const char *text)
{
    AstTypeBasic *basic = ARENA_NEW(a->arena, AstTypeBasic);
    basic->head = (Ast){AST_TypeBasic, node->id, node->span};
    int length = 0;
    for (size_t len; *text; text += len + (text[len] == ' ')) {
        len = strcspn(text, " ");
        if (len == 4 && memcmp(text, "long", len) == 0)
            length++;
        else if (len == 5 && memcmp(text, "short", len) == 0)
            length--;
        else if (len == 8 && memcmp(text, "unsigned", len) == 0)
            basic->sign = AST_SIGN_UNSIGNED;
        else if (len == 6 && memcmp(text, "signed", len) == 0)
            basic->sign = AST_SIGN_SIGNED;
        else
            basic->name = atom_intern(a->atoms, text, len);
    }
    basic->longness = length < -1 || length > 2 ? AST_LEN_NORMAL : (AstLongness)length;
    return ctypes_resolve(a, scope, &basic->head);
}

/* {'ctype': 'long int'}, {'type': ...}: how Cython's first annotations were written. */
static const Type *of_dict(Analyzer *a, const Scope *scope, const AstDict *node)
{
    const AstDictItem *item = node->items.len == 1 ? AST_AS(DictItem, node->items.items[0]) : NULL;
    if (!item || !item->key || item->key->kind != AST_StrLit || item->value->kind != AST_StrLit)
        return NULL;
    const char *key = AST_AS(StrLit, item->key)->value;
    if (strcmp(key, "ctype") != 0 && strcmp(key, "type") != 0)
        return NULL;
    return of_words(a, (Scope *)(uintptr_t)scope, item->value, AST_AS(StrLit, item->value)->value);
}

/* tuple[cython.int, cython.double]: a C tuple, when all parts are C types of module cython. NULL: it is none. */
static const Type *c_tuple(Analyzer *a, const Scope *scope, const AstSubscript *node)
{
    const AstNodes one = {(Ast **)(uintptr_t)&node->index, 1};
    const AstNodes *items = node->index->kind == AST_Tuple ? &AST_AS(Tuple, node->index)->items : &one;
    const Type **parts = ARENA_ARRAY(a->arena, const Type *, items->len + 1);
    if (node->value->kind != AST_Name || !ends_in(node->value, "tuple") || !items->len)
        return NULL;
    for (uint32_t i = 0; i < items->len; i++) {
        const Ast *item = items->items[i];
        parts[i] = item->kind == AST_Attribute || item->kind == AST_Subscript ? ctypes_of_expression(a, scope, item)
                                                                             : NULL;
        if (!parts[i] || type_is_error(parts[i]) || type_is_object(parts[i]))
            return NULL;
    }
    return type_ctuple(a->types, parts, items->len);
}

/* "ExtType": the name of a type; any other text says nothing about it, as in Cython. */
static const Type *of_text(Analyzer *a, const Scope *scope, const AstStrLit *node)
{
    Atom name = analyzer_atom(a, node->value);
    const Symbol *symbol = scope_lookup(scope, name);
    const Type *type = !symbol || symbol->kind == SYM_BUILTIN ? annotation_word(a, name)
                                                              : ctypes_of_symbol(a, symbol, node->head.span);
    return type && type->kind == TYPE_DOUBLE ? KIND_TYPE(a, PYFLOAT) : type;
}

const Type *ctypes_annotation(Analyzer *a, const Scope *scope, const Ast *node, bool *allows_none)
{
    const Type *typing = node->kind == AST_Name || node->kind == AST_Attribute ? container_of_typing(a, node) : NULL;
    if (typing)
        return typing;
    if (node->kind == AST_StrLit)
        return of_text(a, scope, AST_AS(StrLit, node));
    if (node->kind == AST_Dict)
        return of_dict(a, scope, AST_AS(Dict, node));
    if (node->kind == AST_Name) {
        const Symbol *symbol = scope_lookup(scope, AST_AS(Name, node)->id);
        if (!symbol || symbol->kind == SYM_BUILTIN)
            return annotation_word(a, AST_AS(Name, node)->id);
        return ctypes_of_expression(a, scope, node);
    }
    if (node->kind == AST_Attribute) {
        report_unknown_cython(a, scope, AST_AS(Attribute, node));
        return ctypes_of_expression(a, scope, node);
    }
    if (node->kind == AST_TypeExpr)
        return analyzer_type(a, node);
    if (node->kind == AST_Subscript) {
        const AstSubscript *subscript = AST_AS(Subscript, node);
        if (ends_in(subscript->value, "Optional"))
            return or_none(a, scope, subscript->index, allows_none);
        const Ast *other = ends_in(subscript->value, "Union") ? beside_none(subscript->index) : NULL;
        if (other)
            return or_none(a, scope, other, allows_none);
        const Type *parts = c_tuple(a, scope, subscript);
        if (parts)
            return parts;
        const Type *base = ctypes_annotation(a, scope, subscript->value, allows_none);
        AstNodes axes = {0};
        bool is_view = view_axes(subscript->index, &axes);
        if (is_view && !base && subscript->value->kind == AST_Name)
            return NULL; /* double[:]: C's words are no types in annotations, which Python reads too */
        return base && type_is_object(base) && !is_view ? container_of_annotation(a, scope, base, subscript->index)
                                            : of_subscript(a, scope, subscript);
    }
    if (node->kind == AST_Call)
        return of_call(a, scope, AST_AS(Call, node));
    if (node->kind == AST_BinOp && AST_AS(BinOp, node)->op == AST_OP_OR) {
        const AstBinOp *either = AST_AS(BinOp, node);
        if (is_none(either->right))
            return or_none(a, scope, either->left, allows_none);
        if (is_none(either->left))
            return or_none(a, scope, either->right, allows_none);
    }
    return NULL;
}

const Type *ctypes_of_annotation(Analyzer *a, const Scope *scope, const Ast *node)
{
    bool allows_none = false;
    const Type *type = ctypes_annotation(a, scope, node, &allows_none);
    bool may_be_none = type && (type_is_object(type) || type->kind == TYPE_VIEW);
    bool is_object = !type || type_is_error(type) || (allows_none && !may_be_none);
    return is_object ? KIND_TYPE(a, OBJECT) : type;
}
