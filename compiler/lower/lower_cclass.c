/* lower_cclass.c: extension types; see lower_cclass.h and docs/design/cdef-classes.md.
 *
 * Type objects are made before anything else in the module runs, in order of declaration, and held by fields of the
 * module's state. Public attributes get functions that read and write them from Python, unless they are plain objects,
 * which the runtime reads by offset.
 *
 *     cdef class P(Q): ...   ->   set P_type, (prim cclass_make &P_class, Q_type) ; prim global_set 'P', P_type
 */
#include "lower/lower_cclass.h"

#include "lower/lower_class.h"
#include "lower/lower_convert.h"
#include "lower/lower_early.h"
#include "lower/lower_expr.h"
#include "lower/lower_form.h"
#include "lower/lower_func.h"
#include "lower/lower_member.h"
#include "lower/lower_member_row.h"
#include "lower/lower_place.h"
#include "lower/lower_shared.h"
#include "lower/lower_signature.h"
#include "lower/lower_stmt.h"
#include "sema/method_form.h"

#include <string.h>

/* Type objects */

static IrClass *find_class(const IrModule *module, const Type *type)
{
    for (uint32_t i = 0; i < module->classes.len; i++)
        if (module->classes.items[i]->type == type)
            return module->classes.items[i];
    return NULL;
}

/* The table entry of a class; one of another module is made, and so imported, on its first use. */
IrClass *lower_class_of(LowerUnit *unit, const ClassInfo *cls)
{
    Arena *arena = unit->module->arena;
    const Type *type = TYPE_OF(unit->module->types, PYTYPE);
    IrClass *made = find_class(unit->module, cls->type);
    if (made)
        return made;
    made = ARENA_NEW(arena, IrClass);
    made->type = cls->type;
    made->name = cls->prefix;
    made->is_here = cls->node != NULL;
    made->py_name = arena_printf(arena, "%s.%s", cls->module_name, cls->py_name);
    made->base = cls->base ? lower_class_of(unit, cls->base) : NULL;
    const char *name = arena_printf(arena, "%s_type", cls->prefix);
    made->type_object = cls->type_object
                            ? ir_extern_new(unit->module, cls->type_object, type)
                            : lower_global(unit, cls, atom_from(unit->module->atoms, name), type);
    vec_push(arena, &unit->module->classes, made);
    if (!made->is_here && !cls->type_object)
        vec_push(arena, &unit->imports, cls);
    return made;
}

static IrVar *class_var(LowerUnit *unit, const Symbol *symbol)
{
    return lower_class_of(unit, symbol->cls)->type_object;
}

void lower_cclass_need(Lower *lw, const Type *type)
{
    const Symbol *symbol = lower_plain(type)->decl->symbol;
    if (symbol)
        lower_class_of(lw->unit, symbol->cls);
}

static const char *builtin_type_text(Arena *arena, const char *name)
{
    static const struct {
        const char *name, *type;
    } rows[] = {
#define BASE(name, object, type) {#name, type},
#include "type/bases.def"
#undef BASE
    };
    static const struct {
        const char *name, *type;
    } varsized[] = {{"int", "PyLong_Type"},
                    {"bytes", "PyBytes_Type"},
                    {"tuple", "PyTuple_Type"},
                    {"bool", "PyBool_Type"},
                    {"memoryview", "PyMemoryView_Type"},
                    {"range", "PyRange_Type"},
                    {"slice", "PySlice_Type"},
                    {"property", "PyProperty_Type"},
                    {"super", "PySuper_Type"},
                    {"staticmethod", "PyStaticMethod_Type"},
                    {"classmethod", "PyClassMethod_Type"},
                    {"enumerate", "PyEnum_Type"},
                    {"zip", "PyZip_Type"},
                    {"map", "PyMap_Type"},
                    {"filter", "PyFilter_Type"},
                    {"reversed", "PyReversed_Type"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0 && rows[i].type[0])
            return arena_printf(arena, "(PyObject *)&%s", rows[i].type);
    for (size_t i = 0; i < sizeof varsized / sizeof *varsized; i++)
        if (strcmp(varsized[i].name, name) == 0)
            return arena_printf(arena, "(PyObject *)&%s", varsized[i].type);
    return arena_printf(arena, "PyExc_%s", name);
}

Insn *lower_cclass_object(Lower *lw, const Symbol *symbol)
{
    return ir_get(&lw->b, class_var(lw->unit, symbol));
}

Insn *lower_cclass_new(Lower *lw, const AstCall *node, const Symbol *symbol)
{
    uint32_t count = node->args.len - 1;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    Insn *type = lower_cclass_object(lw, symbol);
    for (uint32_t i = 0; i < count; i++)
        args[i] = lower_object(lw, node->args.items[i + 1]);
    Insn *tuple = count ? ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), args, count)
                        : ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, NULL, 0));
    return LOWER_PRIM(lw, cclass_new, type, tuple);
}

