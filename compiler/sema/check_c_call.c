/* check_c_call.c: calls of C functions and C types; see check_c_call.h.
 *
 * Keywords are put in place here: CallInfo.args holds one expression per parameter, NULL for those
 * left out, then what goes to `...`.
 */
#include "sema/check_c_call.h"
#include "sema/check_call.h"
#include "sema/check_expr.h"
#include "sema/coerce.h"

/* Places to be filled by the arguments of a call: parameters or struct fields. */
typedef struct Places {
    uint32_t shift; /* 1: the first parameter is the instance, which is no argument */
    const char *what; /* name of the function or type */
    const Symbol *symbol;
    const Atom *names; /* of a function pointer's parameters, NULL: not known */
    uint32_t count, optional;
    bool varargs;
    const TypeFunc *func; /* or */
    const TypeDecl *decl;
} Places;

static Atom place_name(const Places *places, uint32_t i)
{
    if (places->decl)
        return places->decl->fields[i].name;
    if (places->names)
        return places->names[i + places->shift];
    return places->symbol && places->symbol->param_names ? places->symbol->param_names[i + places->shift] : NULL;
}

static const Type *place_type(const Places *places, uint32_t i)
{
    return places->func ? places->func->params[i + places->shift].type : places->decl->fields[i].type;
}

static void report_count(Analyzer *a, const AstCall *call, const Places *places, uint32_t given)
{
    uint32_t least = places->count - places->optional;
    bool few = given < least;
    uint32_t limit = few ? least : places->count;
    const char *how = few ? (places->optional || places->varargs ? "at least " : "")
                          : (places->optional ? "at most " : "");
    Diag *diag = REPORT(a, DIAG_ARG_COUNT, call->head.span, places->what, how, limit,
                        limit == 1 ? "" : "s", given);
    if (places->symbol)
        analyzer_note_symbol(a, diag, places->symbol);
}

static void report_unknown_keyword(Analyzer *a, const AstKeyword *keyword, const Places *places)
{
    Diag *diag = REPORT(a, DIAG_NO_PARAM, keyword->head.span, places->what, keyword->name->text);
    VEC(const char *) names = {0};
    for (uint32_t i = 0; diag && i < places->count; i++)
        if (place_name(places, i))
            vec_push(a->arena, &names, place_name(places, i)->text);
    analyzer_suggest_from(a, diag, keyword->name->text, names.items, names.len);
}

static bool place_keyword(Analyzer *a, const AstKeyword *keyword, const Places *places,
                          const Ast **args)
{
    if (!keyword->name) {
        REPORT(a, DIAG_C_CALL_STAR, keyword->head.span, places->what);
        return false;
    }
    for (uint32_t i = 0; i < places->count; i++) {
        if (place_name(places, i) != keyword->name)
            continue;
        if (args[i])
            REPORT(a, DIAG_DUPLICATE_ARG, keyword->head.span, keyword->name->text);
        args[i] = keyword->value;
        return true;
    }
    report_unknown_keyword(a, keyword, places);
    return false;
}

/* Puts arguments into places. False after a report about their number or names. */
static bool place_arguments(Analyzer *a, const AstCall *call, const Places *places,
                            const Ast **args)
{
    bool ok = true;
    for (uint32_t i = 0; i < call->args.len; i++) {
        if (call->args.items[i]->kind == AST_Starred) {
            REPORT(a, DIAG_C_CALL_STAR, call->args.items[i]->span, places->what);
            return false;
        }
        args[i] = call->args.items[i];
    }
    if (call->args.len > places->count && !places->varargs) {
        report_count(a, call, places, call->args.len + call->keywords.len);
        return false;
    }
    for (uint32_t i = 0; i < call->keywords.len; i++)
        ok = place_keyword(a, AST_AS(Keyword, call->keywords.items[i]), places, args) && ok;
    for (uint32_t i = 0; ok && i + places->optional < places->count; i++) {
        if (args[i])
            continue;
        if (!call->keywords.len || !place_name(places, i)) {
            report_count(a, call, places, call->args.len + call->keywords.len);
            return false;
        }
        REPORT(a, DIAG_MISSING_ARG, call->head.span, place_name(places, i)->text, places->what);
        ok = false;
    }
    return ok;
}

/* What goes to `...` keeps its C type; bytes literals are C strings there. */
static void check_variadic(Analyzer *a, const Ast *node)
{
    const Type *type = check_value(a, node);
    const Type *text = type_ptr(a->types,
                                type_qualified(a->types, KIND_TYPE(a, CHAR), TYPE_QUAL_CONST));
    if (node->kind == AST_StrLit)
        coerce_to(a, node, text);
    else if (convert_variadic(a->types, type))
        coerce_to(a, node, convert_variadic(a->types, type));
    else if (type_is_object(type) || type_strip(type)->kind == TYPE_VIEW)
        REPORT(a, DIAG_CANNOT_CONVERT, node->span, analyzer_typename(a, type), "...");
}

