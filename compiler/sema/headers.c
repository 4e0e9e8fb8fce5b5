/* headers.c: C headers of types that nobody names.
 *
 * A header is included when the source uses a name from it (analyzer_use_header). The structs of extension types,
 * their tables of C methods, and functions of other modules are spelt in the generated C as well, with types that
 * only a pxd says:
 *
 *     a.pxd:  cdef extern from "g.h": ctypedef struct gen_t      b.pyx:  from a cimport Base
 *             cdef class Base: cdef gen_t gen                            cdef class Derived(Base): ...
 *
 * b's C has `gen_t f_gen;` in the struct of Base, so it includes g.h.
 */
#include "sema/headers.h"

typedef struct Walk {
    Analyzer *a;
    Map seen; /* declarations */
} Walk;

static void use_type(Walk *w, const Type *type);
static void use_class(Walk *w, const TypeDecl *decl);

static void use_func(Walk *w, const TypeFunc *func)
{
    for (uint32_t i = 0; i < func->count; i++)
        use_type(w, func->params[i].type);
    use_type(w, func->result);
}

static void use_decl(Walk *w, const TypeDecl *decl)
{
    if (map_has(&w->seen, decl))
        return;
    map_set(w->a->arena, &w->seen, decl, (void *)decl);
    if (decl->is_extern && decl->header)
        analyzer_add_header(w->a, decl->header);
    if (decl->is_extern)
        return;
    if (decl->target)
        use_type(w, decl->target);
    for (uint32_t i = 0; i < decl->field_count; i++)
        use_type(w, decl->fields[i].type);
}

static void use_type(Walk *w, const Type *type)
{
    while (type->kind == TYPE_PTR || type->kind == TYPE_ARRAY || type->kind == TYPE_CONST)
        type = type->target;
    if (type->kind == TYPE_FUNC)
        use_func(w, type->func);
    else if (type->kind == TYPE_CLASS)
        use_class(w, type->decl);
    else if (type->decl)
        use_decl(w, type->decl);
}

/* Also of classes that C methods give and take, which need not be named: their attributes can be. */
static void use_class(Walk *w, const TypeDecl *decl)
{
    if (decl->is_builtin || map_has(&w->seen, decl))
        return;
    map_set(w->a->arena, &w->seen, decl, (void *)decl);
    if (decl->layout)
        use_type(w, decl->layout);
    if (decl->vtab)
        use_type(w, decl->vtab);
}

void headers_use_func(Analyzer *a, const TypeFunc *func)
{
    Walk w = {.a = a};
    use_func(&w, func);
}

void headers_use_declared(Analyzer *a)
{
    Walk w = {.a = a};
    for (uint32_t i = 0; i < a->sema->shared.len; i++)
        if (a->sema->shared.items[i]->is_used)
            use_type(&w, a->sema->shared.items[i]->type);
    for (uint32_t i = 0; i < a->sema->cglobals.len; i++)
        use_type(&w, a->sema->cglobals.items[i]->type);
    for (uint32_t i = 0; i < a->sema->classes.len; i++)
        use_class(&w, a->sema->classes.items[i]->type->decl);
    for (uint32_t i = 0; i < a->used_classes.len; i++)
        use_class(&w, a->used_classes.items[i]->decl);
}
