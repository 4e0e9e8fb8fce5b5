/* method_form.h: places of C methods with optional arguments in the table of C methods.
 *
 * Who calls a method through the table knows neither which method it is nor what the arguments are that are left out, and an
 * override may take more arguments than what it takes the place of. So the table has a place for each number of arguments: the
 * callee knows its own defaults. A cpdef method of a class that other modules know has its places twice: `A.f(self)` is the
 * method itself, whatever Python code has put in its place.
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
/* The class of the line of `cls` whose own table has this place, or NULL. */
const ClassInfo *method_form_owner(const ClassInfo *cls, Atom key);

#endif
