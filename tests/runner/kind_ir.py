"""ir: tests/ir/PASS/name.ir: IR text, a line `; ----`, and what it is after that one pass.

The first line is `; RUN PASS` (a row of passes.def, or `print`: only read, verify and print). Diagnostics of the pass
come first in the expected part, as `; LINE: error[code]: text`.
"""

import os
import re

from runner.harness import Case, compare, files_in, indent, Outcome, read, relative, write

SEPARATOR = "; ----\n"
HEADER = re.compile(r"; RUN (\w+)\n")


def check_file(path):
    def run(context, kinds):
        text = read(path)
        header = HEADER.match(text)
        if not header:
            return Outcome.fail("the first line is not `; RUN PASS`")
        tool = os.path.join(context.programs, "ir_opt")
        status, output, errors = context.run([tool, header.group(1), path])
        if status not in (0, 2, 3) or errors:
            return Outcome.fail("ir_opt ended with status %d%s" % (status, indent(output + errors)))
        source, separator, expected = text.partition(SEPARATOR)
        if context.snap:
            write(path, source + SEPARATOR + output)
            return Outcome(passed=1)
        if not separator:
            return Outcome.fail("no line `; ----`: make snap adds the expected part")
        return compare(expected, output, path)

    return run


def collect(context):
    if not os.path.exists(os.path.join(context.programs, "ir_opt")):
        return []
    return [Case("ir", relative(path), check_file(path)) for path in files_in("ir", ".ir")]
