"""try, except, else: which handler runs, what is bound, what is handled."""
import sys


def which(f):
    """
    >>> which(lambda: 1 / 0), which(lambda: {}['k']), which(lambda: [][1]), which(lambda: None)
    ('zero', "lookup KeyError('k')", "lookup IndexError('list index out of range')", 'fine')
    >>> which(lambda: int('x'))
    'other ValueError'
    """
    try:
        f()
    except ZeroDivisionError:
        return 'zero'
    except (KeyError, IndexError) as e:
        return 'lookup %r' % e
    except:
        return 'other ' + sys.exc_info()[0].__name__
    else:
        return 'fine'


def no_match(f):
    """
    >>> no_match(lambda: 1 / 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    >>> no_match(lambda: {}[1])
    'key'
    """
    try:
        f()
    except KeyError:
        return 'key'


def else_is_not_protected():
    """
    >>> else_is_not_protected()
    Traceback (most recent call last):
    ...
    ValueError: from else
    """
    try:
        pass
    except ValueError:
        return 'caught'
    else:
        raise ValueError('from else')


def name_is_deleted():
    """
    >>> name_is_deleted()
    'unbound'
    """
    try:
        raise ValueError('x')
    except ValueError as e:
        e.args
    try:
        return e
    except UnboundLocalError:
        return 'unbound'


def handler_raises():
    """
    >>> try: handler_raises()
    ... except KeyError as e: print(repr(e), repr(e.__context__), e.__suppress_context__)
    KeyError('second') ValueError('first') False
    """
    try:
        raise ValueError('first')
    except ValueError:
        raise KeyError('second')


def reraise():
    """
    >>> reraise()
    Traceback (most recent call last):
    ...
    ValueError: again
    """
    try:
        raise ValueError('again')
    except ValueError:
        raise


def nothing_to_reraise():
    """
    >>> nothing_to_reraise()
    Traceback (most recent call last):
    ...
    RuntimeError: No active exception to reraise
    """
    raise


def nested():
    """
    >>> nested()
    ['inner key', 'outer again', 'after']
    """
    out = []
    try:
        try:
            {}['k']
        except KeyError as e:
            out.append('inner key')
            raise ValueError('again') from e
    except ValueError as e:
        out.append('outer %s' % e)
        assert type(e.__cause__) is KeyError
    out.append('after')
    return out


def exc_info_is_restored():
    """
    >>> exc_info_is_restored()
    [None, 'KeyError', 'ValueError', 'KeyError', None]
    """
    out = [name_of_handled()]
    try:
        raise KeyError
    except KeyError:
        out.append(name_of_handled())
        try:
            raise ValueError
        except ValueError:
            out.append(name_of_handled())
        out.append(name_of_handled())
    out.append(name_of_handled())
    return out


def name_of_handled():
    kind = sys.exc_info()[0]
    return kind and kind.__name__


def in_loop(xs):
    """
    >>> in_loop([1, 0, 'a', 4])
    [1.0, 'zero', 'skipped', 0.25]
    """
    out = []
    for x in xs:
        try:
            out.append(1 / x)
        except ZeroDivisionError:
            out.append('zero')
            continue
        except TypeError:
            out.append('skipped')
    return out


def break_from_handler(xs):
    """
    >>> break_from_handler([1, 0, 2]), break_from_handler([1])
    (('broke', 1), ('end', 1))
    """
    n = 0
    for x in xs:
        try:
            1 / x
        except ZeroDivisionError:
            break
        n += 1
    else:
        return 'end', n
    return 'broke', n


def return_from_try(x):
    """
    >>> return_from_try(2), return_from_try(0)
    (0.5, None)
    """
    try:
        return 1 / x
    except ZeroDivisionError:
        pass


def expression_type(kinds, f):
    """The types are evaluated only when there is an exception.

    >>> expression_type(None, lambda: 5)
    5
    >>> expression_type(ValueError, lambda: int('x'))
    'caught'
    >>> expression_type(5, lambda: int('x'))
    Traceback (most recent call last):
    ...
    TypeError: catching classes that do not inherit from BaseException is not allowed
    """
    try:
        return f()
    except kinds:
        return 'caught'


def module_name():
    """At module level the name of a handler is a global, and deleted too.

    >>> module_name()
    ['ok', False]
    """
    return [module_result, 'module_error' in globals()]


try:
    raise ValueError('ok')
except ValueError as module_error:
    module_result = str(module_error)
