"""Tests of the grammar: the corpus, real files, and that the committed parser is what grammar.js makes.

    run.py [--build FOLDER] [--mode MODE] [--all] [--snap] [--suite FOLDER] [PART...]

Parts: corpus    grammar/test/corpus/*.txt, source and expected tree in tree-sitter's test format (--snap rewrites them)
       docs      every named node stands in grammar/README.md, and queries/highlights.scm compiles
       stdlib    every .py of the running interpreter's standard library parses without a mistake in the tree
       suite     the same for the run, compile and memoryview files of a Cython source release; its `tests` folder is
                 named by --suite or KRAIT_CYTHON_TESTS
       lr        our own run over the parser's tables makes the trees libtree-sitter makes (every 4th file of the standard
                 library; all with --all)
       generate  `tree-sitter generate` gives the committed files; only with tree-sitter 0.24 on the PATH
What cannot be run here is named. Last line: `N passed, N failed`. Standard library only.
"""

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GRAMMAR = os.path.join(ROOT, "grammar")
SANITIZERS = {"asan": ["-fsanitize=address"], "ubsan": ["-fsanitize=undefined"], "tsan": ["-fsanitize=thread"]}
GENERATOR = "0.24."

# Deliberately invalid, or Python 2: by a part of the path. Every other file has to be clean.
STDLIB_INVALID = re.compile(r"/lib2to3/tests/data/|/test_lib2to3/data/|/test/(tokenizedata/)?bad(_coding|syntax_)")
# What our language level 3 does not have: exec and print statements that no line-by-line rewriting makes calls.
SUITE_LEVEL_2 = {
    "run/cdivision_CEP_516.pyx", "run/complex_int_T446.pyx", "run/complex_numbers_T305.pyx", "run/exec_noargs.pyx",
    "run/exectest.pyx", "run/numpy_test.pyx", "run/print.pyx", "run/struct_conversion.pyx",
    "compile/ellipsis_T488.pyx", "memoryview/memoryviewattrs.pyx", "memoryview/memslice.pyx",
}
PRINT = re.compile(
    r"""^(?P<head>\s*(?:(?:if|else|elif|try|except|finally|for|while|with|def|cpdef|cdef|class)\b[^\n"']*:\s*)?)"""
    r"""print(?P<rest>[ \t]+(?![=(.]).*|[ \t]*)$"""
)


class Results:
    def __init__(self):
        self.passed = self.failed = 0

    def add(self, ok, text, detail=""):
        if ok:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAIL {text}")
        if detail:
            print("    " + detail.rstrip().replace("\n", "\n    "))


def build_checker(options, folder):
    """Compiles parse_check with the objects of the build where there are some; its path."""
    compiler = os.environ.get("CC", "cc").split()
    objects = os.path.join(options.build, "release") if options.mode == "release" else options.build
    sources = [os.path.join(HERE, "parse_check.c")]
    newest = max(os.path.getmtime(path) for path in glob.glob(os.path.join(GRAMMAR, "src", "*.[ch]")))
    for name in ("parser", "scanner"):
        made = os.path.join(objects, "grammar", "src", name + ".o")
        source = os.path.join(GRAMMAR, "src", name + ".c")
        fresh = os.path.exists(made) and os.path.getmtime(made) >= newest
        sources.append(made if fresh else source)
    program = os.path.join(folder, "parse_check")
    flags = ["-std=c11", "-O2", "-D_XOPEN_SOURCE=700", *SANITIZERS.get(options.mode, [])]
    subprocess.run([*compiler, *flags, "-o", program, *sources, "-ltree-sitter"], check=True)
    return program


# ---- corpus ----

CASE = re.compile(r"^=+\n(?P<title>[^\n]+)\n=+\n\n?(?P<source>.*?\n)\n?---\n(?P<tree>.*?)(?=^={10,}$|\Z)", re.S | re.M)


def pretty(tree):
    """tree-sitter's one-line tree, one node a line."""
    out, depth, at = [], 0, 0
    for match in re.finditer(r"(?:(\w+): )?\(|\)", tree):
        out.append(tree[at:match.start()].strip(" "))
        if match.group().endswith("("):
            if depth:
                out.append("\n" + "  " * depth)
            depth += 1
        else:
            depth -= 1
        out.append(match.group())
        at = match.end()
    return "".join(out)


