"""Names of the module: read, bound, deleted, from inside and outside."""
import builtins
import sys

counter = 0
to_delete = 'here'


def count():
    """
    >>> count(), count(), counter_now()
    (1, 2, 2)
    """
    global counter
    counter += 1
    return counter


def counter_now():
    return counter


def delete():
    """
    >>> delete()
    'gone'
    """
    global to_delete
    del to_delete
    try:
        return to_delete
    except NameError:
        return 'gone'


def set_new():
    """
    >>> set_new()
    (5, 5, True)
    """
    global brand_new
    brand_new = 5
    return brand_new, globals()['brand_new'], 'brand_new' in dir(sys.modules[__name__])


def from_outside():
    """
    >>> from_outside()
    'changed outside'
    """
    sys.modules[__name__].counter = 'changed outside'
    value = counter
    sys.modules[__name__].counter = 2
    return value


def shadowed():
    """A name bound in the module hides the builtin.

    >>> shadowed()
    'my hex'
    """
    return hex(1)


def hex(n):
    return 'my hex'


def through_builtins():
    """
    >>> through_builtins()
    'injected'
    """
    global injected_name
    builtins.injected_name = 'injected'
    try:
        return injected_name
    finally:
        del builtins.injected_name


def module_attributes():
    """
    >>> module_attributes()
    (True, 'Names of the module: read, bound, deleted, from inside and outside.')
    """
    return __name__ in sys.modules, __doc__


if __name__ == '__main__':
    is_main = True
else:
    is_main = False

total = 0
for i in range(4):
    total += i
while total > 5:
    total -= 1


def module_code():
    """
    >>> module_code()
    (5, 3)
    """
    return total, i
