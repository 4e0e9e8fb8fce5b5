/* ir_parse_op.h: operations with their payloads and operands in IR text.
 *
 * An instruction is read into a draft, an Insn that is in no block, and placed when it is complete.
 */
#ifndef KRAIT_IR_IR_PARSE_OP_H
#define KRAIT_IR_IR_PARSE_OP_H

#include "ir/ir_parser.h"

/* Operation, sub-code, payload, operands. `type`: of the result, NULL: it follows. No region. NULL after an error. */
Insn *ir_parse_op(IrParser *p, const Type *type);
/* The operation that a token names, or -1. */
int ir_parse_op_name(const IrToken *token);
/* The sub-code of draft->op; where 0 has no name it may be left out. */
void ir_parse_sub(IrParser *p, Insn *draft);
/* Operands up to `close`, which stays; into the draft. */
void ir_parse_args(IrParser *p, Insn *draft, char close);
/* One, the next of `user`, which may say what type a constant has. NULL after an error. */
Insn *ir_parse_operand(IrParser *p, const Insn *user);
/* Places a finished draft at the cursor after a check of the number of operands. NULL after an error. */
Insn *ir_parse_place(IrParser *p, const Insn *draft, const Type *type);
/* `: type` when it stands here, else NULL. */
const Type *ir_parse_colon_type(IrParser *p);

#endif
