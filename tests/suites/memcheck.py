#!/usr/bin/env python3
"""The run tests and the compiler under Valgrind's memcheck, as a table: `make valgrind`, `memcheck.py [--only REGEX]`.

gcc        the modules of tests/run, compiled ahead with -O1 -g, their doctests run; many modules in one interpreter,
           for a start under Valgrind takes seconds
tcc        the same modules compiled in process: libkrait.so, libtcc and what libtcc makes are all under Valgrind
compiler   krait on the sources of the tests, of the samples, of what must be refused, and every tenth file of the
           language's suite where that is at hand (--suite): one process a file, so that what it does not free counts
           too; every tenth is built with tcc

Objects of the interpreter are each a block of malloc (PYTHONMALLOC), so a use of one that is gone is seen. Errors
that are the interpreter's own stand in memcheck.supp. With Python 3.12 or later, uses of what was never set
are seen too. Exit status 1 after an error of ours or a failed doctest.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TESTS = os.path.join(ROOT, "tests")
sys.path.insert(0, TESTS)

from runner.harness import files_in, indent, read  # noqa: E402
from runner.kind_modules import CHILD, Module, missing_requirement  # noqa: E402

BATCH, TIMEOUT = 12, 3000
VALGRIND = ["valgrind", "-q", "--error-exitcode=99", "--num-callers=24", "--fair-sched=yes",
            "--suppressions=" + os.path.join(HERE, "memcheck.supp")]
# Before 3.12, CPython reads the first digit of numbers that have none (and multiplies it by 0); what is computed from
# that counts as not set from then on, everywhere.
if sys.version_info < (3, 12):
    VALGRIND.append("--undef-value-errors=no")
COMMON = {"modules": 0, "passed": 0, "failed": 0, "errors": 0}


class Context:
    """What runner.kind_modules.Module asks of the context of a run."""

    all, sanitize, mode, numpy = False, "", "release", ""

    def __init__(self, options, scratch):
        self.krait, self.python, self.scratch = os.path.abspath(options.krait), sys.executable, scratch
        self.env = dict(os.environ, KRAIT_BUILD=os.path.dirname(self.krait), PYTHONMALLOC="malloc", PYTHONHASHSEED="0",
                        PYTHONDONTWRITEBYTECODE="1", OMP_NUM_THREADS="2")

    def folder(self, *parts):
        path = os.path.join(self.scratch, *parts)
        os.makedirs(path, exist_ok=True)
        return path

    def run(self, argv, timeout=TIMEOUT, env=None, cwd=ROOT):
        try:
            done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  timeout=timeout, env=env or self.env, cwd=cwd)
        except subprocess.TimeoutExpired:
            return 124, "", "no end after %d s" % timeout
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def error_blocks(text):
    """Valgrind's reports, one text each."""
    lines = [re.sub(r"^==\d+== ?", "", line) for line in text.split("\n") if re.match(r"==\d+==", line)]
    return [block for block in re.split(r"\n\s*\n", "\n".join(lines)) if re.search(r"^\s+(at|by) 0x", block, re.M)]


def errors_in(report):
    """The reports in a log; none where Valgrind did not come so far as to write one."""
    return error_blocks(read(report)) if os.path.exists(report) else []


def batches(items):
    return [items[i:i + BATCH] for i in range(0, len(items), BATCH)]


def run_batch(context, kind, index, batch):
    """Doctests of some modules in one interpreter; the counts, and a message for each thing that is wrong."""
    folder = context.folder(kind, str(index))
    plan = [[name, [{"mode": kind, "kind": "run", "path": path}]] for name, path in batch]
    log, report = os.path.join(folder, "log.json"), os.path.join(folder, "valgrind.log")
    argv = [*VALGRIND, "--log-file=" + report, context.python, os.path.join(HERE, "memcheck_child.py"), CHILD, log,
            json.dumps(plan)]
    status, _, errors = context.run(argv, cwd=folder)
    counts, messages, ended = dict(COMMON), [], 0
    for line in read(log).splitlines() if os.path.exists(log) else []:
        record = json.loads(line)
        if "end" not in record:
            continue
        ended += 1
        counts["modules"] += 1
        counts["passed"] += record["passed"]
        counts["failed"] += record["failed"]
        messages += record["messages"]
    blocks = errors_in(report)
    counts["errors"] = len(blocks)
    messages += blocks
    if ended < len(batch) or status not in (0, 99):
        messages.append("%s: the process ended with status %d in module %s%s" % (
            kind, status, batch[min(ended, len(batch) - 1)][0], indent(errors)))
        counts["failed"] += 1
    return counts, messages


