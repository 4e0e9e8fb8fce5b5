/* declare_var.c: declarations of C variables; see declare_var.h. Source: Cython language basics, "C variable and
 * type definitions". */
#include "sema/declare_var.h"
#include "sema/ctypes.h"
#include "sema/mangle.h"
#include "sema/names.h"
#include "sema/public.h"
#include "sema/view_type.h"

const char *declare_string(const Ast *node)
{
    return node && node->kind == AST_StrLit ? AST_AS(StrLit, node)->value : NULL;
}

Symbol *declare_again(Analyzer *a, Span span, const Symbol *known)
{
    if (known->kind != SYM_POISON)
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, known->name->text), known);
    return NULL;
}

void declare_poison(Analyzer *a, Scope *scope, Atom name, Span span)
{
    if (name && !scope_find(scope, name))
        scope_add(a->arena, scope, SYM_POISON, name, KIND_TYPE(a, ERROR), span);
}

/* A type that a variable can have; reports and poisons the others. */
static const Type *variable_type(Analyzer *a, Span span, const Type *type)
{
    const Type *strip = type_strip(type);
    if (strip->kind == TYPE_FUNC)
        return type_ptr(a->types, type);
    if (strip->kind == TYPE_VOID) {
        REPORT(a, DIAG_VOID_VALUE, span, "variable");
        return KIND_TYPE(a, ERROR);
    }
    const Type *element = strip;
    while (element->kind == TYPE_ARRAY) {
        if (!type_array_has_len(element) && !a->in_extern) {
            REPORT(a, DIAG_NOT_CONSTANT, span, "array size");
            return KIND_TYPE(a, ERROR);
        }
        element = type_strip(element->target);
    }
    if (element->kind == TYPE_STRUCT && !element->decl->is_complete && !element->decl->is_extern) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, span, analyzer_typename(a, element));
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

/* Is what is being declared defined by another module? */
bool declare_is_shared(const Analyzer *a)
{
    return a->is_pxd && !a->is_own_pxd && !a->in_extern;
}

void declare_add_shared(Analyzer *a, Symbol *symbol)
{
    symbol->from_module = a->module_name;
    vec_push(a->arena, &a->sema->shared, symbol);
}

static Symbol *add_module_variable(Analyzer *a, Scope *scope, Atom name, const Type *type,
                                   Span span)
{
    Symbol *known = scope_find(scope, name);
    if (known) {
        bool repeats = known->kind == SYM_CGLOBAL && known->type == type && known->decl == NULL;
        return repeats ? known : declare_again(a, span, known);
    }
    if (a->in_extern) {
        if (type_is_object(type))
            REPORT(a, DIAG_BAD_ELEMENT, span, "an extern variable", analyzer_typename(a, type));
        Symbol *symbol = scope_add(a->arena, scope, SYM_EXTERN, name, type, span);
        symbol->header = a->header;
        symbol->is_private_extern = a->is_pxd;
        return symbol;
    }
    Symbol *symbol = scope_add(a->arena, scope, SYM_CGLOBAL, name, type, span);
    symbol->is_exported = a->is_own_pxd;
    if (declare_is_shared(a))
        declare_add_shared(a, symbol);
    else
        vec_push(a->arena, &a->sema->cglobals, symbol);
    return symbol;
}

static void declare_module_variable(Analyzer *a, Scope *scope, const AstCDeclarator *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    const Type *type = variable_type(a, span, ctypes_resolve(a, scope, node->type));
    analyzer_set_type(a, &node->head, type);
    Symbol *symbol = add_module_variable(a, scope, node->name, type, span);
    analyzer_set_symbol(a, &node->head, symbol);
    if (!symbol)
        return;
    symbol->is_declared = true;
    symbol->param_names = ctypes_pointer_names(a, scope, node->type);
    const char *c_name = declare_string(node->c_name);
    symbol->c_name = c_name ? c_name : a->in_extern ? node->name->text : NULL;
    if (!a->is_pxd)
        symbol->decl = &node->head;
    if (node->init && a->in_extern)
        REPORT(a, DIAG_NO_INIT, node->init->span);
}

void declare_module_variables(Analyzer *a, Scope *scope, const AstCVarDef *node)
{
    bool was_extern = a->in_extern;
    if (node->visibility == AST_VIS_EXTERN && !was_extern) {
        a->in_extern = true;
        a->header = "";
    }
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_module_variable(a, scope, AST_AS(CDeclarator, node->declarators.items[i]));
    for (uint32_t i = 0; i < node->declarators.len; i++) {
        Symbol *symbol = analyzer_symbol(a, node->declarators.items[i]);
        if (symbol && symbol->kind == SYM_CGLOBAL) {
            symbol->is_public |= node->visibility == AST_VIS_PUBLIC;
            symbol->is_api |= node->is_api;
            if ((symbol->is_public || symbol->is_api) && !was_extern && !AST_AS(CDeclarator, node->declarators.items[i])->c_name)
                public_check_name(a, node->declarators.items[i]->span, symbol->name);
        }
    }
    a->in_extern = was_extern;
}

static void declare_local(Analyzer *a, Scope *scope, const AstCDeclarator *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    a->buffer_allowed = true;
    const Type *type = variable_type(a, span, ctypes_resolve(a, scope, node->type));
    a->buffer_allowed = false;
    analyzer_set_type(a, &node->head, type);
    Atom name = mangle_name(a->atoms, scope, node->name);
    Symbol *symbol = scope_find(scope, name);
    if (symbol && (symbol->is_declared || symbol->kind != SYM_LOCAL || symbol->is_param)) {
        declare_again(a, span, symbol);
        return;
    }
    Span earlier = symbol ? symbol->span : SPAN_NONE;
    if (!symbol)
        symbol = scope_add(a->arena, scope, SYM_LOCAL, name, type, span);
    symbol->span = span;
    symbol->type = type;
    symbol->param_names = ctypes_pointer_names(a, scope, node->type);
    view_type_attach(symbol);
    symbol->decl = &node->head;
    symbol->is_declared = true;
    if (earlier.file)
        names_check_order(a, symbol, earlier);
    analyzer_set_symbol(a, &node->head, symbol);
}

void declare_locals(Analyzer *a, Scope *scope, const AstCVarDef *node)
{
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_local(a, scope, AST_AS(CDeclarator, node->declarators.items[i]));
}
