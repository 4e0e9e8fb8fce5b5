/* lower_member_row.c: tables of C attributes for the runtime; see lower_member_row.h.
 *
 * Plain objects and numbers are read and written by their place in the instance. Others get functions that convert them; of
 * each attribute one, whichever tables it stands in.
 *
 *     cdef public int n; cdef char *s   ->   {"n", offset, KR_MEMBER_int} ; {"s", P_s_get, P_s_set}
 */
#include "lower/lower_member_row.h"

#include "lower/lower_cclass.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_func.h"
#include "lower/lower_member.h"
#include "lower/lower_memory.h"
#include "lower/lower_place.h"
#include "type/convert.h"

#include <stdlib.h>
#include <string.h>

/* Functions that read and write an attribute */

static IrFunc *new_accessor(LowerUnit *unit, const ClassInfo *cls, const Symbol *field,
                            const char *what)
{
    const char *name = arena_printf(unit->module->arena, "%s_%s_%s", cls->symbol->name->text,
                                    field->name->text, what);
    IrFunc *func = ir_func_new(unit->module, IR_FUNC_C, atom_from(unit->module->atoms, name));
    func->span = field->span;
    func->header = arena_printf(unit->module->arena, "%s of %s.%s", what, cls->symbol->name->text,
                                field->name->text);
    func->py_name = field->name->text;
    func->result = TYPE_OF(unit->module->types, OBJECT);
    func->except.kind = EXCEPT_NULL;
    return func;
}

static Insn *field_place(Lower *lw, const ClassInfo *cls, const Symbol *field)
{
    IrVar *self = ir_var_new(lw->b.func, IR_VAR_PARAM, atom_from(lw->b.module->atoms, "self"),
                             cls->type);
    self->borrowed = true;
    return lower_field_pointer(lw, ir_get(&lw->b, self), field);
}

static const IrFunc *make_getter(LowerUnit *unit, const Symbol *field)
{
    IrFunc *known = map_get(&unit->getters, field);
    if (known)
        return known;
    const ClassInfo *cls = field->cls;
    Lower lw = lower_start(unit, new_accessor(unit, cls, field, "get"), unit->sema->module_func);
    const Type *plain = lower_plain(field->type);
    Insn *value = lower_load(&lw, field_place(&lw, cls, field));
    ir_return(&lw.b, plain->kind == TYPE_ARRAY ? lower_array_to_list(&lw, value, plain) : lower_box(&lw, value));
    map_set(unit->module->arena, &unit->getters, field, lw.b.func);
    return lw.b.func;
}

static const IrFunc *make_setter(LowerUnit *unit, const Symbol *field)
{
    IrFunc *known = map_get(&unit->setters, field);
    if (known)
        return known;
    const ClassInfo *cls = field->cls;
    Lower lw = lower_start(unit, new_accessor(unit, cls, field, "set"), unit->sema->module_func);
    lw.b.func->result = LOWER_TYPE(&lw, INT);
    lw.b.func->except = (ExceptSpec){.kind = EXCEPT_VALUE, .int_value = -1};
    Insn *place = field_place(&lw, cls, field);
    IrVar *value = ir_var_new(lw.b.func, IR_VAR_PARAM, atom_from(lw.b.module->atoms, "value"),
                              LOWER_TYPE(&lw, OBJECT));
    value->borrowed = true;
    if (lower_plain(field->type)->kind == TYPE_ARRAY)
        lower_fill_array_value(&lw, lower_load(&lw, place), lower_plain(field->type), ir_get(&lw.b, value));
    else
        ir_store(&lw.b, place, lower_convert(&lw, ir_get(&lw.b, value), field->type));
    ir_return(&lw.b, lower_zero(&lw, lw.b.func->result));
    map_set(unit->module->arena, &unit->setters, field, lw.b.func);
    return lw.b.func;
}

/* Numbers whose type the runtime knows by its name; of other files' typedefs only the C compiler knows the size. */
static bool is_plain_number(const Type *type)
{
    const Type *plain = type_strip(type);
    return type->kind != TYPE_TYPEDEF && plain->kind != TYPE_ENUM && plain->kind != TYPE_UCS4 &&
           (type_is_int(plain) || type_is_float(plain));
}

