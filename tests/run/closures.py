"""Variables of outer functions: read, written, deleted, in functions, lambdas and comprehensions.

>>> counter = make_counter()
>>> counter(), counter(), counter(10)
(1, 2, 12)
>>> make_counter()()
1
>>> adders = make_adders()
>>> [f(10) for f in adders]
[13, 13, 13]
>>> [f(10) for f in make_fresh_adders()]
[10, 11, 12]
>>> deep(1)(2)(3)(4)
(1, 2, 3, 4)
>>> fact(10)
3628800
>>> is_even(10), is_even(7)
(True, False)
>>> parameters(1, 2, 3, k=4, z=5)()
(1, 2, (3,), 4, {'z': 5})
>>> parameters(1)()
(1, 7, (), 8, {})
>>> set_outer()
[1, 2, 3]
>>> exchange(1, 2)
(2, 1)
>>> deleted()
(1, 'NameError')
>>> try: unbound_owner()
... except UnboundLocalError as error: print('unbound', "'x'" in str(error))
unbound True
>>> try: unbound_free()
... except NameError as error: print(type(error).__name__, "free variable 'x'" in str(error))
NameError True
>>> handler()
(None, 'gone')
>>> sorted(squares(4))
[0, 1, 4, 9]
>>> nested_comp(3)
[[0, 0, 0], [0, 1, 2], [0, 2, 4]]
>>> starred(1, 2, a=3)
((1, 2, 9), {'a': 3, 'b': 4})
>>> list(map(compose(lambda x: x + 1, lambda x: x * 2), [1, 2, 3]))
[3, 5, 7]
>>> through_two()
('outer', 'changed')
>>> loop_last()
2
>>> rebound_parameter(3)
(6, 6)
>>> with_default_lambda(5)
[5, 6, 7]
>>> import gc, weakref
>>> ref = cycle()
>>> n = gc.collect()
>>> ref() is None
True
>>> module_level[2](10)
12
>>> same_names(1)
(1, 2, 3)
>>> conditional(True), conditional(False)
('yes', 'unset')
>>> augmented()
[3, 'ab', [1, 2]]
>>> unpacked((1, (2, 3)))
(1, 2, 3)
>>> walrus([1, 2, 3])
3
"""


def make_counter():
    n = 0

    def count(step=1):
        nonlocal n
        n += step
        return n

    return count


def make_adders():
    functions = []
    for i in range(4):
        if i < 3:
            functions.append(lambda x: x + i)
    return functions


def make_fresh_adders():
    return [(lambda i: lambda x: x + i)(i) for i in range(3)]


def deep(a):
    def second(b):
        def third(c):
            def fourth(d):
                return a, b, c, d

            return fourth

        return third

    return second


def fact(n):
    def inner(k):
        return 1 if k < 2 else k * inner(k - 1)

    return inner(n)


def is_even(n):
    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)

    return even(n)


def parameters(a, b=7, *args, k=8, **kwargs):
    return lambda: (a, b, args, k, kwargs)


def set_outer():
    values = []

    def first():
        def second():
            nonlocal values
            values = [1, 2]

        second()
        values.append(3)

    first()
    return values


def exchange(a, b):
    def swap():
        nonlocal a, b
        a, b = b, a

    swap()
    return a, b


def deleted():
    x = 1

    def remove():
        nonlocal x
        del x

    def read():
        return x

    before = read()
    remove()
    try:
        read()
    except NameError as error:
        return before, type(error).__name__


def unbound_owner():
    def read():
        return x

    y = x
    x = 1
    return y, read


def unbound_free():
    def read():
        return x

    y = read()
    x = 1
    return y


def handler():
    def read():
        try:
            return error
        except NameError:
            return 'gone'

    error = None
    before = read()
    try:
        raise ValueError('x')
    except ValueError as error:
        assert str(read()) == 'x'
    return before, read()


def nested_comp(n):
    return [[(lambda: x * y)() for x in range(n)] for y in range(n)]


def starred(*args, **kwargs):
    def change():
        nonlocal args
        args += (9,)
        kwargs['b'] = 4

    change()
    return args, kwargs


def compose(f, g):
    return lambda x: f(g(x))


def through_two():
    value = 'outer'

    def middle():
        def inner():
            nonlocal value
            old = value
            value = 'changed'
            return old

        return inner()

    return middle(), value


def loop_last():
    for i in range(3):
        def f():
            return i
    return f()


def rebound_parameter(n):
    def read():
        return n

    n *= 2
    return n, read()


def cycle():
    import weakref

    def f():
        return f

    return weakref.ref(f)


module_level = [(lambda j: lambda x: x + j)(j) for j in range(3)]


def same_names(x):
    def f(y):
        x = y + 1

        def g():
            return x

        return g

    x2 = f(x)()
    return x, x2, f(x2)()


def conditional(flag):
    if flag:
        word = 'yes'

    def read():
        return word

    try:
        return read()
    except NameError:
        return 'unset'


def augmented():
    number, text, items = 1, 'a', [1]
    alias = items

    def change():
        nonlocal number, text, items
        number += 2
        text += 'b'
        items += [2]

    change()
    assert alias is items
    return [number, text, items]


def unpacked(pair):
    a, (b, c) = pair
    return (lambda: (a, b, c))()


def walrus(items):
    [last := item for item in items]
    return (lambda: last)()


def squares(n):
    return {f() for f in [lambda i=i: i * i for i in range(n)]}


def with_default_lambda(n):
    return [f() for f in [lambda k=k: n + k for k in range(3)]]
