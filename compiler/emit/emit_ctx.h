/* emit_ctx.h: what the files of emit share: one Emit per module, its function-level part renewed for each
 * function.
 */
#ifndef KRAIT_EMIT_EMIT_CTX_H
#define KRAIT_EMIT_EMIT_CTX_H

#include "base/map.h"
#include "emit/cw.h"
#include "emit/emit.h"
#include "ir/ir.h"

/* C operator precedence of an expression's text; higher binds tighter. */
typedef enum Prec {
    PREC_COMMA = 1, PREC_ASSIGN, PREC_COND, PREC_LOR, PREC_LAND, PREC_OR, PREC_XOR, PREC_AND, PREC_EQ,
    PREC_REL, PREC_SHIFT, PREC_ADD, PREC_MUL, PREC_UNARY, PREC_POSTFIX, PREC_ATOM
} Prec;

enum { EMIT_DATA = 1, EMIT_SHAPE = 2, EMIT_STRIDE = EMIT_SHAPE << 8 }; /* << axis */

/* Local copies of a view variable's parts. */
typedef struct EmitView {
    uint32_t parts; /* EMIT_DATA | EMIT_SHAPE << axis | EMIT_STRIDE << axis */
    bool in_place;  /* declared where the view is set, once */
} EmitView;

typedef struct Emit {
    const IrModule *module;
    const EmitOptions *options;
    Arena *arena;              /* of the function, or the part of the file, being printed: reset behind it */
    Arena *kept;               /* of what lasts until the file is put together */
    Cw cw;
    Map headers;               /* Atom -> anything: names of runtime headers in use */
    VEC(const Type *) specs;   /* view types that need a KrViewSpec */
    Map objects;               /* IrFunc: functions that need a KrFuncDef */
    const char *guard;         /* condition that comes before that of the check being printed, or NULL */
    Map first_use;             /* function -> where it is named first, in emit_module.c */
    bool has_consts;
    Buf frames;                /* structs of frames that functions above their own name */
    bool in_header;            /* items of enums have their plain names */
    Map defined;               /* types that stand in the header already */

    /* the function being printed */
    const IrFunc *func;
    EmitView *views;      /* by variable index */
    uint32_t *accesses;   /* by variable index: instructions that name it */
    uint32_t *reads;      /* by variable index: those that use its value other than to set it again */
    bool needs_done;      /* something to do wherever the function is left */
    bool uses_done, uses_line;
    uint32_t temps;       /* places for numbers that nobody else sees (pass temps) */
    uint32_t *uses;       /* by value id */
    const Insn *skip_until; /* not NULL: printed already, up to this one */
    const Insn **homes;   /* by variable index: the PAR whose iteration it lives in, or NULL */
    VEC(uint32_t) shown;  /* source lines put in the margin */
} Emit;

/* The runtime header `name` is needed: "list" for kr/list.h. */
void emit_need(Emit *e, const char *name);

/* emit_type: */
const char *emit_type_name(Emit *e, const Type *type);
const char *emit_declare(Emit *e, const Type *type, const char *name);
/* The KrViewSpec of an old-style buffer that nobody writes to, or, cast, whose items are not checked but for their size. */
const char *emit_buffer_spec(Emit *e, const Type *type, bool is_cast);
/* The name of the KrViewSpec of a view type; asks for its definition. */
const char *emit_view_spec(Emit *e, const Type *type);
void emit_write_specs(Emit *e);
void emit_write_types(Emit *e);
/* Writes the definition of a type of this module, once, with those it needs. */
void emit_use_type(Emit *e, const Type *type);
/* IR name of a number's type, for names of runtime functions: "long" in kr_mod_long. */
const char *emit_number_name(Emit *e, const Type *type);

