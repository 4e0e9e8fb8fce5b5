# Lists, tuples, dicts, sets, comprehensions, generators, builtins.

def list_append(int n):
    xs = []
    for i in range(n):
        xs.append(i)
    return len(xs)

def list_comp(int n):
    return len([i * 2 for i in range(n)])

def list_comp_if(int n):
    return len([x for x in range(n) if x % 3 == 0])

def list_comp_object(int n):
    xs = list(range(n))
    return len([x + 1 for x in xs])

def list_index(int n):
    cdef list xs = list(range(10))
    for i in range(n):
        x = xs[i % 10]
    return x

def list_index_object(int n):
    xs = <object>list(range(10))
    k = <object>3
    for i in range(n):
        x = xs[k]
    return x

def list_set(int n):
    cdef list xs = list(range(10))
    for i in range(n):
        xs[i % 10] = i
    return xs

def list_slice(int n):
    cdef list xs = [1, 2, 3, 4]
    for i in range(n):
        x = xs[1:3]
    return x

def list_slice_set(int n):
    cdef list xs = [1, 2, 3, 4]
    for i in range(n):
        xs[1:3] = [5, 6]
    return xs

def list_insert_delete(int n):
    cdef list xs = [1, 2, 3, 4]
    for i in range(n):
        xs.insert(1, i)
        del xs[1]
    return xs

def list_pop(int n):
    cdef list xs = list(range(n))
    s = 0
    while xs:
        s = xs.pop()
    return s

def list_pop_object(int n):
    xs = <object>list(range(n))
    s = 0
    while xs:
        s = xs.pop(-1)
    return s

def list_extend(int n):
    cdef list xs = []
    for i in range(n):
        xs.extend((1, 2))
    return len(xs)

def list_plus(int n):
    cdef list xs = [1, 2], ys = [3]
    for i in range(n):
        zs = xs + ys
    return zs

def list_in(int n):
    cdef list xs = [1, 2, 3, 4]
    cdef int c = 0
    for i in range(n):
        if i in xs:
            c += 1
    return c

def list_build(int n):
    for i in range(n):
        xs = [i, 1, None]
    return xs

def list_loop(int n):
    cdef list xs = list(range(n))
    s = 0
    for x in xs:
        s = x
    return s

def list_loop_object(int n):
    xs = <object>list(range(n))
    s = 0
    for x in xs:
        s += x
    return s

def list_reversed(int n):
    cdef list xs = list(range(n))
    s = 0
    for x in reversed(xs):
        s = x
    return s

def list_enumerate(int n):
    cdef list xs = list(range(n))
    s = 0
    for i, x in enumerate(xs):
        s = x
    return s, i

def list_enumerate_use(int n):
    xs = [0] * n
    for i, x in enumerate(xs):
        if i > 0:
            xs[i] = i
    return xs[-1]

def list_zip(int n):
    cdef list xs = list(range(n))
    s = 0
    for x, y in zip(xs, xs):
        s = x
    return s

def list_pairs(int n):
    cdef list xs = [(1, 2)] * n
    s = 0
    for x, y in xs:
        s += y
    return s

