/* ir_print_insn.c: lines, blocks and regions as text; see ir_print_insn.h. */
#include "ir/ir_print_insn.h"

#include "ir/ir_infer.h"
#include "ir/ir_print_op.h"
#include "type/typename.h"

static void print_plain(IrPrinter *p, const Insn *insn)
{
    bool used = p->uses[insn->id] > 0;
    if (insn->flags & INSN_FOLD)
        buf_puts(p->out, "fold ");
    if (used) {
        p->names[insn->id] = p->next_name++;
        buf_printf(p->out, "%%%u", p->names[insn->id]);
    } else if (insn->op == IR_CONST || insn->op == IR_NULL || ir_print_infer(p, insn) != insn->type) {
        buf_puts(p->out, "_");
    } else {
        ir_print_op(p, insn);
        return;
    }
    buf_puts(p->out, ": ");
    typename_ir(p->out, insn->type);
    buf_puts(p->out, " = ");
    if (insn->op == IR_CONST) {
        buf_puts(p->out, "const ");
        ir_print_imm(p, insn, insn->type);
        return;
    }
    ir_print_op(p, insn);
}

/* Regions */

static void print_index(IrPrinter *p, const Insn *region)
{
    const Insn *index = ir_loop_index(region);
    if (!index) {
        buf_putc(p->out, ' ');
        if (region->flags & INSN_INDEX) {
            ir_printer_var(p, region->into);
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

static bool is_inline_stop(const IrPrinter *p, const Insn *range)
{
    const Insn *last = range->blocks[0]->last;
    return last && bits_has(&p->nested, last->id);
}

static void print_range_head(IrPrinter *p, const Insn *insn)
{
    print_index(p, insn);
    ir_print_args(p, insn, "");
    if (insn->sub && is_inline_stop(p, insn)) {
        Insn *stop = insn->blocks[0]->last;
        Insn user = {.op = IR_RANGE, .args = (Insn *[]){insn->args[0], stop}, .nargs = 2};
        buf_puts(p->out, ", ");
        ir_print_value(p, &user, 1);
    } else if (insn->sub) {
        buf_putc(p->out, ',');
    }
    buf_puts(p->out, insn->sub ? " live" : "");
    if (insn->as.step != 1)
        buf_printf(p->out, " step %lld", (long long)insn->as.step);
}

static void print_par_head(IrPrinter *p, const Insn *insn)
{
    static const char *const schedules[] = {
#define SCHEDULE_WORD(word, schedule) [schedule] = #word,
#include "ir/text_words.def"
    };
    const IrPar *par = insn->as.par;
    if (insn->sub == IR_PAR_WORK) {
        buf_puts(p->out, " work");
        ir_print_args(p, insn, " ");
        return;
    }
    if (par->is_loop)
        print_index(p, insn);
    else
        buf_puts(p->out, " region");
    ir_print_args(p, insn, par->is_loop ? "" : " ");
    if (par->is_loop && par->step != 1)
        buf_printf(p->out, " step %lld", (long long)par->step);
    if (par->schedule)
        buf_printf(p->out, " schedule %s", schedules[par->schedule]);
    buf_puts(p->out, par->has_threads ? " threads" : "");
    buf_puts(p->out, par->has_chunk ? " chunk" : "");
    buf_puts(p->out, par->in_region ? " inner" : "");
    for (uint32_t i = 0; i < par->vars.len; i++) {
        const IrParVar *v = &par->vars.items[i];
#define SHARE_WORD(word, kind, keep) buf_puts(p->out, v->sharing == kind && v->keeps == keep ? " " #word " " : "");
#include "ir/text_words.def"
        if (v->sharing == IR_SHARE_REDUCTION)
            buf_printf(p->out, "%s ", ir_sub_text(IR_BIN, (uint16_t)v->reduction));
        ir_printer_var(p, v->var);
    }
}

/* What stands between the closing brace of block k - 1 and the opening one of block k. */
static void print_between(IrPrinter *p, const Insn *insn, uint32_t k)
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

static void print_region(IrPrinter *p, const Insn *insn)
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
        ir_print_args(p, insn, " ");
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
            ir_printer_start_line(p);
            buf_putc(p->out, '}');
            print_between(p, insn, k);
        }
        ir_printer_end_line(p, insn->span);
        p->indent++;
        ir_print_block(p, insn->blocks[k]);
        p->indent--;
    }
    ir_printer_start_line(p);
    buf_puts(p->out, "}\n");
    p->line_start = p->out->len;
}

void ir_print_block(IrPrinter *p, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool is_index = block->owner && ir_loop_index(block->owner) == insn;
        if (bits_has(&p->nested, insn->id) || is_index)
            continue;
        ir_printer_start_line(p);
        if (ir_is_region(insn)) {
            print_region(p, insn);
            continue;
        }
        print_plain(p, insn);
        ir_printer_end_line(p, insn->span);
    }
}
