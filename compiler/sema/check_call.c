/* check_call.c: calls of Python objects, builtins, methods and compile-time functions; see
 * check_call.h.
 *
 * A builtin whose call fits its row of builtins.def has the row's type, or a better one where C
 * arguments stay in C (abs, min, max, int, float, bool). All other calls of objects are Python's
 * business at run time: a wrong number of arguments there is a TypeError of the running program, as
 * everywhere in Python.
 */
#include "sema/check_call.h"
#include "sema/check_access.h"
#include "sema/check_c_call.h"
#include "sema/check_expr.h"
#include "sema/check_lock.h"
#include "sema/check_op.h"
#include "sema/coerce.h"
#include "sema/container.h"
#include "sema/ctypes.h"
#include "sema/declare_class.h"
#include "sema/fused_method.h"
#include "sema/fused_use.h"
#include "sema/magic.h"
#include "sema/names.h"
#include <string.h>

CallInfo *check_call_info(Analyzer *a, const Ast *node)
{
    CallInfo *info = a->tables.info_of[node->id];
    if (!info)
        a->tables.info_of[node->id] = info = ARENA_NEW(a->arena, CallInfo);
    return info;
}

static bool is_plain(const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == AST_Starred)
            return false;
    return call->keywords.len == 0;
}

void check_call_objects(Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++) {
        const Ast *arg = call->args.items[i];
        if (arg->kind == AST_Starred) {
            check_object(a, AST_AS(Starred, arg)->value);
            analyzer_set_type(a, arg, KIND_TYPE(a, OBJECT));
        } else {
            check_object(a, arg);
        }
    }
    for (uint32_t i = 0; i < call->keywords.len; i++)
        check_object(a, AST_AS(Keyword, call->keywords.items[i])->value);
}

static const Type *python_call(Analyzer *a, const AstCall *call)
{
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){.kind = CALL_PYTHON};
    check_call_objects(a, call);
    return KIND_TYPE(a, OBJECT);
}

/* --- builtins --- */

static const Type *arg_type(const Analyzer *a, const AstCall *call, uint32_t i)
{
    return analyzer_type(a, call->args.items[i]);
}

static const Type *become_cast(CallInfo *info, const Type *type)
{
    info->kind = CALL_CAST;
    info->result = type;
    return type;
}

/* A number in C, but not a character, which Python would read as text. */
static bool is_c_number(const Type *type)
{
    return type_is_number(type) && type_strip(type)->kind != TYPE_UCS4;
}

static const Type *call_abs(Analyzer *a, const Type *arg)
{
    if (type_is_float(arg))
        return type_strip(arg);
    if (type_strip(arg)->kind == TYPE_COMPLEX || type_strip(arg)->kind == TYPE_PYCOMPLEX)
        return KIND_TYPE(a, DOUBLE);
    if (is_c_number(arg))
        return convert_common(a->types, arg, KIND_TYPE(a, INT));
    return type_strip(arg)->kind == TYPE_PYINT ? KIND_TYPE(a, PYINT) : KIND_TYPE(a, OBJECT);
}

/* divmod of two C numbers: a C tuple of quotient and remainder; NULL: of objects. */
static const Type *call_divmod(Analyzer *a, const AstCall *call)
{
    const Type *left = arg_type(a, call, 0), *right = arg_type(a, call, 1);
    if (!is_c_number(left) || !is_c_number(right))
        return NULL;
    const Type *common = convert_common(a->types, type_is_int128(left) ? left : type_strip(left),
                                        type_is_int128(right) ? right : type_strip(right));
    const Type *parts[] = {common, common};
    return type_ctuple(a->types, parts, 2);
}

static const Type *call_min_max(Analyzer *a, const AstCall *call)
{
    const Type *type = call->args.len > 1 ? arg_type(a, call, 0) : KIND_TYPE(a, OBJECT);
    for (uint32_t i = 1; i < call->args.len; i++)
        type = is_c_number(arg_type(a, call, i)) && is_c_number(type)
                   ? check_span_types(a, type, arg_type(a, call, i))
                   : KIND_TYPE(a, OBJECT);
    return type_is_int128(type) ? type : type_is_number(type) ? type_strip(type) : KIND_TYPE(a, OBJECT);
}

