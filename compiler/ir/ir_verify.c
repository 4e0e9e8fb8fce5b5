/* ir_verify.c: the invariants of the IR, checked after every pass in debug builds and with --verify.
 *
 * Structure: links and owners agree, every operation stands in its phase and has the operands its row
 * says, values are defined before they are used in the same or an enclosing block, exits end blocks,
 * jumps name regions around them. Types: results are what follows from the operands, values fit the
 * variables, pointers and parameters they go to. The first violation is described; nothing is repaired.
 *
 *     func @f: line 3: `set s, %4`: the value is list, not f64
 */
#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "ir/ir_text.h"

#include "type/typename.h"

typedef struct Verifier {
    Arena *arena;
    const IrFunc *func;
    Types *types;
    Bits defined; /* by value id: visible here */
    Bits seen;    /* by id: met before */
    const char *problem;
    bool yields;  /* phase L of a frame function: values do not live across a yield */
} Verifier;

static void report(Verifier *v, const Insn *insn, const char *format, ...) KRAIT_PRINTF(3, 4);

static void report(Verifier *v, const Insn *insn, const char *format, ...)
{
    if (v->problem)
        return;
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(v->arena, format, args);
    va_end(args);
    Buf out;
    buf_init(&out, v->arena);
    buf_printf(&out, "func @%s: ", v->func->name->text);
    if (insn) {
        buf_printf(&out, "line %u: `", source_line(v->func->module->sources, insn->span));
        ir_print_insn(&out, insn);
        buf_puts(&out, "`: ");
    }
    buf_puts(&out, text);
    v->problem = buf_text(&out);
}

static const char *type_text(Verifier *v, const Type *type)
{
    Buf out;
    buf_init(&out, v->arena);
    typename_ir(&out, type);
    return buf_text(&out);
}

/* Types */

static bool is_int_like(const Type *type)
{
    return type->kind == TYPE_BINT || type->kind == TYPE_INT || type->kind == TYPE_ENUM;
}

static bool is_pointer_like(const Type *type)
{
    return type_is_ptr(type) || type->kind == TYPE_NULLPTR;
}

/* Have both types the same representation in C, so that no conversion is needed? */
static bool fits(const Type *from, const Type *to)
{
    from = type_strip(from);
    to = type_strip(to);
    if (from == to)
        return true;
    if (type_is_object(from) || type_is_object(to))
        return type_is_object(from) && type_is_object(to);
    if (is_pointer_like(from) || is_pointer_like(to))
        return is_pointer_like(from) && is_pointer_like(to);
    if (from->kind == TYPE_VIEW || to->kind == TYPE_VIEW)
        return from->kind == to->kind && from->view.ndim == to->view.ndim;
    return is_int_like(from) && is_int_like(to);
}

static void want_fit(Verifier *v, const Insn *insn, const Type *from, const Type *to)
{
    if (!fits(from, to))
        report(v, insn, "the value is %s, not %s", type_text(v, from), type_text(v, to));
}

static void want_int(Verifier *v, const Insn *insn, uint32_t k)
{
    if (!type_is_int(insn->args[k]->type))
        report(v, insn, "operand %u is %s, not an integer", k + 1,
               type_text(v, insn->args[k]->type));
}

static void want_object(Verifier *v, const Insn *insn, uint32_t k)
{
    if (!type_is_object(insn->args[k]->type))
        report(v, insn, "operand %u is %s, not an object", k + 1,
               type_text(v, insn->args[k]->type));
}

static const Type *want_kind(Verifier *v, const Insn *insn, uint32_t k, TypeKind kind,
                             const char *what)
{
    const Type *type = type_strip(insn->args[k]->type);
    if (type->kind == kind)
        return type;
    report(v, insn, "operand %u is %s, not %s", k + 1, type_text(v, type), what);
    return NULL;
}

static void check_result_type(Verifier *v, const Insn *insn)
{
    const Type *implied = ir_infer_result(v->types, insn);
    if (!implied)
        return;
    bool free_choice = insn->op == IR_CAST || insn->op == IR_SIZEOF || insn->op == IR_FUNCADDR ||
                       insn->op == IR_INDEX || insn->op == IR_ADDR || insn->op == IR_FIELD ||
                       insn->op == IR_SELECT;
    if (implied->kind == TYPE_VOID) {
        if (ir_has_value(insn) && insn->op != IR_PRIM && insn->op != IR_LOAD)
            report(v, insn, "this operation has no result");
        return;
    }
    if (!free_choice && ir_has_value(insn) && !fits(insn->type, implied))
        report(v, insn, "the result is %s, not %s", type_text(v, implied),
               type_text(v, insn->type));
}

