"""cython: the names of pure Python mode as plain Python, so that such modules also run uncompiled.

This package is not on the import path, so that it never hides an installed one. To use it, put its folder there:

    import sys, krait.shadow
    sys.path.append(krait.shadow.path)

Types convert what they are called with (`cython.int("3")` is 3), decorators and directives return what they are
given, `cython.compiled` is False. Compiled modules never import it.
"""

import builtins as _builtins
import math as _math

compiled = False
NULL = None


# ---- pointers and arrays: a place in a list ---------------------------------------------------------

class _Pointer:
    """Where an item is: a list and an index. Arithmetic moves the index."""

    def __init__(self, items, index=0):
        self._items, self._index = items, index

    def __getitem__(self, index):
        return self._items[self._index + index]

    def __setitem__(self, index, value):
        self._items[self._index + index] = value

    def __add__(self, count):
        return _Pointer(self._items, self._index + count)

    def __sub__(self, other):
        return self._index - other._index if isinstance(other, _Pointer) else _Pointer(self._items, self._index - other)

    def __eq__(self, other):
        if other is None:
            return self._items is None
        return isinstance(other, _Pointer) and self._items is other._items and self._index == other._index

    __hash__ = None

    def __repr__(self):
        return "<pointer to %r>" % (self[0],)


class _Array(list):
    """A C array: a list of fixed length, of which slices are arrays too."""

    def __init__(self, element, length, values=()):
        values = list(values)
        if len(values) > length:
            raise IndexError("not enough values found during array assignment")
        filled = [element(value) for value in values]
        super().__init__(filled + [element() for _ in range(length - len(filled))])
        self._element = element

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            super().__setitem__(index, [self._element(item) for item in value])
        else:
            super().__setitem__(index, self._element(value))


# ---- types ------------------------------------------------------------------------------------------

class _Type:
    """A type: called, it converts; with a number in brackets it is an array, with slices a memoryview."""

    def __init__(self, name, convert, default, size=8):
        self._name, self._convert, self._default, self._size = name, convert, default, size

    def __call__(self, *args):
        return self._convert(*args) if args else self._default() if callable(self._default) else self._default

    def __getitem__(self, index):
        if isinstance(index, _builtins.int) and not isinstance(index, _builtins.bool):
            return _ArrayType(self, index)
        return _ViewType(self, index)

    def __repr__(self):
        return self._name

    def __or__(self, other):
        return self

    __ror__ = __or__


class _PointerType(_Type):
    def __init__(self, target):
        super().__init__("%r *" % (target,), self._point, None)
        self._target = target

    def _point(self, value):
        if value is None or isinstance(value, _Pointer):
            return value
        return _Pointer(value if isinstance(value, list) else list(value) if isinstance(value, (tuple, bytes)) else [value])


class _ArrayType(_Type):
    def __init__(self, element, length):
        super().__init__("%r[%d]" % (element, length), lambda values: _Array(element, length, values),
                         lambda: _Array(element, length), length * getattr(element, "_size", 8))


class _ViewType(_Type):
    def __init__(self, element, axes):
        super().__init__("%r[view]" % (element,), lambda value: value, None)


def _truncate(value=0):
    return _math.trunc(value) if isinstance(value, _builtins.float) else _builtins.int(value)


def _char(value=0):
    return ord(value) if isinstance(value, (_builtins.bytes, _builtins.str)) else _truncate(value)


def _one_character(value="\0"):
    return value if isinstance(value, _builtins.str) else chr(value)


_integers = {"char": 1, "schar": 1, "uchar": 1, "short": 2, "sshort": 2, "ushort": 2, "int": 4, "sint": 4, "uint": 4,
             "long": 8, "slong": 8, "ulong": 8, "longlong": 8, "slonglong": 8, "ulonglong": 8, "size_t": 8,
             "ssize_t": 8, "Py_ssize_t": 8, "Py_hash_t": 8, "Py_intptr_t": 8, "ptrdiff_t": 8}
_floats = {"float": 4, "double": 8, "longdouble": 16}
_complexes = {"floatcomplex": 8, "doublecomplex": 16, "longdoublecomplex": 32}
_basic = {}
for _name, _width in _integers.items():
    _basic[_name] = _Type(_name, _char if "char" in _name else _truncate, 0, _width)
for _name, _width in _floats.items():
    _basic[_name] = _Type(_name, _builtins.float, 0.0, _width)
for _name, _width in _complexes.items():
    _basic[_name] = _Type(_name, _builtins.complex, 0j, _width)
_basic["complex"] = _Type("complex", _builtins.complex, 0j, 16)
_basic["bint"] = _Type("bint", _builtins.bool, False, 4)
_basic["void"] = _Type("void", lambda value: value, None, 1)
for _name in ("Py_UCS4", "Py_UNICODE"):
    _basic[_name] = _Type(_name, _one_character, "\0", 4)
for _name, _type in _basic.items():
    globals()[_name] = _type
    _target, _prefix = _type, ""
    for _depth in range(3):
        _target, _prefix = _PointerType(_target), _prefix + "p"
        globals()["%s_%s" % (_prefix, _name)] = _target
    globals()["const_" + _name] = _type
    globals()["p_const_" + _name] = globals()["p_" + _name]

py_int, py_float, py_complex = _builtins.int, _builtins.float, _builtins.complex
object, bool, bytes, bytearray, str, unicode = (_builtins.object, _builtins.bool, _builtins.bytes, _builtins.bytearray,
                                                _builtins.str, _builtins.str)
list, tuple, dict, set, frozenset, type = (_builtins.list, _builtins.tuple, _builtins.dict, _builtins.set,
                                           _builtins.frozenset, _builtins.type)


