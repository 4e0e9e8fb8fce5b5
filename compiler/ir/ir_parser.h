/* ir_parser.h: the state of reading IR text, and what stands for itself in it: names and constant objects.
 *
 * The files of the parser, each using those in front of it: ir_tokens (tokens), ir_parse_type (types), ir_parser,
 * ir_parse_op (operations with their operands), ir_parse_insn (lines, regions), ir_parse (modules and functions).
 * After an error (IrLexer.failed) all of them do nothing, and what they give is not looked at.
 */
#ifndef KRAIT_IR_IR_PARSER_H
#define KRAIT_IR_IR_PARSER_H

#include "ir/ir_build.h"
#include "ir/ir_parse_type.h"

enum { IR_PARSE_DEPTH = 400 }; /* of regions, operands and constants inside of each other */

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
/* Does one stand here? */
bool ir_parse_is_const(const IrParser *p);

#endif
