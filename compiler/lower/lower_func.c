/* lower_func.c: functions: their IrFuncs, prologues and bodies, and the objects Python sees.
 *
 * A def function starts with the arguments as objects in its `arg` variables (py_params); the prologue
 * turns them into what the body works with: unbox, vopen, typechk, defaults. A cdef function has C
 * parameters. A cpdef function is both: the def only unboxes, calls and boxes. Defaults that are not
 * literals are evaluated where the def statement stands and kept in the module state.
 *
 *     def f(int n, x=None)   ->   set n, (unbox n_arg) ; if (x_arg == null) { set x, None } { set x, x_arg }
 */
#include "lower/lower_func.h"

#include "base/panic.h"
#include "lower/lower_assign.h"
#include "lower/lower_buffer.h"
#include "lower/lower_call.h"
#include "lower/lower_cclass.h"
#include "lower/lower_cell.h"
#include "lower/lower_class.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_generic.h"
#include "lower/lower_funcobj.h"
#include "lower/lower_form.h"
#include "lower/lower_fused.h"
#include "lower/lower_gen.h"
#include "lower/lower_literal.h"
#include "lower/lower_signature.h"
#include "lower/lower_lock.h"
#include "lower/lower_stmt.h"
#include "lower/lower_ufunc.h"
#include "sema/fused.h"
#include "type/typename.h"

/* Parts of the node */

static const AstNodes *body_of(const Ast *node)
{
    return node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->body
                                         : &AST_AS(CFuncDef, node)->body;
}

/* Called by a slot of a type, or as an accessor of a property. */
static bool is_slot(const FuncInfo *info)
{
    return info->special != SPECIAL_NONE || info->accessor;
}

static bool by_slot(const FuncInfo *info)
{
    return info->special != SPECIAL_NONE && special_row(info->special)->params[0] == 'T';
}

/* Letter of special.def for the result of a slot's function. */
static char slot_result(const FuncInfo *info)
{
    if (info->special)
        return special_row(info->special)->result;
    return info->accessor == 'g' ? 'O' : 'i';
}

bool lower_returns_status(const FuncInfo *info)
{
    return is_slot(info) && slot_result(info) == 'i';
}

static bool has_python_face(const FuncInfo *info)
{
    if (is_slot(info))
        return false;
    return info->kind == FUNC_DEF || info->kind == FUNC_LAMBDA || info->kind == FUNC_CP;
}

/* A cpdef method: Python code may override it, so that its C entry looks before it calls. */
static bool has_dispatch(const FuncInfo *info)
{
    return info->kind == FUNC_CP && info->cls && !info->is_static;
}

static bool has_c_entry(const FuncInfo *info)
{
    return is_slot(info) || info->kind == FUNC_C || info->kind == FUNC_CP;
}

/* Declarations */

/* The header as written, on one line, without its colon. */
static const char *header_text(LowerUnit *unit, const Ast *node)
{
    const SourceFile *file = unit->sources->files.items[node->span.file];
    Buf text;
    buf_init(&text, unit->module->arena);
    for (uint32_t i = 0; i < node->span.len; i++) {
        char c = file->text[node->span.start + i];
        bool is_space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!is_space)
            buf_putc(&text, c);
        else if (text.len && text.text[text.len - 1] != ' ')
            buf_putc(&text, ' ');
    }
    while (text.len && (text.text[text.len - 1] == ':' || text.text[text.len - 1] == ' '))
        text.text[--text.len] = '\0';
    return buf_text(&text);
}

static bool is_spec(const FuncInfo *info)
{
    return info->spec && info->spec->func == info;
}

