"""Decorators of functions: order, arguments, what they return."""

log = []


def note(name):
    log.append('make ' + name)
    return lambda_of(name)


class_free = {}


def lambda_of(name):
    class_free['name'] = name
    return wrap


def wrap(f):
    log.append('wrap ' + f.__name__)
    return f


@note('a')
@note('b')
def decorated(x):
    """
    >>> decorated(1), log
    (2, ['make a', 'make b', 'wrap decorated', 'wrap decorated'])
    """
    return x + 1


def replace(f):
    return 'replaced ' + f.__name__


@replace
def gone():
    pass


def what_is_gone():
    """
    >>> what_is_gone()
    'replaced gone'
    """
    return gone
