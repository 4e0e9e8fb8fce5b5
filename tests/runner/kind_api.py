"""api: tests/api/test_*.py, ordinary unittest modules over the command line, the library and the package."""

import os

from runner.harness import Case, closing_outcome, files_in

CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unittest_child.py")


def run_module(path):
    def run(context, kinds):
        status, output, errors = context.run([context.python, CHILD, path], env=context.child_env, timeout=600)
        return closing_outcome(status, output, errors, "output")

    return run


def collect(context):
    return [Case("api", "api/" + os.path.basename(path)[:-3], run_module(path))
            for path in files_in("api", ".py") if os.path.basename(path).startswith("test_")]