/* add_double, scale_int_float */
static Atom spec_name(LowerUnit *unit, const FuncInfo *info)
{
    const char *signature = info->spec->signature;
    Buf text;
    buf_init(&text, unit->module->arena);
    buf_printf(&text, "%s_", info->name->text);
    for (const char *c = signature; *c; c++) {
        bool is_word = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                       (*c >= '0' && *c <= '9');
        if (is_word)
            buf_putc(&text, *c);
        else if (text.text[text.len - 1] != '_')
            buf_putc(&text, '_');
    }
    while (text.text[text.len - 1] == '_')
        text.text[--text.len] = '\0';
    return atom_from(unit->module->atoms, buf_text(&text));
}

/* An inline function of another module's pxd is named by it too: C headers that pxd is about may have the bare name. */
static Atom name_of_home(LowerUnit *unit, const FuncInfo *info, Atom name)
{
    const Scope *home = info->symbol ? info->symbol->scope : NULL;
    if (!home || home->kind != SCOPE_CMODULE || info->node->span.file == unit->sema->tree->file)
        return name;
    char *text = arena_printf(unit->module->arena, "%s_%s", home->name->text, name->text);
    for (char *c = text; *c; c++)
        *c = *c == '.' ? '_' : *c;
    return atom_from(unit->module->atoms, text);
}

IrFunc *lower_func_new(LowerUnit *unit, IrFuncKind kind, const FuncInfo *info)
{
    Atom name = info->kind == FUNC_LAMBDA    ? atom_from(unit->module->atoms, "lambda")
                : info->kind == FUNC_GENEXPR ? atom_from(unit->module->atoms, "genexpr")
                : is_spec(info)              ? spec_name(unit, info)
                                             : info->name;
    const char *suffix = info->accessor == 'g'   ? "_get"
                         : info->accessor == 's' ? "_set"
                         : info->accessor == 'd' ? "_del"
                                                 : "";
    if (info->cls)
        name = atom_from(unit->module->atoms,
                         arena_printf(unit->module->arena, "%s_%s%s", info->cls->symbol->name->text,
                                      name->text, suffix));
    name = name_of_home(unit, info, name);
    IrFunc *func = ir_func_new(unit->module, kind, name);
    func->span = info->node->span;
    func->header = header_text(unit, info->node);
    func->qualname = info->qualname;
    func->no_hints = !info->directives->show_performance_hints;
    func->doc = info->doc;
    func->doc_len = info->doc_len;
    lower_signature_func(unit, info, &func->doc, &func->doc_len);
    return func;
}

static IrFunc *declare_entry(LowerUnit *unit, const FuncInfo *info)
{
    IrFunc *func = lower_func_new(unit, IR_FUNC_C, info);
    const TypeFunc *type = lower_plain(info->type)->func;
    func->result = type->result;
    func->except = type->except;
    func->nogil = type->nogil;
    func->with_gil = type->with_gil;
    func->varargs = type->varargs;
    func->is_public = info->symbol && info->symbol->is_public;
    func->is_api = info->symbol && info->symbol->is_api;
    if (func->is_public && info->symbol->c_name)
        func->c_name = info->symbol->c_name;
    func->is_inline = info->node->kind == AST_CFuncDef && AST_AS(CFuncDef, info->node)->is_inline;
    func->guard = *info->directives->c_compile_guard ? info->directives->c_compile_guard : NULL;
    return func;
}

static IrFunc *declare_slot(LowerUnit *unit, const FuncInfo *info)
{
    Types *types = unit->module->types;
    char letter = slot_result(info);
    IrFunc *func = lower_func_new(unit, by_slot(info) ? IR_FUNC_DEF : IR_FUNC_C, info);
    func->py_name = info->name->text;
    func->by_slot = by_slot(info);
    func->takes_index = info->params.len > 1 && info->params.items[1] && type_is_int(info->params.items[1]->type);
    func->result = letter == 'O'   ? TYPE_OF(types, OBJECT)
                   : letter == 'b' ? TYPE_OF(types, BINT)
                   : letter == 'n' ? TYPE_OF(types, SSIZE)
                   : letter == 'h' ? TYPE_OF(types, HASH)
                   : letter == 'v' ? TYPE_OF(types, VOID)
                                   : TYPE_OF(types, INT);
    func->except = (ExceptSpec){.kind = letter == 'O'   ? EXCEPT_NULL
                                        : letter == 'v' ? EXCEPT_NONE
                                                        : EXCEPT_VALUE,
                                .int_value = -1};
    return func;
}

