"""README.md is true: the commands and outputs it shows are run and compared; its Python code is run."""

import os
import re
import shutil
import subprocess
import unittest

from support import KRAIT, ROOT, ScratchCase


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


class Readme(ScratchCase):
    def test_shown_commands_print_what_is_shown(self):
        blocks = re.findall(r"^    \$ krait (.*)\n((?:    .*\n)+)", read("README.md"), re.M)
        self.assertTrue(blocks)
        for arguments, shown in blocks:
            done = subprocess.run(
                [KRAIT, *arguments.split()], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            expected = "".join(line[4:] + "\n" for line in shown.splitlines())
            self.assertEqual(done.stdout.decode(), expected)

    def test_python_example_gives_the_shown_value(self):
        code = re.search(r"```python\n(.*?)```", read("README.md"), re.S).group(1)
        lines = [line for line in code.splitlines() if line.strip()]
        expression, expected = lines[-1].split("#")
        names = {}
        exec("\n".join(lines[:-1]), names)
        self.assertEqual(repr(eval(expression, names)), expected.strip())

    def test_cython_example_is_accepted_without_a_warning(self):
        source = re.search(r"```cython\n(.*?)```", read("README.md"), re.S).group(1)
        done = self.krait("check", "-Wextra", self.write("pairwise.pyx", source))
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_links_lead_somewhere(self):
        for target in re.findall(r"\]\(([\w./-]+)\)", read("README.md")):
            self.assertTrue(os.path.exists(os.path.join(ROOT, target)), target)

    def test_directives_are_those_of_the_table(self):
        row = r'^DIRECTIVE\(\w+, "([\w.]+)", (\w+), (-?\d+|"[^"]*"), "(\w+)",\s*"((?:[^"\\]|\\.)*)"\)'
        words = {"BOOL": {"0": "False", "1": "True"}, "TRI": {"-1": "None", "0": "False", "1": "True"}, "TEXT": {'""': "none"}}
        shown = read("docs/language/directives.md")
        rows = re.findall(row, read("compiler/sema/directives.def"), re.M)
        self.assertGreater(len(rows), 90)
        for name, kind, value, where, effect in rows:
            value = "no value" if kind == "MARK" else words.get(kind, {}).get(value, value)
            meaning = r"[^|]+" if effect == "YES" or effect[0] == "!" or name == "returns" else re.escape(effect)
            line = rf"^\| `{re.escape(name)}` \| {re.escape(value)} \| {where} \| {meaning} \|$"
            self.assertEqual(len(re.findall(line, shown, re.M)), 1, name)
        self.assertEqual(len(re.findall(r"^\| `", shown, re.M)), len(rows))

    def test_samples_compile(self):
        for name in ("mandelbrot", "distance", "wordcount"):
            shutil.copy(os.path.join(ROOT, "samples", name + ".pyx"), self.folder)
            self.assertEqual(self.krait("check", self.path(name + ".pyx")).returncode, 0)


if __name__ == "__main__":
    unittest.main()
