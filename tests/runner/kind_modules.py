"""run, leak, fault, skip: the modules of tests/run, whose doctests are the test.

run    through gcc as an extension module, through libtcc in process (which has no headers, so no numpy), and plain
       CPython for .py files
leak   the gcc module again, several times: total references and memory blocks must stay where they are
fault  built with the header of fault_header.py: the N-th fallible operation forced to fail, N = 1, 2, ... until none
       is left, while importing and in each docstring; and the module as it is shipped, while the interpreter's N-th
       allocation fails
skip   with the OPT passes of passes.def skipped (all at once; each by itself with --all): where the C is
       different, the doctests again

What gcc and libtcc get differs in parallel loops, so leak is done to both then (if the command tcc is there).
One module is one case and one child process (doctest_child.py) does all of it. Comments in its first lines:
`# requires: numpy` or `# requires: python >= 3.10` (or `<`); `# grows: FUNCTION, ...`: functions that keep objects on purpose
(a mutable default, a cache), which leak and fault do not count; `# uses: NAME, ...`: other modules of the folder that it
cimports, which are built in the same way and beside it; `# interpreter fails: FUNCTION, ...`: not tested while there is
no memory, since the interpreter's own code in them loses the exception; NAME_*.c beside NAME.pyx are compiled with it.
"""

import glob
import json
import os
import re
import shutil
import sys
import threading

from runner.fault_header import make_header
from runner.harness import Case, files_in, indent, Outcome, read, relative, ROOT

CHILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "doctest_child.py")
REQUIRES = re.compile(r"^#\s*requires:\s*(.*)$", re.MULTILINE)
GROWS = re.compile(r"^#\s*grows:\s*(.*)$", re.MULTILINE)
USES = re.compile(r"^#\s*uses:\s*(.*)$", re.MULTILINE)
SPOILT = re.compile(r"^#\s*interpreter fails:\s*(.*)$", re.MULTILINE)
OPT_PASS = re.compile(r"^PASS\((\w+), OPT,", re.MULTILINE)
WARNINGS = "-Wall -Wextra -Werror"
FAULT_LIMIT, FAULT_LIMIT_ALL = 40, 2000
MEMORY_LIMIT, MEMORY_LIMIT_ALL = 12, 30 # further on: docs/contributing/testing.md
TIMEOUT, TIMEOUT_SANITIZED = 300, 1800
FAULT_HEADER_LOCK = threading.Lock()
KINDS = ("run", "leak", "fault", "skip")


def opt_passes():
    path = os.path.join(ROOT, "compiler", "pass", "passes.def")
    return OPT_PASS.findall(read(path)) if os.path.exists(path) else []


def head(text):
    """The lines in which a module says how it is to be tested."""
    return "\n".join(text.split("\n")[:10])


def listed(pattern, path):
    """The names in such comments of a module."""
    return [name for names in pattern.findall(head(read(path))) for name in re.split(r",\s*", names.strip())]


def missing_requirement(context, text):
    """What the module needs and this interpreter lacks, or None."""
    for requirement in REQUIRES.findall(head(text)):
        version = re.fullmatch(r"python\s*(>=|<)\s*(\d+)\.(\d+)", requirement.strip())
        if version:
            is_older = sys.version_info[:2] < (int(version.group(2)), int(version.group(3)))
            if is_older != (version.group(1) == "<"):
                return requirement
        if requirement.strip() == "numpy" and not context.numpy:
            return requirement
    return None


def fault_header_path(context):
    """The header, made once in a run."""
    with FAULT_HEADER_LOCK:
        path = os.path.join(context.folder("fault"), "kr_fault_calls.h")
        if not os.path.exists(path):
            make_header(path)
    return path


