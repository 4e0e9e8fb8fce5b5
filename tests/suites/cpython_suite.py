#!/usr/bin/env python3
"""CPython's own tests under Krait, as a table: methods passed when compiled against passed in the interpreter.

    cpython_suite.py cpython-tests [--only REGEX]    the test modules themselves are compiled
    cpython_suite.py stdlib-tests [--only REGEX]     standard-library modules are compiled, their tests are not
    cpython_suite.py stdlib-compile [--only REGEX]   every .py of the standard library is compiled (no test is run)

Tests and library are those of the interpreter that runs this script. What passes uncompiled is the denominator and
is remembered under build/suites. A crash or a time-out counts for the test it hit; the rest is run again.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHILD = os.path.join(ROOT, "tests", "suites", "suite_child.py")
LIBRARY = sysconfig.get_path("stdlib")
RESTARTS = 8

TESTS = """grammar type_annotations type_aliases scope generators genexps coroutines asyncgen exceptions raise with
contextlib patma named_expressions fstring unpack unpack_ex extcall keywordonlyarg positional_only_arg decorators
listcomps dictcomps setcomps super class dictviews augassign compare global int_literal string_literals except_star
type_params metaclass property dataclasses enum functools itertools heapq bisect json textwrap difflib statistics
fractions decimal argparse configparser tokenize ast""".split()

# What is compiled, and the test modules that then run uncompiled.
STDLIB = {
    "json": ("json json.decoder json.encoder json.scanner json.tool", "test_json"),
    "dataclasses": ("dataclasses", "test_dataclasses"),
    "argparse": ("argparse", "test_argparse"),
    "textwrap": ("textwrap", "test_textwrap"),
    "difflib": ("difflib", "test_difflib"),
    "heapq": ("heapq", "test_heapq"),
    "bisect": ("bisect", "test_bisect"),
    "statistics": ("statistics", "test_statistics"),
    "fractions": ("fractions", "test_fractions"),
    "decimal": ("_pydecimal", "test_decimal"),
    "datetime": ("_pydatetime" if sys.version_info >= (3, 12) else "datetime", "test_datetime"),
    "configparser": ("configparser", "test_configparser"),
    "tokenize": ("tokenize", "test_tokenize"),
    "enum": ("enum", "test_enum"),
    "functools": ("functools", "test_functools"),
    "collections": ("collections collections.abc", "test_collections test_ordered_dict test_defaultdict test_deque"),
    "contextlib": ("contextlib", "test_contextlib test_contextlib_async"),
    "string": ("string", "test_string"),
    "shlex": ("shlex", "test_shlex"),
    "csv": ("csv", "test_csv"),
    "html.parser": ("html.parser", "test_htmlparser"),
    "urllib.parse": ("urllib.parse", "test_urlparse"),
    "logging": ("logging logging.config logging.handlers", "test_logging"),
    "asyncio": ("asyncio.*", "test_asyncio.*"),
}


def source_of(name):
    """Path of a standard-library module's source, and whether it is a package."""
    base = os.path.join(LIBRARY, *name.split("."))
    package = os.path.join(base, "__init__.py")
    return (package, True) if os.path.exists(package) else (base + ".py", False)


def expand(names):
    for name in names.split():
        if not name.endswith(".*"):
            yield name
            continue
        yield name[:-2]
        for entry in sorted(os.listdir(os.path.join(LIBRARY, *name[:-2].split(".")))):
            if entry.endswith(".py") and entry != "__init__.py":
                yield name[:-1] + entry[:-3]


def compile_module(options, name, folder):
    """None, or the first line of what Krait or the C compiler said."""
    source, is_package = source_of(name)
    place = os.path.join(folder, *name.split("."))
    out = os.path.join(place, "__init__.so") if is_package else place + ".so"
    os.makedirs(os.path.dirname(out), exist_ok=True)
    command = [options.krait, "build", source, "-o", out, "--module-name", name, "--cc", options.cc, "-w",
               "--python", sys.executable]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "compiling took more than 300 s"
    if run.returncode == 0:
        return None
    lines = [line for line in (run.stderr + run.stdout).splitlines() if "error" in line]
    return (lines or ["exit status %d" % run.returncode])[0][:250]


def run_child(module, compiled, seconds):
    """{id: (state, why)} of one test module; the key "" is there when it could not be imported."""
    outcomes = {}
    for _ in range(RESTARTS):
        begun, ended = None, False
        with tempfile.TemporaryDirectory() as scratch:
            out = os.path.join(scratch, "lines")
            config = {"module": module, "out": out, "compiled": compiled, "done": list(outcomes)}
            command = [sys.executable, "-S", CHILD, json.dumps(config)]
            try:
                run = subprocess.run(command, capture_output=True, timeout=seconds, cwd=scratch, stdin=subprocess.DEVNULL)
                death = "crash (exit status %d)" % run.returncode
            except subprocess.TimeoutExpired:
                death = "time-out"
            lines = open(out, encoding="utf-8").read().splitlines() if os.path.exists(out) else []
        for line in lines:
            facts = json.loads(line)
            if "broken" in facts:
                return {"": ("broken", facts["broken"])}
            begun = facts.get("begin", None if "id" in facts else begun)
            if "id" in facts:
                outcomes[facts["id"]] = (facts["state"], facts["why"])
            ended = ended or "end" in facts
        if ended:
            return outcomes
        if begun is None:
            outcomes[""] = ("broken", death)
            return outcomes
        outcomes[begun] = ("crash", death)
    return outcomes


