"""In-process compilation: source text or a file to a module, and running a file as a program."""

import builtins
import functools
import itertools
import linecache
import os
import sys
import threading
from importlib.machinery import ModuleSpec

from krait.errors import CompileError
from krait.library import Session

_local = threading.local()  # one warm session per thread and set of options
_numbers = itertools.count(1)


def _session(jit, include, directives):
    key = (jit, tuple(include), tuple(sorted((directives or {}).items())))
    sessions = _local.__dict__.setdefault("sessions", {})
    if key not in sessions:
        sessions[key] = Session(jit, include, directives)
    return sessions[key]


def _is_path(source):
    return isinstance(source, os.PathLike) or (
        isinstance(source, str) and "\n" not in source and source.endswith((".pyx", ".py"))
    )


def _unit(source, name, jit, include, directives):
    """(unit, path, text or None) of an accepted source; CompileError otherwise."""
    session = _session(jit, include, directives)
    if name is None and not _is_path(source):
        name = "krait_module"
    if _is_path(source):
        path, text = os.fspath(source), None
    else:
        path, text = "<krait-%d>" % next(_numbers), source
    unit = session.compile(path, text, name)
    if not unit.ok:
        if text is None and os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
        elif isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        raise CompileError(unit.diagnostics, unit.render(), text)
    return unit, path, text


def compile(source, name=None, *, include=(), directives=None):
    """Compiles source in this process and returns the module.

    source: text (str or bytes), or a path (os.PathLike, or a str ending in .pyx or .py).
    name: dotted module name; default: from the path, else "krait_module".
    include: folders to search for .pxd and include files.
    directives: mapping such as {"boundscheck": False}.
    The module is new at each call and is not put into sys.modules, except while its body runs, if no other has the
    name: dataclasses and others look for the module that a class says it is of.
    Raises CompileError for a rejected source, and whatever the module body raises.
    """
    unit, path, text = _unit(source, name, True, include, directives)
    if text is not None:  # lets tracebacks show the lines
        lines = (text if isinstance(text, str) else text.decode("utf-8", "replace")).splitlines(True)
        linecache.cache[path] = (sum(map(len, lines)), None, lines, path)
    if name is None:
        name = os.path.splitext(os.path.basename(path))[0] if _is_path(source) else "krait_module"
    spec = ModuleSpec(name, None, origin=path)
    if name in sys.modules:
        return unit.load(spec)
    spec.begin = functools.partial(sys.modules.setdefault, name)
    try:
        return unit.load(spec)
    finally:
        sys.modules.pop(name, None)
        del spec.begin


def translate(source, name=None, *, include=(), directives=None):
    """The generated C of a source, as str. Arguments and errors as for `compile`."""
    return _unit(source, name, False, include, directives)[0].c_text


def run_path(path, argv=()):
    """Compiles the file at `path` and runs it as the program: __name__ is "__main__", sys.argv its arguments.

    As `python FILE`: the module is sys.modules["__main__"], the folder of the file stands first in sys.path, and a
    traceback that is printed begins with the program's own lines.
    """
    path = os.fspath(path)
    spec = ModuleSpec("__main__", None, origin=path)
    spec.begin = _become_main
    unit, _, _ = _unit(path if _is_path(path) else _PathOf(path), "__main__", True, (), None)
    sys.argv = [path, *argv]
    if not getattr(sys.flags, "safe_path", False):
        sys.path.insert(0, os.path.dirname(os.path.realpath(path)))
    try:
        return unit.load(spec)
    except BaseException:
        sys.excepthook = _hook_without_ours(sys.excepthook)
        raise


def _become_main(module):
    path = os.path.abspath(module.__spec__.origin if getattr(module, "__spec__", None) else sys.argv[0])
    module.__dict__.update(__file__=path, __cached__=None, __spec__=None, __package__=None, __builtins__=builtins)
    if sys.version_info < (3, 14):
        module.__dict__["__annotations__"] = {}
    sys.modules["__main__"] = module


def _hook_without_ours(hook):
    """sys.excepthook that leaves out the entries of this package and of `python -m`."""
    def show(kind, error, traceback):
        ours = os.path.dirname(os.path.abspath(__file__))
        entry = traceback
        while entry:
            name = entry.tb_frame.f_code.co_filename
            if not (name.startswith(("<frozen", ours)) or entry.tb_frame.f_globals.get("__name__") == "runpy"):
                break
            entry = entry.tb_next
        if error is not None:
            error = error.with_traceback(entry)
        hook(kind, error, entry)
    return show


class _PathOf(os.PathLike):
    """Marks a str with an unusual ending as a path."""

    def __init__(self, path):
        self._path = path

    def __fspath__(self):
        return self._path
