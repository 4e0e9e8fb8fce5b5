/* ir_parse_insn.h: instructions in IR text; used by ir_parse.c. */
#ifndef KRAIT_IR_IR_PARSE_INSN_H
#define KRAIT_IR_IR_PARSE_INSN_H

#include "ir/ir_build.h"
#include "ir/ir_parse_type.h"

/* State of reading one module. Names are looked up by the text a use has: "x", "x.2". */
typedef struct IrParser {
    IrLexer lex;
    IrTypeScope scope;
    IrBuilder b;
    Map funcs, globals;       /* of the module */
    Map vars, values, labels; /* of the function */
    uint32_t places;          /* file whose line N is source line N */
    uint32_t line;            /* source line of what is being read */
    VEC(Span *) fresh;        /* spans of what this line made: set when the line ends */
    uint32_t depth;           /* of regions and operands */
} IrParser;

/* Key of a name token in the maps. */
Atom ir_parse_key(IrParser *p, const IrToken *name);
/* A variable of the module (after `$`) or function; NULL after an error. */
IrVar *ir_parse_var(IrParser *p);
/* A function of the module (after `@`); NULL after an error. */
IrFunc *ir_parse_func_name(IrParser *p);
/* A constant object; NULL after an error. */
IrConst *ir_parse_const(IrParser *p);
/* Ends a line: newline (or closing brace ahead), giving its source line to what the line made. */
void ir_parse_line_end(IrParser *p);
/* Instructions up to and including the closing brace, into `block`. */
void ir_parse_block(IrParser *p, IrBlock *block);

#endif
