/* tree_place.h: the second half of pass tree: where variables are declared, which values are computed into
 * them, which loops count in them.
 */
#ifndef KRAIT_PASS_TREE_PLACE_H
#define KRAIT_PASS_TREE_PLACE_H

#include "ir/ir.h"

/* Sets Insn.into, INSN_INDEX, INSN_RESULT and IrVar.declared_by for the whole function. */
void tree_place_vars(IrFunc *func);

#endif
