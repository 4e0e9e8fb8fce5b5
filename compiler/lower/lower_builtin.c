/* lower_builtin.c: calls of Python's builtin functions and types.
 *
 * First come the few that mean something in C (len of a view, min of two doubles, a generator expression
 * consumed on the spot); then the primitive that fits the arguments best; else the builtin is called as
 * any object.
 *
 *     len(xs)  (list)   ->   nonechk len xs; prim list_len xs         max(a, b)  (double)   ->   select ...
 */
#include "lower/lower_builtin.h"

#include "lower/lower_call.h"
#include "lower/lower_cclass.h"
#include "lower/lower_collect.h"
#include "lower/lower_comp.h"
#include "lower/lower_cond.h"
#include "lower/lower_complex.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_locals.h"
#include "lower/lower_frame.h"
#include "lower/lower_frozenset.h"
#include "lower/lower_literal.h"
#include "lower/lower_memory.h"
#include "lower/lower_name.h"
#include "lower/lower_op.h"
#include "lower/lower_view.h"

#include <string.h>

/* Rows by cost */

enum { FIT_NONE = 1000, FIT_BOX = 10, FIT_CAST = 1, MAX_ARGS = 6 };

/* What it costs to hand a value of the type to a row's argument. */
static int fit_argument(PrimType pattern, const Type *type)
{
    const Type *plain = lower_plain(type);
    if (prim_type_accepts(pattern, plain))
        return 0;
    bool is_c = type_is_number(plain);
    if ((pattern == PT_OBJECT || pattern == PT_ANYOBJ || pattern == PT_REST) &&
        !type_is_object(plain))
        return FIT_BOX;
    if (pattern == PT_SSIZE && is_c && type_is_int(plain) && plain->kind != TYPE_UCS4)
        return FIT_CAST;
    return pattern == PT_DOUBLE && is_c ? FIT_CAST : FIT_NONE;
}

static int fit_row(const Prim *row, const Type *const *types, uint32_t count)
{
    int cost = 0;
    if (count < row->arg_count || (count > row->arg_count && !row->rest))
        return FIT_NONE;
    for (uint32_t i = 0; i < count; i++) {
        PrimType pattern = i < row->arg_count ? row->args[i] : PT_REST;
        if (pattern == PT_SAME)
            cost += lower_plain(types[i]) == lower_plain(types[0]) ? 0 : FIT_NONE;
        else if (type_is_int128(types[i]) && row->result != PT_SAME) /* no C type of a row holds it */
            cost += pattern == PT_OBJECT || pattern == PT_ANYOBJ ? FIT_BOX : FIT_NONE;
        else
            cost += fit_argument(pattern, types[i]);
    }
    return cost;
}

/* Is the row's result of the wanted kind, C value or object? */
static bool gives_kind(const Prim *row, const Type *type)
{
    if (!type || (int)row->result >= TYPE_KIND_COUNT)
        return true;
    bool is_object = row->result >= PT_OBJECT && row->result <= PT_CLASS;
    return is_object == type_is_object(type);
}

static const Prim *best_row(const char *key, const Type *type, const Type *const *types,
                            uint32_t count)
{
    const Prim *best = NULL;
    int best_cost = FIT_NONE;
    for (uint32_t i = 0; i < PRIM_COUNT; i++) {
        const Prim *row = &prim_table[i];
        if (row->key[0] != key[0] || strcmp(row->key, key) != 0)
            continue;
        int cost = fit_row(row, types, count) + (gives_kind(row, type) ? 0 : FIT_CAST);
        if (cost < best_cost) {
            best = row;
            best_cost = cost;
        }
    }
    return best;
}

/* The argument as the row wants it. */
static Insn *row_argument(Lower *lw, const Prim *row, uint32_t i, const Ast *node)
{
    PrimType pattern = i < row->arg_count ? row->args[i] : PT_REST;
    const Type *type = lower_type(lw, node);
    if (!type_is_object(type) && !prim_type_accepts(pattern, type)) {
        bool is_c = pattern == PT_SSIZE || pattern == PT_DOUBLE;
        return is_c ? lower_to(lw, node, lw->types->simple[pattern]) : lower_object(lw, node);
    }
    if ((int)pattern < TYPE_KIND_COUNT && type_is_number(type))
        return lower_to(lw, node, type);
    return lower_expr(lw, node);
}

static void check_first(Lower *lw, const Prim *row, Insn *first, IrNone what, const char *name)
{
    bool wants_type = (int)row->args[0] < TYPE_KIND_COUNT && row->args[0] != PT_OBJECT;
    if (wants_type && type_is_object(first->type))
        lower_not_none(lw, first, what, name);
}

