/* lower_ctx.h: what lowering carries along: the module being made, the function being filled, and the
 * small helpers every lower_*.c uses (variables of symbols, primitives by key, unsupported constructs).
 *
 * A Lower is a cursor: `b` says where the next instruction goes and which span it gets. Values are Insns;
 * their `type` is always the exact type of what they hold.
 */
#ifndef KRAIT_LOWER_LOWER_CTX_H
#define KRAIT_LOWER_LOWER_CTX_H

#include "ir/ir_build.h"
#include "sema/sema.h"

/* One module. */
typedef struct LowerUnit {
    const Sema *sema;
    SourceMap *sources;
    IrModule *module;
    const struct LowerFaults *faults; /* NULL: there are none; see lower_faults.h */
    Map entries;  /* FuncInfo * -> IrFunc *: C entry of a cdef or cpdef function */
    VEC(const ClassInfo *) imports; /* extension types of other modules that are used */
    Map vtabs;    /* ClassInfo * -> IrVar *: table of C methods of such a type, for direct calls */
    Map forms, own_forms; /* address in a Symbol -> IrFunc *: without optional arguments; see lower_form.h */
    Map methods;  /* FuncInfo * -> IrFunc *: a cpdef method itself, when its entry looks for overrides */
    Map wrappers; /* FuncInfo * -> IrFunc *: what Python calls */
    Map tables;   /* base of a type_of table -> Sema *: the same module with the tables of a specialisation */
    Map frames;   /* FuncInfo * -> IrFunc *: body of a generator; see lower_gen.h */
    Map getters, setters; /* SYM_FIELD * -> IrFunc *: of attributes that have to be converted */
    Map cwraps;   /* Symbol * -> IrFunc *: wrapper of a C function that is used as an object */
    Map globals;  /* Symbol * or default value's Param node -> IrVar * (GLOBAL or EXTERN) */
} LowerUnit;

/* What `break` and `continue` name, innermost first. */
typedef struct LowerLoop {
    struct LowerLoop *outer;
    Insn *leave; /* region that break leaves */
    Insn *again; /* loop that continue restarts */
} LowerLoop;

/* The prange whose body is being lowered. Iterations run in several threads, so nothing leaves the region by
 * itself: what is to happen after it is written to memory that all of them share. */
typedef struct LowerPar {
    Insn *region;
    Insn *flag;  /* pointer to an int: a LowerExit; NULL: nothing but the end of the loop happens */
    Insn *returned; /* the same, where a return is noted: in a region that of the region */
    Insn *value; /* pointer to what is returned; NULL: nothing is */
    bool returns;
} LowerPar;
typedef enum LowerExit { LOWER_EXIT_NONE, LOWER_EXIT_RETURN, LOWER_EXIT_BREAK } LowerExit;

/* One function. */
typedef struct Lower {
    IrBuilder b;
    LowerUnit *unit;
    const Sema *sema;
    Types *types;
    Arena *arena;
    const FuncInfo *info;
    const Directives *directives; /* in force here */
    LowerLoop *loop;
    Map vars;       /* Symbol * -> IrVar *; of a captured C variable: the pointer to it */
    Map cells;      /* captured Symbol * -> IrVar *, its cell; see lower_cell.h */
    IrVar *space;   /* in the body of a Python class: its namespace */
    IrVar *annotate; /* in a module or class whose annotations may be evaluated late: see lower_late.h */
    Map conditional; /* there: AnnAssign -> number and 1, of those under a condition */
    bool has_gil;   /* by what the source says: false in nogil functions and blocks */
    bool in_region; /* directly in `with parallel()` */
    LowerPar *par;  /* in the body of a prange */
    LowerPar *region; /* in `with parallel()` */
    Map par_objects; /* Symbol -> LowerParObject, in the same loop */
    Insn *par_last; /* BINT: is this the last iteration? NULL: nobody asks */
    Map par_cells;  /* captured Symbols that the prange around has as local variables; see lower_par_cell.h */
} Lower;

