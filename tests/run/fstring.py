"""f-strings: conversions, format specs, nesting, debug form."""


def simple(x):
    """
    >>> simple(3), simple('a'), simple(None), simple(2.5)
    ('3', 'a', 'None', '2.5')
    """
    return f"{x}"


def mixed(name, n):
    """
    >>> mixed('Bob', 3)
    'Dear Bob, you have 3 items {braces}.'
    """
    return f"Dear {name}, you have {n} items {{braces}}."


def conversions(x):
    """
    >>> conversions('é')
    ("'é'", 'é', "'\\\\xe9'", "'é'  |")
    """
    return f"{x!r}", f"{x!s}", f"{x!a}", f"{x!r:5}|"


def specs(x, width):
    """
    >>> specs(3.14159, 10)
    ('3.14', '      3.14', '3.1       |', '+3.142e+00')
    """
    return f"{x:.2f}", f"{x:{width}.2f}", f"{x:<{width}.1f}|", f"{x:+.3e}"


def integers(n):
    """
    >>> integers(255)
    ('ff', '0xff', '   255', '00255', '255', '1111_1111')
    """
    return f"{n:x}", f"{n:#x}", f"{n:6d}", f"{n:05}", f"{n:,}", f"{n:_b}"


def expressions(a, b):
    """
    >>> expressions(2, 3)
    '2 + 3 = 5; yes; [0, 1]; 7'
    """
    return f"{a} + {b} = {a + b}; {'yes' if a < b else 'no'}; {[i for i in range(a)]}; {max(a, 7)}"


def debug(x):
    """
    >>> debug('v')
    ("x='v'", 'x = v', 'x=    v')
    """
    return f"{x=}", f"{x = !s}", f"{x=:>5}"


def joined():
    """
    >>> joined()
    'abcde'
    """
    return "a" f"{'b'}c" "d" f"e"


def empty():
    """
    >>> empty()
    ''
    """
    return f""


def bad_spec(x):
    """
    >>> bad_spec('a')
    Traceback (most recent call last):
    ...
    ValueError: Unknown format code 'd' for object of type 'str'
    """
    return f"{x:d}"


def custom(x):
    """
    >>> class F:
    ...     def __format__(self, spec): return 'F(' + spec + ')'
    ...     def __str__(self): return 'str'
    >>> custom(F())
    ('F()', 'F(abc)', 'str')
    """
    return f"{x}", f"{x:abc}", f"{x!s}"


def nested_quotes(d):
    """
    >>> nested_quotes({'k': 1})
    '1 and 1'
    """
    return f"{d['k']} and {d.get('k')}"


def lengths():
    """
    >>> lengths()
    'len=3 [1, 2, 3] True'
    """
    xs = [1, 2, 3]
    return f"len={len(xs)} {xs} {len(xs) == 3}"


def format_of(x, spec):
    """
    >>> format_of(5, '3'), format_of('a', ''), format_of(1, type('Spec', (str,), {})('2'))
    ('  5', 'a', ' 1')
    >>> for spec in None, 1, b'x':
    ...     try: format_of(1, spec)
    ...     except TypeError as error: print(error)
    format() argument 2 must be str, not None
    format() argument 2 must be str, not int
    format() argument 2 must be str, not bytes
    """
    return format(x, spec)