static Insn *base_object(Lower *lw, const ClassInfo *cls)
{
    if (cls->bases.len) {
        Insn **bases = ARENA_ARRAY(lw->arena, Insn *, cls->bases.len);
        for (uint32_t i = 0; i < cls->bases.len; i++)
            bases[i] = lower_object(lw, cls->bases.items[i]);
        return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), bases,
                         cls->bases.len);
    }
    if (cls->base)
        return lower_cclass_object(lw, cls->base->symbol);
    if (!cls->builtin)
        return ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    const char *text = builtin_type_text(lw->arena, cls->builtin->name->text);
    return ir_get(&lw->b, ir_extern_new(lw->b.module, text, LOWER_TYPE(lw, OBJECT)));
}

static void make_class(Lower *lw, const ClassInfo *cls)
{
    const char *table = arena_printf(lw->arena, "%s_class", cls->symbol->name->text);
    IrVar *def = ir_extern_new(lw->b.module, table, LOWER_TYPE(lw, INT));
    Insn *address = ir_addr(&lw->b, def);
    IrVar *var = class_var(lw->unit, cls->symbol);
    ir_set(&lw->b, var, LOWER_PRIM(lw, cclass_make, address, base_object(lw, cls)));
    if (!cls->is_internal)
        LOWER_PRIM(lw, global_set, lower_name(lw, cls->symbol->name), ir_get(&lw->b, var));
}

/* Several bases may be any classes: they are looked up where the class statement stands. */
static bool is_made_late(const ClassInfo *cls)
{
    for (; cls; cls = cls->base)
        if (cls->bases.len)
            return true;
    return false;
}

/* sizeof of its instances, which the type at run time must have too. */
static void import_class(Lower *lw, const ClassInfo *cls)
{
    Span old = lower_at_cimport(lw, cls->symbol);
    Insn *size = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    size->as.type = cls->type->decl->layout;
    Insn *check = ir_int(&lw->b, LOWER_TYPE(lw, INT), cls->check_size);
    Insn *type = LOWER_PRIM(lw, cclass_import, lower_str(lw, cls->module_name),
                            lower_str(lw, cls->py_name), size, check);
    ir_set(&lw->b, class_var(lw->unit, cls->symbol), type);
    IrVar *table = map_get(&lw->unit->vtabs, cls);
    Insn *args[] = {type, ir_int(&lw->b, LOWER_TYPE(lw, INT), method_form_is_usual(cls))};
    if (table)
        ir_set(&lw->b, table, ir_prim(&lw->b, PRIM_OF(cclass_vtab), table->type, args, 2));
    lw->b.span = old;
}

IrVar *lower_cclass_table(Lower *lw, const ClassInfo *cls)
{
    IrVar *table = map_get(&lw->unit->vtabs, cls);
    if (table)
        return table;
    lower_class_of(lw->unit, cls);
    const Type *vtab = type_qualified(lw->types, cls->type->decl->vtab, TYPE_QUAL_CONST);
    const char *name = arena_printf(lw->arena, "%s_methods", cls->prefix);
    table = lower_global(lw->unit, &cls->methods, atom_from(lw->b.module->atoms, name),
                         type_ptr(lw->types, vtab));
    map_set(lw->arena, &lw->unit->vtabs, cls, table);
    return table;
}

/* Moves what was appended to `block` to where `mark` ends, or to the start of the function. */
static void put_after(Lower *lw, const Insn *mark, IrBlock *block)
{
    IrBlock *body = lw->b.func->body;
    Insn *first = mark ? mark->next : body->first, *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        insn->prev = insn->next = NULL;
        if (first)
            ir_insert_before(first, insn);
        else
            ir_block_append(body, insn);
    }
}

