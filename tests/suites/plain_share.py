#!/usr/bin/env python3
"""The share of the conformance suite's plain-Python files that pass: plain_share.py SUITE RESULTS.json [--min PER_CENT]

RESULTS.json is what conform.py wrote with --json, SUITE its `tests` folder. Plain are the files of mode run whose tokens
hold no cdef, cpdef, ctypedef or cimport statement, no extern, include, DEF or IF, no cast, address or typed parameter:
a file counts as plain when the interpreter's own tokenizer finds none of those words at the start of a statement (or
`cimport` behind `from ... `) and, for .pyx, when Python can parse it after the suite's print statements are converted.
Prints the figure and one line for each plain file that fails. Exit status 1 with --min when fewer pass.
"""
import argparse
import ast
import importlib.util
import json
import os
import re
import sys
import tempfile

CYTHON = re.compile(r"^\s*(?:@\S+\s*)*(?:cdef|cpdef|ctypedef|cimport|DEF|IF|include)\b|^\s*from\s+\S+\s+cimport\b", re.M)


def load(path):
    """The conformance runner as a module, for its reading of source files."""
    spec = importlib.util.spec_from_file_location("conform", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_plain(text):
    """Whether the text has none of the C half's syntax: no such statement, and a tree that Python can build."""
    if CYTHON.search(text):
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        # Newer Python than the interpreter's (PEP 701, 695, 750, ...) is plain too; C syntax is not. The C half's
        # expressions are rare where none of its statements stands: casts, & before a name, typed parameters.
        code = re.sub(r'("""|\'\'\')[\s\S]*?\1|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|#[^\n]*', '""', text)
        return not re.search(r"<\s*\w[\w .*]*\??>\s*[\w(&]|[(=,]\s*&\s*\w|sizeof\(|\bnogil\b|"
                             r"def\s+\w+\([^)]*\b\w+\s+\**\w+\s*[,)=]|lambda\s+\w+\s+\w+\s*[:,]", code)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite")
    parser.add_argument("results")
    parser.add_argument("--conform", help="conform.py, when it is not beside the checkout")
    parser.add_argument("--min", type=float)
    parser.add_argument("--list", action="store_true", help="name every plain file")
    arguments = parser.parse_args()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    places = [arguments.conform] + [os.path.join(root, up, "shared", "conformance", "conform.py") for up in ("..", "../..")]
    conform = load(next(place for place in places if place and os.path.exists(place)))

    plain = []
    with open(arguments.results) as stream, tempfile.TemporaryDirectory() as folder:
        for result in json.load(stream):
            if result["mode"] != "run":
                continue
            copy = os.path.join(folder, "copy.py")
            conform.split_expected(os.path.join(arguments.suite, result["id"]), copy)
            with open(copy, encoding="utf-8", errors="replace") as source:
                if is_plain(source.read()):
                    plain.append(result)
    failing = [result for result in plain if result["status"] != "pass"]
    if arguments.list:
        print("\n".join(result["id"] for result in plain))
    for result in failing:
        print(f"{result['status']} {result['id']}: {result['why']}")
    share = 100 * (len(plain) - len(failing)) / len(plain)
    print(f"plain Python: {len(plain) - len(failing)} of {len(plain)} files pass, {share:.1f} %")
    return arguments.min is not None and share < arguments.min


if __name__ == "__main__":
    sys.exit(main())
