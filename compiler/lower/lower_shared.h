/* lower_shared.h: C functions and variables that modules share.
 *
 * What a module's pxd declares is put into its table `__pyx_capi__` when the module starts, as capsules
 * with the C type as their name. A module that uses it keeps the address in its state.
 */
#ifndef KRAIT_LOWER_LOWER_SHARED_H
#define KRAIT_LOWER_LOWER_SHARED_H

#include "lower/lower_ctx.h"

/* Fills the module's own table; the start of the module body. */
void lower_shared_export(Lower *lw);
/* Looks up what is used of other modules; behind the export, so that modules may use each other. */
void lower_shared_import(Lower *lw);
/* The address of a function or variable with `from_module`; `left`: of the form of the function that takes so many of its
 * optional arguments less. */
Insn *lower_shared_pointer(Lower *lw, const Symbol *symbol, uint32_t left);
/* What follows has its place where the module of the symbol is cimported; the place before, to be put back. */
Span lower_at_cimport(Lower *lw, const Symbol *symbol);

#endif