/* The C entry of a cpdef method: a function that looks for an override, and the method itself. */
static void declare_dispatch(LowerUnit *unit, const FuncInfo *info, IrFunc *method)
{
    IrFunc *entry = declare_entry(unit, info);
    entry->name = atom_from(unit->module->atoms,
                            arena_printf(unit->module->arena, "%s_virtual", method->name->text));
    entry->is_inline = false;
    map_set(unit->module->arena, &unit->methods, info, method);
    map_set(unit->module->arena, &unit->entries, info, entry);
}

static IrFunc *declare_wrapper(LowerUnit *unit, const FuncInfo *info)
{
    IrFunc *func = lower_func_new(unit, IR_FUNC_DEF, info);
    func->result = TYPE_OF(unit->module->types, OBJECT);
    func->except.kind = EXCEPT_NULL;
    func->py_name = info->kind == FUNC_LAMBDA ? "<lambda>" : info->name->text;
    return func;
}

/* The body of an extension type runs in that of the module. */
static bool is_cclass_body(const FuncInfo *info)
{
    return info->kind == FUNC_CLASS && info->node->kind == AST_CClassDef;
}

void lower_func_declare(LowerUnit *unit, const FuncInfo *info)
{
    if (is_cclass_body(info))
        return;
    Arena *arena = unit->module->arena;
    if (info->kind == FUNC_TYPE_PARAMS)
        lower_generic_declare(unit, info);
    if (info->kind == FUNC_CLASS)
        lower_class_declare(unit, info);
    lower_gen_declare(unit, info);
    if (has_c_entry(info))
        map_set(arena, &unit->entries, info, is_slot(info) ? declare_slot(unit, info) : declare_entry(unit, info));
    if (has_dispatch(info))
        declare_dispatch(unit, info, map_get(&unit->entries, info));
    if (has_python_face(info))
        map_set(arena, &unit->wrappers, info, declare_wrapper(unit, info));
}

Lower lower_start(LowerUnit *unit, IrFunc *func, const FuncInfo *info)
{
    if (!func)
        panic("lower: a function that was not declared");
    return (Lower){.b = {unit->module, func, func->body, func->span},
                   .unit = unit,
                   .sema = lower_sema(unit, info),
                   .types = unit->module->types,
                   .arena = unit->module->arena,
                   .info = info,
                   .directives = info->directives,
                   .has_gil = !func->nogil || func->with_gil};
}

/* Parameters of Python functions */

static bool is_rebound(const Symbol *symbol)
{
    return symbol->is_rebound || symbol->is_deleted;
}

static IrVar *new_param(Lower *lw, Atom name, const Type *type, bool borrowed)
{
    IrVar *var = ir_var_new(lw->b.func, IR_VAR_PARAM, name, type);
    var->span = lw->b.span;
    var->borrowed = borrowed && ir_type_is_managed(type);
    return var;
}

/* The variable of a symbol that the prologue sets once. */
static IrVar *new_local(Lower *lw, Symbol *symbol, bool borrowed)
{
    IrVar *var = lower_var(lw, symbol);
    var->borrowed = borrowed && type_is_object(var->type) && !lower_is_number_object(var->type);
    if (var->borrowed)
        var->maybe_unbound = false;
    var->never_none = symbol->is_self && !is_rebound(symbol);
    return var;
}

