/* compat.h: the only file that knows CPython versions (3.9 to 3.14, free-threaded builds too) and C compilers.
 *
 * Below it, the rest of the runtime sees one C API: what an old version lacks is defined here under its
 * newest name, or under a kr_ name where no version has what we need. A new version of CPython or another
 * compiler touches this file only (and runtime/prelude, which checks itself).
 */
#ifndef KR_COMPAT_H
#define KR_COMPAT_H

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#if defined(__TINYC__) && !defined(_Py_USE_GCC_BUILTIN_ATOMICS)
#define _Py_USE_GCC_BUILTIN_ATOMICS 1 /* 3.13 headers refuse unknown compilers */
#endif
#if defined(__TINYC__) && (defined(__x86_64__) || defined(__i386__))
/* The atomics of those headers that macros like Py_REFCNT lead to; tcc moves no access, x86 none over a load. */
#define __ATOMIC_RELAXED 0
#define __ATOMIC_ACQUIRE 2
#define __ATOMIC_RELEASE 3
#define __ATOMIC_SEQ_CST 5
#define __atomic_load_n(place, order) (*(place))
#endif
#include <Python.h>
#if defined(__TINYC__)
#undef __attribute__ /* glibc headers define it away, silently */
#endif

/* ---- compilers ------------------------------------------------------------------------------- */

#if defined(__GNUC__) || defined(__clang__)
#define KR_LIKELY(x) __builtin_expect(!!(x), 1)
#define KR_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KR_COLD __attribute__((cold, noinline))
#define KR_NOINLINE __attribute__((noinline))
#define KR_ALWAYS_INLINE inline __attribute__((always_inline))
#define KR_VISIBLE __attribute__((visibility("default")))
#define KR_HIDDEN __attribute__((visibility("hidden")))
#define KR_UNUSED __attribute__((unused))
#else
#define KR_LIKELY(x) (x)
#define KR_UNLIKELY(x) (x)
#define KR_COLD
#define KR_NOINLINE
#define KR_ALWAYS_INLINE inline
#define KR_VISIBLE
#define KR_HIDDEN
#define KR_UNUSED
#endif

/* KR_FN: a function of runtime/src. KR_INLINE: a short one, defined in a header: inline in compiled modules,
 * and an exported function of the shared runtime for code compiled in process, which sees prototypes only. */
#if defined(KR_SHARED)
#define KR_FN KR_VISIBLE
#define KR_INLINE KR_VISIBLE
#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic ignored "-Wmissing-prototypes" /* KR_INLINE functions have none */
#endif
#elif defined(KR_STANDALONE) /* all of it in the module's own file */
#define KR_FN KR_UNUSED static
#define KR_INLINE KR_UNUSED static inline
#else
#define KR_FN KR_HIDDEN
#define KR_INLINE static inline
#endif

/* KR_HOT: as KR_INLINE but longer: tcc, which inlines nothing, calls the copy of the library (KR_HOT_DECLARED). */
#define KR_HOT_DECLARED 0
#if defined(KR_LIBRARY) && !defined(KR_SHARED) && !defined(KR_STANDALONE)
#define KR_HOT KR_HIDDEN
#if defined(__GNUC__) || defined(__clang__)
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#endif
#elif defined(__TINYC__) && !defined(KR_SHARED) && !defined(KR_STANDALONE)
#define KR_HOT KR_FN
#undef KR_HOT_DECLARED
#define KR_HOT_DECLARED 1
#else
#define KR_HOT KR_INLINE
#endif

/* Relaxed atomics on int; tcc has no builtins but runs on x86, where an aligned int needs only the lock
 * prefix for read-modify-write. */
