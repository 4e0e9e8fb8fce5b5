/* emit_call.c: calls as C expressions: C functions, primitives of the runtime, conversions, Python calls and displays.
 *
 * Place in the pipeline: part of emit_expr.c's table; arguments are expressions as there. A primitive that takes over
 * references (pass take) has the variant's suffix.
 *
 *     prim obj.len x            ->   kr_len(x)
 *     pycall f, a, take 1       ->   kr_call1_take1(f, a)
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_region.h"
#include "type/typename.h"

#include <string.h>

static bool is_view(const Type *type)
{
    return type_strip(type)->kind == TYPE_VIEW;
}

static bool keeps_value(const Type *from, const Type *to)
{
    if (!type_is_int(from) || !type_is_int(to) || type_strip(to)->kind == TYPE_BINT)
        return false;
    uint32_t small = type_int_size(from);
    return small && small <= type_int_size(to) && type_is_signed(from) == type_is_signed(to);
}

static const char *call_arg(Emit *e, const Insn *arg, const Type *type)
{
    if (is_view(arg->type))
        return emit_view_address(e, arg);
    if (type)
        return emit_assigned(e, arg, type);
    /* of the runtime, whose parameter is as wide or wider: a cast that keeps the value is not needed */
    if (emit_is_folded(arg, IR_CAST) && keeps_value(arg->args[0]->type, arg->type))
        arg = arg->args[0];
    return emit_expr(e, arg, PREC_ASSIGN);
}

static bool is_extern_call(const Insn *insn)
{
    return insn->op == IR_CALL && !insn->as.callee->func;
}

/* Functions of other people's headers know the struct of an extern type: `(PyArrayObject *)`. */
static const char *extern_cast(Emit *e, const Type *type)
{
    const Type *plain = type_strip(type);
    bool known = plain->kind == TYPE_CLASS && plain->decl->is_extern && plain->decl->layout;
    return known ? arena_printf(e->arena, "(%s)", emit_type_name(e, type_ptr(e->module->types, plain->decl->layout)))
                 : "";
}

const char *emit_extern_result(const Insn *insn)
{
    const Type *plain = insn->type ? type_strip(insn->type) : NULL;
    bool known = is_extern_call(insn) && plain && plain->kind == TYPE_CLASS && plain->decl->is_extern;
    return known ? "(PyObject *)" : "";
}

const char *emit_call_args(Emit *e, const Insn *insn, uint32_t first)
{
    const TypeFunc *func = ir_insn_func_type(insn);
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = first; i < insn->nargs; i++) {
        const Type *type = func && i - first < func->count ? func->params[i - first].type : NULL;
        buf_puts(&out, i > first ? ", " CW_BREAK : "");
        buf_puts(&out, type && is_extern_call(insn) ? extern_cast(e, type) : "");
        buf_puts(&out, call_arg(e, insn->args[i], type));
    }
    return buf_text(&out);
}

/* "_take13", "": what the name of a function has behind it when it takes arguments over; see runtime/kr/take.h. */
static const char *take_suffix(Emit *e, const Insn *insn, const char *name)
{
    Buf out;
    if (!insn->takes || (insn->op == IR_PRIM && insn->as.prim->steals))
        return "";
    buf_init(&out, e->arena);
    buf_puts(&out, name[0] == 'K' ? "_TAKE" : "_take");
    for (unsigned k = 0; k < 8; k++)
        if (insn->takes >> k & 1)
            buf_printf(&out, "%u", k + 1);
    return buf_text(&out);
}

static const char *prim_name(Emit *e, const Insn *insn)
{
    const char *name = insn->as.prim->cname;
    const char *star = strchr(name, '*');
    if (!star)
        return insn->takes ? arena_printf(e->arena, "%s%s", name, take_suffix(e, insn, name)) : name;
    const Type *type = strcmp(insn->as.prim->key, "unbox") == 0 || !insn->nargs ? insn->type
                                                                                : insn->args[0]->type;
    return arena_printf(e->arena, "%.*s%s%s", (int)(star - name), name, emit_number_name(e, type),
                        star + 1);
}

