"""Rules of the house that compilers do not check: the table RULES. Usage: lint.py --build build/release

Each rule is one test: a function that yields (file, line, text) for what breaks it. Rules about
symbols read the objects
of the build folder. The last line is `N passed, N failed`. A rule that must be broken somewhere says where and why in
its own table of exceptions, never by a comment in the code.
"""

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Which folders of compiler/ a folder may include, besides itself.
SEES = {"base": [], "diag": ["base"], "type": ["base", "diag"]}
SEES["syntax"] = SEES["type"] + ["type"]
SEES["sema"] = SEES["syntax"] + ["syntax"]
SEES["ir"] = SEES["type"] + ["type"]
SEES["pass"] = SEES["emit"] = SEES["ir"] + ["ir"]
SEES["lower"] = SEES["sema"] + ["sema", "ir"]
SEES["driver"] = SEES["lower"] + ["lower", "pass", "emit"]

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_LINE, LONGEST_MAKEFILE = 1000, 80, 130, 200
# Generated files, which other rules judge.
GENERATED = ("grammar/src/parser.c", "grammar/src/grammar.json", "grammar/src/node-types.json")
# Names that each folder may have once.
COMMON_NAMES = {"__init__.py", "__main__.py", "run.py", "README.md"}

ALLOCATES = {
    "compiler/base/arena.c",  # the one allocator
    "compiler/base/heap.c",  # for tree-sitter
    "compiler/driver/jit_debug.c", "compiler/driver/jit_gdb.c",  # unwinder and gdb keep it for ever
}
PRINTS_AND_ENDS = {
    "compiler/base/panic.c",
    "compiler/base/os.c",
    "compiler/driver/main.c",
    "compiler/driver/jit_debug.c",  # the map file that perf reads
}
JUMPS = {"compiler/base/panic.c"}
THREAD_LOCAL = {"compiler/base/panic.c"}
WRITABLE = {
    # libtcc.a reads these names instead of stdout and its like, so they must be variables
    "compiler/driver/jit_shim.c": re.compile(r"kr_tcc_\w+"),
    # libtcc itself is one per process, and so is its lock
    "compiler/driver/jit_lock.c": re.compile(r"fork_once|openmp_pause|tcc_mutex"),
    # gdb looks for this name
    "compiler/driver/jit_gdb.c": re.compile(r"__jit_debug_descriptor"),
}

# Sources the compiler is tested with; some are in the Python of tomorrow.
TEST_SOURCES = r"tests/(golden|run|errors)/"

COMMENT_OR_TEXT = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)


def tracked():
    """Paths of the files of the repository, relative to its root."""
    if shutil.which("git"):
        names = subprocess.run(["git", "ls-files"], cwd=ROOT, stdout=subprocess.PIPE)
        if names.returncode == 0:
            return [name for name in names.stdout.decode().splitlines() if os.path.exists(os.path.join(ROOT, name))]
    found = []  # an archive without history, or nothing to read it with
    for parent, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ("build", "__pycache__", ".git")]
        found += [os.path.relpath(os.path.join(parent, name), ROOT) for name in files]
    return found


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def blank(match):
    """White space of the same shape."""
    return re.sub(r"[^\n]", " ", match.group())


class Tree:
    """The files, their texts, and C texts without comments and string literals."""

    def __init__(self, build):
        self.build = os.path.join(ROOT, build)
        self.files = sorted(tracked())
        self.cache = {}

    def text(self, path):
        if path not in self.cache:
            self.cache[path] = read(path)
        return self.cache[path]

    def lines(self, path):
        return list(enumerate(self.text(path).split("\n"), 1))

    def code(self, path):
        key = "code:" + path
        if key not in self.cache:
            self.cache[key] = COMMENT_OR_TEXT.sub(blank, self.text(path))
        return self.cache[key]

    def code_lines(self, path):
        return list(enumerate(self.code(path).split("\n"), 1))

    def select(self, *endings, under=""):
        return [name for name in self.files
                if name.startswith(under) and name.endswith(endings) and name not in GENERATED]

    def sources(self):
        """C of the compiler."""
        return self.select(".c", ".h", under="compiler/")

    def objects(self):
        """(source, object) of the compiler's files that are built."""
        for source in self.select(".c", under="compiler/"):
            path = os.path.join(self.build, source[:-2] + ".o")
            if os.path.exists(path):
                yield source, path

    def line_of(self, path, offset):
        return self.text(path).count("\n", 0, offset) + 1


# ---- files ---------------------------------------------------------------------------------------------


def check_includes(tree):
    for path in tree.sources():
        folder = path.split("/")[1]
        for number, line in tree.lines(path):
            match = re.match(r'\s*#\s*include\s+["<](([\w.]+)/)?', line)
            other = match and match.group(2)
            if other in SEES and other != folder and other not in SEES.get(folder, SEES):
                yield path, number, "%s may not include %s" % (folder, other)
            if match and "Python.h" in line:
                yield path, number, "the compiler needs no Python.h"