def run_corpus(options, checker, folder, results):
    for path in sorted(glob.glob(os.path.join(GRAMMAR, "test", "corpus", "*.txt"))):
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        cases = list(CASE.finditer(text))
        names = []
        for i, case in enumerate(cases):
            names.append(os.path.join(folder, f"case{i}.pyx"))
            with open(names[-1], "w", encoding="utf-8", newline="") as file:
                file.write(case["source"])
        done = subprocess.run([checker, "--sexp", "--quiet", *names], capture_output=True, text=True)
        trees = [pretty(line) for line in done.stdout.splitlines()]
        short = os.path.basename(path)
        results.add(len(trees) == len(cases) > 0, f"{short}: {len(trees)} trees of {len(cases)} cases", done.stderr)
        for case, tree in zip(cases, trees):
            same = "".join(tree.split()) == "".join(case["tree"].split())
            if not options.snap:
                results.add(same, f"{short}: {case['title']}", f"expected:\n{case['tree'].strip()}\nfound:\n{tree}")
        if options.snap:
            rule = "=" * 80
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write("\n".join(
                    f"{rule}\n{case['title']}\n{rule}\n\n{case['source']}\n---\n\n{tree}\n"
                    for case, tree in zip(cases, trees)
                ))


# ---- documents ----

def run_docs(checker, results):
    with open(os.path.join(GRAMMAR, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    with open(os.path.join(GRAMMAR, "src", "node-types.json"), encoding="utf-8") as file:
        types = json.load(file)
    named = {node["type"] for node in types if node["named"]}
    for name in sorted(named):
        results.add(f"`{name}`" in readme, f"grammar/README.md does not mention `{name}`")
    query = os.path.join(GRAMMAR, "queries", "highlights.scm")
    done = subprocess.run([checker, "--query", query], capture_output=True, text=True)
    results.add(done.returncode == 0, "queries/highlights.scm does not compile", done.stdout + done.stderr)


# ---- real files ----

def check_files(checker, paths):
    """Paths of the files with a mistake in their tree, with the first one; and the closing line."""
    done = subprocess.run([checker], input="".join(path + "\n" for path in paths), capture_output=True, text=True)
    lines = done.stdout.splitlines() or ["parse_check said nothing: " + done.stderr]
    found = {}
    for line in lines[:-1]:
        match = re.match(r"(.*?):(\d+:\d+: .*)$", line)
        found[match[1]] = match[2]
    return found, lines[-1], done.returncode in (0, 1)


def speed(summary):
    match = re.match(r"(\d+) files, \d+ not clean, (\d+) lines, (\d+) bytes, ([\d.]+) s", summary)
    if not match:
        return summary
    seconds = max(float(match[4]), 1e-6)
    return f"{match[1]} files, {int(match[2]) / seconds:,.0f} lines/s, {int(match[3]) / seconds / 1e6:.1f} MB/s"


def stdlib_files():
    folder = sysconfig.get_paths()["stdlib"]
    paths = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"site-packages", "dist-packages", "__pycache__"})
        paths += [os.path.join(here, name) for name in sorted(names) if name.endswith(".py")]
    return [path for path in paths if not STDLIB_INVALID.search(path.replace(os.sep, "/"))]


def run_stdlib(checker, results):
    paths = stdlib_files()
    found, summary, ran = check_files(checker, paths)
    results.add(ran, "parse_check stopped", summary)
    for path in paths:
        results.add(path not in found, f"{path}:{found.get(path, '')}")
    print(f"stdlib: {speed(summary)}")


def code_of(text):
    """A piece of one line without its comment; None when a string goes on past it."""
    quote, at = None, 0
    while at < len(text):
        c = text[at]
        if quote:
            if c == "\\":
                at += 1
            elif c == quote:
                quote = None
        elif c in "\"'":
            quote = c
        elif c == "#":
            return text[:at]
        at += 1
    return None if quote else text


def modern_print(line):
    """`print a, b` as a call, where it is one line."""
    body = line.rstrip("\r\n")
    match = PRINT.match(body)
    if not match or body.lstrip().startswith(">>>"):
        return line
    code = code_of(match["rest"])
    if code is None or code.rstrip().endswith(("\\", "(", "[", "{")):
        return line
    code = code.strip()
    end = ", end=' '" if code.endswith(",") else ""
    return f"{match['head']}print({code.rstrip(',')}{end}){line[len(body):]}"


