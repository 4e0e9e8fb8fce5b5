# requires: python >= 3.11
"""except*: parts of a group go to their handlers; what they raise and what is left goes on."""
import sys


def show(value):
    if isinstance(value, BaseExceptionGroup):
        return value.message, [show(part) for part in value.exceptions]
    return repr(value)


def group(*parts):
    return ExceptionGroup("g", [part if isinstance(part, BaseException) else part("1") for part in parts])


def run(value, first=None, second=None):
    """
    >>> run(ValueError("1"))
    [('first', ('', ["ValueError('1')"]), True), 'finally', 'unbound']
    >>> run(OSError("1"))
    ['finally', ("OSError('1')", 'None', 'None'), 'unbound']
    >>> run(None)
    ['else', 'finally', 'unbound']
    >>> run(group(ValueError, KeyError))[:2]
    [('first', ('g', ["ValueError('1')"]), True), ('second', ('g', ["KeyError('1')"]))]
    >>> run(group(ValueError, KeyError, OSError))[3]
    (('g', ["OSError('1')"]), 'None', 'None')
    >>> run(group(ValueError, OSError), TypeError("new"))[2]
    (('', ["TypeError('new')", ('g', ["OSError('1')"])]), 'None', 'None')
    >>> run(group(group(KeyError, ValueError), OSError), None, "again")[3]
    (('g', [('g', ["KeyError('1')"]), "OSError('1')"]), 'None', 'None')
    >>> run(group(group(KeyError, ValueError), OSError), TypeError("a"), TypeError("b"))[3]
    (('', ["TypeError('a')", "TypeError('b')", ('g', ["OSError('1')"])]), 'None', 'None')
    >>> run(ValueError("1"), KeyError("k"))[2]
    ("KeyError('k')", ('', ["ValueError('1')"]), 'None')
    >>> run(KeyError("1"), None, TypeError("t"))[2]
    ("TypeError('t')", ('', ["KeyError('1')"]), ('', ["KeyError('1')"]))
    """
    log = []
    try:
        try:
            if value:
                raise value
        except* ValueError as e:
            log.append(("first", show(e), sys.exc_info()[1] is e))
            if first:
                raise first
        except* (KeyError, TypeError) as e:
            log.append(("second", show(e)))
            if second == "again":
                raise
            if second:
                raise second from e
        else:
            log.append("else")
        finally:
            log.append("finally")
    except Exception as error:
        log.append((show(error), show(error.__context__), show(error.__cause__)))
    try:
        e
    except NameError:
        log.append("unbound")
    return log


def notes():
    """
    >>> notes()
    ['kept']
    """
    value = group(ValueError, KeyError)
    value.add_note("kept")
    try:
        try:
            raise value
        except* ValueError:
            pass
    except ExceptionGroup as rest:
        return rest.__notes__


def wrong(types):
    """
    >>> wrong(5)
    'catching classes that do not inherit from BaseException is not allowed'
    >>> wrong((ValueError, ExceptionGroup))
    'catching ExceptionGroup with except* is not allowed. Use except instead.'
    """
    try:
        try:
            raise ValueError
        except* types:
            pass
    except TypeError as error:
        return str(error)

