/* lower_name.c: what a name or a dotted name stands for, as a value.
 *
 * Analysis has resolved every name. C variables are read directly; Python names of the module go
 * through its dict and then the builtins, because other code may change them at any time.
 *
 *     x (local)  ->  get x        print  ->  prim builtin_get 'print'        sqrt (C)  ->  funcaddr "sqrt"
 */
#include "lower/lower_name.h"

#include "lower/lower_cclass.h"
#include "lower/lower_class.h"
#include "lower/lower_complex.h"
#include "lower/lower_buffer.h"
#include "lower/lower_convert.h"
#include "lower/lower_cwrap.h"
#include "lower/lower_enum.h"
#include "lower/lower_expr.h"
#include "lower/lower_member.h"
#include "lower/lower_member.h"
#include "lower/lower_place.h"
#include "lower/lower_shared.h"
#include "lower/lower_view.h"
#include "type/typename.h"

#include <string.h>

Symbol *lower_symbol(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Name && node->kind != AST_Attribute)
        return NULL;
    return lw->sema->symbol_of[node->id];
}

IrCallee *lower_callee(Lower *lw, const Symbol *symbol)
{
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->type = symbol->type;
    if (symbol->func)
        callee->func = map_get(&lw->unit->entries, symbol->func);
    if (!callee->func) {
        callee->c_name = symbol->c_name ? symbol->c_name : symbol->name->text;
        callee->header = symbol->header && symbol->header[0] ? symbol->header : NULL;
    }
    return callee;
}

IrCallee *lower_method_callee(Lower *lw, const Symbol *symbol)
{
    IrCallee *callee = lower_callee(lw, symbol);
    IrFunc *method = symbol->func ? map_get(&lw->unit->methods, symbol->func) : NULL;
    if (method)
        callee->func = method;
    return callee;
}

Insn *lower_function_address(Lower *lw, const Symbol *symbol)
{
    if (symbol->from_module && symbol->cls && !symbol->func)
        return lower_imported_pointer(lw, symbol, lower_plain(symbol->type)->func->count);
    if (symbol->from_module)
        return lower_shared_pointer(lw, symbol, 0);
    return ir_funcaddr(&lw->b, lower_callee(lw, symbol));
}

Insn *lower_cfunc_object(Lower *lw, const Ast *node)
{
    const Symbol *symbol = lower_symbol(lw, node);
    if (symbol && symbol->func && symbol->func->kind == FUNC_CP)
        return LOWER_PRIM(lw, global_get, lower_name(lw, symbol->name));
    return lower_cwrap(lw, node);
}

static Insn *const_value(Lower *lw, Symbol *symbol)
{
    if (!symbol->has_value)
        return ir_get(&lw->b, lower_var(lw, symbol));
    if (type_is_object(symbol->type))
        return lower_box(lw, ir_int(&lw->b, LOWER_TYPE(lw, LLONG), symbol->int_value));
    return ir_int(&lw->b, symbol->type, symbol->int_value);
}

static Insn *magic_value(Lower *lw, const Ast *node, MagicKind magic)
{
    if (magic == MAGIC_COMPILED)
        return lower_bint(lw, true);
    if (magic == MAGIC_NULL)
        return ir_null(&lw->b, LOWER_TYPE(lw, NULLPTR));
    return lower_unsupported_value(lw, node, "this name of module `cython` as a value");
}

/* Names of Cython's language that are no builtins of Python: `frozendict` is dict in interpreters that have none,
 * the others are what became of them in Python 3. */
static Insn *cython_builtin(Lower *lw, const char *name)
{
    bool is_cython = lw->b.module->is_cython;
    if (strcmp(name, "frozendict") == 0 && (is_cython || lw->sema->uses_cython))
        return LOWER_PRIM0(lw, frozendict);
    if (!is_cython)
        return NULL;
    if (strcmp(name, "getattr3") == 0)
        return lower_builtin(lw, "getattr");
    if (strcmp(name, "intern") == 0)
        return LOWER_PRIM0(lw, sys_intern);
    return strcmp(name, "reload") == 0 ? LOWER_PRIM0(lw, importlib_reload) : NULL;
}

static Insn *builtin_value(Lower *lw, const Symbol *symbol)
{
    Insn *value = cython_builtin(lw, symbol->name->text);
    if (value)
        return value;
    return LOWER_PRIM(lw, builtin_get, lower_name(lw, symbol->name));
}

