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

#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "ir/ir_print_insn.h"
#include "ir/ir_print_op.h"
#include "type/typename.h"

#include <string.h>

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

/* Functions */

static void prepare(IrPrinter *p, const IrFunc *func)
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
    ir_print_choose(p, func->body);
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

static void print_var_decl(IrPrinter *p, const IrVar *var)
{
    ir_printer_var(p, var);
    buf_puts(p->out, ": ");
    typename_ir(p->out, var->type);
    buf_puts(p->out, var->maybe_unbound ? " = null" : "");
#define VAR_WORD(word, field) buf_puts(p->out, var->field ? " " #word : "");
#include "ir/text_words.def"
    if (var->c_name) {
        buf_puts(p->out, " as ");
        buf_quoted(p->out, var->c_name, strlen(var->c_name), '"');
    }
}

static void print_text_line(IrPrinter *p, const char *what, const char *text, size_t len)
{
    if (!text)
        return;
    ir_printer_start_line(p);
    buf_printf(p->out, "%s ", what);
    buf_quoted(p->out, text, len, '"');
    buf_putc(p->out, '\n');
}

static void print_py_param(IrPrinter *p, const IrPyParam *param)
{
    ir_printer_start_line(p);
    buf_puts(p->out, "arg ");
    ir_printer_const(p, param->name);
    if (param->arg) {
        buf_puts(p->out, " -> ");
        ir_printer_var(p, param->arg);
    }
#define PARAM_WORD(word, field) buf_puts(p->out, param->field ? " " #word : "");
#include "ir/text_words.def"
    buf_putc(p->out, '\n');
}

static void print_header(IrPrinter *p, const IrFunc *func)
{
    buf_puts(p->out, "func ");
    ir_printer_func(p, func);
    buf_putc(p->out, '(');
    for (uint32_t i = 0; i < func->params.len; i++) {
        buf_puts(p->out, i ? ", " : "");
        print_var_decl(p, func->params.items[i]);
    }
    buf_puts(p->out, ") -> ");
    typename_ir(p->out, func->result);
    print_except(p->out, &func->except, func->result);
#define FUNC_WORD(word, field, value) buf_puts(p->out, func->field == (value) ? " " #word : "");
#include "ir/text_words.def"
    if (func->guard) {
        buf_puts(p->out, " guard ");
        buf_quoted(p->out, func->guard, strlen(func->guard), '"');
    }
    if (func->code_flags)
        buf_printf(p->out, " code %u", (unsigned)func->code_flags);
    buf_puts(p->out, " {");
    ir_printer_end_line(p, func->span);
}

static void print_vars(IrPrinter *p, const IrFunc *func)
{
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        if (var->storage == IR_VAR_PARAM)
            continue;
        ir_printer_start_line(p);
        buf_puts(p->out, var->storage == IR_VAR_TEMP ? "temp " : "local ");
        print_var_decl(p, var);
        ir_printer_end_line(p, var->span);
    }
}

static void print_func(Buf *out, const IrFunc *func)
{
    IrPrinter printer = {.out = out, .line_start = out->len};
    IrPrinter *p = &printer;
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
        ir_printer_start_line(p);
        buf_puts(out, "self ");
        ir_printer_var(p, func->self);
        buf_putc(out, '\n');
    }
    for (uint32_t i = 0; i < func->py_params.len; i++)
        print_py_param(p, &func->py_params.items[i]);
    ir_print_block(p, func->body);
    buf_puts(out, "}\n");
}

void ir_print_insn(Buf *out, const Insn *insn)
{
    IrPrinter p = {.out = out};
    if (ir_has_value(insn))
        buf_printf(out, "%%%u = ", insn->id);
    if (insn->op == IR_CONST)
        ir_print_imm(&p, insn, insn->type);
    else
        ir_print_op(&p, insn);
}

/* Modules */

static void print_nominal(IrPrinter *p, const Type *type, bool own)
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
#define TYPE_WORD(word, field) buf_puts(p->out, decl->field ? " " #word : "");
#include "ir/text_words.def"
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
        ir_printer_name(p->out, field->name, 0);
        buf_puts(p->out, ": ");
        typename_ir(p->out, field->type);
        if (field->c_name) {
            buf_puts(p->out, " as ");
            buf_quoted(p->out, field->c_name, strlen(field->c_name), '"');
        }
    }
    buf_puts(p->out, decl->field_count ? "}\n" : "\n");
}

static void print_types(IrPrinter *p, const IrModule *module)
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

static void print_tables(IrPrinter *p, const IrModule *module)
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
        ir_printer_const(p, value);
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
    IrPrinter printer = {.out = out, .module = module};
    IrPrinter *p = &printer;
    print_text_line(p, "module", module->name, strlen(module->name));
    if (module->source_name && module->source_name[0])
        print_text_line(p, "source", module->source_name, strlen(module->source_name));
    print_text_line(p, "doc", module->doc, module->doc_len);
#define MODULE_WORD(word, field) buf_puts(out, module->field ? #word "\n" : "");
#include "ir/text_words.def"
    print_tables(p, module);
    for (uint32_t i = 0; i < module->funcs.len; i++) {
        buf_putc(out, '\n');
        print_func(out, module->funcs.items[i]);
    }
    if (module->body) {
        buf_putc(out, '\n');
        print_func(out, module->body);
    }
}
