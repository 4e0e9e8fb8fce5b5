"""Runs one unittest module, given by path, in this process; the last line printed is `N passed, N failed`."""

import importlib.util
import os
import sys
import unittest


def main(path):
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    failures = result.failures + result.errors
    for test, text in failures:
        print("FAIL %s\n%s" % (test.id(), text))
    for test in result.unexpectedSuccesses:
        print("FAIL %s: succeeded unexpectedly" % test.id())
    failed = len(failures) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    print("%d passed, %d failed, %d skipped" % (max(0, result.testsRun - failed - skipped), failed, skipped))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