/* The arguments of a row with REST: fixed ones, then a count and an array. */
static const char *rest_args(Emit *e, const Insn *insn)
{
    uint32_t fixed = insn->as.prim->arg_count;
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < fixed; i++)
        buf_printf(&out, "%s, " CW_BREAK, call_arg(e, insn->args[i], insn->args[i]->type));
    if (insn->nargs == fixed) {
        buf_puts(&out, "0, NULL");
        return buf_text(&out);
    }
    buf_printf(&out, "%u, " CW_BREAK "(PyObject *[]){%s}", (unsigned)(insn->nargs - fixed),
               emit_call_args(e, insn, fixed));
    return buf_text(&out);
}

/* kr_add_temp(&kr_temps[0], a, b) */
static const char *temp_text(Emit *e, const Insn *insn)
{
    return arena_printf(e->arena, "%s(&kr_temps[%u], " CW_BREAK "%s)", prim_name(e, insn), (unsigned)insn->args[0]->as.imm.i,
                        emit_call_args(e, insn, 1));
}

const char *emit_prim(Emit *e, const Insn *insn)
{
    emit_need(e, insn->as.prim->header);
    if (emit_is_temp(insn))
        return temp_text(e, insn);
    if (insn->as.prim->rest)
        return arena_printf(e->arena, "%s(%s)", prim_name(e, insn), rest_args(e, insn));
    return arena_printf(e->arena, "%s(%s)", prim_name(e, insn), emit_call_args(e, insn, 0));
}

/* Integers whose size and sign only C knows, enums among them; NULL for others. */
static const char *foreign_text(Emit *e, const Insn *insn, bool unbox)
{
    if (unbox && insn->type->kind == TYPE_TYPEDEF && strcmp(insn->type->decl->name->text, "Py_UNICODE") == 0) {
        emit_need(e, "str");
        return arena_printf(e->arena, "kr_unbox_unicode(%s)", call_arg(e, insn->args[0], insn->args[0]->type));
    }
    bool is_enum = unbox && type_strip(insn->type)->kind == TYPE_ENUM;
    if ((!is_enum && !type_is_foreign_int(unbox ? insn->type : insn->args[0]->type)) ||
        (!unbox && insn->op != IR_BOX))
        return NULL;
    emit_need(e, "num");
    const char *value = call_arg(e, insn->args[0], insn->args[0]->type);
    const Type *type = unbox ? insn->type : insn->args[0]->type;
    const char *name = emit_type_name(e, type->kind == TYPE_CONST ? type->target : type);
    return arena_printf(e->arena, unbox ? "KR_UNBOX_FOREIGN(%s, %s)" : "KR_BOX_FOREIGN(%s, %s)", value, name);
}

/* A row asked for by key: box, unbox, truth. */
const char *emit_convert(Emit *e, const Insn *insn, const char *key)
{
    const Type *from = insn->args[0]->type;
    bool unbox = insn->op == IR_UNBOX;
    const char *foreign = foreign_text(e, insn, unbox);
    if (foreign)
        return foreign;
    const Prim *row = prim_find(key, unbox ? insn->type : NULL, &from, 1);
    if (!row)
        panic("no primitive %s from %s", key, emit_type_name(e, from));
    Insn prim = *insn;
    prim.op = IR_PRIM;
    prim.as.prim = row;
    return emit_prim(e, &prim);
}

const char *emit_callee(Emit *e, const Insn *insn)
{
    const char *header = insn->as.callee->header;
    if (header && strncmp(header, "\"kr/", 4) == 0) /* "kr/par.h" */
        emit_need(e, arena_strndup(e->arena, header + 4, strlen(header) - 7));
    return insn->as.callee->func ? insn->as.callee->func->c_name : insn->as.callee->c_name;
}

/* {NULL, a, b} for a vectorcall. */
static const char *slots_text(Emit *e, const Insn *insn, uint32_t first)
{
    return arena_printf(e->arena, "(PyObject *[]){NULL%s" CW_BREAK "%s}",
                        insn->nargs > first ? ", " : "", emit_call_args(e, insn, first));
}

static const char *kwnames_text(Emit *e, const IrConst *names)
{
    return names ? emit_const_object(e, names) : "NULL";
}

