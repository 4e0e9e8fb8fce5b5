/* symbol.h: scopes and the things names stand for.
 *
 * One Scope per module, function, class and comprehension/generator expression. A Symbol is made
 * once, by declaration or first binding; every Name node resolves to one (Sema.symbol_of).
 * Assignment makes a name local to its function as in Python; a `cdef` declaration gives it a C
 * type.
 */
#ifndef KRAIT_SEMA_SYMBOL_H
#define KRAIT_SEMA_SYMBOL_H

#include "base/map.h"
#include "base/vec.h"
#include "diag/source.h"
#include "syntax/ast.h"
#include "type/type.h"

typedef enum SymbolKind {
    SYM_LOCAL,   /* variable of a function or comprehension scope; parameters too (is_param) */
    SYM_GLOBAL,  /* Python variable in the module's dict */
    SYM_CGLOBAL, /* cdef variable of the module: a field of the module state */
    SYM_EXTERN,  /* C variable or macro from an extern block */
    SYM_CFUNC,   /* cdef/cpdef function, or extern C function */
    SYM_DEF,     /* def function of the module (also a SYM_GLOBAL name at run time) */
    SYM_BUILTIN, /* Python builtin */
    SYM_CONST,   /* enum item, DEF constant: value known */
    SYM_TYPE,    /* names a C type: ctypedef, struct, enum, fused, C words, builtin types in cdef */
    SYM_CLASS,   /* cdef class */
    SYM_CMODULE, /* cimported module (cython, libc.math, ...): `inner` holds its names */
    SYM_MAGIC,   /* cython.X and cython.parallel.X with a meaning of its own: `magic` */
    SYM_FIELD,   /* name in the body of a Python class: item of its namespace */
    SYM_POISON   /* reported already */
} SymbolKind;

typedef enum MagicKind {
    MAGIC_NONE,
    MAGIC_DIRECTIVE, /* cython.boundscheck ...: `directive` index */
    MAGIC_NOGIL,
    MAGIC_GIL,
    MAGIC_PRANGE,
    MAGIC_PARALLEL,
    MAGIC_THREADID,
    MAGIC_CAST,
    MAGIC_SIZEOF,
    MAGIC_TYPEOF,
    MAGIC_ADDRESS,
    MAGIC_DECLARE,
    MAGIC_COMPILED,
    MAGIC_CFUNC,
    MAGIC_CCALL,
    MAGIC_CCLASS,
    MAGIC_INLINE,
    MAGIC_RETURNS,
    MAGIC_LOCALS,
    MAGIC_EXCEPTVAL,
    MAGIC_LIKELY,
    MAGIC_UNLIKELY,
    MAGIC_NULL,
    MAGIC_TYPE_OF_TYPE, /* cython.pointer, const, volatile, restrict: make a type of another */
    MAGIC_FUSED_TYPE,
    MAGIC_VIEW_AXIS,   /* cython.view.strided ...: int_value as in magic.c */
    MAGIC_VIEW_ARRAY,  /* SYM_TYPE cython.view.array */
    MAGIC_VIEW_OBJECT, /* SYM_TYPE cython.view.memoryview */
    MAGIC_UNSUPPORTED /* known to the language, not to us yet: fused_type, struct, ... */
} MagicKind;

typedef enum ScopeKind {
    SCOPE_BUILTIN,
    SCOPE_MODULE,
    SCOPE_FUNC,
    SCOPE_CLASS,
    SCOPE_COMP,
    SCOPE_CMODULE
} ScopeKind;

struct FusedInfo; /* sema/fused.h */
struct FusedSpec;
typedef struct Scope Scope;
typedef struct Symbol Symbol;

