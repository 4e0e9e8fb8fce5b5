/* lower_call.c: calls of everything that can be called: C functions and pointers to them, builtin
 * functions, methods of builtin types, Python objects, C types, the names of module cython.
 *
 * Analysis has decided which of these a call is (CallInfo). Arguments are evaluated in source order
 * whatever the order of the parameters. Methods and builtins use a primitive when a row takes the
 * arguments as they are, then one for objects, then the Python call.
 *
 *     xs.append(n)  (list, int)   ->   nonechk attr xs; prim list_append xs, (box n)
 */
#include "lower/lower_call.h"

#include "lower/lower_builtin.h"
#include "lower/lower_cclass.h"
#include "lower/lower_class.h"
#include "lower/lower_codec.h"
#include "lower/lower_collect.h"
#include "lower/lower_complex.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_frame.h"
#include "lower/lower_known.h"
#include "lower/lower_literal.h"
#include "lower/lower_lock.h"
#include "lower/lower_member.h"
#include "lower/lower_name.h"
#include "lower/lower_place.h"
#include "lower/lower_struct.h"
#include "lower/lower_shared.h"
#include "lower/lower_view.h"
#include "sema/ctypes.h"
#include "sema/fused.h"
#include "type/typename.h"

#include <string.h>

static bool has_star(const AstCall *node)
{
    for (uint32_t i = 0; i < node->args.len; i++)
        if (node->args.items[i]->kind == AST_Starred)
            return true;
    for (uint32_t i = 0; i < node->keywords.len; i++)
        if (!AST_AS(Keyword, node->keywords.items[i])->name)
            return true;
    return false;
}

bool lower_call_is_plain(const AstCall *node)
{
    return node->keywords.len == 0 && !has_star(node);
}

/* Python calls */

/* Names of arguments are not private to the class around the call. */
static IrConst *keyword_name(Lower *lw, Atom name)
{
    return ir_const_str(lw->b.module, name->text, name->len, true);
}

static IrConst *make_kwnames(Lower *lw, const AstCall *node)
{
    uint32_t count = node->keywords.len;
    IrConst **names = ARENA_ARRAY(lw->arena, IrConst *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        names[i] = keyword_name(lw, AST_AS(Keyword, node->keywords.items[i])->name);
    return count ? ir_const_tuple(lw->b.module, names, count) : NULL;
}

/* Instances of extension types are checked before the call where the function is known. */
static Insn *argument_of(Lower *lw, const FuncInfo *func, const Ast *node, uint32_t i)
{
    const Type *type = func && func->params.items[i] ? func->params.items[i]->type : NULL;
    Insn *value = lower_object(lw, node);
    return type && lower_plain(type)->kind == TYPE_CLASS ? lower_convert(lw, value, type) : value;
}

/* The `count` operands in front, the positional arguments, the values of the keywords. */
static Insn *call_of(Lower *lw, IrOp op, const AstCall *node, Insn *const *front, uint32_t count)
{
    const FuncInfo *inner = op == IR_PYCALL ? lower_known_inner(lw, node) : NULL;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, node->args.len + node->keywords.len + count);
    memcpy(args, front, count * sizeof *args);
    for (uint32_t i = 0; i < node->args.len; i++)
        args[count++] = argument_of(lw, inner, node->args.items[i], i);
    for (uint32_t i = 0; i < node->keywords.len; i++)
        args[count++] = lower_object(lw, AST_AS(Keyword, node->keywords.items[i])->value);
    return ir_append(&lw->b, op, 0, LOWER_TYPE(lw, OBJECT), args, count);
}

static Insn *call_with(Lower *lw, IrOp op, const AstCall *node, Insn *first)
{
    return call_of(lw, op, node, &first, 1);
}

Insn *lower_call_keywords(Lower *lw, const AstCall *node, Insn *callable)
{
    if (!node->keywords.len)
        return ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    Insn *dict = lower_empty(lw, IR_BUILD_DICT);
    if (lw->b.module->is_cython) /* whose messages do not name it */
        callable = ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, node->keywords.items[i]);
        Insn *value = lower_object(lw, keyword->value);
        if (keyword->name)
            LOWER_PRIM(lw, kw_put, dict, ir_pyconst(&lw->b, keyword_name(lw, keyword->name)), value, callable);
        else
            LOWER_PRIM(lw, kw_merge, dict, value, callable);
    }
    return dict;
}