/* Classes of other modules: the bases of one class, or all that are left. */
static void import_classes(Lower *lw, const ClassInfo *derived, bool *done)
{
    for (uint32_t i = 0; i < lw->unit->imports.len; i++) {
        const ClassInfo *one = lw->unit->imports.items[i], *base = derived;
        while (base && base != one)
            base = base->base;
        if (!done[i] && (!derived || base))
            import_class(lw, one);
        done[i] |= !derived || base;
    }
}

/* A module that is imported for its classes may import this one: what it finds is made before, as far as it can be. */
void lower_cclasses_make(Lower *lw, const Insn *mark)
{
    IrBlock *body = lw->b.block, *block = ir_block_new(lw->b.module);
    bool *done = ARENA_ARRAY(lw->arena, bool, lw->unit->imports.len + 1);
    lw->b.block = block;
    for (uint32_t i = 0; i < lw->sema->classes.len; i++) {
        const ClassInfo *cls = lw->sema->classes.items[i];
        Span old = cls->node ? lower_at(lw, cls->node) : lw->b.span;
        if (cls->node && !is_made_late(cls)) {
            import_classes(lw, cls, done);
            make_class(lw, cls);
        }
        lw->b.span = old;
    }
    import_classes(lw, NULL, done);
    lower_early_methods(lw);
    put_after(lw, mark, block);
    lw->b.block = body;
}

static void add_attribute(LowerUnit *unit, IrClass *made, const Symbol *field)
{
    IrProperty property = lower_member_row(unit, field, field->is_open);
    property.doc = field->doc;
    property.doc_len = field->doc_len;
    lower_signature_member(unit, field, &property.doc, &property.doc_len);
    vec_push(unit->module->arena, &made->properties, property);
}

static void add_property(LowerUnit *unit, IrClass *made, const ClassInfo *cls, const PropertyInfo *info)
{
    IrProperty property = {
        .name = info->symbol->name->text, .doc = info->doc, .doc_len = info->doc_len};
    property.get = info->get ? map_get(&unit->entries, info->get) : NULL;
    property.set = info->set ? map_get(&unit->entries, info->set) : NULL;
    property.del = info->del ? map_get(&unit->entries, info->del) : NULL;
    lower_signature_property(unit, cls, info, &property.doc, &property.doc_len);
    vec_push(unit->module->arena, &made->properties, property);
}

/* The table of C methods */

static bool takes(const Symbol *method, uint32_t count)
{
    const TypeFunc *func = lower_plain(method->type)->func;
    return count <= func->count && count + func->optional >= func->count;
}

/* The method declared as `declared`, for `count` arguments, of the class nearest to `cls` that has one. */
static const Symbol *find_override(const ClassInfo *cls, const Symbol *declared, uint32_t count)
{
    for (; cls != declared->cls; cls = cls->base)
        for (uint32_t i = 0; i < cls->overriding.len; i++)
            if (cls->overriding.items[i]->overrides == declared && takes(cls->overriding.items[i], count))
                return cls->overriding.items[i];
    return declared;
}

/* The places that `level` has in its own table for the method with `count` arguments. */
static void fill_places(LowerUnit *unit, IrClass *made, const ClassInfo *cls, const ClassInfo *level,
                        const Symbol *declared, uint32_t count, const char *path)
{
    Arena *arena = unit->module->arena;
    const Symbol *method = find_override(cls, declared, count);
    if (!method->func || !map_has(&unit->entries, method->func))
        return;
    uint32_t left = lower_plain(method->type)->func->count - count;
    for (int is_own = 0; is_own < 2; is_own++) {
        Atom key = method_form_key(unit->module->atoms, declared, count, is_own);
        if (method_form_owner(level, key) != level)
            continue;
        const TypeField *field = type_field(level->type->decl->vtab, key);
        IrVtabEntry entry = {arena_printf(arena, "%s%s", path, field->c_name),
                             lower_short_form(unit, method, left, is_own)};
        vec_push(arena, &made->vtab, entry);
    }
}

