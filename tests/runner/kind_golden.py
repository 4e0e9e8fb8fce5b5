"""golden: name.pyx with the expected name.ast, name.ir and name.c beside it: what each stage prints.

A test may lack some of the three. `--snap` rewrites those that exist, and makes all three for a source that has none.
"""

import os

from runner.harness import Case, compare, files_in, indent, Outcome, read, relative, TESTS, write

STAGES = ("ast", "ir", "c")
MOST_LINES = 15


def expected_files(source):
    stem = os.path.splitext(source)[0]
    return {stage: stem + "." + stage for stage in STAGES}


def check_stage(context, source, stage, expected):
    status, output, errors = context.run([context.krait, "dump", "--stage", stage, os.path.basename(source)],
                                         cwd=os.path.dirname(source))
    if status:
        return Outcome.fail("--stage %s ended with status %d%s" % (stage, status, indent(errors)))
    if context.snap:
        write(expected, output)
        return Outcome(passed=1)
    return compare(read(expected), output, expected)


def check_source(source):
    def run(context, kinds):
        files = expected_files(source)
        present = {stage: path for stage, path in files.items() if os.path.exists(path)}
        if not present and not context.snap:
            return Outcome.fail("no expected file: make snap writes them")
        outcome = Outcome()
        lines = [line for line in read(source).split("\n") if line.strip()]
        if len(lines) > MOST_LINES:
            outcome.add(Outcome.fail("%d source lines; at most %d" % (len(lines), MOST_LINES)))
        for stage, path in (present or files).items():
            outcome.add(check_stage(context, source, stage, path))
        return outcome

    return run


def collect(context):
    if not os.path.exists(os.path.join(TESTS, "golden")):
        return []
    return [Case("golden", relative(path), check_source(path)) for path in files_in("golden", ".pyx", ".py")]
