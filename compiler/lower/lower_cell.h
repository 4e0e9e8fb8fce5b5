/* lower_cell.h: captured variables (Symbol.is_captured): those that inner functions use.
 *
 * Each call of the owner makes a cell for each of its captured variables; comprehensions make fresh ones each time they
 * run. A function object holds the cells its function needs (FuncInfo.frees), in a tuple.
 */
#ifndef KRAIT_LOWER_LOWER_CELL_H
#define KRAIT_LOWER_LOWER_CELL_H

#include "lower/lower_ctx.h"

/* Makes the cells of the captured variables of a scope: at the start of its function or comprehension. Parameters get
 * theirs from lower_cell_param. `scope` may be NULL. */
void lower_cells_of_scope(Lower *lw, const Scope *scope);
/* The cell of a captured parameter. Holds `value` at once, converted already; NULL: unset as yet. */
void lower_cell_param(Lower *lw, Symbol *symbol, Insn *value);
/* At the start of an inner function: its captured variables of outer functions, from the function object. */
void lower_cells_of_closure(Lower *lw);
/* A cell that the function has got in another way, borrowed. */
void lower_cell_take(Lower *lw, const Symbol *symbol, Insn *cell);
/* The tuple of cells for a new function object of `info`; NULL when it captures nothing. */
Insn *lower_closure(Lower *lw, const FuncInfo *info);
/* The cell itself, borrowed. */
Insn *lower_cell(Lower *lw, const Symbol *symbol);

/* A variable by its symbol. read: raises where it is unbound. set: `value` has the variable's type. clear: unbinds it,
 * bound or not. delete: `del x`. pointer: of C variables, to the value; to the first item of an array. */
Insn *lower_cell_read(Lower *lw, Symbol *symbol);
void lower_cell_set(Lower *lw, Symbol *symbol, Insn *value);
void lower_cell_clear(Lower *lw, Symbol *symbol);
void lower_cell_delete(Lower *lw, Symbol *symbol);
Insn *lower_cell_pointer(Lower *lw, Symbol *symbol);

/* The variable of a frame function that holds the cell from the start. */
void lower_cell_given(Lower *lw, const Symbol *symbol, IrVar *cell);

#endif