def is_error_test(text):
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip() and not line.startswith("#"):
            return False
        if re.match(r"#\s*mode:\s*error", line):
            return True
    return False


def run_suite(options, checker, folder, results):
    suite = options.suite or os.environ.get("KRAIT_CYTHON_TESTS", "")
    if not os.path.isdir(os.path.join(suite, "run")):
        print("suite: not run, no --suite and no KRAIT_CYTHON_TESTS")
        return
    names = {}
    for part in ("run", "compile", "memoryview", "buffers"):
        if not os.path.isdir(os.path.join(suite, part)):
            continue
        os.makedirs(os.path.join(folder, part), exist_ok=True)
        for name in sorted(os.listdir(os.path.join(suite, part))):
            if not name.endswith((".pyx", ".py", ".pxd", ".pxi")) or f"{part}/{name}" in SUITE_LEVEL_2:
                continue
            with open(os.path.join(suite, part, name), encoding="latin-1", newline="") as file:
                text = file.read()
            if is_error_test(text):
                continue
            text = re.split(r"^_(?:ERRORS|WARNINGS|PERFORMANCE_HINTS)", text, maxsplit=1, flags=re.M)[0]
            copy = os.path.join(folder, part, name)
            names[copy] = f"{part}/{name}"
            with open(copy, "w", encoding="latin-1", newline="") as file:
                file.writelines(modern_print(line) for line in text.splitlines(keepends=True))
    found, summary, ran = check_files(checker, list(names))
    results.add(ran, "parse_check stopped", summary)
    for copy, name in names.items():
        results.add(copy not in found, f"{name}:{found.get(copy, '')}")
    print(f"suite: {speed(summary)}")


# ---- two ways to parse ----

def run_lr(options, results):
    objects = os.path.join(options.build, "release") if options.mode == "release" else options.build
    program = os.path.join(objects, "unit", "cst_compare")
    tests = os.path.join(ROOT, "tests")
    paths = [path for part in ("run", "errors", "golden") for path in sorted(glob.glob(os.path.join(tests, part, "*.py*")))]
    paths += stdlib_files()[:: 1 if options.all else 4]
    paths += sorted(glob.glob(os.path.join(ROOT, "include", "pxd", "*", "*.pxd")))
    done = subprocess.run([program], input="".join(path + "\n" for path in paths), capture_output=True, text=True)
    results.add(done.returncode == 0, "trees of lr and libtree-sitter", done.stdout[:2000] + done.stderr[:2000])
    print(f"lr: {len(paths)} files")


# ---- the generator ----

def run_generate(folder, results):
    program = os.environ.get("TREE_SITTER") or shutil.which("tree-sitter")
    version = ""
    if program:
        version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    if f" {GENERATOR}" not in version:
        print(f"generate: not run, no tree-sitter {GENERATOR}x on the PATH")
        return
    shutil.copy(os.path.join(GRAMMAR, "grammar.js"), folder)
    done = subprocess.run([program, "generate", "--abi", "14"], cwd=folder, capture_output=True, text=True)
    results.add(done.returncode == 0, "tree-sitter generate", done.stderr)
    for name in ("parser.c", "node-types.json"):
        made = os.path.join(folder, "src", name)
        committed = os.path.join(GRAMMAR, "src", name)
        same = os.path.exists(made) and open(made, "rb").read() == open(committed, "rb").read()
        results.add(same, f"grammar/src/{name} is not what grammar.js makes; run `make grammar`")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--mode", default="release")
    parser.add_argument("--all", action="store_true", help="leave out no file")
    parser.add_argument("--snap", action="store_true")
    parser.add_argument("--suite", default="")
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    results = Results()

    def wanted(part):
        return not options.parts or part in options.parts

    with tempfile.TemporaryDirectory(prefix="krait-grammar-") as folder:
        checker = build_checker(options, folder)
        if wanted("corpus"):
            run_corpus(options, checker, folder, results)
        if wanted("docs"):
            run_docs(checker, results)
        if wanted("stdlib"):
            run_stdlib(checker, results)
        if wanted("suite"):
            run_suite(options, checker, folder, results)
        if wanted("lr"):
            run_lr(options, results)
        if wanted("generate"):
            run_generate(folder, results)
    print(f"{results.passed} passed, {results.failed} failed")
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