class _Constructor:
    """pointer[T], const[T] and the like; also called, pointer(T)."""

    def __init__(self, make):
        self._make = make

    def __getitem__(self, target):
        return self._make(target)

    __call__ = __getitem__


pointer = _Constructor(_PointerType)
const = volatile = restrict = _Constructor(lambda target: target)


def array(element, length):
    return _ArrayType(element, length)


# ---- structs, unions, type names --------------------------------------------------------------------

class _Record:
    _fields = {}

    def __init__(self, *values, **named):
        if len(values) == 1 and isinstance(values[0], (_Record, _builtins.dict)):
            given = values[0]
            named = _builtins.dict(given) if isinstance(given, _builtins.dict) else _builtins.dict(given.__dict__)
            values = ()
        self._set(values, named)

    def _set(self, values, named):
        for name, kind in self._fields.items():
            self.__dict__[name] = kind()
        for name, value in [*zip(self._fields, values), *named.items()]:
            setattr(self, name, value)

    def __setattr__(self, name, value):
        if name not in self._fields:
            raise AttributeError(name)
        self.__dict__[name] = cast(self._fields[name], value)

    def __repr__(self):
        return repr(self.__dict__)


class _Union(_Record):
    def _set(self, values, named):
        if len(values) + len(named) > 1:
            raise AttributeError("a union holds one value")
        for name, value in [*zip(self._fields, values), *named.items()]:
            setattr(self, name, value)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        self.__dict__ = {name: self.__dict__[name]}


class _RecordType(_Type):
    def __init__(self, base, fields):
        made = _builtins.type(base.__name__.strip("_"), (base,), {"_fields": fields})
        super().__init__(made.__name__, made, made, sum(getattr(kind, "_size", 8) for kind in fields.values()))

    def __call__(self, *args, **named):
        return self._convert(*args, **named)


def struct(**fields):
    return _RecordType(_Record, fields)


def union(**fields):
    return _RecordType(_Union, fields)


def typedef(target, name=None):
    return target


class _Fused(_Type):
    """One of several types; a value stays as it is when its type is among them."""

    def __init__(self, *types):
        super().__init__("fused", lambda value: value, None)
        self._types = types


def fused_type(*types):
    return _Fused(*types)


integral = fused_type(_basic["short"], _basic["int"], _basic["long"])
floating = fused_type(_basic["float"], _basic["double"])
numeric = fused_type(_basic["short"], _basic["int"], _basic["long"], _basic["float"], _basic["double"],
                     _basic["floatcomplex"], _basic["doublecomplex"])


# ---- values -----------------------------------------------------------------------------------------

def cast(target, value, *, typecheck=False):
    if typecheck and value is not None and isinstance(target, _builtins.type) and not isinstance(value, target):
        raise TypeError("Cannot convert %s to %s" % (_builtins.type(value).__name__, target.__name__))
    return target(value) if isinstance(target, _Type) else value


def declare(target=None, value=None, *, visibility=None, **named):
    """A value of that type: the one given, converted, or its default."""
    if target is None:
        return None
    if value is not None:
        return cast(target, value)
    if isinstance(target, _builtins.type) and target in (_builtins.int, _builtins.float, _builtins.bool):
        return target()
    return target() if isinstance(target, _Type) and not isinstance(target, _PointerType) else None


def address(value):
    return _Pointer(value if isinstance(value, _Array) else [value])


def sizeof(target):
    return getattr(target, "_size", 8)


def typeof(value):
    return _builtins.type(value).__name__


def likely(condition):
    return condition


unlikely = likely


def cdiv(a, b):
    """Division as in C: truncated towards zero."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def cmod(a, b):
    return a - b * cdiv(a, b)


# ---- decorators, directives, with-items -------------------------------------------------------------

class _Mark:
    """A decorator, with or without arguments, and a with-item; it changes nothing."""

    def __init__(self, name):
        self._name = name

    def __call__(self, *args, **named):
        only = args[0] if len(args) == 1 and not named else None
        is_definition = callable(only) and not isinstance(only, _Type) and hasattr(only, "__qualname__")
        return only if is_definition else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Mark("%s.%s" % (self._name, name))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return False


class _Decorator:
    """Of a mark called with arguments: `@cython.locals(x=int)`."""

    def __init__(self, *args, **named):
        pass

    def __call__(self, definition):
        return definition

    __enter__, __exit__ = _Mark.__enter__, _Mark.__exit__


locals = returns = exceptval = collection_type = freelist = _Decorator
for _name in """cfunc ccall cclass inline final internal no_gc no_gc_clear trashcan total_ordering ufunc staticmethod
        nogil gil with_gil critical_section boundscheck wraparound cdivision cdivision_warnings initializedcheck
        nonecheck overflowcheck cpow infer_types annotation_typing allow_none_for_extension_args
        legacy_implicit_noexcept c_string_type c_string_encoding binding always_allow_keywords embedsignature auto_cpdef
        auto_pickle c_api_binop_methods type_version_tag iterable_coroutine unraisable_tracebacks profile linetrace
        freethreading_compatible subinterpreters_compatible optimize warn remove_unreachable show_performance_hints
        test_assert_path_exists test_fail_if_path_exists test_assert_c_code_has test_fail_if_c_code_has
        test_body_needs_exception_handling c_compile_guard fast_getattr ccomplex callspec""".split():
    globals()[_name] = _Mark(_name)
staticmethod = _builtins.staticmethod
for _name in ("test_assert_path_exists", "test_fail_if_path_exists", "test_assert_c_code_has",
              "test_fail_if_c_code_has", "c_compile_guard", "callspec"):
    globals()[_name] = _Decorator

from cython import dataclasses, operator, parallel, view, cimports  # noqa: E402
from cython.locks import pymutex, pythread_type_lock  # noqa: E402
