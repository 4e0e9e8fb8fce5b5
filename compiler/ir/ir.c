/* ir.c: facts about instructions: the tables of ops.def and prims/ with their BY... entries resolved.
 *
 * Everything here is a pure question about one instruction or one loop; making instructions is in
 * ir_build.c, facts about the flow between them in ir_flow.c.
 *
 *     ir_insn_error(prim list_item)  gives IR_ERROR_NULL, from the primitive's row
 *     ir_insn_needs_gil(set x, v)    is true when x is an object (the old value is released)
 */
#include "ir/ir.h"

#include "base/panic.h"

#include <string.h>

const IrOpInfo ir_op_info[IR_OP_COUNT] = {
#define OP(id, text, result, error, gil, effect, shape, phase) \
    {text,                                                     \
     IR_RESULT_##result,                                       \
     IR_ERROR_##error,                                         \
     IR_GIL_##gil,                                             \
     IR_EFFECT_##effect,                                       \
     IR_SHAPE_##shape,                                         \
     IR_PHASE_##phase},
#include "ir/ops.def"
#undef OP
};

bool ir_type_is_managed(const Type *type)
{
    if (!type)
        return false;
    return type_is_object(type) || type_strip(type)->kind == TYPE_VIEW;
}

const TypeFunc *ir_insn_func_type(const Insn *insn)
{
    const Type *type = NULL;
    if (insn->op == IR_CALL)
        type = insn->as.callee->type;
    else if (insn->op == IR_CALLPTR && insn->nargs > 0)
        type = insn->args[0]->type;
    if (!type)
        return NULL;
    type = type_strip(type);
    if (type->kind == TYPE_PTR)
        type = type_strip(type->target);
    return type->kind == TYPE_FUNC ? type->func : NULL;
}

bool ir_returns_view(const Insn *insn)
{
    bool is_call = insn->op == IR_CALL || insn->op == IR_CALLPTR;
    return is_call && insn->type && type_strip(insn->type)->kind == TYPE_VIEW;
}

IrResult ir_insn_result(const Insn *insn)
{
    IrResult result = ir_op_info[insn->op].result;
    if (result == IR_RESULT_BYPRIM)
        result = insn->as.prim->own;
    bool managed = ir_type_is_managed(insn->type);
    if (result == IR_RESULT_BYTYPE)
        result = managed ? IR_RESULT_OWNED : IR_RESULT_PLAIN;
    if (!ir_has_value(insn) && insn->op != IR_PRIM)
        return IR_RESULT_NONE;
    if (result == IR_RESULT_BORROWED && !managed)
        return IR_RESULT_PLAIN;
    /* casts, loads and parts of a managed type: something else owns it */
    if (result == IR_RESULT_PLAIN && managed && insn->op != IR_PRIM && insn->op != IR_NULL)
        return IR_RESULT_BORROWED;
    return result;
}

static IrError declared_error(const Insn *insn)
{
    const TypeFunc *func = ir_insn_func_type(insn);
    if (!func || func->except.kind == EXCEPT_NONE)
        return IR_ERROR_NEVER;
    return func->except.kind == EXCEPT_NULL ? IR_ERROR_NULL : IR_ERROR_DECLARED;
}

/* The row that an operation with facts BYPRIM stands for; NULL when there is none for its types. */
static const Prim *row_of(const Insn *insn)
{
    if (insn->op == IR_PRIM)
        return insn->as.prim;
    const Type *from = insn->args[0]->type;
    return prim_find(insn->op == IR_TRUTH ? "truth" : "unbox", insn->type, &from, 1);
}

static IrError row_error(const Insn *insn)
{
    const Prim *row = row_of(insn);
    return row ? row->error : insn->op == IR_TRUTH ? IR_ERROR_NEG1 : IR_ERROR_NEG1OCC;
}

IrError ir_insn_error(const Insn *insn)
{
    IrError error = ir_op_info[insn->op].error;
    if (error == IR_ERROR_DECLARED)
        return declared_error(insn);
    if (error == IR_ERROR_BYPRIM)
        return row_error(insn);
    return error;
}

static bool touches_references(const Insn *insn)
{
    const Type *type = NULL;
    if (insn->op == IR_SET || insn->op == IR_UNSET)
        type = insn->as.var->type;
    else if (insn->op == IR_STORE)
        type = insn->args[1]->type;
    else if (insn->op == IR_RETURN && insn->nargs)
        type = insn->args[0]->type;
    return type && type_is_object(type);
}

bool ir_insn_needs_gil(const Insn *insn)
{
    IrNeedsGil gil = ir_op_info[insn->op].gil;
    if (gil == IR_GIL_BYPRIM) {
        const Prim *row = row_of(insn);
        return !row || row->gil == IR_GIL_NEED;
    }
    if (gil == IR_GIL_BYCALL) {
        const TypeFunc *func = ir_insn_func_type(insn);
        return !func || (!func->nogil && !func->with_gil);
    }
    return gil == IR_GIL_NEED || touches_references(insn);
}

IrEffect ir_insn_effect(const Insn *insn)
{
    if (insn->op == IR_STORE && ir_type_is_managed(insn->args[1]->type))
        return IR_EFFECT_PYTHON; /* what was there before is released */
    IrEffect effect = ir_op_info[insn->op].effect;
    if (effect != IR_EFFECT_BYPRIM)
        return effect;
    const Prim *row = row_of(insn);
    return row ? row->effect : IR_EFFECT_PYTHON;
}

bool ir_place_is_shared(const IrModule *module, const Insn *pointer)
{
    return module->gil_not_used && pointer->op != IR_VAT;
}

bool ir_var_is_local(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN;
}

bool ir_var_is_shared(const IrModule *module, const IrVar *var)
{
    return module->gil_not_used && var->storage == IR_VAR_GLOBAL && (var->changes || var->address_taken);
}

bool ir_insn_is_shared(const IrModule *module, const Insn *insn)
{
    if (!insn->type || !type_is_object(insn->type))
        return false;
    return insn->op == IR_LOAD ? ir_place_is_shared(module, insn->args[0])
                               : insn->op == IR_GET && ir_var_is_shared(module, insn->as.var);
}

bool ir_insn_steals(const Insn *insn, uint32_t arg)
{
    if (!ir_type_is_managed(insn->args[arg]->type))
        return false;
    if (insn->op == IR_PRIM)
        return arg < 8 && (insn->as.prim->steals >> arg & 1);
    if (insn->op == IR_STORE)
        return arg == 1;
    if (insn->op == IR_BUILD)
        return insn->sub == IR_BUILD_LIST || insn->sub == IR_BUILD_TUPLE;
    if (insn->op == IR_SET)
        return !insn->as.var->borrowed;
    if (insn->op == IR_GENSET)
        return arg == 1;
    if (insn->takes >> arg & 1)
        return true;
    return insn->op == IR_REPLACE || insn->op == IR_ASSIGN || insn->op == IR_RETURN || insn->op == IR_YIELD ||
           insn->op == IR_DELEGATE;
}

static uint32_t prim_takable(const Prim *prim)
{
    static const uint8_t args[PRIM_COUNT] = {
#define TAKES(id, args) [PRIM_##id] = args,
#include "ir/takes.def"
#undef TAKES
    };
    uint32_t takable = args[prim - prim_table];
    if (strcmp(prim->header, "arith") == 0)
        for (uint32_t i = strcmp(prim->key, "reuse") == 0; i < prim->arg_count; i++)
            takable |= (uint32_t)(prim->args[i] == PT_OBJECT) << i;
    return takable;
}

uint32_t ir_insn_takable(const Insn *insn)
{
    uint32_t all = insn->nargs < 8 ? (1u << insn->nargs) - 1 : 0;
    switch ((int)insn->op) {
    case IR_PRIM:
        return prim_takable(insn->as.prim);
    case IR_PYCALL:
        if (insn->as.pycall.is_found)
            return insn->as.pycall.kwnames || insn->nargs > 4 ? 0 : insn->nargs == 4 ? 13 : all;
        return insn->as.pycall.kwnames || insn->nargs > 4 ? 0 : insn->nargs == 4 ? 1 : all;
    case IR_PYMETH:
        return insn->as.pymeth.kwnames || insn->nargs > 3 ? 0 : all;
    case IR_TRUTH:
        return row_of(insn) == PRIM_OF(truth);
    case IR_ITER:
        return 1;
    default:
        return 0;
    }
}

bool ir_is_unchecked(const Insn *value)
{
    const Insn *next = value->next;
    if (ir_insn_error(value) != IR_ERROR_NULL || value->op == IR_TYPECHK)
        return false;
    while (next && next->op == IR_DECREF)
        next = next->next;
    return !next || next->op != IR_ERRCHK || next->sub > IR_CHECK_DECLARED || next->args[0] != value;
}

bool ir_is_fastcall(const IrFunc *func)
{
    if (func->kind == IR_FUNC_DEF && func->by_slot)
        return !func->ignores_args;
    if (func->kind != IR_FUNC_DEF || func->py_params.len == 0)
        return false;
    const IrPyParam *first = &func->py_params.items[0];
    return func->py_params.len > 1 || !first->pos_only || first->has_default || first->is_star ||
           first->is_starstar;
}

static uint32_t slot_class(const IrPyParam *param)
{
    return param->is_starstar ? 3 : param->is_star ? 2 : param->kw_only ? 1 : 0;
}

uint32_t ir_param_slot(const IrFunc *func, uint32_t k)
{
    uint32_t slot = 0;
    uint32_t own = slot_class(&func->py_params.items[k]);
    for (uint32_t i = 0; i < func->py_params.len; i++) {
        uint32_t other = slot_class(&func->py_params.items[i]);
        slot += other < own || (other == own && i < k);
    }
    return slot;
}

IrBlock *ir_loop_body(const Insn *loop)
{
    return loop->blocks[loop->nblocks - 1];
}

Insn *ir_loop_index(const Insn *loop)
{
    if (loop->op != IR_RANGE && loop->op != IR_PAR)
        return NULL;
    Insn *first = ir_loop_body(loop)->first;
    return first && first->op == IR_INDEXVAR ? first : NULL;
}

Insn *ir_range_stop(const Insn *range)
{
    Insn *last = range->blocks[0]->last;
    while (last && !ir_has_value(last))
        last = last->prev;
    return last;
}

#define NAME_OF(table, sub) ((sub) < sizeof(table) / sizeof(table)[0] ? (table)[sub] : NULL)

const char *ir_sub_text(IrOp op, uint16_t sub)
{
    static const char *const un[] = {"neg", "invert", "not"};
    static const char *const bin[] = {"add", "sub", "mul", "div", "mod", "shl",
                                      "shr", "and", "or",  "xor", "min", "max"};
    static const char *const cmp[] = {"eq", "ne", "lt", "le", "gt", "ge"};
    static const char *const build[] = {"list", "tuple", "set", "dict", "slice", "str"};
    static const char *const dim[] = {"shape", "stride", "suboffset"};
    static const char *const bounds[] = {"view",  "list",      "tuple", "str",
                                         "bytes", "bytearray", "carray"};
    static const char *const zero[] = {"int_div", "int_mod", "float_div", "float_mod", "true_div", "float_floor"};
    static const char *const none[] = {"attr", "item", "setitem", "delitem",
                                       "iter", "len",  "in",      "arg",     "abs"};
    static const char *const gil[] = {"release", "acquire"};
    static const char *const delegate[] = {"from", "await", "enter", "exit", "next"};
    static const char *const check[] = {"null",   "neg1",     "neg1occ", "nullocc", "declared",
                                        "status", "occurred", "pending", "always"};
    if (op == IR_UN)
        return NAME_OF(un, sub);
    if (op == IR_BIN || op == IR_NOOVERFLOW)
        return NAME_OF(bin, sub);
    if (op == IR_CMP)
        return NAME_OF(cmp, sub);
    if (op == IR_BUILD)
        return NAME_OF(build, sub);
    if (op == IR_VDIM)
        return NAME_OF(dim, sub);
    if (op == IR_BOUNDS)
        return NAME_OF(bounds, sub);
    if (op == IR_NONZERO)
        return NAME_OF(zero, sub);
    if (op == IR_NONECHK)
        return NAME_OF(none, sub);
    if (op == IR_GET)
        return sub ? "maybe" : NULL;
    if (op == IR_SET)
        return sub ? "inplace" : NULL;
    if (op == IR_TYPECHK)
        return sub ? "notnone" : NULL;
    if (op == IR_INCREF || op == IR_DECREF || op == IR_KEEP)
        return sub ? "nullable" : NULL;
    if (op == IR_DELEGATE)
        return NAME_OF(delegate, sub);
    if (op == IR_GIL)
        return NAME_OF(gil, sub);
    return op == IR_ERRCHK ? NAME_OF(check, sub) : NULL;
}
