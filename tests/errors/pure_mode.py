import cython
from typing import Optional


def optional(x: Optional[cython.int], y: cython.double | None):
    #                    ^ error[optional-c]: `int` cannot be None
    #                                    ^ error[optional-c]: `double` cannot be None
    return x


def none(x: cython.int = None, y: int = None, z: float = None):
    #                    ^ error[optional-c]: `int` cannot be None
    return x


class Python:
    @cython.cfunc
    # ^ error[syntax]: a C function is not allowed here
    def method(self):
        pass


@cython.cfunc
# ^ error[syntax]: `cfunc` and `ccall` exclude each other
@cython.ccall
def both():
    pass


def declares():
    cython.cast(cython.int)
    # ^ error[syntax]: `cython.cast()` takes a type, a value
    x = cython.declare()
    #   ^ error[syntax]: `cython.declare()` takes a type
    y = cython.declare(no_such_type)
    #                  ^ error[unknown-type]: `no_such_type` is not a type
