/* method_form.h: places of C methods with optional arguments in the table of C methods.
 *
 * Who calls a method through the table knows neither which method it is nor what the arguments are that are left out, and an
 * override may take more arguments than what it takes the place of. So the table has a place for each number of arguments: the
 * callee knows its own defaults.
 *
 * A cpdef method of a class that other modules know takes one argument more, as in Cython's tables: whether it is this very
 * method that is meant, whatever Python code has put in its place (`A.f(self)`). One that takes the place of a cdef method has
 * no such argument, and its places twice. Tables without optional arguments and such methods are those of Cython.
 *
 *     cdef class A:                        struct A_vtab { int (*f)(PyObject *, int);
 *         cdef int f(self, int a=1)                        int (*f_0)(PyObject *); };
 *     cdef class B(A):                     struct B_vtab { struct A_vtab base;
 *         cdef int f(self, int a=2, b=3)                   int (*f)(PyObject *, int, PyObject *); };
 */
#ifndef KRAIT_SEMA_METHOD_FORM_H
#define KRAIT_SEMA_METHOD_FORM_H

#include "sema/sema.h"

/* The name of the place for `count` parameters of the method, or an override; `is_own`: of the method itself. */
Atom method_form_key(AtomTable *atoms, const Symbol *method, uint32_t count, bool is_own);
/* Does it take that argument, the last one? */
bool method_form_asks(const Symbol *method);
/* The type of a place in the table for a method, or short form, of this type. */
const Type *method_form_type(Types *types, const Symbol *method, const Type *type);
/* Are the tables of the class and its bases laid out as Cython's? */
bool method_form_is_usual(const ClassInfo *cls);
/* The class of the line of `cls` whose own table has this place, or NULL. */
const ClassInfo *method_form_owner(const ClassInfo *cls, Atom key);

#endif