struct Symbol {
    SymbolKind kind;
    MagicKind magic;
    int directive; /* MAGIC_DIRECTIVE: row of directives.def */
    Atom name;
    const char *c_name; /* extern: how C spells it; NULL: the emitter chooses */
    const char *header; /* extern: header to include; "" none */
    const Type
        *type; /* of the variable, function (TYPE_FUNC), or the named type (SYM_TYPE, SYM_CLASS) */
    Scope *scope;            /* where it was declared */
    Symbol *outer; /* SYM_FIELD not bound in its class: what the name stands for around it, or NULL */
    Scope *inner;            /* SYM_CMODULE, SYM_CLASS: its own names */
    const Type *buffer;      /* SYM_LOCAL of type object[T, ...]: the view its items are accessed by */
    struct FusedInfo *fused; /* SYM_CFUNC, SYM_DEF with fused parameters: a template */
    struct ClassInfo *cls;   /* SYM_CLASS: what it is; SYM_FIELD, methods and properties: whose they are */
    struct Symbol *overrides; /* C method: the method of a base class whose place in the table it takes */
    struct FuncInfo *func;   /* SYM_CFUNC, SYM_DEF with a body in this module */
    const Atom *param_names; /* SYM_CFUNC: per parameter; NULL where only the type was written */
    const char *table_name;  /* SYM_CFUNC: in the table of C functions that modules share; NULL: its name */
    const Type **param_buffers; /* SYM_CFUNC of a template's choice: the views of parameters declared as object[T], or NULL */
    const Ast *decl;         /* declaring or first binding node */
    const Ast *const_set;    /* SYM_CGLOBAL: the declaration or assignment that gives a const variable its value */
    Span span;               /* of the name there */
    int64_t int_value;       /* SYM_CONST of integer type */
    bool is_declared;        /* by cdef or a typed parameter: never inferred */
    bool is_param, is_used, is_assigned, is_deleted;
    bool is_rebound;     /* bound again after its first binding; for a parameter: bound at all */
    bool is_captured;    /* used by an inner function: lives in a cell */
    bool has_value;      /* SYM_CONST: int_value is known; else only c_name */
    bool not_none;       /* parameter: None is a TypeError (`not None`, or a plain annotation) */
    bool might_overflow; /* stands in arithmetic: an inferred integer type would not be safe */
    const char *doc;     /* SYM_FIELD of an extension type: docstring below its declaration; NULL: none */
    uint32_t doc_len;
    struct Symbol *setter; /* SYM_CFUNC, is_c_property: called to assign the attribute; NULL: it is read only */
    bool is_c_property;  /* SYM_CFUNC: its attribute is what calling it gives */
    bool buffer_written; /* an item is assigned through `buffer` */
    bool buffer_cast;    /* items of other types of the same size are taken for these */
    bool buffer_wraps;   /* negative indices of it count from the end */
    bool is_star;        /* parameter *args or **kwargs */
    bool is_self;        /* parameter: the instance a method of an extension type is called on, never None */
    bool is_open, is_readonly; /* SYM_FIELD of an extension type: Python may read and write it, or only read */
    bool is_property;    /* member of an extension type with a getter of its own */
    bool is_final;       /* C method: never overridden */
    bool is_static;      /* C method without an instance */
    bool is_cpdef;       /* C function that Python sees; a method: it may override it */
    bool may_be_unset;   /* local: there may be a read before it is set */
    bool is_par_index;   /* loop variable of a prange: always a C integer */
    bool has_runtime;    /* SYM_CMODULE: also imported, so a Python variable of this name exists */
    bool is_public; /* SYM_CFUNC, SYM_CGLOBAL: under its own name for the C linker */
    bool is_api;    /* the same: in the module's __pyx_capi__ */
    bool is_private_extern; /* from a pxd of ours: no declaration is emitted, only its header */
    const char *from_module; /* C function or variable of another Krait module: that module, dotted */
    bool is_exported;        /* declared in the module's own pxd: other modules find it */
    uint32_t index;         /* dense number in its scope */
};

struct Scope {
    ScopeKind kind;
    Scope *parent;
    const Ast *node;       /* Module, FunctionDef, CFuncDef, Lambda, ClassDef, CClassDef, Comp */
    struct FuncInfo *func; /* nearest enclosing function, or NULL */
    Map names;             /* Atom -> Symbol * */
    VEC(Symbol *) symbols; /* in order of creation */
    Atom name;
    struct ClassInfo *cls; /* SCOPE_CLASS of an extension type */
    Span cimported;  /* of another module: where this one cimports it first, for errors at run time */
    bool sees_class; /* SCOPE_FUNC of type parameters: a class right around it is looked at */
};

/* Looks `name` up in this scope only. */
Symbol *scope_find(const Scope *scope, Atom name);
/* The member `name` of an extension type or of its bases, or NULL. */
Symbol *scope_member(const Type *cls, Atom name);
/* Looks outwards by Python's rules (class scopes are skipped from inner functions). */
Symbol *scope_lookup(const Scope *scope, Atom name);
/* Adds a symbol; the caller has checked that the name is free. */
Symbol *scope_add(Arena *arena, Scope *scope, SymbolKind kind, Atom name, const Type *type,
                  Span span);
/* A new, empty scope. */
Scope *scope_new(Arena *arena, ScopeKind kind, Scope *parent, const Ast *node,
                 struct FuncInfo *func, Atom name);

#endif
