/* sema.h: what analysis found, in side tables indexed by AST node id; the AST itself is not
 * changed.
 *
 * Stages, in order: declare (symbols of all scopes), import (cimports: pxd files and our own),
 * resolve (names to symbols), infer (types of undeclared locals), check (types of expressions,
 * calls, statements; all diagnostics). Lowering reads these tables and decides nothing about
 * meaning.
 */
#ifndef KRAIT_SEMA_SEMA_H
#define KRAIT_SEMA_SEMA_H

#include "diag/diag.h"
#include "sema/symbol.h"
#include "syntax/ast.h"
#include "type/convert.h"
#include "type/special.h"

/* The directives in force somewhere; copied when one changes. One field per row of directives.def.
 */
typedef struct Directives {
#define DIRECTIVE_BOOL bool
#define DIRECTIVE_TRI int
#define DIRECTIVE_INT int
#define DIRECTIVE_TEXT const char *
#define DIRECTIVE_MARK bool
#define DIRECTIVE(id, name, kind, value, scopes, effect) DIRECTIVE_##kind id;
#include "sema/directives.def"
#undef DIRECTIVE
#undef DIRECTIVE_BOOL
#undef DIRECTIVE_TRI
#undef DIRECTIVE_INT
#undef DIRECTIVE_TEXT
#undef DIRECTIVE_MARK
} Directives;

typedef enum FuncKind {
    FUNC_MODULE, /* module body */
    FUNC_DEF,    /* Python function */
    FUNC_C,      /* cdef */
    FUNC_CP,     /* cpdef: C entry and Python wrapper */
    FUNC_LAMBDA,
    FUNC_GENEXPR, /* generator expression that is not run in place; see genexpr.h */
    FUNC_CLASS, /* Python class body */
    FUNC_TYPE_PARAMS /* around a def or class with type parameters; see generics.h */
} FuncKind;

/* Side tables by node id: those of a module, or of one specialisation of a function with fused types
 * (which reach from its first node to its last). */
typedef struct Tables {
    const Type **type_of;
    Symbol **symbol_of;
    void **info_of;
} Tables;

/* A cast that makes an object of cython.view.array: <T[:n, :m]> pointer. */
typedef struct ArrayInfo {
    const Type *element;
    uint32_t ndim;
    const Ast *lens[VIEW_MAX_DIMS]; /* NULL: `known`, of the C array */
    int64_t known[VIEW_MAX_DIMS];
    bool is_fortran;
} ArrayInfo;

/* A test of types whose value is known in this specialisation: Compare, BoolOp, UnaryOp. */
typedef struct FoldInfo {
    bool value;
} FoldInfo;
struct ClassInfo;

typedef struct FuncInfo {
    FuncKind kind;
    const Ast *node;
    Atom name;
    const char *qualname; /* "outer.<locals>.inner" */
    Symbol *symbol;       /* NULL: lambda, module */
    Scope *scope;
    struct FuncInfo *outer; /* enclosing function, or NULL */
    const Type *type; /* TYPE_FUNC: the C entry, with parameter and result types and except spec */
    const Type *returns; /* DEF: the type of objects its annotation says it returns; NULL: any */
    VEC(Symbol *) params;        /* in order of node->params */
    VEC(Symbol *) frees; /* variables of outer functions that it or its inner functions use */
    Symbol *class_cell; /* CLASS: holds the class for its methods, __class__; NULL: none asks for it. Method of an
                           extension type that says __class__: the type, SYM_CLASS */
    VEC(const Ast *) decorators; /* those to be called at run time, in source order */
    const Directives *directives;
    const char *doc; /* docstring, NULL none */
    uint32_t doc_len;
    Tables tables;                /* what was found in its body */
    struct FusedInfo *fused;      /* a template, which has no body of its own; else NULL */
    const struct FusedSpec *spec; /* of this function, or of the one it stands in; else NULL */
    bool has_annotations; /* MODULE, CLASS: of variables */
    bool is_generator, is_coroutine, is_nested, has_locals_call;
    bool is_inlined; /* generator expression that is part of the function around it */
    struct ClassInfo *cls; /* method of this extension type, or NULL */
    SpecialId special;     /* one that a slot of the type calls */
    Symbol *item;          /* SYM_FIELD in the namespace of the class, of methods that Python sees */
    char accessor;         /* of a property: g getter, s setter, d deleter; 0: none of these */
    bool is_static;        /* method without self */
    bool has_section;      /* decorated with critical_section: its first argument is locked while it runs */
    bool is_ufunc;         /* C function that Python sees as a universal function of numpy */
} FuncInfo;