/* "x", or "x:list" where the error is about a type. */
static const char *argument_text(Lower *lw, const Symbol *symbol, const Type *type)
{
    const Type *plain = lower_plain(type);
    const Symbol *cls = plain->kind == TYPE_CLASS ? plain->decl->symbol : NULL;
    if (!type_is_object(plain) || plain->kind == TYPE_OBJECT)
        return symbol->name->text;
    if (cls)
        return arena_printf(lw->arena, "%s:%s.%s", symbol->name->text, cls->cls->module_name, cls->cls->py_name);
    return arena_printf(lw->arena, "%s:%s", symbol->name->text, typename_source(lw->arena, plain));
}

/* Is it a builtin type by annotation: `x: dict`? */
static bool is_annotated(const Symbol *symbol)
{
    const AstParam *param = symbol->decl && symbol->decl->kind == AST_Param ? AST_AS(Param, symbol->decl) : NULL;
    return param && !param->type && param->annotation && lower_plain(symbol->type)->kind != TYPE_CLASS;
}

/* The argument object as the parameter's type, with its checks. */
static Insn *convert_argument(Lower *lw, const Symbol *symbol, Insn *arg, const Type *type)
{
    const char *name = symbol->name->text;
    if (lower_is_number_object(type) && lower_plain(arg->type)->kind == TYPE_OBJECT)
        return lower_number_object(lw, arg, type, name, !symbol->not_none);
    bool tells = type_is_object(arg->type) && convert_implicit(lw->types, arg->type, type) == CONVERT_TYPECHK;
    if (symbol->not_none && !tells) {
        Insn *check = ir_append(&lw->b, IR_NONECHK, IR_NONE_ARG, NULL, &arg, 1);
        check->as.text = argument_text(lw, symbol, type);
    }
    Insn *value = lower_convert(lw, arg, type);
    if (value->op == IR_TYPECHK && value->args[0] == arg) {
        value->as.text = symbol->is_self        ? "self"
                         : is_annotated(symbol) ? arena_printf(lw->b.module->arena, "%s:", name)
                                                : name;
        value->sub = symbol->is_self || symbol->not_none;
    }
    return value;
}

static void set_argument(Lower *lw, const AstParam *param, Symbol *symbol, IrVar *arg, IrVar *local)
{
    const Type *type = local->type;
    bool is_null = param->default_value && lower_plain(type)->kind == TYPE_PTR &&
                   lower_plain(lower_type(lw, param->default_value))->kind == TYPE_NULLPTR;
    if (is_null && lw->b.func->self) { /* the object that stands for NULL is None */
        Insn *given = ir_get(&lw->b, arg);
        Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_EQ, given, lower_none(lw)));
        ir_set(&lw->b, local, ir_null(&lw->b, type));
        ir_enter(&lw->b, region, 1);
        ir_set(&lw->b, local, convert_argument(lw, symbol, ir_get(&lw->b, arg), type));
        ir_close(&lw->b, region);
        return;
    }
    if (!param->default_value || lw->b.func->self) {
        ir_set(&lw->b, local, convert_argument(lw, symbol, ir_get(&lw->b, arg), type));
        return;
    }
    Insn *given = ir_get(&lw->b, arg);
    Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_EQ, given, ir_null(&lw->b, given->type)));
    ir_set(&lw->b, local, lower_default(lw, lw->info, param, type));
    ir_enter(&lw->b, region, 1);
    ir_set(&lw->b, local, convert_argument(lw, symbol, ir_get(&lw->b, arg), type));
    ir_close(&lw->b, region);
}

/* A captured parameter: converted by way of a local where there is a default, then put into its cell. */
static void capture_argument(Lower *lw, const AstParam *param, Symbol *symbol, IrVar *arg)
{
    const Type *type = symbol->type ? symbol->type : LOWER_TYPE(lw, OBJECT);
    if (!param->default_value || lw->b.func->self) {
        lower_cell_param(lw, symbol, convert_argument(lw, symbol, ir_get(&lw->b, arg), type));
        return;
    }
    IrVar *value = lower_temp(lw, symbol->name->text, type, NULL);
    set_argument(lw, param, symbol, arg, value);
    lower_cell_param(lw, symbol, ir_get(&lw->b, value));
}

