"""Runs one unittest module and writes what became of each test, one JSON line each: suite_child.py CONFIG.

CONFIG is JSON text: `module` (dotted), `out` (path the lines are appended to), `compiled` (folder of extension
modules laid out as packages, served before any source; null: plain CPython), `done` (ids not to be run again).
A test writes a line when it begins, so that after a crash one knows where. The finder is installed before
anything but the interpreter's own start-up is imported: modules such as functools would be taken from source else.
"""
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder


class CompiledLoader(ExtensionFileLoader):
    """Loads an extension module whose __file__ is the source's: tests look for data and sources beside it."""

    def __init__(self, name, place, source):
        super().__init__(name, place)
        self.source = source

    def exec_module(self, module):
        if self.source:
            module.__file__ = self.source
        super().exec_module(module)


class CompiledFinder:
    """Finds `a.b` as COMPILED/a/b.so or COMPILED/a/b/__init__.so."""

    def __init__(self, folder, exists):
        self.folder = folder
        self.exists = exists

    def find_spec(self, name, path=None, target=None):
        base = self.folder + "/" + name.replace(".", "/")
        for place, is_package in ((base + "/__init__.so", True), (base + ".so", False)):
            if not self.exists(place):
                continue
            source = PathFinder.find_spec(name, path)
            loader = CompiledLoader(name, place, source.origin if source else None)
            spec = ModuleSpec(name, loader, origin=place, is_package=is_package)
            spec.has_location = True
            if is_package:
                spec.submodule_search_locations = list(source.submodule_search_locations) if source else []
            return spec
        return None


def file_exists(path):
    import posix
    try:
        posix.stat(path)
    except OSError:
        return False
    return True


def read_config(text):
    """JSON without importing json: true, false and null are the only words Python spells differently."""
    return eval(text, {"true": True, "false": False, "null": None, "__builtins__": {}})


def adopt_doctests(name):
    """DocTestSuite() without a module looks for it in the caller's frame, and compiled functions have none."""
    import doctest
    suite_of = doctest.DocTestSuite
    doctest.DocTestSuite = lambda module=None, *args, **kwargs: suite_of(module or sys.modules[name], *args, **kwargs)


def main():
    config = read_config(sys.argv[1])
    if config["compiled"]:
        for name in ("functools", "enum", "collections", "contextlib", "string"):
            sys.modules.pop(name, None)
        sys.meta_path.insert(0, CompiledFinder(config["compiled"], file_exists))
    import json
    import unittest

    out = open(config["out"], "a", encoding="utf-8")

    def note(**facts):
        out.write(json.dumps(facts) + "\n")
        out.flush()

    class Outcome(unittest.TestResult):
        def startTest(self, test):
            super().startTest(test)
            self.state = "ok", ""
            note(begin=test.id())

        def stopTest(self, test):
            super().stopTest(test)
            note(id=test.id(), state=self.state[0], why=self.state[1])

        def failed(self, test, kind, err):
            text = "".join(str(err[1]).splitlines()[:1])[:200]
            why = "%s: %s" % (err[0].__name__, text)
            if hasattr(test, "_testMethodName"):
                self.state = kind, why
            else:
                note(id=test.id(), state=kind, why=why)  # a class or module fixture

        def addFailure(self, test, err):
            self.failed(test, "fail", err)

        def addError(self, test, err):
            self.failed(test, "error", err)

        def addSubTest(self, test, subtest, err):
            if err is not None:
                self.failed(test, "fail", err)

        def addSkip(self, test, reason):
            self.state = "skip", str(reason)[:200]

        def addExpectedFailure(self, test, err):
            self.state = "ok", ""

        def addUnexpectedSuccess(self, test):
            self.state = "fail", "unexpected success"

    adopt_doctests(config["module"])

    def flatten(suite):
        for item in suite:
            if isinstance(item, unittest.TestSuite):
                yield from flatten(item)
            else:
                yield item

    try:
        __import__(config["module"])
        module = sys.modules[config["module"]]
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    except BaseException as error:
        import traceback
        note(broken="%s: %s" % (type(error).__name__, error), trace=traceback.format_exc()[-2000:])
        return
    done = set(config["done"])
    tests = [test for test in flatten(suite) if test.id() not in done]
    note(total=len(tests))
    unittest.TestSuite(tests).run(Outcome())
    note(end=True)


main()
