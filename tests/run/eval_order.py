"""Everything is evaluated from left to right, as in CPython."""

log = []


def say(name, value=None):
    log.append(name)
    return name if value is None else value


def run(f):
    del log[:]
    f()
    return ' '.join(log)


def call(*args, **kwargs):
    log.append('call')


def arguments():
    """
    >>> run(arguments)
    'f a b c d call'
    """
    say('f', call)(say('a'), say('b'), x=say('c'), y=say('d'))


def star_arguments():
    """
    >>> run(star_arguments)
    'f a b c d call'
    """
    say('f', call)(say('a'), *say('b', [1]), x=say('c'), **say('d', {'z': 1}))


def displays():
    """
    >>> run(displays)
    'a b c d e f k v'
    """
    [say('a'), (say('b'), say('c')), {say('d')}, say('e') + say('f')]
    {say('k'): say('v')}


def assignment():
    """The value comes first, then the parts of each target.

    >>> run(assignment)
    'value d1 i1 d2 i2'
    """
    say('d1', {})[say('i1')] = say('d2', {})[say('i2')] = say('value')


def augmented():
    """
    >>> run(augmented)
    'd i value'
    """
    say('d', {'i': 1})[say('i')] += say('value', 2)


def attribute(box):
    """
    >>> class Box:
    ...     def __setattr__(self, name, value): log.append('set ' + name)
    ...     def __getattr__(self, name): log.append('get ' + name); return 5
    >>> run(lambda: attribute(Box()))
    'o get y v set y'
    """
    say('o', box).y += say('v', 1)


def comparison():
    """
    >>> run(comparison)
    'a b c'
    """
    say('a', 1) < say('b', 2) < say('c', 3)


def slices():
    """
    >>> run(slices)
    'x a b c'
    """
    say('x', [1, 2, 3])[say('a', 0):say('b', 2):say('c', 1)]


def unpacking():
    """
    >>> run(unpacking)
    'v d1 d2'
    """
    say('d1', {})[0], say('d2', {})[0] = say('v', (1, 2))


def swap(a, b):
    """
    >>> swap(1, 'x')
    ('x', 1, [2, 1])
    """
    a, b = b, a
    xs = [1, 2]
    xs[0], xs[1] = xs[1], xs[0]
    return a, b, xs


def index_of_target():
    """
    >>> index_of_target()
    (1, [0, 'v', 0])
    """
    i = 0
    xs = [0, 0, 0]
    i, xs[i] = 1, 'v'
    return i, xs


def walrus(x):
    """
    >>> walrus(3)
    (3, 4, 8, 4)
    """
    a = x
    return a, (a := a + 1), a + (a := 4), a
