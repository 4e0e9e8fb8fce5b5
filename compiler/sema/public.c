/* public.c: rules of public C functions; see public.h. Source: Cython user guide, "Interfacing with External C Code: Public
 * Declarations".
 *
 *     cdef public void f(private_t x)   ->   error at f: a header with its prototype could not be compiled
 */
#include "sema/public.h"

#include "type/cname.h"
#include <string.h>

/* What a public function points to becomes public with it. */
static void check_public_type(Analyzer *a, Span span, const Type *type)
{
    bool is_pointer = type->kind == TYPE_PTR;
    while (type->kind == TYPE_PTR || type->kind == TYPE_ARRAY)
        type = type->target;
    TypeDecl *decl = type->decl;
    bool is_named = type->kind == TYPE_TYPEDEF || type->kind == TYPE_STRUCT || type->kind == TYPE_ENUM;
    if (!is_named || !decl || decl->is_extern || decl->is_public)
        return;
    if (is_pointer && type->kind == TYPE_STRUCT)
        decl->is_public = true;
    else
        REPORT(a, DIAG_PRIVATE_TYPE, span, analyzer_typename(a, type));
}

void public_check_c_name(Analyzer *a, Span span, const char *text)
{
    if (strcmp(cname_identifier(a->arena, text, strlen(text)), text) != 0)
        REPORT(a, DIAG_NOT_ALLOWED, span, arena_printf(a->arena, "`%s`", text), "as a name in C");
}

void public_check_name(Analyzer *a, Span span, Atom name)
{
    if (cname_is_refused(a->atoms, name->text))
        REPORT(a, DIAG_NOT_ALLOWED, span, arena_printf(a->arena, "the name `%s`", name->text),
               "for a public declaration: it means something else in C");
}

/* What other C code calls is made of types that it knows. */
void public_check(Analyzer *a, const AstCFuncDef *node, const TypeFunc *func)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    check_public_type(a, span, func->result);
    for (uint32_t i = 0; i < func->count; i++)
        check_public_type(a, span, func->params[i].type);
    if (func->optional)
        REPORT(a, DIAG_NOT_ALLOWED, span, "an optional parameter", "in a public C function");
    if (!node->c_name)
        public_check_name(a, span, node->name);
}