static void check_all_values(Analyzer *a, const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++) {
        const Ast *arg = call->args.items[i];
        check_value(a, arg->kind == AST_Starred ? AST_AS(Starred, arg)->value : arg);
    }
    for (uint32_t i = 0; i < call->keywords.len; i++)
        check_value(a, AST_AS(Keyword, call->keywords.items[i])->value);
}

/* Places and checks the arguments, into info->args. */
static void check_places(Analyzer *a, const AstCall *call, const Places *places, CallInfo *info)
{
    uint32_t room = places->count > call->args.len ? places->count : call->args.len;
    const Ast **args = ARENA_ARRAY(a->arena, const Ast *, room + 1);
    if (!place_arguments(a, call, places, args)) {
        check_all_values(a, call);
        return;
    }
    info->args = args;
    info->arg_count = room;
    for (uint32_t i = 0; i < room; i++) {
        if (i >= places->count)
            check_variadic(a, args[i]);
        else if (args[i])
            check_as(a, args[i], place_type(places, i));
    }
}

/* What the declaration of a variable or of its type says. */
static const Atom *pointer_names(const Analyzer *a, const Ast *callee)
{
    const Symbol *variable = callee->kind == AST_Name ? analyzer_symbol(a, callee) : NULL;
    const Type *type = analyzer_type(a, callee);
    while (type && type->kind == TYPE_CONST)
        type = type->target;
    if (variable && variable->param_names)
        return variable->param_names;
    const Symbol *named = type && type->kind == TYPE_TYPEDEF ? type->decl->symbol : NULL;
    return named ? named->param_names : NULL;
}

const Type *check_c_call(Analyzer *a, const AstCall *call, const Type *type, Symbol *symbol)
{
    const TypeFunc *func = type->func;
    Places places = {
        .what = symbol ? symbol->name->text : "function pointer",
        .symbol = symbol,
        .names = symbol ? NULL : pointer_names(a, call->func),
        .count = func->count,
        .optional = func->optional,
        .varargs = func->varargs,
        .func = func,
    };
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){.kind = CALL_C, .target = symbol, .result = func->result};
    check_places(a, call, &places, info);
    return func->result;
}

const Type *check_method_call(Analyzer *a, const AstCall *call, Symbol *method, bool is_direct)
{
    const TypeFunc *func = type_strip(method->type)->func;
    method->is_used = true;
    bool has_self = !method->is_static;
    Places places = {
        .what = method->name->text,
        .symbol = method,
        .shift = has_self && !is_direct,
        .count = func->count - (has_self && !is_direct),
        .optional = func->optional,
        .varargs = func->varargs,
        .func = func,
    };
    CallInfo *info = check_call_info(a, &call->head);
    *info = (CallInfo){
        .kind = CALL_CMETHOD, .target = method, .result = func->result, .is_direct = is_direct || !has_self};
    check_places(a, call, &places, info);
    return func->result;
}

static const Type *construct_struct(Analyzer *a, const AstCall *call, Symbol *symbol,
                                    const Type *type)
{
    const TypeDecl *decl = type->decl;
    Places places = {
        .what = symbol->name->text, .symbol = symbol, .count = decl->field_count, .decl = decl};
    places.optional = places.count; /* what is not named is zero; of a union one field is */
    uint32_t given = call->args.len + call->keywords.len;
    if (decl->is_union && given > 1)
        REPORT(a, DIAG_ARG_COUNT, call->head.span, symbol->name->text, "at most ", 1u, "", given);
    else if (!decl->is_union && given && given < places.count)
        REPORT(a, DIAG_FIELDS_MISSING, call->head.span, given, places.count, symbol->name->text);
    check_places(a, call, &places, check_call_info(a, &call->head));
    return symbol->type;
}

const Type *check_type_call(Analyzer *a, const AstCall *call, Symbol *symbol)
{
    CallInfo *info = check_call_info(a, &call->head);
    const Type *type = type_strip(symbol->type);
    *info = (CallInfo){.kind = CALL_CAST, .target = symbol, .result = symbol->type};
    if (type->kind == TYPE_STRUCT)
        return construct_struct(a, call, symbol, type);
    if (!type_is_number(type)) {
        check_all_values(a, call);
        return type_is_error(type) ? type
                                   : analyzer_unsupported(a, call->func->span, "calling this type");
    }
    if (call->args.len != 1 || call->keywords.len || call->args.items[0]->kind == AST_Starred) {
        check_all_values(a, call);
        REPORT(a, DIAG_ARG_COUNT, call->head.span, symbol->name->text, "", 1u, "",
               (unsigned)(call->args.len + call->keywords.len));
        return symbol->type;
    }
    return check_cast_to(a, call->head.span, call->args.items[0], symbol->type);
}