/* emit_expr: a value where it is used, in parentheses when its precedence is less than `at_least`; or with it. */
const char *emit_expr(Emit *e, const Insn *insn, Prec at_least);
const char *emit_value(Emit *e, const Insn *insn, Prec *prec);
const char *emit_parens(Emit *e, const char *text);
/* The operation itself, folded or not; and the name of a value that has one. */
const char *emit_operation(Emit *e, const Insn *insn, Prec *prec);
const char *emit_value_name(Emit *e, const Insn *insn);
const char *emit_var(Emit *e, const IrVar *var);
/* Address of a view: `&a`, or the parameter itself. */
const char *emit_view_address(Emit *e, const Insn *view);
/* The view as a value of its struct type. */
const char *emit_view_value(Emit *e, const Insn *view);
/* Is it this operation, printed inside of its use? */
bool emit_is_folded(const Insn *insn, IrOp op);

/* emit_arith: operations of these kinds. */
const char *emit_un(Emit *e, const Insn *insn, Prec *prec);
const char *emit_bin(Emit *e, const Insn *insn, Prec *prec);
const char *emit_cmp(Emit *e, const Insn *insn, Prec *prec);
const char *emit_select(Emit *e, const Insn *insn, Prec *prec);
const char *emit_cast(Emit *e, const Insn *insn, Prec *prec);
/* As a truth value; negated when `negate`. */
const char *emit_cond(Emit *e, const Insn *insn, bool negate, Prec at_least);
/* Where the implicit conversion of C does what a cast says: assignments, arguments, results. */
const char *emit_assigned(Emit *e, const Insn *insn, const Type *type);
/* The integer constants 0 and 1, folded. */
bool emit_is_zero(const Insn *insn);
bool emit_is_one(const Insn *insn);

/* emit_place: what the pointer points to: `*p`, `p->x`, `a[i]`; of an array: the pointer to its first item. */
const char *emit_place(Emit *e, const Insn *pointer, Prec at_least);
const char *emit_place_text(Emit *e, const Insn *pointer, Prec *prec);
/* A pointer that is an address: `&a[i]`; arrays are their own address. */
const char *emit_address(Emit *e, const Insn *insn, Prec *prec);
/* Length, stride or suboffset of an axis. */
const char *emit_dim(Emit *e, const Insn *insn);
const char *emit_field_name(const TypeField *field);
/* Is the view's memory one block: 'C' last axis fastest, 'F' first axis fastest, 0 neither. */
char emit_view_order(const Type *view);
/* Has it an axis that is, or may be, reached through pointers? */
bool emit_is_indirect(const Type *view);

/* emit_call: arguments from `first` on, separated by commas. */
const char *emit_call_args(Emit *e, const Insn *insn, uint32_t first);
/* What a call calls; the cast in front of it for an extern function that gives another type than it says, or "". */
const char *emit_callee(Emit *e, const Insn *insn);
const char *emit_extern_result(const Insn *insn);
/* Calls of a primitive of the runtime, of a conversion (`key`: its family), of an object, of a method; a display. */
const char *emit_prim(Emit *e, const Insn *insn);
const char *emit_convert(Emit *e, const Insn *insn, const char *key);
const char *emit_pycall(Emit *e, const Insn *insn);
const char *emit_pymeth(Emit *e, const Insn *insn);
const char *emit_build(Emit *e, const Insn *insn);

/* emit_const: */
const char *emit_const_object(Emit *e, const IrConst *value);
const char *emit_number(Emit *e, const Insn *insn, bool exact, Prec *prec);

/* emit_check: an errchk with the statement it stands for. */
void emit_check(Emit *e, const Insn *errchk);
/* Is the statement printed by the errchk behind it? */
bool emit_is_checked_later(const Insn *insn);
/* "fail", "except_1", ... for an error landing as seen from `insn`. */
const char *emit_landing(Emit *e, const Insn *insn, const Insn *region);
const char *emit_release(Emit *e, const Insn *value);

