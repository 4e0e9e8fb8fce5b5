"""Sets as items of sets; formats whose right side has its own __rmod__.

>>> has({1}, {frozenset([1])}), has({2}, {frozenset([1])})
(True, False)
>>> has([], set())  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
TypeError: unhashable type: 'list'
>>> drop({1}), drop({2})
([], [frozenset({1})])
>>> take({1})
[]
>>> take({3})
Traceback (most recent call last):
KeyError: {3}
>>> form(3), form((4,)), form(Mod('x'))
('<3>', '<4>', 'own')
"""


class Mod(str):
    def __rmod__(self, left):
        return 'own'


def has(item, items):
    known = set(items)
    return item in known


def drop(item):
    known = {frozenset([1])}
    known.discard(item)
    return list(known)


def take(item):
    known = {frozenset([1])}
    known.remove(item)
    return list(known)


def form(value):
    return '<%s>' % value
