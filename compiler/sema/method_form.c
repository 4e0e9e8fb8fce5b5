/* method_form.c: places of C methods with optional arguments; see method_form.h. */
#include "sema/method_form.h"

Atom method_form_key(AtomTable *atoms, const Symbol *method, uint32_t count, bool is_own)
{
    const Symbol *declared = method->overrides ? method->overrides : method;
    if (!is_own && count == type_strip(declared->type)->func->count)
        return declared->name;
    const char *form = is_own ? "own " : "";
    return atom_from(atoms, arena_printf(atoms->arena, "%s/%s%u", declared->name->text, form, (unsigned)count));
}

const ClassInfo *method_form_owner(const ClassInfo *cls, Atom key)
{
    for (; cls && cls->type->decl->vtab; cls = cls->base) {
        bool is_own = !cls->base || cls->base->type->decl->vtab != cls->type->decl->vtab;
        if (is_own && type_field(cls->type->decl->vtab, key))
            return cls;
    }
    return NULL;
}