static IrPyParam describe(Lower *lw, const AstParam *param, IrVar *arg)
{
    return (IrPyParam){.name = lower_name_const(lw, param->name),
                       .arg = arg,
                       .has_default = param->default_value != NULL && !lw->b.func->self,
                       .pos_only = param->kind == AST_PARAM_POSONLY,
                       .kw_only = param->kind == AST_PARAM_KWONLY,
                       .is_star = param->kind == AST_PARAM_STAR,
                       .is_starstar = param->kind == AST_PARAM_STARSTAR};
}

static const Type *star_type(Lower *lw, const AstParam *param)
{
    return param->kind == AST_PARAM_STAR ? LOWER_TYPE(lw, TUPLE) : LOWER_TYPE(lw, DICT);
}

/* The variable the argument lands in: the parameter itself where nothing has to be done to it. */
static IrVar *argument_var(Lower *lw, const AstParam *param, Symbol *symbol, bool *is_final)
{
    const Type *type = symbol->type ? symbol->type : LOWER_TYPE(lw, OBJECT);
    bool is_star = param->kind == AST_PARAM_STAR || param->kind == AST_PARAM_STARSTAR;
    *is_final = !symbol->is_captured &&
                (is_star || (lower_plain(type)->kind == TYPE_OBJECT &&
                             (!param->default_value || lw->b.func->self) && !is_rebound(symbol) && !symbol->not_none));
    if (!*is_final) {
        const char *name = arena_printf(lw->arena, "%s_arg", symbol->name->text);
        return new_param(lw, atom_from(lw->b.module->atoms, name),
                         is_star ? star_type(lw, param) : LOWER_TYPE(lw, OBJECT), !is_star);
    }
    IrVar *var = new_param(lw, symbol->name, type, !is_star);
    var->maybe_unbound = symbol->is_deleted;
    map_set(lw->arena, &lw->vars, symbol, var);
    return var;
}

/* The function object, where Python callers go through one. */
static void take_self(Lower *lw)
{
    if (!lower_has_object(lw->info))
        return;
    IrVar *self = new_param(lw, atom_from(lw->b.module->atoms, "function"), LOWER_TYPE(lw, OBJECT), true);
    lw->b.func->self = self;
    lower_code_info(lw->unit, lw->b.func, lw->info);
}

/* All arguments land first; then each is converted, in order. */
static void c_param(Lower *lw, const AstParam *param, Symbol *symbol, const Type *type);

static void python_prologue(Lower *lw)
{
    const FuncInfo *info = lw->info;
    const AstNodes *params = lower_params_of(info->node);
    take_self(lw);
    uint32_t first = 0;
    if (lw->b.func->by_slot) {
        first = 1;
        c_param(lw, AST_AS(Param, params->items[0]), info->params.items[0], info->cls->type);
        lw->b.func->instance = lw->b.func->params.items[0];
        lw->b.func->ignores_args = info->special == SPECIAL_cinit && params->len == 1;
    }
    IrVar **args = ARENA_ARRAY(lw->arena, IrVar *, params->len + 1);
    bool *is_final = ARENA_ARRAY(lw->arena, bool, params->len + 1);
    for (uint32_t i = first; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!param->name || !info->params.items[i])
            continue; /* the bare star: what follows is keyword-only */
        Span old = lower_at(lw, &param->head);
        args[i] = argument_var(lw, param, info->params.items[i], &is_final[i]);
        vec_push(lw->arena, &lw->b.func->py_params, describe(lw, param, args[i]));
        lw->b.span = old;
    }
    for (uint32_t i = first; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!args[i] || is_final[i])
            continue;
        Symbol *symbol = info->params.items[i];
        if (symbol->is_captured)
            capture_argument(lw, param, symbol, args[i]);
        else
            set_argument(lw, param, symbol, args[i], new_local(lw, symbol, !is_rebound(symbol)));
    }
    for (uint32_t i = 0; i < params->len; i++)
        if (args[i] && info->params.items[i]->buffer)
            lower_buffer_open(lw, info->params.items[i]);
}

