"""Locks of module cython and critical sections: every way out of the body releases, in threads and generators."""
cimport cython
from cython.parallel cimport prange
from threading import Thread

cdef cython.pymutex global_lock


cdef void count_up(int *counter) noexcept nogil:
    counter[0] = counter[0] + 1


def methods():
    """
    >>> methods()
    (False, True, False, True)
    """
    cdef cython.pymutex lock
    before = lock.locked()
    lock.acquire()
    inside = lock.locked()
    lock.release()
    return before, inside, lock.locked(), lock.can_check_locked()


def older_lock():
    """
    >>> older_lock()
    (True, False)
    """
    cdef cython.pythread_type_lock lock
    with lock:
        held = lock.locked()
    return held, lock.locked()


def leaves(how):
    """
    >>> [leaves(how) for how in ('return', 'break', 'continue', 'end')]
    ['returned', 'left', 'left', 'end']
    >>> leaves('raise')
    Traceback (most recent call last):
    ValueError: locked True
    >>> global_lock_is_held()
    False
    """
    for i in range(2):
        with global_lock:
            if how == 'return':
                return 'returned'
            if how == 'break':
                break
            if how == 'continue':
                continue
            if how == 'raise':
                raise ValueError(f"locked {global_lock.locked()}")
            return how
    return 'left'


def global_lock_is_held():
    return global_lock.locked()


cdef int checked(int x) except -1 nogil:
    with global_lock:
        if x < 0:
            raise ValueError("negative")
        if x == 0:
            return 7
    return x


def without_gil(int x):
    """
    >>> without_gil(3), without_gil(0)
    (3, 7)
    >>> without_gil(-3)
    Traceback (most recent call last):
    ValueError: negative
    >>> global_lock_is_held()
    False
    """
    cdef int y
    with nogil:
        y = checked(x)
    return y


cdef class Holder:
    cdef cython.pymutex lock
    cdef public int value

    def __init__(self, value=0):
        self.value = value

    @cython.critical_section
    def add(self, other):
        if other is None:
            raise TypeError("None")
        self.value += other
        return self.value

    @cython.critical_section
    cpdef twice(self):
        self.value *= 2
        return self.value

    @cython.critical_section
    cdef int thrice(self) except -1:
        self.value *= 3
        return self.value

    def calls(self):
        return self.add(1), self.twice(), self.thrice()


def decorated():
    """
    >>> decorated()
    (2, 4, 12)
    >>> Holder().add(None)
    Traceback (most recent call last):
    TypeError: None
    """
    return Holder(1).calls()


def in_parallel(int n):
    """
    >>> in_parallel(2000)
    (2000, 2000, 2000)
    """
    cdef cython.pymutex lock
    cdef Holder holder = Holder()
    cdef int a = 0, b = 0, c = 0, i
    for i in prange(n, nogil=True):
        with lock:
            count_up(&a)
        with holder.lock:
            count_up(&b)
        global_lock.acquire()
        count_up(&c)
        global_lock.release()
    return a, b, c


cdef void through_pointer(cython.pymutex *lock, int *counter) noexcept nogil:
    with lock[0]:
        count_up(counter)


def pointers(int n):
    """
    >>> pointers(100)
    100
    """
    cdef cython.pymutex lock
    cdef int a = 0, i
    for i in prange(n, nogil=True):
        through_pointer(&lock, &a)
    return a


def generator(Holder holder):
    """
    >>> holder = Holder()
    >>> g = generator(holder)
    >>> next(g), is_held(holder)
    (1, True)
    >>> list(g), is_held(holder)
    ([2], False)
    >>> g = generator(holder)
    >>> next(g), g.close(), is_held(holder)
    (1, None, False)
    """
    with holder.lock:
        holder = Holder()
        yield 1
        yield 2


def is_held(Holder holder):
    return holder.lock.locked()


def of_a_value():
    """
    >>> of_a_value()
    5
    """
    with (<Holder>Holder(5)).lock:
        return 5


def sections(first, second):
    """
    >>> sections([1], [2])
    ([1, 3], [2, 4])
    >>> sections([1], None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'append'
    """
    with cython.critical_section(first):
        first.append(3)
    with cython.critical_section(first, second):
        second.append(4)
    return first, second


def section_is_evaluated(values):
    """
    >>> section_is_evaluated([])
    Traceback (most recent call last):
    IndexError: pop from empty list
    """
    with cython.critical_section(values.pop()):
        return 1


def section_of_locks():
    """
    >>> section_of_locks()
    12
    """
    cdef cython.pymutex one, other
    n = 0
    with cython.critical_section(one):
        n += 2
    with cython.critical_section(&one, other):
        n += 10
    return n


@cython.critical_section
def free_function(items, x):
    """
    >>> free_function([], 1)
    [1]
    """
    def inner():
        return x
    items.append(inner())
    return items


def threads(int count, int loops):
    """
    >>> threads(4, 200)
    800
    """
    cdef int total = 0
    cdef cython.pymutex lock
    errors = []

    def work():
        nonlocal total
        try:
            for i in range(loops):
                with lock:
                    x = total
                    str(x)
                    total = x + 1
        except BaseException as error:
            errors.append(error)

    started = [Thread(target=work) for i in range(count)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    for error in errors:
        raise error
    return total
