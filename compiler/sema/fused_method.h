/* fused_method.h: C methods with fused types.
 *
 * The template is a member of the class like any method, without a place in the table of C methods; each of its
 * specialisations is a symbol of its own, "f[int]", that has one. So overriding, the table and calls through it need
 * know nothing about fused types: only what a call means is decided here.
 *
 *     cdef class A:                            struct A_vtab { int (*f_0_)(PyObject *, int);
 *         cdef integral f(self, integral x)                    long (*f_1_)(PyObject *, long); ... };
 *     a.f(1), a.f[long](1)                     CALL_CMETHOD of f[int], f[long]
 */
#ifndef KRAIT_SEMA_FUSED_METHOD_H
#define KRAIT_SEMA_FUSED_METHOD_H

#include "sema/fused.h"

/* Makes spec->symbol what the template's declaration says; a method keeps the place it has in its class. */
void fused_method_symbol(Analyzer *a, FusedSpec *spec, const Symbol *template);
/* The method of a base class that this specialisation of a method of `cls` takes the place of, or NULL. */
Symbol *fused_method_inherited(const ClassInfo *cls, const Symbol *template, const FusedSpec *spec);
/* The specialisation that the call of method template `symbol` means: by the index of `obj.f[int]`, else by the
 * arguments. `shift`: parameters before those that the arguments are for. NULL after a report. */
Symbol *fused_method_chosen(Analyzer *a, const AstCall *call, const Symbol *symbol, uint32_t shift);
/* `obj.f` of `obj.f(...)` and `obj.f[int](...)`; NULL: the callee is no attribute. */
const AstAttribute *fused_method_callee(const AstCall *call);

#endif
