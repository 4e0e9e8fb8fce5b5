/* ir.h: the typed, structured intermediate representation.
 *
 * A module holds functions; a function holds variables and one body block; a block is a list of
 * instructions; region instructions hold blocks. Values (instructions with a result) are assigned once
 * and may be used later in the same block and in blocks nested in it. Source variables (IrVar) stay named
 * and mutable, so there is no phi.
 *
 * Phase H: errors and references are implicit; phase L: explicit (passes err, refs). Facts about
 * operations are in ops.def, about primitives in prims/. Text form: docs/design/ir.md, ir_print, ir_parse.
 *
 *     func @inc(x: long) -> long {
 *       return (bin add x, 1)
 *     }
 */
#ifndef KRAIT_IR_IR_H
#define KRAIT_IR_IR_H

#include "base/arena.h"
#include "base/atom.h"
#include "base/bigint.h"
#include "base/buf.h"
#include "base/vec.h"
#include "diag/source.h"
#include "ir/prim.h"
#include "type/special.h"
#include "type/type.h"

typedef enum IrOp {
#define OP(id, text, result, error, gil, effect, shape, phase) IR_##id,
#include "ir/ops.def"
#undef OP
    IR_OP_COUNT
} IrOp;

typedef enum IrShape { IR_SHAPE_EXPR, IR_SHAPE_STMT, IR_SHAPE_REGION, IR_SHAPE_EXIT } IrShape;
typedef enum IrPhase { IR_PHASE_H = 1, IR_PHASE_L = 2, IR_PHASE_HL = 3 } IrPhase;

typedef struct IrOpInfo {
    const char *text;
    IrResult result;
    IrError error;
    IrNeedsGil gil;
    IrEffect effect;
    IrShape shape;
    IrPhase phase;
} IrOpInfo;
extern const IrOpInfo ir_op_info[IR_OP_COUNT];

/* sub-codes */
typedef enum IrUn { IR_UN_NEG, IR_UN_INVERT, IR_UN_NOT } IrUn;
typedef enum IrBin { IR_BIN_ADD, IR_BIN_SUB, IR_BIN_MUL, IR_BIN_DIV, IR_BIN_MOD, IR_BIN_SHL, IR_BIN_SHR,
                     IR_BIN_AND, IR_BIN_OR, IR_BIN_XOR, IR_BIN_MIN, IR_BIN_MAX } IrBin;
typedef enum IrCmp { IR_CMP_EQ, IR_CMP_NE, IR_CMP_LT, IR_CMP_LE, IR_CMP_GT, IR_CMP_GE } IrCmp;
typedef enum IrBuild { IR_BUILD_LIST, IR_BUILD_TUPLE, IR_BUILD_SET, IR_BUILD_DICT /* k, v, k, v */,
                       IR_BUILD_SLICE /* start, stop, step */, IR_BUILD_STR /* joined str parts */ } IrBuild;
typedef enum IrDim { IR_DIM_SHAPE, IR_DIM_STRIDE, IR_DIM_SUBOFFSET } IrDim;
typedef enum IrBounds { IR_BOUNDS_VIEW, IR_BOUNDS_LIST, IR_BOUNDS_TUPLE, IR_BOUNDS_STR, IR_BOUNDS_BYTES,
                        IR_BOUNDS_BYTEARRAY, IR_BOUNDS_CARRAY } IrBounds; /* chooses the message */
typedef enum IrZero { IR_ZERO_INT_DIV, IR_ZERO_INT_MOD, IR_ZERO_FLOAT_DIV, IR_ZERO_FLOAT_MOD,
                      IR_ZERO_TRUE_DIV /* of integers */, IR_ZERO_FLOAT_FLOOR } IrZero;
/* What was tried on None; the errors are those of CPython for the same operation. */
typedef enum IrNone { IR_NONE_ATTR, IR_NONE_ITEM, IR_NONE_SETITEM, IR_NONE_DELITEM, IR_NONE_ITER, IR_NONE_LEN,
                      IR_NONE_IN, IR_NONE_ARG /* argument as.text declared `not None` */, IR_NONE_ABS } IrNone;
/* What an ERRCHK asks. The first five are about a value, its first argument. */
typedef enum IrCheck { IR_CHECK_NULL, IR_CHECK_NEG1, IR_CHECK_NEG1OCC, IR_CHECK_NULLOCC, IR_CHECK_DECLARED,
                       IR_CHECK_STATUS,   /* the statement before it said it failed */
                       IR_CHECK_OCCURRED, /* the call before it raised (except *, no value) */
                       IR_CHECK_PENDING,  /* the region before it let an error out */
                       IR_CHECK_ALWAYS    /* the statement before it has raised */ } IrCheck;
