/* ctypes.c: syntactic types to types; see ctypes.h. Source: Cython user guide, "Language basics:
 * types", "Error return values", "Typed memoryviews". */
#include "sema/ctypes.h"
#include "sema/advice.h"
#include "sema/const_expr.h"
#include "sema/container.h"
#include "sema/ctypes_expr.h"
#include "sema/fused.h"
#include "sema/magic.h"
#include "sema/view_type.h"
#include "type/convert.h"
#include "type/typename.h"
#include <string.h>

typedef struct TypeWord {
    const char *text;
    TypeKind kind;
} TypeWord;

/* Words that the table of types does not spell, and builtin types by their Python names. */
static const TypeWord more_words[] = {
    {"ssize_t", TYPE_SSIZE},   {"unicode", TYPE_STR},
    {"NoneType", TYPE_OBJECT}, {"short", TYPE_SHORT},       {"long", TYPE_LONG},
    {"basestring", TYPE_STR},  {"complex", TYPE_PYCOMPLEX},
};

const Type *ctypes_word(Analyzer *a, Atom word)
{
    static const char *const sources[] = {
#define TYPE(kind, class, ir, c, source) source,
#include "type/types.def"
#undef TYPE
    };
    for (int kind = TYPE_VOID; kind < TYPE_PTR; kind++)
        if (strcmp(sources[kind], word->text) == 0)
            return a->types->simple[kind];
    for (size_t i = 0; i < sizeof more_words / sizeof *more_words; i++)
        if (strcmp(more_words[i].text, word->text) == 0)
            return a->types->simple[more_words[i].kind];
    if (strcmp(word->text, "Py_UNICODE") == 0)
        return type_unicode(a->types);
    return builtins_class(a->builtins, scope_find(a->builtins->scope, word));
}

static TypeKind int_kind(AstSign sign, AstLongness longness)
{
    bool is_unsigned = sign == AST_SIGN_UNSIGNED;
    switch (longness) {
    case AST_LEN_SHORT: return is_unsigned ? TYPE_USHORT : TYPE_SHORT;
    case AST_LEN_NORMAL: return is_unsigned ? TYPE_UINT : TYPE_INT;
    case AST_LEN_LONG: return is_unsigned ? TYPE_ULONG : TYPE_LONG;
    case AST_LEN_LONGLONG: return is_unsigned ? TYPE_ULLONG : TYPE_LLONG;
    }
    return TYPE_INT;
}

static TypeKind char_kind(AstSign sign)
{
    return sign == AST_SIGN_UNSIGNED ? TYPE_UCHAR
           : sign == AST_SIGN_SIGNED ? TYPE_SCHAR
                                     : TYPE_CHAR;
}

static void use_class(Analyzer *a, const ClassInfo *cls)
{
    if (!cls->symbol->is_used)
        vec_push(a->arena, &a->used_classes, cls->type);
    cls->symbol->is_used = true;
}

/* The named type of a symbol, or NULL when the symbol is no type. */
const Type *ctypes_of_symbol(Analyzer *a, const Symbol *symbol, Span span)
{
    if (symbol->kind == SYM_TYPE || symbol->kind == SYM_CLASS) {
        analyzer_use_header(a, symbol);
        if (symbol->kind == SYM_CLASS && symbol->cls && (!a->is_pxd || a->is_own_pxd))
            use_class(a, symbol->cls);
        return fused_resolve(a, span, symbol->type);
    }
    return symbol->kind == SYM_POISON ? KIND_TYPE(a, ERROR) : NULL;
}

/* Types that exist and are not supported yet: reported once, then poison. */
static const Type *unsupported_type(Analyzer *a, Symbol *symbol, Span span)
{
    if (symbol->kind == SYM_MAGIC && symbol->magic == MAGIC_UNSUPPORTED) {
        return analyzer_unsupported_symbol(a, span, symbol);
    }
    const BuiltinRow *row = symbol->kind == SYM_BUILTIN ? builtins_row(a->builtins, symbol) : NULL;
    if (row && row->what == BUILTIN_EXC) /* not in every interpreter */
        return KIND_TYPE(a, OBJECT);
    return NULL;
}

