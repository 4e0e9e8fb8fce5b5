# requires: python >= 3.12
"""The type statement and everything about type parameters that is evaluated late."""


def variadic[*Ts, **P](*args: *Ts, **kw):
    """
    >>> variadic.__type_params__
    (Ts, P)
    """
    return Ts, P


class Many[T, *Ts, **P]:
    """
    >>> Many.__parameters__, len(Many.__orig_bases__)
    ((T, Ts, P), 1)
    """


type Early = int | defined_later
defined_later = str
type Tree[T] = T | list[Tree[T]]
type Bound[T: bound_later, *Ts] = dict[T, tuple[*Ts]]


def aliases():
    """
    >>> aliases()
    ('Early', int | str, Tree, (T,), 'type_alias')
    >>> Tree.__value__.__args__[1]
    list[Tree[T]]
    """
    return Early.__name__, Early.__value__, Tree, Tree.__type_params__, Early.__module__


def late():
    """
    >>> late()
    ("name 'bound_later' is not defined", <class 'float'>)
    """
    global bound_later
    try:
        Bound.__type_params__[0].__bound__
    except NameError as error:
        text = str(error)
    bound_later = float
    value = Bound.__type_params__[0].__bound__
    return text, value


class Holder:
    """
    >>> Holder.Own.__value__ is Holder
    True
    """
    type Own = Holder