/* emit_stmt, emit_region, emit_par: */
void emit_block(Emit *e, const IrBlock *block);
void emit_insn(Emit *e, const Insn *insn);
void emit_region(Emit *e, const Insn *insn);
/* Gives back what a `gil` region took, or takes back what it gave. */
void emit_gil_back(Emit *e, const Insn *region);
void emit_par(Emit *e, const Insn *insn);
/* Does its C start with declarations? */
bool emit_par_declares(const Insn *insn);
void emit_leave(Emit *e, const Insn *leave);
void emit_again(Emit *e, const Insn *again);
/* Does a finally have to catch an error of its body? */
bool emit_catches(const Insn *finally);
/* What a variable of the type holds before anything is assigned: `NULL`, `{0}`, ... */
const char *emit_initial(const Type *type);
/* The loop's `for` header without the brace. */
const char *emit_for_header(Emit *e, const Insn *loop);
void emit_source_line(Emit *e, Span span);
/* Local copies of the parts of a view, behind the place where it is set. */
void emit_refresh_view(Emit *e, const IrVar *var, bool declare);
/* The same, before any set: empty. Nothing when they are declared in place. */
void emit_declare_view_parts(Emit *e, const IrVar *var);

/* emit_gen: the frame struct and the KrGenDef of the frame function being printed; its entry. */
void emit_frame(Emit *e);
void emit_gen_def(Emit *e);
void emit_frame_entry(Emit *e);
/* The KrExc of a try or finally: exc_1, pending_1, or a member of the frame. */
const char *emit_exc(Emit *e, const Insn *region);
bool emit_exc_is_local(Emit *e, const Insn *region);
/* Operations of generators. `target`: where the result of a delegate goes. */
void emit_yield(Emit *e, const Insn *insn);
void emit_delegate(Emit *e, const Insn *insn, const char *target);
void emit_genset(Emit *e, const Insn *insn);
const char *emit_gennew(Emit *e, const Insn *insn);

/* emit_func, emit_wrap, emit_module: */
void emit_func(Emit *e, const IrFunc *func);
void emit_func_head(Emit *e, const IrFunc *func, bool prototype);
/* A row whose first argument is the number of a place, see runtime/kr/arith.h. */
bool emit_is_temp(const Insn *insn);
/* Does a function above it in the file name it? */
bool emit_is_early(const Emit *e, const IrFunc *func);
/* Does the module call the function or make an object of it? */
bool emit_is_referenced(const Emit *e, const IrFunc *func);
void emit_params_table(Emit *e, const IrFunc *func);
void emit_arguments(Emit *e);
/* The name Python shows for the function, as a C string; with the file behind it: `"f", "f.pyx"`. */
const char *emit_shown_name(Emit *e, const IrFunc *func);
const char *emit_shown_place(Emit *e);
/* Which function a traceback entry names, and where it begins: `"C.f", "f.pyx:12"`. */
const char *emit_traceback_place(Emit *e);
/* The table of constants; false when there are none. */
bool emit_consts(Emit *e);
void emit_state(Emit *e);
void emit_defs(Emit *e);
/* A docstring as C string literals, a line each; NULL when there is none. */
const char *emit_doc_text(Emit *e, const char *doc, uint32_t len);
/* emit_class: the tables of the extension types. */
void emit_classes(Emit *e);
/* Has the type object a name that the linker knows? */
bool emit_exports_type(const Emit *e, const IrClass *cls);
/* The extension type of this module that `type` is; NULL: none. */
const IrClass *emit_class_of(const Emit *e, const Type *type);
void emit_module_def(Emit *e);
/* A module that consists of functions: their table, and its body, which is one call. */
bool emit_has_only_defs(const IrFunc *body);
void emit_def_table(Emit *e, const IrFunc *body);

/* #include of "<math.h>" or "x.h" */
void emit_include(Emit *e, const char *header);
/* Is it the header that is written for this module, which has nothing to tell the module itself? */
bool emit_is_own_header(const Emit *e, const char *header);

#endif