static const Type *report_unknown_type(Analyzer *a, const Scope *scope, Span span, Atom name,
                                       const Symbol *symbol)
{
    Diag *diag = REPORT(a, DIAG_UNKNOWN_TYPE, span, name->text);
    if (symbol)
        advice_symbol_as_type(a, diag, symbol);
    else if (!advice_type(a, diag, name))
        analyzer_suggest_name(a, diag, scope, name, true);
    return KIND_TYPE(a, ERROR);
}

/* One name: declared types, then words. */
const Type *ctypes_of_name(Analyzer *a, const Scope *scope, Atom name, Span span)
{
    Symbol *symbol = scope_lookup(scope, name);
    bool is_member = symbol && symbol->scope && symbol->scope->kind == SCOPE_CLASS && symbol->kind != SYM_TYPE;
    if (is_member) /* attributes and methods of a class hide no types */
        symbol = scope_lookup(symbol->scope->parent, name);
    const Type *type = symbol ? ctypes_of_symbol(a, symbol, span) : NULL;
    if (!type && (!symbol || symbol->kind == SYM_BUILTIN))
        type = ctypes_word(a, name);
    if (!type && symbol)
        type = unsupported_type(a, symbol, span);
    return type ? type : report_unknown_type(a, scope, span, name, symbol);
}

/* For the report about `unsigned double` and the like. */
static const char *modified_word(Analyzer *a, const AstTypeBasic *node, const char *word)
{
    static const char *const signs[] = {"", "signed ", "unsigned "};
    static const char *const lengths[] = {"short ", "", "long ", "long long "};
    return arena_printf(a->arena, "%s%s%s", signs[node->sign], lengths[node->longness + 1], word);
}

/* The number type of C's own words. */
static const Type *resolve_number(Analyzer *a, const Scope *scope, const AstTypeBasic *node)
{
    const char *word = node->name ? node->name->text : "int";
    if (strcmp(word, "int") == 0)
        return a->types->simple[int_kind(node->sign, node->longness)];
    if (strcmp(word, "char") == 0)
        return a->types->simple[char_kind(node->sign)];
    bool long_double = strcmp(word, "double") == 0 && node->longness == AST_LEN_LONG;
    if (node->sign != AST_SIGN_NONE || (node->longness != AST_LEN_NORMAL && !long_double)) {
        REPORT(a, DIAG_UNKNOWN_TYPE, node->head.span, modified_word(a, node, word));
        return KIND_TYPE(a, ERROR);
    }
    if (long_double)
        return KIND_TYPE(a, LDOUBLE);
    return ctypes_of_name(a, scope, node->name, node->head.span);
}

static const Type *resolve_basic(Analyzer *a, const Scope *scope, const AstTypeBasic *node)
{
    const Type *type = resolve_number(a, scope, node);
    if (!node->is_complex || type_is_error(type))
        return type;
    if (type_is_number(type) && type_strip(type)->kind != TYPE_BINT)
        return type_complex(a->types, type);
    REPORT(a, DIAG_BAD_ELEMENT, node->head.span, "a complex number", analyzer_typename(a, type));
    return KIND_TYPE(a, ERROR);
}

static const Type *resolve_path(Analyzer *a, const Scope *scope, const AstTypeName *node)
{
    Span span = node->head.span;
    if (node->path.len == 1)
        return ctypes_of_name(a, scope, node->path.items[0], span);
    Symbol *symbol = scope_lookup(scope, node->path.items[0]);
    if (!symbol) {
        Diag *diag = REPORT(a, DIAG_UNKNOWN_NAME, span, node->path.items[0]->text);
        if (!advice_value(a, diag, node->path.items[0]))
            analyzer_suggest_name(a, diag, scope, node->path.items[0], true);
        return KIND_TYPE(a, ERROR);
    }
    for (uint32_t i = 1; i < node->path.len; i++) {
        if (symbol->kind == SYM_POISON)
            return KIND_TYPE(a, ERROR);
        if (symbol->kind != SYM_CMODULE)
            return report_unknown_type(a, scope, span, symbol->name, symbol);
        Scope *members = symbol->inner;
        symbol = magic_find(a, members, node->path.items[i]);
        if (!symbol && strncmp(members->name->text, "cpython", 7) == 0)
            symbol = scope_find(a->sema->builtins, node->path.items[i]); /* Py_buffer is known everywhere */
        if (!symbol) {
            Diag *diag = REPORT(a, DIAG_NO_CIMPORT_NAME, span, members->name->text,
                                node->path.items[i]->text);
            analyzer_suggest_member(a, diag, members, node->path.items[i]);
            return KIND_TYPE(a, ERROR);
        }
    }
    const Type *type = ctypes_of_symbol(a, symbol, span);
    if (!type)
        type = unsupported_type(a, symbol, span);
    return type ? type : report_unknown_type(a, scope, span, symbol->name, symbol);
}

