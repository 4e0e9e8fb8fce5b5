"""The C library: loaded with ctypes, one function signature per function of krait/krait.h.

Two handles: calls through `_free` release the GIL (compiling), calls through `_held` keep it (loading a
module into this interpreter).
"""

import ctypes
import functools
import os
import sys
import sysconfig

_HERE = os.path.dirname(os.path.abspath(__file__))
_SEVERITIES = ("error", "warning", "hint")


class _Diagnostic(ctypes.Structure):
    _fields_ = [
        ("severity", ctypes.c_int),
        ("code", ctypes.c_char_p),
        ("text", ctypes.c_char_p),
        ("path", ctypes.c_char_p),
        ("line", ctypes.c_uint),
        ("column", ctypes.c_uint),
    ]


def _find(names):
    """The first existing of `names`, relative to KRAIT_HOME or to the place of this package."""
    home = os.environ.get("KRAIT_HOME")
    roots = [home] if home else [os.path.join(_HERE, "..", ".."), os.path.join(_HERE, "..", "..", "..", "..")]
    for root in roots:
        for name in names:
            path = os.path.normpath(os.path.join(root, name))
            if os.path.exists(path):
                return path
    return None


@functools.lru_cache(maxsize=None)
def find_program():
    """The path of the program `krait`; ImportError when there is none."""
    build = os.environ.get("KRAIT_BUILD")
    path = os.path.join(build, "krait") if build else _find(["build/krait", "bin/krait"])
    if path is None:
        raise ImportError("the program krait is not found: run `make`, or set KRAIT_HOME")
    return path


def _open():
    build = os.environ.get("KRAIT_BUILD")
    path = os.path.join(build, "libkrait.so") if build else _find(["build/libkrait.so", "lib/libkrait.so"])
    if path is None:
        raise ImportError("libkrait.so is not found: run `make`, or set KRAIT_HOME")
    return ctypes.CDLL(path), ctypes.PyDLL(path)


_free, _held = _open()
_P, _S = ctypes.c_void_p, ctypes.c_char_p
for _name, _result, _args in (
    ("krait_version", _S, ()),
    ("krait_session_new", _P, ()),
    ("krait_session_free", None, (_P,)),
    ("krait_session_add_include", None, (_P, _S)),
    ("krait_session_add_path", None, (_P, _S)),
    ("krait_session_set", ctypes.c_int, (_P, _S, _S)),
    ("krait_compile_file", _P, (_P, _S, _S)),
    ("krait_compile_buffer", _P, (_P, _S, _S, ctypes.c_size_t, _S)),
    ("krait_unit_free", None, (_P,)),
    ("krait_unit_ok", ctypes.c_int, (_P,)),
    ("krait_unit_c_text", _S, (_P, ctypes.POINTER(ctypes.c_size_t))),
    ("krait_unit_diagnostic_count", ctypes.c_size_t, (_P,)),
    ("krait_unit_diagnostic", ctypes.c_int, (_P, ctypes.c_size_t, ctypes.POINTER(_Diagnostic))),
    ("krait_unit_render", _S, (_P, ctypes.c_int, ctypes.c_int)),
):
    _function = getattr(_free, _name)
    _function.restype, _function.argtypes = _result, _args
_held.krait_unit_load.restype = ctypes.py_object
_held.krait_unit_load.argtypes = (_P, _S, _S, ctypes.py_object)


def version():
    """The version of the library, as "0.1.0"."""
    return _free.krait_version().decode()


def runtime_tag():
    """Name of the folder with the runtime built for this interpreter, as "cpython-311"."""
    return sys.implementation.cache_tag + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")


@functools.lru_cache(maxsize=None)
def runtime_files():
    """(shared runtime, prelude) for this interpreter, as bytes paths; ImportError when not built."""
    tag = runtime_tag()
    beside = os.path.join(os.environ.get("KRAIT_BUILD") or "", "rt", tag)
    folder = beside if os.path.isdir(beside) else _find(["build/rt/" + tag, "share/krait/rt/" + tag])
    if folder is None:
        raise ImportError(
            "the runtime for %s is not built: run `make PYTHON=%s`" % (tag, sys.executable)
        )
    return (
        os.fsencode(os.path.join(folder, "libkrait_rt.so")),
        os.fsencode(os.path.join(folder, "prelude.h")),
    )


class Session:
    """Options and names shared by compilations; used by one thread at a time."""

    def __init__(self, jit=False, include=(), directives=None):
        self._handle = _free.krait_session_new()
        if not self._handle:
            raise MemoryError
        if jit:
            self.set("jit", "1")
        for folder in include:
            _free.krait_session_add_include(self._handle, os.fsencode(folder))
        for folder in filter(None, sys.path):
            _free.krait_session_add_path(self._handle, os.fsencode(folder))
        for name, value in (directives or {}).items():
            self.set(name, str(value))

    def set(self, name, value):
        """Sets a directive or an option; ValueError when it or its value is unknown."""
        if _free.krait_session_set(self._handle, name.encode(), value.encode()) < 0:
            raise ValueError("unknown option or value: %s=%s" % (name, value))

    def compile(self, path, source=None, name=None):
        """A Unit for the file at `path`, or for `source` (str or bytes) shown under that name."""
        if name is not None:
            name = name.encode()
        if source is None:
            handle = _free.krait_compile_file(self._handle, os.fsencode(path), name)
        else:
            if isinstance(source, str):
                source = source.encode()
            handle = _free.krait_compile_buffer(
                self._handle, os.fsencode(path), source, len(source), name
            )
        if not handle:
            raise MemoryError
        return Unit(self, handle)

    def __del__(self):
        if getattr(self, "_handle", None):
            _free.krait_session_free(self._handle)


class Unit:
    """One compiled module; keeps its session alive."""

    def __init__(self, session, handle):
        self._session, self._handle = session, handle

    def __del__(self):
        _free.krait_unit_free(self._handle)

    @property
    def ok(self):
        """bool: there was no error."""
        return bool(_free.krait_unit_ok(self._handle))

    @property
    def c_text(self):
        """str: the generated C; None after errors."""
        text = _free.krait_unit_c_text(self._handle, None)
        return None if text is None else text.decode()

    @property
    def diagnostics(self):
        """List of Diagnostic, in source order."""
        from krait.errors import Diagnostic

        found, raw = [], _Diagnostic()
        for i in range(_free.krait_unit_diagnostic_count(self._handle)):
            _free.krait_unit_diagnostic(self._handle, i, ctypes.byref(raw))
            path = None if raw.path is None else os.fsdecode(raw.path)
            found.append(
                Diagnostic(
                    _SEVERITIES[raw.severity], raw.code.decode(), raw.text.decode(), path, raw.line, raw.column
                )
            )
        return found

    def render(self, color=False):
        """str: all diagnostics with excerpts."""
        return _free.krait_unit_render(self._handle, 0, int(color)).decode()

    def load(self, spec):
        """Machine code, imported for `spec`; returns the module."""
        runtime, prelude = runtime_files()
        return _held.krait_unit_load(self._handle, runtime, prelude, spec)