/* The tuple of positional arguments; that of f(*args) is args itself, if it is a tuple. */
static Insn *star_arguments(Lower *lw, const AstCall *node, Insn *callable)
{
    const AstNodes *args = &node->args;
    if (!args->len)
        return ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, NULL, 0));
    if (args->len == 1 && args->items[0]->kind == AST_Starred)
        return LOWER_PRIM(lw, star_tuple, lower_object(lw, AST_AS(Starred, args->items[0])->value),
                          callable);
    return LOWER_PRIM(lw, list_to_tuple, lower_star_list(lw, args));
}

Insn *lower_call_object(Lower *lw, const AstCall *node, Insn *callable)
{
    if (has_star(node)) {
        Insn *args = star_arguments(lw, node, callable);
        if (node->keywords.len == 1 && !AST_AS(Keyword, node->keywords.items[0])->name)
            return LOWER_PRIM(lw, call_star, callable, args,
                              lower_object(lw, AST_AS(Keyword, node->keywords.items[0])->value));
        return LOWER_PRIM(lw, call_ex, callable, args, lower_call_keywords(lw, node, callable));
    }
    Insn *call = call_with(lw, IR_PYCALL, node, callable);
    call->as.pycall = (IrPyCall){.kwnames = make_kwnames(lw, node), .known = lower_known(lw, node)};
    return call;
}

/* Does evaluating it neither fail nor do anything that could be seen? */
static bool is_quiet(const Lower *lw, const Ast *node)
{
    if (lower_is_literal(node) || node->kind == AST_Name)
        return true;
    if (node->kind == AST_Tuple || node->kind == AST_List) {
        const AstNodes *items =
            node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items : &AST_AS(List, node)->items;
        for (uint32_t i = 0; i < items->len; i++)
            if (!is_quiet(lw, items->items[i]))
                return false;
        return true;
    }
    if (node->kind != AST_BinOp || !type_is_number(lower_type(lw, node)))
        return false;
    const AstBinOp *op = AST_AS(BinOp, node);
    bool divides = op->op == AST_OP_DIV || op->op == AST_OP_FLOORDIV || op->op == AST_OP_MOD;
    return !divides && op->op != AST_OP_POW && is_quiet(lw, op->left) && is_quiet(lw, op->right);
}

static bool has_quiet_arguments(const Lower *lw, const AstCall *node)
{
    for (uint32_t i = 0; i < node->args.len; i++)
        if (!is_quiet(lw, node->args.items[i]))
            return false;
    for (uint32_t i = 0; i < node->keywords.len; i++)
        if (!is_quiet(lw, AST_AS(Keyword, node->keywords.items[i])->value))
            return false;
    return true;
}

/* A module or a class, whose attributes are not bound to it? */
static bool holds_functions(const Lower *lw, const Ast *receiver)
{
    const Symbol *symbol = receiver->kind == AST_Name ? lower_symbol(lw, receiver) : NULL;
    const Ast *decl = symbol ? symbol->decl : NULL;
    bool is_bound_so = decl && (decl->kind == AST_Import || decl->kind == AST_ImportFrom || decl->kind == AST_ClassDef);
    return symbol && (is_bound_so || (symbol->kind != SYM_LOCAL && symbol->kind != SYM_GLOBAL));
}

/* Python looks the method up before it evaluates the arguments; PYMETH does so after them. */
static Insn *call_method_object(Lower *lw, const AstCall *node, Insn *receiver, Atom name)
{
    if (has_star(node) || (holds_functions(lw, AST_AS(Attribute, node->func)->value) && !has_quiet_arguments(lw, node)))
        return lower_call_object(
            lw, node, LOWER_PRIM(lw, attr_get, receiver, lower_name(lw, name)));
    if (!has_quiet_arguments(lw, node)) {
        Insn *method = LOWER_PRIM(lw, method_find, receiver, lower_name(lw, name));
        Insn *call = call_of(lw, IR_PYCALL, node, (Insn *[]){method, receiver}, 2);
        call->as.pycall = (IrPyCall){.kwnames = make_kwnames(lw, node), .is_found = true};
        return call;
    }
    Insn *call = call_with(lw, IR_PYMETH, node, receiver);
    call->as.pymeth.name = lower_name_const(lw, name);
    call->as.pymeth.kwnames = make_kwnames(lw, node);
    return call;
}