/* Parameters of C functions */

static void c_param(Lower *lw, const AstParam *param, Symbol *symbol, const Type *type)
{
    bool managed = ir_type_is_managed(type);
    if (!symbol) {
        new_param(lw, param->name ? param->name : atom_from(lw->b.module->atoms, "unused"), type,
                  true);
        return;
    }
    if (symbol->is_captured) {
        const char *name = arena_printf(lw->arena, "%s_arg", symbol->name->text);
        IrVar *arg = new_param(lw, atom_from(lw->b.module->atoms, name), type, true);
        lower_cell_param(lw, symbol, ir_get(&lw->b, arg));
    } else if (!managed || !is_rebound(symbol)) {
        IrVar *var = new_param(lw, symbol->name, type, true);
        var->never_none = symbol->is_self && !is_rebound(symbol);
        map_set(lw->arena, &lw->vars, symbol, var);
    } else {
        const char *name = arena_printf(lw->arena, "%s_arg", symbol->name->text);
        IrVar *arg = new_param(lw, atom_from(lw->b.module->atoms, name), type, true);
        ir_set(&lw->b, lower_var(lw, symbol), ir_get(&lw->b, arg));
    }
    if (symbol->not_none && type_is_object(type)) {
        Insn *value = lower_read(lw, symbol);
        Insn *check = ir_append(&lw->b, IR_NONECHK, IR_NONE_ARG, NULL, &value, 1);
        check->as.text = symbol->is_self ? symbol->name->text : NULL;
    }
}

static void c_prologue(Lower *lw)
{
    const FuncInfo *info = lw->info;
    const AstNodes *params = lower_params_of(info->node);
    const TypeFunc *type = lower_plain(info->type)->func;
    for (uint32_t i = 0; i < params->len && i < type->count; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        c_param(lw, param, i < info->params.len ? info->params.items[i] : NULL,
                type->params[i].type);
    }
    for (uint32_t i = 0; i < info->params.len; i++)
        if (info->params.items[i]->buffer)
            lower_buffer_open(lw, info->params.items[i]);
}

/* A slot's function: objects to the types of their parameters, the rest as it comes. */
static void slot_prologue(Lower *lw)
{
    const FuncInfo *info = lw->info;
    const AstNodes *params = lower_params_of(info->node);
    const TypeFunc *type = lower_plain(info->type)->func;
    IrVar **args = ARENA_ARRAY(lw->arena, IrVar *, params->len + 1);
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        bool is_object = i && (info->accessor || special_param(info->special, i - 1) == 'O');
        bool is_final = true;
        bool converts = i && !info->accessor && special_param(info->special, i - 1) == 'i' &&
                        lower_plain(type->params[i].type)->kind != TYPE_INT;
        is_final = !converts;
        if (is_object)
            args[i] = argument_var(lw, param, info->params.items[i], &is_final);
        else if (converts)
            args[i] = new_param(lw, param->name, LOWER_TYPE(lw, INT), false);
        else
            c_param(lw, param, info->params.items[i], type->params[i].type);
        if (is_final)
            args[i] = NULL;
    }
    for (uint32_t i = 0; i < params->len; i++) {
        Symbol *symbol = info->params.items[i];
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (args[i] && !type_is_object(args[i]->type)) /* a C int, declared as something else */
            lower_bind(lw, symbol, lower_convert(lw, ir_get(&lw->b, args[i]), type->params[i].type));
        else if (args[i] && symbol->is_captured)
            capture_argument(lw, param, symbol, args[i]);
        else if (args[i])
            set_argument(lw, param, symbol, args[i], new_local(lw, symbol, !is_rebound(symbol)));
    }
}

