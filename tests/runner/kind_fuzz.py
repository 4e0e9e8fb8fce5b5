"""fuzz: the program tests/unit/fuzz.c for a minute on each target, under the address sanitizer; only with --all."""

import os

from runner.harness import Case, indent, Outcome, ROOT, TESTS

TARGETS = ("source", "ir")
SECONDS = 30


def run_target(program, target):
    def run(context, kinds):
        keep = os.path.join(ROOT, "build", "fuzz", target)
        status, output, errors = context.run([program, target, str(SECONDS), keep, TESTS], timeout=SECONDS + 120)
        return Outcome.check(status == 0, "status %d%s" % (status, indent(output + errors)))

    return run


def collect(context):
    program = os.path.join(ROOT, "build", "asan", "unit", "fuzz")
    if not context.all or not os.path.exists(program):
        return []
    return [Case("fuzz", "fuzz/" + target, run_target(program, target)) for target in TARGETS]