/* More is a slip: no machine has room for such an array. */
#define MAX_ITEMS ((uint64_t)1 << 40)

/* Items of the innermost type in a value of this one. */
static uint64_t count_items(const Type *type)
{
    const Type *plain = type_strip(type);
    bool is_known = plain->kind == TYPE_ARRAY && plain->array_len != UINT64_MAX;
    return is_known ? plain->array_len * count_items(plain->target) : 1;
}

/* T[size] with a size of any form that C knows at compile time. */
static const Type *sized_array(Analyzer *a, Scope *scope, const Type *element, const Ast *node)
{
    ConstValue size = const_expr_eval(a, scope, node);
    if (size.kind == CONST_C)
        return type_array_named(a->types, element, UINT64_MAX, size.text);
    if (size.kind != CONST_INT) {
        REPORT(a, DIAG_NOT_CONSTANT, node->span, "array size");
        return KIND_TYPE(a, ERROR);
    }
    if (size.i <= 0 || (uint64_t)size.i > MAX_ITEMS / count_items(element)) {
        REPORT(a, DIAG_BAD_ARRAY_SIZE, node->span, size.i <= 0 ? "not positive" : "too large");
        return KIND_TYPE(a, ERROR);
    }
    bool is_named = node->kind == AST_Name || node->kind == AST_Attribute;
    return type_array_named(a->types, element, (uint64_t)size.i,
                            is_named ? arena_printf(a->arena, "%lld", (long long)size.i) : NULL);
}

static const Type *resolve_array(Analyzer *a, Scope *scope, const AstTypeArray *node)
{
    const Type *element = ctypes_resolve(a, scope, node->target);
    if (type_is_error(element))
        return element;
    if (type_is_object(element) || type_strip(element)->kind == TYPE_VIEW ||
        type_strip(element)->kind == TYPE_VOID) {
        REPORT(a, DIAG_BAD_ELEMENT, node->head.span, "a C array", analyzer_typename(a, element));
        return KIND_TYPE(a, ERROR);
    }
    if (!node->size)
        return type_array(a->types, element, UINT64_MAX);
    return sized_array(a, scope, element, node->size);
}

static const Type *resolve_view(Analyzer *a, Scope *scope, const AstTypeView *node)
{
    const Type *element = ctypes_resolve(a, scope, node->element);
    return view_type_of(a, scope, node->head.span, element, &node->axes);
}

const Type *ctypes_qualified(Analyzer *a, Span span, const Type *target, uint32_t qualifiers)
{
    if (type_is_error(target) || !qualifiers)
        return target;
    if (target->kind == TYPE_VIEW) {
        ViewMode modes[VIEW_MAX_DIMS];
        for (uint32_t i = 0; i < target->view.ndim; i++)
            modes[i] = (ViewMode)target->view.modes[i];
        const Type *element = type_qualified(a->types, target->target, qualifiers);
        return type_view(a->types, element, target->view.ndim, modes);
    }
    if (type_is_object(target)) {
        REPORT(a, DIAG_CONST_OBJECT, span, analyzer_typename(a, target));
        return target;
    }
    return type_qualified(a->types, target, qualifiers);
}

static const Type *resolve_qualified(Analyzer *a, Scope *scope, const AstTypeQual *node)
{
    uint32_t qualifiers = (node->is_const ? TYPE_QUAL_CONST : 0u) |
                          (node->is_volatile ? TYPE_QUAL_VOLATILE : 0u) |
                          (node->is_restrict ? TYPE_QUAL_RESTRICT : 0u);
    return ctypes_qualified(a, node->head.span, ctypes_resolve(a, scope, node->target), qualifiers);
}

