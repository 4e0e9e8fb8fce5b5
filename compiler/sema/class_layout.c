/* class_layout.c: the structs of an extension type in C; see class_layout.h. */
#include "sema/class_layout.h"
#include "type/cname.h"
#include <string.h>

const char *class_layout_member(Analyzer *a, Atom name, uint32_t index)
{
    for (uint32_t i = 0; i < name->len; i++)
        if ((unsigned char)name->text[i] >= 0x80)
            return arena_printf(a->types->arena, "f%u_", (unsigned)index);
    if (strchr(name->text, '[')) /* one of a template */
        return arena_printf(a->types->arena, "%s%.*s_%u_", name->text[0] == '_' ? "f_" : "",
                            (int)strcspn(name->text, "["), name->text, (unsigned)index);
    bool is_ours = strcmp(name->text, "base") == 0 || strcmp(name->text, "vtab") == 0;
    if (is_ours || cname_is_refused(a->atoms, name->text))
        return arena_printf(a->types->arena, "f_%s", name->text);
    return name->text;
}

const Type *class_layout_struct(Analyzer *a, const char *c_name, bool is_extern)
{
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    decl->name = analyzer_atom(a, c_name);
    decl->c_name = arena_strdup(a->types->arena, c_name);
    decl->header = "";
    decl->is_extern = is_extern;
    decl->is_complete = true;
    const Type *type = type_nominal(a->types, TYPE_STRUCT, decl);
    if (!is_extern)
        vec_push(a->arena, &a->sema->nominal, type);
    return type;
}

void class_layout_check(Analyzer *a, const ClassInfo *cls, Span span)
{
    const ClassInfo *root = cls;
    while (root->base)
        root = root->base;
    if (root->is_varsized)
        REPORT(a, DIAG_NO_FIELDS, span, root->builtin->name->text);
}

void class_layout_add(Analyzer *a, const Type *layout, Atom name, const Type *type,
                      const char *c_name)
{
    TypeDecl *decl = layout->decl;
    TypeField *fields = ARENA_ARRAY(a->types->arena, TypeField, decl->field_count + 1);
    if (decl->field_count)
        memcpy(fields, decl->fields, decl->field_count * sizeof *fields);
    fields[decl->field_count++] = (TypeField){.name = name, .type = type, .c_name = c_name};
    decl->fields = fields;
}

const Type *class_layout_builtin(Analyzer *a, const Symbol *symbol)
{
    static const struct {
        const char *name, *object;
    } rows[] = {
#define BASE(name, object, type) {#name, object},
#include "type/bases.def"
#undef BASE
    };
    const char *object = NULL;
    const BuiltinRow *row = builtins_row(a->builtins, symbol);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, symbol->name->text) == 0)
            object = rows[i].object;
    if (!object && row && row->what == BUILTIN_EXC)
        object = "PyBaseExceptionObject";
    return object ? class_layout_struct(a, object, true) : NULL;
}