/* Payloads and operands of one operation */

static void check_var(Verifier *v, const Insn *insn)
{
    const IrVar *var = insn->as.var;
    const IrModule *module = v->func->module;
    bool known = false;
    if (!var)
        known = false;
    else if (var->storage == IR_VAR_GLOBAL)
        known = var->index < module->globals.len && module->globals.items[var->index] == var;
    else if (var->storage == IR_VAR_EXTERN)
        known = var->index < module->externs.len && module->externs.items[var->index] == var;
    else
        known = var->index < v->func->vars.len && v->func->vars.items[var->index] == var;
    if (!known) {
        report(v, NULL, "%s: the variable %s belongs to another function",
               ir_op_info[insn->op].text, var ? var->name->text : "(none)");
        return;
    }
    if (insn->op == IR_SET || insn->op == IR_REPLACE || insn->op == IR_ASSIGN)
        want_fit(v, insn, insn->args[0]->type, var->type);
    const Type *plain = type_strip(var->type);
    if (insn->op == IR_ADDR && !var->address_taken && plain->kind != TYPE_ARRAY &&
        var->storage != IR_VAR_EXTERN)
        report(v, insn, "the variable is not marked as having its address taken");
}

static void check_const(Verifier *v, const Insn *insn)
{
    bool number = type_is_number(insn->type);
    if (!number && !(type_is_ptr(insn->type) && insn->as.imm.text))
        report(v, insn, "a constant of type %s", type_text(v, insn->type));
}

static void check_call(Verifier *v, const Insn *insn)
{
    const TypeFunc *func = ir_insn_func_type(insn);
    uint32_t first = insn->op == IR_CALL ? 0 : 1;
    if (!func) {
        report(v, insn, "what is called is no function");
        return;
    }
    uint32_t count = insn->nargs - first;
    if (count < func->count - func->optional || (count > func->count && !func->varargs))
        report(v, insn, "%u arguments for %u parameters", count, func->count);
    for (uint32_t i = 0; i < count && i < func->count; i++)
        want_fit(v, insn, insn->args[first + i]->type, func->params[i].type);
}

static void check_prim(Verifier *v, const Insn *insn)
{
    const Prim *prim = insn->as.prim;
    for (uint32_t i = 0; i < insn->nargs; i++) {
        const Type *type = insn->args[i]->type;
        PrimType pattern = i < prim->arg_count ? prim->args[i] : PT_ANYOBJ;
        bool ok = pattern == PT_SAME ? fits(type, insn->args[0]->type)
                                     : prim_type_accepts(pattern, type);
        if (!ok && (int)pattern < TYPE_KIND_COUNT)
            ok = fits(type, v->types->simple[pattern]);
        if (!ok)
            report(v, insn, "operand %u does not fit the primitive: %s", i + 1, type_text(v, type));
    }
}

static void check_view_at(Verifier *v, const Insn *insn)
{
    const Type *view = want_kind(v, insn, 0, TYPE_VIEW, "a view");
    if (!view)
        return;
    if (insn->op == IR_VDIM) {
        if (insn->as.index >= view->view.ndim)
            report(v, insn, "the view has %u axes", view->view.ndim);
        return;
    }
    if (insn->op == IR_VAT && insn->nargs != view->view.ndim + 1u)
        report(v, insn, "%u indices for %u axes", insn->nargs - 1, view->view.ndim);
    for (uint32_t i = 1; i < insn->nargs; i++)
        want_int(v, insn, i);
}

static void check_slice(Verifier *v, const Insn *insn)
{
    const Type *view = want_kind(v, insn, 0, TYPE_VIEW, "a view");
    uint32_t axes = 0;
    uint32_t operands = 1;
    for (uint32_t i = 0; i < insn->as.axes.len; i++) {
        const IrAxis *axis = &insn->as.axes.items[i];
        axes += axis->kind != IR_AXIS_NEW;
        if (axis->kind == IR_AXIS_INDEX)
            operands++;
        else if (axis->kind == IR_AXIS_SLICE)
            operands += (uint32_t)axis->has_start + axis->has_stop + axis->has_step;
    }
    if (view && axes != view->view.ndim)
        report(v, insn, "%u axes of %u", axes, view->view.ndim);
    if (operands != insn->nargs)
        report(v, insn, "%u operands, the axes need %u", insn->nargs, operands);
}