static const Type *call_number(Analyzer *a, BuiltinId id, const Type *arg, CallInfo *info)
{
    if (id == BUILTIN_ID_bool &&
        (type_is_number(arg) || (type_is_ptr(arg) && !convert_boxed(a->types, arg))))
        return become_cast(info, KIND_TYPE(a, BINT));
    if (id == BUILTIN_ID_float && is_c_number(arg))
        return become_cast(info, KIND_TYPE(a, DOUBLE));
    if (id == BUILTIN_ID_ord && type_strip(arg)->kind == TYPE_UCS4)
        return become_cast(info, KIND_TYPE(a, LONG));
    return NULL;
}

/* len of memory: a view, a C array, a C string. */
static bool has_c_length(const Type *type)
{
    const Type *strip = type_strip(type);
    bool is_text = strip->kind == TYPE_PTR && (type_strip(strip->target)->kind == TYPE_CHAR ||
                                               type_strip(strip->target)->kind == TYPE_UCHAR ||
                                               type_strip(strip->target)->kind == TYPE_SCHAR);
    return strip->kind == TYPE_VIEW || strip->kind == TYPE_ARRAY || is_text;
}

/* Builtins that look at the caller's frame, which compiled code does not have; at the top level of
 * the module its variables do. */
static const char *needs_frame(const Analyzer *a, BuiltinId id, uint32_t args)
{
    if (a->func->kind == FUNC_MODULE || a->func->kind == FUNC_CLASS)
        return NULL;
    return id == BUILTIN_ID_super && !args ? "`super()` without arguments" : NULL;
}

static void box_arguments(Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        coerce_to_object(a, call->args.items[i]);
}

/* range([], n): certainly a slip. */
static void check_range_call(Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == AST_List && !analyzer_fails_later(a, KIND_TYPE(a, LIST)))
            coerce_report(a, call->args.items[i]->span, NULL, KIND_TYPE(a, LIST), KIND_TYPE(a, SSIZE));
}

static bool all_numbers(const Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (!type_is_number(arg_type(a, call, i)))
            return false;
    return true;
}

/* The type of a fitting call; arguments that stay in C are not boxed. */
static const Type *typed_builtin(Analyzer *a, const AstCall *call, BuiltinId id,
                                 const BuiltinRow *row, CallInfo *info)
{
    const Type *class = builtins_class(a->builtins, info->target);
    const Type *result = class ? class : a->types->simple[row->result];
    const Type *first = call->args.len ? arg_type(a, call, 0) : NULL;
    if (first && call->args.len == 1) {
        const Type *number = call_number(a, id, first, info);
        if (number)
            return number;
        if (id == BUILTIN_ID_abs)
            result = call_abs(a, first);
        if (id == BUILTIN_ID_len && has_c_length(first))
            return result;
    }
    if (id == BUILTIN_ID_range)
        check_range_call(a, call);
    if (id == BUILTIN_ID_min || id == BUILTIN_ID_max)
        result = call_min_max(a, call);
    const Type *pair = id == BUILTIN_ID_divmod ? call_divmod(a, call) : NULL;
    if (pair)
        return pair;
    if (!type_is_number(result) || id == BUILTIN_ID_len || !all_numbers(a, call))
        box_arguments(a, call);
    return result;
}

static bool any_error(const Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (type_is_error(arg_type(a, call, i)))
            return true;
    return false;
}

/* Builtins that Cython, too, calls with any number of values, to raise TypeError. */
static bool counts_late(const BuiltinRow *row)
{
    static const char *const names[] = {"all", "any", "compile", "eval", "id", "max", "min", "sort", "sorted", "sum"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], row->name) == 0)
            return true;
    return false;
}

/* In Python that is an exception, which a program may be after; in Cython's files it is an error. */
static void check_count(Analyzer *a, const AstCall *call, const BuiltinRow *row)
{
    uint32_t given = call->args.len;
    if (!a->sema->tree->is_cython || !is_plain(call) || builtins_fits(row, given) || counts_late(row))
        return;
    bool few = (int)given < row->min;
    const char *how = row->min == row->max ? "" : few ? "at least " : "at most ";
    uint32_t limit = (uint32_t)(few ? row->min : row->max);
    REPORT(a, DIAG_ARG_COUNT, call->head.span, row->name, how, limit, limit == 1 ? "" : "s", (unsigned)given);
}

