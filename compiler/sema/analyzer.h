/* analyzer.h: the state that the files of sema share while one module is analysed.
 *
 * sema_analyze makes one Analyzer and runs the stages over it: declare and import fill the module's
 * scope, resolve walks every body once (binding names, recording their uses and what is assigned to
 * them), infer types the undeclared locals, check types every expression and reports. Only check
 * and declare report; inference types expressions with `quiet` set, which silences REPORT.
 *
 * The tables (type_of ...) belong to one tree at a time: those of Sema while the module's own tree
 * is read, scratch ones while a pxd is.
 */
#ifndef KRAIT_SEMA_ANALYZER_H
#define KRAIT_SEMA_ANALYZER_H

#include "sema/builtins.h"
#include "sema/directives.h"
#include "sema/sema.h"

/* What a binding of a local says about its type. */
typedef enum BindKind {
    BIND_VALUE,  /* assigned the expression `source` */
    BIND_ITEM,   /* loop variable of the For or CompFor `source` */
    BIND_AUG,    /* target of the AugAssign `source` */
    BIND_CAUGHT, /* name of the exception that the Handler `source` catches */
    BIND_COUNT,  /* first of two targets of the For or CompFor `source`: what enumerate() counts, if that is what it loops over */
    BIND_PART,   /* item `part` of the `count` items of `source`, which is unpacked */
    BIND_OBJECT, /* any Python object: import, except, with, unpacking */
    BIND_DELETE  /* del: must be able to hold nothing */
} BindKind;

typedef struct Binding {
    Symbol *symbol;
    const Ast *source;
    BindKind kind;
    uint32_t part, count;
} Binding;

/* A use of a name, resolved when all bindings of the module are known. */
typedef struct NameUse {
    const AstName *node;
    Scope *scope;
    bool in_arithmetic;
    bool is_bare_call; /* called without arguments */
    bool in_annotation; /* of a function made here, which may be evaluated later */
} NameUse;

/* An attribute of a name, which may stand for something of a cimported module. */
typedef struct AttrUse {
    const AstAttribute *node;
    Scope *scope;
} AttrUse;

/* A function (or the module) with what resolve found in it. */
typedef struct Body {
    FuncInfo *func;
    const AstNodes *statements; /* or */
    const Ast *value;           /* of a lambda; a generator expression itself */
    struct Body *merged;        /* generator expression run in place: the body that has its bindings */
    VEC(Binding) bindings;
} Body;

/* A field of a struct of this module, which must not contain the struct again. */
typedef struct StructField {
    TypeDecl *owner;
    uint32_t index;
    Span span;
} StructField;

typedef struct Genexpr Genexpr;

typedef struct Analyzer {
    Sema *sema;
    Arena *arena;
    AtomTable *atoms;
    Types *types;
    Diags *diags;
    SemaLoader loader;
    Tables tables;
    const char *module_name; /* dotted, of the module whose declarations are being read */
    bool is_package;         /* it is a package's __init__: relative names start at itself */
    bool is_pxd;             /* reading declarations of a pxd */
    bool is_own_pxd; /* reading the pxd of this module */
    bool is_exact;   /* reading a pxd of include/pxd */
    bool in_extern;  /* inside an extern block, of this header: */
    const char *header;
    bool extern_nogil;
    Scope *cython, *parallel, *view; /* the magic modules, once asked for */
    Map cmodules;             /* dotted Atom -> Scope * */
    Map headers;              /* Atom -> itself: already in sema->headers */
    VEC(struct ExternHeader { const char *header; const Scope *scope; }) blocks; /* of all extern blocks, in order */
    VEC(const Type *) used_classes; /* extension types that the module names, those of other modules among them */
    Map used_pxds; /* Scope: C names of that pxd file are used, its headers are included */
    Builtins *builtins;
    const struct FusedSpec *spec; /* what the fused types stand for here; NULL: for themselves */
    bool buffer_allowed;          /* a local or parameter may be declared as object[T] */
    int fused_allowed;            /* > 0: a fused type may be named although it stands for nothing */
    VEC(StructField) struct_fields;
    VEC(NameUse) uses;
    VEC(Body *) bodies;
    uint32_t walked;  /* bodies that resolve has been through */
    uint32_t settled; /* the same of genexprs */
    VEC(Genexpr *) genexprs; /* outer ones first; see genexpr.h */
    VEC(Scope *) comps;      /* scopes of comprehensions */
    Map typing_names;            /* Atom -> const Type *: containers imported from typing */
    bool has_typing_names;       /* they have been looked for */
    VEC(const Type *) containers; /* made by container.c */
    VEC(FuncInfo *) inlines;     /* functions with a body in a pxd: part of the module once used */
    VEC(AttrUse) attr_uses;
    uint32_t uses_done, attrs_done; /* how many of them are resolved */
    bool has_star_import; /* any name may exist at run time */
    uint32_t suggestions; /* "did you mean" computed so far; there is a limit */
    bool texts_for_annotations; /* from __future__ import annotations */
    Map evaluated;              /* annotations that are, as annotate.c has decided */
    Map constants;        /* BinOp, UnaryOp * -> int64_t *: value of arithmetic on literals */
    /* while a body is inferred or checked */
    Body *body;
    FuncInfo *func;
    Scope *scope;
    const Directives *directives;
    const Ast *condition;        /* the one checked last: likely() and unlikely() may stand there */
    int quiet;                   /* > 0: REPORT reports nothing */
    bool saw_untyped;            /* quiet: a local without a type yet was read */
    bool maybe_released; /* in a nogil function: its caller may hold the GIL or not */
    bool released;               /* in a nogil region or function */
    uint32_t loops;              /* enclosing loops in this function */
    uint32_t pranges, parallels; /* enclosing parallel loops and regions */
    const Ast *section;          /* the innermost critical section around, or NULL */
} Analyzer;

