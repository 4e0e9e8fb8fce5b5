/* ir_print_op.h: operations with their payloads and operands as text. */
#ifndef KRAIT_IR_IR_PRINT_OP_H
#define KRAIT_IR_IR_PRINT_OP_H

#include "ir/ir_printer.h"

/* Decides, for all blocks of a function, which values are printed inside their use (IrPrinter.nested, .depth), and
 * which regions need their label (.targets). */
void ir_print_choose(IrPrinter *p, const IrBlock *body);
/* Operation, sub-code, payload, operands; not its result. */
void ir_print_op(IrPrinter *p, const Insn *insn);
/* All operands, `separator` in front of the first. */
void ir_print_args(IrPrinter *p, const Insn *insn, const char *separator);
/* The k-th operand of `user`: its number, or the operation that makes it. */
void ir_print_value(IrPrinter *p, const Insn *user, uint32_t k);
/* A C constant; its type follows when it is not `implied`. */
void ir_print_imm(IrPrinter *p, const Insn *insn, const Type *implied);
/* The type that reading back gives the result, NULL when it has to be written. */
const Type *ir_print_infer(const IrPrinter *p, const Insn *insn);

#endif
