"""errors: sources with their expected diagnostics as comments under the faulty line.

    x = undefined
    #   ^ error[unknown-name]: name `undefined`
    #   ^ note: did you mean

Each must be reported on exactly that line, with a text that contains the given part, and nothing else may be reported.
`note` lines belong to the diagnostic above them. Where no comment can stand under the line, `# @3 error[...]: ...`
names the line. A comment `# flags: --Wextra` in the first line gives options for `krait check`.
"""

import json
import os
import re

from runner.harness import Case, files_in, indent, Outcome, read, relative

EXPECTED = re.compile(r"\s*#\s*(?:\^+|@(\d+))\s*(error|warning|hint)\[([\w-]+)\]:\s*(.*?)\s*$")
NOTE = re.compile(r"\s*#\s*\^+\s*note:\s*(.*?)\s*$")
FLAGS = re.compile(r"#\s*flags:\s*(.*)")


def read_expected(text):
    """[(line, severity, code, part, [parts of notes])] and the flags."""
    expected, flags, line = [], [], 0
    for number, content in enumerate(text.split("\n"), 1):
        match, note = EXPECTED.match(content), NOTE.match(content)
        if match:
            expected.append((int(match.group(1) or line), match.group(2), match.group(3), match.group(4), []))
        elif note and expected:
            expected[-1][4].append(note.group(1))
        else:
            line = number
        if number == 1 and FLAGS.match(content):
            flags = FLAGS.match(content).group(1).split()
    return expected, flags


def fits(want, got):
    line, severity, code, part, notes = want
    told = [note["text"] for note in got["notes"]]
    return (got.get("line") == line and got["severity"] == severity and got["code"] == code and part in got["text"]
            and all(any(note in text for text in told) for note in notes))


def describe(diagnostic):
    notes = "".join(" (note: %s)" % note["text"] for note in diagnostic["notes"])
    place = diagnostic.get("line", "no line")
    return "%s: %s[%s]: %s%s" % (place, diagnostic["severity"], diagnostic["code"], diagnostic["text"], notes)


def match_up(expected, reported):
    """Messages: expected ones that were not reported, and the other way round."""
    rest, problems = list(reported), []
    for want in expected:
        found = next((got for got in rest if fits(want, got)), None)
        if found:
            rest.remove(found)
        else:
            problems.append("not reported: %d: %s[%s]: %s%s" % (
                want[0], want[1], want[2], want[3], "".join(" (note: %s)" % note for note in want[4])))
    return problems + ["not expected: " + describe(got) for got in rest]


def check_file(path):
    def run(context, kinds):
        expected, flags = read_expected(read(path))
        if not expected:
            return Outcome.fail("the file expects no diagnostic")
        argv = [context.krait, "check", "--json", *flags, os.path.basename(path)]
        status, output, errors = context.run(argv, cwd=os.path.dirname(path))
        has_error = any(want[1] == "error" for want in expected)
        if status != (1 if has_error else 0) or errors.strip():
            return Outcome.fail("krait check ended with status %d%s" % (status, indent(output + errors)))
        problems = match_up(expected, [json.loads(line) for line in output.splitlines() if line])
        good = max(0, len(expected) - sum(problem.startswith("not reported") for problem in problems))
        return Outcome(good, len(problems), 0, ["".join(indent(problem) for problem in problems)] if problems else ())

    return run


def collect(context):
    return [Case("errors", relative(path), check_file(path)) for path in files_in("errors", ".pyx", ".py")]