IrProperty lower_member_row(LowerUnit *unit, const Symbol *field, bool is_writable)
{
    IrProperty property = {.name = field->name->text, .field = lower_field_of(field), .is_readonly = !is_writable};
    const Type *plain = lower_plain(field->type);
    if (is_plain_number(field->type))
        return property;
    if (!type_is_object(plain))
        property.get = make_getter(unit, field);
    if (plain->kind != TYPE_OBJECT && is_writable)
        property.set = make_setter(unit, field);
    return property;
}

/* Pickling. Source: Cython user guide, "Extension types: controlling pickling". */

static bool converts(LowerUnit *unit, const Type *type)
{
    Types *types = unit->module->types;
    const Type *object = TYPE_OF(types, OBJECT), *plain = lower_plain(type);
    if (plain->kind == TYPE_ARRAY)
        return type_array_has_len(plain) && converts(unit, plain->target);
    return plain->kind != TYPE_VIEW && convert_implicit(types, type, object) != CONVERT_NONE &&
           convert_implicit(types, object, type) != CONVERT_NONE &&
           !(plain->kind == TYPE_PTR); /* a text would not live long enough */
}

static bool has_cinit(const ClassInfo *cls)
{
    for (; cls; cls = cls->base)
        for (uint32_t i = 0; i < cls->functions.len; i++)
            if (cls->functions.items[i]->special == SPECIAL_cinit)
                return true;
    return false;
}

/* Does everything that is to be known about its instances stand in this module? */
static bool is_known(const LowerUnit *unit, const ClassInfo *cls)
{
    static const char *const names[] = {"__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__getnewargs__"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (scope_member(cls->type, atom_from(unit->module->atoms, names[i])))
            return false;
    for (; cls; cls = cls->base)
        if (!cls->node || cls->builtin || cls->is_varsized)
            return false;
    return true;
}

typedef VEC(const Symbol *) Members;

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const Symbol *const *)a)->name->text, (*(const Symbol *const *)b)->name->text);
}

static Members all_members(LowerUnit *unit, const ClassInfo *cls)
{
    Members members = {0};
    for (; cls; cls = cls->base)
        for (uint32_t i = 0; i < cls->fields.len; i++)
            vec_push(unit->module->arena, &members, cls->fields.items[i]);
    if (members.len)
        qsort(members.items, members.len, sizeof *members.items, compare_names);
    return members;
}

/* "self.a,self.b": the members that are not converted, or that are structs; NULL: none. */
static const char *refused(LowerUnit *unit, const Members *members, bool structs)
{
    Buf text;
    buf_init(&text, unit->module->arena);
    for (uint32_t i = 0; i < members->len; i++) {
        const Type *type = members->items[i]->type;
        bool is_refused = structs ? lower_plain(type)->kind == TYPE_STRUCT : !converts(unit, type);
        if (is_refused)
            buf_printf(&text, "%sself.%s", text.len ? "," : "", members->items[i]->name->text);
    }
    return text.len ? buf_text(&text) : NULL;
}

static const char *why_not(LowerUnit *unit, const ClassInfo *cls, const Members *members)
{
    Arena *arena = unit->module->arena;
    if (has_cinit(cls))
        return "no default __reduce__ due to non-trivial __cinit__";
    const char *names = refused(unit, members, false);
    if (names)
        return arena_printf(arena, "%s cannot be converted to a Python object for pickling", names);
    names = cls->directives->auto_pickle == 1 ? NULL : refused(unit, members, true);
    return names ? arena_printf(arena, "Pickling of struct members such as %s must be explicitly requested with "
                                       "@auto_pickle(True)", names)
                 : NULL;
}

void lower_pickled(LowerUnit *unit, IrClass *made, const ClassInfo *cls)
{
    if (!cls->directives->auto_pickle || !is_known(unit, cls))
        return;
    Members members = all_members(unit, cls);
    made->pickle_error = why_not(unit, cls, &members);
    if (made->pickle_error && cls->directives->auto_pickle == 1)
        diag_report(unit->sema->diags, DIAG_NOT_ALLOWED, cls->symbol->span, "`auto_pickle`",
                    arena_printf(unit->module->arena, "here: %s", made->pickle_error));
    if (made->pickle_error)
        return;
    for (uint32_t i = 0; i < members.len; i++) {
        IrProperty row = lower_member_row(unit, members.items[i], true);
        row.owner = lower_class_of(unit, members.items[i]->cls);
        vec_push(unit->module->arena, &made->pickled, row);
    }
}