static const Type *resolve_pointer(Analyzer *a, Scope *scope, const AstTypePtr *node)
{
    const Type *target = ctypes_resolve(a, scope, node->target);
    if (type_is_error(target))
        return target;
    if (type_is_object(target) || type_strip(target)->kind == TYPE_VIEW) {
        REPORT(a, DIAG_BAD_ELEMENT, node->head.span, "a pointer", analyzer_typename(a, target));
        return KIND_TYPE(a, ERROR);
    }
    return type_ptr(a->types, target);
}

static const Type *resolve_func(Analyzer *a, Scope *scope, const AstTypeFunc *node)
{
    FuncSpec spec = {
        .params = node->params,
        .returns = node->result,
        .except = node->except,
        .nogil = node->nogil || (a->in_extern && a->extern_nogil),
        .with_gil = node->with_gil,
        .varargs = node->varargs,
        .is_extern = a->in_extern,
        .is_prototype = true,
    };
    return ctypes_function(a, scope, &spec);
}

/* T[N] with a named constant N. */
static const Type *resolve_named_size(Analyzer *a, Scope *scope, const AstTypeArgs *node,
                                      const Type *base)
{
    const Ast *arg = node->args.len == 1 && !node->keywords.len ? node->args.items[0] : NULL;
    if (!arg || arg->kind != AST_TypeName)
        return NULL;
    const AtomList *path = &AST_AS(TypeName, arg)->path;
    const Symbol *symbol = scope_lookup(scope, path->items[0]);
    for (uint32_t i = 1; symbol && i < path->len; i++)
        symbol = symbol->inner ? scope_find(symbol->inner, path->items[i]) : NULL;
    if (!symbol || (symbol->kind != SYM_CONST && symbol->kind != SYM_EXTERN))
        return NULL;
    if (symbol->kind == SYM_EXTERN || !symbol->has_value)
        return type_array_named(a->types, base, UINT64_MAX,
                                symbol->c_name ? symbol->c_name : symbol->name->text);
    if (symbol->int_value > 0)
        return type_array_named(a->types, base, (uint64_t)symbol->int_value,
                                arena_printf(a->arena, "%lld", (long long)symbol->int_value));
    REPORT(a, DIAG_BAD_ARRAY_SIZE, arg->span, "not positive");
    return KIND_TYPE(a, ERROR);
}

/* list[int], dict[str, int]: the container; other templates are C++ or old buffers. */
/* typing.Dict[int, float] */
static const Type *resolve_typing(Analyzer *a, Scope *scope, const AstTypeArgs *node)
{
    const Type *base = node->base->kind == AST_TypeName ? container_of_path(a, AST_AS(TypeName, node->base)) : NULL;
    if (!base || node->keywords.len)
        return NULL;
    const Type **items = ARENA_ARRAY(a->arena, const Type *, node->args.len + 1);
    for (uint32_t i = 0; i < node->args.len; i++) {
        items[i] = ctypes_resolve(a, scope, node->args.items[i]);
        if (type_is_error(items[i]))
            return items[i];
    }
    return container_of_types(a, base, items, node->args.len);
}

static const Type *resolve_args(Analyzer *a, Scope *scope, const AstTypeArgs *node)
{
    const Type *typing = resolve_typing(a, scope, node);
    if (typing)
        return typing;
    const Type *base = ctypes_resolve(a, scope, node->base);
    if (type_is_error(base))
        return base;
    bool is_container = type_strip(base)->kind != TYPE_OBJECT && type_strip(base)->kind != TYPE_CLASS;
    if (type_is_object(base) && is_container && !node->keywords.len)
        return base;
    if (type_is_object(base))
        return view_type_buffer(a, scope, node, base);
    if (!node->args.len && !node->keywords.len)
        return type_array(a->types, base, UINT64_MAX); /* T[] */
    const Type *array = resolve_named_size(a, scope, node, base);
    if (array)
        return array;
    const Ast *arg = node->args.len == 1 && !node->keywords.len ? node->args.items[0] : NULL;
    if (arg && arg->kind != AST_TypeName && const_expr_eval(a, scope, arg).kind != CONST_NONE)
        return sized_array(a, scope, base, arg);
    return analyzer_unsupported(a, node->head.span, "a template type");
}

