/* ir_printer.h: the state of printing IR, and what stands for itself in it: names, constant objects, lines.
 *
 * The files of the printer, each using those in front of it, as the parser's do: ir_printer, ir_print_op (operations with
 * their operands), ir_print_insn (lines, regions), ir_print (functions and modules).
 */
#ifndef KRAIT_IR_IR_PRINTER_H
#define KRAIT_IR_IR_PRINTER_H

#include "base/bits.h"
#include "base/buf.h"
#include "ir/ir.h"

/* All but `out` may be missing where one instruction is printed alone. */
typedef struct IrPrinter {
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
} IrPrinter;

/* Can the name be read back without back ticks? */
bool ir_printer_is_plain(const char *text, size_t len);
/* A name; `copy`: how many are spelt alike before it (x, x.2, x.3). */
void ir_printer_name(Buf *out, Atom name, uint32_t copy);
/* A variable of the function, or with `$` of the module. */
void ir_printer_var(IrPrinter *p, const IrVar *var);
/* `@name` of a function of the module. */
void ir_printer_func(IrPrinter *p, const IrFunc *func);
/* A constant object. */
void ir_printer_const(IrPrinter *p, const IrConst *value);
/* Indents a line. */
void ir_printer_start_line(IrPrinter *p);
/* Ends the text line, with the source line in a comment when it changed. */
void ir_printer_end_line(IrPrinter *p, Span span);

#endif