Insn *lower_keyed_call(Lower *lw, const char *key, const AstCall *node, Insn *receiver, IrNone what,
                       const char *name)
{
    const Type *types[MAX_ARGS];
    Insn *args[MAX_ARGS];
    uint32_t first = receiver ? 1 : 0, count = node->args.len + first;
    if (count > MAX_ARGS)
        return NULL;
    if (receiver)
        types[0] = receiver->type;
    for (uint32_t i = first; i < count; i++)
        types[i] = lower_type(lw, node->args.items[i - first]);
    const Prim *row = best_row(key, lower_type(lw, &node->head), types, count);
    if (!row)
        return NULL;
    args[0] = receiver;
    if (receiver)
        check_first(lw, row, receiver, what,
                    name); /* the method is looked up before its arguments */
    for (uint32_t i = first; i < count; i++)
        args[i] = row_argument(lw, row, i, node->args.items[i - first]);
    if (count && !receiver)
        check_first(lw, row, args[0], what, name);
    bool named = row->result == PT_SAME || row->result == PT_NONE ||
                 (int)row->result < TYPE_KIND_COUNT;
    Insn *value = ir_prim(&lw->b, row, named ? NULL : lower_type(lw, &node->head), args, count);
    return row->result == PT_NONE ? lower_none(lw) : value; /* a status: the method returns None */
}

/* Builtins with a meaning in C; NULL: call it like any other. The arguments are only positional. */

static Insn *call_abs(Lower *lw, const AstCall *node)
{
    const Type *type = node->args.len == 1 ? lower_plain(lower_type(lw, node->args.items[0])) : NULL;
    if (!type || (!lower_is_complex(type) && !(lw->directives->overflowcheck && type_is_signed(type))))
        return NULL;
    Insn *value = lower_expr(lw, node->args.items[0]);
    if (lower_is_complex(type))
        return lower_complex_abs(lw, value);
    Insn *args[] = {ir_int(&lw->b, value->type, 0), value}; /* the least number has no absolute value */
    ir_append(&lw->b, IR_NOOVERFLOW, IR_BIN_SUB, NULL, args, 2);
    return LOWER_PRIM(lw, abs_int, value);
}

typedef Insn *Builtin(Lower *lw, const AstCall *node, const Type *type);

static bool is_character(TypeKind kind)
{
    return kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR;
}

static Insn *call_len(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    if (node->args.len != 1)
        return NULL;
    const Type *plain = lower_plain(lower_type(lw, node->args.items[0]));
    if (plain->kind == TYPE_VIEW)
        return lower_view_dim(lw, lower_expr(lw, node->args.items[0]), IR_DIM_SHAPE, 0);
    bool is_array = plain->kind == TYPE_ARRAY; /* of characters: the text in it, as for a pointer */
    if (is_array && is_character(lower_plain(plain->target)->kind))
        return LOWER_PRIM(lw, cstr_len, lower_expr(lw, node->args.items[0]));
    if (plain->kind == TYPE_PTR && convert_boxed(lw->types, plain))
        return LOWER_PRIM(lw, cstr_len, lower_expr(lw, node->args.items[0]));
    return is_array && type_array_has_len(plain) ? lower_array_count(lw, plain) : NULL;
}

static Insn *pick(Lower *lw, const AstCall *node, const Type *type, IrCmp better)
{
    if (node->args.len < 2 || !type_is_number(type))
        return NULL;
    for (uint32_t i = 0; i < node->args.len; i++)
        if (!type_is_number(lower_type(lw, node->args.items[i])))
            return NULL;
    Insn *best = lower_to(lw, node->args.items[0], type);
    for (uint32_t i = 1; i < node->args.len; i++) {
        Insn *other = lower_to(lw, node->args.items[i], type);
        best = ir_select(&lw->b, ir_cmp(&lw->b, better, other, best), other, best);
    }
    return best;
}

static Insn *call_min(Lower *lw, const AstCall *node, const Type *type)
{
    return pick(lw, node, type, IR_CMP_LT);
}

static Insn *call_max(Lower *lw, const AstCall *node, const Type *type)
{
    return pick(lw, node, type, IR_CMP_GT);
}