typedef enum IrDelegate { IR_DELEGATE_FROM /* yield from */, IR_DELEGATE_AWAIT,
                          IR_DELEGATE_ENTER, IR_DELEGATE_EXIT /* await of what __aenter__, __aexit__ gave */,
                          IR_DELEGATE_NEXT /* of what __anext__ gave */ } IrDelegate;
typedef enum IrGil { IR_GIL_RELEASE, IR_GIL_ACQUIRE } IrGil;
/* WORK, made by pass outline: one thread's part, where exits of the region land; [address of its KrPar]. */
typedef enum IrParKind { IR_PAR_REGION, IR_PAR_WORK } IrParKind;

typedef struct Insn Insn;
typedef struct IrBlock IrBlock;
typedef struct IrFunc IrFunc;
typedef struct IrModule IrModule;

typedef enum IrStorage {
    IR_VAR_PARAM,  /* C parameter */
    IR_VAR_LOCAL,  /* named in the source */
    IR_VAR_TEMP,   /* made by lowering or a pass; `name` is its role */
    IR_VAR_GLOBAL, /* field of the module state (cdef variable, default value, cache) */
    IR_VAR_EXTERN  /* C variable, macro or enum item declared elsewhere */
} IrStorage;

typedef struct IrVar {
    IrStorage storage;
    Atom name;
    const char *c_name; /* EXTERN: as C spells it; else chosen by pass names */
    const Type *type;
    Span span;
    uint32_t index;       /* dense in its function (or module, for GLOBAL) */
    bool maybe_unbound;   /* object or view that may be NULL: initialised to NULL */
    bool address_taken;
    const char *c_view;   /* set by names: views: `a` of the local copies a_data, a_shape0, a_stride0 */
    Insn *declared_by;    /* set by tree: declared with this SET or value, or before this region; NULL: on top */
    bool released;        /* set by refs: owns a reference that the end of the function releases */
    bool never_none;      /* holds an object other than None whenever it is bound */
    bool borrowed;        /* holds a reference owned elsewhere (an argument never reassigned) */
    bool given;           /* frame functions: set by GENSET before the first start */
    bool in_frame;        /* set by frame: a member of the frame object, since a yield stands between its uses */
    bool changes;         /* GLOBAL: set elsewhere than in the module body */
} IrVar;

typedef enum IrConstKind { IR_CONST_NONE, IR_CONST_TRUE, IR_CONST_FALSE, IR_CONST_ELLIPSIS, IR_CONST_STR,
                           IR_CONST_BYTES, IR_CONST_INT, IR_CONST_FLOAT, IR_CONST_COMPLEX,
                           IR_CONST_TUPLE, IR_CONST_FROZENSET } IrConstKind;

/* A constant object of the module, created at import; equal constants are one. */
typedef struct IrConst {
    IrConstKind kind;
    uint32_t index; /* dense in the module */
    const char *c_name; /* set by names: field of the module state, or Py_None and the like */
    const char *text; /* STR (UTF-8, surrogates allowed), BYTES */
    uint32_t len;
    bool is_name;     /* STR: identifier, to be interned */
    BigInt integer;
    double number;    /* FLOAT, COMPLEX imaginary part */
    struct IrConst **items; /* TUPLE, FROZENSET */
    uint32_t count;
} IrConst;

/* What a CALL calls. */
typedef struct IrCallee {
    IrFunc *func;       /* in this module, or NULL */
    const char *c_name; /* extern */
    const char *header; /* extern: "<math.h>", "x.h" or NULL */
    const Type *type;   /* TYPE_FUNC */
} IrCallee;

/* One axis of a VSLICE. */
typedef struct IrAxis {
    enum { IR_AXIS_FULL, IR_AXIS_INDEX, IR_AXIS_SLICE, IR_AXIS_NEW } kind;
    bool has_start, has_stop, has_step; /* SLICE: each present one takes the next operand; INDEX takes one */
} IrAxis;

typedef enum IrSchedule { IR_SCHED_NONE, IR_SCHED_STATIC, IR_SCHED_DYNAMIC, IR_SCHED_GUIDED,
                          IR_SCHED_RUNTIME } IrSchedule;