/* A property of an extension type: functions of the module, NULL where the property has none. */
typedef struct PropertyInfo {
    Symbol *symbol;
    FuncInfo *get, *set, *del;
    const char *doc;
    uint32_t doc_len;
} PropertyInfo;

/* An extension type (`cdef class`). Its own C attributes are decl->fields of its type's layout, behind the base. */
typedef struct ClassInfo {
    Symbol *symbol;
    const Type *type;
    struct ClassInfo *base;  /* an extension type too, or NULL */
    AstNodes bases;          /* when there are several: all of them, the first one's layout is extended */
    const Symbol *builtin;   /* Python's type that it extends, or NULL */
    const AstCClassDef *pending; /* its definition below, until it is declared */
    const Ast *node;         /* its definition in this module; NULL: known from a pxd only */
    const Directives *directives;
    const char *module_name; /* dotted, of the module that defines it */
    const char *doc;         /* NULL: none */
    uint32_t doc_len;
    VEC(Symbol *) fields;    /* own C attributes, in order */
    VEC(Symbol *) methods;   /* own C methods that have a place in the table, in order */
    VEC(Symbol *) overriding; /* own C methods that take the place of one of a base */
    VEC(FuncInfo *) functions; /* all with a body, in order */
    VEC(PropertyInfo *) properties;
    AstNodes body;           /* what is run where the class statement stands */
    const char *prefix;      /* of its names in C */
    const char *py_name;     /* in its module */
    const char *type_symbol; /* [type T] of a public or api class: the name other C code has of the type object, or NULL */
    bool is_public, is_api;  /* T is linked; T is found at run time */
    const char *type_object; /* C expression of the type object of an extern class; NULL: found at run time */
    char check_size;         /* of a class of another module: e error, w warn, i ignore when its instances are larger */
    bool is_listed;          /* in Sema.classes, if that is its place */
    bool is_varsized;        /* no C attributes can follow the base's */
    bool is_shared;          /* declared in a pxd: other modules know its table of C methods */
    bool is_extern, is_final, is_internal, no_gc, no_gc_clear, total_ordering, is_declared;
    bool has_dict, has_weakrefs;
    char collection;         /* s a sequence, m a mapping, for match statements; 0: neither */
    bool no_version_tag;     /* attributes are not cached by the interpreter */
    int freelist;            /* how many dead instances are kept for new ones */
    int trashcan;            /* long chains of them are taken apart in steps: 1 yes, 0 no, -1 as the base */
} ClassInfo;

/* How a For statement runs. */
typedef enum ForKind { FOR_ITER, FOR_RANGE, FOR_PRANGE } ForKind;
typedef struct ForInfo {
    ForKind kind;
    const Type *index_type;         /* RANGE, PRANGE: C type of the loop variable */
    const Ast *start, *stop, *step; /* NULL: 0, (required), 1 */
    int64_t const_step;             /* when the step is a literal; else 0 */
    bool is_reversed;               /* RANGE: from stop - 1 down to start */
    bool by_address;                /* over C memory: the target gets the address of each item */
    /* PRANGE */
    const Ast *schedule, *chunksize, *num_threads, *use_threads_if;
    bool nogil;
} ForInfo;

/* How a With item runs. */
typedef enum WithKind {
    WITH_PYTHON,
    WITH_NOGIL,
    WITH_GIL,
    WITH_DIRECTIVE,
    WITH_PARALLEL,
    WITH_LOCK,   /* a lock of module cython: held while the body runs */
    WITH_SECTION /* cython.critical_section */
} WithKind;
typedef struct WithInfo {
    WithKind kind;
    const Ast *condition;         /* nogil(cond) */
    const Directives *directives; /* DIRECTIVE: in force inside */
    const Ast *num_threads;       /* PARALLEL */
    bool nogil;                   /* PARALLEL: releases the GIL itself */
    const Ast *sections[2];       /* SECTION: objects, or locks */
    uint32_t section_count;
} WithInfo;

