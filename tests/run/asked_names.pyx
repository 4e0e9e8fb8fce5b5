"""Names asked of a module in a class: as they stand, though they look private; and levels of warnings."""
import sys
import types
import warnings

made = types.ModuleType("asked_names_made")
vars(made)["__make"] = lambda: "made"
sys.modules["asked_names_made"] = made


cdef class Compiled:
    def ask(self):
        """
        >>> Compiled().ask()
        'made'
        """
        from asked_names_made import __make
        return __make()

    def ask_as(self):
        """
        >>> Compiled().ask_as()
        'made'
        """
        from asked_names_made import __make as make
        return make()


class Plain:
    def ask(self):
        """
        >>> Plain().ask()
        'made'
        """
        from asked_names_made import __make
        return __make()


def advise(level):
    """
    Compiled functions do not count: the first level is the caller in Python.

    >>> with warnings.catch_warnings(record=True) as seen:
    ...     warnings.simplefilter("always")
    ...     advise(1)
    >>> str(seen[0].message), seen[0].filename.endswith(".pyx")
    ('advice', False)
    """
    warnings.warn("advice", stacklevel=level)