#define LOWER_TYPE(lw, K) TYPE_OF((lw)->types, K)

/* The analysis with the tables that the body of `info` has. */
const Sema *lower_sema(LowerUnit *unit, const FuncInfo *info);
/* The type of an expression; object when analysis left none. */
const Type *lower_type(const Lower *lw, const Ast *node);
/* Reports NOT_SUPPORTED at the node. */
void lower_unsupported(Lower *lw, const Ast *node, const char *what);
/* The same, and a value of the node's type to go on with. */
Insn *lower_unsupported_value(Lower *lw, const Ast *node, const char *what);

/* Sets the span of the instructions that follow; the old one is returned, for putting it back. */
Span lower_at(Lower *lw, const Ast *node);

/* The variable of a local, cdef global or extern symbol; made on first use. */
IrVar *lower_var(Lower *lw, Symbol *symbol);
/* A module-state field for `key` (a Symbol or a Param node). */
IrVar *lower_global(LowerUnit *unit, const void *key, Atom name, const Type *type);
/* Does the captured symbol live in its cell here? */
bool lower_in_cell(const Lower *lw, const Symbol *symbol);
/* Reads a variable, with the check that it is bound where that can fail. */
Insn *lower_read(Lower *lw, Symbol *symbol);
/* Only the check that lower_read makes. */
void lower_check_bound(Lower *lw, Symbol *symbol);
/* A temporary with a first value. */
IrVar *lower_temp(Lower *lw, const char *role, const Type *type, Insn *value);

/* Constants */
IrConst *lower_name_const(Lower *lw, Atom name); /* an identifier; private ones are mangled */
Insn *lower_str(Lower *lw, const char *text);    /* interned str constant */
Insn *lower_name(Lower *lw, Atom name);          /* the same, of an identifier */
Insn *lower_none(Lower *lw);
Insn *lower_ssize(Lower *lw, int64_t value);
Insn *lower_bint(Lower *lw, bool value);
/* Zero, NULL or None of a type: what a function returns at its end. */
Insn *lower_zero(Lower *lw, const Type *type);

/* The first primitive row that takes these arguments, applied; NULL when there is none. `result`: the
 * type asked for, or NULL. */
Insn *lower_prim_key(Lower *lw, const char *key, const Type *result, Insn *const *args,
                     uint32_t count);
/* The same; when the row wants its first argument to be of a builtin type, that is checked not to be None
 * (`what` and `name` say which error that is). */
Insn *lower_prim_of(Lower *lw, const char *key, const Type *result, Insn *const *args,
                    uint32_t count, IrNone what, const char *name);
/* A given row; LOWER_PRIM(lw, import_from, module, name). */
Insn *lower_prim(Lower *lw, const Prim *prim, Insn *const *args, uint32_t count);
#define LOWER_PRIM(lw, id, ...)                            \
    lower_prim((lw), PRIM_OF(id), (Insn *[]){__VA_ARGS__}, \
               (uint32_t)(sizeof((Insn *[]){__VA_ARGS__}) / sizeof(Insn *)))
#define LOWER_PRIM0(lw, id) lower_prim((lw), PRIM_OF(id), NULL, 0)
/* Python's builtin of that name, whatever the module calls it. */
Insn *lower_builtin(Lower *lw, const char *name);
/* Calls an object with positional arguments. */
Insn *lower_pycall(Lower *lw, Insn *callable, Insn *const *args, uint32_t count);

/* `if cond { ... }`: opens the then block; close with ir_close. */
Insn *lower_if(Lower *lw, Insn *cond);
/* NONECHK unless the value cannot be None. */
void lower_not_none(Lower *lw, Insn *value, IrNone what, const char *name);
/* Strips qualifiers and typedefs. */
#define lower_plain(type) type_strip(type)

#endif