/* Bodies */

void lower_profiled(Lower *lw)
{
    IrFunc *func = lw->b.func;
    func->traced = lw->directives->linetrace && lw->has_gil;
    func->profiled = func->traced || (lw->directives->profile && lw->has_gil);
    if (func->profiled && func->kind != IR_FUNC_FRAME) /* a generator is entered at every yield */
        LOWER_PRIM0(lw, call_enter);
}

static void finish(Lower *lw)
{
    const Type *result = lw->b.func->result;
    if (ir_is_open(&lw->b) && lower_plain(result)->kind == TYPE_VIEW)
        LOWER_PRIM0(lw, view_no_result);
    if (ir_is_open(&lw->b) && lower_plain(result)->kind != TYPE_VOID)
        ir_return(&lw->b, lower_zero(lw, result));
}

/* A parameter that the C entry captures has a cell here too. */
static Insn *argument_value(Lower *lw, Symbol *symbol)
{
    return symbol->is_captured ? lower_read(lw, symbol) : ir_get(&lw->b, lower_var(lw, symbol));
}

/* The def of a cpdef: arguments to C, the call, its result to an object. */
static void define_cpdef_wrapper(LowerUnit *unit, const FuncInfo *info)
{
    Lower lw = lower_start(unit, map_get(&unit->wrappers, info), info);
    const TypeFunc *type = lower_plain(info->type)->func;
    python_prologue(&lw);
    Insn **args = ARENA_ARRAY(lw.arena, Insn *, info->params.len + 1);
    for (uint32_t i = 0; i < info->params.len; i++)
        args[i] = lower_convert(&lw, argument_value(&lw, info->params.items[i]),
                                type->params[i].type);
    IrCallee *callee = ARENA_NEW(lw.arena, IrCallee);
    callee->func = map_get(has_dispatch(info) ? &unit->methods : &unit->entries, info);
    callee->type = info->type;
    Insn *result = ir_call(&lw.b, callee, args, info->params.len);
    ir_return(&lw.b, lower_box(&lw, result));
}

static void define_body(LowerUnit *unit, const FuncInfo *info, IrFunc *func)
{
    Lower lw = lower_start(unit, func, info);
    if (is_slot(info) && !func->by_slot)
        slot_prologue(&lw);
    else if (func->kind == IR_FUNC_DEF)
        python_prologue(&lw);
    else
        c_prologue(&lw);
    lower_cells_of_closure(&lw);
    if (lower_is_gen(info))
        lw = lower_gen_make(&lw);
    lower_profiled(&lw);
    lower_cells_of_scope(&lw, info->scope);
    LowerSection section = {NULL, NULL};
    if (info->has_section)
        section = lower_open_section(&lw, lower_read(&lw, info->params.items[0]));
    if (info->kind == FUNC_LAMBDA)
        ir_return(&lw.b, lower_object(&lw, AST_AS(Lambda, info->node)->body));
    else
        lower_block(&lw, body_of(info->node));
    if (info->has_section)
        lower_close_section(&lw, &section);
    finish(&lw);
}

void lower_func_define(LowerUnit *unit, const FuncInfo *info)
{
    IrFunc *entry = map_get(&unit->entries, info);
    IrFunc *wrapper = map_get(&unit->wrappers, info);
    if (is_cclass_body(info))
        return;
    if (has_dispatch(info)) {
        lower_dispatch_define(unit, info);
        entry = map_get(&unit->methods, info);
    }
    if (info->kind == FUNC_CLASS)
        lower_class_define(unit, info);
    else if (info->kind == FUNC_TYPE_PARAMS)
        lower_generic_define(unit, info);
    else if (info->kind == FUNC_GENEXPR)
        lower_genexpr_define(unit, info);
    else if (entry || wrapper)
        define_body(unit, info, entry ? entry : wrapper);
    if (entry && wrapper)
        define_cpdef_wrapper(unit, info);
}