static void check_bin(Verifier *v, const Insn *insn)
{
    const Type *left = type_strip(insn->args[0]->type);
    const Type *right = type_strip(insn->args[1]->type);
    bool shift = insn->op == IR_BIN && (insn->sub == IR_BIN_SHL || insn->sub == IR_BIN_SHR);
    if (is_pointer_like(left) || is_pointer_like(right))
        return;
    if (ir_type_is_managed(left) != ir_type_is_managed(right) ||
        (insn->op == IR_BIN && ir_type_is_managed(left)))
        report(v, insn, "objects have no C arithmetic");
    else if (shift)
        want_int(v, insn, 1);
    else
        want_fit(v, insn, right, left);
}

static void check_memory(Verifier *v, const Insn *insn)
{
    const Type *pointer = type_strip(insn->args[0]->type);
    if (!is_pointer_like(pointer)) {
        report(v, insn, "operand 1 is %s, not a pointer", type_text(v, pointer));
        return;
    }
    if (insn->op == IR_STORE && pointer->kind == TYPE_PTR)
        want_fit(v, insn, insn->args[1]->type, pointer->target);
    if (insn->op == IR_INDEX)
        want_int(v, insn, 1);
}

static void check_return(Verifier *v, const Insn *insn)
{
    bool is_void = v->func->result->kind == TYPE_VOID;
    if (is_void && insn->nargs)
        report(v, insn, "the function has no result");
    else if (!is_void && !insn->nargs)
        report(v, insn, "the function has a result");
    else if (!is_void)
        want_fit(v, insn, insn->args[0]->type, v->func->result);
}

static void check_select(Verifier *v, const Insn *insn)
{
    want_int(v, insn, 0);
    want_fit(v, insn, insn->args[2]->type, insn->args[1]->type);
    if (ir_type_is_managed(insn->type))
        report(v, insn, "the choice between managed values is a region");
}

/* Jumps: the region they name is around them, and of the right kind. */
static void check_target(Verifier *v, const Insn *insn)
{
    const Insn *target = insn->as.target;
    if (!target) {
        if (insn->op != IR_ERRCHK)
            report(v, insn, "no region is named");
        return;
    }
    bool loop = target->op == IR_LOOP || target->op == IR_RANGE || target->op == IR_PAR;
    bool catches = target->op == IR_TRY || target->op == IR_FINALLY || target->op == IR_GIL;
    bool ok = true;
    if (insn->op == IR_AGAIN)
        ok = loop;
    else if (insn->op == IR_LEAVE)
        ok = ir_is_region(target);
    else if (insn->op == IR_ERRCHK)
        ok = catches || target->op == IR_PAR;
    else
        ok = catches;
    if (!ok)
        report(v, insn, "a %s cannot be named here", ir_op_info[target->op].text);
    else if (!ir_block_inside(insn->parent, target))
        report(v, insn, "the region is not around it");
    else if (!target->label && insn->op != IR_UNWIND)
        report(v, insn, "the region has no label");
}

static void check_range(Verifier *v, const Insn *insn)
{
    if (!insn->as.step)
        report(v, insn, "the step is 0");
    want_int(v, insn, 0);
    if ((insn->flags & INSN_INDEX) && (!insn->into || insn->into->index >= v->func->vars.len ||
                                       v->func->vars.items[insn->into->index] != insn->into))
        report(v, insn, "it counts in a variable of another function");
    if (insn->sub && !ir_range_stop(insn))
        report(v, insn, "the stop block has no value");
    if (!insn->sub)
        want_int(v, insn, 1);
}

static void check_par(Verifier *v, const Insn *insn)
{
    const IrPar *par = insn->as.par;
    for (uint32_t i = 0; i < insn->nargs; i++)
        want_int(v, insn, i);
    for (uint32_t i = 0; i < par->vars.len; i++) {
        const IrVar *var = par->vars.items[i].var;
        if (var->index >= v->func->vars.len || v->func->vars.items[var->index] != var)
            report(v, insn, "clause for a variable of another function: %s", var->name->text);
        for (uint32_t k = 0; k < i; k++)
            if (par->vars.items[k].var == var)
                report(v, insn, "two clauses for %s", var->name->text);
    }
}

/* Frame functions only, and not where the thread's state is another than outside of the generator. */
static void check_yield(Verifier *v, const Insn *insn)
{
    want_object(v, insn, 0);
    if (v->func->kind != IR_FUNC_FRAME)
        report(v, insn, "only a frame function can be suspended");
    for (const Insn *region = insn->parent->owner; region; region = region->parent->owner)
        if (region->op == IR_GIL || region->op == IR_PAR)
            report(v, insn, "suspended in a region `%s`", ir_op_info[region->op].text);
}