/* Reports unless quiet; NULL when nothing was kept. Arguments as diag_report. */
#define REPORT(a, ...) ((a)->quiet ? NULL : diag_report((a)->diags, __VA_ARGS__))
#define KIND_TYPE(a, K) TYPE_OF((a)->types, K)

/* Goes on with the body of `func`: its tables, directives and what fused types stand for in it. */
void analyzer_enter(Analyzer *a, const FuncInfo *func);
/* Stores and returns the type of a node. */
const Type *analyzer_set_type(Analyzer *a, const Ast *node, const Type *type);
const Type *analyzer_type(const Analyzer *a, const Ast *node);
void analyzer_set_symbol(Analyzer *a, const Ast *node, Symbol *symbol);
Symbol *analyzer_symbol(const Analyzer *a, const Ast *node);
/* The type's name for people. */
const char *analyzer_typename(Analyzer *a, const Type *type);
Atom analyzer_atom(Analyzer *a, const char *text);

/* Reports the construct as not supported yet; returns the poison type. `what` is a noun phrase. */
const Type *analyzer_unsupported(Analyzer *a, Span span, const char *what);
/* The same for a name of the language; only its first use is reported. */
const Type *analyzer_unsupported_symbol(Analyzer *a, Span span, Symbol *symbol);
/* Is poison part of the type, as in a pointer to an unknown struct? */
bool analyzer_is_poisoned(const Type *type);
/* The struct that the type is, when this module only names it: its size is unknown. NULL: fine. */
const Type *analyzer_incomplete(const Type *type);
/* Is a wrong use of a value of this type an error of the running program? In plain Python all are: C types are
 * inferred there, and nobody wrote them. */
bool analyzer_fails_later(const Analyzer *a, const Type *type);
/* Adds a note "declared here" at the symbol, when it has a place. `diag` may be NULL. */
void analyzer_note_symbol(Analyzer *a, Diag *diag, const Symbol *symbol);
/* Adds "did you mean" from all names visible in `scope`; types_only: of types. `diag` may be NULL.
 */
void analyzer_suggest_name(Analyzer *a, Diag *diag, const Scope *scope, Atom name, bool types_only);
/* The same from the names of one scope or from a given list. */
void analyzer_suggest_member(Analyzer *a, Diag *diag, const Scope *members, Atom name);
void analyzer_suggest_from(Analyzer *a, Diag *diag, const char *name, const char *const *names,
                           uint32_t count);
/* Declares that the generated C needs the header of this symbol, and what else its pxd file includes. */
void analyzer_use_header(Analyzer *a, const Symbol *symbol);
void analyzer_add_header(Analyzer *a, const char *header);
/* Is this file a package's __init__? */
bool analyzer_is_package(const Analyzer *a, const AstTree *tree);
/* Takes fresh tables for a tree of `count` nodes; the old ones are to be put back by the caller. */
Tables analyzer_new_tables(Arena *arena, uint32_t count);
/* The same for the nodes of one tree, by their ids in the whole. */
Tables analyzer_sub_tables(Arena *arena, const Ast *root);
/* Place of the name after the dot of an Attribute. */
Span analyzer_attr_span(const AstAttribute *node);
/* Place of a name in its definition; the node's own span where the reader gave none. */
Span analyzer_name_span(Span name_span, const Ast *node);

#endif
