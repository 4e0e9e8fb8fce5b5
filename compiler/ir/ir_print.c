/* ir_print.c: IR to text. The grammar is in docs/design/ir.md; ir_parse.c reads it back.
 *
 * Every payload is printed, types that follow from the operands are not (ir_infer.h). A value with one
 * use is printed inside that use when this does not change the order in which parsing makes the
 * instructions: a block is walked with a stack of pending values, and the operands of an instruction,
 * last to first, may only take them off its top. So print -> parse -> print gives the same text.
 *
 *     %1: f64 = prim add_f64_obj s, x     ; 4
 *     set s, %1
 *     return (box s)                      ; 5
 */
#include "ir/ir_text.h"

#include "base/bits.h"
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "ir/ir_tokens.h"
#include "type/typename.h"

#include <string.h>

enum { MAX_NESTED = 8, COMMENT_COLUMN = 40 };

typedef VEC(Insn *) InsnStack;

typedef struct Printer {
    Buf *out;
    const IrModule *module;
    const IrFunc *func;
    uint32_t *uses;   /* by value id */
    uint32_t *names;  /* by value id: number after %, 0: none yet */
    uint8_t *depth;   /* by value id: of the tree printed inside it */
    Bits nested;      /* by value id: printed inside its use */
    Bits targets;     /* by id: regions that an exit names */
    uint32_t *copies; /* by variable index: n-th of its name, 0: first */
    uint32_t next_name;
    uint32_t line;     /* last source line printed */
    size_t line_start; /* offset in out of the text line */
    uint32_t indent;
} Printer;

static void print_value(Printer *p, const Insn *user, uint32_t k);
static void print_block(Printer *p, const IrBlock *block);

/* Lexical pieces */

static bool is_plain_name(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!ir_is_name_char(text[i], i == 0))
            return false;
    return len > 0 && !ir_is_reserved(text, len);
}

/* Name with its number among the names that are spelt alike: x, x.2, x.3. */
static void print_name(Buf *out, Atom name, uint32_t copy)
{
    if (is_plain_name(name->text, name->len))
        buf_put(out, name->text, name->len);
    else
        buf_quoted(out, name->text, name->len, '`');
    if (copy)
        buf_printf(out, ".%u", copy + 1);
}

/* How many of the variables before index `end` have this name. */
static uint32_t count_same(IrVar *const *vars, uint32_t end, Atom name)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < end; i++)
        same += vars[i]->name == name;
    return same;
}

static void print_var(Printer *p, const IrVar *var)
{
    const IrModule *module = p->module;
    uint32_t copy = 0;
    if (var->storage == IR_VAR_GLOBAL || var->storage == IR_VAR_EXTERN) {
        buf_putc(p->out, '$');
        if (module) {
            uint32_t globals = var->storage == IR_VAR_GLOBAL ? var->index : module->globals.len;
            copy = count_same(module->globals.items, globals, var->name);
            if (var->storage == IR_VAR_EXTERN)
                copy += count_same(module->externs.items, var->index, var->name);
        }
    } else if (p->copies) {
        copy = p->copies[var->index];
    }
    print_name(p->out, var->name, copy);
}

static uint32_t count_same_funcs(const IrFunc *func)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < func->module->funcs.len; i++) {
        if (func->module->funcs.items[i] == func)
            break;
        same += func->module->funcs.items[i]->name == func->name;
    }
    return same;
}

static void print_except(Buf *out, const ExceptSpec *spec, const Type *result)
{
    if (spec->kind == EXCEPT_NONE)
        return;
    if (spec->kind == EXCEPT_NULL || spec->kind == EXCEPT_ALWAYS) {
        buf_puts(out, spec->kind == EXCEPT_NULL ? " except null" : " except *");
        return;
    }
    buf_puts(out, spec->kind == EXCEPT_CHECK ? " except? " : " except ");
    if (spec->c_value)
        buf_quoted(out, spec->c_value, strlen(spec->c_value), '"');
    else if (type_is_float(result))
        buf_double(out, spec->float_value);
    else
        buf_printf(out, "%lld", (long long)spec->int_value);
}

/* Constants */