static const IrVar *find_given(const IrFunc *frame, uint32_t number)
{
    for (uint32_t i = 0; i < frame->vars.len; i++)
        if (frame->vars.items[i]->given && number-- == 0)
            return frame->vars.items[i];
    return NULL;
}

static void check_generator(Verifier *v, const Insn *insn)
{
    const Insn *made = insn->op == IR_GENSET ? insn->args[0] : insn;
    if (made->op != IR_GENNEW || !made->as.func || made->as.func->kind != IR_FUNC_FRAME) {
        report(v, insn, "no generator of a frame function");
        return;
    }
    if (insn->op == IR_GENNEW)
        return;
    const IrVar *var = find_given(made->as.func, insn->as.index);
    if (!var)
        report(v, insn, "no given variable %u", insn->as.index);
    else
        want_fit(v, insn, insn->args[1]->type, var->type);
}

static void check_object_args(Verifier *v, const Insn *insn)
{
    for (uint32_t i = 0; i < insn->nargs; i++)
        want_object(v, insn, i);
}

static void check_payload(Verifier *v, const Insn *insn)
{
    if (ir_op_has_var(insn->op))
        check_var(v, insn);
    switch ((int)insn->op) {
    case IR_CONST: check_const(v, insn); break;
    case IR_BIN:
    case IR_CMP:
    case IR_NOOVERFLOW: check_bin(v, insn); break;
    case IR_SELECT: check_select(v, insn); break;
    case IR_INDEX:
    case IR_LOAD:
    case IR_STORE:
    case IR_FIELD: check_memory(v, insn); break;
    case IR_PRIM: check_prim(v, insn); break;
    case IR_CALL:
    case IR_CALLPTR: check_call(v, insn); break;
    case IR_PYCALL:
    case IR_PYMETH:
    case IR_UNBOX:
    case IR_TRUTH:
    case IR_TYPECHK:
    case IR_NONECHK:
    case IR_BUILD:
    case IR_FUNCOBJ:
    case IR_ITER:
    case IR_NEXT:
    case IR_VOPEN:
    case IR_RAISE:
    case IR_MATCH: check_object_args(v, insn); break;
    case IR_VDIM:
    case IR_VAT: check_view_at(v, insn); break;
    case IR_VSLICE: check_slice(v, insn); break;
    case IR_VCHK:
    case IR_VOBJ:
    case IR_VCOPY: want_kind(v, insn, 0, TYPE_VIEW, "a view"); break;
    case IR_WRAP:
    case IR_BOUNDS:
        want_int(v, insn, 0);
        want_int(v, insn, 1);
        break;
    case IR_RETURN: check_return(v, insn); break;
    case IR_YIELD:
    case IR_DELEGATE: check_yield(v, insn); break;
    case IR_GENNEW:
    case IR_GENSET: check_generator(v, insn); break;
    case IR_LEAVE:
    case IR_AGAIN:
    case IR_ERRCHK:
    case IR_UNWIND: check_target(v, insn); break;
    case IR_IF:
    case IR_SWITCH:
        if (!is_pointer_like(type_strip(insn->args[0]->type)))
            want_int(v, insn, 0);
        break;
    case IR_RANGE: check_range(v, insn); break;
    case IR_PAR:
        if (insn->sub != IR_PAR_WORK)
            check_par(v, insn);
        break;
    default: break;
    }
}

/* Structure */

static void check_block_count(Verifier *v, const Insn *insn)
{
    uint32_t count = 0;
    bool ok = true;
    if (insn->op == IR_SWITCH) {
        ok = insn->nblocks == insn->as.cases.len || insn->nblocks == insn->as.cases.len + 1;
    } else {
        if (ir_is_region(insn))
            count = insn->op == IR_IF || insn->op == IR_TRY || insn->op == IR_FINALLY ||
                            (insn->op == IR_RANGE && insn->sub)
                        ? 2
                        : 1;
        ok = insn->nblocks == count;
    }
    if (!ok)
        report(v, insn, "%u blocks", insn->nblocks);
}

static void check_args(Verifier *v, const Insn *insn)
{
    uint32_t min;
    uint32_t max;
    ir_arity(insn, &min, &max);
    if (insn->nargs < min || insn->nargs > max)
        report(v, NULL, "%s: %u operands", ir_op_info[insn->op].text, insn->nargs);
    for (uint32_t i = 0; i < insn->nargs; i++) {
        const Insn *arg = insn->args[i];
        if (!arg)
            report(v, NULL, "%s: operand %u is missing", ir_op_info[insn->op].text, i + 1);
        else if (arg->id >= v->func->insn_count || !bits_has(&v->defined, arg->id))
            report(v, insn, "operand %u (%%%u, %s) is not defined here", i + 1, arg->id,
                   ir_op_info[arg->op].text);
        else if (!ir_has_value(arg))
            report(v, insn, "operand %u has no value", i + 1);
        else if (v->yields && ir_crosses_yield(arg, insn))
            report(v, insn, "operand %u is made before a yield", i + 1);
        if (v->problem)
            return;
    }
}