typedef enum IrSharing { IR_SHARE_PRIVATE, IR_SHARE_LASTPRIVATE, IR_SHARE_REDUCTION } IrSharing;
typedef struct IrParVar {
    IrVar *var;
    IrSharing sharing;
    IrBin reduction;
    bool keeps; /* LASTPRIVATE, PRIVATE: it may stay as it was, so it starts with its value from before */
} IrParVar;
typedef struct IrPar {
    bool is_loop;     /* prange, or parallel() region when false */
    bool in_region;   /* prange directly inside parallel(): shares its team */
    IrSchedule schedule;
    bool has_threads, has_chunk; /* which optional arguments are present */
    int64_t step;     /* constant step, or 0: an argument after stop */
    VEC(IrParVar) vars;
} IrPar;

typedef struct IrPyCall {
    IrConst *kwnames; /* tuple of names, or NULL */
    IrFunc *known;    /* what the callable is, unless the name was bound anew; its parameters begin with the arguments, those of
                         keywords in their places, and others have defaults. NULL: nobody knows */
    bool is_found;    /* the callable is of prim method_find, with_...; the first argument is where it was found */
} IrPyCall;

typedef struct IrPyMeth {
    IrConst *name;
    IrConst *kwnames; /* tuple of names, or NULL */
} IrPyMeth;

struct Insn {
    IrOp op;
    uint16_t sub;
    uint16_t flags;     /* set by passes: INSN_* */
    uint8_t takes;      /* set by take: bit k: the reference of argument k goes with the call; it may be NULL */
    uint32_t id;        /* dense in the function */
    uint32_t room;      /* ERRCHK: for how many arguments there is memory, when pass refs adds to them */
    const Type *type;   /* of the result; void when there is none */
    Span span;
    Insn **args;
    uint32_t nargs;
    uint32_t nblocks;
    IrBlock **blocks;
    Insn *prev, *next;  /* in its block */
    IrBlock *parent;
    Atom label;         /* regions that leave/again name; unique in the function; NULL: none */
    const char *c_name; /* set by names: of the C local that holds the value; range, par: of the index */
    uint32_t number;    /* set by names: of a region among those of its kind in the function */
    IrVar *into;        /* set by tree: the value is computed into this variable; the SET prints nothing */
    union {
        struct { int64_t i; double f; const char *text; uint32_t len; } imm; /* CONST */
        IrConst *pyconst;
        IrVar *var;
        const Prim *prim;
        IrCallee *callee;
        IrFunc *func;      /* FUNCOBJ, GENNEW */
        const Type *type;  /* SIZEOF */
        IrPyCall pycall;
        IrPyMeth pymeth;
        const TypeField *field;
        uint32_t index;
        const char *text;
        struct { IrAxis *items; uint32_t len; } axes;
        IrPar *par;
        int64_t step;      /* RANGE */
        Insn *target;      /* LEAVE AGAIN ERRCHK */
        struct { int64_t *values; uint32_t len; } cases;
    } as;
};

/* SWITCH: blocks[k] is run when the value is cases.values[k]; one block more than cases: the default. */
enum {
    INSN_FOLD = 1,     /* pass tree: printed inside its one use */
    INSN_DEAD = 2,     /* pass tree: nothing to print (unused, or printed with another) */
    INSN_RESULT = 4,   /* pass tree: computed into the function's result; the RETURN behind it takes it */
    INSN_INDEX = 8     /* passes tree, frame: RANGE or PAR whose index is the variable `into` */
};

struct IrBlock {
    Insn *first, *last;
    Insn *owner; /* the region it belongs to; NULL: function body */
};

/* FRAME: the body of a generator; C: f(KrGen *gen, PyObject *sent). */
typedef enum IrFuncKind { IR_FUNC_DEF, IR_FUNC_C, IR_FUNC_MODULE, IR_FUNC_OUTLINED, IR_FUNC_FRAME } IrFuncKind;
typedef enum IrGen { IR_GEN_GENERATOR, IR_GEN_COROUTINE, IR_GEN_ASYNC, IR_GEN_ITERABLE /* @iterable_coroutine */ } IrGen;

/* A parameter as Python callers see it (DEF functions and wrappers of cpdef). */
typedef struct IrPyParam {
    IrConst *name;
    IrVar *arg;       /* object variable the argument lands in (borrowed; NULL when left out) */
    bool has_default; /* lowering emits the code that uses it when arg is NULL */
    bool pos_only, kw_only, is_star, is_starstar;
} IrPyParam;

