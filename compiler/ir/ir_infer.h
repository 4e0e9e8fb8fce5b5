/* ir_infer.h: types that follow from an operation and its operands: what the text form leaves out and
 * what the verifier compares with.
 */
#ifndef KRAIT_IR_IR_INFER_H
#define KRAIT_IR_IR_INFER_H

#include "base/map.h"
#include "ir/ir.h"

/* Type of the result when operands and payload decide it; NULL when they do not (cast, unbox, vopen...). */
const Type *ir_infer_result(Types *types, const Insn *insn);
/* Type that operand k (0 <= k <= nargs) has unless something else is written, given those before it;
 * NULL when nothing follows. The function is that of a RETURN. */
const Type *ir_infer_arg(Types *types, const IrFunc *func, const Insn *insn, uint32_t k);
/* Function type of a function of the module, as a callee: from its parameters, result and attributes. */
const Type *ir_infer_func(Types *types, const IrFunc *func);
/* How many operands an operation takes; depends on the payload (primitive, callee, axes, clauses). */
void ir_arity(const Insn *insn, uint32_t *min, uint32_t *max);

/* Nominal types in order of discovery. */
typedef struct IrTypeList {
    VEC(const Type *) list;
    Map seen;
} IrTypeList;
/* Adds the nominal types that `type` names directly. */
void ir_collect_type(Arena *arena, IrTypeList *types, const Type *type);
/* Adds those named by variables, instructions and callees of the module, and by the types found. */
void ir_collect_types(Arena *arena, IrTypeList *types, const IrModule *module);

#endif