/* divmod of C numbers, as Python has it whatever the directives say. */
static Insn *call_divmod(Lower *lw, const AstCall *node, const Type *type)
{
    const Type *pair = lower_plain(type);
    if (pair->kind != TYPE_CTUPLE)
        return NULL;
    const Type *part = pair->decl->fields[0].type;
    const Directives *outer = lw->directives;
    Directives python = *outer;
    python.cdivision = false;
    lw->directives = &python;
    Insn *left = lower_to(lw, node->args.items[0], part), *right = lower_to(lw, node->args.items[1], part);
    Insn *parts[] = {lower_binary(lw, AST_OP_FLOORDIV, left, right, part, false),
                     lower_binary(lw, AST_OP_MOD, left, right, part, false)};
    lw->directives = outer;
    return ir_append(&lw->b, IR_MAKE, 0, pair, parts, 2);
}

static Insn *call_bool(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    if (node->args.len != 1)
        return NULL;
    const Ast *arg = node->args.items[0];
    const Type *type_of_arg = lower_plain(lower_type(lw, arg));
    if (type_of_arg->kind == TYPE_CTUPLE)
        return lower_truth(lw, lower_object(lw, arg));
    if (!type_is_ptr(type_of_arg) || lower_view_shape_base(lw, arg))
        return lower_cond(lw, arg);
    const Type *item = lower_plain(type_of_arg->target);
    bool is_text = item->kind == TYPE_CHAR || item->kind == TYPE_SCHAR || item->kind == TYPE_UCHAR;
    if (is_text)
        return LOWER_PRIM(lw, cstr_truth, lower_expr(lw, arg));
    return type_of_arg->kind == TYPE_ARRAY ? lower_truth(lw, lower_object(lw, arg)) : lower_cond(lw, arg);
}

/* int(x), float(x) of a C number that the result can hold */
static Insn *call_number(Lower *lw, const AstCall *node, const Type *type)
{
    if (node->args.len != 1)
        return NULL;
    const Type *from = lower_type(lw, node->args.items[0]);
    if (!type_is_number(from) || lower_plain(from)->kind == TYPE_UCS4)
        return NULL;
    if (type_is_number(type))
        return lower_cast(lw, lower_expr_as(lw, node->args.items[0], type), type, false);
    TypeKind kind = lower_plain(from)->kind;
    bool is_int = lower_plain(type)->kind != TYPE_PYFLOAT;
    if (is_int && (kind == TYPE_BINT || kind == TYPE_ENUM)) /* objects of these are no plain integers */
        return lower_box(lw, lower_cast(lw, lower_expr(lw, node->args.items[0]), LOWER_TYPE(lw, LONG), false));
    bool is_same = is_int ? type_is_int(from) : type_is_float(from);
    return is_same ? lower_box(lw, lower_expr(lw, node->args.items[0])) : NULL;
}

static Insn *call_globals(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    return node->args.len == 0 ? LOWER_PRIM0(lw, global_dict) : NULL;
}

/* The scope in which the call stands: that of a comprehension, or the function's. */
static const Scope *scope_of_call(const Lower *lw, const AstCall *node)
{
    const CallInfo *info = lw->sema->info_of[node->head.id];
    return info ? info->scope : NULL;
}

static Insn *call_locals(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    return node->args.len == 0 ? lower_locals(lw, scope_of_call(lw, node)) : NULL;
}

static Insn *call_dir(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    if (node->args.len > 0)
        return NULL;
    Insn *names = lower_locals(lw, scope_of_call(lw, node));
    return lower_pycall(lw, lower_builtin(lw, "sorted"), &names, 1);
}

static bool is_none(const Ast *node)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_NONE;
}

static bool may_be_none(const Lower *lw, const Ast *node)
{
    return node->kind == AST_Name && lower_plain(lower_type(lw, node))->kind == TYPE_OBJECT;
}

/* eval(code, globals, locals), where globals may turn out to be None */
static Insn *eval_in_given(Lower *lw, const AstCall *node)
{
    const AstNodes *given = &node->args;
    Insn *callable = lower_framed(lw, node, lower_object(lw, node->func));
    Insn *args[] = {lower_object(lw, given->items[0]), lower_object(lw, given->items[1]), NULL};
    Insn *none = lower_none(lw);
    args[2] = given->len > 2 ? lower_object(lw, given->items[2]) : none;
    IrVar *result = lower_temp(lw, "value", LOWER_TYPE(lw, OBJECT), NULL);
    Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_EQ, args[1], none));
    Insn *own = lower_locals(lw, scope_of_call(lw, node));
    Insn *spaces[] = {args[0], LOWER_PRIM0(lw, global_dict), LOWER_PRIM(lw, none_or, args[2], own)};
    ir_set(&lw->b, result, lower_pycall(lw, callable, spaces, 3));
    ir_enter(&lw->b, region, 1);
    ir_set(&lw->b, result, lower_pycall(lw, callable, args, 3));
    ir_close(&lw->b, region);
    return ir_get(&lw->b, result);
}

