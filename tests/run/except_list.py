# requires: python >= 3.14
"""Several exception types without parentheses (PEP 758).

>>> caught(ValueError), caught(TypeError), caught(KeyError), caught(IndexError)
('first', 'first', 'second', 'second')
>>> caught(OSError)
Traceback (most recent call last):
OSError
>>> split(ExceptionGroup("g", [ValueError(1), KeyError(2)]))
'ValueError(1)'
>>> split(ExceptionGroup("g", [TypeError(1), KeyError(2)]))
'TypeError(1)'
"""


def caught(error):
    try:
        raise error
    except ValueError, TypeError:
        return "first"
    except KeyError, \
            IndexError:
        return "second"


def split(group):
    seen = []
    try:
        try:
            raise group
        except* ValueError, TypeError:
            seen.append(True)
    except ExceptionGroup as rest:
        assert seen and repr(rest.exceptions[0]) == "KeyError(2)"
    return repr(group.exceptions[0])