/* Names of encodings and error handlers may be bytes, as they are C strings in the end. */
static bool names_are_bytes(const Lower *lw, const AstCall *node, const char *method)
{
    bool found = false;
    if ((strcmp(method, "encode") != 0 && strcmp(method, "decode") != 0) || has_star(node) || node->keywords.len)
        return false;
    for (uint32_t i = 0; i < node->args.len; i++) {
        const Type *type = lower_plain(lower_type(lw, node->args.items[i]));
        found |= type->kind == TYPE_BYTES || type->kind == TYPE_PTR;
    }
    return found && lw->sema->tree->is_cython;
}

static Insn *call_with_names(Lower *lw, const AstCall *node, Insn *receiver, const char *method)
{
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, node->args.len + 1);
    args[0] = receiver;
    for (uint32_t i = 0; i < node->args.len; i++) {
        Insn *name = lower_object(lw, node->args.items[i]);
        bool is_bytes = lower_plain(name->type)->kind == TYPE_BYTES;
        args[i + 1] = is_bytes ? LOWER_PRIM(lw, bytes_decode, name) : name;
    }
    Insn *call = ir_append(&lw->b, IR_PYMETH, 0, LOWER_TYPE(lw, OBJECT), args, node->args.len + 1);
    call->as.pymeth.name = ir_const_str(lw->b.module, method, (uint32_t)strlen(method), true);
    return call;
}

/* bytes.decode(s) with a variable declared as bytes: None is told as Cython does, before the method is called. */
static void check_unbound(Lower *lw, const AstCall *node, const AstAttribute *method)
{
    const Ast *self = node->args.len ? node->args.items[0] : NULL;
    const Symbol *symbol = lower_symbol(lw, method->value);
    bool is_type = symbol && (symbol->kind == SYM_BUILTIN || symbol->kind == SYM_TYPE);
    if (!is_type || !self || self->kind != AST_Name || !lw->b.module->is_cython)
        return;
    const Type *type = lower_plain(lower_type(lw, self));
    bool is_same = type->kind > TYPE_OBJECT && type->kind < TYPE_CLASS &&
                   strcmp(typename_source(lw->arena, type), symbol->name->text) == 0;
    if (is_same)
        LOWER_PRIM(lw, unbound_self, lower_object(lw, self),
                   ir_cstring(&lw->b, method->attr->text, (uint32_t)strlen(method->attr->text)),
                   ir_cstring(&lw->b, symbol->name->text, (uint32_t)strlen(symbol->name->text)));
}

static Insn *call_python(Lower *lw, const AstCall *node)
{
    bool is_method = node->func->kind == AST_Attribute && !lower_symbol(lw, node->func) &&
                     !lower_field_symbol(lw, node->func) && !lower_view_shape_base(lw, node->func);
    if (lower_looks_at_frame(lw, node))
        return lower_call_object(lw, node, lower_framed(lw, node, lower_object(lw, node->func)));
    if (!is_method)
        return lower_call_object(lw, node, lower_object(lw, node->func));
    const AstAttribute *method = AST_AS(Attribute, node->func);
    bool is_text = lower_plain(lower_type(lw, method->value))->kind == TYPE_PTR;
    check_unbound(lw, node, method);
    Insn *receiver = lower_object(lw, method->value);
    Insn *text = is_text ? lower_codec(lw, node, receiver, method->attr->text) : NULL;
    if (text)
        return text;
    if (is_text && names_are_bytes(lw, node, method->attr->text))
        return call_with_names(lw, node, receiver, method->attr->text);
    return call_method_object(lw, node, receiver, method->attr);
}

