"""Programs of several modules, tests/modules/NAME: what drive_NAME.py prints once all .pyx files are built is expected.txt.

The expected texts are Cython's, from the same files. A file `build` lists what is built beside the .pyx files, one a line:
`module.py`, or `module.pyx helper.c` with more C files.
"""

import os
import shutil
import sys
import unittest

from support import ROOT, ScratchCase

FOLDER = os.path.join(ROOT, "tests", "modules")


def sources_of(folder):
    """[source, more C files ...] of each module below the folder."""
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".pyx"):
                source = os.path.relpath(os.path.join(path, name), folder)
                found[source] = [source]
    listed = os.path.join(folder, "build")
    if os.path.exists(listed):
        with open(listed, encoding="utf-8") as file:
            for line in file:
                words = line.split()
                found[words[0]] = words
    return sorted(found.values())


class ModuleSets(ScratchCase):
    maxDiff = None

    def run_set(self, name, cc):
        shutil.copytree(os.path.join(FOLDER, name), self.folder, dirs_exist_ok=True)
        for words in sources_of(self.folder):
            done = self.krait("build", *words, "-o", os.path.splitext(words[0])[0] + ".so", "--cc", cc, "-I", ".",
                              "--python", sys.executable,
                              cwd=self.folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""), words[0])
        with open(self.path("expected.txt"), encoding="utf-8") as file:
            expected = file.read()
        self.assertEqual(self.python("import runpy; runpy.run_path('drive_%s.py')" % name) + "\n", expected)


def add_tests():
    for name in sorted(os.listdir(FOLDER)):
        setattr(ModuleSets, "test_" + name, lambda self, name=name: self.run_set(name, "tcc"))
        setattr(ModuleSets, "test_%s_gcc" % name, lambda self, name=name: self.run_set(name, "gcc"))


add_tests()

if __name__ == "__main__":
    unittest.main()