/* eval(x), exec(x): there is no frame to take namespaces from. None stands for them, too. */
static Insn *call_eval(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    const AstNodes *given = &node->args;
    bool has_globals = given->len > 1 && !is_none(given->items[1]);
    bool has_locals = given->len > 2 && !is_none(given->items[2]);
    if (has_globals && !may_be_none(lw, given->items[1]))
        return NULL;
    if (has_globals)
        return eval_in_given(lw, node);
    Insn *callable = lower_framed(lw, node, lower_object(lw, node->func));
    Insn *args[] = {lower_object(lw, given->items[0]), LOWER_PRIM0(lw, global_dict), NULL};
    args[2] = has_locals ? lower_object(lw, given->items[2])
                         : lower_locals(lw, scope_of_call(lw, node));
    return lower_pycall(lw, callable, args, 3);
}

/* How an object is asked for being an instance of `node`: the key of the builtin type's own test, "" for an extension
 * type; NULL: only isinstance itself can tell. */
static const char *type_test(Lower *lw, const Ast *node)
{
    const Symbol *symbol = lower_symbol(lw, node);
    const Type *object = LOWER_TYPE(lw, OBJECT);
    if (!symbol || node->kind == AST_Starred)
        return NULL;
    if (symbol->kind == SYM_CLASS)
        return symbol->type && lower_plain(symbol->type)->kind == TYPE_CLASS ? "" : NULL;
    if (symbol->kind != SYM_BUILTIN && symbol->kind != SYM_TYPE)
        return NULL;
    const char *key = arena_printf(lw->arena, "isinstance %s", symbol->name->text);
    return prim_find(key, NULL, &object, 1) ? key : NULL;
}

static Insn *test_type(Lower *lw, Insn *value, const Ast *type, const char *test)
{
    return *test ? lower_prim_key(lw, test, NULL, &value, 1)
                 : LOWER_PRIM(lw, has_type, value, lower_cclass_object(lw, lower_symbol(lw, type)));
}

/* isinstance(x, T), isinstance(x, (T, U)) with types that have tests of their own: `or` of those. */
static Insn *call_isinstance(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    const Ast *asked = node->args.len == 2 && !node->keywords.len ? node->args.items[1] : NULL;
    const Ast *const *types = &asked;
    uint32_t count = asked ? 1 : 0;
    if (asked && asked->kind == AST_Tuple) {
        types = (const Ast *const *)AST_AS(Tuple, asked)->items.items;
        count = AST_AS(Tuple, asked)->items.len;
    }
    const char **tests = ARENA_ARRAY(lw->arena, const char *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        if (!(tests[i] = type_test(lw, types[i])))
            return NULL;
    if (!count || node->args.items[0]->kind == AST_Starred)
        return NULL;
    Insn *value = lower_object(lw, node->args.items[0]);
    Insn *found = test_type(lw, value, types[0], tests[0]);
    for (uint32_t i = 1; i < count; i++)
        found = ir_bin(&lw->b, IR_BIN_OR, found, test_type(lw, value, types[i], tests[i]));
    return found;
}

static Insn *call_super(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    return node->args.len == 0
               ? lower_unsupported_value(lw, &node->head, "super() without arguments")
               : NULL;
}

/* reversed(x) of a list or tuple: None is told as iteration does */
static Insn *call_reversed(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    TypeKind kind = node->args.len == 1 ? lower_plain(lower_type(lw, node->args.items[0]))->kind : TYPE_OBJECT;
    if (kind != TYPE_LIST && kind != TYPE_TUPLE)
        return NULL;
    Insn *callable = lower_object(lw, node->func);
    Insn *value = lower_object(lw, node->args.items[0]);
    lower_not_none(lw, value, IR_NONE_ITER, NULL);
    return lower_pycall(lw, callable, &value, 1);
}

/* next(x), next(x, otherwise); in Cython's files the error quotes no type names */
static Insn *call_next(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    if (node->args.len < 1 || node->args.len > 2)
        return NULL;
    Insn *iterator = lower_object(lw, node->args.items[0]);
    Insn *otherwise = node->args.len > 1 ? lower_object(lw, node->args.items[1])
                                         : ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    return LOWER_PRIM(lw, next_of, iterator, otherwise, lower_bint(lw, lw->b.module->is_cython));
}

static Insn *call_empty(Lower *lw, const AstCall *node, const Type *type)
{
    if (node->args.len > 0)
        return NULL;
    TypeKind kind = lower_plain(type)->kind;
    if (kind == TYPE_TUPLE)
        return ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, NULL, 0));
    if (kind != TYPE_LIST && kind != TYPE_DICT && kind != TYPE_SET)
        return NULL;
    return lower_empty(lw, kind == TYPE_LIST   ? IR_BUILD_LIST
                           : kind == TYPE_DICT ? IR_BUILD_DICT
                                               : IR_BUILD_SET);
}