#if defined(__GNUC__) || defined(__clang__)
#define kr_atomic_add(place, n) __atomic_add_fetch((place), (n), __ATOMIC_ACQ_REL)
#define kr_atomic_load(place) __atomic_load_n((place), __ATOMIC_ACQUIRE)
#define kr_atomic_store(place, n) __atomic_store_n((place), (n), __ATOMIC_RELEASE)
#define kr_atomic_swap(place, n) __atomic_exchange_n((place), (n), __ATOMIC_ACQ_REL)
/* `n` in the place of `old`, if that is there: what was there. */
static inline int kr_atomic_replace(int *place, int old, int n)
{
    __atomic_compare_exchange_n(place, &old, n, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    return old;
}
#elif defined(__x86_64__) || defined(__i386__)
static inline int kr_atomic_add(int *place, int n)
{
    int old = n;
    __asm__ __volatile__("lock; xaddl %0, %1" : "+r"(old), "+m"(*place) : : "memory");
    return old + n;
}
#define kr_atomic_load(place) (*(volatile int *)(place))
#define kr_atomic_store(place, n) (*(volatile int *)(place) = (n))
static inline int kr_atomic_swap(int *place, int n)
{
    __asm__ __volatile__("xchgl %0, %1" : "+r"(n), "+m"(*place) : : "memory");
    return n;
}
static inline int kr_atomic_replace(int *place, int old, int n)
{
    __asm__ __volatile__("lock; cmpxchgl %2, %1" : "+a"(old), "+m"(*place) : "r"(n) : "memory");
    return old;
}
#else
#error "kr_atomic_add is not known for this compiler and machine"
#endif

/* A pointer that one thread writes while others read it: what it points to was made before. */
#if defined(__GNUC__) || defined(__clang__)
#define kr_pointer_load(place) __atomic_load_n((place), __ATOMIC_ACQUIRE)
#define kr_pointer_store(place, value) __atomic_store_n((place), (value), __ATOMIC_RELEASE)
#else
#define kr_pointer_load(place) (*(place)) /* x86, see above: loads and stores stay in order */
#define kr_pointer_store(place, value) (*(place) = (value))
#endif

/* ---- versions -------------------------------------------------------------------------------- */

#define KR_PY(minor) (PY_VERSION_HEX >= (0x03000000 | ((minor) << 16)))

#if defined(Py_GIL_DISABLED)
#define KR_FREE_THREADED 1
#else
#define KR_FREE_THREADED 0
#endif

#if !KR_PY(9)
#error "Krait's runtime needs CPython 3.9 or newer"
#endif

/* The end of a module's slots, behind Py_mod_exec: our state is one struct of the process. */
#if KR_PY(13)
#define KR_MODULE_SLOTS                                                                            \
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED}, {0, NULL}
#define KR_MODULE_SLOTS_GIL_NOT_USED                                                               \
    {Py_mod_gil, Py_MOD_GIL_NOT_USED}, KR_MODULE_SLOTS
#elif KR_PY(12)
#define KR_MODULE_SLOTS                                                                            \
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED}, {0, NULL}
#define KR_MODULE_SLOTS_GIL_NOT_USED KR_MODULE_SLOTS
#else
#define KR_MODULE_SLOTS {0, NULL}
#define KR_MODULE_SLOTS_GIL_NOT_USED {0, NULL}
#endif

#if !KR_PY(10)
static inline PyObject *kr_new_ref(PyObject *object)
{
    Py_XINCREF(object);
    return object;
}
#define Py_NewRef(object) kr_new_ref((PyObject *)(object))
#define Py_XNewRef(object) kr_new_ref((PyObject *)(object))
#endif

/* Reference counts and the like in tcc: macros, since tcc never inlines a function. Same rules as the version's own. */
#if defined(__TINYC__) && !defined(Py_REF_DEBUG) && (KR_FREE_THREADED || !KR_PY(14))
#include "kr/macros_tcc.h"
#endif

/* ---- integers -------------------------------------------------------------------------------- */

