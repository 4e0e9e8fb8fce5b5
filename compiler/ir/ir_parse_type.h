/* ir_parse_type.h: types in IR text. */
#ifndef KRAIT_IR_IR_PARSE_TYPE_H
#define KRAIT_IR_IR_PARSE_TYPE_H

#include "base/map.h"
#include "ir/ir_tokens.h"
#include "type/type.h"

/* Nominal types by the text of their use ("struct(point)"); made on first mention, completed by their
 * declaration. */
typedef struct IrTypeScope {
    Types *types;
    Map by_text;
    VEC(TypeDecl *) mentioned; /* not declared yet: reported at the end */
} IrTypeScope;

/* The type at the current token; void after an error. */
const Type *ir_parse_type(IrLexer *lex, IrTypeScope *scope);
/* `except ...` when it stands there; `result` decides between integers and floats. */
ExceptSpec ir_parse_except(IrLexer *lex, const Type *result);
/* A number as a double. */
double ir_parse_double(IrLexer *lex);

#endif
