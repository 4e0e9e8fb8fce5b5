"""What is wrong with a value of a type that was inferred is an error of the running program."""


def call():
    x = 5
    return x()


def index():
    x = 5
    return x[0]


def store():
    x = 3
    x[0] = 4


def delete():
    x = 3
    del x.foo


def iterate():
    x = 5
    for i in x:
        pass


def bits():
    x = 1.5
    return x | 2


def invert():
    return ~1.5


def unpack():
    x, y = 1, 2, 3


def shift():
    return 1 << -1


def unknown():
    return not_defined_anywhere


def compare():
    return "a" < 1


def equal():
    return "a" == 97, 97 == "a"


def always_unbound():
    del gone
    gone = 1


def name_of_error():
    """
    >>> name_of_error()
    'not_defined_anywhere'
    """
    try:
        unknown()
    except NameError as error:
        return getattr(error, "name", "not_defined_anywhere")


def own(text):
    """Without what newer versions of the interpreter add to it."""
    return text.replace(", got 3", "").replace(" and no __dict__ for setting new attributes", "")


def outcomes():
    """
    >>> for line in outcomes(): print(line)
    call TypeError 'int' object is not callable
    index TypeError 'int' object is not subscriptable
    store TypeError 'int' object does not support item assignment
    delete AttributeError 'int' object has no attribute 'foo'
    iterate TypeError 'int' object is not iterable
    bits TypeError unsupported operand type(s) for |: 'float' and 'int'
    invert TypeError bad operand type for unary ~: 'float'
    unpack ValueError too many values to unpack (expected 2)
    shift ValueError negative shift count
    unknown NameError name 'not_defined_anywhere' is not defined
    compare TypeError '<' not supported between instances of 'str' and 'int'
    equal (False, False)
    always_unbound UnboundLocalError
    """
    for f in (call, index, store, delete, iterate, bits, invert, unpack, shift, unknown, compare, equal, always_unbound):
        try:
            yield "%s %s" % (f.__name__, f())
        except UnboundLocalError:
            yield f.__name__ + " UnboundLocalError"
        except Exception as error:
            yield "%s %s %s" % (f.__name__, type(error).__name__, own(str(error)))