struct IrFunc {
    bool has_holes; /* statements with errors were left out of it: only checks see it */
    IrFuncKind kind;
    IrModule *module;
    Atom name;             /* C-level name before pass names */
    const char *c_name;    /* set by names */
    const char *c_result;  /* set by names: the local that holds the result on its way out */
    const char *py_name;   /* __name__; NULL: not visible from Python */
    const char *qualname;
    const char *header;    /* "def total(list xs)" for the comment */
    const char *doc;       /* or NULL */
    uint32_t doc_len;
    Span span;
    const Type *result;
    ExceptSpec except;
    bool nogil, with_gil, is_inline;
    IrGen gen;             /* FRAME: what its object is */
    bool varargs;          /* FUNC_C: C callers may pass more, which nothing reads */
    bool profiled, traced; /* its calls and returns are told to the profiler; and its lines to the tracer */
    const char *table_type; /* FUNC_C in the table of C functions: its type there */
    bool is_public, is_api; /* FUNC_C: linked under its own name; in the module's table of C functions */
    bool no_hints;         /* show_performance_hints is off */
    const char *guard;     /* FUNC_C: what `#if` asks around its text, or NULL */
    bool by_slot;      /* DEF called by way of a slot of a type: (instance, arguments) */
    IrVar *instance;       /* then */
    bool takes_index;      /* special method whose first argument is a C integer */
    bool ignores_args;     /* such a one that looks at neither */
    VEC(IrVar *) params;   /* C parameters (FUNC_C); empty for DEF: see py_params */
    VEC(IrPyParam) py_params;
    IrVar *self;           /* DEF: the function object, a C parameter; arguments left out come from its defaults. NULL:
                              called in another way, as methods of cdef classes are */
    const char *local_names, *cell_names, *free_names; /* DEF, for __code__: with blanks between; NULL: none */
    uint32_t code_flags;   /* CO_GENERATOR and the like */
    Span decorated;        /* first decorator, where the function begins for Python; SPAN_NONE: none */
    VEC(IrVar *) vars;     /* locals and temps, params included */
    IrBlock *body;
    uint32_t insn_count;
    uint32_t label_count;  /* labels given so far: they end in a number, so they are unique */
    IrPhase phase;
    bool has_error_exit;   /* set by err */
};

/* A property or public attribute of an extension type: its functions, or the object that a field holds. */
typedef struct IrProperty {
    const char *name;
    const IrFunc *get, *set, *del; /* (self), (self, value), (self); NULL: none, or by the field */
    const TypeField *field;        /* not NULL: an attribute */
    const struct IrClass *owner;   /* of the field; NULL: the class in whose table it stands */
    bool is_readonly;
    const char *doc;
    uint32_t doc_len;
} IrProperty;

/* An entry of a table of C methods: "base.base.area" and what it points to. */
typedef struct IrVtabEntry {
    const char *path;
    const IrFunc *func;
} IrVtabEntry;

/* An extension type that the module defines; docs/design/cdef-classes.md. */
typedef struct IrClass {
    const Type *type;
    const char *name;    /* C prefix: "Point" of Point_object, Point_class */
    const char *py_name; /* "module.Point" */
    const char *doc;
    uint32_t doc_len;
    bool is_here;        /* the module defines it; else it is imported */
    IrVar *type_object;  /* GLOBAL, or EXTERN when C names it */
    const struct IrClass *base; /* defined in this module, or NULL */
    const Type *root;    /* class whose layout has the pointer to the table, or NULL */
    const IrFunc *special[SPECIAL_COUNT];
    VEC(IrProperty) properties;
    VEC(IrProperty) pickled; /* all its attributes, in order of their names */
    const char *pickle_error; /* why not; NULL: it is, or nothing is said */
    VEC(IrVtabEntry) vtab;
    bool has_vtab;       /* a table of its own; else that of the base */
    char collection;     /* s, m or 0 */
    bool no_version_tag;
    bool is_varsized;    /* of a base whose instances differ in size: no fields follow them */
    int freelist;        /* how many dead instances are kept for new ones */
    int trashcan;        /* 1 yes, 0 no, -1 as the base */
    const char *type_symbol; /* of the type object, for other C code; NULL: none */
    bool is_public, is_api;  /* linked under it; found at run time under it */
    bool has_usual_vtab; /* its table, with those of its bases, is laid out as Cython's */
    bool is_final, is_shared, no_gc, no_gc_clear, total_ordering, binop_either_side;
} IrClass;