/* (int, double): a C tuple, of C types only. */
static const Type *resolve_tuple(Analyzer *a, Scope *scope, const AstTypeTuple *node)
{
    const Type **parts = ARENA_ARRAY(a->arena, const Type *, node->parts.len + 1);
    for (uint32_t i = 0; i < node->parts.len; i++) {
        parts[i] = ctypes_resolve(a, scope, node->parts.items[i]);
        if (type_is_error(parts[i]))
            return parts[i];
        TypeKind kind = type_strip(parts[i])->kind;
        if (kind == TYPE_VOID || kind == TYPE_VIEW || type_is_object(parts[i])) {
            REPORT(a, DIAG_BAD_ELEMENT, node->parts.items[i]->span, "a C tuple",
                   analyzer_typename(a, parts[i]));
            return KIND_TYPE(a, ERROR);
        }
    }
    return type_ctuple(a->types, parts, node->parts.len);
}

static const Type *resolve_node(Analyzer *a, Scope *scope, const Ast *node)
{
    if (node->kind == AST_TypeBasic)
        return resolve_basic(a, scope, AST_AS(TypeBasic, node));
    if (node->kind == AST_TypeName)
        return resolve_path(a, scope, AST_AS(TypeName, node));
    if (node->kind == AST_TypePtr)
        return resolve_pointer(a, scope, AST_AS(TypePtr, node));
    if (node->kind == AST_TypeArray)
        return resolve_array(a, scope, AST_AS(TypeArray, node));
    if (node->kind == AST_TypeQual)
        return resolve_qualified(a, scope, AST_AS(TypeQual, node));
    if (node->kind == AST_TypeView)
        return resolve_view(a, scope, AST_AS(TypeView, node));
    if (node->kind == AST_TypeFunc)
        return resolve_func(a, scope, AST_AS(TypeFunc, node));
    if (node->kind == AST_TypeArgs)
        return resolve_args(a, scope, AST_AS(TypeArgs, node));
    if (node->kind == AST_TypeExpr)
        return ctypes_resolve(a, scope, AST_AS(TypeExpr, node)->type);
    if (node->kind == AST_Poison)
        return KIND_TYPE(a, ERROR);
    if (node->kind == AST_TypeAnn && !a->directives->annotation_typing)
        return KIND_TYPE(a, OBJECT);
    if (node->kind == AST_TypeAnn)
        return ctypes_of_annotation(a, scope, AST_AS(TypeAnn, node)->value);
    if (ast_kind_category(node->kind) == AST_CAT_EXPR)
        return ctypes_named_by(a, scope, node);
    if (node->kind == AST_TypeRef)
        return analyzer_unsupported(a, node->span, "a C++ reference");
    if (node->kind == AST_TypeTuple)
        return resolve_tuple(a, scope, AST_AS(TypeTuple, node));
    return analyzer_unsupported(a, node->span, "this form of type"); /* members of templates */
}

const Type *ctypes_resolve(Analyzer *a, Scope *scope, const Ast *node)
{
    return node ? analyzer_set_type(a, node, resolve_node(a, scope, node)) : KIND_TYPE(a, OBJECT);
}

/* --- functions --- */

ExceptSpec ctypes_default_except(Analyzer *a, const Type *result, bool is_extern)
{
    ExceptSpec spec = {.kind = EXCEPT_NONE};
    const Type *strip = type_strip(result);
    if (type_is_object(result) || strip->kind == TYPE_VIEW) {
        spec.kind = EXCEPT_NULL;
    } else if (is_extern || a->directives->legacy_implicit_noexcept) {
        spec.kind = EXCEPT_NONE;
    } else if (type_is_number(result)) {
        spec.kind = EXCEPT_CHECK;
        spec.int_value = -1;
        spec.float_value = -1.0;
    } else if (type_is_ptr(result)) {
        spec.kind = EXCEPT_CHECK;
        spec.c_value = "NULL";
    } else {
        spec.kind = EXCEPT_ALWAYS;
    }
    return spec;
}

static bool is_null_name(const Ast *node)
{
    return node->kind == AST_Name && strcmp(AST_AS(Name, node)->id->text, "NULL") == 0;
}

