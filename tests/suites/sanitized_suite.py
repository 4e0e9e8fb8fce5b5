#!/usr/bin/env python3
"""The language's suite with the compiler, the runtime and the modules under a sanitizer: `make suite-asan`, `suite-ubsan`;
or its modules under Valgrind's memcheck: `make suite-valgrind` (the compiler is memcheck.py's business).

What runs is conform.py, with a compiler and an interpreter that write each report of the sanitizer to a file; the reports
are printed, equal ones once, and counted. Failed files are conform.py's business; the exit status is 1 after a report.
Reports about code of the interpreter or of a library are printed and counted apart: a stack without our code.

    sanitized_suite.py SUITE --conform CONFORM.py --mode asan [--only REGEX] [--sample N] [--cc gcc|tcc]

With --cc tcc the modules are not instrumented, the compiler and the runtime are: minutes instead of hours.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from runner.harness import read, SANITIZE, write  # noqa: E402

START = {
    "asan": re.compile(r"^==\d+==ERROR: ", re.MULTILINE),
    "ubsan": re.compile(r"^\S+: runtime error: ", re.MULTILINE),
    "valgrind": re.compile(r"^==\d+== (?=[A-Z])(?!Warning|More than|To )", re.MULTILINE),
}
OURS = re.compile(r"runtime/(?:kr|src)/|compiler/\w+/|\bkr_\w+|libkrait|/krait\b|\.pyx|conform-\w+/")


def write_program(path, text):
    write(path, "#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path


def options_for(mode, logs, recover):
    """The sanitizer's settings: reports to files, no leaks (the interpreter's are many; `leak` and valgrind look for ours)."""
    common = "log_path=%s/report:print_stacktrace=1:halt_on_error=%d" % (logs, not recover)
    return "export %s_OPTIONS=%s%s\n" % (mode.upper(), common, ":detect_leaks=0" if mode == "asan" else "")


def valgrind_words(logs):
    """Before 3.12 the interpreter itself computes with what was never set (memcheck.py)."""
    undefined = "--undef-value-errors=%s" % ("yes" if sys.version_info >= (3, 12) else "no")
    return "PYTHONMALLOC=malloc exec valgrind -q --num-callers=24 --fair-sched=yes %s --log-file=%s/report.%%p" % (
        undefined, logs)


def make_programs(options, folder):
    """(compiler, interpreter) as scripts."""
    logs = os.path.join(folder, "logs")
    os.mkdir(logs)
    build = "exec '%s' '%s' \"$@\" --cc %s --python '%s'" % (
        os.path.join(ROOT, "tools", "conform_build"), os.path.abspath(options.krait), options.cc, sys.executable)
    if options.mode == "valgrind":
        return (write_program(os.path.join(folder, "compiler"), build + " -O1 --cflags -g\n"),
                write_program(os.path.join(folder, "python"), "%s '%s' \"$@\"\n" % (valgrind_words(logs), sys.executable)), logs)
    library = subprocess.run(["gcc", "-print-file-name=lib%s.so" % options.mode], stdout=subprocess.PIPE, check=True).stdout
    preload = "export LD_PRELOAD=%s\n" % os.fsdecode(library.strip())  # tcc links no sanitizer
    if options.mode == "asan":
        preload += "export PYTHONMALLOC=malloc\n"
    flags = "--cflags '%s' -O0" % SANITIZE[options.mode].replace(" -fno-sanitize-recover=all", "") if options.cc == "gcc" else ""
    environment = options_for(options.mode, logs, True)
    compiler = write_program(os.path.join(folder, "compiler"), "%s%s %s\n" % (environment, build, flags))
    python = write_program(os.path.join(folder, "python"), "%s%sexec '%s' \"$@\"\n" % (environment, preload, sys.executable))
    return compiler, python, logs


def reports_in(logs, mode):
    """{text without addresses: how often}"""
    found = {}
    for name in sorted(os.listdir(logs)):
        text = read(os.path.join(logs, name))
        starts = [match.start() for match in START[mode].finditer(text)] + [len(text)]
        for start, end in zip(starts, starts[1:]):
            plain = re.sub(r"0x[0-9a-f]+|==\d+==|conform-\w+", "", text[start:end])
            found[plain] = found.get(plain, 0) + 1
    return found


def main():
    parser = argparse.ArgumentParser(description="Runs the language's suite under a sanitizer.")
    parser.add_argument("suite")
    parser.add_argument("--conform", required=True)
    parser.add_argument("--mode", choices=sorted(START), required=True)
    parser.add_argument("--krait", default="", help="build/MODE/krait, build/krait for valgrind, if not given")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", default="0")
    parser.add_argument("--cc", choices=("gcc", "tcc"), default="gcc")
    parser.add_argument("--json", default="")
    options = parser.parse_args()
    options.krait = options.krait or os.path.join(ROOT, "build", *([] if options.mode == "valgrind" else [options.mode]), "krait")
    folder = tempfile.mkdtemp(prefix="krait-sanitized-")
    try:
        compiler, python, logs = make_programs(options, folder)
        reference = os.path.join(os.path.dirname(os.path.abspath(options.conform)), "reference-3.3.0.txt")
        subprocess.run([sys.executable, options.conform, options.suite, "--reference", reference, "--jobs", options.jobs,
                        "--only", options.only, "--sample", options.sample, "--timeout", "600", "--python", python,
                        *(["--json", options.json] if options.json else []),
                        "--compile", compiler + " {src} -o {out} {includes} {cplus} {extra}"], check=False)
        found = reports_in(logs, options.mode)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ours = {text: count for text, count in found.items() if OURS.search(text)}
    for text, count in found.items():
        print("REPORT%s, %d times:\n%s" % ("" if text in ours else " of other code", count, text[:3000]))
    print("%s: %d reports of ours, %d of other code" % (options.mode, len(ours), len(found) - len(ours)))
    return 1 if ours else 0


if __name__ == "__main__":
    sys.exit(main())
