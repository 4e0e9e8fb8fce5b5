/* lower_enum.c: cpdef enums: the Python classes of C enums.
 *
 * The class is made when the module begins, before any function is, and kept in a field of the module state:
 * values of the enum become its members. That of another module is asked for when a value is converted. The items of an
 * anonymous cpdef enum are integers in the module.
 *
 *     cpdef enum E: A = 1   ->   set E, (prim enum_class 'E', None, (('A', 1),)); prim global_set 'E', E
 */
#include "lower/lower_enum.h"

#include "lower/lower_convert.h"
#include "lower/lower_literal.h"

static IrVar *class_var(Lower *lw, const Type *type)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    return lower_global(lw->unit, decl, decl->name, LOWER_TYPE(lw, OBJECT));
}

static Insn *item_value(Lower *lw, Symbol *symbol)
{
    const Type *type = LOWER_TYPE(lw, LLONG);
    if (symbol->has_value)
        return lower_box(lw, ir_int(&lw->b, type, symbol->int_value));
    return lower_box(lw, ir_cast(&lw->b, type, ir_get(&lw->b, lower_var(lw, symbol))));
}

static Insn *build(Lower *lw, IrBuild what, TypeKind kind, Insn **items, uint32_t count)
{
    return ir_append(&lw->b, IR_BUILD, (uint16_t)what, lw->types->simple[kind], items, count);
}

static void make_class(Lower *lw, const EnumFace *face)
{
    uint32_t count = face->node->items.len;
    Insn **pairs = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!face->items[i])
            continue;
        Insn *pair[] = {lower_name(lw, face->items[i]->name), item_value(lw, face->items[i])};
        pairs[len++] = build(lw, IR_BUILD_TUPLE, TYPE_TUPLE, pair, 2);
    }
    Insn *items = build(lw, IR_BUILD_LIST, TYPE_LIST, pairs, len);
    Insn *doc = face->node->doc ? lower_literal_object(lw, face->node->doc) : lower_none(lw);
    Insn *name = lower_name(lw, face->node->name);
    Insn *made = LOWER_PRIM(lw, enum_class, name, doc, items);
    IrVar *var = class_var(lw, face->type);
    ir_set(&lw->b, var, made);
    LOWER_PRIM(lw, global_set, name, ir_get(&lw->b, var));
}

void lower_enum_faces(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->faces.len; i++) {
        const EnumFace *face = lw->sema->faces.items[i];
        if (face->type) {
            make_class(lw, face);
            continue;
        }
        for (uint32_t k = 0; k < face->node->items.len; k++)
            if (face->items[k])
                LOWER_PRIM(lw, global_set, lower_name(lw, face->items[k]->name),
                           item_value(lw, face->items[k]));
    }
}

Insn *lower_enum_class(Lower *lw, const Type *type)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    if (decl->face_module)
        return LOWER_PRIM(lw, enum_import, lower_str(lw, decl->face_module), lower_str(lw, decl->name->text));
    return ir_get(&lw->b, class_var(lw, type));
}

Insn *lower_enum_item(Lower *lw, Insn *value)
{
    Insn *number = lower_box(lw, ir_cast(&lw->b, LOWER_TYPE(lw, LLONG), value));
    return LOWER_PRIM(lw, enum_item, lower_enum_class(lw, value->type), number);
}
