"""Programs with the mistakes that people make, and what each is told.

tests/errors/programs.txt, and python_programs.txt for Python's own syntax, have them one behind the other: `=== name`,
the source, `---`, the messages (line:column, severity, code, text; a note is indented).
`python3 tests/api/test_wrong_programs.py --snap` writes the messages anew: read the diff. No message may come from
the C compiler, name our own files or be an internal error.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

from support import KRAIT, ScratchCase

ERRORS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "errors")
FILES = [("programs.txt", ".pyx"), ("python_programs.txt", ".py")]


def read_programs(path):
    """[(name, source, expected lines)]"""
    with open(path, encoding="utf-8") as file:
        parts = re.split(r"^=== (\w+)\n", file.read(), flags=re.M)
    programs = []
    for name, body in zip(parts[1::2], parts[2::2]):
        source, expected = body.split("---\n", 1)
        programs.append((name, source, expected.strip("\n").split("\n")))
    return parts[0], programs


def messages(folder, programs, ending):
    """{name: lines} for all programs, from one run of the compiler."""
    paths = []
    for name, source, _ in programs:
        paths.append(os.path.join(folder, name + ending))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(source)
    done = subprocess.run([KRAIT, "check", "-Wextra", "--json"] + paths, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=120)
    found = {name: [] for name, _, _ in programs}
    for line in done.stdout.splitlines():
        one = json.loads(line)
        lines = found[os.path.basename(one["path"])[:-len(ending)]]
        lines.append("%s:%s: %s[%s]: %s" % (one.get("line", 0), one.get("column", 0), one["severity"], one["code"],
                                            one["text"]))
        lines.extend("    " + note["text"] for note in one["notes"])
    return found, done


class WrongPrograms(ScratchCase):
    def check(self, file, ending):
        _, programs = read_programs(os.path.join(ERRORS, file))
        self.assertGreater(len(programs), 150)
        found, done = messages(self.folder, programs, ending)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "")
        for name, _, expected in programs:
            with self.subTest(name):
                self.assertEqual(found[name], expected)
                self.assertNotIn("internal", "\n".join(found[name]))

    def test_messages(self):
        self.check(*FILES[0])

    def test_syntax_of_python(self):
        self.check(*FILES[1])


class Advice(ScratchCase):
    def test_every_cimport_that_is_advised_exists(self):
        path = os.path.join(os.path.dirname(os.path.dirname(ERRORS)), "compiler", "sema", "advice.def")
        with open(path) as file:
            rows = re.findall(r'^ADVICE\("([\w.]+)",([^)]*)\)', file.read(), flags=re.M)
        self.assertGreater(len(rows), 10)
        lines = []
        for module, names in rows:
            names = " ".join(re.findall(r'"([^"]*)"', names)).split()
            lines.append("from %s cimport %s" % (module, ", ".join(names)))
        done = self.krait("check", self.write("advised.pyx", "\n".join(lines) + "\n"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))


def rewrite(file, ending):
    path = os.path.join(ERRORS, file)
    head, programs = read_programs(path)
    with tempfile.TemporaryDirectory() as folder:
        found, _ = messages(folder, programs, ending)
    with open(path, "w", encoding="utf-8") as file:
        file.write(head)
        for name, source, _ in programs:
            file.write("=== %s\n%s---\n%s\n" % (name, source, "\n".join(found[name])))


if __name__ == "__main__":
    if sys.argv[1:] == ["--snap"]:
        for each in FILES:
            rewrite(*each)
    else:
        unittest.main()
