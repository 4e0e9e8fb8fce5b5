/* prim.h: runtime primitives as data. A primitive is a C function or macro of runtime/kr/, one row each in
 * ir/prims/TYPE.def; lowering picks a row by key and argument types, passes ask its facts, emit prints
 * its C name.
 *
 * PRIM(id, key, cname, header, RESULT, ARGS(...), own, steals, error, gil, effect)
 *   id      PRIM_<id>; also its name in IR text
 *   key     what it implements, for prim_find: "" (asked for by id only),
 *           "+" "-x" "+=" "==" "in" "not" ...    operators ("-x" "~x" "+x" unary, "+=" in place)
 *           "f len"     builtin function         "m append"   method of the first argument
 *           "a real"    attribute                "[]" "[]=" "del[]" subscript, "[:]" "[:]=" "del[:]" slice
 *           "box" "unbox" "truth" "iter" "next"  conversions (RESULT is the type asked for)
 *   cname   C name; `*` stands for the IR name of the first argument's type (or of RESULT for "unbox")
 *   header  file under runtime/kr/ that declares it: "list" is kr/list.h
 *   RESULT, ARGS  type patterns: a kind of types.def, or ANYINT ANYFLOAT ANYNUM ANYOBJ ANYPTR ANYVIEW,
 *           SAME (the type of the first argument); ARGS() for none; REST as last: any number of objects
 *   own     result: PLAIN OWNED BORROWED
 *   steals  bit mask of arguments whose reference it takes (also on failure)
 *   error   NEVER NULL NEG1 NEG1OCC NULLOCC ALWAYS    (see ops.def)
 *   gil     ANY NEED
 *   effect  PURE READS WRITES PYTHON
 * A result NONE with error NEG1 is a C `int` status. More specific rows stand first: the first match wins.
 * Worked row: PRIM(list_item, "[]", "kr_list_item", "list", OBJECT, ARGS(LIST, SSIZE), OWNED, 0, NULL, NEED, READS)
 */
#ifndef KRAIT_IR_PRIM_H
#define KRAIT_IR_PRIM_H

#include "type/type.h"

typedef enum PrimType {
#define TYPE(kind, class, ir, c, source) PT_##kind,
#include "type/types.def"
#undef TYPE
    PT_ANYINT, PT_ANYFLOAT, PT_ANYNUM, PT_ANYOBJ, PT_ANYPTR, PT_ANYVIEW, PT_SAME, PT_REST, PT_NONE
} PrimType;

typedef enum IrResult { IR_RESULT_NONE, IR_RESULT_PLAIN, IR_RESULT_OWNED, IR_RESULT_BORROWED,
                        IR_RESULT_BYPRIM, IR_RESULT_BYTYPE } IrResult;
typedef enum IrError { IR_ERROR_NEVER, IR_ERROR_NULL, IR_ERROR_NEG1, IR_ERROR_NEG1OCC, IR_ERROR_NULLOCC,
                       IR_ERROR_DECLARED, IR_ERROR_ALWAYS, IR_ERROR_BYPRIM } IrError;
typedef enum IrNeedsGil { IR_GIL_ANY, IR_GIL_NEED, IR_GIL_BYPRIM, IR_GIL_BYCALL } IrNeedsGil;
typedef enum IrEffect { IR_EFFECT_PURE, IR_EFFECT_READS, IR_EFFECT_WRITES, IR_EFFECT_PYTHON,
                        IR_EFFECT_BYPRIM } IrEffect;

typedef struct Prim {
    const char *id, *key, *cname, *header;
    PrimType result;
    uint8_t arg_count; /* without REST */
    bool rest;
    PrimType args[6];
    IrResult own;
    uint8_t steals;
    IrError error;
    IrNeedsGil gil;
    IrEffect effect;
} Prim;

typedef enum PrimId {
#define PRIM(id, ...) PRIM_##id,
#include "ir/prims/all.def"
#undef PRIM
    PRIM_COUNT
} PrimId;

extern const Prim prim_table[PRIM_COUNT];

/* First row with this key whose argument patterns accept the types (and, for "unbox" and "box", whose
 * result is `result`; NULL otherwise). NULL when there is none. */
const Prim *prim_find(const char *key, const Type *result, const Type *const *args, uint32_t count);
/* By IR name; NULL when there is none. */
const Prim *prim_by_name(const char *id, size_t len);
#define PRIM_OF(name) (&prim_table[PRIM_##name])
/* Does the pattern accept the type? */
bool prim_type_accepts(PrimType pattern, const Type *type);

#endif