static void print_const(Printer *p, const IrConst *value)
{
    switch (value->kind) {
    case IR_CONST_NONE: buf_puts(p->out, "None"); return;
    case IR_CONST_TRUE: buf_puts(p->out, "True"); return;
    case IR_CONST_FALSE: buf_puts(p->out, "False"); return;
    case IR_CONST_ELLIPSIS: buf_puts(p->out, "Ellipsis"); return;
    case IR_CONST_STR: buf_quoted(p->out, value->text, value->len, '\''); return;
    case IR_CONST_BYTES:
        buf_putc(p->out, 'b');
        buf_quoted(p->out, value->text, value->len, '\'');
        return;
    case IR_CONST_INT:
        buf_printf(p->out, "int(%s)", bigint_to_hex(p->out->arena, &value->integer));
        return;
    case IR_CONST_FLOAT:
    case IR_CONST_COMPLEX:
        buf_puts(p->out, value->kind == IR_CONST_FLOAT ? "float(" : "complex(");
        buf_double(p->out, value->number);
        buf_putc(p->out, ')');
        return;
    case IR_CONST_TUPLE:
    case IR_CONST_FROZENSET:
        buf_puts(p->out, value->kind == IR_CONST_TUPLE ? "tuple(" : "frozenset(");
        for (uint32_t i = 0; i < value->count; i++) {
            buf_puts(p->out, i ? ", " : "");
            print_const(p, value->items[i]);
        }
        buf_putc(p->out, ')');
        return;
    }
}

/* A C constant; its type follows when it is not `implied`. */
static void print_imm(Printer *p, const Insn *insn, const Type *implied)
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

static void print_axes(Printer *p, const Insn *insn)
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

static void print_kwnames(Printer *p, const IrConst *kwnames)
{
    if (!kwnames)
        return;
    buf_puts(p->out, " [");
    print_const(p, kwnames);
    buf_putc(p->out, ']');
}

