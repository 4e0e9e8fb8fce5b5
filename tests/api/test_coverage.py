"""What the modules of tests/run reach: the tests of leaks and of faults are those modules, so a construct or a primitive
that none of them has is tested by neither. A new row of a table needs a line in a run module, or a reason here.

The tables: nodes of the tree, operators, operations of the IR, special methods of extension types, primitives of the
runtime. What stands only in modules that this interpreter does not run (`# requires:`) counts, other interpreters do.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import C_COMPILERS, KRAIT, ROOT

sys.path.insert(0, os.path.join(ROOT, "tests"))

from runner.fault_header import rows  # noqa: E402
from runner.harness import files_in, read  # noqa: E402

# Resolved while reading, so that nothing of them is left; forms of types and of C++ and Python 2, which are no statements.
NO_CODE = {"CppClass", "DefConst", "IfConst", "Include", "New", "Poison", "Print", "TypeAnn", "TypeExpr", "TypeMember",
           "TypeRef"}
# The loop's own value in the text; operations for IR that is written by hand (tests/ir), which lowering does not make.
NO_OPERATION = {"indexvar", "incref", "switch", "clear"}
COMPILER = os.path.join(ROOT, "compiler")


def table(pattern, *path):
    """The names in the rows of a .def file."""
    return set(re.findall(pattern, read(os.path.join(COMPILER, *path)), re.MULTILINE))


class Coverage(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = cls.scratch.name
        cls.paths = files_in("run", ".pyx", ".py")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def krait(self, *args, cwd=ROOT):
        done = subprocess.run([KRAIT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd)
        return done.stdout.decode(errors="replace") if done.returncode == 0 else ""

    def dump(self, stage, pattern):
        """The matches in all files."""
        found = set()
        for path in self.paths:
            found.update(re.findall(pattern, self.krait("dump", "--stage", stage, path), re.MULTILINE))
        return found

    def c_texts(self):
        """What gcc gets, and tcc, for which parallel loops are written otherwise."""
        output = os.path.join(self.folder, "out.c")
        for path in self.paths:
            if self.krait(path, "-o", output, cwd=os.path.dirname(path)) == "" and os.path.exists(output):
                yield read(output)
                os.unlink(output)
            if "prange" in read(path) and "tcc" in C_COMPILERS:
                copy = shutil.copy(path, self.folder)
                self.krait("build", copy, "--cc", "tcc", "--keep-c", "-o", os.path.join(self.folder, "out.so"))
                if os.path.exists(os.path.splitext(copy)[0] + ".c"):
                    yield read(os.path.splitext(copy)[0] + ".c")

    def test_every_kind_of_node(self):
        kinds = table(r"^NODE\((\w+),", "syntax", "ast.def")
        self.assertEqual(sorted(kinds - self.dump("ast", r"(?:^\s*|: )([A-Z]\w+)") - NO_CODE), [])

    def test_every_operation(self):
        texts = table(r'^OP\(\w+, "(\w+)",', "ir", "ops.def")
        operation = r"^\s+(?!doc |name |header )(\w+)|(?:^  .*= |\()(\w+)"
        seen = {name for stage in ("ir", "refopt", "take") for pair in self.dump(stage, operation) for name in pair}
        self.assertEqual(sorted(texts - seen - NO_OPERATION), [])

    def test_every_special_method(self):
        names = table(r"^SPECIAL\((\w+),", "type", "special.def")
        seen = set()
        for path in self.paths:
            if path.endswith(".pyx"):
                seen.update(re.findall(r"^    (?:async )?def __(\w+)__\(", read(path), re.MULTILINE))
        self.assertEqual(sorted(names - seen), [])

    @unittest.skipUnless("tcc" in C_COMPILERS, "the command tcc is missing")
    def test_every_primitive(self):
        """A variant that takes references over (`kr_add_take1`) is a call of the primitive too."""
        names = set()
        for text in self.c_texts():
            names.update(re.findall(r"\w+", text))
        names |= {re.sub(r"_take\d+$", "", name) for name in names}
        patterns = {pattern for pattern, _, _, _ in rows("gcc", self.folder)}
        missing = {pattern for pattern in patterns
                   if not any(re.fullmatch(pattern.replace("*", r"\w+"), name) for name in
                              (names if "*" in pattern else names & {pattern}))}
        self.assertEqual(sorted(missing), [], "no run module calls these")

    def test_every_row_can_be_asked_for(self):
        """A row without a key is asked for by its name, so the name stands in the compiler."""
        text = "".join(read(os.path.join(folder, name)) for folder, _, names in os.walk(COMPILER) for name in names
                       if name.endswith((".c", ".h")) or name == "takes.def")
        named = {word[5:] if word.startswith("PRIM_") else word for word in re.findall(r"\w+", text)}
        prims = [os.path.join("ir", "prims", name) for name in os.listdir(os.path.join(COMPILER, "ir", "prims"))]
        unnamed = set().union(*(table(r'^PRIM\((\w+), "",', path) for path in prims))
        self.assertEqual(sorted(unnamed - named), [], "nothing can ask for these")


if __name__ == "__main__":
    unittest.main()
