/* ir_print_insn.h: blocks of instructions as text. */
#ifndef KRAIT_IR_IR_PRINT_INSN_H
#define KRAIT_IR_IR_PRINT_INSN_H

#include "ir/ir_printer.h"

/* All instructions of a block that are not printed inside others, one a line; ir_print_choose has been called. */
void ir_print_block(IrPrinter *p, const IrBlock *block);

#endif