static void fill_vtab(LowerUnit *unit, IrClass *made, const ClassInfo *cls, const ClassInfo *level,
                      const char *path)
{
    Arena *arena = unit->module->arena;
    const Type *vtab = level->type->decl->vtab;
    const Type *inherited = level->base ? level->base->type->decl->vtab : NULL;
    if (!vtab)
        return;
    if (inherited)
        fill_vtab(unit, made, cls, level->base,
                  vtab == inherited ? path : arena_printf(arena, "%sbase.", path));
    for (uint32_t i = 0; i < level->methods.len + level->overriding.len; i++) {
        const Symbol *method = i < level->methods.len ? level->methods.items[i]
                                                      : level->overriding.items[i - level->methods.len];
        const TypeFunc *func = lower_plain(method->type)->func;
        for (uint32_t left = 0; left <= func->optional; left++)
            fill_places(unit, made, cls, level, method->overrides ? method->overrides : method, func->count - left, path);
    }
}

static const Type *root_of(const ClassInfo *cls)
{
    while (cls->base && cls->base->type->decl->vtab)
        cls = cls->base;
    return cls->type->decl->vtab ? cls->type : NULL;
}

/* Tables */

static void declare_cclass(LowerUnit *unit, const ClassInfo *cls)
{
    IrClass *made = lower_class_of(unit, cls);
    made->doc = cls->doc;
    made->doc_len = cls->doc_len;
    lower_signature_class(unit, cls, &made->doc, &made->doc_len);
    made->is_varsized = cls->is_varsized;
    made->is_final = cls->is_final;
    made->is_shared = cls->is_shared;
    made->has_usual_vtab = method_form_is_usual(cls);
    made->type_symbol = cls->type_symbol;
    made->is_public = cls->is_public;
    made->is_api = cls->is_api;
    made->no_gc = cls->no_gc;
    made->no_gc_clear = cls->no_gc_clear;
    made->total_ordering = cls->total_ordering;
    made->trashcan = cls->trashcan;
    made->freelist = cls->freelist;
    made->collection = cls->collection;
    made->no_version_tag = cls->no_version_tag;
    made->binop_either_side = cls->directives->c_api_binop_methods;
    for (uint32_t i = 0; i < cls->functions.len; i++) {
        const FuncInfo *func = cls->functions.items[i];
        if (func->special)
            made->special[func->special] = map_get(&unit->entries, func);
    }
    made->root = root_of(cls);
    made->has_vtab = cls->methods.len || cls->overriding.len;
    if (made->has_vtab)
        fill_vtab(unit, made, cls, cls, "");
    for (uint32_t i = 0; i < cls->fields.len; i++)
        if (cls->fields.items[i]->is_open || cls->fields.items[i]->is_readonly)
            add_attribute(unit, made, cls->fields.items[i]);
    for (uint32_t i = 0; i < cls->properties.len; i++)
        add_property(unit, made, cls, cls->properties.items[i]);
    lower_pickled(unit, made, cls);
}

void lower_cclasses_declare(LowerUnit *unit)
{
    for (uint32_t i = 0; i < unit->sema->classes.len; i++)
        if (unit->sema->classes.items[i]->node)
            declare_cclass(unit, unit->sema->classes.items[i]);
}

/* The class statement */

void lower_cclass_statement(Lower *lw, const Ast *node)
{
    const ClassInfo *cls = lw->sema->info_of[node->id];
    if (!cls || cls->node != node)
        return;
    if (is_made_late(cls))
        make_class(lw, cls);
    if (!cls->body.len)
        return;
    IrVar *outer = lw->space;
    const Directives *directives = lw->directives;
    Insn *type = lower_cclass_object(lw, cls->symbol);
    lw->space = lower_temp(lw, "space", LOWER_TYPE(lw, OBJECT), LOWER_PRIM(lw, cclass_space, type));
    lw->directives = cls->directives;
    lower_block(lw, &cls->body);
    if (ir_is_open(&lw->b))
        LOWER_PRIM(lw, cclass_done, lower_cclass_object(lw, cls->symbol));
    lw->space = outer;
    lw->directives = directives;
}

static void lower_accessor(Lower *lw, const Ast *node)
{
    const FuncInfo *func = lw->sema->info_of[node->id];
    if (func && func->cls)
        lower_method_object(lw, func);
}

void lower_property_statement(Lower *lw, const Ast *node)
{
    const AstProperty *property = AST_AS(Property, node);
    for (uint32_t i = 0; i < property->body.len; i++)
        if (property->body.items[i]->kind == AST_FunctionDef)
            lower_accessor(lw, property->body.items[i]);
}

void lower_method_statement(Lower *lw, const FuncInfo *info)
{
    Insn *object = lower_method_object(lw, info);
    if (object && info->item)
        lower_field_set(lw, info->item, object);
}