static const Type *builtin_call(Analyzer *a, const AstCall *call, Symbol *symbol)
{
    const BuiltinRow *row = builtins_row(a->builtins, symbol);
    BuiltinId id = builtins_id(a->builtins, symbol);
    analyzer_set_type(a, call->func, symbol->type);
    if (row && row->what == BUILTIN_FUNC)
        check_count(a, call, row);
    if (!row || row->what == BUILTIN_VALUE || !is_plain(call) ||
        !builtins_fits(row, call->args.len))
        return python_call(a, call);
    const char *frame = needs_frame(a, id, call->args.len);
    if (frame)
        return analyzer_unsupported(a, call->head.span, frame);
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){.kind = CALL_BUILTIN, .target = symbol, .scope = a->scope};
    for (uint32_t i = 0; i < call->args.len; i++)
        check_value(a, call->args.items[i]);
    if (any_error(a, call))
        return a->types->simple[row->result];
    const Type *type = typed_builtin(a, call, id, row, info);
    info->result = type;
    return type;
}

/* --- methods --- */

static const Type *view_call(Analyzer *a, const AstCall *call, const AstAttribute *method,
                             const Type *view, const Type *result)
{
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){
        .kind = CALL_VIEW, .receiver_type = view, .method = method->attr, .result = result};
    if (call->args.len || call->keywords.len) {
        check_call_objects(a, call);
        REPORT(a, DIAG_ARG_COUNT, call->head.span, method->attr->text, "", 0u, "s",
               (unsigned)(call->args.len + call->keywords.len));
    }
    analyzer_set_type(a, &method->head, KIND_TYPE(a, OBJECT));
    return result;
}

/* In Cython's files bytearray.append('x') appends the character. */
static bool is_char_of_bytes(const Analyzer *a, const AstCall *call, const Type *receiver, const BuiltinRow *row)
{
    bool appends = a->sema->tree->is_cython && type_strip(receiver)->kind == TYPE_BYTEARRAY &&
                   strcmp(row->name, "append") == 0;
    return appends && call->args.items[0]->kind == AST_StrLit &&
           AST_AS(StrLit, call->args.items[0])->value_len == 1;
}

static const Type *method_call(Analyzer *a, const AstCall *call, const AstAttribute *method,
                               const Type *receiver, const BuiltinRow *row)
{
    CallInfo *info = check_call_info(a, &call->head);
    const Type *item = container_method(a, receiver, analyzer_atom(a, row->name), call->args.len);
    const Type *result = item ? item : a->types->simple[row->result];
    *info = (CallInfo){.kind = CALL_METHOD,
                       .receiver_type = type_strip(receiver),
                       .method = analyzer_atom(a, row->name),
                       .is_item = item && type_strip(item)->kind != row->result,
                       .result = result};
    coerce_to_object(a, method->value);
    check_call_objects(a, call);
    if (is_char_of_bytes(a, call, receiver, row))
        coerce_to(a, call->args.items[0], KIND_TYPE(a, CHAR));
    analyzer_set_type(a, &method->head, KIND_TYPE(a, OBJECT));
    return result;
}

static const Type *call_value(Analyzer *a, const AstCall *call, const Type *callee, Symbol *symbol)
{
    const Type *type = type_strip(callee);
    if (type->kind == TYPE_PTR && type_strip(type->target)->kind == TYPE_FUNC)
        type = type_strip(type->target);
    if (type->kind == TYPE_FUNC)
        return check_c_call(a, call, type, symbol);
    if (!type_is_error(type) && !type_is_object(type) && !analyzer_fails_later(a, type)) {
        REPORT(a, DIAG_NOT_CALLABLE, call->func->span, analyzer_typename(a, callee));
        type = KIND_TYPE(a, ERROR);
    }
    const Type *result = python_call(a, call);
    return type_is_error(type) ? type : result;
}

/* An instance of an extension type: what it is does not depend on the run. */
static const Type *class_call(Analyzer *a, const AstCall *call, Symbol *symbol)
{
    python_call(a, call);
    CallInfo *info = check_call_info(a, &call->head);
    info->target = symbol;
    analyzer_set_type(a, call->func, KIND_TYPE(a, PYTYPE));
    return info->result = symbol->type;
}