/* The value under casts that say the type of the result once more. */
static const Ast *uncast(const Ast *node)
{
    while (node->kind == AST_Cast)
        node = AST_AS(Cast, node)->operand;
    return node;
}

/* <T *>number; the number goes to spec->int_value. */
static bool is_pointer_number(Analyzer *a, const Scope *scope, const Ast *node, ExceptSpec *spec)
{
    ConstValue value = const_expr_eval(a, scope, AST_AS(Cast, node)->operand);
    spec->int_value = value.i;
    return value.kind == CONST_INT;
}

/* Does the value have a meaning in that many bits, with a sign or without? */
static bool fits_bits(const Type *type, int64_t value)
{
    uint32_t bits = type_is_int(type) ? type_int_size(type) * 8 : 0;
    return !bits || bits >= 64 || (value >= -((int64_t)1 << (bits - 1)) && value < (int64_t)1 << bits);
}

/* Fills the value of `except V`, `except? V`. */
static void set_except_value(Analyzer *a, const Scope *scope, const Ast *value, const Type *result,
                             ExceptSpec *spec)
{
    bool is_number = type_is_number(result);
    ConstValue constant = const_expr_eval(a, scope, is_number ? uncast(value) : value);
    if (type_strip(result)->kind == TYPE_COMPLEX) {
        spec->kind = EXCEPT_ALWAYS; /* asked for after every call, whatever the value */
    } else if (type_is_ptr(result) && is_null_name(uncast(value))) {
        spec->c_value = "NULL";
    } else if (constant.kind == CONST_C) {
        spec->c_value = constant.text;
    } else if (type_is_int(result) && constant.kind == CONST_STR && constant.len == 1) {
        spec->int_value = (unsigned char)constant.text[0]; /* except 'a' of a char function */
    } else if (is_number && constant.kind == CONST_INT && !fits_bits(result, constant.i)) {
        REPORT(a, DIAG_BAD_EXCEPT_VALUE, value->span, analyzer_typename(a, result));
    } else if (is_number && (constant.kind == CONST_INT || constant.kind == CONST_BOOL)) {
        spec->int_value = constant.i;
        spec->float_value = constant.f;
    } else if (type_is_float(result) && constant.kind == CONST_FLOAT) {
        spec->float_value = constant.f;
    } else if (value->kind == AST_Cast && type_is_ptr(result) && is_pointer_number(a, scope, value, spec)) {
        Buf text;
        buf_init(&text, a->arena);
        typename_c_declare(&text, result, "");
        spec->c_value = arena_printf(a->arena, "(%s)%lld", buf_text(&text), (long long)spec->int_value);
        spec->int_value = 0;
    } else if (constant.kind == CONST_NONE) {
        REPORT(a, DIAG_NOT_CONSTANT, value->span, "exception value");
        spec->kind = EXCEPT_ALWAYS;
    } else {
        REPORT(a, DIAG_BAD_EXCEPT_VALUE, value->span, analyzer_typename(a, result));
        spec->kind = EXCEPT_ALWAYS;
    }
}

static ExceptSpec resolve_except(Analyzer *a, const Scope *scope, const FuncSpec *func,
                                 const Type *result)
{
    ExceptSpec spec = ctypes_default_except(a, result, func->is_extern);
    if (!func->except || type_is_error(result))
        return spec;
    const AstExceptSpec *node = AST_AS(ExceptSpec, func->except);
    if (node->kind == AST_EXCEPT_DEFAULT)
        return spec;
    if (node->kind == AST_EXCEPT_CPP || node->kind == AST_EXCEPT_CPP_STAR) {
        analyzer_unsupported(a, node->head.span, "a C++ exception specification");
        return spec;
    }
    if (spec.kind == EXCEPT_NULL) {
        bool is_view = type_strip(result)->kind == TYPE_VIEW;
        if (is_view ? node->kind == AST_EXCEPT_VALUE || node->kind == AST_EXCEPT_CHECK
                    : node->kind != AST_EXCEPT_NOEXCEPT || type_is_object(result))
            REPORT(a, DIAG_EXCEPT_ON_OBJECT, node->head.span, analyzer_typename(a, result));
        return spec;
    }
    bool is_shortcut = node->kind == AST_EXCEPT_ALWAYS && !func->is_extern && !func->is_prototype &&
                       spec.kind == EXCEPT_CHECK;
    if (is_shortcut)
        return spec; /* `except *` of a number: -1 tells when to ask */
    spec = (ExceptSpec){.kind = node->kind == AST_EXCEPT_VALUE    ? EXCEPT_VALUE
                                : node->kind == AST_EXCEPT_CHECK  ? EXCEPT_CHECK
                                : node->kind == AST_EXCEPT_ALWAYS ? EXCEPT_ALWAYS
                                                                  : EXCEPT_NONE};
    if (spec.kind == EXCEPT_VALUE || spec.kind == EXCEPT_CHECK) {
        if (type_strip(result)->kind == TYPE_VOID || type_strip(result)->kind == TYPE_STRUCT) {
            REPORT(a, DIAG_BAD_EXCEPT_VALUE, node->head.span, analyzer_typename(a, result));
            spec.kind = EXCEPT_ALWAYS;
        } else {
            set_except_value(a, scope, node->value, result, &spec);
        }
    }
    return spec;
}

