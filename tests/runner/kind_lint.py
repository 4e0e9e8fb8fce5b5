"""lint: tools/lint.py, each rule one test. Not under sanitizers, where the objects differ."""

import os

from runner.harness import Case, closing_outcome, ROOT


def run_lint(context, kinds):
    objects = os.path.join(ROOT, "build", context.mode)
    status, output, errors = context.run([context.python, os.path.join(ROOT, "tools", "lint.py"), "--build", objects])
    return closing_outcome(status, output, errors, "problems")


def collect(context):
    has_lint = os.path.exists(os.path.join(ROOT, "tools", "lint.py")) and context.mode == "release"
    return [Case("lint", "lint", run_lint)] if has_lint else []