/* C calls */

static const TypeFunc *func_type(const Type *type)
{
    const Type *plain = lower_plain(type);
    if (plain->kind == TYPE_PTR)
        plain = lower_plain(plain->target);
    return plain->func;
}

static uint32_t find_arg(const CallInfo *info, const Ast *value)
{
    uint32_t i = 0;
    while (i < info->arg_count && info->args[i] != value)
        i++;
    return i;
}

static Insn *c_argument(Lower *lw, const TypeFunc *func, uint32_t i, const Ast *value)
{
    if (i < func->count)
        return lower_to(lw, value, func->params[i].type);
    if (value->kind == AST_StrLit)
        return ir_cstring(&lw->b, AST_AS(StrLit, value)->value, AST_AS(StrLit, value)->value_len);
    const Type *wanted = convert_variadic(lw->types, lower_type(lw, value));
    return wanted ? lower_to(lw, value, wanted) : lower_expr(lw, value);
}

static const AstParam *param_of(const Symbol *target, uint32_t i)
{
    const FuncInfo *func = target ? target->func : NULL;
    if (!func || func->node->kind != AST_CFuncDef || i >= AST_AS(CFuncDef, func->node)->params.len)
        return NULL;
    return AST_AS(Param, AST_AS(CFuncDef, func->node)->params.items[i]);
}

/* May a macro write to it? A place of C memory that takes no call to find. */
static bool is_c_place(const Lower *lw, const Ast *node)
{
    const AstSubscript *item = node->kind == AST_Subscript ? AST_AS(Subscript, node) : NULL;
    const TypeKind base = item ? lower_plain(lower_type(lw, item->value))->kind : TYPE_VOID;
    return (base == TYPE_PTR || base == TYPE_ARRAY) && is_quiet(lw, item->value) && is_quiet(lw, item->index);
}

/* Arguments in source order into the places of their parameters. What is declared as `f(...)` may be a macro that assigns
 * to an argument: items of C memory are read last, so that they stand in the call as they are. */
static void fill_arguments(Lower *lw, const AstCall *node, const CallInfo *info,
                           const TypeFunc *func, Insn **args)
{
    const Symbol *target = info->target;
    bool may_write = target && target->kind == SYM_CFUNC && func->varargs && !func->count;
    for (uint32_t round = 0; round < (may_write ? 2 : 1); round++)
        for (uint32_t k = 0; k < node->args.len + node->keywords.len; k++) {
            const Ast *value = k < node->args.len
                                   ? node->args.items[k]
                                   : AST_AS(Keyword, node->keywords.items[k - node->args.len])->value;
            uint32_t i = find_arg(info, value);
            if (i < info->arg_count && (!may_write || is_c_place(lw, value) == (round == 1)))
                args[i] = c_argument(lw, func, i, value);
        }
}

const void *lower_default_key(const FuncInfo *info, const AstParam *param)
{
    bool is_spec = info->spec && info->spec->func == info;
    for (uint32_t i = 0; is_spec && i < info->params.len; i++)
        if (info->params.items[i] && info->params.items[i]->decl == &param->head)
            return info->params.items[i];
    return param;
}

Insn *lower_default(Lower *lw, const FuncInfo *info, const AstParam *param, const Type *type)
{
    if (!lower_is_literal(param->default_value))
        return ir_get(&lw->b, lower_global(lw->unit, lower_default_key(info, param), param->name, type));
    const Sema *saved = lw->sema;
    lw->sema = lower_sema(lw->unit, info);
    Insn *value = lower_to(lw, param->default_value, type);
    lw->sema = saved;
    return value;
}

