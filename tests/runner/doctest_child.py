"""Runs the doctests of one module in this process, in several ways; started by kind_modules.py.

    doctest_child.py NAME LOG '[{"mode": "gcc", "path": "NAME.so"}, ...]'

Before and after each action a line of JSON goes to LOG, so that the parent knows what a crash happened in.
Modes: gcc, skip-*: the extension module at `path`; tcc: source at `path` compiled in process; python: source run as
plain Python; leak: the module of mode gcc, several times; fault: a module built as fault_header.py says, at most
`limit` faults for the import and for each docstring. `grows`: docstrings that keep something on purpose.
"""

import array
import doctest
import gc
import importlib.machinery
import importlib.util
import io
import json
import os
import re
import sys
import traceback
import warnings

try:
    import _testcapi
except ImportError:
    _testcapi = None

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEAK_WARM_UP, LEAK_ROUNDS = 1, 4


def load(name, path, loader):
    spec = importlib.util.spec_from_file_location(name, path, loader=loader(name, path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def load_extension(name, path, uses=()):
    """Modules it uses stand beside it, built in the same way."""
    if uses:
        sys.path.insert(0, os.path.dirname(path))
        for used in uses:
            sys.modules.pop(used, None)
    return load(name, path, importlib.machinery.ExtensionFileLoader)


def load_python(name, path):
    sys.path.append(os.path.join(ROOT, "python", "krait", "shadow"))  # for `import cython`
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


def run_examples(test, module):
    """Runs the examples without comparing; yields the exceptions that came out. What an example that fails leaves of
    the settings of warnings, such as a list of all of them, goes."""
    globs, stdout = dict(vars(module)), sys.stdout
    sys.stdout = io.StringIO()
    try:
        with warnings.catch_warnings():
            for example in test.examples:
                try:
                    exec(compile(example.source, "<doctest>", "single"), globs)
                except BaseException as error:  # the example's own business, unless it is a SystemError
                    yield error
    finally:
        sys.stdout = stdout
        globs.clear()


# ---- leaks ---------------------------------------------------------------------------------------------


def count_memory():
    """Total references in a debug interpreter, else allocated blocks. The cache of attribute look-ups keeps
    the names it has seen, so it is emptied first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        getattr(sys, "_clear_type_cache", int)()
    gc.collect()
    return sys.gettotalrefcount() if hasattr(sys, "gettotalrefcount") else sys.getallocatedblocks()


def watched(module):
    """Objects that live on anyway, so that a lost reference to one costs no memory: (label, object)."""
    yield from (("None", None), ("True", True), ("False", False), ("()", ()), ("''", ""), ("b''", b""), ("...", ...))
    yield from ((str(number), number) for number in range(-3, 20))
    for kind in (int, float, str, bytes, list, tuple, dict, set, object, type, ValueError, TypeError, MemoryError):
        yield kind.__name__, kind
    for name, value in list(vars(module).items()):
        yield "global " + name, value


def measure(run_once, module, rounds, warm_up=0):
    """Runs some rounds; per round the memory and the reference counts of what is watched.

    The rows exist beforehand and are filled in place, so that measuring needs no memory that lasts.
    """
    width = 1 + sum(1 for _ in watched(module))
    rows = [array.array("q", bytes(8 * width)) for _ in range(rounds)]
    for _ in range(warm_up):
        run_once()
    for row in rows:
        run_once()
        gc.collect()  # garbage in cycles holds references
        for column, (_, value) in enumerate(watched(module), 1):
            if column < width:
                row[column] = sys.getrefcount(value)
        row[0] = count_memory()
    return rows


def find_growth(rows):
    """Columns that grew in every row."""
    return [i for i in range(len(rows[0])) if all(later[i] > earlier[i] for earlier, later in zip(rows, rows[1:]))]


def check_leaks(run_once, module):
    """What grows each time `run_once` runs, as text, or ""."""
    for _ in range(4):  # a cache of the interpreter fills within a few rounds; a leak is there each time
        rows = measure(run_once, module, LEAK_ROUNDS + 1, LEAK_WARM_UP)
        if not find_growth(rows):
            return ""
    labels = ["memory"] + [label for label, _ in watched(module)]
    return ", ".join("%s +%d" % (labels[i], (rows[-1][i] - rows[0][i]) // LEAK_ROUNDS) for i in find_growth(rows))


def run_quietly(test, module):
    """The examples once; what they print and raise is dropped (doctest itself would format tracebacks, and in some
    versions of Python that leaks)."""
    for error in run_examples(test, module):
        error.__traceback__ = None


def run_leak(module, grows):
    messages, tests = [], [test for test in find_tests(module) if test.name not in grows]
    together = check_leaks(lambda: [run_quietly(test, module) for test in tests], module)
    if together:
        for test in tests:
            grown = check_leaks(lambda: run_quietly(test, module), module)
            if grown:
                messages.append("%s leaks in each round: %s" % (test.name, grown))
        messages = messages or ["the doctests together leak in each round: %s" % together]
    return {"passed": not messages, "failed": len(messages), "messages": messages}


# ---- faults --------------------------------------------------------------------------------------------


def try_fault(test, module, number):
    """The failure of fault `number` as text, or ""."""
    problem = ""
    module.__kr_fault__(number)
    try:
        for error in run_examples(test, module):
            if isinstance(error, SystemError):
                problem = "fault %d: SystemError: %s" % (number, error)
            error.__traceback__ = None
    finally:
        module.__kr_fault__(0)
    return problem


def count_checks(test, module):
    """How many fallible operations the examples do."""
    module.__kr_fault__(0)
    run_quietly(test, module)
    return module.__kr_fault__(0)


def choose_faults(count, limit):
    """1 ... count, or that many of them, spread so that the early ones are dense."""
    if count <= limit:
        return list(range(1, count + 1))
    half = limit // 2
    step = (count - half) / (limit - half)
    return list(range(1, half + 1)) + sorted({half + int(step * (i + 1)) for i in range(limit - half)})


def check_faults(test, module, limit, grows):
    numbers = choose_faults(count_checks(test, module), limit)
    for number in numbers:
        problem = try_fault(test, module, number)
        if problem:
            return problem
    if test.name in grows:
        return ""
    together = check_leaks(lambda: [try_fault(test, module, number) for number in numbers], module)
    if not together:
        return ""
    for number in numbers:
        grown = check_leaks(lambda: try_fault(test, module, number), module)
        if grown:
            return "fault %d leaks: %s" % (number, grown)
    return "the faults together leak in each round: %s" % together


def import_with_fault(name, path, number, uses):
    """Imports in a child process with that fault; its exit status: 0 imported, 1 a proper exception, else wrong."""
    process = os.fork()
    if process == 0:
        status = 0
        os.environ["KR_FAULT_AT"] = str(number)
        try:
            load_extension(name, path, uses)
        except SystemError:
            status = 2
        except BaseException:
            status = 1
        os._exit(status)
    status = os.waitpid(process, 0)[1]
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)


def count_import(name, path, uses):
    """How many fallible operations the import does, in a child process."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.write(writer, str(load_extension(name, path, uses).__kr_fault__(0)).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader) as file:
        count = file.read()
    os.waitpid(process, 0)
    return int(count or 0)


def check_import(name, path, limit, uses):
    """The failure of an import with its 1st, 2nd, ... operation failing, or ""."""
    count = count_import(name, path, uses)
    if not count:
        return "the import does nothing that can fail"
    for number in choose_faults(count, limit):
        status = import_with_fault(name, path, number, uses)
        if status not in (0, 1):
            return "import with fault %d: %s" % (number, "SystemError" if status == 2 else "status %d" % status)
    return ""


def run_fault(name, path, limit, grows, uses):
    problem = check_import(name, path, limit, uses)
    passed, messages = int(not problem), [problem] if problem else []
    module = load_extension(name, path, uses)
    for test in find_tests(module):
        problem = check_faults(test, module, limit, grows)
        passed += not problem
        if problem:
            messages.append("%s: %s" % (test.name, problem))
    return {"passed": passed, "failed": len(messages), "messages": messages}


# ---- memory --------------------------------------------------------------------------------------------


# What the interpreter says of its own evaluation and functions; of ours it says "<cyfunction f at 0x...> returned NULL".
INTERPRETERS_OWN = re.compile("error return without exception set|<(built-in )?function |<bound method ")


def compiled(test):
    for example in test.examples:
        try:
            yield compile(example.source, "<doctest>", "single")
        except (SyntaxError, ValueError):  # what the example shows
            pass


def run_compiled(codes, module):
    """Runs code objects; an exception ends each."""
    globs = dict(vars(module))
    for code in codes:
        try:
            exec(code, globs)
        except SystemError as error:
            if not INTERPRETERS_OWN.match(str(error)):
                yield error
        except BaseException:
            pass
    globs.clear()


def check_memory(test, module, limit):
    """The failure of the examples when the interpreter's N-th allocation fails, or "": no crash, no SystemError, neither
    then nor when memory is there again."""
    codes = list(compiled(test))
    stdout, sys.stdout = sys.stdout, io.StringIO()
    try:
        for number in range(1, limit + 1):
            os.pwrite(PLACE, ("%s, allocation %d\n" % (test.name, number)).encode().ljust(200), 0)
            _testcapi.set_nomemory(number, number + 1)
            try:
                errors = list(run_compiled(codes, module))
            except MemoryError:
                errors = []
            finally:
                _testcapi.remove_mem_hooks()
            if errors:
                return "allocation %d fails: SystemError: %s" % (number, errors[0])
        return "".join("afterwards: SystemError: %s" % error for error in run_compiled(codes, module))
    finally:
        sys.stdout = stdout


def run_memory(module, limit, spoilt):
    messages, tests = [], [test for test in find_tests(module) if test.name not in spoilt]
    for test in tests:
        problem = check_memory(test, module, limit)
        if problem:
            messages.append("%s: %s" % (test.name, problem))
    return {"passed": len(tests) - len(messages), "failed": len(messages), "messages": messages}


# ---- actions -------------------------------------------------------------------------------------------


def run_action(name, action, loaded):
    mode, path = action["mode"], action["path"]
    if mode == "leak":
        return run_leak(loaded[path], action["grows"]) if path in loaded else {"skipped": 1}
    if mode == "fault":
        return run_fault(name, path, action["limit"], action["grows"], action["uses"])
    if mode == "memory":
        if not _testcapi:
            return {"skipped": 1}
        return run_memory(load_extension(name, path, action["uses"]), action["limit"], action["spoilt"])
    if mode in ("tcc", "python"):
        module = (load_in_process if mode == "tcc" else load_python)(name, path)
    else:
        module = load_extension(name, path, action["uses"])
    loaded[path] = module
    return run_all(module)


def main(name, log_path, actions):
    global PLACE
    PLACE = os.open(log_path + ".place", os.O_CREAT | os.O_RDWR)
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
