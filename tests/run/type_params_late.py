# requires: python >= 3.14
# grows: never
"""Bounds, constraints, defaults and the values of aliases are evaluated by the interpreter, in the formats of annotationlib.

>>> show(bounds.__type_params__)
T bound Later ForwardRef('Later') NameError
U constraints (int, Later) (<class 'int'>, ForwardRef('Later')) NameError
V default list[T] list[T] list[T]
>>> show(Box.__type_params__)
T bound tuple[own, Outer] tuple[int, ForwardRef('Outer')] NameError
>>> show(Box.method.__type_params__)
V bound own <class 'int'> <class 'int'>
W bound list[T] list[T] list[T]
Ts default tuple[int, ...] tuple[int, ...] tuple[int, ...]
P default [V, own] [V, <class 'int'>] [V, <class 'int'>]
>>> plain.__type_params__[0].evaluate_bound, plain.__type_params__[0].evaluate_default
(None, None)
>>> [one.__class__.__name__ for one in (bounds.__type_params__[0].evaluate_bound, Alias.evaluate_value)]
['function', 'function']
"""
import annotationlib
import typing

FORMATS = annotationlib.Format.STRING, annotationlib.Format.FORWARDREF, annotationlib.Format.VALUE


def clean(value):
    text = repr(value) if not isinstance(value, str) else value
    for noise in (", is_class=True", ", owner=None", __name__ + "."):
        text = text.replace(noise, "")
    return text.split(", owner")[0] + ")" * (", owner" in text) if "owner" in text else text


def evaluate(function):
    values = []
    for one in FORMATS:
        try:
            value = annotationlib.call_evaluate_function(function, one)
        except NameError:
            value = "NameError"
        values.append(clean(value))
    return values


def show(params):
    for param in params:
        for what in "bound", "constraints", "default":
            function = getattr(param, "evaluate_" + what, None)
            if function is not None:
                print(param.__name__, what, *evaluate(function))


def bounds[T: Later, U: (int, Later), V = list[T]](x: T) -> U:
    return x


def plain[T](x):
    return x


type Alias = dict[str, Nowhere]
type Pair[T: int] = tuple[T, Pair[T]]


class Box[T: tuple[own, Outer]]:
    own = int

    def method[V: own, W: list[T], *Ts = tuple[int, ...], **P = [V, own]](self):
        return V, W

    type Held = list[own]
    type Of[T] = dict[T, own]
    own2 = Held.__value__


own = int


def aliases():
    """
    >>> aliases()
    ['dict[str, Nowhere]', "dict[str, ForwardRef('Nowhere')]", 'NameError']
    ['tuple[T, Pair[T]]', 'tuple[T, Pair[T]]', 'tuple[T, Pair[T]]']
    list[int] dict[T, int] (T,) list[int]
    """
    print(evaluate(Alias.evaluate_value))
    print(evaluate(Pair.evaluate_value))
    print(Box.Held.__value__, Box.Of.__value__, Box.Of.__type_params__, Box.own2)


class Shadow:
    """An alias with the name of its class; names of the class later.

    >>> Shadow.Shadow.__value__, Shadow.Shadow.__module__ == __name__
    (tuple[int, str], True)
    >>> Shadow._Shadow__third.__value__
    list[str]
    """
    type Shadow = tuple[first, second]
    first, second = int, str
    __second = str
    type __third = list[__second]


def local(kind):
    """
    >>> alias, function, recursive = local(int)
    >>> alias.__value__, function.__type_params__[0].__bound__, recursive.__value__
    (list[int], <class 'int'>, tuple[recursive, ...])
    >>> evaluate(alias.evaluate_value)
    ['list[kind]', 'list[int]', 'list[int]']
    >>> alias, function, recursive = local(None)
    >>> alias.__value__, function.__type_params__[0].__bound__
    (list[str], <class 'str'>)
    """
    type alias = list[kind]
    type recursive = tuple[recursive, ...]

    def function[T: kind]():
        return T
    if kind is None:
        kind = str
    return alias, function, recursive


def failing[T: 1 / 0]():
    """
    >>> failing.__type_params__[0].__bound__
    Traceback (most recent call last):
    ZeroDivisionError: division by zero
    >>> try: failing.__type_params__[0].__bound__
    ... except ZeroDivisionError as error: traceback = error.__traceback__
    >>> frame = traceback.tb_next
    >>> frame.tb_frame.f_code.co_name, frame.tb_lineno == failing.__code__.co_firstlineno
    ('T', True)
    """
