/* reader.h: what the read_*.c files share: the Reader and the functions between them.
 *
 * The reader walks the flat concrete tree (cst.h) and builds ast.def nodes. Each read_* function takes
 * a concrete node and returns an AST node, never NULL: what cannot be read is a Poison node, and
 * then an error stands. Nesting is bounded by MAX_DEPTH, chains (`a + b + ...`, elif) are loops.
 */
#ifndef KRAIT_SYNTAX_READER_H
#define KRAIT_SYNTAX_READER_H

#include "syntax/cst.h"
#include "syntax/read.h"
#include "syntax/repair.h"

enum {
    READ_MAX_DEPTH = 800, /* of nested expressions, blocks and types */
    READ_CHAIN_UNIT = 40  /* this many links of a chain count as one level */
};

typedef VEC(Ast *) AstVec;

/* Where `return`, `yield`, `await`, `break` stand: one per function, class, lambda and comprehension. */
typedef enum ReadScopeKind { READ_MODULE, READ_FUNCTION, READ_LAMBDA, READ_CLASS } ReadScopeKind;

typedef struct ReadScope {
    struct ReadScope *outer;
    ReadScopeKind kind;
    bool is_async;
    uint32_t loops;      /* enclosing loops of the same scope */
    bool in_except_star; /* `break`, `continue` and `return` may not leave it */
    uint32_t star_loops; /* loops around that except* */
    uint32_t comps;      /* enclosing comprehensions */
} ReadScope;

typedef struct Reader {
    const ReadInput *in;
    Arena *arena;   /* of the tree */
    Arena *scratch; /* released after reading */
    AtomTable *atoms;
    Diags *diags;
    const char *source; /* the whole file */
    uint32_t source_len;
    CstTree cst; /* of the file, or of its repaired text */
    const Repair *repair; /* how the parsed text differs from the file's; NULL: not at all */
    uint32_t file;
    uint32_t next_id;
    uint32_t depth;
    bool too_deep; /* reported */
    bool past_future; /* a statement was read after which `from __future__ import` is too late */
    bool is_cython;
    bool is_level2;   /* `# cython: language_level=2` */
    bool has_missing; /* an included file is not there, or is not sound */
    bool in_ctime; /* inside a constant expression, where DEF names stay names */
    ReadScope *scope;
} Reader;

/* --- read.c: common tools --- */

/* A node of that kind at the extent of a concrete node. */
#define READ_NEW(r, Kind, cst) ((Ast##Kind *)read_new((r), AST_##Kind, sizeof(Ast##Kind), (cst)))
Ast *read_new(Reader *r, AstKind kind, size_t size, Cst cst);
Ast *read_poison(Reader *r, Cst cst);
/* The span of a concrete node, or of bytes of the parsed text, in the file. */
Span read_span(const Reader *r, Cst cst);
Span read_span_of(const Reader *r, uint32_t start, uint32_t end);
Atom read_atom(const Reader *r, Cst cst); /* NULL for 0 */
const char *read_text(const Reader *r, Cst cst, uint32_t *len);
bool read_text_is(const Reader *r, Cst cst, const char *text);
/* One level deeper; false (and TOO_DEEP reported once) when that is too deep. Undo with read_leave. */
bool read_enter(Reader *r, Cst cst, uint32_t levels);
void read_leave(Reader *r, uint32_t levels);
void read_error(Reader *r, Span span, const char *format, ...) KRAIT_PRINTF(3, 4);
/* A diagnostic whose row takes one %s. Never NULL; not kept when the diagnoser already reported that line. */
Diag *read_report(Reader *r, DiagCode code, Span span, const char *text);
/* Refuses what only Cython has, in a .py file. */
void read_cython_only(Reader *r, Cst cst, const char *what);
/* The items of a vector as a list in the tree's arena. */
AstNodes read_list(Reader *r, const AstVec *items);
/* One more statement of a block. */
static inline void read_append(Reader *r, AstVec *out, Ast *stmt)
{
    vec_push(r->scratch, out, stmt);
}
/* Does it stand where a repair of the text has put something? */
bool read_is_repaired(const Reader *r, Cst cst);

/* --- read_expr.c --- */
Ast *read_expr(Reader *r, Cst cst); /* read_expr(r, 0) is NULL, for optional fields */
Ast *read_needed(Reader *r, Cst parent, CstFieldId field); /* Poison when there is none */
/* All children in that role, or all children for CST_F_NONE. */
AstNodes read_exprs(Reader *r, Cst parent, CstFieldId field);
AstOp read_op(const Reader *r, Cst token); /* of an operator token; augmented ones without `=` */
void read_arguments(Reader *r, Cst list, AstNodes *args, AstNodes *keywords);

