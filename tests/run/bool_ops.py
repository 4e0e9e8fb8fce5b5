"""and, or, not, conditional expressions: values, truth, what is evaluated."""

log = []


def say(x):
    log.append(x)
    return x


def logged(f, *args):
    del log[:]
    result = f(*args)
    return result, list(log)


def values(a, b):
    """
    >>> values(0, 2)
    (0, 2, True)
    >>> values('x', [])
    ([], 'x', False)
    >>> values('', None)
    ('', None, True)
    """
    return a and b, a or b, not a


def short_circuit(a, b, c):
    """
    >>> logged(short_circuit, 1, 0, 3)
    ((0, 1, 3), [1, 0, 1, 1, 0, 3])
    >>> logged(short_circuit, 0, 5, 3)
    ((0, 5, 3), [0, 0, 5, 0, 3])
    """
    x = say(a) and say(b) and say(c)
    y = say(a) or say(b) or say(c)
    z = say(a) and say(b) or say(c)
    return x, y, z


def in_condition(a, b, c):
    """
    >>> [in_condition(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    ['not', 'yes', 'not', 'yes', 'not', 'not', 'yes', 'yes']
    """
    if a and b or not a and c:
        return 'yes'
    return 'not'


def conditional(n):
    """
    >>> [conditional(n) for n in (-3, 0, 4)]
    ['negative', 'zero', 'positive']
    """
    return 'negative' if n < 0 else 'zero' if n == 0 else 'positive'


def conditional_effects(n):
    """
    >>> logged(conditional_effects, 1)
    ('a', [1, 'a'])
    >>> logged(conditional_effects, 0)
    ('b', [0, 'b'])
    """
    return say('a') if say(n) else say('b')




def truth_fails(x):
    """
    >>> class Bad:
    ...     def __bool__(self): raise ValueError('no truth')
    >>> truth_fails(Bad())
    Traceback (most recent call last):
    ...
    ValueError: no truth
    """
    if x:
        return 1
    return 2


def empty_things():
    """
    >>> empty_things()
    [False, False, False, False, False, False, False, True, True]
    """
    out = []
    for x in ([], (), {}, '', b'', 0.0, None, [0], ' '):
        out.append(True if x else False)
    return out


def nested_not(x):
    """
    >>> nested_not(3), nested_not('')
    ((True, False), (False, True))
    """
    return not not x, not (x and True)


def while_and(xs):
    """
    >>> while_and([3, 2, 0, 5])
    2
    >>> while_and([])
    0
    """
    i = 0
    while i < len(xs) and xs[i]:
        i += 1
    return i