def list_sort(int n):
    xs = [i * 7919 % 1000 for i in range(n // 10)]
    xs.sort()
    return xs[:3]

def list_sort_key(int n):
    xs = sorted(range(n // 10), key=lambda x: -x)
    return xs[:3]

def tuple_build(int n):
    for i in range(n):
        x = (i, 1, None)
    return x

def tuple_unpack(int n):
    t = <object>(1, 2)
    for i in range(n):
        a, b = t
    return a, b

def tuple_star(int n):
    xs = [1, 2, 3]
    for i in range(n):
        a, *b = xs
    return a, b

def tuple_index(int n):
    cdef tuple t = (1, 2, 3)
    for i in range(n):
        x = t[i % 3]
    return x

def tuple_swap(int n):
    x, y = <object>1, <object>2
    for i in range(n):
        x, y = y, x
    return x, y

def dict_set(int n):
    cdef dict d = {}
    for i in range(n):
        d[i] = i
    return len(d)

def dict_get(int n):
    cdef dict d = {'a': 1, 'b': 2}
    for i in range(n):
        x = d['a']
        y = d.get('c')
        z = d.get('b', 3)
    return x, y, z

def dict_get_object(int n):
    d = <object>{'a': 1, 'b': 2}
    for i in range(n):
        x = d['a']
        y = d.get('c', 2)
    return x, y

def dict_in(int n):
    cdef dict d = {'a': 1, 'b': 2}
    cdef int c = 0
    for i in range(n):
        if 'a' in d:
            c += 1
        if 'x' not in d:
            c += 1
    return c

def dict_count(int n):
    cdef dict d = {}
    for i in range(n):
        k = i & 15
        d[k] = d.get(k, 0) + 1
    return d[3]

def dict_items(int n):
    cdef dict d = {i: i for i in range(n)}
    s = 0
    for k, v in d.items():
        s += v
    return s

def dict_items_object(int n):
    d = <object>{i: i for i in range(n)}
    s = 0
    for k, v in d.items():
        s += v
    return s

def dict_values(int n):
    cdef dict d = {i: i for i in range(n)}
    s = 0
    for v in d.values():
        s += v
    return s

def dict_keys(int n):
    cdef dict d = {i: i for i in range(n)}
    s = 0
    for k in d:
        s += k
    return s

def dict_setdefault(int n):
    cdef dict d = {}
    for i in range(n):
        d.setdefault(i & 7, []).append(1)
    return len(d[3])

def dict_pop(int n):
    cdef dict d = {}
    for i in range(n):
        d['a'] = i
        x = d.pop('a')
        y = d.pop('b', None)
    return x, y

def dict_delete(int n):
    cdef dict d = {}
    for i in range(n):
        d['a'] = i
        del d['a']
    return d

def dict_build(int n):
    for i in range(n):
        d = {'a': i, 'b': 2}
    return d

def dict_update(int n):
    cdef dict d = {}, e = {'a': 1}
    for i in range(n):
        d.update(e)
    return d

def dict_comp(int n):
    return len({i: i for i in range(n)})

def set_add(int n):
    cdef set s = set()
    for i in range(n):
        s.add(i & 63)
    return len(s)

def set_in(int n):
    cdef set s = {1, 2, 3}
    cdef int c = 0
    for i in range(n):
        if i in s:
            c += 1
    return c

def set_loop(int n):
    cdef set xs = set(range(n))
    s = 0
    for x in xs:
        s += x
    return s

def set_comp(int n):
    return len({i for i in range(n)})

def set_union(int n):
    cdef set a = {1, 2}, b = {3}
    for i in range(n):
        c = a | b
    return len(c)

def generator(int n):
    def numbers(int m):
        cdef int i
        for i in range(m):
            yield i
    s = 0
    for x in numbers(n):
        s += x
    return s

def generator_object(int n):
    def numbers(m):
        a, b = 0, 1
        while m:
            yield a
            a, b = b, a + 1
            m -= 1
    s = 0
    for x in numbers(n):
        s += x
    return s

def generator_send(int n):
    def echo():
        x = None
        while True:
            x = yield x
    g = echo()
    next(g)
    for i in range(n):
        s = g.send(i)
    return s

def generator_from(int n):
    def inner(m):
        for i in range(m):
            yield i
    def outer(m):
        yield from inner(m)
    s = 0
    for x in outer(n):
        s = x
    return s

def sum_of(int n):
    xs = list(range(n))
    return sum(x * 2 for x in xs)

def sum_list(int n):
    xs = list(range(n))
    return sum(xs)

def any_of(int n):
    xs = list(range(n))
    return any(x < 0 for x in xs), all(x >= 0 for x in xs)

def min_max(int n):
    xs = list(range(n))
    return min(xs), max(x for x in xs)

def min_of_c(int n):
    cdef int i, s = 0
    for i in range(n):
        s += min(i, 3) + max(i, 2, 3) + abs(-i)
    return s

def min_of_objects(int n):
    a, b = <object>3, <object>4
    for i in range(n):
        x = min(a, b)
        y = max(a, b)
    return x, y

def sorted_small(int n):
    xs = [3, 1, 2]
    for i in range(n):
        ys = sorted(xs)
    return ys

def list_of_range(int n):
    for i in range(n // 10):
        xs = list(range(10))
    return xs

def map_filter(int n):
    return sum(map(lambda x: x + 1, filter(lambda x: x & 1, range(n))))

def len_of_object(int n):
    xs = <object>[1]
    cdef Py_ssize_t s = 0
    for i in range(n):
        s += len(xs)
    return s
