"""try/finally: runs once on every way out, and what it does to the way out."""


def log_of(f, *args):
    log = []
    try:
        log.append(f(log, *args))
    except Exception as e:
        log.append(repr(e))
    return log


def ways(log, how):
    """
    >>> log_of(ways, 'fall')
    ['body', 'finally', 'after']
    >>> log_of(ways, 'return')
    ['body', 'finally', 'returned']
    >>> log_of(ways, 'raise')
    ['body', 'finally', "ValueError('raised')"]
    """
    try:
        log.append('body')
        if how == 'return':
            return 'returned'
        if how == 'raise':
            raise ValueError('raised')
    finally:
        log.append('finally')
    return 'after'


def loops(log):
    """
    >>> log_of(loops)
    [0, 'f0', 'f1', 2, 'f2', 'f3', 'end']
    """
    for i in range(10):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append('f%d' % i)
    return 'end'


def return_overrides(log):
    """
    >>> log_of(return_overrides)
    ['overridden']
    """
    try:
        raise ValueError('lost')
    finally:
        return 'overridden'


def return_value_is_taken_before(log):
    """
    >>> log_of(return_value_is_taken_before)
    [1]
    """
    x = 1
    try:
        return x
    finally:
        x = 2


def break_overrides(log):
    """
    >>> log_of(break_overrides)
    ['out']
    """
    for i in range(3):
        try:
            raise ValueError('lost')
        finally:
            break
    return 'out'


def finally_raises(log):
    """
    >>> try: finally_raises([])
    ... except KeyError as e: print(repr(e), repr(e.__context__))
    KeyError('second') ValueError('first')
    """
    try:
        raise ValueError('first')
    finally:
        raise KeyError('second')


def nested(log, how):
    """
    >>> log_of(nested, 'return')
    ['inner', 'outer', 'r']
    >>> log_of(nested, 'raise')
    ['inner', 'outer', "ValueError('e')"]
    >>> log_of(nested, 'fall')
    ['inner', 'outer', 'end']
    """
    try:
        try:
            if how == 'return':
                return 'r'
            if how == 'raise':
                raise ValueError('e')
        finally:
            log.append('inner')
    finally:
        log.append('outer')
    return 'end'


def with_except(log, x):
    """
    >>> log_of(with_except, 0)
    ['zero', 'finally', 'end']
    >>> log_of(with_except, 1)
    ['else', 'finally', 'end']
    >>> log_of(with_except, 'a')[-1][:9]
    'TypeError'
    """
    try:
        1 / x
    except ZeroDivisionError:
        log.append('zero')
    else:
        log.append('else')
    finally:
        log.append('finally')
    return 'end'


def exception_inside_finally(log):
    """
    >>> log_of(exception_inside_finally)
    ['handled', "ValueError('first')"]
    """
    try:
        raise ValueError('first')
    finally:
        try:
            {}['k']
        except KeyError:
            log.append('handled')


def return_in_loop_in_try(log, xs):
    """
    >>> log_of(return_in_loop_in_try, [0, 5])
    ['done', 5]
    >>> log_of(return_in_loop_in_try, [])
    ['done', None]
    """
    try:
        for x in xs:
            if x:
                return x
    finally:
        log.append('done')


def deep(log):
    """
    >>> log_of(deep)
    ['c', 'b', 'a', 'x']
    """
    while True:
        try:
            while True:
                try:
                    try:
                        return 'x'
                    finally:
                        log.append('c')
                finally:
                    log.append('b')
        finally:
            log.append('a')


def return_twice():
    """
    >>> return_twice()
    3
    """
    try:
        return 2
    finally:
        return 3


def finally_overrides(log, how):
    """
    >>> log = []
    >>> finally_overrides(log, True), finally_overrides(log, False), log
    (None, None, ['inner', 'inner'])
    """
    try:
        try:
            if how:
                return 1
        finally:
            log.append('inner')
    finally:
        return