static void print_callee(Printer *p, const IrCallee *callee)
{
    if (callee->func) {
        buf_puts(p->out, " @");
        print_name(p->out, callee->func->name, count_same_funcs(callee->func));
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

static void print_payload(Printer *p, const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_PYCONST:
        buf_putc(p->out, ' ');
        print_const(p, insn->as.pyconst);
        break;
    case IR_GET:
    case IR_SET:
    case IR_UNSET:
    case IR_ADDR:
    case IR_INITCHK:
    case IR_REPLACE:
    case IR_ASSIGN:
    case IR_MOVE:
        buf_putc(p->out, ' ');
        print_var(p, insn->as.var);
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
            buf_puts(p->out, " @");
            print_name(p->out, insn->as.pycall.known->name, count_same_funcs(insn->as.pycall.known));
        }
        print_kwnames(p, insn->as.pycall.kwnames);
        break;
    case IR_PYMETH:
        buf_putc(p->out, ' ');
        print_const(p, insn->as.pymeth.name);
        print_kwnames(p, insn->as.pymeth.kwnames);
        break;
    case IR_FIELD:
        buf_putc(p->out, ' ');
        print_name(p->out, insn->as.field->name, 0);
        break;
    case IR_PART:
    case IR_VDIM:
    case IR_GENSET:
    case IR_BOUNDS: buf_printf(p->out, " %u", insn->as.index); break;
    case IR_GENNEW:
    case IR_FUNCOBJ:
        buf_puts(p->out, " @");
        print_name(p->out, insn->as.func->name, count_same_funcs(insn->as.func));
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

/* Instructions */

static void print_args(Printer *p, const Insn *insn, const char *separator)
{
    for (uint32_t i = 0; i < insn->nargs; i++) {
        buf_puts(p->out, i ? ", " : separator);
        if (i < 8 && (insn->takes >> i & 1))
            buf_puts(p->out, "take ");
        print_value(p, insn, i);
    }
}

static bool names_target(const Insn *insn)
{
    return insn->op == IR_LEAVE || insn->op == IR_AGAIN || insn->op == IR_ERRCHK ||
           insn->op == IR_UNWIND;
}

static void print_op(Printer *p, const Insn *insn)
{
    const char *sub = ir_sub_text(insn->op, insn->sub);
    buf_puts(p->out, ir_op_info[insn->op].text);
    if (sub)
        buf_printf(p->out, " %s", sub);
    print_payload(p, insn);
    /* a payload in front of the operands is followed by a comma only where it is an operand itself */
    bool var_first = insn->op == IR_SET || insn->op == IR_REPLACE || insn->op == IR_ASSIGN;
    print_args(p, insn, var_first ? ", " : " ");
    if (names_target(insn)) {
        const Insn *target = insn->as.target;
        buf_puts(p->out, insn->op == IR_ERRCHK ? " -> " : " ");
        buf_puts(p->out, target ? (target->label ? target->label->text : "?") : "fail");
    }
}

static const Type *infer_result(const Printer *p, const Insn *insn)
{
    return p->module ? ir_infer_result(p->module->types, insn) : NULL;
}

/* A value inside its use. */
static void print_nested(Printer *p, const Insn *insn)
{
    if (insn->op == IR_PYCONST) {
        print_const(p, insn->as.pyconst);
    } else if (insn->op == IR_GET && !insn->sub) {
        print_var(p, insn->as.var);
    } else if (insn->op == IR_PRIM && is_plain_name(insn->as.prim->id, strlen(insn->as.prim->id))) {
        buf_printf(p->out, "%s(", insn->as.prim->id);
        print_args(p, insn, "");
        buf_putc(p->out, ')');
    } else {
        buf_putc(p->out, '(');
        print_op(p, insn);
        buf_putc(p->out, ')');
    }
    if (infer_result(p, insn) != insn->type) {
        buf_putc(p->out, ':');
        typename_ir(p->out, insn->type);
    }
}

static void print_value(Printer *p, const Insn *user, uint32_t k)
{
    const Insn *value = user->args[k];
    if (!p->names || !bits_has(&p->nested, value->id)) {
        buf_printf(p->out, "%%%u", p->names ? p->names[value->id] : value->id);
        return;
    }
    const Type *implied = p->module ? ir_infer_arg(p->module->types, p->func, user, k) : NULL;
    if (value->op == IR_CONST) {
        print_imm(p, value, implied);
    } else if (value->op == IR_NULL) {
        buf_puts(p->out, "null");
        if (value->type != (implied ? implied : infer_result(p, value))) {
            buf_putc(p->out, ':');
            typename_ir(p->out, value->type);
        }
    } else {
        print_nested(p, value);
    }
}

/* Ends the text line, with the source line in a comment when it changed. */
static void end_line(Printer *p, Span span)
{
    uint32_t line = p->module && p->module->sources ? source_line(p->module->sources, span) : 0;
    if (line != p->line) {
        size_t column = p->out->len - p->line_start;
        buf_fill(p->out, ' ', column < COMMENT_COLUMN ? COMMENT_COLUMN - column : 1);
        buf_printf(p->out, "; %u", line);
        p->line = line;
    }
    buf_putc(p->out, '\n');
    p->line_start = p->out->len;
}

static void start_line(Printer *p)
{
    p->line_start = p->out->len;
    buf_fill(p->out, ' ', (size_t)p->indent * 2);
}

static void print_plain(Printer *p, const Insn *insn)
{
    bool used = p->uses[insn->id] > 0;
    if (insn->flags & INSN_FOLD)
        buf_puts(p->out, "fold ");
    if (used) {
        p->names[insn->id] = p->next_name++;
        buf_printf(p->out, "%%%u", p->names[insn->id]);
    } else if (insn->op == IR_CONST || insn->op == IR_NULL || infer_result(p, insn) != insn->type) {
        buf_puts(p->out, "_");
    } else {
        print_op(p, insn);
        return;
    }
    buf_puts(p->out, ": ");
    typename_ir(p->out, insn->type);
    buf_puts(p->out, " = ");
    if (insn->op == IR_CONST) {
        buf_puts(p->out, "const ");
        print_imm(p, insn, insn->type);
        return;
    }
    print_op(p, insn);
}

/* Regions */

static void print_index(Printer *p, const Insn *region)
{
    const Insn *index = ir_loop_index(region);
    if (!index) {
        buf_putc(p->out, ' ');
        if (region->flags & INSN_INDEX) {
            print_var(p, region->into);
            buf_puts(p->out, " = ");
        }
        return;
    }
    p->names[index->id] = p->next_name++;
    buf_printf(p->out, " %%%u", p->names[index->id]);
    if (!region->nargs || index->type != region->args[0]->type) {
        buf_puts(p->out, ": ");
        typename_ir(p->out, index->type);
    }
    buf_puts(p->out, " = ");
}

static bool is_inline_stop(const Printer *p, const Insn *range)
{
    const Insn *last = range->blocks[0]->last;
    return last && bits_has(&p->nested, last->id);
}

static void print_range_head(Printer *p, const Insn *insn)
{
    print_index(p, insn);
    print_args(p, insn, "");
    if (insn->sub && is_inline_stop(p, insn)) {
        Insn *stop = insn->blocks[0]->last;
        Insn user = {.op = IR_RANGE, .args = (Insn *[]){insn->args[0], stop}, .nargs = 2};
        buf_puts(p->out, ", ");
        print_value(p, &user, 1);
    } else if (insn->sub) {
        buf_putc(p->out, ',');
    }
    buf_puts(p->out, insn->sub ? " live" : "");
    if (insn->as.step != 1)
        buf_printf(p->out, " step %lld", (long long)insn->as.step);
}

static void print_par_head(Printer *p, const Insn *insn)
{
    static const char *const schedules[] = {"none", "static", "dynamic", "guided", "runtime"};
    const IrPar *par = insn->as.par;
    if (insn->sub == IR_PAR_WORK) {
        buf_puts(p->out, " work");
        print_args(p, insn, " ");
        return;
    }
    if (par->is_loop)
        print_index(p, insn);
    else
        buf_puts(p->out, " region");
    print_args(p, insn, par->is_loop ? "" : " ");
    if (par->is_loop && par->step != 1)
        buf_printf(p->out, " step %lld", (long long)par->step);
    if (par->schedule)
        buf_printf(p->out, " schedule %s", schedules[par->schedule]);
    buf_puts(p->out, par->has_threads ? " threads" : "");
    buf_puts(p->out, par->has_chunk ? " chunk" : "");
    buf_puts(p->out, par->in_region ? " inner" : "");
    for (uint32_t i = 0; i < par->vars.len; i++) {
        const IrParVar *v = &par->vars.items[i];
        buf_puts(p->out, v->sharing == IR_SHARE_PRIVATE       ? (v->keeps ? " firstprivate " : " private ")
                         : v->keeps                           ? " keepprivate "
                         : v->sharing == IR_SHARE_LASTPRIVATE ? " lastprivate "
                                                              : " reduction ");
        if (v->sharing == IR_SHARE_REDUCTION)
            buf_printf(p->out, "%s ", ir_sub_text(IR_BIN, (uint16_t)v->reduction));
        print_var(p, v->var);
    }
}

/* What stands between the closing brace of block k - 1 and the opening one of block k. */
static void print_between(Printer *p, const Insn *insn, uint32_t k)
{
    if (insn->op == IR_IF)
        buf_puts(p->out, " else");
    else if (insn->op == IR_TRY)
        buf_puts(p->out, " handler");
    else if (insn->op == IR_FINALLY)
        buf_puts(p->out, " cleanup");
    else if (insn->op == IR_SWITCH && k < insn->as.cases.len)
        buf_printf(p->out, " case %lld", (long long)insn->as.cases.values[k]);
    else if (insn->op == IR_SWITCH)
        buf_puts(p->out, " default");
    buf_puts(p->out, " {");
}

static void print_region(Printer *p, const Insn *insn)
{
    const char *sub = ir_sub_text(insn->op, insn->sub);
    buf_puts(p->out, ir_op_info[insn->op].text);
    if (sub)
        buf_printf(p->out, " %s", sub);
    if (insn->label && bits_has(&p->targets, insn->id))
        buf_printf(p->out, " .%s", insn->label->text);
    if (insn->op == IR_RANGE)
        print_range_head(p, insn);
    else if (insn->op == IR_PAR)
        print_par_head(p, insn);
    else
        print_args(p, insn, " ");
    uint32_t first = insn->op == IR_RANGE && insn->sub && is_inline_stop(p, insn) ? 1 : 0;
    uint32_t count = insn->nblocks;
    if (insn->op == IR_IF && count == 2 && !insn->blocks[1]->first)
        count = 1;
    if (insn->op == IR_SWITCH && count)
        print_between(p, insn, 0);
    else
        buf_puts(p->out, " {");
    for (uint32_t k = first; k < count; k++) {
        if (k > first) {
            start_line(p);
            buf_putc(p->out, '}');
            print_between(p, insn, k);
        }
        end_line(p, insn->span);
        p->indent++;
        print_block(p, insn->blocks[k]);
        p->indent--;
    }
    start_line(p);
    buf_puts(p->out, "}\n");
    p->line_start = p->out->len;
}

static void print_block(Printer *p, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool is_index = block->owner && ir_loop_index(block->owner) == insn;
        if (bits_has(&p->nested, insn->id) || is_index)
            continue;
        start_line(p);
        if (ir_is_region(insn)) {
            print_region(p, insn);
            continue;
        }
        print_plain(p, insn);
        end_line(p, insn->span);
    }
}

/* Which values are printed inside their use */

static bool may_nest(const Printer *p, const Insn *insn)
{
    const IrOpInfo *info = &ir_op_info[insn->op];
    if (info->shape != IR_SHAPE_EXPR || !ir_has_value(insn) || insn->flags ||
        insn->op == IR_INDEXVAR || p->uses[insn->id] != 1 || p->depth[insn->id] >= MAX_NESTED)
        return false;
    if (insn->op == IR_BOX || insn->op == IR_MOVE || insn->op == IR_KEEP)
        return true;
    return ir_insn_error(insn) == IR_ERROR_NEVER && ir_insn_effect(insn) <= IR_EFFECT_READS;
}

static void choose_nested(Printer *p, const IrBlock *block)
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

static void mark_targets(Printer *p, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (names_target(insn) && insn->as.target)
            bits_set(&p->targets, insn->as.target->id);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            mark_targets(p, insn->blocks[i]);
    }
}

