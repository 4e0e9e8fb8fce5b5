/* ir_build.h: making IR: a cursor (block being appended to) and one function per shape of instruction. */
#ifndef KRAIT_IR_IR_BUILD_H
#define KRAIT_IR_IR_BUILD_H

#include "ir/ir.h"

typedef struct IrBuilder {
    IrModule *module;
    IrFunc *func;
    IrBlock *block; /* where new instructions go */
    Span span;      /* given to new instructions */
} IrBuilder;

/* An empty module; `name` is dotted and kept. */
IrModule *ir_module_new(Arena *arena, AtomTable *atoms, Types *types, SourceMap *sources, const char *name);
/* A function at the end of the module (kind MODULE: its body), result void, phase H, no instructions. */
IrFunc *ir_func_new(IrModule *module, IrFuncKind kind, Atom name);
/* A variable of the function; a PARAM is its next parameter. Names need not be unique. */
IrVar *ir_var_new(IrFunc *func, IrStorage storage, Atom name, const Type *type);
/* A field of the module's state. */
IrVar *ir_global_new(IrModule *module, Atom name, const Type *type);
/* A C variable or macro of elsewhere; the one there is when name and type are the same. */
IrVar *ir_extern_new(IrModule *module, const char *c_name, const Type *type);
/* A fresh temporary; `role` is a hint for its C name ("it", "item", "len"). */
IrVar *ir_temp_new(IrBuilder *b, const char *role, const Type *type);
IrBlock *ir_block_new(IrModule *module);

/* Appends an instruction with `count` args (copied). */
Insn *ir_append(IrBuilder *b, IrOp op, uint16_t sub, const Type *type, Insn *const *args, uint32_t count);
/* Same, not yet in a block, and placing it. */
Insn *ir_insn_new(IrFunc *func, IrOp op, uint16_t sub, const Type *type, Insn *const *args, uint32_t count, Span span);
void ir_insert_before(Insn *place, Insn *insn);
void ir_insert_after(Insn *place, Insn *insn);
void ir_block_append(IrBlock *block, Insn *insn);
void ir_remove(Insn *insn);
/* Moves all instructions of `from` to the end of `to`, or in front of `place`. */
void ir_block_move(IrBlock *from, IrBlock *to);
void ir_block_move_before(IrBlock *from, Insn *place);
/* All uses of `old` in the function become `new_value`. */
void ir_replace_uses(IrFunc *func, Insn *old, Insn *new_value);
/* Same for many at once: the use of the value with id k becomes by_id[k] (chains are followed; NULL: kept). */
void ir_replace_many(IrFunc *func, Insn *const *by_id, uint32_t count);

/* Shorthands */
Insn *ir_get(IrBuilder *b, IrVar *var);
Insn *ir_set(IrBuilder *b, IrVar *var, Insn *value);
Insn *ir_int(IrBuilder *b, const Type *type, int64_t value);
Insn *ir_float(IrBuilder *b, const Type *type, double value);
Insn *ir_cstring(IrBuilder *b, const char *text, uint32_t len);
Insn *ir_null(IrBuilder *b, const Type *type);
Insn *ir_pyconst(IrBuilder *b, IrConst *value);
Insn *ir_un(IrBuilder *b, IrUn sub, Insn *a);
Insn *ir_bin(IrBuilder *b, IrBin sub, Insn *left, Insn *right);
Insn *ir_cmp(IrBuilder *b, IrCmp sub, Insn *left, Insn *right);
Insn *ir_cast(IrBuilder *b, const Type *type, Insn *value);
Insn *ir_select(IrBuilder *b, Insn *cond, Insn *yes, Insn *no);
/* The address of a variable, which is marked as having it taken; of an array: that of its first item. */
Insn *ir_addr(IrBuilder *b, IrVar *var);
/* What reading an array variable gives: the same pointer, but nothing is marked. */
Insn *ir_items(IrBuilder *b, IrVar *array);
/* The address of a field of the struct at `base`, of the item `index` items behind `first`. */
Insn *ir_field(IrBuilder *b, Insn *base, const TypeField *field);
Insn *ir_index(IrBuilder *b, Insn *first, Insn *index);
Insn *ir_load(IrBuilder *b, Insn *pointer);
Insn *ir_store(IrBuilder *b, Insn *pointer, Insn *value);
/* A primitive; result type from its row (SAME, UNBOX resolved; `type` may override when not NULL). */
Insn *ir_prim(IrBuilder *b, const Prim *prim, const Type *type, Insn *const *args, uint32_t count);
Insn *ir_call(IrBuilder *b, IrCallee *callee, Insn *const *args, uint32_t count);
Insn *ir_funcaddr(IrBuilder *b, IrCallee *callee);

/* Type of a primitive's result by its row (`first`: type of the first argument); NULL when only the caller knows. */
const Type *ir_prim_type(Types *types, const Prim *prim, const Type *first);
/* const char *: the type of C string constants. */
const Type *ir_cstring_type(Types *types);
/* Type of a constant object. */
const Type *ir_const_type(Types *types, const IrConst *value);

/* Regions: open makes the instruction with its blocks; the caller then sets b->block to blocks[k], and
 * back to insn->parent when done (ir_close does that). */
Insn *ir_region(IrBuilder *b, IrOp op, uint16_t sub, Insn *const *args, uint32_t count, uint32_t blocks,
                const char *label);
/* Same, not yet in a block and without a label. */
Insn *ir_region_new(IrFunc *func, IrOp op, uint16_t sub, Insn *const *args, uint32_t count, uint32_t blocks, Span span);
void ir_enter(IrBuilder *b, Insn *region, uint32_t block);
void ir_close(IrBuilder *b, Insn *region);
Insn *ir_leave(IrBuilder *b, Insn *region);
Insn *ir_again(IrBuilder *b, Insn *region);
Insn *ir_return(IrBuilder *b, Insn *value); /* value may be NULL */
/* Does control reach the end of the block being built? */
bool ir_is_open(const IrBuilder *b);

/* Constants of the module: equal ones are shared. */
IrConst *ir_const_simple(IrModule *module, IrConstKind kind);
IrConst *ir_const_str(IrModule *module, const char *text, uint32_t len, bool is_name);
IrConst *ir_const_bytes(IrModule *module, const char *text, uint32_t len);
IrConst *ir_const_int(IrModule *module, const BigInt *value);
IrConst *ir_const_float(IrModule *module, IrConstKind kind, double value);
IrConst *ir_const_tuple(IrModule *module, IrConst *const *items, uint32_t count);
/* The order and the repetition of items say nothing. */
IrConst *ir_const_frozenset(IrModule *module, IrConst *const *items, uint32_t count);

#endif