/* Function objects */

Insn *lower_func_object(Lower *lw, const Ast *node)
{
    const FuncInfo *info = lw->sema->info_of[node->id];
    if (!info || !map_get(&lw->unit->wrappers, info))
        return lower_unsupported_value(lw, node, "this lambda");
    return lower_funcobj(lw, info);
}

void lower_func_statement(Lower *lw, const Ast *node)
{
    const FuncInfo *info = lw->sema->info_of[node->id];
    if (info && info->cls) {
        lower_method_statement(lw, info);
        return;
    }
    if (!info || !has_python_face(info)) {
        if (info && info->kind == FUNC_C)
            lower_c_defaults(lw, info);
        if (info && info->is_ufunc)
            LOWER_PRIM(lw, global_set, lower_name(lw, info->name), lower_ufunc(lw, info));
        return;
    }
    Insn **decorators = ARENA_ARRAY(lw->arena, Insn *, info->decorators.len + 1);
    for (uint32_t i = 0; i < info->decorators.len; i++)
        decorators[i] = lower_object(lw, info->decorators.items[i]);
    const FuncInfo *generic = map_get(&lw->sema->generics, node);
    Insn *object = generic ? lower_generic_object(lw, generic) : lower_funcobj(lw, info);
    for (uint32_t i = info->decorators.len; i-- > 0;) {
        Span old = lower_at(lw, info->decorators.items[i]);
        object = lower_pycall(lw, decorators[i], &object, 1);
        lw->b.span = old;
    }
    Symbol *symbol = generic        ? generic->symbol
                     : info->symbol ? info->symbol
                                    : lw->sema->symbol_of[node->id];
    if (symbol && (symbol->kind == SYM_LOCAL || symbol->kind == SYM_FIELD || symbol->kind == SYM_CGLOBAL))
        lower_bind(lw, symbol, object);
    else
        LOWER_PRIM(lw, global_set, lower_name(lw, info->name), object);
}

/* Methods of extension types */

IrVar *lower_method_var(LowerUnit *unit, const FuncInfo *info)
{
    if (is_spec(info) && info->symbol && info->symbol->func)
        info = info->symbol->func; /* Python sees the template */
    const char *name = arena_printf(unit->module->arena, "%s_%s", info->cls->symbol->name->text, info->name->text);
    return lower_global(unit, info, atom_from(unit->module->atoms, name), TYPE_OF(unit->module->types, OBJECT));
}

Insn *lower_method_object(Lower *lw, const FuncInfo *info)
{
    if (!has_python_face(info)) {
        lower_c_defaults(lw, info);
        return NULL;
    }
    Insn **decorators = ARENA_ARRAY(lw->arena, Insn *, info->decorators.len + 1);
    bool is_c_static = info->kind == FUNC_CP && info->is_static;
    for (uint32_t i = 0; i < info->decorators.len; i++)
        decorators[i] = lower_object(lw, info->decorators.items[i]);
    Insn *object = lower_funcobj(lw, info);
    if (has_dispatch(info)) {
        ir_set(&lw->b, lower_method_var(lw->unit, info), object);
        object = ir_get(&lw->b, lower_method_var(lw->unit, info));
    }
    if (info->kind == FUNC_DEF && !info->is_static && !info->fused && !info->directives->binding)
        object = LOWER_PRIM(lw, builtin_method, object);
    if (is_c_static && !info->decorators.len) {
        Insn *wrap = lower_builtin(lw, "staticmethod");
        object = lower_pycall(lw, wrap, &object, 1);
    }
    for (uint32_t i = info->decorators.len; i-- > 0;) {
        Span old = lower_at(lw, info->decorators.items[i]);
        object = lower_pycall(lw, decorators[i], &object, 1);
        lw->b.span = old;
    }
    return object;
}
