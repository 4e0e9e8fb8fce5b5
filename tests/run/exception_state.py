"""Exceptions in handlers, finally and with: context, cause, and the lines of their tracebacks."""
import sys


def chain(f):
    try:
        return f()
    except Exception as error:
        out = []
        while error is not None:
            lines, entry = [], error.__traceback__
            while entry:
                lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
                entry = entry.tb_next
            out.append("%s %s %s %s" % (type(error).__name__, error, type(error.__cause__).__name__, lines[1:] or lines))
            error = error.__context__
        return out


def all_chains():
    """
    >>> for line in chain(in_handler): print(line)
    ValueError x NoneType [('in_handler', 71)]
    ZeroDivisionError division by zero NoneType [('fails', 64)]
    >>> for line in chain(in_finally): print(line)
    KeyError 'k' NoneType [('in_finally', 78)]
    ValueError x NoneType [('in_handler', 71)]
    ZeroDivisionError division by zero NoneType [('fails', 64)]
    >>> for line in chain(with_cause): print(line)
    TypeError t ZeroDivisionError [('with_cause', 85)]
    ZeroDivisionError division by zero NoneType [('fails', 64)]
    >>> for line in chain(without_cause): print(line)
    TypeError t NoneType [('without_cause', 92)]
    ZeroDivisionError division by zero NoneType [('fails', 64)]
    >>> for line in chain(exit_raises): print(line)
    RuntimeError exit NoneType [('exit_raises', 109), ('__exit__', 104)]
    ZeroDivisionError division by zero NoneType [('fails', 64)]
    >>> for line in chain(swallowed): print(line)
    None
    None
    None
    >>> for line in chain(raised_again): print(line)
    None
    True
    >>> for line in chain(older_raised): print(line)
    ValueError a NoneType [('older_raised', 137), ('older_raised', 131)]
    KeyError 'b' NoneType [('older_raised', 135)]
    >>> for line in chain(handled_inside): print(line)
    None
    ZeroDivisionError
    >>> for line in chain(break_out): print(line)
    c
    a
    u
    g
    h
    t
    >>> for line in chain(several_lines): print(line)
    NameError name 'no_such_name' is not defined NoneType [('several_lines', 167)]
    """


def fails():
    1 / 0


def in_handler():
    try:
        fails()
    except ZeroDivisionError:
        raise ValueError("x")


def in_finally():
    try:
        in_handler()
    finally:
        raise KeyError("k")


def with_cause():
    try:
        fails()
    except ZeroDivisionError as error:
        raise TypeError("t") from error


def without_cause():
    try:
        fails()
    except ZeroDivisionError:
        raise TypeError("t") from None


class Manager:
    def __init__(self, action):
        self.action = action

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if self.action == "raise":
            raise RuntimeError("exit")
        return self.action == "swallow"


def exit_raises():
    with Manager("raise"): fails()



def swallowed():
    with Manager("swallow") as one, Manager(""):
        fails()
    return sys.exc_info()


def raised_again():
    try:
        fails()
    except ZeroDivisionError:
        try:
            raise
        except ZeroDivisionError as error:
            return error.__context__, sys.exc_info()[1] is error


def older_raised():
    try:
        raise ValueError("a")
    except ValueError as error:
        older = error
        try:
            raise KeyError("b")
        except KeyError:
            raise older


def handled_inside():
    try:
        try:
            fails()
        finally:
            try:
                {}["q"]
            except KeyError:
                pass
    except ZeroDivisionError as error:
        return error.__context__, sys.exc_info()[0].__name__


def break_out():
    while True:
        try:
            try:
                break
            finally:
                fails()
        except ZeroDivisionError:
            return "caught"


def several_lines():
    return (1,
            2,
            no_such_name,
            3)
