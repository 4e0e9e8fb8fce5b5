"""The test runner: everything `make check` runs, with the standard library only.

    run_tests.py [--kinds unit,run] [--filter REGEX] [--snap] [--all] [--jobs 2] [--build build] [--mode release]

Each kind of test is a module tests/runner/kind_*.py; docs/contributing/testing.md says what they hold. A kind whose
folder or tools do not exist yet has 0 tests. Failures are told as they happen, then one line per kind; the last line
is `N passed, N failed` (with `, N skipped` when there were any) over all of them. Exit status 1 after a failure.
"""

import argparse
import concurrent.futures
import os
import re
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from runner import (  # noqa: E402
    kind_api,
    kind_conformance,
    kind_errors,
    kind_fuzz,
    kind_golden,
    kind_ir,
    kind_lint,
    kind_modules,
    kind_scripts,
    kind_unit,
)
from runner.harness import Context, Outcome  # noqa: E402

# In the order in which they are started: the ones that tell most about a broken tree first.
COLLECTORS = [kind_unit, kind_ir, kind_golden, kind_errors, kind_modules, kind_conformance, kind_api, kind_scripts,
              kind_lint, kind_fuzz]


def parse_arguments():
    parser = argparse.ArgumentParser(description="Runs Krait's tests.")
    parser.add_argument("--kinds", default="", help="only these kinds, separated by commas")
    parser.add_argument("--filter", default="", help="only tests whose name (kind/name) matches this expression")
    parser.add_argument("--snap", action="store_true", help="rewrite expected files instead of comparing")
    parser.add_argument("--all", action="store_true", help="also what takes long")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--patience", type=float, default=1, help="time limits times this, on a busy machine")
    parser.add_argument("--build", default="build", help="folder of krait and libkrait.so")
    parser.add_argument("--mode", default="release", help="release, debug, asan, ubsan or tsan")
    parser.add_argument("--keep", action="store_true", help="keep the scratch folder")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every test as it ends")
    return parser.parse_args()


def collect(context, options):
    """The cases to run, by the choice of kinds and the filter."""
    wanted = [kind for kind in options.kinds.split(",") if kind]
    cases = []
    for module in COLLECTORS:
        cases.extend(module.collect(context))
    known = {kind for case in cases for kind in case.kinds}
    for case in cases:
        if wanted:
            case.kinds = [kind for kind in case.kinds if kind in wanted]
    unknown = set(wanted) - known
    if unknown:
        print("no tests of kind: %s" % ", ".join(sorted(unknown)))
    return [case for case in cases if case.kinds and re.search(options.filter, case.name)]


class Report:
    """Adds up outcomes and prints them."""

    def __init__(self, total, verbose):
        self.total, self.done, self.verbose = total, 0, verbose
        self.by_kind = {}
        self.last_word = time.monotonic()

    def add(self, case, outcomes):
        self.done += 1
        for kind, outcome in outcomes.items():
            self.by_kind.setdefault(kind, Outcome()).add(outcome)
            for message in outcome.messages:
                print("FAIL %s: %s" % (case.name if case.name.startswith(kind) else kind + ": " + case.name, message))
        if self.verbose:
            print("done %s" % case.name)
        if time.monotonic() - self.last_word > 10:
            self.last_word = time.monotonic()
            print("... %d of %d" % (self.done, self.total))
        sys.stdout.flush()

    def finish(self, seconds):
        """Prints the table and the closing line; the exit status."""
        whole = Outcome()
        for kind, outcome in self.by_kind.items():
            print("%-10s %s" % (kind, outcome.line()))
            whole.add(outcome)
        print("%.0f s" % seconds)
        print(whole.line())
        return 1 if whole.failed or not whole.passed else 0


def run_case(case, context):
    try:
        return case.run(context)
    except Exception as error:  # a bug of the runner must show as a failure, not end the run
        return {case.kinds[0]: Outcome.fail("the runner failed: %s: %s" % (type(error).__name__, error))}


def main():
    options = parse_arguments()
    start = time.monotonic()
    scratch = tempfile.mkdtemp(prefix="krait-tests-")
    context = Context(options, scratch)
    try:
        print(context.describe())
        cases = collect(context, options)
        report = Report(len(cases), options.verbose)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            running = {pool.submit(run_case, case, context): case for case in cases}
            for future in concurrent.futures.as_completed(running):
                report.add(running[future], future.result())
    finally:
        if not options.keep:
            shutil.rmtree(scratch, ignore_errors=True)
    return report.finish(time.monotonic() - start)


if __name__ == "__main__":
    sys.exit(main())
