"""fuzz: the program tests/unit/fuzz.c for half a minute on each target, under the address sanitizer; only with --all."""

import os
import sysconfig

from runner.harness import Case, indent, Outcome, ROOT, TESTS

TARGETS = ("source", "ir", "c")
CC = "gcc -fsyntax-only -std=c11 -fopenmp -Iruntime -isystem " + sysconfig.get_path("include")
SECONDS = 30


def run_target(program, target):
    def run(context, kinds):
        keep = os.path.join(ROOT, "build", "fuzz", target)
        argv, env = [program, target, str(SECONDS), keep, TESTS], dict(context.env, KRAIT_HOME=ROOT, FUZZ_CC=CC)
        status, output, errors = context.run(argv, timeout=SECONDS + 120, env=env)
        return Outcome.check(status == 0, "status %d%s" % (status, indent(output + errors)))

    return run


def collect(context):
    program = os.path.join(ROOT, "build", "asan", "unit", "fuzz")
    if not context.all or not os.path.exists(program):
        return []
    return [Case("fuzz", "fuzz/" + target, run_target(program, target)) for target in TARGETS]
