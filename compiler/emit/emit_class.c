/* emit_class.c: extension types: tables of C methods, slots, attributes, and the KrClassDef that names them.
 *
 * Place in the pipeline: called by emit_module behind the functions, which the tables point to. Methods that a slot can
 * call as they are stand in the table of slots; others go through a function that a macro of kr/cclass.h makes.
 *
 *     class P { special add, x: obj }   ->   KR_SLOT_BINARY(P_nb_add_slot, Py_nb_add, M.P_type, P___add__, NULL)
 *                                            static const KrClassDef P_class = {.name = "m.P", ...};
 */
#include "emit/emit_ctx.h"

#include <string.h>

typedef enum SlotHow {
    SLOT_PLAIN,
    SLOT_INIT,
    SLOT_CALL,
    SLOT_HASH,
    SLOT_BUFFER,
    SLOT_BINARY,
    SLOT_POWER,
    SLOT_TERNARY,
    SLOT_SETITEM,
    SLOT_SETATTR,
    SLOT_DESCR_SET,
    SLOT_GETATTR,
    SLOT_GET,
    SLOT_ITEM,
    SLOT_ASS_ITEM
} SlotHow;

typedef struct SlotRow {
    const char *slot;
    SlotHow how;
    SpecialId a, b;
} SlotRow;

static const SlotRow slot_rows[] = {
#define SLOT(slot, how, a, b) {#slot, SLOT_##how, SPECIAL_##a, SPECIAL_##b},
#include "emit/slots.def"
#undef SLOT
};
enum { SLOT_COUNT = sizeof slot_rows / sizeof *slot_rows };

const IrClass *emit_class_of(const Emit *e, const Type *type)
{
    for (uint32_t i = 0; i < e->module->classes.len; i++)
        if (e->module->classes.items[i]->type == type_strip(type))
            return e->module->classes.items[i];
    return NULL;
}

static const char *method_name(const IrClass *cls, SpecialId id)
{
    return id && cls->special[id] ? cls->special[id]->c_name : "NULL";
}

/* The nearest base of this module that has it. */
static const char *inherited_name(const IrClass *cls, SpecialId id)
{
    while (cls->base && cls->base->is_here && !cls->special[id])
        cls = cls->base;
    return method_name(cls, id);
}

static const char *type_text(Emit *e, const IrClass *cls)
{
    return emit_var(e, cls->type_object);
}

/* ---- slots ----------------------------------------------------------------------------------- */

/* A sequence whose items have C integers as their place: nothing but its sq_ slots is filled. */
static bool is_pure_sequence(const IrClass *cls)
{
    const IrFunc *func = cls->special[SPECIAL_getitem] ? cls->special[SPECIAL_getitem]
                         : cls->special[SPECIAL_setitem] ? cls->special[SPECIAL_setitem]
                                                         : cls->special[SPECIAL_delitem];
    return cls->collection == 's' && func && func->takes_index;
}

static bool has_slot(const IrClass *cls, const SlotRow *row)
{
    if (strncmp(row->slot, "mp_", 3) == 0 && row->a != SPECIAL_len && is_pure_sequence(cls))
        return false;
    return cls->special[row->a] || (row->b && cls->special[row->b]);
}

static const char *wrapper_name(Emit *e, const IrClass *cls, const char *slot)
{
    return arena_printf(e->arena, "%s_%s_slot", cls->name, slot);
}

/* __pow__ of two parameters, as a function of three. */
static const char *ternary_name(Emit *e, const IrClass *cls, SpecialId id)
{
    const IrFunc *func = cls->special[id];
    if (!func)
        return "NULL";
    if (func->params.len > 2)
        return func->c_name;
    const char *name = arena_printf(e->arena, "%s_slot", func->c_name);
    cw_edge(&e->cw, "KR_SLOT_DROP(%s, %s, \"%s.%s\")", name, func->c_name, cls->py_name, special_row(id)->name);
    return name;
}

static void put_get(Emit *e, const IrClass *cls, const char *name)
{
    const IrFunc *get = cls->special[SPECIAL_get];
    static const char *const forms[] = {"", "KR_SLOT_GET0", "KR_SLOT_GET1", "KR_SLOT_GET"};
    cw_edge(&e->cw, "%s(%s, %s)", forms[get->params.len < 4 ? get->params.len : 3], name,
            get->c_name);
}

