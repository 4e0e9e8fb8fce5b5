"""unit: the C programs of tests/unit, which the Makefile builds; each tells its counts in its last line."""

import os

from runner.harness import Case, closing_outcome, files_in, Outcome


def run_program(path):
    def run(context, kinds):
        program = os.path.join(context.programs, os.path.basename(path)[:-2])
        if not os.path.exists(program):
            return Outcome.fail("not built: make test-programs")
        status, output, errors = context.run([program])
        lines = [line for line in output.split("\n") if not line.startswith("ok ")]
        return closing_outcome(status, "\n".join(lines), errors, "output")

    return run


def collect(context):
    return [Case("unit", "unit/" + os.path.basename(path)[:-2], run_program(path))
            for path in files_in("unit", "_test.c")]