def reference(module, seconds):
    tag = sys.implementation.cache_tag + getattr(sys, "abiflags", "")  # 3.13 and 3.13t have the same cache tag
    place = os.path.join(ROOT, "build", "suites", "%s-%s.json" % (tag, module))
    if os.path.exists(place):
        return json.load(open(place))
    outcomes = run_child(module, None, seconds)
    os.makedirs(os.path.dirname(place), exist_ok=True)
    json.dump(outcomes, open(place, "w"))
    return outcomes


def measure(options, label, compiled_names, test_modules):
    """A row: label, passed under the interpreter, passed under Krait, and why the others did not."""
    wanted, passed, reasons = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="krait-suite-") as folder:
        broken = [problem for name in compiled_names if (problem := compile_module(options, name, folder))]
        reasons += broken
        for module in test_modules:
            before = reference(module, options.seconds)
            good = [name for name, (state, _) in before.items() if state == "ok"]
            wanted += len(good)
            if broken:
                continue
            after = run_child(module, folder, options.seconds)
            for name in good:
                state, why = after.get(name) or after.get("") or ("missing", "")
                passed += state == "ok"
                if state != "ok" and (name in after or not reasons):
                    reasons.append("%s: %s: %s" % (name if name in after else module, state, why))
    return label, wanted, passed, reasons


def exists(module):
    source, is_package = source_of(module)
    return os.path.exists(source)


def rows_of(options):
    if options.what == "cpython-tests":
        for name in TESTS:
            module = "test.test_" + name
            if exists(module):
                names = [module] if not source_of(module)[1] else list(expand(module + ".*"))
                yield name, names, [module]
        return
    for label, (names, tests) in STDLIB.items():
        modules = [test for test in expand(" ".join("test." + test for test in tests.split())) if exists(test)]
        if len(modules) > 1 and tests.endswith(".*"):
            modules = [name for name in modules if ".test_" in name[len("test.test_"):]]
        yield label, list(expand(names)), modules


def compile_library(options):
    """Every source of the library through the compiler; prints the failures and the count."""
    files = []
    for folder, folders, names in os.walk(LIBRARY):
        folders[:] = [name for name in folders if name not in ("site-packages", "__pycache__", "lib2to3")]
        files += [os.path.join(folder, name) for name in names if name.endswith(".py")]
    files = [name for name in sorted(files) if re.search(options.only, name) and "/bad" not in name]

    def translate(path):
        with tempfile.TemporaryDirectory() as scratch:
            command = [options.krait, path, "-o", os.path.join(scratch, "m.c"), "-w", "--module-name", "m"]
            try:
                run = subprocess.run(command, capture_output=True, text=True, timeout=120)
            except subprocess.TimeoutExpired:
                return path, "time-out"
        lines = (run.stderr + run.stdout).splitlines() or ["exit status %d" % run.returncode]
        return path, lines[0] if run.returncode else None
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(translate, files))
    failed = [(path, why) for path, why in results if why]
    for path, why in failed:
        print("%s: %s" % (os.path.relpath(path, LIBRARY), why[:300]))
    print("%d of %d files compile" % (len(results) - len(failed), len(results)))
    return len(failed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cpython-tests", "stdlib-tests", "stdlib-compile"])
    parser.add_argument("--only", default="", help="regular expression: rows (files) to take")
    parser.add_argument("--cc", default="tcc")
    parser.add_argument("--krait", default=os.path.join(ROOT, "build", "krait"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300, help="time limit of one run of a test module")
    parser.add_argument("--reasons", type=int, default=5, help="how many failures to show of each row")
    parser.add_argument("--json", help="file for all results")
    options = parser.parse_args()
    start = time.monotonic()
    if options.what == "stdlib-compile":
        return 1 if compile_library(options) else 0
    rows = [row for row in rows_of(options) if re.search(options.only, row[0])]
    print("%-22s %8s %8s %7s" % (options.what, "CPython", "Krait", "%"))
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for label, wanted, passed, reasons in pool.map(lambda row: measure(options, *row), rows):
            results.append((label, wanted, passed, reasons))
            print("%-22s %8d %8d %7.1f" % (label, wanted, passed, 100 * passed / max(wanted, 1)), flush=True)
            for reason in reasons[:options.reasons]:
                print("    " + reason)
    wanted, passed = sum(row[1] for row in results), sum(row[2] for row in results)
    print("%-22s %8d %8d %7.1f   (%.0f s)" % ("all", wanted, passed, 100 * passed / max(wanted, 1),
                                             time.monotonic() - start))
    if options.json:
        json.dump(results, open(options.json, "w"), indent=1)
    return 0 if wanted == passed else 1


if __name__ == "__main__":
    sys.exit(main())
