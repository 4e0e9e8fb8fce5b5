# Rules of dataclasses.
cimport cython
from cython.dataclasses cimport dataclass, field


@cython.dataclasses.dataclass(1, init=5, other=True)
#                             ^ error[syntax]: `dataclass` takes no positional arguments
#                                     ^ error[syntax]: an option of `dataclass` is True or False
#                                        ^ error[syntax]: `dataclass` has no such option
cdef class Options:
    a: int


@dataclass(unsafe_hash=True)
#^ error[syntax]: the class has a `__hash__` of its own
cdef class Hash:
    a: list = []
#             ^ error[syntax]: a default that can be changed would be shared: use `default_factory`
    b: int = field(default=5, default_factory=int)
#            ^ error[syntax]: `default` and `default_factory` exclude each other
    c: int
#   ^ error[syntax]: a field without a default follows one that has one
    d: int = field(unexpected=True)
#   ^ error[syntax]: a field without a default follows one that has one
#                  ^ error[syntax]: `field` has no such argument

    def __hash__(self):
        return 1


@dataclass
cdef class Base:
    a: int


@dataclass
cdef class Derived(Base):
    a: int
#   ^ error[syntax]: a field of a base is declared again
