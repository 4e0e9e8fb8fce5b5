/* ir_print_op.c: operations with their payloads and operands as text; see ir_print_op.h. */
#include "ir/ir_print_op.h"

#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "type/typename.h"

#include <string.h>

enum { MAX_NESTED = 8 };

typedef VEC(Insn *) InsnStack;

void ir_print_imm(IrPrinter *p, const Insn *insn, const Type *implied)
{
    Types *types = p->module ? p->module->types : NULL;
    const Type *literal = NULL;
    if (type_is_ptr(insn->type)) {
        buf_putc(p->out, 'c');
        buf_quoted(p->out, insn->as.imm.text, insn->as.imm.len, '"');
        literal = types ? ir_cstring_type(types) : NULL;
    } else if (type_is_float(insn->type)) {
        buf_double(p->out, insn->as.imm.f);
        literal = types ? TYPE_OF(types, DOUBLE) : NULL;
        if (implied && type_is_float(implied))
            literal = implied;
    } else {
        bool truth = insn->type->kind == TYPE_BINT && (insn->as.imm.i == 0 || insn->as.imm.i == 1);
        if (truth)
            buf_puts(p->out, insn->as.imm.i ? "true" : "false");
        else
            buf_printf(p->out, "%lld", (long long)insn->as.imm.i);
        literal = types ? TYPE_OF(types, LONG) : NULL;
        if (truth || (implied && type_is_int(implied)))
            literal = truth ? insn->type : implied;
    }
    if (insn->type != literal) {
        buf_putc(p->out, ':');
        typename_ir(p->out, insn->type);
    }
}

/* Payloads: what stands between the operation's name and its operands */

static void print_axes(IrPrinter *p, const Insn *insn)
{
    buf_puts(p->out, " [");
    for (uint32_t i = 0; i < insn->as.axes.len; i++) {
        const IrAxis *axis = &insn->as.axes.items[i];
        buf_puts(p->out, i ? ", " : "");
        if (axis->kind == IR_AXIS_FULL)
            buf_putc(p->out, ':');
        else if (axis->kind == IR_AXIS_INDEX)
            buf_puts(p->out, "index");
        else if (axis->kind == IR_AXIS_NEW)
            buf_puts(p->out, "new");
        else
            buf_printf(p->out, "%s:%s:%s", axis->has_start ? "start" : "",
                       axis->has_stop ? "stop" : "", axis->has_step ? "step" : "");
    }
    buf_putc(p->out, ']');
}

static void print_kwnames(IrPrinter *p, const IrConst *kwnames)
{
    if (!kwnames)
        return;
    buf_puts(p->out, " [");
    ir_printer_const(p, kwnames);
    buf_putc(p->out, ']');
}

static void print_callee(IrPrinter *p, const IrCallee *callee)
{
    if (callee->func) {
        buf_putc(p->out, ' ');
        ir_printer_func(p, callee->func);
        return;
    }
    buf_putc(p->out, ' ');
    buf_quoted(p->out, callee->c_name, strlen(callee->c_name), '"');
    if (callee->header) {
        buf_puts(p->out, " from ");
        buf_quoted(p->out, callee->header, strlen(callee->header), '"');
    }
    buf_putc(p->out, ' ');
    typename_ir(p->out, callee->type);
}

static void print_payload(IrPrinter *p, const Insn *insn)
{
    if (ir_op_has_var(insn->op)) {
        buf_putc(p->out, ' ');
        ir_printer_var(p, insn->as.var);
    }
    switch ((int)insn->op) {
    case IR_PYCONST:
        buf_putc(p->out, ' ');
        ir_printer_const(p, insn->as.pyconst);
        break;
    case IR_PRIM: buf_printf(p->out, " %s", insn->as.prim->id); break;
    case IR_SIZEOF:
        buf_putc(p->out, ' ');
        typename_ir(p->out, insn->as.type);
        break;
    case IR_CALL:
    case IR_FUNCADDR: print_callee(p, insn->as.callee); break;
    case IR_PYCALL:
        buf_puts(p->out, insn->as.pycall.is_found ? " found" : "");
        if (insn->as.pycall.known) {
            buf_putc(p->out, ' ');
            ir_printer_func(p, insn->as.pycall.known);
        }
        print_kwnames(p, insn->as.pycall.kwnames);
        break;
    case IR_PYMETH:
        buf_putc(p->out, ' ');
        ir_printer_const(p, insn->as.pymeth.name);
        print_kwnames(p, insn->as.pymeth.kwnames);
        break;
    case IR_FIELD:
        buf_putc(p->out, ' ');
        ir_printer_name(p->out, insn->as.field->name, 0);
        break;
    case IR_PART:
    case IR_VDIM:
    case IR_GENSET:
    case IR_BOUNDS: buf_printf(p->out, " %u", insn->as.index); break;
    case IR_GENNEW:
    case IR_FUNCOBJ:
        buf_putc(p->out, ' ');
        ir_printer_func(p, insn->as.func);
        break;
    case IR_NONECHK:
    case IR_TYPECHK:
        if (insn->as.text) {
            buf_putc(p->out, ' ');
            buf_quoted(p->out, insn->as.text, strlen(insn->as.text), '"');
        }
        break;
    case IR_VSLICE: print_axes(p, insn); break;
    default: break;
    }
}

