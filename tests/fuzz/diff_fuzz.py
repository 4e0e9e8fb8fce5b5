"""Changed Python programs must do the same compiled as they do in the interpreter.

    diff_fuzz.py SECONDS KEEP_FOLDER SEED_FOLDER [SEED]       changes the programs of the folder for a while
    diff_fuzz.py FILE                                         one program as it is

The seeds are modules of plain Python with doctests. py_mutate.py changes them; what the interpreter compiles is run by
it, and compiled by Krait in process, each in a forked process of its own with limits: the module, then the examples of
its docstrings. Standard output, the exceptions and the module's variables at the end are compared, addresses aside.
A difference is made smaller (statements that it does not need go) and kept as KEEP_FOLDER/diff-N.py; only one of each
kind. What Krait refuses is no difference, but counted. Exit status 0 when nothing was found.
"""

import ast
import difflib
import doctest
import faulthandler
import gc
import io
import json
import os
import random
import re
import resource
import signal
import sys
import time
import types
import warnings

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "python"), os.path.dirname(os.path.abspath(__file__))]

import krait  # noqa: E402
import py_mutate  # noqa: E402

CPU_SECONDS, WALL_SECONDS, MEMORY = 4, 120, 2 << 30
MOST_OUTPUT, MOST_REDUCTIONS = 100000, 150
NAME = "fuzzed"
FUTURE = {"annotations", "division", "print_function", "generator_stop"}  # `from __future__` binds nothing when compiled
# What a compiled module cannot know or says of itself, in expected and in real output.
HIDDEN = [(re.compile(pattern), by) for pattern, by in (
    (r"<(list|set|dict)comp>\.(<locals>\.)?", ""),
    (r"0x[0-9a-fA-F]+", "0x"),
    (r"<(cyfunction|built-in function|function|fused_cython_function) ", "<function "),
    (r"<(bound method|built-in method) [^>]*>", "<method>"),
    (r"cython_function_or_method|builtin_function_or_method|krait\.function", "function"),
)]
# Seeds that ask for what only the interpreter, or only a compiled module, has.
SPECIAL = re.compile(r"cython|__code__|f_locals|tb_frame|_getframe|inspect|traceback|setrecursionlimit|__loader__|getsource")


# ---- one run, in a forked process ----------------------------------------------------------------------


def normal(text):
    for pattern, by in HIDDEN:
        text = pattern.sub(by, text)
    return text[:MOST_OUTPUT]


def describe(error):
    try:
        return "%s: %s" % (type(error).__name__, error)
    except BaseException as second:
        return "%s: ?%s" % (type(error).__name__, type(second).__name__)


def shown(space):
    return sorted(k for k in space if not k.startswith("__") and k not in FUTURE)


def examples_of(text):
    """The examples of a program's docstrings, in order."""
    parser = doctest.DocTestParser()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            doc = ast.get_docstring(node)
            if doc and ">>>" in doc:
                try:
                    yield getattr(node, "name", "module"), [e.source for e in parser.get_examples(doc)]
                except ValueError:
                    pass


def run_program(text, load, notes):
    """Runs all of it; one entry a step: (what, its output and exception)."""
    def step(what, action):
        sys.stdout = out = io.StringIO()
        try:
            action()
        except BaseException as error:
            out.write("!" + describe(error))
            error.__traceback__ = None
        notes.append((what, normal(out.getvalue())))

    module = []
    step("import", lambda: module.append(load(text)))
    if not module:
        return
    for name, sources in examples_of(text):
        space = vars(module[0]).copy()
        for source in sources:
            code = compile(source, "<example>", "single", dont_inherit=True)
            step("%s: %s" % (name, source.strip()), lambda: exec(code, space))
        step(name + ": names", lambda: print(shown(space)))
        space.clear()
    step("variables", lambda: print({k: repr(vars(module[0])[k]) for k in shown(vars(module[0]))}))
    module.clear()
    step("end", gc.collect)


def load_plain(text):
    module = types.ModuleType(NAME)
    sys.modules[NAME] = module
    exec(compile(text, "fuzzed.py", "exec", dont_inherit=True), vars(module))
    return module


def load_compiled(text):
    with open("fuzzed.py", "w", encoding="utf-8") as out:
        out.write(text)
    module = krait.compile("fuzzed.py", name=NAME, directives={"annotation_typing": False})
    sys.modules[NAME] = module
    return module


def child(text, load, pipe):
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(WALL_SECONDS)
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_RDWR), 2)
    notes = []
    sys.setrecursionlimit(200)
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda *args: None
    run_program(text, load, notes)
    os.write(pipe, json.dumps(notes).encode("utf-8", "backslashreplace"))


