/* cython.h: what extern declarations and C text of Cython programs take for granted: macros of Cython's own C, which
 * say how its code was configured, and a few of its functions. The answers are those for Krait's code. compat.h includes
 * it.
 */
#ifndef KR_CYTHON_H
#define KR_CYTHON_H

#define __Pyx_Py_IsNone(o) ((o) == Py_None)
#define __Pyx_PyBytes_AsString(s) PyBytes_AS_STRING((PyObject *)(s))
#define __Pyx_PyBytes_AsUString(s) ((unsigned char *)PyBytes_AS_STRING((PyObject *)(s)))
#define DL_EXPORT(type) type
#define DL_IMPORT(type) type
#define CYTHON_COMPILING_IN_CPYTHON 1
#define CYTHON_COMPILING_IN_LIMITED_API 0
#define CYTHON_COMPILING_IN_PYPY 0
#define CYTHON_COMPILING_IN_GRAAL 0
#define CYTHON_INLINE inline
#define CYTHON_RESTRICT restrict
#define CYTHON_UNUSED __attribute__((unused))
#define CYTHON_MAYBE_UNUSED_VAR(x) ((void)(x))
#define CYTHON_UNUSED_VAR(x) ((void)(x))
#define CYTHON_FALLTHROUGH __attribute__((fallthrough))
#if defined(Py_GIL_DISABLED)
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 1
#else
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 0
#endif
#define CYTHON_ASSUME_SAFE_MACROS 1
#define CYTHON_AVOID_BORROWED_REFS 0
#define CYTHON_AVOID_THREAD_UNSAFE_BORROWED_REFS CYTHON_COMPILING_IN_CPYTHON_FREETHREADING
#define CYTHON_FAST_THREAD_STATE 1
#define CYTHON_PEP487_INIT_SUBCLASS 1
#define CYTHON_PEP489_MULTI_PHASE_INIT 1
#define CYTHON_UNPACK_METHODS 1
#define CYTHON_USE_MODULE_STATE 0
#define CYTHON_USE_PYLIST_INTERNALS 1
#define CYTHON_USE_PYLONG_INTERNALS 0
#define CYTHON_USE_SYS_MONITORING 0
#define CYTHON_USE_TP_FINALIZE 1
#define CYTHON_USE_TYPE_SLOTS 1
#define CYTHON_USE_UNICODE_INTERNALS 1
#define CYTHON_USE_UNICODE_WRITER 0
#define CYTHON_VECTORCALL 1
#define __Pyx_CyFunction_Check(object) kr_is_function(object)

#endif
