"""Calls of a module's own functions by their names run their C functions at once as long as the names stand for them;
nothing of that can be seen.

>>> total(4), with_defaults(1), with_defaults(1, c=9)
(10, (1, 2, 3), (1, 2, 9))
>>> keywords()
[(1, 2, 3), (1, 2, 3), (1, 2, 3), (1, 5, 2)]

The name is bound anew: from within, from outside, to anything that can be called; and deleted.

>>> bound_anew()
['first', 'second', 'len', 3, "'int' object is not callable", "name 'changing' is not defined"]
>>> import sys
>>> module = sys.modules[with_defaults.__module__] if with_defaults.__module__ in sys.modules else None
>>> old = leaf
>>> use_leaf(1)
('leaf', 1)
>>> globals_of_leaf()['leaf'] = lambda *args, **kw: ('other', args, kw)
>>> use_leaf(1), use_leaf_by_name(1)
(('other', (1,), {}), ('other', (), {'x': 1}))
>>> globals_of_leaf()['leaf'] = old
>>> use_leaf(1), use_leaf_by_name(2)
(('leaf', 1), ('leaf', 2))

Defaults are those that the function has then.

>>> with_defaults.__defaults__ = (20, 30)
>>> use_defaults()
((1, 20, 30), (1, 2, 30))
>>> with_defaults.__defaults__ = (2, 3)
>>> use_defaults()
((1, 2, 3), (1, 2, 3))
>>> with_defaults.__defaults__ = None
>>> use_defaults()
Traceback (most recent call last):
TypeError: with_defaults() missing 2 required positional arguments: 'b' and 'c'
>>> with_defaults.__defaults__ = (2, 3)
>>> mutable(1), mutable(2), mutable(None)
([1], [1, 2], [])

Decorated functions, generators, coroutines, recursion, functions inside of functions.

>>> decorated(1), plus_decorated(1)
(('decorated', 1), ('decorated', 2))
>>> list(doubled(3)), [x for x in doubled(3)], run_coroutine(5)
([0, 2, 4], [0, 2, 4], 6)
>>> inner(3), inner_default(3), even(10), even(7)
(6, (3, 4), True, False)
>>> deep(100)
100
>>> try_deep()
('RecursionError', True)
>>> two_deep()
('RecursionError', True)

Errors of the arguments, the order in which all is evaluated, tracebacks.

>>> too_few()
Traceback (most recent call last):
TypeError: with_defaults() missing 1 required positional argument: 'a'
>>> too_many()
Traceback (most recent call last):
TypeError: no_arguments() takes 0 positional arguments but 1 was given
>>> wrong_name()
Traceback (most recent call last):
TypeError: leaf() got an unexpected keyword argument 'y'
>>> twice()
Traceback (most recent call last):
TypeError: leaf() got multiple values for argument 'x'
>>> order()
['x', 'y', 'z', 'call']
>>> rebound_by_argument()
'old'
>>> entries()
['entries', 'raises', 'raises_too']
>>> references()
0
"""
import sys


def add(a, b):
    return a + b


def total(n):
    return n if n == 0 else add(total(n - 1), n)


def with_defaults(a, b=2, c=3):
    return a, b, c


def use_defaults():
    return with_defaults(1), with_defaults(1, 2)


def keywords():
    return [with_defaults(1, b=2), with_defaults(a=1, b=2, c=3), with_defaults(1, c=3), with_defaults(1, c=2, b=5)]


def mutable(x, seen=[]):
    if x is None:
        seen.clear()
    else:
        seen.append(x)
    return list(seen)


def changing():
    return 'first'


def ask():
    return changing()


def bound_anew():
    global changing
    answers = [changing()]

    def changing():
        return 'second'
    answers.append(ask())
    changing = lambda: 'len'
    answers.append(ask())
    changing = 'abc'.__len__
    answers.append(ask())
    for change in (lambda: globals().__setitem__('changing', 3), lambda: globals().__delitem__('changing')):
        change()
        try:
            ask()
        except (TypeError, NameError) as error:
            answers.append(str(error))
    return answers


def leaf(x):
    return 'leaf', x


def use_leaf(x):
    return leaf(x)


def use_leaf_by_name(x):
    return leaf(x=x)


def globals_of_leaf():
    return globals()


def decorate(function):
    return lambda x: ('decorated', function(x))


@decorate
def decorated(x):
    return x


def plus_decorated(x):
    return decorated(x + 1)


def doubling(n):
    for i in range(n):
        yield i * 2


def doubled(n):
    return doubling(n)


async def plus_one(x):
    return x + 1


def run_coroutine(x):
    coroutine = plus_one(x)
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def inner(n):
    def double(x):
        return x * factor
    factor = 2
    return double(n)


def inner_default(n):
    def pair(x, y=4):
        return x, y
    return pair(n)


def even(n):
    def is_even(k):
        return True if k == 0 else is_odd(k - 1)

    def is_odd(k):
        return False if k == 0 else is_even(k - 1)
    return is_even(n)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def endless(n):
    return endless(n + 1)


def one_way(n):
    return other_way(n + 1, 1)


def other_way(n, k):
    return one_way(n + k)


def fails_deep(function):
    try:
        function(0)
    except RecursionError as error:
        return type(error).__name__, 'maximum recursion depth exceeded' in str(error)


def try_deep():
    return fails_deep(endless)


def two_deep():
    return fails_deep(one_way)


def no_arguments():
    return ()


def too_few():
    with_defaults()


def too_many():
    no_arguments(1)


def wrong_name():
    leaf(y=1)


def twice():
    leaf(1, x=2)


def note(seen, what):
    seen.append(what)
    return seen


def called(x, y, z=None):
    z.append('call')
    return x


def order():
    seen = []
    return called(note(seen, 'x'), note(seen, 'y'), z=note(seen, 'z'))


def swapped():
    return 'old'


def new_swapped(*args):
    return 'new'


def takes_one(x):
    return 'old'


def swap():
    global takes_one
    takes_one = new_swapped


def rebound_by_argument():
    global takes_one
    old = takes_one
    try:
        return takes_one(swap())
    finally:
        takes_one = old


def raises_too(x):
    raise ValueError(x)


def raises(x):
    raises_too(x)


def entries():
    try:
        raises(1)
    except ValueError as error:
        names, entry = [], error.__traceback__
        while entry:
            names.append(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
        return names


def references():
    marker = object()
    before = sys.getrefcount(marker)
    for _ in range(10):
        leaf(marker)
        leaf(x=marker)
        with_defaults(marker, b=marker)
    return sys.getrefcount(marker) - before
