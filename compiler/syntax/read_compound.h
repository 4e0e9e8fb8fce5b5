/* read_compound.h: statements with blocks, but for definitions. */
#ifndef KRAIT_SYNTAX_READ_COMPOUND_H
#define KRAIT_SYNTAX_READ_COMPOUND_H

#include "syntax/reader.h"

/* Rows of read_stmt.c's table: each appends its statement to the block; an IF those of the branch taken. */
void read_if(Reader *r, Cst cst, AstVec *out);
void read_if_const(Reader *r, Cst cst, AstVec *out);
void read_while(Reader *r, Cst cst, AstVec *out);
void read_for(Reader *r, Cst cst, AstVec *out);
void read_for_from(Reader *r, Cst cst, AstVec *out);
void read_try(Reader *r, Cst cst, AstVec *out);
void read_with(Reader *r, Cst cst, AstVec *out);
void read_match(Reader *r, Cst cst, AstVec *out);

#endif
