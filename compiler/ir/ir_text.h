/* ir_text.h: the IR's text form: printed, read back, verified. */
#ifndef KRAIT_IR_IR_TEXT_H
#define KRAIT_IR_IR_TEXT_H

#include "diag/diag.h"
#include "ir/ir.h"

/* Prints in the text form of docs/design/ir.md; reading it back and printing gives the same text. */
void ir_print_module(Buf *out, const IrModule *module);
/* One instruction on one line, for messages. */
void ir_print_insn(Buf *out, const Insn *insn);
/* Reads a module in text form; NULL after reporting errors. ir_print of the result is the same text. */
IrModule *ir_parse_module(Arena *arena, AtomTable *atoms, Types *types, SourceMap *sources,
                          Diags *diags, const char *path, const char *text, size_t len);
/* Checks every invariant of the phase; NULL when all hold, else a text saying what and where. */
const char *ir_verify_func(Arena *arena, const IrFunc *func);
const char *ir_verify_module(Arena *arena, const IrModule *module);

#endif
