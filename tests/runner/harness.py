"""What the kinds of tests share: the context of a run, outcomes, running programs, expected files."""

import difflib
import functools
import os
import re
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TESTS = os.path.join(ROOT, "tests")
CLOSING_LINE = re.compile(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?")


# What makes gcc instrument the modules and the C files of a run in that mode, as the Makefile does the rest.
SANITIZE = {
    "asan": "-g -fsanitize=address",
    "ubsan": "-g -fsanitize=undefined -fno-sanitize-recover=all",
    "tsan": "-g -O1 -fsanitize=thread",
}


class Outcome:
    """Counts of one or several tests, and a message for each failure."""

    def __init__(self, passed=0, failed=0, skipped=0, messages=()):
        self.passed, self.failed, self.skipped = passed, failed, skipped
        self.messages = list(messages)

    @classmethod
    def fail(cls, message):
        return cls(failed=1, messages=[message])

    @classmethod
    def check(cls, ok, message):
        return cls(passed=1) if ok else cls.fail(message)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.messages += other.messages
        return self

    def line(self):
        text = "%d passed, %d failed" % (self.passed, self.failed)
        return text + (", %d skipped" % self.skipped if self.skipped else "")


class Case:
    """One unit of work: `function(context, kinds)` gives an Outcome, or a dict of them by kind."""

    def __init__(self, kinds, name, function):
        self.kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        self.name = name
        self.function = function

    def run(self, context):
        result = self.function(context, self.kinds)
        return result if isinstance(result, dict) else {self.kinds[0]: result}


# Classes, made while there is no memory: 3.12.1 and 3.13.0 end in that, by themselves.
NO_MEMORY = """
import _testcapi
for n in range(40):
    try:
        _testcapi.set_nomemory(n, n + 1)
        class Made: pass
    except MemoryError:
        pass
    finally:
        _testcapi.remove_mem_hooks()
"""


class Context:
    """Where things are and what was asked for."""

    def __init__(self, options, scratch):
        self.scratch = scratch
        self.patience = getattr(options, "patience", 1)
        self.snap, self.all, self.mode = options.snap, options.all, options.mode
        self.build = os.path.abspath(options.build)
        self.krait = os.path.join(self.build, "krait")
        self.programs = os.path.join(ROOT, "build", options.mode, "unit")
        self.python = sys.executable
        self.env = dict(os.environ, KRAIT_BUILD=self.build, PYTHONDONTWRITEBYTECODE="1", PYTHONHASHSEED="0")
        self.env.pop("PYTHONPATH", None)
        self.sanitize = SANITIZE.get(options.mode, "")
        self.env["KRAIT_SANITIZE"] = self.sanitize
        self.child_env = dict(self.env, **self._sanitizer_env(options.mode))
        self.numpy = self.run([self.python, os.path.join(ROOT, "tools", "python_info.py"), "numpy"])[1].strip()

    def _sanitizer_env(self, mode):
        """Environment for interpreters that load sanitized libraries."""
        library = {"asan": "libasan.so", "tsan": "libtsan.so"}.get(mode)
        if not library:
            return {}
        path = subprocess.run(["gcc", "-print-file-name=" + library], stdout=subprocess.PIPE, check=True).stdout
        return {
            "LD_PRELOAD": os.fsdecode(path.strip()),
            "ASAN_OPTIONS": "detect_leaks=0",
            "TSAN_OPTIONS": "suppressions=%s history_size=7" % os.path.join(TESTS, "tsan.txt"),
            **({} if sysconfig.get_config_var("Py_GIL_DISABLED") else {"PYTHONMALLOC": "malloc"}),  # 3.13t ends over it
        }

    @functools.cached_property
    def survives_no_memory(self):
        """Does the interpreter outlive failures of its own allocations, with nothing of ours in it?"""
        return self.run([self.python, "-c", NO_MEMORY])[0] >= 0

    def describe(self):
        has_numpy = "with numpy %s" % self.numpy if self.numpy else "without numpy: its tests are skipped"
        return "Python %s (%s), %s; mode %s" % (sys.version.split()[0], self.python, has_numpy, self.mode)

    def folder(self, *parts):
        """A folder of the scratch space, created."""
        path = os.path.join(self.scratch, *parts)
        os.makedirs(path, exist_ok=True)
        return path

    def run(self, argv, timeout=300, env=None, cwd=ROOT, stdin=None):
        """(status, output, errors) of a program; status 124 when it took too long."""
        timeout *= self.patience
        try:
            done = subprocess.run(
                argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, env=env or self.env, cwd=cwd,
                input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            )
        except subprocess.TimeoutExpired:
            return 124, "", "no end after %d s: %s" % (timeout, " ".join(argv))
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def files_in(folder, *endings):
    """Paths of the files with one of the endings, sorted; none when the folder does not exist."""
    found = []
    for parent, _, names in os.walk(os.path.join(TESTS, folder)):
        found += [os.path.join(parent, name) for name in names if name.endswith(endings)]
    return sorted(found)


def relative(path):
    return os.path.relpath(path, TESTS)


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def indent(text, limit=60):
    """The text as the tail of a message, cut to some lines."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) > limit:
        lines = lines[:limit] + ["... %d more lines" % (len(lines) - limit)]
    return "".join("\n    " + line for line in lines)


def compare(expected, got, path):
    """An Outcome: both texts are equal, else a message with the difference."""
    if expected == got:
        return Outcome(passed=1)
    lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=2)
    return Outcome.fail("%s differs (make snap rewrites)%s" % (relative(path), indent("\n".join(lines))))


def closing_outcome(status, output, errors, what):
    """The Outcome a program tells in its last line; failures are its FAIL lines."""
    lines = output.rstrip("\n").split("\n")
    match = CLOSING_LINE.fullmatch(lines[-1].strip())
    if not match:
        return Outcome.fail("%s ended with status %d and no closing line%s" % (what, status, indent(output + errors)))
    outcome = Outcome(*(int(number or 0) for number in match.groups()))
    if outcome.failed or status:
        outcome.failed = outcome.failed or 1
        outcome.messages.append("%s%s" % (what, indent("\n".join(lines[:-1]) + "\n" + errors)))
    return outcome