/* A C method, of exactly this class (is_direct) or of an instance. */
static const Type *c_method_call(Analyzer *a, const AstCall *call, Symbol *method, bool is_direct)
{
    const AstAttribute *attribute = fused_method_callee(call);
    if (method->fused)
        method = fused_method_chosen(a, call, method, !is_direct && !method->is_static);
    const Type *type = method ? method->type : KIND_TYPE(a, ERROR);
    analyzer_set_type(a, &attribute->head, type);
    analyzer_set_type(a, call->func, type);
    return method ? check_method_call(a, call, method, is_direct) : type;
}

/* Base.method(self, ...), Class.static_method(...); NULL: not a C method. */
static const Type *unbound_call(Analyzer *a, const AstCall *call)
{
    const AstAttribute *attribute = fused_method_callee(call);
    if (!attribute)
        return NULL;
    const Ast *base = attribute->value;
    const Symbol *cls = base->kind == AST_Name || base->kind == AST_Attribute
                            ? magic_static(a, a->scope, base)
                            : NULL;
    Symbol *method = cls && cls->kind == SYM_CLASS ? names_member(a, cls->type, attribute->attr) : NULL;
    if (!method || method->kind != SYM_CFUNC || (!method->fused && &attribute->head != call->func))
        return NULL;
    analyzer_set_type(a, base, KIND_TYPE(a, PYTYPE));
    return c_method_call(a, call, method, true);
}

/* obj.f[int](...) of a C method with fused types; NULL: it is no such call. */
static const Type *indexed_method_call(Analyzer *a, const AstCall *call)
{
    const AstAttribute *method = call->func->kind == AST_Subscript ? fused_method_callee(call) : NULL;
    if (!method || magic_static(a, a->scope, &method->head))
        return NULL;
    const Type *type = type_strip(check_value(a, method->value));
    Symbol *member = type->kind == TYPE_CLASS ? names_member(a, type, method->attr) : NULL;
    if (!member || member->kind != SYM_CFUNC || !member->fused)
        return NULL;
    return c_method_call(a, call, member, false);
}

/* A method of str that C answers for one character. */
static bool is_character_test(Atom method)
{
    static const char *const names[] = {"isalnum", "isalpha", "isdecimal", "isdigit",
                                        "islower", "isnumeric", "isspace", "isupper"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], method->text) == 0)
            return true;
    return false;
}

static const Type *attribute_call(Analyzer *a, const AstCall *call)
{
    const AstAttribute *method = AST_AS(Attribute, call->func);
    const Type *receiver = check_value(a, method->value);
    const Type *type = type_strip(receiver);
    if (type->kind == TYPE_VIEW) {
        const Type *result = check_view_method(a, type, method->attr);
        if (result)
            return view_call(a, call, method, type, result);
    }
    if (lock_is_known(type))
        return check_lock_call(a, call, method, type);
    Symbol *member = type->kind == TYPE_CLASS ? names_member(a, type, method->attr) : NULL;
    if (member && member->kind == SYM_CFUNC) {
        return c_method_call(a, call, member, false);
    }
    if ((type->kind == TYPE_COMPLEX || type_is_float(type)) && !call->args.len && !call->keywords.len &&
        strcmp(method->attr->text, "conjugate") == 0) {
        *check_call_info(a, &call->head) = (CallInfo){
            .kind = CALL_METHOD, .receiver_type = type, .method = method->attr, .result = type};
        analyzer_set_type(a, &method->head, KIND_TYPE(a, OBJECT));
        return type;
    }
    if (type->kind == TYPE_UCS4 && !call->args.len && !call->keywords.len && is_character_test(method->attr)) {
        *check_call_info(a, &call->head) = (CallInfo){.kind = CALL_METHOD,
                                                      .receiver_type = type,
                                                      .method = method->attr,
                                                      .result = KIND_TYPE(a, BINT)};
        analyzer_set_type(a, &method->head, KIND_TYPE(a, OBJECT));
        return KIND_TYPE(a, BINT);
    }
    const BuiltinRow *row = type_is_object(type) ? builtins_method(a->builtins, type, method->attr)
                                                 : NULL;
    if (row && is_plain(call) && builtins_fits(row, call->args.len))
        return method_call(a, call, method, receiver, row);
    if (row && row->min == row->max)
        check_count(a, call, row);
    const Type *callee = check_attribute_of(a, method, receiver);
    analyzer_set_type(a, &method->head, callee);
    return call_value(a, call, callee, NULL);
}

