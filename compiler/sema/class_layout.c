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

static void insert(Analyzer *a, TypeDecl *decl, uint32_t index, TypeField field)
{
    TypeField *fields = ARENA_ARRAY(a->types->arena, TypeField, decl->field_count + 1);
    if (index)
        memcpy(fields, decl->fields, index * sizeof *fields);
    fields[index] = field;
    if (index < decl->field_count)
        memcpy(fields + index + 1, decl->fields + index, (decl->field_count - index) * sizeof *fields);
    decl->fields = fields;
    decl->field_count++;
}

void class_layout_add(Analyzer *a, const Type *layout, Atom name, const Type *type,
                      const char *c_name)
{
    insert(a, layout->decl, layout->decl->field_count, (TypeField){.name = name, .type = type, .c_name = c_name});
}

void class_layout_add_table(Analyzer *a, const Type *layout, const Type *vtab)
{
    const Type *pointer = type_ptr(a->types, type_qualified(a->types, vtab, TYPE_QUAL_CONST));
    TypeField field = {.name = analyzer_atom(a, "(vtab)"), .type = pointer, .c_name = "vtab"};
    insert(a, layout->decl, layout->decl->field_count ? 1 : 0, field);
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