static Insn *symbol_value(Lower *lw, const Ast *node, Symbol *symbol)
{
    switch (symbol->kind) {
    case SYM_LOCAL:
        if (symbol->buffer && lower_plain(lower_type(lw, node))->kind == TYPE_VIEW)
            return lower_buffer_view(lw, symbol);
        return lower_read(lw, symbol);
    case SYM_CGLOBAL:
    case SYM_EXTERN: return lower_read(lw, symbol);
    case SYM_CFUNC: return lower_function_address(lw, symbol);
    case SYM_CONST: return const_value(lw, symbol);
    case SYM_GLOBAL:
    case SYM_DEF: return LOWER_PRIM(lw, global_get, lower_name(lw, symbol->name));
    case SYM_CMODULE:
        if (symbol->has_runtime)
            return LOWER_PRIM(lw, global_get, lower_name(lw, symbol->name));
        return lower_unsupported_value(lw, node, "a cimported module as a value");
    case SYM_TYPE:
        if (symbol->magic == MAGIC_VIEW_ARRAY)
            return lower_unsupported_value(lw, node, "cython.view.array without the declarations that come with Krait");
        if (symbol->magic == MAGIC_VIEW_OBJECT)
            return LOWER_PRIM0(lw, view_object_type);
        if (lower_plain(symbol->type)->kind == TYPE_ENUM)
            return lower_enum_class(lw, symbol->type);
        return builtin_value(lw, symbol);
    case SYM_BUILTIN: return builtin_value(lw, symbol);
    case SYM_MAGIC: return magic_value(lw, node, symbol->magic);
    case SYM_FIELD: return lower_field_get(lw, symbol);
    case SYM_CLASS: return lower_cclass_object(lw, symbol);
    case SYM_POISON: break;
    }
    return lower_zero(lw, lower_type(lw, node));
}

Insn *lower_name_value(Lower *lw, const Ast *node)
{
    Symbol *symbol = lower_symbol(lw, node);
    if (!symbol)
        return LOWER_PRIM(lw, global_get, lower_name(lw, AST_AS(Name, node)->id));
    return symbol_value(lw, node, symbol);
}

/* Attributes of run-time values */

static Insn *object_attribute(Lower *lw, const AstAttribute *node, Insn *value)
{
    Arena *arena = lw->arena;
    Insn *object = lower_box(lw, value);
    if (lower_plain(object->type)->kind != TYPE_OBJECT) {
        Insn *known = lower_prim_of(lw, arena_printf(arena, "a %s", node->attr->text), NULL,
                                    &object, 1, IR_NONE_ATTR, node->attr->text);
        if (known)
            return known;
    }
    return LOWER_PRIM(lw, attr_get, object, lower_name(lw, node->attr));
}

static Insn *part_of_value(Lower *lw, const AstAttribute *node, Insn *value)
{
    const Type *plain = lower_plain(value->type);
    bool has_parts = plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE; /* items of an enum are none */
    const TypeField *field = has_parts ? type_field(plain, node->attr) : NULL;
    if (!field)
        return NULL;
    Insn *part = ir_append(&lw->b, IR_PART, 0, field->type, &value, 1);
    part->as.index = (uint32_t)(field - plain->decl->fields);
    return part;
}

/* A memoryview in an instance may not be set yet. */
static Insn *checked_view(Lower *lw, const Ast *node, Insn *value)
{
    if (lower_plain(value->type)->kind == TYPE_VIEW && lower_field_symbol(lw, node) &&
        lw->directives->initializedcheck)
        ir_append(&lw->b, IR_VCHK, 0, NULL, &value, 1);
    return value;
}

Insn *lower_attribute_value(Lower *lw, const Ast *node)
{
    const AstAttribute *attribute = AST_AS(Attribute, node);
    Symbol *symbol = lower_symbol(lw, node);
    if (symbol)
        return symbol_value(lw, node, symbol);
    Insn *property = lower_c_property(lw, attribute);
    Insn *method = property ? property : lower_c_method_value(lw, attribute);
    if (method)
        return method;
    Insn *pointer = lower_pointer(lw, node);
    if (pointer)
        return checked_view(lw, node, lower_load(lw, pointer));
    Insn *value = lower_expr(lw, attribute->value);
    const Type *plain = lower_plain(value->type);
    if (plain->kind == TYPE_VIEW)
        return lower_view_attribute(lw, attribute, value);
    Insn *part = lower_is_complex(plain) ? lower_complex_attribute(lw, value, attribute->attr)
                                         : part_of_value(lw, attribute, value);
    if (part)
        return part;
    return lower_convert(lw, object_attribute(lw, attribute, value), lower_type(lw, node));
}

Insn *lower_sizeof(Lower *lw, const Type *type)
{
    Insn *insn = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    insn->as.type = type;
    return insn;
}