/* --- compile-time functions --- */

static const Type *magic_count(Analyzer *a, const AstCall *call, const Symbol *symbol,
                               uint32_t wanted)
{
    REPORT(a, DIAG_ARG_COUNT, call->head.span, symbol->name->text, "", wanted,
           wanted == 1 ? "" : "s", (unsigned)(call->args.len + call->keywords.len));
    return KIND_TYPE(a, ERROR);
}

static const Type *magic_cast(Analyzer *a, const AstCall *call)
{
    const Ast *target = call->args.items[0];
    const Type *to = ctypes_of_expression(a, a->scope, target);
    if (!to && target->kind == AST_Name)
        to = ctypes_word(a, AST_AS(Name, target)->id);
    if (!to)
        return analyzer_unsupported(a, target->span, "this way to name the type of a cast");
    analyzer_set_type(a, target, to);
    return check_cast_to(a, call->head.span, call->args.items[1], to);
}

static const Type *magic_not_here(Analyzer *a, const AstCall *call, const char *what,
                                  const char *where)
{
    REPORT(a, DIAG_NOT_ALLOWED, call->head.span, what, where);
    return KIND_TYPE(a, ERROR);
}

static const Type *magic_one(Analyzer *a, const AstCall *call, const Symbol *symbol)
{
    const Ast *arg = call->args.items[0];
    if (symbol->magic == MAGIC_SIZEOF)
        return check_sizeof_operand(a, arg);
    if (symbol->magic == MAGIC_TYPEOF) {
        check_value(a, arg);
        return KIND_TYPE(a, STR);
    }
    check_condition(a, arg);
    return KIND_TYPE(a, BINT);
}

static const Type *magic_call(Analyzer *a, const AstCall *call, Symbol *symbol)
{
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){.kind = CALL_MAGIC, .target = symbol};
    uint32_t count = call->keywords.len ? UINT32_MAX : call->args.len;
    switch (symbol->magic) {
    case MAGIC_CAST: return count == 2 ? magic_cast(a, call) : magic_count(a, call, symbol, 2);
    case MAGIC_LIKELY:
    case MAGIC_UNLIKELY:
        if (a->condition != &call->head)
            return magic_not_here(a, call, arena_printf(a->arena, "`%s()`", symbol->name->text), "outside of a condition");
        return count == 1 ? magic_one(a, call, symbol) : magic_count(a, call, symbol, 1);
    case MAGIC_SIZEOF:
    case MAGIC_TYPEOF:
        return count == 1 ? magic_one(a, call, symbol) : magic_count(a, call, symbol, 1);
    case MAGIC_THREADID: return count == 0 ? KIND_TYPE(a, INT) : magic_count(a, call, symbol, 0);
    case MAGIC_PRANGE:
        return magic_not_here(a, call, "`prange()`", "outside of the header of a for loop");
    case MAGIC_PARALLEL:
    case MAGIC_NOGIL:
    case MAGIC_GIL:
        return magic_not_here(a, call, arena_printf(a->arena, "`%s()`", symbol->name->text), "outside of a with statement");
    case MAGIC_UNSUPPORTED: return analyzer_unsupported_symbol(a, call->func->span, symbol);
    case MAGIC_TYPE_OF_TYPE:
    case MAGIC_ADDRESS:
    case MAGIC_DECLARE:
    case MAGIC_CFUNC:
    case MAGIC_CCALL:
    case MAGIC_CCLASS:
    case MAGIC_INLINE:
    case MAGIC_RETURNS:
    case MAGIC_LOCALS:
    case MAGIC_EXCEPTVAL:
    case MAGIC_FUSED_TYPE:
    case MAGIC_VIEW_AXIS:
        return analyzer_unsupported(a, call->func->span,
                                    arena_printf(a->arena, "`%s`", symbol->name->text));
    case MAGIC_NONE:
    case MAGIC_VIEW_ARRAY:
    case MAGIC_VIEW_OBJECT:
    case MAGIC_DIRECTIVE:
    case MAGIC_COMPILED:
    case MAGIC_NULL: break;
    }
    return call_value(a, call, check_value(a, call->func), NULL);
}

