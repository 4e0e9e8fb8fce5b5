/* ir_printer.c: names, constants and lines of IR text; see ir_printer.h. */
#include "ir/ir_printer.h"

#include "ir/ir_tokens.h"

#include <string.h>

enum { COMMENT_COLUMN = 40 };

bool ir_printer_is_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!ir_is_name_char(text[i], i == 0))
            return false;
    return len > 0 && !ir_is_reserved(text, len);
}

void ir_printer_name(Buf *out, Atom name, uint32_t copy)
{
    if (ir_printer_is_plain(name->text, name->len))
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

void ir_printer_var(IrPrinter *p, const IrVar *var)
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
    ir_printer_name(p->out, var->name, copy);
}

void ir_printer_func(IrPrinter *p, const IrFunc *func)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < func->module->funcs.len; i++) {
        if (func->module->funcs.items[i] == func)
            break;
        same += func->module->funcs.items[i]->name == func->name;
    }
    buf_putc(p->out, '@');
    ir_printer_name(p->out, func->name, same);
}

void ir_printer_const(IrPrinter *p, const IrConst *value)
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
            ir_printer_const(p, value->items[i]);
        }
        buf_putc(p->out, ')');
        return;
    }
}

void ir_printer_end_line(IrPrinter *p, Span span)
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

void ir_printer_start_line(IrPrinter *p)
{
    p->line_start = p->out->len;
    buf_fill(p->out, ' ', (size_t)p->indent * 2);
}
