/* read_import.h: statements that bring in other modules and files. */
#ifndef KRAIT_SYNTAX_READ_IMPORT_H
#define KRAIT_SYNTAX_READ_IMPORT_H

#include "syntax/reader.h"

/* Rows of read_stmt.c's table: each appends its statement to the block; an include those of the file. */
void read_import(Reader *r, Cst cst, AstVec *out);
void read_cimport(Reader *r, Cst cst, AstVec *out);
void read_import_from(Reader *r, Cst cst, AstVec *out);
void read_cimport_from(Reader *r, Cst cst, AstVec *out);
void read_include(Reader *r, Cst cst, AstVec *out);

#endif
