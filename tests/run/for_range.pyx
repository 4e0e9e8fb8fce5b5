"""range() in C: bounds, steps, the loop variable, what the body may do."""


def forms(int n):
    """
    >>> forms(5)
    ([0, 1, 2, 3, 4], [2, 3, 4], [0, 2, 4], [4, 3, 2, 1, 0], [], [3, 0, -3])
    """
    cdef int i
    a, b, c, d, e, f = [], [], [], [], [], []
    for i in range(n):
        a.append(i)
    for i in range(2, n):
        b.append(i)
    for i in range(0, n, 2):
        c.append(i)
    for i in range(n - 1, -1, -1):
        d.append(i)
    for i in range(n, 0):
        e.append(i)
    for i in range(3, -5, -3):
        f.append(i)
    return a, b, c, d, e, f


def variable_step(int start, int stop, int step):
    """
    >>> variable_step(0, 7, 3), variable_step(7, 0, -2), variable_step(0, 5, -1)
    ([0, 3, 6], [7, 5, 3, 1], [])
    >>> variable_step(0, 1, 0)
    Traceback (most recent call last):
    ...
    ValueError: range() arg 3 must not be zero
    """
    cdef int i
    out = []
    for i in range(start, stop, step):
        out.append(i)
    return out


def last_value(int n):
    """
    >>> last_value(4), last_value(0)
    (3, -1)
    """
    cdef int i = -1
    for i in range(n):
        pass
    return i


def body_changes_variable():
    """
    >>> body_changes_variable()
    ([0, 10, 20], 20)
    """
    cdef int i
    out = []
    for i in range(3):
        i = i * 10
        out.append(i)
    return out, i


def body_changes_bound(int n):
    """
    >>> body_changes_bound(3)
    3
    """
    cdef int i, count = 0
    for i in range(n):
        n = 100
        count += 1
    return count


def object_bound(n):
    """
    >>> object_bound(3)
    [0, 1, 2]
    >>> object_bound('a')
    Traceback (most recent call last):
    ...
    TypeError: 'str' object cannot be interpreted as an integer
    """
    cdef int i
    out = []
    for i in range(n):
        out.append(i)
    return out


def object_variable(int n):
    """
    >>> object_variable(3)
    ([0, 1, 2], 2)
    """
    out = []
    for i in range(n):
        out.append(i)
    return out, i


def exits(int n):
    """
    >>> exits(10), exits(3)
    ((5, [0, 1, 3, 4], 'broke'), (2, [0, 1], 'else'))
    """
    cdef int i
    how = 'broke'
    out = []
    for i in range(n):
        if i == 2:
            continue
        if i == 5:
            break
        out.append(i)
    else:
        how = 'else'
    return i, out, how


def nested(int n):
    """
    >>> nested(4)
    6
    """
    cdef int i, j, count = 0
    for i in range(n):
        for j in range(i):
            count += 1
    return count


def unsigned_variable(unsigned int n):
    """
    >>> unsigned_variable(3), unsigned_variable(0)
    ([2, 1, 0], [])
    """
    cdef unsigned int i
    out = []
    for i in range(n, 0, -1):
        out.append(i - 1)
    return out


def big_bounds():
    """
    >>> big_bounds()
    [9223372036854775805, 9223372036854775806]
    """
    cdef long i
    out = []
    for i in range(9223372036854775805, 9223372036854775807):
        out.append(i)
    return out


def in_comprehension(int n):
    """
    >>> in_comprehension(4)
    ([0, 1, 4, 9], {0: 0, 1: 2, 2: 4, 3: 6})
    """
    return [i * i for i in range(n)], {i: 2 * i for i in range(n)}


def evaluated_once(calls):
    """
    >>> calls = []
    >>> evaluated_once(calls), calls
    (3, [1])
    """
    cdef int i, count = 0
    for i in range(bound(calls)):
        count += 1
    return count


cdef int bound(calls) except -1:
    calls.append(1)
    return 3