class Module:
    """The builds of one source file and what the child process is to do with them."""

    def __init__(self, context, path):
        self.context, self.path = context, path
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.folder = context.folder("run", relative(path).replace(os.sep, "-"))
        self.extra = sorted(glob.glob(os.path.splitext(path)[0] + "_*.c"))
        self.grows, self.uses = listed(GROWS, path), listed(USES, path)
        self.actions, self.outcomes = [], {}

    def tell(self, kind, outcome):
        self.outcomes.setdefault(kind, Outcome()).add(outcome)

    def krait(self, *arguments):
        return self.context.run([self.context.krait, *arguments], cwd=os.path.dirname(self.path))

    def build_so(self, label, level, *options, cflags="", cc="gcc"):
        """The path of an extension module of this name, or None with the reason."""
        os.makedirs(os.path.join(self.folder, label), exist_ok=True)
        for name, extra in [(name, []) for name in self.uses] + [(self.name, self.extra)]:
            output = os.path.join(self.folder, label, name + ".so")
            source = name + ".pyx" if name in self.uses else os.path.basename(self.path)
            status, out, errors = self.krait(
                "build", "--verify", source, *extra, "-o", output, "--cc", cc, "-O" + level,
                "--cflags", cflags, "--python", self.context.python, *options,
            )
            if status:
                return None, "krait build ended with status %d%s" % (status, indent(out + errors))
        return output, ""

    def add_build(self, kind, mode, label, level, *options, cflags="", cc="gcc"):
        output, problem = self.build_so(label, level, *options, cflags=cflags, cc=cc)
        if output:
            self.actions.append({"kind": kind, "mode": mode, "path": output, "uses": self.uses})
        else:
            self.tell(kind, Outcome.fail("%s: %s" % (mode, problem)))
        return output

    def translate(self, label, *options):
        """The C text, or None."""
        output = os.path.join(self.folder, label + ".c")
        status, _, _ = self.krait(os.path.basename(self.path), "-o", output, *options)
        return read(output) if status == 0 else None

    def plan_run(self, kinds):
        flags = self.context.sanitize or WARNINGS
        output = self.add_build("run", "gcc", "gcc", "1", cflags=flags)
        if output and "leak" in kinds:
            self.actions.append({"kind": "leak", "mode": "leak", "path": output, "grows": self.grows})
        if output and "leak" in kinds and self.is_parallel():
            output = self.add_build("run", "tcc-so", "tcc", "0", cc="tcc")
            self.actions.append({"kind": "leak", "mode": "leak", "path": output, "grows": self.grows})
        if not self.extra and "numpy" not in REQUIRES.findall(head(read(self.path))):
            self.actions.append({"kind": "run", "mode": "tcc", "path": self.path})
        if self.path.endswith(".py"):
            self.actions.append({"kind": "run", "mode": "python", "path": self.path})

    def plan_skip(self):
        passes = opt_passes()
        choices = [[name] for name in passes] if self.context.all else []
        plain = self.translate("plain")
        for chosen in choices + [passes]:
            label = "skip-" + ("all" if chosen == passes else chosen[0])
            options = [word for name in chosen for word in ("--skip", name)]
            text = self.translate(label, *options)
            if text is None:
                self.tell("skip", Outcome.fail("%s does not translate" % label))
            elif text == plain:
                self.tell("skip", Outcome(passed=1))
            else:
                self.add_build("skip", label, label, "0", *options, cflags=self.context.sanitize)

    def plan_fault(self):
        header = fault_header_path(self.context)
        limit = FAULT_LIMIT_ALL if self.context.all else FAULT_LIMIT
        flags = "-include %s %s" % (header, self.context.sanitize)
        if self.add_build("fault", "fault", "fault", "0", cflags=flags):
            self.actions[-1].update(limit=limit, grows=self.grows)

    def plan_memory(self):
        """With the module as it is shipped, in a process of its own: what such failures do to the interpreter lasts."""
        has_threads = "parallel" in read(self.path)  # without memory for a thread's state the interpreter ends the process
        shipped = [action for action in self.actions if action["mode"] == "gcc" and not has_threads]
        limit = MEMORY_LIMIT_ALL if self.context.all else MEMORY_LIMIT
        if shipped and not self.context.survives_no_memory:
            self.tell("fault", Outcome(skipped=1))
            return []
        return [dict(action, kind="fault", mode="memory", limit=limit, spoilt=listed(SPOILT, self.path))
                for action in shipped]

    def is_parallel(self):
        """Is there a loop whose C is another for tcc?"""
        return "prange" in read(self.path) and not self.extra and shutil.which("tcc") and not self.context.sanitize

    def run_actions(self, actions):
        """Runs the child; it writes one line of JSON before and one after each action."""
        log = os.path.join(self.folder, "log.json")
        argv = [self.context.python, CHILD, self.name, log, json.dumps(actions)]
        timeout = TIMEOUT_SANITIZED if self.context.sanitize else TIMEOUT
        status, output, errors = self.context.run(argv, timeout=timeout, env=self.context.child_env, cwd=self.folder)
        records = [json.loads(line) for line in read(log).splitlines()] if os.path.exists(log) else []
        started = None
        for record in records:
            if "start" in record:
                started = record["start"]
                continue
            action, started = actions[record["end"]], None
            messages = ["%s: %s" % (action["mode"], text) for text in record["messages"]]
            self.tell(action["kind"], Outcome(record["passed"], record["failed"], record["skipped"], messages))
        if started is not None or status:
            action = actions[started or 0]
            what = "during %s" % action["mode"] if started is not None else "at the end"
            if action["mode"] == "memory":
                what += " of " + read(log + ".place").strip()
            self.tell(action["kind"], Outcome.fail("the process ended with status %d %s%s" % (
                status, what, indent(output + errors))))


def run_module(path):
    def run(context, kinds):
        if missing_requirement(context, read(path)):
            return {kind: Outcome(skipped=1) for kind in kinds}
        module = Module(context, path)
        if "run" in kinds or "leak" in kinds:
            module.plan_run(kinds)
        if "skip" in kinds:
            module.plan_skip()
        if "fault" in kinds:
            module.plan_fault()
        for actions in (module.actions, module.plan_memory() if "fault" in kinds else []):
            if actions:
                module.run_actions(actions)
        return {kind: outcome for kind, outcome in module.outcomes.items() if kind in kinds}

    return run


def collect(context):
    if context.mode == "tsan":
        return []
    return [Case(KINDS, relative(path), run_module(path)) for path in files_in("run", ".pyx", ".py")]