def compile_one(context, path, number):
    output = os.path.join(context.folder("compiler"), "%d-%s" % (number, os.path.basename(path)))
    report = output + ".log"
    how = ["build", path, "-o", output + ".so", "--cc", "tcc"] if number % 10 == 0 else [path, "-o", output + ".c"]
    folder = os.path.dirname(path)
    status, _, errors = context.run([*VALGRIND, "--leak-check=full", "--log-file=" + report, context.krait, *how, "-I", folder,
                                     "-I", os.path.join(os.path.dirname(folder), "testsupport")])
    blocks = errors_in(report)
    counts = dict(COMMON, modules=1, passed=int(status in (0, 1)), failed=int(status not in (0, 1, 99)), errors=len(blocks))
    return counts, ["%s: %s" % (path, block) for block in blocks] + (
        ["%s: status %d%s" % (path, status, indent(errors))] if counts["failed"] else [])


def build_modules(context, paths, pool):
    """[(name, .so)] and [(name, source)] of the modules that this interpreter can run."""
    modules = [Module(context, path) for path in paths if not missing_requirement(context, read(path))]
    built = list(pool.map(lambda module: module.build_so("gcc", "1", cflags="-g"), modules))
    for module, (output, problem) in zip(modules, built):
        if not output:
            print("FAIL %s: %s" % (module.name, problem))
    compiled = [(module.name, output) for module, (output, _) in zip(modules, built) if output]
    return compiled, [(module.name, module.path) for module in modules if not module.extra and not module.uses]


def suite_files(folder):
    """Every tenth of the suite's files in C."""
    found = [os.path.join(folder, part, name) for part in ("run", "compile", "errors", "memoryview", "buffers")
             for name in (sorted(os.listdir(os.path.join(folder, part))) if os.path.isdir(os.path.join(folder, part)) else [])]
    return [path for path in found if path.endswith((".pyx", ".py"))][::10]


def main():
    parser = argparse.ArgumentParser(description="Runs tests under Valgrind.")
    parser.add_argument("--krait", default=os.path.join(ROOT, "build", "krait"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="files whose name matches this expression")
    parser.add_argument("--kinds", default="gcc,tcc,compiler")
    parser.add_argument("--suite", default="", help="the tests folder of the language's suite")
    options = parser.parse_args()
    wanted = re.compile(options.only or "")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="krait-memcheck-") as scratch, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        context = Context(options, scratch)
        paths = [path for path in files_in("run", ".pyx", ".py") if wanted.search(os.path.basename(path))]
        runs = set(options.kinds.split(",")) - {"compiler"}
        compiled, sources = build_modules(context, paths, pool) if runs else ([], [])
        others = files_in("errors", ".pyx", ".py") + files_in("golden", ".pyx", ".py") + files_in("../samples", ".pyx")
        others += suite_files(options.suite)
        files = paths + [path for path in others if wanted.search(os.path.basename(path))]
        work = {
            "gcc": [(run_batch, "gcc", i, batch) for i, batch in enumerate(batches(compiled))],
            "tcc": [(run_batch, "tcc", i, batch) for i, batch in enumerate(batches(sources))],
            "compiler": [(compile_one, path, number) for number, path in enumerate(files)],
        }
        print("%-9s %8s %16s %16s %16s %6s" % ("", "files", "passed", "failed", "valgrind errors", "s"))
        for kind in options.kinds.split(","):
            start, total, seen = time.monotonic(), dict(COMMON), set()
            running = [pool.submit(job[0], context, *job[1:]) for job in work[kind]]
            for future in concurrent.futures.as_completed(running):
                counts, messages = future.result()
                for key, count in counts.items():
                    total[key] += count
                for message in messages:
                    if message not in seen:
                        print("FAIL %s" % message, flush=True)
                    seen.add(message)
            failed += total["failed"] + total["errors"]
            print("%-9s %8d %16d %16d %16d %6.0f" % (kind, total["modules"], total["passed"], total["failed"],
                                                     total["errors"], time.monotonic() - start), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
