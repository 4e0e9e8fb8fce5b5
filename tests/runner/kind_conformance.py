"""conformance: a fixed sample of the language's own test suite (Cython 3.3.0), where that suite is at hand.

conformance_sample.txt names the files and says what each is for; they are read where `tools/fetch_suite` put them, or
in the folder that KRAIT_SUITE names, and never become part of this repository. (In continuous integration, where CI is
set, `make check` fetches them first; elsewhere it takes nothing from a registry other than Debian's.)

    run FILE        compiles; the doctests and unittest classes of the module pass
    compile FILE    compiles
    error FILE      is refused, with messages on exactly the lines that the suite names

The whole suite is run by `make conformance`.
"""

import os
import re
import shutil

from runner.harness import Case, indent, Outcome, read, ROOT, write

SAMPLE = os.path.join(ROOT, "tests", "suites", "conformance_sample.txt")
CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conformance_child.py")
EXPECTED_BLOCK = re.compile(r"^_(?:ERRORS|WARNINGS|PERFORMANCE_HINTS)\b")
EXPECTED_LINE = re.compile(r"\s*(\d+):\s*\d+:")
TIMEOUT = 120
COMPILER = "tcc" if shutil.which("tcc") else "gcc"


def find_suite():
    """The suite's folder, or None."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.environ.get("KRAIT_SUITE") or os.path.join(cache, "krait", "cython-3.3.0", "tests")
    return folder if os.path.isdir(folder) else None


def split_expected(text):
    """The source without its closing lists of messages, and the lines on which errors are expected."""
    source, lines, block = [], set(), None
    for line in text.splitlines(keepends=True):
        start = EXPECTED_BLOCK.match(line)
        if start:
            block = start.group()
        elif block is None:
            source.append(line)
        elif block == "_ERRORS" and EXPECTED_LINE.match(line):
            lines.add(int(EXPECTED_LINE.match(line).group(1)))
    return "".join(source), lines


def copy_parts(folder, module, to):
    """Copies what belongs to the module into the folder `to`; paths of its C sources there."""
    sources = []
    for name in sorted(os.listdir(folder)):
        is_part = name.startswith(module + "_") and not name.endswith((".pyx", ".py", ".pxd", ".pxi"))
        if (is_part or name == module + ".pxd") and os.path.isfile(os.path.join(folder, name)):
            shutil.copy(os.path.join(folder, name), to)
            if name.endswith(".c"):
                sources.append(os.path.join(to, name))
    return sources


def located_lines(errors, name):
    """Lines of the errors in the file or in its .pxd."""
    stem = re.escape(os.path.splitext(name)[0])
    found = re.findall(r"^(?:.*/)?%s\.\w+:(\d+):\d+: error" % stem, errors, re.MULTILINE)
    return {int(line) for line in found}


def judge_error(name, status, errors, expected):
    if status != 1:
        return Outcome.fail("status %d for a wrong program%s" % (status, indent(errors)))
    lines = located_lines(errors, name)
    return Outcome.check(lines == expected, "errors on lines %s, expected %s%s" % (
        sorted(lines), sorted(expected), indent(errors)))


def run_file(suite, mode, name):
    def run(context, kinds):
        folder, base = os.path.split(os.path.join(suite, name))
        module = os.path.splitext(base)[0]
        work = context.folder("conformance", name.replace("/", "-"))
        source, expected = split_expected(read(os.path.join(suite, name)))
        write(os.path.join(work, base), source)
        output = os.path.join(work, module + ".so")
        status, _, errors = context.run(
            [context.krait, "build", base, *copy_parts(folder, module, work), "-o", output, "--cc", COMPILER, "-O0", "-I", folder,
             "-I", os.path.join(suite, "testsupport"), "--python", context.python], cwd=work, timeout=TIMEOUT)
        if mode == "error":
            return judge_error(base, status, errors, expected)
        if status:
            return Outcome.fail("krait build ended with status %d%s" % (status, indent(errors)))
        if mode == "compile":
            return Outcome(passed=1)
        status, text, errors = context.run(
            [context.python, CHILD, module, output, folder, os.path.join(suite, "testsupport"),
             os.path.dirname(suite)], cwd=work, env=context.child_env, timeout=TIMEOUT)
        return Outcome.check(status == 0, "status %d%s" % (status, indent(text + errors)))

    return run


def collect(context):
    rows = [line.split() for line in read(SAMPLE).splitlines() if line and not line.startswith("#")]
    suite = find_suite()
    if context.mode != "release" or not suite:
        return [Case("conformance", "conformance", lambda context, kinds: Outcome(skipped=len(rows)))]
    return [Case("conformance", "conformance/" + name, run_file(suite, mode, name)) for mode, name in rows]