static void put_two(Emit *e, const IrClass *cls, const SlotRow *row, const char *macro,
                    const char *name)
{
    cw_edge(&e->cw, "%s(%s, %s, %s, %s)", macro, name, type_text(e, cls), method_name(cls, row->a),
            method_name(cls, row->b));
}

/* The function a macro makes for the slot; nothing where the method itself serves. */
static void put_wrapper(Emit *e, const IrClass *cls, const SlotRow *row)
{
    const char *name = wrapper_name(e, cls, row->slot);
    const char *a = method_name(cls, row->a), *b = method_name(cls, row->b);
    switch (row->how) {
    case SLOT_PLAIN: return;
    case SLOT_ITEM:
        if (is_pure_sequence(cls))
            cw_edge(&e->cw, "KR_SLOT_ITEM(%s, %s)", name, a);
        return;
    case SLOT_ASS_ITEM:
        if (is_pure_sequence(cls))
            put_two(e, cls, row, "KR_SLOT_ASS_ITEM", name);
        return;
    case SLOT_INIT: cw_edge(&e->cw, "KR_SLOT_INIT(%s, %s)", name, a); return;
    case SLOT_CALL: cw_edge(&e->cw, "KR_SLOT_CALL(%s, %s)", name, a); return;
    case SLOT_HASH: cw_edge(&e->cw, "KR_SLOT_HASH(%s, %s)", name, a); return;
    case SLOT_BUFFER: cw_edge(&e->cw, "KR_SLOT_BUFFER(%s, %s)", name, a); return;
    case SLOT_BINARY:
        if (!cls->binop_either_side)
            cw_edge(&e->cw, "KR_SLOT_BINARY(%s, Py_%s, %s, %s, %s)", name, row->slot,
                    type_text(e, cls), a, b);
        return;
    case SLOT_POWER:
        a = ternary_name(e, cls, row->a);
        b = ternary_name(e, cls, row->b);
        if (!cls->binop_either_side)
            cw_edge(&e->cw, "KR_SLOT_POWER(%s, %s, %s, %s)", name, type_text(e, cls), a, b);
        return;
    case SLOT_TERNARY: ternary_name(e, cls, row->a); return;
    case SLOT_SETITEM: put_two(e, cls, row, "KR_SLOT_SETITEM", name); return;
    case SLOT_SETATTR: put_two(e, cls, row, "KR_SLOT_SETATTR", name); return;
    case SLOT_DESCR_SET: put_two(e, cls, row, "KR_SLOT_DESCR_SET", name); return;
    case SLOT_GETATTR:
        cw_edge(&e->cw, "KR_SLOT_GETATTR(%s, %s, %s, %s)", name, type_text(e, cls),
                inherited_name(cls, row->a), inherited_name(cls, row->b));
        return;
    case SLOT_GET: put_get(e, cls, name); return;
    }
}

/* What stands in the slot. */
static const char *slot_function(Emit *e, const IrClass *cls, const SlotRow *row)
{
    const IrFunc *func = cls->special[row->a];
    bool raw = cls->binop_either_side && func &&
               (row->how == SLOT_BINARY || row->how == SLOT_POWER);
    if (row->how == SLOT_PLAIN || (raw && row->how == SLOT_BINARY))
        return func->c_name;
    bool by_index = (row->how == SLOT_ITEM || row->how == SLOT_ASS_ITEM) && is_pure_sequence(cls);
    if (row->how == SLOT_ITEM && !by_index)
        return "kr_slot_item";
    if (row->how == SLOT_ASS_ITEM && !by_index)
        return "kr_slot_ass_item";
    if (row->how == SLOT_TERNARY || raw)
        return func->params.len > 2 ? func->c_name
                                    : arena_printf(e->arena, "%s_slot", func->c_name);
    return wrapper_name(e, cls, row->slot);
}

static bool has_comparison(const IrClass *cls)
{
    for (int id = SPECIAL_lt; id <= SPECIAL_ge; id++)
        if (cls->special[id])
            return true;
    return false;
}

static void put_wrappers(Emit *e, const IrClass *cls)
{
    for (int i = 0; i < SLOT_COUNT; i++)
        if (has_slot(cls, &slot_rows[i]))
            put_wrapper(e, cls, &slot_rows[i]);
    if (!has_comparison(cls) || cls->special[SPECIAL_richcmp])
        return;
    cw_edge(&e->cw, "KR_SLOT_COMPARE(%s, %s, %d, %s, %s, %s, %s, %s, %s)",
            wrapper_name(e, cls, "tp_richcompare"), type_text(e, cls), cls->total_ordering,
            method_name(cls, SPECIAL_lt), method_name(cls, SPECIAL_le),
            method_name(cls, SPECIAL_eq),
            cls->special[SPECIAL_eq] ? inherited_name(cls, SPECIAL_ne) : method_name(cls, SPECIAL_ne),
            method_name(cls, SPECIAL_gt), method_name(cls, SPECIAL_ge));
}

