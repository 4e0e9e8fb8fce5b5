/* fused.h: functions with fused types: templates, their specialisations, and what a fused type stands for.
 *
 * A fused type is a list of alternatives. A function whose parameters name one is a template: it is declared with
 * the fused types in place (FuncInfo.fused) and has no body. For every choice of alternatives there is a
 * FusedSpec: a function of its own (FuncInfo, symbols, scope) over the same nodes, whose side tables reach over
 * these nodes only. While a specialisation is declared, resolved, inferred or checked, Analyzer.spec says what
 * the fused types stand for, so that the rules for types and expressions need not know about them.
 *
 *     cdef f(floating x)   ->   template f(fused(floating)); specs "float": f(f32), "double": f(f64)
 */
#ifndef KRAIT_SEMA_FUSED_H
#define KRAIT_SEMA_FUSED_H

#include "sema/analyzer.h"

/* What the fused types stand for in one specialisation. */
typedef struct FusedSpec {
    const struct FusedSpec *outer; /* of the function it stands in, or NULL */
    const Type *const *fused;      /* of the template; `count` of them */
    const Type *const *types;      /* what each stands for */
    uint32_t count, index;         /* index: among the specialisations, from 0 */
    const char *signature;         /* "int|double": its name for Python */
    FuncInfo *func;                /* NULL: declared only */
    Symbol *symbol;                /* of C functions */
} FusedSpec;

typedef struct FusedInfo {
    const Type *const *types; /* fused types in order of the parameters that name them first */
    uint32_t type_count;
    FusedSpec *specs;
    uint32_t spec_count;
    bool is_undecided; /* reported: the result does not follow from the parameters */
} FusedInfo;

/* Does a fused type stand anywhere in it? */
bool fused_contains(const Type *type);
/* Is it what `type`, with one of its fused types' alternatives in place, is? */
bool fused_may_be(Analyzer *a, const Type *type, const Type *one);
/* A type as named at `span`: fused types replaced by what they stand for here. Reports where they stand for
 * nothing; itself where templates are declared. */
const Type *fused_resolve(Analyzer *a, Span span, const Type *type);
/* cython.integral, floating, numeric; NULL: another name. */
const Type *fused_known(Analyzer *a, const char *name);
/* ctypedef fused NAME: ... */
void fused_declare(Analyzer *a, Scope *scope, const AstCFused *node);
/* `name = cython.fused_type(...)`: the type of the call; NULL: it is no such call. */
const Type *fused_of_call(Analyzer *a, Scope *scope, Atom name, const AstCall *call);

/* The specialisations of a function type with fused parameters, without functions yet; NULL: it has none. Reports
 * a result that no parameter decides. */
FusedInfo *fused_make(Analyzer *a, Span span, const Type *func);
/* Begins with the declaration of one: `root` is the function's node. fused_leave goes back. */
typedef struct FusedSaved {
    Tables tables;
    const FusedSpec *spec;
    int allowed;
} FusedSaved;
FusedSaved fused_enter(Analyzer *a, const FusedSpec *spec, const Ast *root);
void fused_leave(Analyzer *a, const FusedSaved *saved);

#endif
