"""conformance_child.py MODULE FILE.so FOLDER...: runs the module's doctests and unittest classes; exit status 1 when
one fails or there is none. The folders are searched for what the tests import."""

import doctest
import importlib.util
import os
import sys
import unittest


def main(name, path, *folders):
    sys.path[:0] = [os.path.dirname(path), *folders]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    suite = unittest.TestSuite()
    try:
        suite.addTest(doctest.DocTestSuite(module))
    except ValueError:  # no doctests
        pass
    suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(module))
    result = unittest.TestResult()
    suite.run(result)
    for _, text in result.failures + result.errors:
        print(text)
    return 0 if result.testsRun and result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