static void put_slot(Emit *e, const char *slot, const char *function)
{
    cw_line(&e->cw, "{Py_%s, (void *)%s},", slot, function);
}

static bool put_slots(Emit *e, const IrClass *cls)
{
    const char *compare = cls->special[SPECIAL_richcmp] ? method_name(cls, SPECIAL_richcmp)
                          : has_comparison(cls)         ? wrapper_name(e, cls, "tp_richcompare")
                                                        : NULL;
    bool any = compare != NULL;
    for (int i = 0; i < SLOT_COUNT; i++)
        any |= has_slot(cls, &slot_rows[i]);
    if (!any)
        return false;
    cw_open(&e->cw, "static const PyType_Slot %s_slots[] =", cls->name);
    for (int i = 0; i < SLOT_COUNT; i++)
        if (has_slot(cls, &slot_rows[i]))
            put_slot(e, slot_rows[i].slot, slot_function(e, cls, &slot_rows[i]));
    if (compare)
        put_slot(e, "tp_richcompare", compare);
    cw_line(&e->cw, "{0, NULL},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
    return true;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static const char *offset_of(Emit *e, const IrClass *cls, const TypeField *field)
{
    return arena_printf(e->arena, "offsetof(%s, %s)", cls->type->decl->layout->decl->c_name,
                        field->c_name);
}

/* Can an object of the type be part of a reference cycle? */
static bool is_leaf(const Type *type)
{
    switch ((int)type_strip(type)->kind) {
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_BYTEARRAY:
    case TYPE_PYINT:
    case TYPE_PYFLOAT:
    case TYPE_PYBOOL:
    case TYPE_PYCOMPLEX: return true;
    default: return false;
    }
}

static bool is_hidden(const TypeField *field)
{
    return strcmp(field->name->text, "__dict__") == 0 ||
           strcmp(field->name->text, "__weakref__") == 0;
}

static bool put_held(Emit *e, const IrClass *cls)
{
    const TypeDecl *layout = cls->type->decl->layout->decl;
    bool any = false;
    for (uint32_t i = 0; i < layout->field_count; i++)
        any |= ir_type_is_managed(layout->fields[i].type) && !is_hidden(&layout->fields[i]);
    if (!any)
        return false;
    cw_open(&e->cw, "static const KrHeld %s_held[] =", cls->name);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        const TypeField *field = &layout->fields[i];
        if (!ir_type_is_managed(field->type) || is_hidden(field))
            continue;
        const char *kind = type_strip(field->type)->kind == TYPE_VIEW ? "VIEW"
                           : is_leaf(field->type)                     ? "LEAF"
                                                                      : "OBJECT";
        cw_line(&e->cw, "{%s, KR_HOLDS_%s},", offset_of(e, cls, field), kind);
    }
    cw_line(&e->cw, "{0, 0},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
    return true;
}

static const char *func_name(const IrFunc *func)
{
    return func ? func->c_name : "NULL";
}

static const char *member_flags(Emit *e, const IrProperty *property)
{
    bool is_number = property->field && !property->get && !type_is_object(property->field->type);
    const char *number = is_number ? emit_number_name(e, property->field->type) : NULL;
    const char *readonly = property->is_readonly ? "KR_PROPERTY_READONLY" : number ? "" : "0";
    return arena_printf(e->arena, "%s%s%s%s", number ? "KR_MEMBER_" : "", number ? number : "",
                        number && *readonly ? " | " : "", readonly);
}

/* A table of rows; false: none. */
static bool put_rows(Emit *e, const IrClass *cls, const char *what, const IrProperty *rows, uint32_t count)
{
    if (!count)
        return false;
    cw_open(&e->cw, "static const KrProperty %s_%s[] =", cls->name, what);
    for (uint32_t i = 0; i < count; i++) {
        const IrProperty *property = &rows[i];
        bool by_offset = property->field && (type_is_object(property->field->type) || !property->get);
        Buf name;
        buf_init(&name, e->arena);
        cw_string(&name, property->name, strlen(property->name));
        cw_line(&e->cw, "{%s, %s, %s, %s, " CW_BREAK "%s, %s, " CW_BREAK "%s},", buf_text(&name),
                func_name(property->get), func_name(property->set), func_name(property->del),
                by_offset ? offset_of(e, property->owner ? property->owner : cls, property->field) : "0",
                member_flags(e, property),
                emit_doc_text(e, property->doc, property->doc_len));
    }
    cw_line(&e->cw, "{NULL, NULL, NULL, NULL, 0, 0, NULL},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
    return true;
}

/* Docstrings of special methods; __cinit__ and __dealloc__ have no object to show them. */
static bool put_docs(Emit *e, const IrClass *cls)
{
    bool any = false;
    for (int id = SPECIAL_NONE + 1; id < SPECIAL_COUNT; id++) {
        const IrFunc *func = cls->special[id];
        if (!func || !func->doc || id == SPECIAL_cinit || id == SPECIAL_dealloc || id == SPECIAL_bool)
            continue; /* __bool__: as Cython, whose users rely on doctest not to see it */
        if (!any)
            cw_open(&e->cw, "static const KrDoc %s_docs[] =", cls->name);
        any = true;
        cw_line(&e->cw, "{\"%s\", %s},", special_row((SpecialId)id)->name,
                emit_doc_text(e, func->doc, func->doc_len));
    }
    if (!any)
        return false;
    cw_line(&e->cw, "{NULL, NULL},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
    return true;
}

/* Methods that the interpreter would show as another: __getattr__ as __getattribute__, __radd__ as what calls __add__. */
static bool is_hidden_by_slot(const IrClass *cls, SpecialId id)
{
    if (!cls->special[id] || cls->special[id]->params.len != 2)
        return false;
    for (int i = 0; i < SLOT_COUNT; i++)
        if (slot_rows[i].b == id && (slot_rows[i].how == SLOT_BINARY || slot_rows[i].how == SLOT_POWER))
            return true;
    return id == SPECIAL_getattr;
}

static bool put_methods(Emit *e, const IrClass *cls)
{
    bool any = false;
    for (int id = SPECIAL_NONE + 1; id < SPECIAL_COUNT; id++) {
        const IrFunc *func = cls->special[id];
        if (!is_hidden_by_slot(cls, (SpecialId)id))
            continue;
        if (!any)
            cw_open(&e->cw, "static const PyMethodDef %s_more[] =", cls->name);
        any = true;
        cw_line(&e->cw, "{\"%s\", %s, METH_O | METH_COEXIST, %s},", special_row((SpecialId)id)->name, func->c_name,
                emit_doc_text(e, func->doc, func->doc_len));
    }
    if (!any)
        return false;
    cw_line(&e->cw, "{NULL, NULL, 0, NULL},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
    return true;
}

/* ---- the class ------------------------------------------------------------------------------- */

/* The class whose table instances point to: the nearest with one of its own. */
static const IrClass *vtab_owner(const IrClass *cls)
{
    while (cls && cls->is_here && !cls->has_vtab)
        cls = cls->base;
    return cls && cls->is_here ? cls : NULL;
}

static void put_vtab(Emit *e, const IrClass *cls)
{
    if (!cls->has_vtab)
        return;
    cw_open(&e->cw, "static const %s %s_table =", cls->type->decl->vtab->decl->c_name, cls->name);
    for (uint32_t i = 0; i < cls->vtab.len; i++)
        cw_line(&e->cw, ".%s = %s,", cls->vtab.items[i].path, cls->vtab.items[i].func->c_name);
    e->cw.indent--;
    cw_line(&e->cw, "};");
}

static void put_hidden(Emit *e, const IrClass *cls)
{
    const TypeDecl *layout = cls->type->decl->layout->decl;
    for (uint32_t i = 0; i < layout->field_count; i++)
        if (is_hidden(&layout->fields[i]))
            cw_line(&e->cw, ".%s_offset = %s,", layout->fields[i].c_name,
                    offset_of(e, cls, &layout->fields[i]));
}

static const char *flags_text(Emit *e, const IrClass *cls)
{
    Buf out;
    buf_init(&out, e->arena);
    if (cls->is_final)
        buf_puts(&out, " | KR_CLASS_FINAL");
    if (cls->no_gc)
        buf_puts(&out, " | KR_CLASS_NO_GC");
    if (cls->no_gc_clear)
        buf_puts(&out, " | KR_CLASS_NO_CLEAR");
    if (cls->collection)
        buf_puts(&out, cls->collection == 's' ? " | KR_CLASS_SEQUENCE" : " | KR_CLASS_MAPPING");
    if (cls->no_version_tag)
        buf_puts(&out, " | KR_CLASS_NO_TAG");
    if (cls->trashcan >= 0)
        buf_puts(&out, cls->trashcan ? " | KR_CLASS_TRASHCAN" : " | KR_CLASS_NO_TRASHCAN");
    if (cls->is_shared)
        buf_puts(&out, " | KR_CLASS_SHARED");
    if (!cls->has_usual_vtab && (cls->is_shared || (cls->root && !emit_class_of(e, cls->root)->is_here)))
        buf_puts(&out, " | KR_CLASS_OWN_VTAB");
    return out.len ? buf_text(&out) + 3 : NULL;
}

static void put_class(Emit *e, const IrClass *cls)
{
    put_wrappers(e, cls);
    put_vtab(e, cls);
    bool slots = put_slots(e, cls), held = put_held(e, cls), properties;
    properties = put_rows(e, cls, "properties", cls->properties.items, cls->properties.len);
    bool pickled = put_rows(e, cls, "pickled", cls->pickled.items, cls->pickled.len);
    bool docs = put_docs(e, cls), methods = put_methods(e, cls);
    const char *flags = flags_text(e, cls);
    const IrClass *owner = vtab_owner(cls);
    bool new_ = cls->base && cls->base->is_here && (cls->special[SPECIAL_cinit] || held || cls->has_vtab);
    if (new_)
        cw_edge(&e->cw, "KR_CCLASS_NEW(%s_new)", cls->name);
    cw_open(&e->cw, "static const KrClassDef %s_class =", cls->name);
    cw_line(&e->cw, ".name = \"%s\",", cls->py_name);
    if (cls->doc)
        cw_line(&e->cw, ".doc = %s,", emit_doc_text(e, cls->doc, cls->doc_len));
    if (new_)
        cw_line(&e->cw, ".new_ = %s_new,", cls->name);
    if (!cls->is_varsized)
        cw_line(&e->cw, ".size = sizeof(%s),", cls->type->decl->layout->decl->c_name);
    if (flags)
        cw_line(&e->cw, ".flags = %s,", flags);
    if (slots)
        cw_line(&e->cw, ".slots = %s_slots,", cls->name);
    if (held)
        cw_line(&e->cw, ".held = %s_held,", cls->name);
    if (properties)
        cw_line(&e->cw, ".properties = %s_properties,", cls->name);
    if (methods)
        cw_line(&e->cw, ".methods = %s_more,", cls->name);
    if (docs)
        cw_line(&e->cw, ".docs = %s_docs,", cls->name);
    if (owner && cls->has_vtab && !emit_class_of(e, cls->root)->is_here)
        cw_line(&e->cw, ".vtab_size = sizeof(%s_table),", owner->name);
    if (owner)
        cw_line(&e->cw, ".vtab = &%s_table, .vtab_offset = offsetof(%s, vtab),", owner->name,
                cls->root->decl->layout->decl->c_name);
    put_hidden(e, cls);
    if (cls->special[SPECIAL_cinit])
        cw_line(&e->cw, ".cinit = %s,", cls->special[SPECIAL_cinit]->c_name);
    if (cls->special[SPECIAL_init])
        cw_line(&e->cw, ".init = %s,", cls->special[SPECIAL_init]->c_name);
    if (cls->freelist > 0)
        cw_line(&e->cw, ".freelist = %d,", cls->freelist);
    if (pickled)
        cw_line(&e->cw, ".pickled = %s_pickled,", cls->name);
    if (emit_exports_type(e, cls))
        cw_line(&e->cw, ".room = &%s,", cls->type_symbol);
    if (cls->pickle_error)
        cw_line(&e->cw, ".pickle_error = " CW_BREAK "\"%s\",", cls->pickle_error);
    if (cls->special[SPECIAL_dealloc])
        cw_line(&e->cw, ".dealloc = %s,", cls->special[SPECIAL_dealloc]->c_name);
    e->cw.indent--;
    cw_line(&e->cw, "};");
    cw_blank(&e->cw);
}

bool emit_exports_type(const Emit *e, const IrClass *cls)
{
    return cls->is_here && cls->is_public && cls->type_symbol && !e->options->jit;
}

void emit_classes(Emit *e)
{
    if (e->module->classes.len)
        emit_need(e, "cclass");
    for (uint32_t i = 0; i < e->module->classes.len; i++)
        if (e->module->classes.items[i]->is_here)
            put_class(e, e->module->classes.items[i]);
}