static void check_place(Verifier *v, const Insn *insn, const IrBlock *block)
{
    const Insn *next = insn->next;
    bool raise = insn->op == IR_RAISE || insn->op == IR_RERAISE;
    bool followed = next && raise && v->func->phase == IR_PHASE_L && next->op == IR_ERRCHK &&
                    next->sub == IR_CHECK_ALWAYS;
    if (insn->parent != block || (next && next->prev != insn) || (!next && block->last != insn))
        report(v, insn, "the links of the block are broken");
    if (insn->id >= v->func->insn_count || bits_has(&v->seen, insn->id))
        report(v, insn, "the id is used twice or too large");
    else
        bits_set(&v->seen, insn->id);
    if (!(ir_op_info[insn->op].phase & v->func->phase))
        report(v, insn, "not in phase %s", v->func->phase == IR_PHASE_H ? "H" : "L");
    if (next && !followed && ir_is_exit(insn))
        report(v, insn, "an exit must end its block");
    if (insn->op == IR_INDEXVAR && (!block->owner || ir_loop_index(block->owner) != insn))
        report(v, insn, "the index must be first in the body of its loop");
}

static void check_block(Verifier *v, const IrBlock *block, const Insn *owner)
{
    if (block->owner != owner)
        report(v, owner, "a block belongs to another region");
    for (const Insn *insn = block->first; insn && !v->problem; insn = insn->next) {
        check_place(v, insn, block);
        if (!v->problem)
            check_args(v, insn);
        if (!v->problem)
            check_payload(v, insn);
        if (!v->problem)
            check_result_type(v, insn);
        if (!v->problem)
            check_block_count(v, insn);
        for (uint32_t i = 0; i < insn->nblocks && !v->problem; i++)
            check_block(v, insn->blocks[i], insn);
        if (ir_has_value(insn))
            bits_set(&v->defined, insn->id);
    }
    if (v->problem)
        return;
    for (const Insn *insn = block->first; insn; insn = insn->next)
        bits_clear(&v->defined, insn->id);
}

static void check_vars(Verifier *v)
{
    const IrFunc *func = v->func;
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        if (var->index != i || var->storage == IR_VAR_GLOBAL || var->storage == IR_VAR_EXTERN)
            report(v, NULL, "variable %s is not in its place", var->name->text);
        if (!var->type || var->type->kind == TYPE_VOID || type_is_error(var->type) ||
            var->type->kind == TYPE_FUSED)
            report(v, NULL, "variable %s has no type", var->name->text);
    }
    for (uint32_t i = 0; i < func->params.len; i++)
        if (func->params.items[i]->storage != IR_VAR_PARAM)
            report(v, NULL, "parameter %s is not one", func->params.items[i]->name->text);
    bool is_def = (func->kind == IR_FUNC_DEF && !func->by_slot) || func->kind == IR_FUNC_FRAME;
    if (is_def && !type_is_object(func->result))
        report(v, NULL, "a def function must have an object as result");
}

const char *ir_verify_func(Arena *arena, const IrFunc *func)
{
    Verifier v = {.arena = arena, .func = func, .types = func->module->types};
    v.defined = bits_new(arena, func->insn_count + 1);
    v.seen = bits_new(arena, func->insn_count + 1);
    v.yields = func->kind == IR_FUNC_FRAME && func->phase == IR_PHASE_L;
    check_vars(&v);
    if (!v.problem)
        check_block(&v, func->body, NULL);
    bool falls = !v.problem && func->phase == IR_PHASE_H && func->result->kind != TYPE_VOID &&
                 func->kind != IR_FUNC_MODULE && ir_block_falls(func->body);
    if (falls)
        report(&v, NULL, "control reaches the end without a result");
    return v.problem;
}

const char *ir_verify_module(Arena *arena, const IrModule *module)
{
    const char *problem = NULL;
    for (uint32_t i = 0; i < module->funcs.len && !problem; i++)
        problem = ir_verify_func(arena, module->funcs.items[i]);
    return !problem && module->body ? ir_verify_func(arena, module->body) : problem;
}
