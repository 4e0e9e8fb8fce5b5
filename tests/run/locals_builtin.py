"""locals(), vars(), dir(), eval() and exec() in functions.

>>> sorted(params(1, 2, 3, k=4, z=5).items())
[('a', 1), ('args', (2, 3)), ('k', 4), ('kw', {'z': 5}), ('later', 'set')]
>>> maybe(True), maybe(False)
({'flag': True, 'x': 1}, {'flag': False})
>>> sorted(captured(1).items(), key=str)
[('a', 1), ('b', 2)]
>>> sorted(captured(1, True), key=str)
['a', 'b', 'f']
>>> inner_locals(3)
{'y': 4, 'x': 3}
>>> numbers(3)
{'n': 3, 'i': 2, 'total': 3.0, 'flag': False}
>>> deleted()
{'b': 2}
>>> evaluate('a + b'), evaluate('a + len(str(b))')
(3, 2)
>>> execute('c = a + 1')
{'a': 1, 'c': 2}
>>> sorted(given('x')), given_globals('x + y')
(['x'], 3)
>>> in_lambda(5)
{'x': 5}
>>> module_locals is globals() or module_locals is module_globals
True
>>> names(1)
['a', 'b']
>>> list(in_comp())
[['i', 'x'], ['i', 'x']]
>>> kinds()
{'a': 'int', 'b': 'float', 'c': 'str', 'd': 'bool'}
>>> shadow()
'mine'
>>> nothing_given('a + b', None, None), nothing_given('a', {'a': 5}, None)
(3, 5)
>>> nothing_given('a + b', None, {'a': 10, 'b': 20})
30
>>> passes_on((1, 2)), kept((1, 2))
({'a': (1, 2)}, True)
>>> format_it('bob')
'hello bob'
"""
import sys

module_locals = locals()
module_globals = globals()


def params(a, *args, k=None, **kw):
    later = 'set'
    return locals()


def maybe(flag):
    if flag:
        x = 1
    return locals()


def captured(a, named=False):
    b = 2
    f = lambda: (a, b)
    result = locals()
    del result['named']
    if named:
        return list(result)
    result.pop('f')
    return result


def inner_locals(x):
    def inner():
        y = x + 1
        return locals()
    return inner()


def numbers(n):
    i = 0
    total = 0.0
    flag = False
    for i in range(n):
        total += i
    return locals()


def deleted():
    a, b = 1, 2
    del a
    return locals()


def evaluate(text):
    a, b = 1, 2
    return eval(text)


def execute(text):
    a = 1
    names = dict(a=a)
    exec(text, globals(), names)
    return names


def given(text):
    names = {'x': 1}
    eval(text, {}, names)
    return names


def given_globals(text):
    return eval(text, {'x': 1, 'y': 2})


def in_lambda(x):
    return (lambda x: locals())(x)


def names(a):
    b = 1
    return dir()


def in_comp():
    x = 1
    return [sorted(n for n in set(locals()) | {'x', 'i'} if n in 'xi') for i in range(2)]


def kinds():
    a = 1
    b = 1.5
    c = 'x'
    d = a > b
    return {k: type(v).__name__ for k, v in locals().items()}


def shadow():
    def locals():
        return 'mine'
    return locals()


def format_it(name):
    return 'hello {name}'.format(**locals())


def nothing_given(text, globals, locals):
    a, b = 1, 2
    return eval(text, globals, locals)


def passes_on(args):
    return dict(*[args] * 0, **{'a': args})


class Keeps(type):
    def __call__(cls, *args):
        return args


def kept(args):
    class Plain(metaclass=Keeps):
        pass
    return Plain(*args) == args
