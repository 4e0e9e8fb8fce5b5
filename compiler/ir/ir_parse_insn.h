/* ir_parse_insn.h: instructions in IR text; used by ir_parse.c. */
#ifndef KRAIT_IR_IR_PARSE_INSN_H
#define KRAIT_IR_IR_PARSE_INSN_H

#include "ir/ir_parser.h"

/* Ends a line: newline (or closing brace ahead), giving its source line to what the line made. */
void ir_parse_line_end(IrParser *p);
/* Instructions up to and including the closing brace, into `block`. */
void ir_parse_block(IrParser *p, IrBlock *block);

#endif
