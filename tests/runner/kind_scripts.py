"""Further kinds with a driver of their own: tests/KIND/run.py, whose last line is `N passed, N failed`.

Each is run as `run.py --build FOLDER --mode MODE`, with --all where everything was asked for.
"""

import os

from runner.harness import Case, closing_outcome, TESTS


def run_script(path):
    def run(context, kinds):
        argv = [context.python, path, "--build", context.build, "--mode", context.mode]
        argv += ["--all"] if context.all else []
        status, output, errors = context.run(argv, env=context.env, timeout=1200)
        return closing_outcome(status, output, errors, "output")

    return run


def collect(context):
    cases = []
    for name in sorted(os.listdir(TESTS)):
        path = os.path.join(TESTS, name, "run.py")
        if os.path.exists(path):
            cases.append(Case(name, name + "/run.py", run_script(path)))
    return cases
