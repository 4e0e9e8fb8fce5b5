/* rt_lock.c: locks and critical sections; see kr/lock.h.
 *
 * Place: called by compiled `with lock:`, `lock.acquire()` and, on free-threaded builds, `with
 * cython.critical_section(x):`. No thread waits for a lock while it holds the GIL, so that a lock and the GIL cannot
 * wait for each other.
 */
#include "kr/lock.h"
#include <stdint.h>

#if defined(__linux__)
#include "kr/cthreads.h"
#endif

static int holds_gil(void)
{
#if KR_PY(13)
    return PyThreadState_GetUnchecked() != NULL;
#elif KR_PY(12)
    return _PyThreadState_UncheckedGet() != NULL;
#else
    return PyGILState_Check();
#endif
}

PyThreadState *kr_detach(void)
{
    return holds_gil() ? PyEval_SaveThread() : NULL;
}

void kr_attach(PyThreadState *thread)
{
    if (thread)
        PyEval_RestoreThread(thread);
}

#if KR_PY(13)

void kr_mutex_lock(KrMutex *lock)
{
    PyMutex_Lock(lock);
}

void kr_mutex_unlock(KrMutex *lock)
{
    PyMutex_Unlock(lock);
}

int kr_mutex_locked(KrMutex *lock)
{
#if KR_PY(14)
    return PyMutex_IsLocked(lock);
#else
    return (*(volatile uint8_t *)&lock->_bits & 1) != 0; /* PyMutex_IsLocked is of 3.14 */
#endif
}

#else

#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#else
#include <sched.h>
#endif

enum { LOCK_FREE, LOCK_HELD, LOCK_WAITED };

static int try_lock(KrMutex *lock)
{
    return kr_atomic_replace(&lock->state, LOCK_FREE, LOCK_HELD) == LOCK_FREE;
}

/* Until the state is no longer LOCK_WAITED, or for no reason. */
static void wait_for_change(KrMutex *lock)
{
#if defined(__linux__)
    syscall(SYS_futex, &lock->state, FUTEX_WAIT_PRIVATE, LOCK_WAITED, NULL, NULL, 0);
#else
    (void)lock;
    sched_yield();
#endif
}

static void wake_one(KrMutex *lock)
{
#if defined(__linux__)
    syscall(SYS_futex, &lock->state, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
#else
    (void)lock;
#endif
}

void kr_mutex_lock(KrMutex *lock)
{
    if (try_lock(lock))
        return;
    PyThreadState *thread = kr_detach();
    while (kr_atomic_swap(&lock->state, LOCK_WAITED) != LOCK_FREE)
        wait_for_change(lock);
    kr_attach(thread);
}

void kr_mutex_unlock(KrMutex *lock)
{
    if (kr_atomic_swap(&lock->state, LOCK_FREE) == LOCK_WAITED)
        wake_one(lock);
}

int kr_mutex_locked(KrMutex *lock)
{
    return kr_atomic_load(&lock->state) != LOCK_FREE;
}

#endif

#if KR_FREE_THREADED

enum { SECTION_ONE, SECTION_TWO, SECTION_LOCKS };

void kr_section_begin(KrSection *section, PyObject *object)
{
    section->kind = SECTION_ONE;
    PyCriticalSection_Begin(&section->section._cs_base, object);
}

void kr_section_begin2(KrSection *section, PyObject *object, PyObject *other)
{
    section->kind = SECTION_TWO;
    PyCriticalSection2_Begin(&section->section, object, other);
}

#if KR_PY(14)
void kr_section_lock(KrSection *section, KrMutex *lock)
{
    section->kind = SECTION_ONE;
    PyCriticalSection_BeginMutex(&section->section._cs_base, lock);
}

void kr_section_lock2(KrSection *section, KrMutex *lock, KrMutex *other)
{
    section->kind = SECTION_TWO;
    PyCriticalSection2_BeginMutex(&section->section, lock, other);
}
#else
/* Two locks in the order of their addresses, so that two threads that name them in different orders do not wait for
 * each other. */
void kr_section_lock2(KrSection *section, KrMutex *lock, KrMutex *other)
{
    section->kind = SECTION_LOCKS;
    section->first = lock < other ? lock : other;
    section->second = lock == other ? NULL : lock < other ? other : lock;
    kr_mutex_lock(section->first);
    if (section->second)
        kr_mutex_lock(section->second);
}

void kr_section_lock(KrSection *section, KrMutex *lock)
{
    kr_section_lock2(section, lock, lock);
}
#endif

void kr_section_end(KrSection *section)
{
    if (section->kind == SECTION_ONE)
        PyCriticalSection_End(&section->section._cs_base);
    if (section->kind == SECTION_TWO)
        PyCriticalSection2_End(&section->section);
    if (section->kind == SECTION_LOCKS && section->second)
        kr_mutex_unlock(section->second);
    if (section->kind == SECTION_LOCKS)
        kr_mutex_unlock(section->first);
}

#endif

/* ---- places of objects ------------------------------------------------------------------------------ */

/* A read is a load and an increment of what was loaded; between the two no other thread may drop it. The lock is chosen by
 * the address of the place, from a table that all copies of this runtime in the process share. It is not the one of the
 * object's critical section: entering that twice lets go of it in between (CPython 3.13). It is held for no call. */
#if KR_FREE_THREADED

typedef struct FieldLock {
    PyMutex mutex;
    char apart[63]; /* in a cache line of its own */
} FieldLock;
enum { FIELD_LOCKS = 256 };

static FieldLock *field_locks;

static void free_field_locks(PyObject *capsule)
{
    PyMem_RawFree(PyCapsule_GetPointer(capsule, NULL));
}

int kr_field_begin(void)
{
    if (kr_pointer_load(&field_locks))
        return 0;
    PyObject *shared = PyInterpreterState_GetDict(PyInterpreterState_Get()); /* borrowed */
    PyObject *name = PyUnicode_InternFromString("krait.field_locks"), *kept = NULL;
    void *table = name ? PyMem_RawCalloc(FIELD_LOCKS, sizeof(FieldLock)) : NULL;
    PyObject *capsule = table ? PyCapsule_New(table, NULL, free_field_locks) : NULL;
    if (!capsule)
        PyMem_RawFree(table);
    if (shared && capsule && PyDict_SetDefaultRef(shared, name, capsule, &kept) >= 0)
        kr_pointer_store(&field_locks, (FieldLock *)PyCapsule_GetPointer(kept, NULL));
    Py_XDECREF(kept);
    Py_XDECREF(capsule);
    Py_XDECREF(name);
    if (!field_locks && !PyErr_Occurred())
        PyErr_NoMemory();
    return field_locks ? 0 : -1;
}

static PyMutex *lock_of(const void *place)
{
    uintptr_t address = (uintptr_t)place >> 3;
    return &kr_pointer_load(&field_locks)[(address ^ address >> 8) % FIELD_LOCKS].mutex;
}

PyObject *kr_field_get(PyObject *const *place)
{
    PyMutex *lock = lock_of(place);
    PyMutex_Lock(lock);
    PyObject *value = Py_XNewRef(*place);
    PyMutex_Unlock(lock);
    return value;
}

PyObject *kr_field_swap(PyObject **place, PyObject *value)
{
    PyMutex *lock = lock_of(place);
    PyMutex_Lock(lock);
    PyObject *old = *place;
    kr_pointer_store(place, value); /* KR_FIELD_SEE takes no lock */
    PyMutex_Unlock(lock);
    return old;
}

#endif
