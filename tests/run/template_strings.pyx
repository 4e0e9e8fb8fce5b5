"""t"..." strings: their parts, conversions and formats, joined literals, copies and pickles.

>>> parts(t_name('Ada'))
(('Hello, ', ''), [('Ada', 'name', None, '')])
>>> parts(t_all(2, 'x'))
(('', ' ', ' n * 2=', ' ', '|'), [(2, 'n', 'r', '>4'), ('x', 'text', 's', ''), (4, 'n * 2', 'r', ''), ([2], '[n]', None, 'x2')])
>>> parts(t_plain())
(('one two\\\\N{BULLET}',), [])
>>> parts(t_bullet(1))
(('\\u2022', '\\u2022'), [(1, 'n', None, '')])
>>> t_name('a')
Template(strings=('Hello, ', ''), interpolations=(Interpolation('a', 'name', None, ''),))
>>> list(t_name('a'))[0], t_name('a').values
('Hello, ', ('a',))
>>> parts(t_name('a') + t_plain())
(('Hello, ', 'one two\\\\N{BULLET}'), [('a', 'name', None, '')])
>>> t_name('a') + 'x'                                       # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: can only concatenate ...Template ...
>>> 'x' + t_name('a')                                       # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: can only concatenate str (not "...Template") to str
>>> import pickle
>>> parts(pickle.loads(pickle.dumps(t_name('b')))) == parts(t_name('b'))
True
>>> order()
[1, 2, 3]
>>> broken()
Traceback (most recent call last):
ZeroDivisionError
>>> from string.templatelib import Template, Interpolation
>>> type(t_plain()) is Template, Interpolation(1).expression
(True, '')
"""


def parts(template):
    return template.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in template.interpolations]


def t_name(name):
    return t"Hello, {name}"


def t_all(int n, text):
    return t'{n!r:>{2 + 2}} {text!s} ' t'{n * 2=} {[n]:x{n}}|'


def t_plain():
    return t"one " rt"two\N{{BULLET}}"


def t_bullet(n):
    return t"\N{BULLET}{n}\N{BULLET}"


def order():
    seen = []
    t"{seen.append(1)}{seen.append(2)!r:{seen.append(3)}}"
    return seen


def broken():
    try:
        return t"{1}{1 // int('0')}"
    except ZeroDivisionError:
        raise ZeroDivisionError from None
