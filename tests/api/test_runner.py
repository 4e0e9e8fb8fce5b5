"""The test runner itself: that it sees failures, leaks and missing diagnostics."""

import ctypes
import os
import sys
import types
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from runner import doctest_child, kind_errors  # noqa: E402
from runner.harness import closing_outcome  # noqa: E402


def diagnostic(line, code, text, notes=()):
    return {"severity": "error", "code": code, "text": text, "line": line, "notes": [{"text": note} for note in notes]}


class Errors(unittest.TestCase):
    SOURCE = "x = y\n#   ^ error[unknown-name]: `y`\n#   ^ note: mean\n# @9 error[syntax]: colon\n"

    def test_expected_lines(self):
        expected, flags = kind_errors.read_expected(self.SOURCE)
        self.assertEqual(expected, [(1, "error", "unknown-name", "`y`", ["mean"]), (9, "error", "syntax", "colon", [])])
        self.assertEqual(flags, [])

    def test_matching(self):
        expected, _ = kind_errors.read_expected(self.SOURCE)
        good = [diagnostic(9, "syntax", "missing colon"), diagnostic(1, "unknown-name", "name `y`", ["did you mean"])]
        self.assertEqual(kind_errors.match_up(expected, good), [])
        other_line = [good[0], diagnostic(2, "unknown-name", "name `y`", ["did you mean"])]
        self.assertEqual(len(kind_errors.match_up(expected, other_line)), 2)
        self.assertEqual(len(kind_errors.match_up(expected, good + [good[0]])), 1)


class ClosingLine(unittest.TestCase):
    def test_counts(self):
        outcome = closing_outcome(0, "ok a\n3 passed, 0 failed, 1 skipped\n", "", "x")
        self.assertEqual((outcome.passed, outcome.failed, outcome.skipped), (3, 0, 1))

    def test_crash_after_success_fails(self):
        self.assertEqual(closing_outcome(139, "3 passed, 0 failed\n", "", "x").failed, 1)

    def test_no_closing_line_fails(self):
        self.assertEqual(closing_outcome(0, "hello\n", "", "x").failed, 1)


class Leaks(unittest.TestCase):
    def setUp(self):
        self.module = types.ModuleType("leaky")
        self.module.kept = []

    def check(self, run_once):
        return doctest_child.check_leaks(run_once, self.module)

    def test_nothing(self):
        self.assertEqual(self.check(lambda: [str(i) * 3 for i in range(100)]), "")

    @unittest.skipIf(os.environ.get("PYTHONMALLOC") == "malloc", "blocks of malloc are not counted")
    def test_memory(self):
        self.assertIn("memory", self.check(lambda: self.module.kept.extend([object() for _ in range(5)])))

    def test_reference_to_a_lasting_object(self):
        class Lasting:
            pass

        self.module.value = Lasting()
        grown = self.check(lambda: ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.module.value)))
        self.assertIn("global value +1", grown)


class Doctests(unittest.TestCase):
    def test_module_without_doctests_fails(self):
        self.assertEqual(doctest_child.run_all(types.ModuleType("empty"))["failed"], 1)

    def test_failure_is_seen(self):
        module = types.ModuleType("wrong", ">>> 1 + 1\n3\n")
        result = doctest_child.run_all(module)
        self.assertEqual((result["passed"], result["failed"]), (0, 1))
        self.assertIn("Expected", result["messages"][0])

    def test_faults_are_spread(self):
        self.assertEqual(doctest_child.choose_faults(3, 10), [1, 2, 3])
        chosen = doctest_child.choose_faults(1000, 10)
        self.assertEqual((chosen[:5], len(chosen), chosen[-1]), ([1, 2, 3, 4, 5], 10, 1000))


if __name__ == "__main__":
    unittest.main()