/* Value of an int object of at most one digit. KR_INT_COMPACT only where KR_INT_IS_COMPACT. */
#if KR_PY(12)
#define KR_INT_IS_COMPACT(o) (((PyLongObject *)(o))->long_value.lv_tag < 16)
#define KR_INT_COMPACT(o)                                                                          \
    ((1 - (Py_ssize_t)(((PyLongObject *)(o))->long_value.lv_tag & 3)) *                            \
     (Py_ssize_t)((PyLongObject *)(o))->long_value.ob_digit[0])
#else
#if !KR_PY(11)
#include "longintrepr.h"
#endif
#define KR_INT_IS_COMPACT(o) ((size_t)(((PyVarObject *)(o))->ob_size + 1) < 3)
#define KR_INT_COMPACT(o)                                                                          \
    (((PyVarObject *)(o))->ob_size * (Py_ssize_t)((PyLongObject *)(o))->ob_digit[0])
#endif

/* ---- objects --------------------------------------------------------------------------------- */

/* Item of a dict: 1 and a new reference, 0 and NULL, or -1 and an exception. */
KR_INLINE int kr_dict_find(PyObject *dict, PyObject *key, PyObject **value)
{
#if KR_PY(13)
    return PyDict_GetItemRef(dict, key, value);
#else
    *value = PyDict_GetItemWithError(dict, key);
    if (*value) {
        Py_INCREF(*value);
        return 1;
    }
    return PyErr_Occurred() ? -1 : 0;
#endif
}

/* The same for a name in C. PyDict_GetItemString takes what it has no memory for as not there. */
KR_INLINE int kr_dict_find_text(PyObject *dict, const char *name, PyObject **value)
{
    PyObject *key = PyUnicode_FromString(name);
    *value = NULL;
    int found = key ? kr_dict_find(dict, key, value) : -1;
    Py_XDECREF(key);
    return found;
}

/* Item of a list at an index known to be in range a moment ago: new reference; NULL and IndexError only when
 * another thread shrank the list meanwhile. */
#if KR_FREE_THREADED
#define KR_LIST_REF(list, index) PyList_GetItemRef((list), (index))
#else
#define KR_LIST_REF(list, index) Py_NewRef(PyList_GET_ITEM((list), (index)))
#endif

/* Around code that looks at an object more than once: on free-threaded builds other threads wait. A block; no
 * return, goto or break out of it. */
#if KR_FREE_THREADED
#define KR_LOCK(object) Py_BEGIN_CRITICAL_SECTION(object)
#define KR_UNLOCK() Py_END_CRITICAL_SECTION()
#else
#define KR_LOCK(object) {
#define KR_UNLOCK() }
#endif

/* sys.NAME as it is now: new reference, or NULL without an exception. */
KR_INLINE PyObject *kr_sys_find(const char *name)
{
#if KR_FREE_THREADED /* what PySys_GetObject lends, another thread may set and drop */
    PyObject *sys = PyImport_ImportModule("sys");
    PyObject *value = sys ? PyObject_GetAttrString(sys, name) : NULL;
    Py_XDECREF(sys);
    if (!value)
        PyErr_Clear();
    return value;
#else
    return Py_XNewRef(PySys_GetObject(name));
#endif
}

/* What a type or its bases have under an interned name, unbound: new reference, or NULL without an exception. */
KR_INLINE PyObject *kr_type_find(PyTypeObject *type, PyObject *name)
{
#if KR_PY(13)
    return _PyType_LookupRef(type, name);
#else
    return Py_XNewRef(_PyType_Lookup(type, name));
#endif
}

/* Attribute that may be missing: 1 and a new reference, 0 and NULL, or -1 and an exception. */
KR_INLINE int kr_attr_find(PyObject *object, PyObject *name, PyObject **value)
{
#if KR_PY(13)
    return PyObject_GetOptionalAttr(object, name, value);
#else
    return _PyObject_LookupAttr(object, name, value);
#endif
}