/* In a prototype a lone name may be a type: `size_t f(size_t)`. */
static const Type *lone_type(Analyzer *a, const Scope *scope, Atom name)
{
    const Symbol *symbol = scope_lookup(scope, name);
    if (!symbol || symbol->kind == SYM_BUILTIN)
        return ctypes_word(a, name);
    bool is_type = symbol->kind == SYM_TYPE || symbol->kind == SYM_CLASS;
    return is_type ? ctypes_of_symbol(a, symbol, symbol->span) : NULL;
}

Atom ctypes_param_name(Analyzer *a, const Scope *scope, const FuncSpec *spec, uint32_t index)
{
    const AstParam *param = AST_AS(Param, spec->params.items[index]);
    bool lone = spec->is_prototype && !param->type && param->name;
    a->fused_allowed++;
    bool is_type = lone && lone_type(a, scope, param->name);
    a->fused_allowed--;
    return is_type ? NULL : param->name;
}

const Atom *ctypes_pointer_names(Analyzer *a, const Scope *scope, const Ast *node)
{
    if (node && node->kind == AST_TypePtr)
        node = AST_AS(TypePtr, node)->target;
    if (!node || node->kind != AST_TypeFunc)
        return NULL;
    FuncSpec spec = {.params = AST_AS(TypeFunc, node)->params, .is_prototype = true};
    Atom *names = ARENA_ARRAY(a->arena, Atom, spec.params.len + 1);
    for (uint32_t i = 0; i < spec.params.len; i++)
        names[i] = ctypes_param_name(a, scope, &spec, i);
    return names;
}

/* Where object[T] may stand. Callers see the object alone, but that templates depend on what T is. */
static const Type *resolve_buffer(Analyzer *a, Scope *scope, const Ast *node)
{
    bool allowed = a->buffer_allowed;
    a->buffer_allowed = true;
    const Type *type = ctypes_resolve(a, scope, node);
    a->buffer_allowed = allowed;
    return view_type_of_buffer(type) && !fused_contains(type) ? type->decl->target : type;
}

const Type *ctypes_param_buffer(Analyzer *a, Scope *scope, const AstParam *param)
{
    if (!param->type || (param->type->kind != AST_TypeArgs && !a->spec))
        return NULL;
    bool allowed = a->buffer_allowed;
    a->buffer_allowed = true;
    a->quiet++;
    const Type *type = ctypes_resolve(a, scope, param->type);
    a->quiet--;
    a->buffer_allowed = allowed;
    return view_type_of_buffer(type) ? type : NULL;
}

/* Parameters are passed as C passes them: arrays and functions as pointers. */
static const Type *param_type(Analyzer *a, Scope *scope, const FuncSpec *spec,
                              const AstParam *param)
{
    const Type *type = NULL;
    if (spec->is_prototype && !param->type && param->name)
        type = lone_type(a, scope, param->name);
    if (!type && !param->type && param->annotation && a->directives->annotation_typing)
        type = ctypes_of_annotation(a, scope, param->annotation);
    if (!type)
        type = resolve_buffer(a, scope, param->type);
    if (type_strip(type)->kind == TYPE_ARRAY)
        return type_ptr(a->types, type_strip(type)->target);
    if (type->kind == TYPE_FUNC)
        return type_ptr(a->types, type);
    return type;
}

