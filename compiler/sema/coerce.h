/* coerce.h: may this expression stand where that type is wanted?
 *
 * The rules of type/convert.h, plus what depends on the expression itself: literals take the type
 * they meet (`cdef char c = b'x'`, `cdef uint64_t h = 0xcbf29ce484222325`), displays fill C arrays,
 * `int(x)` of a C float stays in C. Such an expression gets its new type_of here.
 */
#ifndef KRAIT_SEMA_COERCE_H
#define KRAIT_SEMA_COERCE_H

#include "sema/analyzer.h"

/* Checks that `node`, already typed, converts to `to`; reports once when it does not. */
bool coerce_to(Analyzer *a, const Ast *node, const Type *to);
/* The same where the value is kept: a C pointer into a Python object must not outlive it. */
bool coerce_stored(Analyzer *a, const Ast *node, const Type *to);
/* Checks a conversion of a value that no single expression stands for (an unpacked item). */
bool coerce_type(Analyzer *a, Span span, const Type *from, const Type *to);
/* Reports that a value of one type is no value of the other; `node` may be NULL. */
void coerce_report(Analyzer *a, Span span, const Ast *node, const Type *from, const Type *to);
/* Checks that `node`, already typed, has a truth value. */
void coerce_to_truth(Analyzer *a, const Ast *node);
/* Checks that `node`, already typed, is a Python object or becomes one. */
void coerce_to_object(Analyzer *a, const Ast *node);
/* Gives a literal the C type of what it is compared or combined with: b'x' beside a char, 'x'
 * beside a Py_UCS4, a large integer beside a 64-bit unsigned one. */
void coerce_literal_beside(Analyzer *a, const Ast *node, const Type *other);
/* Is `node` the literal None? */
bool coerce_is_none(const Ast *node);
/* Can Python call such a C function: are arguments and result had from and as objects? */
bool coerce_is_callable(Analyzer *a, const TypeFunc *func);

/* The number of code points of a string literal. */
uint32_t coerce_count_characters(const AstStrLit *literal);

#endif