/* The legacy, not yet materialised strings of old versions. 0, or -1 and an exception. */
#if KR_PY(12)
#define KR_STR_READY(s) ((void)(s), 0)
#define KR_STR_IS_READY(s) 1
#else
#define KR_STR_READY(s) PyUnicode_READY(s)
#define KR_STR_IS_READY(s) PyUnicode_IS_READY(s)
#endif

#include <frameobject.h>
/* The line of a frame made for a traceback entry, whose code object begins in another one. Since 3.11 struct _frame
 * is private; its head is the same up to 3.14. */
#if KR_PY(11)
struct kr_frame_head {
    PyObject_HEAD
    void *back, *data;
    PyObject *trace;
    int line;
};
#define KR_FRAME_SET_LINE(frame, number) (((struct kr_frame_head *)(void *)(frame))->line = (number))
#elif KR_PY(10)
#define KR_FRAME_SET_LINE(frame, number) ((frame)->f_lineno = (number))
#else
#define KR_FRAME_SET_LINE(frame, number) ((frame)->f_lasti = 0, (frame)->f_lineno = (number)) /* traced: the second */
#endif

/* The traceback of the pending exception, which has one: borrowed. Since 3.12 the line of an entry is computed late. */
#if KR_PY(12)
#define KR_PENDING_TRACEBACK() (((PyBaseExceptionObject *)PyThreadState_Get()->current_exception)->traceback)
#else
#define KR_PENDING_TRACEBACK() (PyThreadState_Get()->curexc_traceback)
#endif

/* Around a call of the thread's profiler: it is told nothing meanwhile. */
#if KR_PY(11)
#define KR_TRACING_ENTER(thread) PyThreadState_EnterTracing(thread)
#define KR_TRACING_LEAVE(thread) PyThreadState_LeaveTracing(thread)
#else
#if KR_PY(10)
#define KR_USE_TRACING(thread) ((thread)->cframe->use_tracing)
#else
#define KR_USE_TRACING(thread) ((thread)->use_tracing)
#endif
#define KR_TRACING_ENTER(thread) ((thread)->tracing++, (void)(KR_USE_TRACING(thread) = 0))
#define KR_TRACING_LEAVE(thread)                                                                   \
    ((thread)->tracing--,                                                                          \
     (void)(KR_USE_TRACING(thread) = (thread)->c_tracefunc || (thread)->c_profilefunc ? 1 : 0))
#endif

/* ---- messages that changed ------------------------------------------------------------------- */

#if KR_PY(12)
#define KR_EMPTY_TEXT(name) name "() iterable argument is empty"
#else
#define KR_EMPTY_TEXT(name) name "() arg is an empty sequence"
#endif

/* Division by zero, in the order of KR_ZERO_*. */
#if KR_PY(14)
#define KR_ZERO_TEXTS                                                                              \
    "division by zero", "division by zero", "division by zero", "division by zero", "division by zero", "division by zero"
#else
#define KR_ZERO_TEXTS                                                                              \
    "integer division or modulo by zero",                                                          \
        KR_PY(11) ? "integer modulo by zero" : "integer division or modulo by zero",               \
        "float division by zero", KR_PY(13) ? "float modulo by zero" : "float modulo",             \
        "division by zero", "float floor division by zero"
#endif

/* Zero to a negative power. */
#define KR_ZERO_POWER (KR_PY(14) ? "zero to a negative power" : "0.0 cannot be raised to a negative power")

/* Types of ours live for ever; since 3.12 nobody counts who uses them. */
#if KR_FREE_THREADED
#define KR_MAKE_IMMORTAL(object)                                                                   \
    (((PyObject *)(object))->ob_tid = 0, ((PyObject *)(object))->ob_ref_local = UINT32_MAX,        \
     (void)(((PyObject *)(object))->ob_ref_shared = 0))
