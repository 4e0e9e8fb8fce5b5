"""Cython.Tempita of `krait as-cython`: templates that build scripts expand. Expected texts are Cython's."""

import importlib.util
import os
import unittest

from support import ROOT, ScratchCase

PATH = os.path.join(ROOT, "python", "krait", "dropin", "Cython", "Tempita.py")
SPEC = importlib.util.spec_from_file_location("krait_test_tempita", PATH)
tempita = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tempita)


class Expansion(unittest.TestCase):
    def check(self, template, expected, **values):
        self.assertEqual(tempita.sub(template, **values), expected)

    def test_values(self):
        self.check("a{{x}} {{x + 1}}{{None}}{{x|str|len}}", "a41 422", x=41)
        self.check("{{ {'a': 5}['a'] }}", "5")
        self.check("{{# nothing}}x", "x")

    def test_statements_take_their_line(self):
        self.check("a\n  {{if x}}\nb\n  {{elif y}}\nc\n  {{else}}\nd\n  {{endif}}\ne\n", "a\nc\ne\n", x=0, y=1)
        self.check("  {{py: y = 1}}  \nz{{y}}\n", "z1\n")
        self.check("a {{if x}}b{{endif}}\nc\n", "a b\nc\n", x=1)

    def test_empty_lines_around_statements(self):
        self.check("a\n\n{{py:\nb = 2\n}}\n\n{{for i in range(b)}}\n\nc{{i}}\n{{endfor}}\n\n", "a\n\nc0\n\nc1\n")
        self.check("{{if x}}\n{{if x == 7}}\nA\n{{endif}}\n{{endif}}\n", "A\n", x=7)

    def test_loops(self):
        self.check("{{for a, b in pairs:}}\n{{if a == 1}}\n{{continue}}\n{{endif}}\n{{a}}{{b}}\n{{endfor}}\n", "34\n56\n",
                   pairs=[(1, 2), (3, 4), (5, 6)])
        self.check("{{for i in 'abc'}}{{if i == 'c'}}{{break}}{{endif}}{{i}}{{endfor}}", "ab")
        self.check("{{for loop, i in looper('abc')}}{{i}}{{if not loop.last}}, {{endif}}{{endfor}}", "a, b, c")

    def test_functions_and_defaults(self):
        self.check("{{def g(a, b=2)}}<{{a}}{{b}}{{k}}>{{enddef}}{{g(1)}}{{g(3, b=4)}}", "<127><347>", k=7)
        self.check("{{default z = 5}}{{default x = 5}}{{z}}{{x}}", "51", x=1)
        self.check("{{py:\ndef twice(v):\n    return v * n\n}}\n{{twice('ab')}}", "abab", n=2)

    def test_what_is_wrong_says_where(self):
        for template, message in (("\n {{if x}}", "no {{endif}} for {{if x}} at line 2 column 2"),
                                  ("{{endfor}}", "{{endfor}} is not expected here at line 1 column 1"),
                                  ("{{for x}}{{endfor}}", "no `in`"), ("{{py: a = 1\nb = 2}}", "line of its own")):
            with self.assertRaises(tempita.TemplateError) as caught:
                tempita.Template(template)
            self.assertIn(message, str(caught.exception))
        with self.assertRaises(NameError):
            tempita.sub("{{nothing}}")


class InBuilds(ScratchCase):
    def test_build_scripts_find_it(self):
        source = self.write("t.pyx.in", "{{for t in ('int', 'long')}}\ncdef {{t}} f_{{t}}({{t}} x)\n{{endfor}}\n")
        script = self.write("make.py", "from Cython import Tempita as tempita\nfrom Cython.Tempita import sub\n"
                                       "assert sub is tempita.sub\n"
                                       "print(tempita.Template.from_filename(%r).substitute())" % source)
        done = self.krait("as-cython", "python3", script)
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, "cdef int f_int(int x)\ncdef long f_long(long x)\n\n", ""))


if __name__ == "__main__":
    unittest.main()
