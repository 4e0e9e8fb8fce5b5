cimport cython


@cython.final
cdef class Closed:
    cdef int f(self):
        return 1

cdef class Open(Closed):
#               ^ error[final-base]: base class `Closed` is final
    pass


cdef class Base:
    cdef int x
    cdef double x
#               ^ error[redeclared]: `x` is already declared
    cdef void v
#             ^ error[void-value]: attribute of type `void`
    cdef public dict __dict__
#                    ^ error[not-allowed]: `public` or `readonly` is not allowed for this attribute

    cdef int f(self, int a):
        return a

    @cython.final
    cdef int g(self):
        return 1

    @cython.final
#    ^ error[final-python]: `h` is final, and Python may override methods of a type that is not final
    cpdef int h(self):
        return 1

    cdef int none():
#            ^ error[no-self]: method `none` has no parameter for the instance
        return 1

    def __len__(self, other):
#       ^ error[special-args]: method `__len__` takes 1 parameter, 2 are declared
        return 0

    cdef int __hash__(self):
#            ^ error[special-c]: special method `__hash__` is declared with `def`
        return 1


cdef class Derived(Base):
    cdef int f(self, int a, int b):
#            ^ error[different-declaration]: `f` does not match its earlier declaration
        return a

    cdef int g(self):
#            ^ error[final-method]: method `g` overrides a final method
        return 1


cdef class Text(bytes):
#          ^ error[not-allowed]: `bytes` is not allowed as the base of an extension type
    pass


cdef class Number(int):
    cdef int n
#            ^ error[no-fields]: a type that extends `int` cannot have C attributes or C methods


@cython.collection_type("sequence")
# ^ error[not-allowed]: more than one `collection_type` is not allowed for one type
@cython.collection_type("mapping")
cdef class Both:
    @cython.wraparound(False)
    @property
    def o(self):
        return 1

    @o.setter
#    ^ error[property-name]: accessor of property `o` is called `other`
    def other(self, value):
        pass

    @property
    @staticmethod
#    ^ error[not-allowed]: another decorator is not allowed on an accessor of a property of an extension type
    def p(self):
        return 1

    @property
    def q(self, more):
#       ^ error[special-args]: method `q` takes 1 parameter, 2 are declared
        return 1


def use(Base b, Derived d):
    b.x = "text"
#         ^ error[char-literal]: string of length 4 where one `int` is expected
    d = b.f(1)
#       ^ warning[never-converts]: converting `int` to `Derived` raises TypeError always
    b.f()
#   ^ error[arg-count]: `f` takes 1 argument, 0 given
    b.f(1, 2)
#   ^ error[arg-count]: `f` takes 1 argument, 2 given
    b.g = 1
#   ^ error[not-assignable]: a C method cannot be assigned to
    return b.missing


def inside():
    cdef class Local:
#   ^ error[not-allowed]: an extension type is not allowed inside of a function or block
        pass


cdef class Powers:
    def __add__(self, other=42):
#                           ^ error[special-default]: a parameter of `__add__` has a default value; Python passes all arguments
        pass

    def __pow__(self, n, modulus=None):
        pass

    def __ipow__(self, n, modulus=10):
#                                 ^ error[special-default]: a parameter of `__ipow__` has a default value; Python passes all arguments but None for the third
        pass

    @property
#    ^ error[c-decorator]: decorator on a C function
    cdef int size(self):
        return 1


cdef class Hidden:
    cdef dict __dict__
    cdef object __weakref__


def hidden(Hidden h):
    h.__weakref__ = None
#     ^ error[not-allowed]: `__weakref__` is not allowed on a variable of this type
    return h.__dict__, (<object>h).__dict__
#            ^ error[not-allowed]: `__dict__` is not allowed on a variable of this type