uint32_t lower_c_arguments(Lower *lw, const AstCall *node, const CallInfo *info, const TypeFunc *func,
                           uint32_t shift, Insn **args)
{
    TypeFunc shifted = *func;
    shifted.params += shift;
    shifted.count -= shift;
    uint32_t count = 0;
    Insn **places = args + shift;
    fill_arguments(lw, node, info, &shifted, places);
    bool is_virtual = info->kind == CALL_CMETHOD && !info->is_direct && !info->target->is_final;
    uint32_t given = info->arg_count;
    while (given && !places[given - 1])
        given--;
    for (uint32_t i = 0; i < (is_virtual ? given : info->arg_count); i++) {
        const AstParam *param = places[i] ? NULL : param_of(info->target, i + shift);
        if (param && param->default_value)
            places[i] = lower_default(lw, info->target->func, param, shifted.params[i].type);
        if (!places[i])
            break;
        count++;
    }
    if (count < given)
        lower_unsupported(lw, &node->head, "leaving out an argument before one that is given, of a function of another module,");
    return count;
}

static Insn *call_c(Lower *lw, const AstCall *node, const CallInfo *info)
{
    bool is_cfunc = info->target && info->target->kind == SYM_CFUNC;
    bool is_direct = is_cfunc && !info->target->from_module;
    const TypeFunc *func = func_type(is_cfunc ? info->target->type : lower_type(lw, node->func));
    Insn *pointer = is_cfunc ? NULL : lower_expr(lw, node->func);
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, info->arg_count + 2);
    uint32_t count = lower_c_arguments(lw, node, info, func, 0, is_direct ? args : args + 1);
    if (is_direct)
        return ir_call(&lw->b, lower_callee(lw, info->target), args, count);
    uint32_t left = count < func->count ? func->count - count : 0;
    args[0] = is_cfunc ? lower_shared_pointer(lw, info->target, left) : pointer;
    return ir_append(&lw->b, IR_CALLPTR, 0, func->result, args, count + 1);
}

/* Methods of builtin types */

static Insn *call_method(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const Ast *value_node = AST_AS(Attribute, node->func)->value;
    if (lower_is_complex(info->receiver_type))
        return lower_complex_attribute(lw, lower_expr(lw, value_node), info->method);
    if (type_is_float(info->receiver_type)) /* conjugate */
        return lower_expr(lw, value_node);
    if (info->receiver_type->kind == TYPE_UCS4)
        return lower_keyed_call(lw, arena_printf(lw->arena, "m %s", info->method->text), node,
                                lower_expr(lw, value_node), IR_NONE_ATTR, NULL);
    Insn *receiver = lower_object(lw, value_node);
    const Type *type = lower_type(lw, &node->head);
    const char *name = info->method->text;
    Insn *value = lower_codec(lw, node, receiver, name);
    if (!value && names_are_bytes(lw, node, name))
        value = call_with_names(lw, node, receiver, name);
    if (!value && lower_call_is_plain(node))
        value = lower_keyed_call(lw, arena_printf(lw->arena, "m %s", name), node, receiver,
                                 IR_NONE_ATTR, name);
    if (!value)
        value = call_method_object(lw, node, receiver, info->method);
    /* what the method gives is known: no check of its type */
    if (type_is_object(value->type) && type_is_object(type) && value->op == IR_PYMETH && !info->is_item)
        value->type = type;
    return value;
}

/* Names of module cython, C types */

/* Integer literals are said to be long, as variables that they are assigned to are. */
static const Type *type_to_show(Lower *lw, const Ast *node)
{
    const Type *type = SEMA_TYPE(lw->sema, node) ? SEMA_TYPE(lw->sema, node) : LOWER_TYPE(lw, OBJECT);
    if (node->kind != AST_IntLit || type_is_object(type))
        return type;
    return type->kind == TYPE_INT    ? LOWER_TYPE(lw, LONG)
           : type->kind == TYPE_UINT ? LOWER_TYPE(lw, ULONG)
                                     : type;
}

/* The name that a parameter's class was declared by, where it is not the class's own; else NULL. */
static const char *alias_to_show(Lower *lw, const Ast *node)
{
    const Symbol *symbol = lower_symbol(lw, node);
    if (!symbol || !symbol->decl || symbol->decl->kind != AST_Param || lower_type(lw, node)->kind != TYPE_CLASS)
        return NULL;
    const Ast *written = AST_AS(Param, symbol->decl)->type;
    bool is_name = written && written->kind == AST_TypeName && AST_AS(TypeName, written)->path.len == 1;
    const Symbol *named = is_name ? scope_lookup(lw->info->scope, AST_AS(TypeName, written)->path.items[0]) : NULL;
    const TypeDecl *fused = named && named->type && named->type->kind == TYPE_FUSED ? named->type->decl : NULL;
    for (uint32_t i = 0; fused && fused->alternative_names && i < fused->alternative_count; i++)
        if (fused->alternatives[i] == lower_type(lw, node) && fused->alternative_names[i])
            return fused->alternative_names[i]->text;
    Atom alias = ctypes_class_alias(lw->info->scope, written);
    return alias ? alias->text : NULL;
}

