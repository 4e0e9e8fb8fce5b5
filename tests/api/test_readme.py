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

    def test_samples_compile(self):
        for name in ("mandelbrot", "distance", "wordcount"):
            shutil.copy(os.path.join(ROOT, "samples", name + ".pyx"), self.folder)
            self.assertEqual(self.krait("check", self.path(name + ".pyx")).returncode, 0)


if __name__ == "__main__":
    unittest.main()
