/* declare_method.c: C methods of extension types and their places in the table; see declare_method.h.
 *
 * The class's own table starts with that of its base; a method that takes the place of a base's gets no place, one
 * with optional arguments has a place for each number of them (method_form.h).
 *
 *     cdef class P:                              struct P_vtab { double (*area)(PyObject *); };
 *         cdef double area(self)
 *     cdef class Q(P):                           struct Q_vtab { struct P_vtab base; int (*side)(PyObject *, int);
 *         cdef double area(self)                                 int (*side_1)(PyObject *); };
 *         cdef int side(self, int i=0)
 */
#include "sema/declare_method.h"
#include "sema/class_layout.h"
#include "sema/method_form.h"
#include <string.h>

/* The class's own table; the first of a line of classes gets the pointer to it as well. */
static const Type *own_vtab(Analyzer *a, const ClassInfo *cls)
{
    TypeDecl *decl = cls->type->decl;
    const Type *inherited = cls->base ? cls->base->type->decl->vtab : NULL;
    if (decl->vtab && decl->vtab != inherited)
        return decl->vtab;
    decl->vtab = class_layout_struct(a, arena_printf(a->arena, "struct %s_vtab", cls->prefix), false);
    if (inherited)
        class_layout_add(a, decl->vtab, analyzer_atom(a, "(base)"), inherited, "base");
    else
        class_layout_add_table(a, decl->layout, decl->vtab);
    return decl->vtab;
}

const Type *declare_method_type(Analyzer *a, const ClassInfo *cls, const Type *type)
{
    TypeFunc func = *type->func;
    if (!func.count)
        return type;
    func.params = ARENA_ARRAY(a->arena, TypeParam, func.count + 1);
    memcpy(func.params, type->func->params, func.count * sizeof *func.params);
    func.params[0].type = cls->type;
    return type_func(a->types, &func);
}

bool declare_is_static(const AstNodes *decorators)
{
    for (uint32_t i = 0; i < decorators->len; i++) {
        const Ast *node = decorators->items[i];
        if (node->kind == AST_Name && (strcmp(AST_AS(Name, node)->id->text, "staticmethod") == 0 ||
                                       strcmp(AST_AS(Name, node)->id->text, "classmethod") == 0))
            return true;
    }
    return false;
}

static bool makes_static(const Ast *node, Atom name)
{
    if (node->kind != AST_Assign || AST_AS(Assign, node)->value->kind != AST_Call)
        return false;
    const AstCall *call = AST_AS(Call, AST_AS(Assign, node)->value);
    const Ast *target = AST_AS(Assign, node)->targets.items[0];
    bool is_plain = call->args.len == 1 && call->args.items[0]->kind == AST_Name &&
                    call->func->kind == AST_Name;
    if (!is_plain || target->kind != AST_Name || AST_AS(Name, target)->id != name ||
        AST_AS(Name, call->args.items[0])->id != name)
        return false;
    const char *wrapper = AST_AS(Name, call->func)->id->text;
    return strcmp(wrapper, "staticmethod") == 0 || strcmp(wrapper, "classmethod") == 0;
}

bool declare_becomes_static(const ClassInfo *cls, Atom name)
{
    for (uint32_t i = 0; i < cls->body.len; i++)
        if (makes_static(cls->body.items[i], name))
            return true;
    return false;
}

static bool defines(const ClassInfo *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->body.len; i++)
        if (cls->body.items[i]->kind == AST_FunctionDef &&
            strcmp(AST_AS(FunctionDef, cls->body.items[i])->name->text, name) == 0)
            return true;
    return false;
}

SpecialId declare_special(const ClassInfo *cls, Atom name)
{
    if (strcmp(name->text, "__nonzero__") == 0 && !defines(cls, "__bool__"))
        return SPECIAL_bool;
    if (strcmp(name->text, "__long__") == 0 && !defines(cls, "__int__"))
        return SPECIAL_int;
    return special_find(name->text);
}

