/* lower_member.c: C attributes and C methods of extension types.
 *
 * An instance is an object in the IR; a cast makes it a pointer to its struct, and attributes are fields of that. A
 * C method that may be overridden is called through the table the instance points to, other ones directly. None has
 * no attributes: where an instance may be None it is checked first, unless `nonecheck` is of no use: self never is.
 *
 *     p.x      ->   nonechk attr p; %1 = cast ptr(P_object) p; %2 = field x %1; load %2
 *     p.f(1)   ->   ... %3 = load vtab; %4 = field f %3; %5 = load %4; callptr %5, p, 1
 */
#include "lower/lower_member.h"

#include "lower/lower_call.h"
#include "lower/lower_cclass.h"
#include "lower/lower_convert.h"
#include "lower/lower_cwrap.h"
#include "lower/lower_expr.h"
#include "lower/lower_name.h"
#include "sema/mangle.h"
#include "sema/fused_method.h"
#include "sema/method_form.h"

/* Private names are known by what they are at run time. */
static Symbol *lower_member(const Lower *lw, const Type *type, Atom name)
{
    return mangle_member(lw->b.module->atoms, lw->info->scope, type, name);
}

const Symbol *lower_field_symbol(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Attribute || lower_symbol(lw, node))
        return NULL;
    const Type *base = lower_plain(lower_type(lw, AST_AS(Attribute, node)->value));
    const Symbol *member = base->kind == TYPE_CLASS
                               ? lower_member(lw, base, AST_AS(Attribute, node)->attr)
                               : NULL;
    return member && member->kind == SYM_FIELD ? member : NULL;
}

const TypeField *lower_field_of(const Symbol *field)
{
    return type_field(field->cls->type->decl->layout, field->name);
}

static Insn *instance(Lower *lw, Insn *object, const Type *cls)
{
    return ir_cast(&lw->b, type_ptr(lw->types, cls->decl->layout), object);
}

Insn *lower_field_pointer(Lower *lw, Insn *object, const Symbol *field)
{
    return ir_field(&lw->b, instance(lw, object, field->cls->type), lower_field_of(field));
}

Insn *lower_attribute_pointer(Lower *lw, const AstAttribute *node, const Symbol *field)
{
    Insn *object = lower_expr(lw, node->value);
    lower_not_none(lw, object, IR_NONE_ATTR, node->attr->text);
    return lower_field_pointer(lw, object, field);
}

/* C methods */

static const ClassInfo *root_of(const ClassInfo *cls)
{
    while (cls->base && cls->base->type->decl->vtab)
        cls = cls->base;
    return cls;
}

/* The pointer to the method of this key in a table; `owner`: the class that the place in it comes from. */
static Insn *load_entry(Lower *lw, Insn *table, const ClassInfo *owner, Atom key)
{
    const Type *vtab = owner->type->decl->vtab;
    const Type *table_type = type_ptr(lw->types, type_qualified(lw->types, vtab, TYPE_QUAL_CONST));
    if (table->type != table_type)
        table = ir_cast(&lw->b, table_type, table);
    return ir_load(&lw->b, ir_field(&lw->b, table, type_field(vtab, key)));
}

/* The function that the table of `self`, which is not None, has for the method `symbol` with `count` arguments. */
static Insn *virtual_pointer(Lower *lw, const Symbol *symbol, Insn *self, uint32_t count)
{
    Atom key = method_form_key(lw->b.module->atoms, symbol, count, false);
    const ClassInfo *owner = method_form_owner(symbol->cls, key);
    const Type *root = root_of(owner)->type;
    const TypeField *pointer = type_field(root->decl->layout, atom_from(lw->b.module->atoms, "(vtab)"));
    return load_entry(lw, ir_load(&lw->b, ir_field(&lw->b, instance(lw, self, root), pointer)), owner, key);
}

Insn *lower_imported_pointer(Lower *lw, const Symbol *symbol, uint32_t count)
{
    bool is_own = symbol->is_cpdef && !symbol->is_static && !method_form_asks(symbol);
    Atom key = method_form_key(lw->b.module->atoms, symbol, count, is_own);
    return load_entry(lw, ir_get(&lw->b, lower_cclass_table(lw, symbol->cls)), method_form_owner(symbol->cls, key), key);
}