static bool is_void_list(const TypeFunc *func)
{
    return func->count == 1 && !func->params[0].name && func->params[0].type->kind == TYPE_VOID;
}

static void add_param(Analyzer *a, Scope *scope, const FuncSpec *spec, uint32_t index,
                      TypeFunc *func)
{
    const AstParam *param = AST_AS(Param, spec->params.items[index]);
    TypeParam *out = &func->params[func->count++];
    out->name = ctypes_param_name(a, scope, spec, index);
    out->type = param_type(a, scope, spec, param);
    analyzer_set_type(a, &param->head, out->type);
    if (param->kind == AST_PARAM_STAR || param->kind == AST_PARAM_STARSTAR ||
        param->kind == AST_PARAM_KWONLY)
        REPORT(a, DIAG_C_FUNC_PARAM, param->head.span,
               param->kind == AST_PARAM_KWONLY ? "keyword-only parameters" : "starred parameters");
    if (param->none_policy != AST_NONE_DEFAULT)
        REPORT(a, DIAG_NOT_ALLOWED, param->head.span, "`not None`",
               "on a parameter of a C function");
    const Type *strip = type_strip(out->type);
    if (strip->kind == TYPE_STRUCT && !strip->decl->is_complete && !strip->decl->is_extern &&
        !spec->is_prototype) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, param->head.span, analyzer_typename(a, strip));
        out->type = KIND_TYPE(a, ERROR);
    }
    if (type_is_lock(out->type)) {
        REPORT(a, DIAG_LOCK_COPY, param->head.span, analyzer_typename(a, out->type));
        out->type = KIND_TYPE(a, ERROR);
    }
    if (type_strip(out->type)->kind == TYPE_VOID && (spec->params.len > 1 || out->name)) {
        REPORT(a, DIAG_VOID_VALUE, param->head.span, "parameter");
        out->type = KIND_TYPE(a, ERROR);
    }
    if (param->default_value || param->optional_c)
        func->optional++;
}

const Type *ctypes_function(Analyzer *a, Scope *scope, const FuncSpec *spec)
{
    TypeFunc func = {.varargs = spec->varargs,
                     .nogil = spec->nogil || spec->with_gil,
                     .with_gil = spec->with_gil};
    func.result = resolve_buffer(a, scope, spec->returns);
    if (view_type_of_buffer(func.result))
        func.result = func.result->decl->target;
    TypeKind result = type_strip(func.result)->kind;
    if (spec->returns && spec->returns->kind == AST_TypeQual && AST_AS(TypeQual, spec->returns)->is_restrict)
        REPORT(a, DIAG_NOT_ALLOWED, spec->returns->span, "`restrict`", "on what a function returns");
    if (result == TYPE_ARRAY || result == TYPE_FUNC || type_is_lock(func.result)) {
        REPORT(a, DIAG_BAD_RESULT, spec->returns->span, analyzer_typename(a, func.result));
        func.result = KIND_TYPE(a, ERROR);
    }
    func.params = ARENA_ARRAY(a->arena, TypeParam, spec->params.len + 1);
    for (uint32_t i = 0; i < spec->params.len; i++)
        add_param(a, scope, spec, i, &func);
    if (is_void_list(&func)) {
        Diag *diag = REPORT(a, DIAG_VOID_VALUE, spec->params.items[0]->span, "parameter");
        if (diag)
            diag_note(a->diags, diag, SPAN_NONE, "a function without parameters is written `f()`");
        func.count = 0;
    }
    func.except = resolve_except(a, scope, spec, func.result);
    return type_func(a->types, &func);
}

Atom ctypes_class_alias(const Scope *scope, const Ast *node)
{
    bool is_name = node && node->kind == AST_TypeName && AST_AS(TypeName, node)->path.len == 1;
    Atom name = is_name ? AST_AS(TypeName, node)->path.items[0] : NULL;
    const Symbol *symbol = name ? scope_lookup(scope, name) : NULL;
    bool is_class = symbol && symbol->kind == SYM_TYPE && symbol->type && symbol->type->kind == TYPE_CLASS;
    return is_class && symbol->type->decl->name != name ? name : NULL;
}
