/* declare_attribute.c: C attributes of extension types; see declare_attribute.h. */
#include "sema/declare_attribute.h"
#include "sema/class_layout.h"
#include "sema/container.h"
#include "sema/ctypes.h"
#include "sema/mangle.h"
#include "sema/public.h"
#include <string.h>

static const Type *attribute_type(Analyzer *a, Span span, const Type *type)
{
    const Type *strip = type_strip(type);
    if (strip->kind == TYPE_FUNC)
        return type_ptr(a->types, type);
    if (strip->kind == TYPE_VOID) {
        REPORT(a, DIAG_VOID_VALUE, span, "attribute");
        return KIND_TYPE(a, ERROR);
    }
    if (strip->kind == TYPE_STRUCT && !strip->decl->is_complete && !strip->decl->is_extern) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, span, analyzer_typename(a, strip));
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

/* cdef dict __dict__, cdef object __weakref__: CPython finds them by their offset. */
static bool declare_hidden(Analyzer *a, ClassInfo *cls, const AstCDeclarator *node,
                           AstVisibility visibility)
{
    bool is_dict = strcmp(node->name->text, "__dict__") == 0;
    if (!is_dict && strcmp(node->name->text, "__weakref__") != 0)
        return false;
    if (visibility == AST_VIS_PUBLIC || visibility == AST_VIS_READONLY)
        REPORT(a, DIAG_NOT_ALLOWED, analyzer_name_span(node->name_span, &node->head),
               "`public` or `readonly`", "for this attribute");
    *(is_dict ? &cls->has_dict : &cls->has_weakrefs) = true;
    class_layout_add(a, cls->type->decl->layout, node->name, KIND_TYPE(a, OBJECT),
              is_dict ? "dict" : "weakrefs");
    return true;
}

static void check_hidden_type(Analyzer *a, Span span, Atom name, const Type *type)
{
    bool is_dict = strcmp(name->text, "__dict__") == 0;
    TypeKind wanted = is_dict ? TYPE_DICT : TYPE_OBJECT;
    if (!type_is_error(type) && type_strip(type)->kind != wanted)
        REPORT(a, DIAG_HIDDEN_TYPE, span, name->text, is_dict ? "dict" : "object");
}

/* Is the name taken? A pxd may say the same as a .py file; all else is reported. */
static bool is_taken(Analyzer *a, const Scope *members, Atom name, Span span, const Type *type, const AstCDeclarator *node,
                     bool is_pure)
{
    const Symbol *known = scope_find(members, name);
    if (!known)
        return false;
    bool repeats = is_pure && known->kind == SYM_FIELD && known->span.file != span.file && type_same(type, known->type);
    if (!repeats)
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), known);
    return true;
}

static const char *c_name_of(Analyzer *a, const ClassInfo *cls, const AstCDeclarator *node)
{
    bool is_named = node->c_name && node->c_name->kind == AST_StrLit;
    if (is_named && !cls->is_extern)
        public_check_c_name(a, node->c_name->span, AST_AS(StrLit, node->c_name)->value);
    if (is_named)
        return AST_AS(StrLit, node->c_name)->value;
    if (cls->is_extern || cls->type->decl->layout->decl->is_public) /* other C code knows it by its name */
        return node->name->text;
    return class_layout_member(a, node->name, cls->fields.len);
}

/* What Python sees must convert: dataclass fields that do not are not shown. */
static void check_crossing(Analyzer *a, Symbol *symbol, const Type *type, Span span, bool is_field)
{
    bool crosses = symbol->is_open || symbol->is_readonly;
    if (!crosses || convert_implicit(a->types, type, KIND_TYPE(a, OBJECT)) != CONVERT_NONE)
        return;
    if (is_field)
        symbol->is_open = symbol->is_readonly = false;
    else if (!type_is_error(type) && type->kind != TYPE_ARRAY)
        REPORT(a, DIAG_CANNOT_CONVERT, span, analyzer_typename(a, type), "object");
}

static void declare_attribute(Analyzer *a, ClassInfo *cls, const AstCVarDef *statement, const AstCDeclarator *node)
{
    Scope *members = cls->symbol->inner;
    Span span = analyzer_name_span(node->name_span, &node->head);
    if (container_is_class_var(node->type))
        return; /* an attribute of the class, like any that its body sets */
    const Type *type = attribute_type(a, span, ctypes_resolve(a, members, node->type));
    analyzer_set_type(a, &node->head, type);
    if (strcmp(node->name->text, "__cythonbufferdefaults__") == 0)
        return; /* only says how buffers of it are to be read when nothing else does */
    class_layout_check(a, cls, span);
    if (declare_hidden(a, cls, node, statement->visibility)) {
        check_hidden_type(a, span, node->name, type);
        return;
    }
    Atom name = mangle_name(a->atoms, members, node->name);
    if (is_taken(a, members, name, span, type, node, statement->is_pure))
        return;
    if (node->init)
        REPORT(a, DIAG_NOT_ALLOWED, node->init->span, "an initial value", "for an attribute of an extension type");
    Symbol *symbol = scope_add(a->arena, members, SYM_FIELD, name, type, span);
    symbol->cls = cls;
    symbol->decl = &node->head;
    symbol->is_declared = true;
    symbol->is_open = statement->visibility == AST_VIS_PUBLIC;
    symbol->is_readonly = statement->visibility == AST_VIS_READONLY;
    class_layout_add(a, cls->type->decl->layout, name, type, c_name_of(a, cls, node));
    vec_push(a->arena, &cls->fields, symbol);
    check_crossing(a, symbol, type, span, statement->is_field);
}

void declare_attributes(Analyzer *a, ClassInfo *cls, const AstCVarDef *node)
{
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_attribute(a, cls, node, AST_AS(CDeclarator, node->declarators.items[i]));
}