/* kr_known2(f, a, b, &f_def) */
static const char *known_text(Emit *e, const Insn *insn, const char *callable)
{
    uint32_t count = insn->nargs - 1;
    const IrConst *names = insn->as.pycall.kwnames;
    const IrFunc *func = insn->as.pycall.known;
    emit_need(e, "known");
    map_set(e->kept, &e->objects, func, e);
    if (!names && count <= 3)
        return arena_printf(e->arena, "kr_known%u%s(%s, " CW_BREAK "%s%s&%s_def)", (unsigned)count, take_suffix(e, insn, ""),
                            callable, emit_call_args(e, insn, 1), count ? ", " CW_BREAK : "", func->c_name);
    return arena_printf(e->arena, "kr_known(%s, " CW_BREAK "%s, " CW_BREAK "%u, %s, &%s_def)", callable,
                        slots_text(e, insn, 1), (unsigned)(count - (names ? names->count : 0)), kwnames_text(e, names),
                        func->c_name);
}

/* kr_found1(method, x, a) */
static const char *found_text(Emit *e, const Insn *insn, const char *method)
{
    uint32_t count = insn->nargs - 1;
    const IrConst *names = insn->as.pycall.kwnames;
    if (!names && count <= 3)
        return arena_printf(e->arena, "kr_found%u%s(%s, " CW_BREAK "%s)", (unsigned)count - 1, take_suffix(e, insn, ""), method,
                            emit_call_args(e, insn, 1));
    return arena_printf(e->arena, "kr_found(%s, " CW_BREAK "%s, " CW_BREAK "%u, %s)", method, slots_text(e, insn, 1),
                        (unsigned)(count - (names ? names->count : 0)), kwnames_text(e, names));
}

const char *emit_pycall(Emit *e, const Insn *insn)
{
    uint32_t count = insn->nargs - 1;
    const IrConst *names = insn->as.pycall.kwnames;
    const char *func = emit_expr(e, insn->args[0], PREC_ASSIGN);
    if (insn->as.pycall.known)
        return known_text(e, insn, func);
    emit_need(e, "call");
    if (insn->as.pycall.is_found)
        return found_text(e, insn, func);
    if (!names && count <= 3)
        return arena_printf(e->arena, "kr_call%u%s(%s%s" CW_BREAK "%s)", (unsigned)count,
                            take_suffix(e, insn, ""), func, count ? ", " : "", emit_call_args(e, insn, 1));
    return arena_printf(e->arena, "kr_call(%s, " CW_BREAK "%s, " CW_BREAK "%u, %s)", func, slots_text(e, insn, 1),
                        (unsigned)(count - (names ? names->count : 0)), kwnames_text(e, names));
}

const char *emit_pymeth(Emit *e, const Insn *insn)
{
    uint32_t count = insn->nargs - 1;
    const IrConst *names = insn->as.pymeth.kwnames;
    const char *name = emit_const_object(e, insn->as.pymeth.name);
    emit_need(e, "call");
    if (!names && count <= 2)
        return arena_printf(e->arena, "kr_method%u%s(%s, %s%s" CW_BREAK "%s)", (unsigned)count,
                            take_suffix(e, insn, ""), emit_expr(e, insn->args[0], PREC_ASSIGN), name, count ? ", " : "",
                            emit_call_args(e, insn, 1));
    return arena_printf(e->arena, "kr_method(%s, " CW_BREAK "%s, " CW_BREAK "%u, %s)", name, slots_text(e, insn, 0),
                        (unsigned)(insn->nargs - (names ? names->count : 0)), kwnames_text(e, names));
}

const char *emit_build(Emit *e, const Insn *insn)
{
    static const char *const names[] = {"list", "tuple", "set", "dict", "slice", "str"};
    const char *name = names[insn->sub];
    if (insn->sub == IR_BUILD_SLICE)
        return arena_printf(e->arena, "PySlice_New(%s)", emit_call_args(e, insn, 0));
    emit_need(e, name);
    if (!insn->nargs && insn->sub == IR_BUILD_LIST)
        return "PyList_New(0)";
    if (!insn->nargs && insn->sub == IR_BUILD_DICT)
        return "PyDict_New()";
    if (!insn->nargs)
        return arena_printf(e->arena, "kr_%s_of(0, NULL)", name);
    return arena_printf(e->arena, "kr_%s_of(%u, " CW_BREAK "(PyObject *[]){%s})", name,
                        (unsigned)(insn->sub == IR_BUILD_DICT ? insn->nargs / 2 : insn->nargs),
                        emit_call_args(e, insn, 0));
}