/* `is_own`: it is this very method that is meant, not what Python code has put in its place. */
static Insn *call_pointer(Lower *lw, const Symbol *symbol, Insn *pointer, Insn **args, uint32_t count, bool is_own)
{
    Insn **all = ARENA_ARRAY(lw->arena, Insn *, count + 2);
    all[0] = pointer;
    for (uint32_t i = 0; i < count; i++)
        all[i + 1] = args[i];
    if (method_form_asks(symbol))
        all[++count] = ir_int(&lw->b, LOWER_TYPE(lw, INT), is_own);
    return ir_append(&lw->b, IR_CALLPTR, 0, lower_plain(symbol->type)->func->result, all, count + 1);
}

Insn *lower_virtual_call(Lower *lw, const Symbol *symbol, Insn **args, uint32_t count)
{
    return call_pointer(lw, symbol, virtual_pointer(lw, symbol, args[0], count), args, count, false);
}

static Insn *receiver_of(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const AstAttribute *attribute = fused_method_callee(node);
    Insn *object = lower_expr(lw, attribute->value);
    lower_not_none(lw, object, IR_NONE_ATTR, attribute->attr->text);
    return lower_convert(lw, object, info->target->cls->type);
}

Insn *lower_method_call(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const TypeFunc *func = lower_plain(info->target->type)->func;
    bool is_static = info->target->is_static;
    uint32_t shift = info->is_direct ? 0 : 1;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, info->arg_count + 2);
    if (shift)
        args[0] = receiver_of(lw, node, info);
    uint32_t count = shift + lower_c_arguments(lw, node, info, func, shift, args);
    if (info->is_direct && !is_static && count)
        lower_not_none(lw, args[0], IR_NONE_ATTR, info->target->name->text);
    if (!info->is_direct && !info->target->is_final)
        return lower_virtual_call(lw, info->target, args, count);
    if (!info->target->func)
        return call_pointer(lw, info->target, lower_imported_pointer(lw, info->target, count), args, count, true);
    return ir_call(&lw->b, lower_method_callee(lw, info->target), args, count);
}

Insn *lower_c_method_value(Lower *lw, const AstAttribute *node)
{
    const Type *type = lower_plain(lower_type(lw, node->value));
    Symbol *member = type->kind == TYPE_CLASS ? lower_member(lw, type, node->attr) : NULL;
    if (!member || member->kind != SYM_CFUNC || (member->func && member->func->kind == FUNC_CP))
        return NULL;
    Insn *object = lower_expr(lw, node->value);
    lower_not_none(lw, object, IR_NONE_ATTR, node->attr->text);
    return lower_cwrap_method(lw, member, object);
}

Insn *lower_method_address(Lower *lw, const Ast *node)
{
    if (node->kind != AST_Attribute || lower_symbol(lw, node))
        return NULL;
    const AstAttribute *attribute = AST_AS(Attribute, node);
    const Type *type = lower_plain(lower_type(lw, attribute->value));
    Symbol *member = type->kind == TYPE_CLASS ? lower_member(lw, type, attribute->attr) : NULL;
    if (!member || member->kind != SYM_CFUNC || member->is_static || member->fused || member->is_c_property)
        return NULL;
    Insn *object = lower_expr(lw, attribute->value);
    lower_not_none(lw, object, IR_NONE_ATTR, attribute->attr->text);
    return member->is_final ? lower_function_address(lw, member)
                            : virtual_pointer(lw, member, object, lower_plain(member->type)->func->count);
}

const Symbol *lower_property_of(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Attribute || lower_symbol(lw, node))
        return NULL;
    const Type *type = lower_plain(lower_type(lw, AST_AS(Attribute, node)->value));
    const Symbol *member = type->kind == TYPE_CLASS ? lower_member(lw, type, AST_AS(Attribute, node)->attr) : NULL;
    return member && member->kind == SYM_CFUNC && member->is_c_property && member->func ? member : NULL;
}

Insn *lower_property_owner(Lower *lw, const AstAttribute *node)
{
    Insn *object = lower_expr(lw, node->value);
    lower_not_none(lw, object, IR_NONE_ATTR, node->attr->text);
    return object;
}

Insn *lower_property_get(Lower *lw, const Symbol *property, Insn *object)
{
    return ir_call(&lw->b, lower_method_callee(lw, property), &object, 1);
}

void lower_property_set(Lower *lw, const Symbol *property, Insn *object, Insn *value)
{
    const Symbol *setter = property->setter;
    Insn *args[] = {object, lower_convert(lw, value, lower_plain(setter->type)->func->params[1].type)};
    ir_call(&lw->b, lower_method_callee(lw, setter), args, 2);
}

Insn *lower_c_property(Lower *lw, const AstAttribute *node)
{
    const Symbol *property = lower_property_of(lw, &node->head);
    return property ? lower_property_get(lw, property, lower_property_owner(lw, node)) : NULL;
}
