"""The tables of primitives against the runtime: each row of compiler/ir/prims compiles as a call, with the header it
names and values of the types it names, in gcc without a warning."""

import itertools
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TYPES = os.path.join(ROOT, "compiler", "type", "types.def")
COMPOSITE = {"PTR": "char *", "VIEW": "KrView2 *", "ANYPTR": "void *", "ANYVIEW": "KrView2 *", "ANYOBJ": "PyObject *",
             "REST": "PyObject *", "NONE": "void", "COMPLEX": "KrComplex"}


def rows():
    """Every PRIM row: (id, key, cname, header, result, [argument patterns], own, steals, error, gil, effect)."""
    text = subprocess.run(["gcc", "-E", "-P", "-I" + os.path.join(ROOT, "compiler"), "-x", "c", "-"],
                          input='#include "ir/prims/all.def"\n', stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout
    found = []
    for row in re.findall(r'PRIM\((\w+), ("[^"]*"), ((?:"[^"]*" ?)+), ("[^"]*"), (\w+), ARGS\(([^)]*)\), (\w+), (\d+), '
                          r"(\w+), (\w+), (\w+)\)", text):
        name, key, cname, header, result, args = row[:6]
        strings = "".join(re.findall(r'"([^"]*)"', cname))
        args = [a.strip() for a in args.split(",") if a.strip()]
        found.append((name, key.strip('"'), strings, header.strip('"'), result, args) + row[6:])
    assert len(found) == len(re.findall(r"\bPRIM\(", text)), "a row was not understood"
    return found


def takes():
    """Row of takes.def -> mask of the arguments that may be taken."""
    text = subprocess.run(["gcc", "-E", "-P", "-I" + os.path.join(ROOT, "compiler"), "-x", "c", "-"],
                          input='#include "ir/takes.def"\n', stdout=subprocess.PIPE, check=True,
                          universal_newlines=True).stdout
    return {name: int(args) for name, args in re.findall(r"TAKES\((\w+), (\d+)\)", text)}


def types():
    """IR name and C spelling of each kind of types.def."""
    with open(TYPES) as file:
        text = file.read()
    return {kind: (ir, COMPOSITE.get(kind, c), class_)
            for kind, class_, ir, c in re.findall(r'^TYPE\((\w+), (\w+), "([^"]*)", "([^"]*)"', text, re.M)}


# What profiled functions declare, and the macros of kr/profile.h use.
PROFILED = "#ifdef KR_PROFILE_H\nstatic KrCall kr_events;\n#endif\n"


class Primitives(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows, cls.types = rows(), types()
        cls.ints = [k for k, t in cls.types.items() if t[2] in ("INT", "UINT", "BOOL")]
        cls.floats = [k for k, t in cls.types.items() if t[2] == "FLOAT"]

    def kinds(self, pattern, all_of_them):
        """The kinds a pattern stands for; one of them when the row's name does not depend on the type."""
        several = {"ANYINT": self.ints, "ANYFLOAT": self.floats, "ANYNUM": self.ints + self.floats}.get(pattern)
        if several is None:
            return [pattern]
        return several if all_of_them else [several[-1]]

    def spelling(self, kind):
        return COMPOSITE.get(kind) or self.types[kind][1]

    def calls(self, row, suffix=""):
        """One C function a type the row can be used with."""
        name, _, cname, _, result, args = row[:6]
        chosen_by = result if row[1] == "unbox" else args[0] if args else result
        for kind in self.kinds(chosen_by, "*" in cname):
            concrete = [kind if i == 0 and row[1] != "unbox" or pattern == "SAME" else self.kinds(pattern, False)[0]
                        for i, pattern in enumerate(args)]
            gives = kind if result == "SAME" or row[1] == "unbox" else self.kinds(result, False)[0]
            ir = self.types[kind][0] if kind in self.types else ""
            if row[1] == "unbox" and kind in ("BINT", "UCS4") and "*" in cname:
                continue  # have rows of their own
            pointer = "KrPar *" if row[3] == "par" else "void *"
            parts = {"_l": "KrComplexL", "_f": "KrComplexF"}.get(cname[-2:]) if "COMPLEX" in args else None
            params = ", ".join("%s a%d" % ("KrTemp *" if row[1] == "temp" and i == 0 else pointer if k == "ANYPTR"
                                            else parts or self.spelling(k), i)
                               for i, k in enumerate(concrete)) or "void"
            values = ["a%d" % i for i, k in enumerate(concrete) if k != "REST"]
            if "REST" in args:
                values += ["1", "(PyObject *[]){a%d}" % args.index("REST")]
            call = "%s%s(%s)" % (cname.replace("*", ir), suffix, ", ".join(values))
            status = result == "NONE" and row[8] == "NEG1"
            give = "int" if status else "const void *" if gives == "ANYPTR" else parts or self.spelling(gives)
            yield "%s use_%s_%s(%s) { %s%s; }\n" % (give, name, ir, params, "" if give == "void" else "return ", call)

    def compile(self, text):
        folder = tempfile.mkdtemp(prefix="krait-test-")
        self.addCleanup(shutil.rmtree, folder)
        argv = ["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-c", "-o", os.path.join(folder, "rows.o"),
                "-I" + os.path.join(ROOT, "runtime"), "-isystem", sysconfig.get_path("include"), "-x", "c", "-"]
        return subprocess.run(argv, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            universal_newlines=True)

    def test_rows_compile(self):
        text = ['#include "kr/core.h"\nstatic struct { KrModule module; } M;\n']
        text += ['#include "kr/%s.h"\n' % header for header in sorted({row[3] for row in self.rows})]
        text.append(PROFILED)
        for row in self.rows:
            text += self.calls(row) if row[4] != "ANYVIEW" else []
        done = self.compile("".join(text))
        self.assertEqual(done.stdout, "", done.stdout)

    def test_takers_compile(self):
        """Every variant that pass take may ask for: all sets of the arguments of a row that may be taken."""
        text = ['#include "kr/core.h"\nstatic struct { KrModule module; } M;\n']
        text += ['#include "kr/%s.h"\n' % header for header in sorted({row[3] for row in self.rows})]
        masks, count = takes(), 0
        self.assertEqual(sorted(set(masks) - {row[0] for row in self.rows}), [])
        for row in self.rows:
            mask = masks.get(row[0], 0)
            if row[3] == "arith":
                mask |= sum(1 << i for i, k in enumerate(row[5]) if k == "OBJECT" and (row[1] != "reuse" or i))
            for taken in range(1, mask + 1) if row[7] == "0" else ():
                if taken & mask == taken:
                    digits = "".join(str(k + 1) for k in range(8) if taken >> k & 1)
                    suffix = ("_TAKE" if row[2].startswith("KR_") else "_take") + digits
                    text += [call.replace(" use_", " use%s_" % digits, 1) for call in self.calls(row, suffix)]
                    count += 1
        done = self.compile("".join(text))
        self.assertEqual(done.stdout, "", done.stdout)
        self.assertGreater(count, 300)

    def test_headers_suffice(self):
        for header in sorted({row[3] for row in self.rows}):
            text = '#include "kr/%s.h"\nstatic struct { KrModule module; } M;\nKrModule *m(void) ' \
                   "{ return KR_MODULE; }\n" % header + PROFILED
            for row in self.rows:
                text += "".join(self.calls(row)) if row[3] == header and "ANYVIEW" not in row[5] + [row[4]] else ""
            done = self.compile(text)
            self.assertEqual(done.stdout, "", header)

    def test_facts_agree(self):
        """Columns that contradict one another."""
        objects = {k for k, t in self.types.items() if t[2] == "OBJ"}
        for name, key, cname, header, result, args, own, steals, error, gil, effect in self.rows:
            gives_object = result in objects or result == "OBJECT"
            self.assertEqual(own in ("OWNED", "BORROWED"), gives_object or result == "ANYVIEW", name)
            self.assertTrue(error not in ("NULL", "NULLOCC") or gives_object or result in ("ANYPTR", "PTR"), name)
            self.assertTrue(error not in ("NEG1", "NEG1OCC") or not gives_object, name)
            self.assertTrue(gil == "NEED" or not gives_object, name)
            # at a field or character of an object that a local keeps alive; raising takes the GIL
            looks_only = effect == "READS" or header == "bytearray"
            self.assertTrue(gil == "NEED" or not objects & set(args) or looks_only, name)
            self.assertTrue(effect != "PURE" or gil == "ANY", name)
            self.assertLess(int(steals), 1 << max(1, len(args)), name)
            if error == "NEG1" and result in self.types:
                self.assertIn(self.types[result][2], ("INT", "BOOL"), name)

    def test_names_are_unique(self):
        names = [row[0] for row in self.rows]
        self.assertEqual(sorted(names), sorted(set(names)))

    def test_no_row_is_hidden(self):
        """A row that can never be chosen, since an earlier one with the same key and result takes all its types."""
        def covers(earlier, later):
            groups = {"ANYINT": set(self.ints) | {"ANYINT"}, "ANYFLOAT": set(self.floats) | {"ANYFLOAT"},
                      "OBJECT": {k for k, t in self.types.items() if t[2] == "OBJ"}}
            return earlier == later or later in groups.get(earlier, ())

        for a, b in itertools.combinations(self.rows, 2):
            if a[1] in ("temp", "reuse"):
                continue  # asked for by name
            if a[1] and a[1] == b[1] and a[4] == b[4] and len(a[5]) == len(b[5]) and a[1] != "unbox":
                self.assertFalse(all(covers(x, y) for x, y in zip(a[5], b[5])), "%s hides %s" % (a[0], b[0]))


if __name__ == "__main__":
    unittest.main()