/* --- literal.c --- */
Ast *read_string(Reader *r, Cst cst); /* string or concatenated_string */
Ast *read_number(Reader *r, Cst cst);

/* --- read_ctime.c --- */

/* The value of the DEF constant that this identifier names, or NULL. */
const CtValue *read_find_constant(const Reader *r, Cst cst);
/* The literal it stands for. */
Ast *read_constant(Reader *r, Cst cst, const CtValue *value);
/* DEF, IF and include: false when they are to be kept as nodes. */
bool read_define_constant(Reader *r, Cst cst);
bool read_chosen_branch(Reader *r, Cst cst, Cst *block); /* *block: the branch, 0 none */
bool read_included(Reader *r, Cst cst, const Ast *path, AstVec *out);

/* --- read_pattern.c --- */
Ast *read_pattern(Reader *r, Cst cst);

/* --- read_stmt.c --- */
void read_stmt(Reader *r, Cst cst, AstVec *out);
AstNodes read_block(Reader *r, Cst block); /* block or c_block; 0 gives an empty list */
/* The span from a node to just before its block: the header of a compound statement. */
Span read_header(const Reader *r, Cst cst, Cst block);

/* --- read_def.c --- */
Ast *read_function(Reader *r, Cst cst, AstNodes decorators);
Ast *read_class(Reader *r, Cst cst, AstNodes decorators);
AstNodes read_params(Reader *r, Cst params, bool in_def, bool *varargs);
AstNodes read_type_params(Reader *r, Cst cst);
Ast *read_lambda(Reader *r, Cst cst);
AstNodes read_body(Reader *r, Cst block, ReadScopeKind kind, bool is_async);

/* --- read_type.c --- */

/* What a declarator says about its name. */
typedef struct ReadDecl {
    Atom name; /* NULL: abstract */
    Span name_span;
    Ast *c_name;
    Ast *type;
    AtomList type_params;
    Atom convention; /* __stdcall and the like, or NULL */
} ReadDecl;

/* A type as it stands in the tree, without a declarator. */
Ast *read_type(Reader *r, Cst type);
/* `type` with a declarator wrapped around it; declarator 0: as it is. */
ReadDecl read_declarator(Reader *r, Ast *type, Cst declarator);
bool read_is_c_word(const char *text, uint32_t len);

/* --- read_decl.c --- */

/* The modifiers of a C declaration and of the blocks around it. */
typedef struct ReadMods {
    AstVisibility visibility;
    bool is_api, is_inline, nogil, overridable;
    Cst start; /* the cdef or ctypedef statement, where spans begin; 0: the definition itself */
} ReadMods;

/* The decorators in front of a definition, as expressions. */
AstNodes read_decorators(Reader *r, Cst cst);
/* Any statement of a block of C declarations; appends what it declares. */
void read_c_statement(Reader *r, Cst cst, ReadMods mods, AstNodes decorators, AstVec *out);

/* --- synrules.c: what the grammar accepts and the language does not --- */
typedef enum TargetUse {
    TARGET_ASSIGN,
    TARGET_AUG,
    TARGET_ANN,
    TARGET_DELETE,
    TARGET_FOR,
    TARGET_WITH,
    TARGET_NAMED
} TargetUse;
void rules_target(Reader *r, const Ast *target, TargetUse use);
void rules_no_star(Reader *r, const Ast *value); /* a bare `*x` cannot stand here */
void rules_arguments(Reader *r, const AstNodes *args, const AstNodes *keywords);
void rules_params(Reader *r, Cst params, const AstNodes *list, bool in_def);
void rules_future(Reader *r, Cst cst, const AstImportFrom *node);
void rules_return(Reader *r, Cst cst);
void rules_jump(Reader *r, Cst cst, bool is_break);
void rules_yield(Reader *r, Cst cst, bool is_from);
void rules_await(Reader *r, Cst cst, const char *what);
void rules_comprehension(Reader *r, const AstComp *comp);
/* `except T, target:`, which Cython's files may still have: the handler's type becomes T, and the target is returned.
 * NULL: it is a list of types (PEP 758), or wrong and reported. */
Ast *rules_except_list(Reader *r, Cst cst, AstHandler *handler, bool has_name);
/* Reports a spelling of Python 2 with its replacement: a warning in Cython, which still reads it, else an error. */
void rules_python2(Reader *r, Span span, const char *fix, const char *text);
void rules_try(Reader *r, const AstTry *node);
void rules_match(Reader *r, const AstMatch *node);
const char *rules_describe(const Ast *expr); /* "function call", "literal", ... */

#endif
