/* mangle.c: private names; see mangle.h.
 *
 * The nearest class around the place counts, also from functions in it. Leading underscores of the
 * class's name are dropped; a class of nothing but underscores mangles nothing. Giving a mangled
 * name again is harmless: it no longer starts with two underscores.
 * Source: Python language reference 6.2.1, "Private name mangling".
 *
 *     class _Tree: self.__root   ->   self._Tree__root
 */
#include "sema/mangle.h"

#include <stdio.h>
#include <string.h>

static bool is_private(Atom name)
{
    const char *text = name->text;
    if (name->len < 3 || text[0] != '_' || text[1] != '_' || strchr(text, '.'))
        return false;
    return text[name->len - 1] != '_' || text[name->len - 2] != '_';
}

/* A class whose type parameter the name is, where they are bound: `class C[__T]` has _C__T. */
static Atom generic_class(const Scope *scope, Atom name)
{
    bool is_around = scope->sees_class && scope->node && scope->node->kind == AST_ClassDef;
    const AstClassDef *class = is_around ? AST_AS(ClassDef, scope->node) : NULL;
    for (uint32_t i = 0; class && i < class->type_params.len; i++)
        if (AST_AS(TypeParam, class->type_params.items[i])->name == name)
            return class->name;
    return NULL;
}

static const char *class_name(const Scope *scope, Atom name)
{
    for (; scope; scope = scope->parent) {
        Atom class = scope->kind == SCOPE_CLASS ? scope->name : generic_class(scope, name);
        if (class)
            return class->text + strspn(class->text, "_");
        if (scope->kind == SCOPE_CLASS)
            break;
    }
    return NULL;
}

Atom mangle_name(AtomTable *atoms, const Scope *scope, Atom name)
{
    if (!name || !is_private(name))
        return name;
    const char *class = class_name(scope, name);
    if (!class || !class[0])
        return name;
    return atom_from(atoms, arena_printf(atoms->arena, "_%s%s", class, name->text));
}

Symbol *mangle_member(AtomTable *atoms, const Scope *scope, const Type *type, Atom name)
{
    Symbol *member = scope_member(type, mangle_name(atoms, scope, name));
    for (type = type_strip(type); !member && type && type->kind == TYPE_CLASS && is_private(name);) {
        const Symbol *cls = type->decl->symbol;
        if (cls && cls->inner)
            member = scope_find(cls->inner, mangle_name(atoms, cls->inner, name));
        type = type->decl->base ? type_strip(type->decl->base) : NULL;
    }
    return member;
}