/* Functions */

static void prepare(Printer *p, const IrFunc *func)
{
    Arena *arena = p->out->arena;
    uint32_t count = func->insn_count + 1;
    p->func = func;
    p->module = func->module;
    p->uses = ir_count_uses(arena, func);
    p->names = ARENA_ARRAY(arena, uint32_t, count);
    p->depth = ARENA_ARRAY(arena, uint8_t, count);
    p->nested = bits_new(arena, count);
    p->targets = bits_new(arena, count);
    p->next_name = 1;
    p->indent = 1;
    choose_nested(p, func->body);
    mark_targets(p, func->body);
    /* number the variables of one name in the order of printing: parameters come first */
    Map seen = {0};
    p->copies = ARENA_ARRAY(arena, uint32_t, func->vars.len + 1);
    for (int params = 1; params >= 0; params--)
        for (uint32_t i = 0; i < func->vars.len; i++) {
            const IrVar *var = func->vars.items[i];
            if ((var->storage == IR_VAR_PARAM) != params)
                continue;
            uintptr_t before = (uintptr_t)map_get(&seen, var->name);
            p->copies[i] = (uint32_t)before;
            map_set(arena, &seen, var->name, (void *)(before + 1)); // NOLINT: a count, not a place
        }
}

static void print_var_decl(Printer *p, const IrVar *var)
{
    print_var(p, var);
    buf_puts(p->out, ": ");
    typename_ir(p->out, var->type);
    buf_puts(p->out, var->maybe_unbound ? " = null" : "");
    buf_puts(p->out, var->address_taken ? " addr" : "");
    buf_puts(p->out, var->borrowed ? " borrowed" : "");
    buf_puts(p->out, var->released ? " released" : "");
    buf_puts(p->out, var->given ? " given" : "");
    buf_puts(p->out, var->in_frame ? " frame" : "");
    if (var->c_name) {
        buf_puts(p->out, " as ");
        buf_quoted(p->out, var->c_name, strlen(var->c_name), '"');
    }
}

