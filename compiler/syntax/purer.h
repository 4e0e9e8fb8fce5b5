/* purer.h: what the pure*.c files share: the state of one rewriting and the functions between them.
 *
 * A name means something of the module `cython` when an import bound it to that: aliases maps it to
 * the dotted name, "cython" for `import cython as c`, "cython.cfunc" for `from cython import cfunc`.
 */
#ifndef KRAIT_SYNTAX_PURER_H
#define KRAIT_SYNTAX_PURER_H

#include "base/map.h"
#include "syntax/pure.h"

typedef VEC(Ast *) PureVec;

typedef struct Pure {
    const PureInput *in;
    Arena *arena;
    AtomTable *atoms;
    Diags *diags;
    AstTree *tree;
    Map aliases;       /* Atom -> dotted const char * */
    Map typing;        /* Atom -> builtin type's name that an import from `typing` stands for */
    Map pxd_functions; /* Atom -> AstCFuncDef * of the module's pxd */
    Map pxd_classes;   /* Atom -> AstCClassDef * */
    Map classes;       /* Atom -> DataClass * of the extension types above */
    bool shows_dataclasses; /* one of them has a generated __repr__ */
    bool has_dataclasses; /* Python's module of that name is imported */
    const AstCClassDef *pxd_class; /* declaration of the class being rewritten */
    bool in_function, in_class, in_cclass;
    bool with_cfunc, with_ccall, with_cclass; /* inside `with cfunc:` */
} Pure;

/* --- pure.c --- */

#define PURE_NEW(p, Kind, place) ((Ast##Kind *)pure_new((p), AST_##Kind, sizeof(Ast##Kind), (place)))
/* A node with the place of another one. */
Ast *pure_new(Pure *p, AstKind kind, size_t size, const Ast *place);
/* Is it `cython.NAME`, or a call of it? */
bool pure_is(const Pure *p, const Ast *node, const char *name);
bool pure_is_call(const Pure *p, const Ast *node, const char *name);
AstNodes pure_list(Pure *p, const PureVec *items);
void pure_error(Pure *p, const Ast *node, const char *text);
/* Value of the keyword argument, or NULL. */
const Ast *pure_keyword(const AstCall *call, const char *name);

/* --- pure_expr.c --- */

/* The module that a text of ours is; NULL unless it is one statement and right. `path` names the text in messages. */
const AstTree *pure_read(Pure *p, const char *path, const char *text, size_t len, bool is_cython);
/* Rewrites the expression and all within it; returns what stands in its place. */
Ast *pure_expr(Pure *p, Ast *node);
/* The type that an annotation asks for, as a node; a string is read as its text. */
Ast *pure_annotation(Pure *p, Ast *annotation);
/* A type as an expression, or as a string in C's words: "const unsigned char *". */
Ast *pure_named_type(Pure *p, Ast *type);

/* --- pure_def.c --- */

/* A def that is a C function by its decorators or the pxd, else the same node; directives that name
 * types are applied to it. */
Ast *pure_function(Pure *p, AstFunctionDef *def);
/* What decorators say about the types of a function in C syntax. */
void pure_c_function(Pure *p, AstCFuncDef *def);
Ast *pure_class(Pure *p, AstClassDef *def);

/* --- pure_dataclass.c --- */

/* An extension type of the module: a dataclass gets its methods; what has to be done first is put into `before`. */
void pure_dataclass(Pure *p, AstCClassDef *node, PureVec *before);

/* --- pure_declare.c --- */

/* A statement that declares: `x = declare(T)`, `declare(x=T)`, `T = struct(...)`; NULL when it does not. */
Ast *pure_declaration(Pure *p, Ast *statement);
/* `name: T` in a cdef class. */
Ast *pure_field(Pure *p, AstAnnAssign *node);
/* `cdef T name`, with `init` or NULL. */
AstCDeclarator *pure_declarator(Pure *p, const Ast *place, Atom name, Ast *type, Ast *init);
Ast *pure_variables(Pure *p, const Ast *place, AstCDeclarator **items, uint32_t count);

#endif
