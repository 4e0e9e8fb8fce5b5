/* method_form.c: places of C methods with optional arguments; see method_form.h. */
#include "sema/method_form.h"

#include <string.h>

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

bool method_form_asks(const Symbol *method)
{
    const Symbol *declared = method->overrides ? method->overrides : method;
    return declared->is_cpdef && !declared->is_static && declared->cls->is_shared;
}

const Type *method_form_type(Types *types, const Symbol *method, const Type *type)
{
    if (!method_form_asks(method))
        return type;
    TypeFunc func = *type_strip(type)->func;
    TypeParam *params = ARENA_ARRAY(types->arena, TypeParam, func.count + 1);
    memcpy(params, func.params, func.count * sizeof *params);
    params[func.count++] = (TypeParam){.type = TYPE_OF(types, INT)};
    func.params = params;
    func.optional = 0;
    return type_func(types, &func);
}

bool method_form_is_usual(const ClassInfo *cls)
{
    for (; cls && cls->type->decl->vtab; cls = cls->base)
        for (uint32_t i = 0; i < cls->type->decl->vtab->decl->field_count; i++)
            if (strchr(cls->type->decl->vtab->decl->fields[i].name->text, '/'))
                return false;
    return true;
}