struct IrModule {
    Arena *arena;
    Arena *scratch;        /* while passes run: emptied behind each function; else NULL */
    AtomTable *atoms;
    Types *types;
    SourceMap *sources;
    const char *name;      /* dotted */
    const char *source_name; /* base name of the source, for the C */
    const char *doc;
    uint32_t doc_len;
    VEC(IrFunc *) funcs;   /* source order */
    IrFunc *body;          /* module body */
    VEC(IrConst *) consts;
    VEC(IrClass *) classes; /* bases first */
    VEC(IrVar *) globals;  /* fields of the module state */
    VEC(IrVar *) publics;  /* EXTERN ones that this module defines, under their own names */
    VEC(IrVar *) externs;  /* C variables, macros and enum items of elsewhere */
    VEC(const char *) headers;  /* "<math.h>" */
    VEC(const char *) verbatim; /* C text of extern blocks */
    VEC(const Type *) nominal;  /* struct, enum, typedef declared by this module */
    bool gil_not_used;     /* freethreading_compatible */
    bool no_margin;        /* emit_code_comments is off: no source lines beside the C */
    bool unbound_is_error; /* warn.maybe_uninitialized: names that are never bound before their use */
    bool is_cython;        /* not a plain Python file: argument errors as Cython words them */
    Map const_index;       /* used by ir_build */
};

/* Is it one of the function's own, a parameter included? */
bool ir_var_is_local(const IrVar *var);

/* Facts, with BYPRIM, BYTYPE, BYCALL and DECLARED resolved. */
IrResult ir_insn_result(const Insn *insn);
IrError ir_insn_error(const Insn *insn);
bool ir_insn_needs_gil(const Insn *insn);
IrEffect ir_insn_effect(const Insn *insn);
bool ir_insn_steals(const Insn *insn, uint32_t arg);
/* Bit k: there is a form of the operation that takes argument k over (Insn.takes), for every set of such arguments. */
uint32_t ir_insn_takable(const Insn *insn);
/* Does no check follow, although NULL means failure? What takes the value sees to that. */
bool ir_is_unchecked(const Insn *value);
/* In a module that does without the GIL: the object at `pointer` (of LOAD, STORE), or in `var`, may be replaced by another
 * thread at any moment. */
bool ir_place_is_shared(const IrModule *module, const Insn *pointer);
bool ir_var_is_shared(const IrModule *module, const IrVar *var);
/* Is the value read from such a place? */
bool ir_insn_is_shared(const IrModule *module, const Insn *insn);
/* Objects and views: values that own something. */
bool ir_type_is_managed(const Type *type);
/* Function type of a CALL (callee) or CALLPTR (first argument); NULL for other operations. */
const TypeFunc *ir_insn_func_type(const Insn *insn);
/* Is it a call whose result is a typed memoryview? Others are made in place, by their check. */
bool ir_returns_view(const Insn *insn);

/* A DEF function called with METH_FASTCALL: all but those without parameters (METH_NOARGS) and those with one
 * that is positional-only and required (METH_O). */
bool ir_is_fastcall(const IrFunc *func);
/* Where kr_args_parse puts the k-th parameter: positional, keyword-only, *args, **kwargs. */
uint32_t ir_param_slot(const IrFunc *func, uint32_t k);

/* Where a pass keeps what it finds out about a function, and nothing of the IR. */
static inline Arena *ir_scratch(const IrFunc *func)
{
    return func->module->scratch ? func->module->scratch : func->module->arena;
}

/* Structure */
/* Which block holds the body of a loop, range or par. */
IrBlock *ir_loop_body(const Insn *loop);
/* The INDEXVAR of a range or par, or NULL when the body does not use the index. */
Insn *ir_loop_index(const Insn *loop);
/* Live range: the value of its stop block (the block's last value). */
Insn *ir_range_stop(const Insn *range);
static inline bool ir_is_exit(const Insn *insn) { return ir_op_info[insn->op].shape == IR_SHAPE_EXIT; }
static inline bool ir_is_region(const Insn *insn) { return ir_op_info[insn->op].shape == IR_SHAPE_REGION; }
static inline bool ir_has_value(const Insn *insn) { return insn->type && insn->type->kind != TYPE_VOID; }

/* Name of a sub-code in IR text ("add" for a BIN); NULL when the operation has none. */
const char *ir_sub_text(IrOp op, uint16_t sub);

#endif