/* Operands */

void ir_print_args(IrPrinter *p, const Insn *insn, const char *separator)
{
    for (uint32_t i = 0; i < insn->nargs; i++) {
        buf_puts(p->out, i ? ", " : separator);
        if (i < 8 && (insn->takes >> i & 1))
            buf_puts(p->out, "take ");
        ir_print_value(p, insn, i);
    }
}

static bool names_target(const Insn *insn)
{
    return insn->op == IR_LEAVE || insn->op == IR_AGAIN || insn->op == IR_ERRCHK ||
           insn->op == IR_UNWIND;
}

void ir_print_op(IrPrinter *p, const Insn *insn)
{
    const char *sub = ir_sub_text(insn->op, insn->sub);
    buf_puts(p->out, ir_op_info[insn->op].text);
    if (sub)
        buf_printf(p->out, " %s", sub);
    print_payload(p, insn);
    /* a payload in front of the operands is followed by a comma only where it is an operand itself */
    bool var_first = insn->op == IR_SET || insn->op == IR_REPLACE || insn->op == IR_ASSIGN;
    ir_print_args(p, insn, var_first ? ", " : " ");
    if (names_target(insn)) {
        const Insn *target = insn->as.target;
        buf_puts(p->out, insn->op == IR_ERRCHK ? " -> " : " ");
        buf_puts(p->out, target ? (target->label ? target->label->text : "?") : "fail");
    }
}

const Type *ir_print_infer(const IrPrinter *p, const Insn *insn)
{
    return p->module ? ir_infer_result(p->module->types, insn) : NULL;
}

/* A value inside its use. */
static void print_nested(IrPrinter *p, const Insn *insn)
{
    if (insn->op == IR_PYCONST) {
        ir_printer_const(p, insn->as.pyconst);
    } else if (insn->op == IR_GET && !insn->sub) {
        ir_printer_var(p, insn->as.var);
    } else if (insn->op == IR_PRIM && ir_printer_is_plain(insn->as.prim->id, strlen(insn->as.prim->id))) {
        buf_printf(p->out, "%s(", insn->as.prim->id);
        ir_print_args(p, insn, "");
        buf_putc(p->out, ')');
    } else {
        buf_putc(p->out, '(');
        ir_print_op(p, insn);
        buf_putc(p->out, ')');
    }
    if (ir_print_infer(p, insn) != insn->type) {
        buf_putc(p->out, ':');
        typename_ir(p->out, insn->type);
    }
}

void ir_print_value(IrPrinter *p, const Insn *user, uint32_t k)
{
    const Insn *value = user->args[k];
    if (!p->names || !bits_has(&p->nested, value->id)) {
        buf_printf(p->out, "%%%u", p->names ? p->names[value->id] : value->id);
        return;
    }
    const Type *implied = p->module ? ir_infer_arg(p->module->types, p->func, user, k) : NULL;
    if (value->op == IR_CONST) {
        ir_print_imm(p, value, implied);
    } else if (value->op == IR_NULL) {
        buf_puts(p->out, "null");
        if (value->type != (implied ? implied : ir_print_infer(p, value))) {
            buf_putc(p->out, ':');
            typename_ir(p->out, value->type);
        }
    } else {
        print_nested(p, value);
    }
}

/* Which values are printed inside their use */

static bool may_nest(const IrPrinter *p, const Insn *insn)
{
    const IrOpInfo *info = &ir_op_info[insn->op];
    if (info->shape != IR_SHAPE_EXPR || !ir_has_value(insn) || insn->flags ||
        insn->op == IR_INDEXVAR || p->uses[insn->id] != 1 || p->depth[insn->id] >= MAX_NESTED)
        return false;
    if (insn->op == IR_BOX || insn->op == IR_MOVE || insn->op == IR_KEEP)
        return true;
    return ir_insn_error(insn) == IR_ERROR_NEVER && ir_insn_effect(insn) <= IR_EFFECT_READS;
}

static void choose_nested(IrPrinter *p, const IrBlock *block)
{
    InsnStack pending = {0};
    bool alone = true; /* the block is one tree so far */
    bool is_stop = block->owner && block->owner->op == IR_RANGE && block->owner->sub &&
                   block == block->owner->blocks[0];
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = insn->nargs; i-- > 0;) {
            Insn *arg = insn->args[i];
            if (!pending.len || vec_last(&pending) != arg)
                continue;
            pending.len--;
            bits_set(&p->nested, arg->id);
            if (p->depth[arg->id] >= p->depth[insn->id])
                p->depth[insn->id] = (uint8_t)(p->depth[arg->id] + 1);
        }
        if (may_nest(p, insn)) {
            vec_push(p->out->arena, &pending, insn);
        } else {
            pending.len = 0;
            alone = false;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            choose_nested(p, insn->blocks[i]);
    }
    if (is_stop && alone && pending.len == 1)
        bits_set(&p->nested, pending.items[0]->id);
}

static void mark_targets(IrPrinter *p, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (names_target(insn) && insn->as.target)
            bits_set(&p->targets, insn->as.target->id);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            mark_targets(p, insn->blocks[i]);
    }
}

void ir_print_choose(IrPrinter *p, const IrBlock *body)
{
    choose_nested(p, body);
    mark_targets(p, body);
}