#elif KR_PY(14)
#define KR_MAKE_IMMORTAL(object) Py_SET_REFCNT((object), _Py_IMMORTAL_INITIAL_REFCNT)
#elif KR_PY(12)
#define KR_MAKE_IMMORTAL(object) Py_SET_REFCNT((object), _Py_IMMORTAL_REFCNT)
#else
#define KR_MAKE_IMMORTAL(object) ((void)0)
#endif

/* A local variable that is not bound. */
#if KR_PY(11)
#define KR_LOCAL_UNBOUND(format) "cannot access local variable '" format "' where it is not associated with a value"
#else
#define KR_LOCAL_UNBOUND(format) "local variable '" format "' referenced before assignment"
#endif

/* Does unpacking too many values say how many there are, where that is known? */
#define KR_TELLS_SURPLUS KR_PY(14)
/* In messages: the type of an object, with its module since 3.14. */
#if KR_PY(14)
#define KR_TYPE_FORMAT "%T"
#define KR_TYPE_NAMED(object) (object)
#else
#define KR_TYPE_FORMAT "%.200s"
#define KR_TYPE_NAMED(object) Py_TYPE(object)->tp_name
#endif
/* Tells of an exception that has nowhere to go; since 3.14 with what was going on. */
#if KR_PY(14)
#define KR_UNRAISABLE(what, object) PyErr_FormatUnraisable("Exception ignored while " what " %R", (object))
#else
#define KR_UNRAISABLE(what, object) PyErr_WriteUnraisable(object)
#endif
/* Is __exit__ looked up before __enter__? */
#define KR_EXIT_FIRST KR_PY(14)

/* A variable of an outer function that is not bound: the message. */
#if KR_PY(11)
#define KR_FREE_UNBOUND "cannot access free variable '%U' where it is not associated with a value in enclosing scope"
#else
#define KR_FREE_UNBOUND "free variable '%U' referenced before assignment in enclosing scope"
#endif

/* The dict of a type: new reference. */
#if KR_PY(12)
#define KR_TYPE_DICT(type) PyType_GetDict(type)
#else
#define KR_TYPE_DICT(type) Py_XNewRef((type)->tp_dict)
#endif

/* Do classes know the line they begin in? */
#define KR_CLASS_LINES KR_PY(13)

/* What `with` raises for an object without the methods: TypeError since 3.11, before it AttributeError. */
#define KR_WITH_TYPE_ERROR KR_PY(11)

/* One call deeper: 0, or -1 and RecursionError; and back. Since 3.12 calls of Python functions and the depth of C's stack
 * are counted apart: ours are both. 3.12 lets C be 1500 deep, less than programs are; there ours may be as deep as C in 3.13. */
#if KR_PY(12)
#define KR_GO_DEEPER(thread) (--(thread)->py_recursion_remaining >= 0 ? kr_go_deeper_in_c(thread) : kr_go_too_deep(thread))
#define KR_COME_BACK(thread) (KR_LEAVE_C(thread), (void)(thread)->py_recursion_remaining++)
#elif KR_PY(11)
#define KR_GO_DEEPER(thread)                                                                       \
    (--(thread)->recursion_remaining >= 0 ? 0 : ((thread)->recursion_remaining++, Py_EnterRecursiveCall("")))
#define KR_COME_BACK(thread) ((void)(thread)->recursion_remaining++)
#else
#define KR_GO_DEEPER(thread) ((void)(thread), Py_EnterRecursiveCall(""))
#define KR_COME_BACK(thread) ((void)(thread), Py_LeaveRecursiveCall())
#endif

#if KR_PY(12)
#if KR_PY(13) && !KR_PY(14)
#define KR_LEAVE_C(thread) ((void)(thread)->c_recursion_remaining++)
#else
#define KR_LEAVE_C(thread) ((void)(thread))
#endif
enum { KR_DEEPEST = 10000 };

