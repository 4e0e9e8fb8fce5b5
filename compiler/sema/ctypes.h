/* ctypes.h: syntactic types to types: `unsigned long long`, `double[:, ::1]`, `int (*f)(double)`,
 * np.float64_t.
 *
 * User declarations come first, then C's words and Python's builtin types. Every syntactic type
 * node gets its type_of. An unknown or unsuitable name is reported once, here, and gives the poison
 * type.
 */
#ifndef KRAIT_SEMA_CTYPES_H
#define KRAIT_SEMA_CTYPES_H

#include "sema/analyzer.h"
#include "sema/ctypes_expr.h"

/* What a C function's declaration says, from CFuncDef or TypeFunc. */
typedef struct FuncSpec {
    AstNodes params;
    const Ast *returns; /* NULL: object */
    const Ast *except;  /* ExceptSpec or NULL */
    bool nogil, with_gil, varargs;
    bool is_extern;    /* no exception unless declared */
    bool is_prototype; /* parameter names may be left out: `f(int)`, `f(size_t)` */
} FuncSpec;

/* The type a node stands for; object for NULL. */
const Type *ctypes_resolve(Analyzer *a, Scope *scope, const Ast *node);
/* TYPE_FUNC of a C function. */
const Type *ctypes_function(Analyzer *a, Scope *scope, const FuncSpec *spec);
/* Name of parameter number `index` under `spec`: NULL when only its type was written. */
Atom ctypes_param_name(Analyzer *a, const Scope *scope, const FuncSpec *spec, uint32_t index);
/* The type of a parameter written as object[T, ...], with its buffer; NULL for others. Reports nothing. */
const Type *ctypes_param_buffer(Analyzer *a, Scope *scope, const AstParam *param);
/* The parameters' names of the function that a type, as written, points to; NULL: it points to none. */
const Atom *ctypes_pointer_names(Analyzer *a, const Scope *scope, const Ast *node);
/* The C or builtin type of this word (`double`, `Py_ssize_t`, `list`), or NULL. */
const Type *ctypes_word(Analyzer *a, Atom word);
/* The type of one name: a declared type, else a word; reports when there is none. */
const Type *ctypes_of_name(Analyzer *a, const Scope *scope, Atom name, Span span);
/* The named type of a symbol, or NULL when the symbol is no type. */
const Type *ctypes_of_symbol(Analyzer *a, const Symbol *symbol, Span span);
const Type *ctypes_qualified(Analyzer *a, Span span, const Type *target, uint32_t qualifiers);
/* The name a type was written with, when it is another name of a class (`ctypedef C Other`); else NULL. */
Atom ctypes_class_alias(const Scope *scope, const Ast *node);
/* Implicit exception specification of a C function with this result. */
ExceptSpec ctypes_default_except(Analyzer *a, const Type *result, bool is_extern);

#endif
