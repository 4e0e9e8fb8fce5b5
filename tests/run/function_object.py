"""What function objects tell and how they take their arguments, as functions of the interpreter do.

>>> f(1), f(1, 2, 3, k=4, z=5)
((1, 10, (), 'k', {}), (1, 2, (3,), 4, {'z': 5}))
>>> f.__name__, f.__qualname__, f.__module__ == __name__, f.__doc__
('f', 'f', True, 'The docstring.')
>>> f.__defaults__, f.__kwdefaults__
((10,), {'k': 'k'})
>>> f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount
(('a', 'b', 'k', 'args', 'kwargs', 'local'), 2, 1, 0)
>>> import inspect, types
>>> inspect.signature(f)
<Signature (a, b=10, *args, k='k', **kwargs)>
>>> inspect.signature(g)
<Signature (a, b, /, c=(1, 2), *, d)>
>>> isinstance(f, types.FunctionType), inspect.isfunction(f), inspect.isroutine(f)
(True, True, True)
>>> inspect.getfullargspec(g).args, inspect.getcallargs(f, 1, 2)['b']
(['a', 'b', 'c'], 2)
>>> outer(5).__code__.co_freevars, outer.__code__.co_cellvars, outer(5).__closure__[0].cell_contents
(('x',), ('x',), 5)
>>> outer(5).__qualname__, outer(5).__code__.co_name, f.__closure__
('outer.<locals>.inner', 'inner', None)
>>> (lambda: 0).__name__, lambdas()[0].__name__, lambdas()[0].__qualname__
('<lambda>', '<lambda>', 'lambdas.<locals>.<lambda>')
>>> f.__globals__ is outer.__globals__, f.__globals__['f'] is f
(True, True)
>>> repr(outer(1)).startswith('<function outer.<locals>.inner at 0x')
True

Defaults are read at each call.

>>> old = h.__defaults__
>>> h.__defaults__ = (7, 8); h()
(7, 8, 3)
>>> h.__defaults__ = (9,); h(1)
(1, 9, 3)
>>> try: h()
... except TypeError as error: print(error)
h() missing 1 required positional argument: 'a'
>>> h.__kwdefaults__['c'] = 33; h(1)
(1, 9, 33)
>>> del h.__defaults__; print(h.__defaults__)
None
>>> h.__kwdefaults__ = None
>>> try: h(1, 2)
... except TypeError as error: print(error)
h() missing 1 required keyword-only argument: 'c'
>>> h.__defaults__ = old; h.__kwdefaults__ = {'c': 3}; h()
(1, 2, 3)
>>> h.__defaults__ = [1]
Traceback (most recent call last):
TypeError: __defaults__ must be set to a tuple object
>>> h.__kwdefaults__ = [1]
Traceback (most recent call last):
TypeError: __kwdefaults__ must be set to a dict object
>>> mutable(), mutable(), mutable([])
(1, 2, 1)
>>> release_default()
[1]
>>> release_kw_default()
[1]

Attributes.

>>> f.x = 1; f.x, f.__dict__
(1, {'x': 1})
>>> f.__name__ = 'other'; f.__name__, f.__qualname__
('other', 'f')
>>> f.__name__ = 3
Traceback (most recent call last):
TypeError: __name__ must be set to a string object
>>> f.__qualname__ = None
Traceback (most recent call last):
TypeError: __qualname__ must be set to a string object
>>> f.__doc__ = 'new'; f.__doc__
'new'
>>> f.__annotations__ = None; f.__annotations__
{}
>>> f.__annotations__ = 3
Traceback (most recent call last):
TypeError: __annotations__ must be set to a dict object
>>> import functools
>>> wrapped = functools.wraps(g)(lambda *args: args)
>>> wrapped.__name__, wrapped.__wrapped__ is g
('g', True)
>>> class C: method = h
>>> C.method is h, C().method(2)[1:], type(C().method).__name__
(True, (2, 3), 'method')
>>> h.__get__(None, int) is h, h.__get__(5)()
(True, (5, 2, 3))
>>> import weakref, gc
>>> inner = outer(3); ref = weakref.ref(inner); ref() is inner
True
>>> del inner; n = gc.collect(); ref() is None
True
>>> import copy
>>> copy.copy(h) is h, copy.deepcopy(h) is h
(True, True)
"""


def f(a, b=10, *args, k='k', **kwargs):
    """The docstring."""
    local = (a, b, args, k, kwargs)
    return local


def g(a, b, /, c=(1, 2), *, d):
    return a, b, c, d


def h(a=1, b=2, *, c=3):
    return a, b, c


def outer(x):
    def inner():
        return x
    return inner


def lambdas():
    return [lambda: 1]


def mutable(items=[]):
    items.append(None)
    count = len(items)
    if count >= 2:
        items.clear()
    return count


def release_default(items=[1]):
    release_default.__defaults__ = ()
    return items


def release_kw_default(*, items=[1]):
    release_kw_default.__kwdefaults__.clear()
    return items