static void print_text_line(Printer *p, const char *what, const char *text, size_t len)
{
    if (!text)
        return;
    start_line(p);
    buf_printf(p->out, "%s ", what);
    buf_quoted(p->out, text, len, '"');
    buf_putc(p->out, '\n');
}

static void print_py_param(Printer *p, const IrPyParam *param)
{
    start_line(p);
    buf_puts(p->out, "arg ");
    print_const(p, param->name);
    if (param->arg) {
        buf_puts(p->out, " -> ");
        print_var(p, param->arg);
    }
    buf_puts(p->out, param->has_default ? " default" : "");
    buf_puts(p->out, param->pos_only ? " pos_only" : "");
    buf_puts(p->out, param->kw_only ? " kw_only" : "");
    buf_puts(p->out, param->is_star ? " star" : "");
    buf_puts(p->out, param->is_starstar ? " starstar" : "");
    buf_putc(p->out, '\n');
}

static void print_header(Printer *p, const IrFunc *func)
{
    static const char *const kinds[] = {" def", "", " module", " outlined", " frame"};
    static const char *const gens[] = {"", " coroutine", " async", " iterable"};
    buf_puts(p->out, "func @");
    print_name(p->out, func->name, count_same_funcs(func));
    buf_putc(p->out, '(');
    for (uint32_t i = 0; i < func->params.len; i++) {
        buf_puts(p->out, i ? ", " : "");
        print_var_decl(p, func->params.items[i]);
    }
    buf_puts(p->out, ") -> ");
    typename_ir(p->out, func->result);
    print_except(p->out, &func->except, func->result);
    buf_puts(p->out, kinds[func->kind]);
    buf_puts(p->out, gens[func->gen]);
    buf_puts(p->out, func->is_inline ? " inline" : "");
    buf_puts(p->out, func->nogil ? " nogil" : "");
    buf_puts(p->out, func->with_gil ? " withgil" : "");
    buf_puts(p->out, func->profiled ? " profiled" : "");
    buf_puts(p->out, func->traced ? " traced" : "");
    buf_puts(p->out, func->phase == IR_PHASE_L ? " lowered" : "");
    buf_puts(p->out, func->has_error_exit ? " fails" : "");
    buf_puts(p->out, func->no_hints ? " no_hints" : "");
    if (func->guard) {
        buf_puts(p->out, " guard ");
        buf_quoted(p->out, func->guard, strlen(func->guard), '"');
    }
    if (func->code_flags)
        buf_printf(p->out, " code %u", (unsigned)func->code_flags);
    buf_puts(p->out, " {");
    end_line(p, func->span);
}

