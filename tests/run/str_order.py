"""Comparing strings and characters, membership of characters, chr() of objects.

>>> texts = ['', 'a', 'b', 'ab', 'aa', 'abc', 'aba', 'é', 'éa', 'ÿ', 'Ā', 'aĀ', 'a\\U0001f600', '\\0', 'a\\0', 'a' * 40, 'a' * 39 + 'b']
>>> all(compare(a, b) == (a < b, a <= b, a > b, a >= b, a == b, a != b) for a in texts for b in texts)
True
>>> compare(Text('b'), 'a'), compare('a', Text('b'))
((True, True, True, True, True, True), (True, True, True, True, True, True))
>>> between('m'), between('M'), between('é'), between(''), between('zz')
(True, False, False, False, False)
>>> between(3)
Traceback (most recent call last):
TypeError: '<=' not supported between instances of 'str' and 'int'
>>> [has('b', 'abc'), has('', 'abc'), has('bc', 'abc'), has('é', 'abc'), has('é', 'aé'), has('Ā', 'abc'), has('b', 'aĀb'), has('b', '')]
[True, True, True, False, True, False, True, False]
>>> is_blank(' '), is_blank('x'), is_blank('\\xa0'), is_blank('\\t\\n')
(True, False, False, True)
>>> is_blank(3)
Traceback (most recent call last):
TypeError: 'in <string>' requires string as left operand, not int
>>> [characters(n) for n in (0, 97, 255, 256, 0x10ffff)] == ['\\0', 'a', 'ÿ', 'Ā', '\\U0010ffff']
True
>>> characters(True), characters(Index())
('\\x01', 'a')
>>> characters(-1)
Traceback (most recent call last):
ValueError: chr() arg not in range(0x110000)
>>> characters(0x110000)
Traceback (most recent call last):
ValueError: chr() arg not in range(0x110000)
>>> try_characters(2 ** 80) in ("OverflowError", "ValueError")  # the latter since Python 3.13
True
>>> try_characters('a'), try_characters(1.5)
('TypeError', 'TypeError')
>>> [item('abc', i) for i in (0, 2, -1, -3)], item('aé', 1), item('aĀ', 1), item('aĀ', -2)
(['a', 'c', 'c', 'a'], 'é', 'Ā', 'a')
>>> item('abc', 3)
Traceback (most recent call last):
IndexError: string index out of range
>>> item('', -1)
Traceback (most recent call last):
IndexError: string index out of range
"""


class Text(str):
    def __lt__(self, other):
        return True

    __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __lt__


class Index:
    def __index__(self):
        return 97



def compare(a, b):
    found = []
    if a < b:
        found.append('<')
    if a <= b:
        found.append('<=')
    if a > b:
        found.append('>')
    if a >= b:
        found.append('>=')
    if a == b:
        found.append('==')
    if a != b:
        found.append('!=')
    return tuple([sign in found for sign in ('<', '<=', '>', '>=', '==', '!=')])


def between(c):
    return True if 'a' <= c <= 'z' else False


def has(part, text):
    return True if part in text else False


def is_blank(c):
    return True if c in ' \t\n' else False


def characters(n):
    return chr(n)


def try_characters(n):
    try:
        return chr(n)
    except Exception as error:
        return type(error).__name__


def item(text, i):
    return text[i]
