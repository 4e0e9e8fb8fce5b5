/* lock.h: cython.pymutex, cython.pythread_type_lock and cython.critical_section.
 *
 *     KrMutex lock = {0};            a lock is a value: zero is free, nothing is to be made or destroyed
 *     kr_mutex_lock(&lock);          a thread that has to wait detaches from the interpreter meanwhile
 *     kr_mutex_unlock(&lock);        by any thread
 *
 * Since 3.13 it is the interpreter's PyMutex. Before, it is one int (0 free, 1 held, 2 held and perhaps waited for)
 * that waiting threads sleep on. Source of the algorithm: U. Drepper, "Futexes Are Tricky", mutex2.
 * A critical section is the interpreter's own on free-threaded builds and nothing on others, where the GIL does
 * what it would do; its object is evaluated in any case. Source: Python/C API, "Critical Section API"; Cython user
 * guide, "Free threading".
 */
#ifndef KR_LOCK_H
#define KR_LOCK_H

#include "kr/core.h"

#if KR_PY(13)
typedef PyMutex KrMutex;
#else
typedef struct KrMutex {
    int state;
} KrMutex;
#endif
typedef KrMutex KrThreadLock;

/* With or without the GIL. */
KR_FN void kr_mutex_lock(KrMutex *lock);
KR_FN void kr_mutex_unlock(KrMutex *lock);
/* Is it held by some thread? Known on all versions: kr_mutex_can_check says so. */
KR_FN int kr_mutex_locked(KrMutex *lock);
#define kr_mutex_can_check(lock) ((void)(lock), 1)

/* Lets go of the GIL if this thread holds it (NULL: it does not), and takes it back. */
KR_FN PyThreadState *kr_detach(void);
KR_FN void kr_attach(PyThreadState *thread);

/* One or two objects, or one or two locks, from begin to end on one thread, which is attached to the interpreter. */
#if KR_FREE_THREADED
typedef struct KrSection {
    PyCriticalSection2 section;
    KrMutex *first, *second; /* locks that are held where the interpreter has no sections of locks */
    int kind;
} KrSection;
KR_FN void kr_section_begin(KrSection *section, PyObject *object);
KR_FN void kr_section_begin2(KrSection *section, PyObject *object, PyObject *other);
KR_FN void kr_section_lock(KrSection *section, KrMutex *lock);
KR_FN void kr_section_lock2(KrSection *section, KrMutex *lock, KrMutex *other);
KR_FN void kr_section_end(KrSection *section);
#else
typedef struct KrSection {
    char unused;
} KrSection;
#define kr_section_begin(section, object) ((void)(section), (void)(object))
#define kr_section_begin2(section, object, other) ((void)(section), (void)(object), (void)(other))
#define kr_section_lock(section, lock) ((void)(section), (void)(lock))
#define kr_section_lock2(section, lock, other) ((void)(section), (void)(lock), (void)(other))
#define kr_section_end(section) ((void)(section))
#endif

#endif