def run_apart(text, load):
    """(status, steps): status 0, or the signal that ended it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reader)
            child(text, load, writer)
        finally:
            os._exit(0)
    os.close(writer)
    data = b""
    while part := os.read(reader, 1 << 16):
        data += part
    os.close(reader)
    status = os.waitpid(pid, 0)[1] & 127
    try:
        return status, [tuple(step) for step in json.loads(data)]
    except ValueError:
        return status or signal.SIGXCPU, []


# ---- comparing -----------------------------------------------------------------------------------------


class Refused(Exception):
    pass


def is_limit(status):
    return status in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM)


def is_unsure(output):
    return "MemoryError" in output or "RecursionError" in output


def is_known(left, right):
    """Of a method call `x.m(y)` where both x has no m and there is no y, compiled code may tell the second."""
    unbound = ("!NameError", "!UnboundLocalError")
    return "!AttributeError" in left and right[right.rfind("!"):].startswith(unbound)


def compare(text):
    """(kind, step, expected, got) of the first difference, or None; Refused: Krait does not take it."""
    status, expected = run_apart(text, load_plain)
    if status or any(is_unsure(output) for _, output in expected):
        return None  # no example: it crashes, hangs or fills the memory of the interpreter
    status, got = run_apart(text, load_compiled)
    if is_limit(status):
        return None
    if status:
        return "crash", "signal %d" % status, "", ""
    if got and got[0][1].startswith("!CompileError"):
        raise Refused(got[0][1])
    for (what, left), (_, right) in zip(expected, got):
        if left != right and (is_unsure(right) or is_known(left, right)):
            return None
        if left != right:
            again = run_apart(text, load_plain)[1]  # the same twice?
            return ("differs", what, left, right) if again == expected else None
    return None


def kind_of(difference):
    """The difference without names and numbers: equal kinds are equal texts."""
    kind, _, left, right = difference
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False) if len(left) + len(right) < 4000 else None
    at = next((b.size for b in matcher.get_matching_blocks() if not b.a and not b.b), 0) if matcher else 0
    parts = [re.sub(r"'[^']*'|\d+", "", part[at:at + 40] if not part.startswith("!") else part[:80]) for part in (left, right)]
    return "|".join([kind] + parts)


# ---- making smaller ------------------------------------------------------------------------------------


def without(text, number, size):
    """The program without some statements behind each other, the first of that number; None: there are no such ones."""
    tree = ast.parse(text)
    places = [(block, i) for block in py_mutate.Places(tree).blocks for i in range(len(block))]
    if number >= len(places):
        return None
    block, i = places[number]
    inner = getattr(block[i], "body", None)
    if size:
        block[i:i + size] = [] if len(block) > min(size, len(block) - i) else [ast.Pass()]
    elif isinstance(inner, list) and not isinstance(block[i], (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        block[i:i + 1] = inner  # what it holds, for it
    return ast.unparse(ast.fix_missing_locations(tree))


def same_difference(text, kind):
    try:
        compile(text, "fuzzed.py", "exec", dont_inherit=True)
        found = compare(text)
    except (Refused, SyntaxError, ValueError):
        return None
    return found if found and kind_of(found) == kind else None


def reduce_program(text, difference):
    kind, tries = kind_of(difference), 0
    for size in (16, 4, 1, 0, 1):
        number = 0
        while tries < MOST_REDUCTIONS:
            candidate = without(text, number, size)
            if candidate is None:
                break
            tries += 1
            found = same_difference(candidate, kind) if candidate != text else None
            if found:
                text, difference = candidate, found
            else:
                number += size or 1
    return text, difference


# ---- rounds --------------------------------------------------------------------------------------------


def load_seeds(folder):
    seeds = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith((".py", ".pyx")):
            continue
        with open(path, encoding="utf-8", errors="replace") as source:
            text = source.read()
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        if ">>>" in text and not SPECIAL.search(text):
            seeds.append(tree)
    return seeds


def next_program(seeds, chance):
    """The text of a changed program that the interpreter compiles, or None."""
    tree = ast.parse(ast.unparse(chance.choice(seeds)))
    try:
        py_mutate.mutate(tree, chance, seeds)
        text = ast.unparse(tree)
        compile(text, "fuzzed.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, AttributeError, TypeError):
        return None
    return text


def write_found(keep, number, text, difference):
    path = os.path.join(keep, "diff-%d.py" % number)
    head = "".join("# %s: %r\n" % pair for pair in zip(("kind", "step", "python", "krait"), difference))
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + text + "\n")
    return path


def fuzz(seconds, keep, folder, seed):
    seeds, chance, start = load_seeds(folder), random.Random(seed), time.time()
    os.makedirs(keep, exist_ok=True)
    keep = os.path.abspath(keep)
    os.chdir(keep)
    kinds, counts = set(), {"rounds": 0, "refused": 0, "found": 0}
    print("%d seeds, seed %d" % (len(seeds), seed), flush=True)
    while time.time() - start < seconds:
        text = next_program(seeds, chance)
        if text is None:
            continue
        counts["rounds"] += 1
        try:
            difference = compare(text)
        except Refused as refused:
            counts["refused"] += 1
            if os.environ.get("FUZZ_REFUSED"):
                print(refused, flush=True)
            continue
        if not difference or kind_of(difference) in kinds:
            continue
        kinds.add(kind_of(difference))
        text, difference = reduce_program(text, difference)
        print(write_found(keep, counts["found"], text, difference), *("%.200r" % part for part in difference), flush=True)
        counts["found"] += 1
    print(", ".join("%d %s" % (count, what) for what, count in counts.items()))
    return counts["found"] != 0


def replay(path):
    with open(path, encoding="utf-8") as source:
        text = source.read()
    os.makedirs("/tmp/diff_fuzz", exist_ok=True)
    os.chdir("/tmp/diff_fuzz")
    difference = compare(text)
    for what, part in zip(("kind", "step", "python", "krait"), difference or ()):
        print("%s: %s" % (what, part))
    return difference is not None


def main(argv):
    warnings.simplefilter("ignore")
    krait.compile("x = 1", name="warm_up")
    if len(argv) == 2:
        return replay(argv[1])
    if len(argv) < 4:
        print("usage: diff_fuzz.py SECONDS KEEP_FOLDER SEED_FOLDER [SEED] | FILE", file=sys.stderr)
        return 2
    seed = int(argv[4]) if len(argv) > 4 else time.time_ns() % 1000000
    return fuzz(float(argv[1]), argv[2], argv[3], seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