/* How a Call runs. */
typedef enum CallKind {
    CALL_PYTHON,  /* any object */
    CALL_C,       /* C function: target->type is TYPE_FUNC, or the callee expression's type is */
    CALL_BUILTIN, /* builtin function or constructor by its name: target is SYM_BUILTIN */
    CALL_CMETHOD, /* C method of an extension type: target, through the table unless is_direct */
    CALL_METHOD,  /* method of a value of builtin type: receiver_type, method */
    CALL_VIEW,    /* method of a typed memoryview: copy, ... */
    CALL_LOCK,    /* method of a lock: acquire, ... */
    CALL_MAGIC,   /* cython.X: target->magic */
    CALL_NEW,     /* Class.__new__(Class, ...) of an extension type of the module: target */
    CALL_SUPER,   /* super() without arguments: target is the cell of __class__, NULL none */
    CALL_CAST     /* C type called: int(x) in C, struct construction */
} CallKind;
typedef struct CallInfo {
    CallKind kind;
    Symbol *target;
    const Type *receiver_type;
    Atom method;
    const Scope *scope; /* BUILTIN: in which the call stands */
    const Type *result; /* CAST: the type called. METHOD, BUILTIN: type_of the Call */
    const Ast **args; /* C: one expression per parameter, keywords in place, then the variadic ones;
                            NULL: left out. CAST of a struct: one per field */
    uint32_t arg_count;
    bool is_item;   /* METHOD: gives an item of a container whose items have a type: to be checked */
    bool is_direct; /* CMETHOD: of exactly this class, as in Base.f(self) */
} CallInfo;

/* A cpdef enum as Python sees it: a class; a public or nameless one: plain integers of the module. */
typedef struct EnumFace {
    const Type *type;   /* NULL: integers */
    const AstCEnum *node;
    Symbol **items;     /* in the order of node->items */
} EnumFace;

typedef struct Sema {
    Arena *arena;
    AtomTable *atoms;
    Types *types;
    Diags *diags;
    const AstTree *tree;
    const char *module_name; /* dotted */
    Scope *builtins, *module;
    FuncInfo *module_func;
    VEC(FuncInfo *) functions;  /* in source order, inner after outer; module body not included */
    Map generics; /* def or class with type parameters -> FuncInfo of the hidden function around it */
    Map late_generics; /* def, class, `type` statement -> itself: its bounds, defaults and value are Python's alone */
    VEC(Symbol *) cglobals;     /* cdef module variables */
    VEC(Symbol *) extern_faces;  /* extern `cpdef` functions: Python sees them too */
    VEC(Symbol *) shared;       /* C functions and variables of other modules; those with is_used are needed */
    VEC(const EnumFace *) faces; /* cpdef enums */
    VEC(ClassInfo *) classes;   /* extension types, bases first; also those of other modules that are used */
    VEC(const char *) headers;  /* C headers to include, in order: "<math.h>" or "x.h"; "\n..." is C text
                                 * of an extern block for the header before it, "\t..." one without a header */
    bool future_annotations; /* from __future__ import annotations */
    bool uses_cython; /* module cython is imported: its language's `frozendict` is meant, also in a .py file */
    bool needs_numpy; /* numpy is cimported, and nothing calls import_array */
    VEC(const Type *) nominal;  /* structs, enums, typedefs declared in this module, in order */
    /* By node id; NULL where it does not apply. type_of: expressions, syntactic types, declarators;
     * AugAssign: of the operation before it is stored; CompareArm: in which the two sides are
     * compared. symbol_of: Name, Attribute (when it resolves statically), declaring nodes, Alias.
     * info_of: ForInfo For and CompFor, WithInfo WithItem, CallInfo Call, FuncInfo function nodes
     * and Module, Scope Comp (its func has that node: a generator is made), FoldInfo
     * Compare, BoolOp, UnaryOp (tests of types), Symbol Assign (one that declares a type),
     * ArrayInfo Cast. */
    const Type **type_of;
    Symbol **symbol_of;
    void **info_of;
} Sema;

/* Finds pxd files: how sema asks the driver for sources without knowing about files. */
typedef struct SemaLoader {
    void *context;
    /* The tree of module `dotted` (pxd), or NULL when there is none. Near: not where Python finds its modules, which
     * has to be asked first and takes longer than all our work. */
    const AstTree *(*load_pxd)(void *context, const char *dotted, bool near);
} SemaLoader;

typedef struct SemaInput {
    Arena *arena;
    AtomTable *atoms;
    Types *types;
    Diags *diags;
    SemaLoader loader;
    const AstTree *tree;
    const AstTree *pxd; /* own .pxd, or NULL */
    const char *module_name;
    const Directives *directives; /* from -X; NULL: defaults */
} SemaInput;

/* Analyses one module. Never NULL; errors are in the diagnostics. */
Sema *sema_analyze(const SemaInput *input);
/* What `return` in its body converts to: the type that its annotation names, else that of its C entry. */
const Type *sema_return_type(const FuncInfo *func);
/* Default directives, from the table. */
const Directives *directives_default(void);
/* Sets `name` to the value spelt `text`; false when the name or value is unknown. */
bool directives_set(Directives *directives, const char *name, const char *text);
/* Scopes, symbols and types as text, for tests and `krait dump --stage sema`. */
void sema_dump(const Sema *sema, Buf *out);

#define SEMA_TYPE(sema, node) ((sema)->type_of[(node)->id])

#endif