static Insn *call_magic(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const Type *type = lower_type(lw, &node->head);
    const AstNodes *args = &node->args;
    MagicKind magic = info->target->magic;
    if (magic == MAGIC_CAST && args->len == 2)
        return lower_cast(lw, lower_expr(lw, args->items[1]), type, node->keywords.len > 0);
    if (magic == MAGIC_SIZEOF && args->len == 1)
        return lower_sizeof(lw, lower_type(lw, args->items[0]));
    const char *alias = magic == MAGIC_TYPEOF && args->len == 1 ? alias_to_show(lw, args->items[0]) : NULL;
    if (alias)
        return lower_str(lw, alias);
    if (magic == MAGIC_TYPEOF && args->len == 1)
        return lower_str(lw, typename_typeof(lw->arena, type_to_show(lw, args->items[0])));
    if ((magic == MAGIC_LIKELY || magic == MAGIC_UNLIKELY) && args->len == 1)
        return lower_expr(lw, args->items[0]);
    if (magic == MAGIC_THREADID)
        return LOWER_PRIM0(lw, par_thread);
    return lower_unsupported_value(lw, &node->head, "this call of module `cython`");
}

static Insn *make_struct(Lower *lw, const CallInfo *info)
{
    uint32_t count = lower_plain(info->result)->decl->field_count;
    const Ast **values = ARENA_ARRAY(lw->arena, const Ast *, count + 1);
    for (uint32_t i = 0; i < info->arg_count && i < count; i++)
        values[i] = info->args[i];
    return lower_struct_make(lw, info->result, values);
}

static Insn *call_cast(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const Type *plain = lower_plain(info->result);
    if (plain->kind == TYPE_STRUCT && (info->args || node->args.len != 1))
        return make_struct(lw, info);
    if (node->args.len == 0)
        return lower_zero(lw, info->result);
    return lower_cast(lw, lower_expr_as(lw, node->args.items[0], info->result), info->result,
                      false);
}

static Insn *call_of_kind(Lower *lw, const AstCall *node, const CallInfo *info)
{
    switch (info->kind) {
    case CALL_PYTHON: break;
    case CALL_C: return call_c(lw, node, info);
    case CALL_BUILTIN: return lower_builtin_call(lw, node, info);
    case CALL_CMETHOD: return lower_method_call(lw, node, info);
    case CALL_METHOD: return call_method(lw, node, info);
    case CALL_VIEW: return lower_view_method(lw, node, info->method);
    case CALL_LOCK: return lower_lock_call(lw, node, info);
    case CALL_MAGIC: return call_magic(lw, node, info);
    case CALL_NEW: return lower_cclass_new(lw, node, info->target);
    case CALL_SUPER: return lower_super(lw, info->target);
    case CALL_CAST: return call_cast(lw, node, info);
    }
    return call_python(lw, node);
}

Insn *lower_call(Lower *lw, const AstCall *node)
{
    const CallInfo *info = lw->sema->info_of[node->head.id];
    Insn *value = info ? call_of_kind(lw, node, info) : call_python(lw, node);
    const Symbol *target = info ? info->target : NULL;
    if (target && (target->kind == SYM_CLASS || (target->kind == SYM_TYPE && type_is_object(target->type))))
        value->type = target->type; /* an instance of it and nothing else */
    const Type *type = SEMA_TYPE(lw->sema, &node->head);
    if (!type || lower_plain(type)->kind == TYPE_VOID ||
        lower_plain(value->type)->kind == TYPE_VOID)
        return value;
    return lower_convert(lw, value, type);
}
