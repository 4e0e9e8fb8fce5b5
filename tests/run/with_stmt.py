"""The with statement: what is called when, with what, on every way out."""
import contextlib

log = []


manager = contextlib.nullcontext


def ways(m, how):
    """
    >>> class M:
    ...     def __init__(self, swallow=False): self.swallow = swallow
    ...     def __enter__(self): log.append('enter'); return 'value'
    ...     def __exit__(self, *exc): log.append(exc[0] and exc[0].__name__); return self.swallow
    >>> def run(f, *args):
    ...     del log[:]
    ...     try: log.append(f(*args))
    ...     except Exception as e: log.append(repr(e))
    ...     return log
    >>> run(ways, M(), 'fall')
    ['enter', 'value', None, 'after']
    >>> run(ways, M(), 'return')
    ['enter', 'value', None, 'returned']
    >>> run(ways, M(), 'raise')
    ['enter', 'value', 'ValueError', "ValueError('raised')"]
    >>> run(ways, M(swallow=True), 'raise')
    ['enter', 'value', 'ValueError', 'after']
    >>> run(in_loop, M())
    ['enter', 0, None, 'enter', None, 'enter', 2, None, 'enter', None, 'end']
    >>> run(two, M(), M(True))
    ['enter', 'enter', 'ZeroDivisionError', None, 'done']
    >>> run(two, M(True), M())
    ['enter', 'enter', 'ZeroDivisionError', 'ZeroDivisionError', 'done']
    """
    with m as value:
        log.append(value)
        if how == 'return':
            return 'returned'
        if how == 'raise':
            raise ValueError('raised')
    return 'after'


def in_loop(m):
    for i in range(5):
        with m:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
    return 'end'


def two(a, b):
    with a, b:
        1 / 0
    return 'done'


def into_targets():
    """
    >>> into_targets()
    (1, 2, {'k': 'x'})
    """
    d = {}
    with manager((1, 2)) as (a, b), manager('x') as d['k']:
        pass
    return a, b, d


def not_a_manager(x):
    """
    >>> try: not_a_manager(5)  # AttributeError: __enter__ before Python 3.11
    ... except (TypeError, AttributeError) as error: print("context manager" in str(error) or "__enter__" in str(error))
    True
    """
    with x:
        pass


def enter_fails(m):
    """
    >>> class E:
    ...     def __enter__(self): raise ValueError('enter')
    ...     def __exit__(self, *exc): log.append('exit')
    >>> del log[:]
    >>> enter_fails(E())
    Traceback (most recent call last):
    ...
    ValueError: enter
    >>> log
    []
    """
    with m:
        log.append('body')


def exit_fails(m):
    """
    >>> class X:
    ...     def __enter__(self): pass
    ...     def __exit__(self, *exc): raise KeyError('exit')
    >>> try: exit_fails(X())
    ... except KeyError as e: print(repr(e), repr(e.__context__))
    KeyError('exit') ValueError('body')
    """
    with m:
        raise ValueError('body')


def suppressed():
    """
    >>> suppressed()
    'after'
    """
    with contextlib.suppress(ZeroDivisionError):
        1 / 0
    return 'after'


def parenthesised():
    """
    >>> parenthesised()
    'ab'
    """
    with (manager('a') as a, manager('b') as b):
        return a + b
