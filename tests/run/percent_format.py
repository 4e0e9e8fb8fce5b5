"""Formatting by a literal with `%`: what is written at once is what the interpreter writes.

>>> simple('a', 5), simple(None, True), simple([1], 2.9)
('a of 5', 'None of 1', '[1] of 2')
>>> simple(1, 'x')                          # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: %d format: a ...number is required, not str
>>> forms("it's", 2 ** 70)
('100% "it\\'s" "it\\'s" it\\'s', '1180591620717411303424%', "'\\\\xe9' 'é'")
>>> one(7), one('t'), one(1.5)
('<7>', '<t>', '<1.5>')
>>> one((1, 2))
Traceback (most recent call last):
TypeError: not all arguments converted during string formatting
>>> counted(3), widths(5, 'x'), named({'a': 1})
('3 3 1', '   5 x  ', '1')
>>> wrong_count(1)
Traceback (most recent call last):
TypeError: not enough arguments for format string
>>> too_many(1)
Traceback (most recent call last):
TypeError: not all arguments converted during string formatting
>>> in_order()
('a b', ['a', 'b'], ['str a', 'str b'])
>>> class Text(str):
...     def __str__(self): return 'text'
>>> type(single(Text('x'))).__name__, single(Text('x')), single(Text)
('str', 'text', "<class 'percent_format.Text'>")
>>> bytes_too(b'x')
b'x 1'
"""
calls = []


class Named:
    def __init__(self, name):
        calls.append(name)
        self.name = name

    def __str__(self):
        calls.append('str ' + self.name)
        return self.name


def simple(a, b):
    return '%s of %d' % (a, b)


def forms(text, number):
    return '100%% %r %a %s' % (text, text, text), '%d%%' % (number,), '%a %r' % ('é', 'é')


def one(x):
    return '<%s>' % x


def single(x):
    return '%s' % (x,)


def counted(n):
    total = ''
    for i in range(n, n + 1):
        total = '%d %s %s' % (i, i, 1)
    return total


def widths(a, b):
    return '%4d %-3s' % (a, b)


def named(d):
    return '%(a)s' % d


def wrong_count(a):
    return '%s %s' % (a,)


def too_many(a):
    return '%s' % (a, a)


def in_order():
    del calls[:]
    text = '%s %s' % (Named('a'), Named('b'))
    return text, [x for x in calls if len(x) == 1], [x for x in calls if len(x) > 1]


def bytes_too(b):
    return b'%s %d' % (b, 1)