static void print_vars(Printer *p, const IrFunc *func)
{
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        if (var->storage == IR_VAR_PARAM)
            continue;
        start_line(p);
        buf_puts(p->out, var->storage == IR_VAR_TEMP ? "temp " : "local ");
        print_var_decl(p, var);
        end_line(p, var->span);
    }
}

void ir_print_func(Buf *out, const IrFunc *func)
{
    Printer printer = {.out = out, .line_start = out->len};
    Printer *p = &printer;
    prepare(p, func);
    print_header(p, func);
    print_text_line(p, "py_name", func->py_name, func->py_name ? strlen(func->py_name) : 0);
    print_text_line(p, "qualname", func->qualname, func->qualname ? strlen(func->qualname) : 0);
    print_text_line(p, "header", func->header, func->header ? strlen(func->header) : 0);
    print_text_line(p, "doc", func->doc, func->doc_len);
    print_vars(p, func);
    print_text_line(p, "locals", func->local_names, func->local_names ? strlen(func->local_names) : 0);
    print_text_line(p, "cells", func->cell_names, func->cell_names ? strlen(func->cell_names) : 0);
    print_text_line(p, "frees", func->free_names, func->free_names ? strlen(func->free_names) : 0);
    if (func->self) {
        start_line(p);
        buf_puts(out, "self ");
        print_var(p, func->self);
        buf_putc(out, '\n');
    }
    for (uint32_t i = 0; i < func->py_params.len; i++)
        print_py_param(p, &func->py_params.items[i]);
    print_block(p, func->body);
    buf_puts(out, "}\n");
}

void ir_print_insn(Buf *out, const Insn *insn)
{
    Printer p = {.out = out};
    if (ir_has_value(insn))
        buf_printf(out, "%%%u = ", insn->id);
    if (insn->op == IR_CONST)
        print_imm(&p, insn, insn->type);
    else
        print_op(&p, insn);
}

/* Modules */