/* May callers that know the method of the base only call this one? The instance is not looked at. */
static bool fits_base(Analyzer *a, const Type *type, const Type *base)
{
    const TypeFunc *own = type_strip(type)->func, *other = type_strip(base)->func;
    if (own->count - own->optional > other->count - other->optional || own->count < other->count)
        return false;
    for (uint32_t i = 1; i < other->count; i++)
        if (!type_same(own->params[i].type, other->params[i].type) &&
            !(type_is_object(own->params[i].type) && type_is_object(other->params[i].type)))
            return false;
    if (other->nogil && !own->nogil && !own->with_gil)
        return false;
    return type_same(own->result, other->result) || analyzer_is_poisoned(own->result) ||
           convert_implicit(a->types, own->result, other->result) == CONVERT_SAME;
}

/* A place in the table for each number of arguments that the method takes and no base has one for. */
static void add_places(Analyzer *a, ClassInfo *cls, const Symbol *symbol, bool is_own)
{
    const Type *type = type_strip(symbol->type);
    const char *name = class_layout_member(a, symbol->name, cls->methods.len);
    for (uint32_t left = 0; type->kind == TYPE_FUNC && left <= type->func->optional; left++) {
        Atom key = method_form_key(a->atoms, symbol, type->func->count - left, is_own);
        if (method_form_owner(cls, key))
            continue;
        const Type *form = left ? type_func_short(a->types, symbol->type, left) : symbol->type;
        const char *c_name = arena_printf(a->types->arena, left ? "%s%s_%u" : "%s%s", name, is_own ? "_own" : "", (unsigned)left);
        const Type *vtab = own_vtab(a, cls);
        for (uint32_t i = 0; i < vtab->decl->field_count; i++)
            if (strcmp(vtab->decl->fields[i].c_name, c_name) == 0)
                c_name = arena_printf(a->types->arena, "%s_", c_name);
        class_layout_add(a, vtab, key, type_ptr(a->types, is_own ? form : method_form_type(a->types, symbol, form)), c_name);
    }
}

static void add_all_places(Analyzer *a, ClassInfo *cls, const Symbol *symbol)
{
    add_places(a, cls, symbol, false);
    if (cls->is_shared && symbol->is_cpdef && !symbol->is_static && !method_form_asks(symbol))
        add_places(a, cls, symbol, true);
}

Symbol *declare_inherited(const ClassInfo *cls, Atom name)
{
    Symbol *known = cls->base ? scope_member(cls->base->type, name) : NULL;
    while (known && known->overrides)
        known = known->overrides;
    return known;
}

void declare_method_place(Analyzer *a, ClassInfo *cls, Symbol *symbol, Symbol *known, bool is_virtual,
                          bool is_inline)
{
    symbol->cls = cls;
    bool is_method = known && known->kind == SYM_CFUNC;
    if (is_method && known->is_static && symbol->is_static) {
        symbol->is_final = true;
    } else if (is_method && known->is_final) {
        Diag *diag = REPORT(a, DIAG_FINAL_METHOD, symbol->span, symbol->name->text);
        analyzer_note_symbol(a, diag, known);
        symbol->is_final = true;
    } else if (is_method) {
        bool is_compared = !analyzer_is_poisoned(symbol->type) && !symbol->is_static &&
                           !known->is_static;
        bool loses_python = known->is_cpdef && !symbol->is_cpdef;
        if (known->fused || loses_python || (is_compared && !fits_base(a, symbol->type, known->type)))
            analyzer_note_symbol(
                a, REPORT(a, DIAG_DIFFERENT_DECLARATION, symbol->span, symbol->name->text), known);
        symbol->overrides = known;
        add_all_places(a, cls, symbol);
        vec_push(a->arena, &cls->overriding, symbol);
    } else if (is_virtual || (cls->is_shared && !is_inline)) {
        symbol->is_final = !is_virtual;
        class_layout_check(a, cls, symbol->span);
        add_all_places(a, cls, symbol);
        vec_push(a->arena, &cls->methods, symbol);
    } else {
        symbol->is_final = true;
    }
}