/* super(): the class and the first argument are found where it is called. */
static const Type *super_call(Analyzer *a, const AstCall *call)
{
    check_value(a, call->func);
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){.kind = CALL_SUPER, .target = declare_class_cell(a, a->scope)};
    return KIND_TYPE(a, OBJECT);
}

/* Class.__new__(Class, ...) of an extension type of the module, which its slot answers; NULL: no such call. */
static const Type *new_call(Analyzer *a, const AstCall *call)
{
    const AstAttribute *method = call->func->kind == AST_Attribute ? AST_AS(Attribute, call->func) : NULL;
    bool is_new = method && strcmp(method->attr->text, "__new__") == 0 && call->args.len && !call->keywords.len;
    bool is_named = is_new && method->value->kind == AST_Name && call->args.items[0]->kind == AST_Name;
    Symbol *symbol = is_named ? magic_static(a, a->scope, method->value) : NULL;
    if (!symbol || symbol->kind != SYM_CLASS || !symbol->cls->node || names_member(a, symbol->type, method->attr) ||
        magic_static(a, a->scope, call->args.items[0]) != symbol)
        return NULL;
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == AST_Starred)
            return NULL;
    analyzer_set_type(a, method->value, KIND_TYPE(a, PYTYPE));
    analyzer_set_type(a, call->func, KIND_TYPE(a, OBJECT));
    check_call_objects(a, call);
    *check_call_info(a, &call->head) = (CallInfo){.kind = CALL_NEW, .target = symbol};
    return symbol->type;
}

const Type *check_call(Analyzer *a, const Ast *node)
{
    const AstCall *call = AST_AS(Call, node);
    bool is_name = call->func->kind == AST_Name || call->func->kind == AST_Attribute;
    Symbol *symbol = is_name ? magic_static(a, a->scope, call->func) : NULL;
    bool is_empty = call->args.len == 0 && call->keywords.len == 0;
    if (symbol && symbol->kind == SYM_BUILTIN && is_empty &&
        strcmp(symbol->name->text, "super") == 0 && a->func->kind != FUNC_MODULE)
        return super_call(a, call);
    if (symbol && symbol->kind == SYM_BUILTIN)
        return builtin_call(a, call, symbol);
    if (symbol && symbol->kind == SYM_MAGIC)
        return magic_call(a, call, symbol);
    if (symbol && symbol->kind == SYM_POISON) {
        a->quiet++;
        check_call_objects(a, call);
        a->quiet--;
        return analyzer_set_type(a, call->func, KIND_TYPE(a, ERROR));
    }
    if (symbol && symbol->kind == SYM_TYPE && symbol->magic != MAGIC_NONE)
        return call_value(a, call, check_value(a, call->func), NULL);
    if (symbol && symbol->kind == SYM_TYPE && type_is_object(symbol->type)) /* cpython's bool */
        return class_call(a, call, symbol);
    if (symbol && symbol->kind == SYM_TYPE)
        return check_type_call(a, call, symbol);
    if (symbol && symbol->kind == SYM_CFUNC && symbol->fused) {
        Symbol *one = fused_call(a, call, symbol, 0);
        if (!one)
            return analyzer_set_type(a, call->func, KIND_TYPE(a, ERROR));
        if (!a->quiet)
            analyzer_set_symbol(a, call->func, one);
        symbol = one;
    }
    if (symbol && symbol->kind == SYM_CLASS)
        return class_call(a, call, symbol);
    const Type *unbound = symbol ? NULL : unbound_call(a, call);
    if (!symbol && !unbound)
        unbound = new_call(a, call);
    if (unbound)
        return unbound;
    if (symbol && symbol->kind == SYM_CFUNC) {
        analyzer_set_type(a, call->func, symbol->type);
        return call_value(a, call, symbol->type, symbol);
    }
    if (!symbol && call->func->kind == AST_Attribute) {
        const AstAttribute *attribute = AST_AS(Attribute, call->func);
        const Symbol *base =
            analyzer_symbol(a, attribute->value); /* NULL but for names and cimported ones */
        if (!base || base->kind != SYM_CMODULE)
            return attribute_call(a, call);
    }
    const Type *indexed = indexed_method_call(a, call);
    if (indexed)
        return indexed;
    const Type *callee = check_value(a, call->func);
    Symbol *chosen = call->func->kind == AST_Subscript ? analyzer_symbol(a, call->func) : NULL;
    return call_value(a, call, callee, chosen);
}