static void print_nominal(Printer *p, const Type *type, bool own)
{
    const TypeDecl *decl = type->decl;
    buf_puts(p->out, own ? "own type " : "type ");
    typename_ir(p->out, type);
    if (decl->c_name) {
        buf_puts(p->out, " as ");
        buf_quoted(p->out, decl->c_name, strlen(decl->c_name), '"');
    }
    if (decl->header) {
        buf_puts(p->out, " from ");
        buf_quoted(p->out, decl->header, strlen(decl->header), '"');
    }
    buf_puts(p->out, decl->is_extern ? " extern" : "");
    buf_puts(p->out, decl->is_union ? " union" : "");
    buf_puts(p->out, decl->is_packed ? " packed" : "");
    buf_puts(p->out, decl->is_complete ? " complete" : "");
    buf_puts(p->out, decl->is_builtin ? " builtin" : "");
    if (decl->target) {
        buf_puts(p->out, " = ");
        typename_ir(p->out, decl->target);
    }
    if (decl->base) {
        buf_puts(p->out, " base ");
        typename_ir(p->out, decl->base);
    }
    if (decl->field_count)
        buf_puts(p->out, " {");
    for (uint32_t i = 0; i < decl->field_count; i++) {
        const TypeField *field = &decl->fields[i];
        buf_puts(p->out, i ? ", " : "");
        print_name(p->out, field->name, 0);
        buf_puts(p->out, ": ");
        typename_ir(p->out, field->type);
        if (field->c_name) {
            buf_puts(p->out, " as ");
            buf_quoted(p->out, field->c_name, strlen(field->c_name), '"');
        }
    }
    buf_puts(p->out, decl->field_count ? "}\n" : "\n");
}

static void print_types(Printer *p, const IrModule *module)
{
    Map own = {0};
    IrTypeList types = {0};
    for (uint32_t i = 0; i < module->nominal.len; i++) {
        map_set(p->out->arena, &own, module->nominal.items[i], &own);
        ir_collect_type(p->out->arena, &types, module->nominal.items[i]);
    }
    ir_collect_types(p->out->arena, &types, module);
    for (uint32_t i = 0; i < types.list.len; i++)
        if (types.list.items[i]->kind != TYPE_CTUPLE)
            print_nominal(p, types.list.items[i], map_has(&own, types.list.items[i]));
}

static void print_tables(Printer *p, const IrModule *module)
{
    for (uint32_t i = 0; i < module->headers.len; i++)
        print_text_line(p, "include", module->headers.items[i], strlen(module->headers.items[i]));
    for (uint32_t i = 0; i < module->verbatim.len; i++)
        print_text_line(p, "verbatim", module->verbatim.items[i],
                        strlen(module->verbatim.items[i]));
    print_types(p, module);
    for (uint32_t i = 0; i < module->consts.len; i++) {
        const IrConst *value = module->consts.items[i];
        buf_puts(p->out, value->is_name ? "name " : "const ");
        print_const(p, value);
        buf_putc(p->out, '\n');
    }
    for (uint32_t i = 0; i < module->globals.len; i++) {
        buf_puts(p->out, "global ");
        print_var_decl(p, module->globals.items[i]);
        buf_putc(p->out, '\n');
    }
    for (uint32_t i = 0; i < module->externs.len; i++) {
        buf_puts(p->out, "extern ");
        print_var_decl(p, module->externs.items[i]);
        buf_putc(p->out, '\n');
    }
}

void ir_print_module(Buf *out, const IrModule *module)
{
    Printer printer = {.out = out, .module = module};
    Printer *p = &printer;
    print_text_line(p, "module", module->name, strlen(module->name));
    if (module->source_name && module->source_name[0])
        print_text_line(p, "source", module->source_name, strlen(module->source_name));
    print_text_line(p, "doc", module->doc, module->doc_len);
    buf_puts(out, module->no_margin ? "no_margin\n" : "");
    buf_puts(out, module->gil_not_used ? "gil_not_used\n" : "");
    buf_puts(out, module->is_cython ? "cython\n" : "");
    print_tables(p, module);
    for (uint32_t i = 0; i < module->funcs.len; i++) {
        buf_putc(out, '\n');
        ir_print_func(out, module->funcs.items[i]);
    }
    if (module->body) {
        buf_putc(out, '\n');
        ir_print_func(out, module->body);
    }
}