def check_file_length(tree):
    for path in tree.select(".c", ".h", ".py"):
        count = tree.text(path).count("\n")
        if count > LONGEST_FILE:
            yield path, count, "%d lines; at most %d" % (count, LONGEST_FILE)
    count = tree.text("Makefile").count("\n")
    if count > LONGEST_MAKEFILE:
        yield "Makefile", count, "%d lines; at most %d" % (count, LONGEST_MAKEFILE)


def is_flat_dispatch(lines):
    """A switch with little more than one line for each case."""
    cases = sum(line.count("case ") for line in lines)
    return cases * 3 >= len(lines)


def check_function_length(tree):
    for path in tree.select(".c", ".h"):
        start = None
        lines = tree.code_lines(path)
        for number, line in lines:
            if line.startswith("{"):
                start = number
            if line.startswith("}") and start:
                body = [text for _, text in lines[start:number - 1]]
                if len(body) > LONGEST_FUNCTION and not is_flat_dispatch(body):
                    yield path, start, "function of %d lines; at most %d" % (len(body), LONGEST_FUNCTION)
                start = None
    for path in tree.select(".py"):
        if re.match(TEST_SOURCES, path):
            continue
        for node in ast.walk(ast.parse(tree.text(path))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                yield path, node.lineno, "function of %d lines" % (node.end_lineno - node.lineno + 1)


def check_unique_names(tree):
    seen = {}
    for path in tree.select(".c", ".h", ".def", ".py", ".js"):
        name = os.path.basename(path)
        if re.match(r"tests/(golden|run|errors|ir)/|runtime/kr/", path) or name in COMMON_NAMES:
            continue  # runtime headers are always named with their folder, "kr/list.h"
        if name in seen:
            yield path, 1, "there is a %s already" % seen[name]
        seen[name] = path


def check_headings(tree):
    for path in tree.select(".c", ".h", ".def"):
        if re.match(r"tests/(golden|run|errors|ir)/", path):
            continue
        if not tree.text(path).startswith("/* %s: " % os.path.basename(path)):
            yield path, 1, "does not open with a comment `/* %s: ...`" % os.path.basename(path)
    for path in tree.select(".py"):
        if re.match(TEST_SOURCES, path) or not tree.text(path).strip():
            continue
        if not ast.get_docstring(ast.parse(tree.text(path))):
            yield path, 1, "has no docstring"


def check_line_length(tree):
    for path in tree.select(".c", ".h", ".py"):
        if re.match(r"tests/(golden|run|errors)/", path):
            continue
        for number, line in tree.lines(path):
            if len(line) > LONGEST_LINE or "\t" in line or line != line.rstrip():
                yield path, number, "%d columns" % len(line) if len(line) > LONGEST_LINE else "tab or blank at the end"


def check_markers(tree):
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    for path in tree.select(".c", ".h", ".def", ".py", ".js", ".md", "Makefile", ".pyx", ".pxd"):
        for number, line in tree.lines(path):
            if words.search(line):
                yield path, number, "unfinished: %s" % line.strip()[:60]


def check_paths(tree):
    places = re.compile(r"/(root|work|home/\w+)/\w")
    for path in tree.select(".c", ".h", ".def", ".py", ".md", "Makefile", ".pyx", ".pxd", ".toml", "run"):
        for number, line in tree.lines(path):
            if path != "tools/lint.py" and places.search(line):
                yield path, number, "a path of one machine: %s" % line.strip()[:60]


# ---- C -------------------------------------------------------------------------------------------------


def calls(tree, names, allowed):
    pattern = re.compile(r"(?<![\w.>])(%s)\s*\(" % "|".join(names))
    for path in tree.sources():
        for number, line in tree.code_lines(path):
            match = pattern.search(line)
            if match and path not in allowed and not line.lstrip().startswith("#"):
                yield path, number, "calls %s" % match.group(1)


def check_allocation(tree):
    yield from calls(tree, ["malloc", "calloc", "realloc", "free", "strdup", "strndup", "asprintf"], ALLOCATES)


def check_ends_and_output(tree):
    names = ["printf", "fprintf", "vprintf", "vfprintf", "puts", "fputs", "putchar", "fwrite", "perror"]
    yield from calls(tree, names + ["exit", "_exit", "abort", "system", "popen", "chdir", "setlocale"], PRINTS_AND_ENDS)


def check_jumps(tree):
    yield from calls(tree, ["longjmp", "setjmp", "siglongjmp", "sigsetjmp"], JUMPS)


def switches(code):
    """(offset, text of the body) of each switch, nested ones too."""
    for match in re.finditer(r"\bswitch\s*\((?!\(int\))", code):  # (int): says that it is about some of them only
        depth, position = 0, code.index("{", match.end())
        start = position
        while True:
            depth += {"{": 1, "}": -1}.get(code[position], 0)
            position += 1
            if depth == 0 or position == len(code):
                break
        yield start, code[start + 1:position - 1]


def own_labels(body):
    """The text of a switch body without nested blocks that are switches."""
    return re.sub(r"\bswitch\s*\([^{]*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", body)


def check_default(tree):
    for path in tree.select(".c", under="compiler/"):
        code = tree.code(path)
        for offset, body in switches(code):
            body = own_labels(body)
            if re.search(r"\bdefault\s*:", body) and re.search(r"\bcase\s+[A-Z]+_\w+\s*:", body):
                yield path, tree.line_of(path, offset), "`default:` in a switch over an enum"


def symbols(path):
    """(name, class letter, section) of the symbols an object defines."""
    listing = subprocess.run(["nm", "-f", "sysv", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    for line in listing.splitlines():
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 7 and parts[2] != "U":
            yield parts[0], parts[2], parts[6]


def check_writable_globals(tree):
    for source, path in tree.objects():
        for name, kind, section in symbols(path):
            if not re.match(r"\.(data|bss|tdata|tbss)|\*COM\*", section) or section.startswith(".data.rel.ro"):
                continue
            if section.startswith((".tdata", ".tbss")) and source in THREAD_LOCAL:
                continue
            if source in WRITABLE and WRITABLE[source].fullmatch(name):
                continue
            if not name.startswith("."):
                yield source, 1, "writable global %s (%s)" % (name, section)


def declarations(tree):
    """name -> (header, line, has a comment) of the functions that headers declare."""
    found = {}
    for path in tree.select(".h"):
        lines, code = tree.text(path).split("\n"), tree.code(path).split("\n")
        for number, line in enumerate(code):
            match = re.match(r"[A-Za-z_][\w\s*]*?\b(\w+)\(", line)
            if match and not line.startswith(("typedef", "#", "return", "static")):
                found[match.group(1)] = (path, number + 1, has_comment(lines, code, number))
    return found


def has_comment(lines, code, number):
    """A comment on the declaration, or above the group of declarations it is in."""
    end = number
    while end + 1 < len(code) and ";" not in code[end]:
        end += 1
    if any("/*" in line for line in lines[number:end + 1]):
        return True
    while number > 0:
        number -= 1
        if not code[number].strip():
            return bool(lines[number].strip())  # only a comment, or a blank line
    return False


def check_declared(tree):
    declared = declarations(tree)
    macros = re.compile(r"(pass_\w+|main|kr_tcc_\w+)")  # declared by the table passes.def; for libtcc
    for source, path in tree.objects():
        for name, kind, section in symbols(path):
            if kind != "T" or macros.fullmatch(name):
                continue
            if name not in declared:
                yield source, 1, "%s is in no header: make it static" % name
            elif not declared[name][2]:
                yield declared[name][0], declared[name][1], "%s has no contract comment" % name


def check_generated(tree):
    for path in tree.select(".c", under="tests/golden/"):
        source = tree.text(os.path.splitext(path)[0] + ".pyx") if path[:-2] + ".pyx" in tree.files else ""
        for number, line in tree.lines(path):
            match = re.match(r'\s*#\s*include\s+["<]([^">]+)', line)
            if match and not match.group(1).startswith("kr/") and match.group(1) not in source:
                yield path, number, "generated C includes %s" % match.group(1)


RULES = [
    ("include direction", check_includes),
    ("file length", check_file_length),
    ("function length", check_function_length),
    ("unique file names", check_unique_names),
    ("opening comments", check_headings),
    ("line length and blanks", check_line_length),
    ("nothing marked unfinished", check_markers),
    ("no path of one machine", check_paths),
    ("only base/arena.c allocates", check_allocation),
    ("nothing prints or exits", check_ends_and_output),
    ("only base/panic.c jumps", check_jumps),
    ("no default: over enums", check_default),
    ("no writable globals", check_writable_globals),
    ("shared functions have a contract", check_declared),
    ("generated C includes only kr/", check_generated),
]


def main():
    parser = argparse.ArgumentParser(description="Checks the rules of the house.")
    parser.add_argument("--build", default="build/release", help="folder with the objects")
    tree = Tree(parser.parse_args().build)
    failed = 0
    for name, rule in RULES:
        problems = list(rule(tree))
        failed += bool(problems)
        for path, line, text in problems:
            print("FAIL %s: %s:%d: %s" % (name, path, line, text))
    print("%d passed, %d failed" % (len(RULES) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
