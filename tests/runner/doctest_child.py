"""Runs the doctests of one module in this process, in several ways; started by kind_modules.py.

    doctest_child.py NAME LOG '[{"mode": "gcc", "path": "NAME.so"}, ...]'

Before and after each action a line of JSON goes to LOG, so that the parent knows what a crash happened in.
Modes: gcc, skip-*: the extension module at `path`; tcc: source at `path` compiled in process; python: source run as
plain Python; leak: the module of mode gcc, several times; fault: a module built with -DKR_FAULT, `limit` faults each.
"""

import doctest
import gc
import importlib.machinery
import importlib.util
import io
import json
import os
import sys
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEAK_WARM_UP, LEAK_ROUNDS = 3, 4


def load(name, path, loader):
    spec = importlib.util.spec_from_file_location(name, path, loader=loader(name, path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def load_extension(name, path):
    return load(name, path, importlib.machinery.ExtensionFileLoader)


def load_python(name, path):
    return load(name, path, importlib.machinery.SourceFileLoader)


def load_in_process(name, path):
    sys.path.insert(0, os.path.join(ROOT, "python"))
    import krait

    module = sys.modules[name] = krait.compile(path, name=name)
    return module


# ---- doctests ------------------------------------------------------------------------------------------


def members_of_class(cls):
    for name, value in vars(cls).items():
        value = getattr(value, "__func__", value)
        yield name, value
        if isinstance(value, type) and value.__qualname__.startswith(cls.__qualname__ + "."):
            for inner, member in members_of_class(value):
                yield "%s.%s" % (name, inner), member


def documented(module):
    """(name, docstring) of the module, its functions, its classes and their members, and of __test__."""
    yield module.__name__, module.__doc__
    for name, value in list(vars(module).items()):
        if getattr(value, "__module__", None) != module.__name__ or not callable(value):
            continue
        yield name, value.__doc__
        if isinstance(value, type):
            for inner, member in members_of_class(value):
                yield "%s.%s" % (name, inner), getattr(member, "__doc__", None)
    for name, value in getattr(module, "__test__", {}).items():
        yield name, value if isinstance(value, str) else value.__doc__


def find_tests(module):
    """The docstrings with examples, sorted by name."""
    parser, tests = doctest.DocTestParser(), []
    for name, text in documented(module):
        if isinstance(text, str) and ">>>" in text:
            test = parser.get_doctest(text, dict(vars(module)), name, None, 0)
            if test.examples:
                tests.append(test)
    return sorted(tests, key=lambda test: test.name)


def run_doctest(test, module):
    """The text of its failures, "" when there was none."""
    test.globs = dict(vars(module))
    out = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=out.append, clear_globs=False)
    test.globs.clear()
    return "".join(out)


def run_all(module):
    passed, messages = 0, []
    tests = find_tests(module)
    for test in tests:
        text = run_doctest(test, module)
        passed += not text
        if text:
            messages.append("%s\n%s" % (test.name, text))
    if not tests:
        messages.append("the module has no doctest")
    return {"passed": passed, "failed": len(messages), "messages": messages}


# ---- leaks ---------------------------------------------------------------------------------------------


def count_memory():
    """Total references in a debug interpreter, else allocated blocks."""
    gc.collect()
    return sys.gettotalrefcount() if hasattr(sys, "gettotalrefcount") else sys.getallocatedblocks()


def watched(module):
    """Objects that live on anyway, so that a lost reference to one costs no memory: (label, object)."""
    yield from (("None", None), ("True", True), ("False", False), ("()", ()), ("''", ""), ("b''", b""), ("...", ...))
    yield from ((str(number), number) for number in range(-3, 20))
    for kind in (int, float, str, bytes, list, tuple, dict, set, object, type, ValueError, TypeError, IndexError, MemoryError):
        yield kind.__name__, kind
    for name, value in list(vars(module).items()):
        yield "global " + name, value


def find_growth(rows):
    """Indices of the columns that grew in every row."""
    columns = range(len(rows[0]))
    return [i for i in columns if all(later[i] > earlier[i] for earlier, later in zip(rows, rows[1:]))]


def check_leaks(run_once, module):
    """What grows each time `run_once` runs, as text, or ""."""
    labels = ["memory"] + [label for label, _ in watched(module)]
    rows = []
    for number in range(LEAK_WARM_UP + LEAK_ROUNDS + 1):
        run_once()
        row = [count_memory()] + [sys.getrefcount(value) for _, value in watched(module)]
        if number >= LEAK_WARM_UP:
            rows.append(row)
    if len({len(row) for row in rows}) > 1:
        return "the module's globals change each time"
    return ", ".join("%s +%d" % (labels[i], (rows[-1][i] - rows[0][i]) // LEAK_ROUNDS) for i in find_growth(rows))


def run_leak(module):
    messages, tests = [], find_tests(module)
    if check_leaks(lambda: [run_doctest(test, module) for test in tests], module):
        for test in tests:
            grown = check_leaks(lambda: run_doctest(test, module), module)
            if grown:
                messages.append("%s leaks in each round: %s" % (test.name, grown))
        messages = messages or ["the doctests together leak"]
    return {"passed": not messages, "failed": len(messages), "messages": messages}


# ---- faults --------------------------------------------------------------------------------------------


def run_examples(test, module):
    """Runs the examples without comparing; yields the exceptions that came out."""
    globs, stdout = dict(vars(module)), sys.stdout
    sys.stdout = io.StringIO()
    try:
        for example in test.examples:
            try:
                exec(compile(example.source, "<doctest>", "single"), globs)
            except BaseException as error:  # the example's own business, unless it is a SystemError
                yield error
    finally:
        sys.stdout = stdout
        globs.clear()


def try_fault(test, module, number):
    """The failure of fault `number` as text, or ""."""
    problem = ""
    module.__kr_fault__(number)
    try:
        for error in run_examples(test, module):
            if isinstance(error, SystemError):
                problem = "fault %d: %s" % (number, "".join(traceback.format_exception_only(type(error), error)).strip())
            error.__traceback__ = None
    finally:
        module.__kr_fault__(0)
    return problem


def count_checks(test, module):
    """How many fallible operations the examples do."""
    module.__kr_fault__(0)
    for error in run_examples(test, module):
        error.__traceback__ = None
    return module.__kr_fault__(0)


def choose_faults(count, limit):
    """1 ... count, or that many of them, spread so that the early ones are dense."""
    if count <= limit:
        return list(range(1, count + 1))
    half = limit // 2
    step = (count - half) / (limit - half)
    return list(range(1, half + 1)) + sorted({half + int(step * (i + 1)) for i in range(limit - half)})


def check_faults(test, module, limit):
    numbers = choose_faults(count_checks(test, module), limit)
    for number in numbers:
        problem = try_fault(test, module, number)
        if problem:
            return problem
    totals = []
    for _ in range(4):
        for number in numbers:
            try_fault(test, module, number)
        totals.append([count_memory()])
    if not find_growth(totals):
        return ""
    for number in numbers:
        grown = check_leaks(lambda: try_fault(test, module, number), module)
        if grown:
            return "fault %d leaks: %s" % (number, grown)
    return "the faults together leak"


def run_fault(module, limit):
    if not hasattr(module, "__kr_fault__"):
        return {"skipped": 1}
    passed, messages = 0, []
    for test in find_tests(module):
        problem = check_faults(test, module, limit)
        passed += not problem
        if problem:
            messages.append("%s: %s" % (test.name, problem))
    return {"passed": passed, "failed": len(messages), "messages": messages}


# ---- actions -------------------------------------------------------------------------------------------


def run_action(name, action, loaded):
    mode, path = action["mode"], action["path"]
    if mode == "leak":
        return run_leak(loaded[path]) if path in loaded else {"skipped": 1}
    if mode == "fault":
        return run_fault(load_extension(name, path), action["limit"])
    loader = {"tcc": load_in_process, "python": load_python}.get(mode, load_extension)
    module = loaded[path if mode == "gcc" else mode] = loader(name, path)
    return run_all(module)


def main(name, log_path, actions):
    loaded = {}
    with open(log_path, "w", buffering=1) as log:
        for index, action in enumerate(actions):
            print(json.dumps({"start": index}), file=log)
            record = {"end": index, "passed": 0, "failed": 0, "skipped": 0, "messages": []}
            try:
                record.update(run_action(name, action, loaded))
            except Exception:
                record.update(failed=1, messages=["did not load or run:\n" + traceback.format_exc()])
            record["passed"] = int(record["passed"])
            print(json.dumps(record), file=log)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