static Insn *call_ord(Lower *lw, const AstCall *node, const Type *type)
{
    (void)type;
    const Ast *arg = node->args.len == 1 ? node->args.items[0] : NULL;
    int64_t code = arg && arg->kind == AST_StrLit && lw->sema->tree->is_cython ? lower_single_char(AST_AS(StrLit, arg)) : -1;
    if (code >= 0)
        return ir_int(&lw->b, LOWER_TYPE(lw, LONG), code);
    bool is_object = node->args.len == 1 && type_is_object(lower_type(lw, node->args.items[0]));
    return is_object && lw->sema->tree->is_cython ? LOWER_PRIM(lw, ord_of, lower_object(lw, node->args.items[0]))
                                                  : NULL;
}

static const struct {
    const char *name;
    Builtin *call;
} builtin_table[] = {
    {"len", call_len},         {"min", call_min},       {"max", call_max},
    {"bool", call_bool},       {"int", call_number},    {"float", call_number},
    {"ord", call_ord},
    {"globals", call_globals}, {"locals", call_locals}, {"vars", call_locals},
    {"dir", call_dir},         {"eval", call_eval},     {"exec", call_eval},
    {"super", call_super},     {"list", call_empty},    {"dict", call_empty},
    {"frozenset", lower_frozenset},
    {"set", call_empty},       {"tuple", call_empty},   {"isinstance", call_isinstance},
    {"reversed", call_reversed}, {"next", call_next},    {"divmod", call_divmod},
};

static Insn *call_known(Lower *lw, const AstCall *node, const char *name, const Type *type)
{
    Insn *value = strcmp(name, "abs") == 0 ? call_abs(lw, node) : lower_consume(lw, node, name);
    for (size_t i = 0; i < sizeof builtin_table / sizeof builtin_table[0] && !value; i++)
        if (strcmp(builtin_table[i].name, name) == 0)
            value = builtin_table[i].call(lw, node, type);
    return value;
}

/* In C these would overflow where Python's integers do not. */
static bool may_overflow(const Lower *lw, const AstCall *node, const char *name, const Type *type)
{
    bool grows = strcmp(name, "abs") == 0 || strcmp(name, "pow") == 0 || strcmp(name, "round") == 0;
    if (!grows || !type_is_object(type))
        return false;
    for (uint32_t i = 0; i < node->args.len; i++)
        if (type_is_int(lower_type(lw, node->args.items[i])))
            return true;
    return false;
}

static Insn *call_dict(Lower *lw, const AstCall *node)
{
    Insn **pairs = ARENA_ARRAY(lw->arena, Insn *, 2 * node->keywords.len + 1);
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, node->keywords.items[i]);
        pairs[2 * i] = lower_name(lw, keyword->name);
        pairs[2 * i + 1] = lower_object(lw, keyword->value);
    }
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), pairs,
                     2 * node->keywords.len);
}

static bool only_keywords(const AstCall *node)
{
    for (uint32_t i = 0; i < node->keywords.len; i++)
        if (!AST_AS(Keyword, node->keywords.items[i])->name)
            return false;
    return node->args.len == 0 && node->keywords.len > 0;
}

Insn *lower_builtin_call(Lower *lw, const AstCall *node, const CallInfo *info)
{
    const char *name = info->target->name->text;
    const Type *type = lower_type(lw, &node->head);
    Insn *value = NULL;
    if (lower_call_is_plain(node)) {
        value = call_known(lw, node, name, type);
        IrNone what = strcmp(name, "len") == 0   ? IR_NONE_LEN
                      : strcmp(name, "abs") == 0 ? IR_NONE_ABS
                                                 : IR_NONE_ITER;
        if (!value && !may_overflow(lw, node, name, type))
            value = lower_keyed_call(lw, arena_printf(lw->arena, "f %s", name), node, NULL, what,
                                     NULL);
    } else if (strcmp(name, "dict") == 0 && only_keywords(node)) {
        value = call_dict(lw, node);
    }
    if (value)
        return value;
    if (lower_looks_at_frame(lw, node))
        return lower_call_object(lw, node, lower_framed(lw, node, lower_object(lw, node->func)));
    value = lower_call_object(lw, node, lower_object(lw, node->func));
    /* what a builtin gives is known: no check of its type */
    if (value->op == IR_PYCALL && type_is_object(type))
        value->type = type;
    return value;
}