KR_INLINE int kr_go_deeper_in_c(PyThreadState *thread)
{
#if !KR_PY(13)
    if (thread->py_recursion_limit - thread->py_recursion_remaining <= KR_DEEPEST)
        return 0;
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
#else
#if !KR_PY(14)
    if (--thread->c_recursion_remaining >= 0)
        return 0;
    thread->c_recursion_remaining++;
#endif
    if (Py_EnterRecursiveCall("") == 0)
        return 0;
#endif
    thread->py_recursion_remaining++;
    return -1;
}

/* 50 more calls are free for the making of the exception, as in the interpreter's own check. */
KR_INLINE int kr_go_too_deep(PyThreadState *thread)
{
    if (thread->recursion_headroom) {
        if (thread->py_recursion_remaining < -50)
            Py_FatalError("Cannot recover from Python stack overflow.");
        return kr_go_deeper_in_c(thread);
    }
    thread->py_recursion_remaining++;
    thread->recursion_headroom++;
    PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
    thread->recursion_headroom--;
    return -1;
}
#endif

/* The collector's switch: 3.10 has it in C. */
#if !KR_PY(10)
#define PyGC_Disable() 0
#define PyGC_Enable() ((void)0)
#endif

/* ---- exceptions: one object, as in the newest versions --------------------------------------- */

/* Takes the pending exception, normalised and with its traceback; new reference, NULL when there is none. */
KR_INLINE PyObject *kr_error_take(void)
{
#if KR_PY(12)
    return PyErr_GetRaisedException();
#else
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (!type)
        return NULL;
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback) {
        PyException_SetTraceback(value, traceback);
        Py_DECREF(traceback);
    }
    Py_DECREF(type);
    return value;
#endif
}

/* Makes the exception pending; takes the reference. */
KR_INLINE void kr_error_put(PyObject *value)
{
#if KR_PY(12)
    PyErr_SetRaisedException(value);
#else
    PyErr_Restore(Py_NewRef((PyObject *)Py_TYPE(value)), value, PyException_GetTraceback(value));
#endif
}

/* The interpreter's record of the exception being handled; generators have one each, stacked while they run. The
 * layout is that of _PyErr_StackItem. */
typedef struct KrHandled {
#if KR_PY(11)
    PyObject *value;
#else
    PyObject *type, *value, *traceback;
#endif
    struct KrHandled *outer;
} KrHandled;

/* Puts `value` (its reference is taken; NULL: none) into the innermost record and gives what was there: new
 * reference or NULL. */
KR_INLINE PyObject *kr_handled_swap(PyObject *value)
{
    KrHandled *record = (KrHandled *)(void *)PyThreadState_Get()->exc_info;
    PyObject *old = record->value;
#if !KR_PY(11)
    PyObject *type = record->type, *traceback = record->traceback;
    record->type = value ? Py_NewRef((PyObject *)Py_TYPE(value)) : NULL;
    record->traceback = value ? PyException_GetTraceback(value) : NULL;
#endif
    record->value = value;
#if !KR_PY(11)
    Py_XDECREF(type);
    Py_XDECREF(traceback);
#endif
    if (old == Py_None)
        Py_CLEAR(old);
    return old;
}

/* What sys.exc_info() says: new reference, NULL when nothing is being handled. */
KR_INLINE PyObject *kr_handled_get(void)
{
#if KR_PY(11)
    PyObject *value = PyErr_GetHandledException();
#else
    PyObject *type, *value, *traceback;
    PyErr_GetExcInfo(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
#endif
    if (value == Py_None)
        Py_CLEAR(value);
    return value;
}

/* Sets it; `value` is borrowed and may be NULL. */
KR_INLINE void kr_handled_set(PyObject *value)
{
#if KR_PY(11)
    PyErr_SetHandledException(value);
#else
    if (value)
        PyErr_SetExcInfo(Py_NewRef((PyObject *)Py_TYPE(value)), Py_NewRef(value),
                         PyException_GetTraceback(value));
    else
        PyErr_SetExcInfo(NULL, NULL, NULL);
#endif
}

#include "kr/cython.h"

#endif
