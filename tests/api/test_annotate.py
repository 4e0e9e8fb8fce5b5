"""`krait annotate` and -a: what lines cost, as text, JSON and a page."""

import html.parser
import json
import os
import unittest

from support import ScratchCase

SOURCE = """\
cimport cython

cdef double scale(double x) noexcept nogil:
    return x * 2 if x < 1 else x

def fill(double[::1] out, log, int n):
    cdef Py_ssize_t i
    for i in range(n):
        out[i] = scale(i)
        log.append(n // i)
    return [out[0], "<&>"]

def quick(double[::1] out):
    cdef Py_ssize_t i
    for i in range(out.shape[0]):
        out[i] = i
"""
VOID = {"meta"}


class Page(html.parser.HTMLParser):
    """Checks that tags are closed in order; collects the text of each opened line."""

    def __init__(self):
        super().__init__()
        self.open, self.lines, self.classes = [], {}, {}
        self.number = None

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in ("summary", "div") and dict(attributes).get("class") != "more":
            self.number, self.classes[len(self.lines) + 1] = len(self.lines) + 1, dict(attributes)["class"]
            self.lines[self.number] = ""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.number:
            self.lines[self.number] += data


class Annotate(ScratchCase):
    def setUp(self):
        super().setUp()
        self.source = self.write("part.pyx", SOURCE)

    def rows(self, *options):
        done = self.krait("annotate", "--json", *options, self.source)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return {row["line"]: row for row in map(json.loads, done.stdout.splitlines())}

    def test_json(self):
        rows = self.rows()
        self.assertEqual(rows[4]["python"] if 4 in rows else 0, 0)
        self.assertEqual((rows[9]["python"], rows[9]["check"]), (0, 1))
        self.assertEqual(rows[9]["operations"], [{"kind": "check", "text": "index check", "count": 1, "in_loop": True}])
        self.assertIn({"kind": "python", "text": "calling the Python method `append`", "count": 1, "in_loop": True},
                      rows[10]["operations"])
        self.assertIn("check for division by zero", [row["text"] for row in rows[10]["operations"]])
        self.assertNotIn(True, [row["in_loop"] for row in rows[11]["operations"]])
        self.assertFalse({14, 15, 16} & set(rows), "nothing is left to do there")

    def test_directives_count(self):
        self.assertNotIn(9, self.rows("-X", "boundscheck=False", "-X", "wraparound=False"))

    def test_text(self):
        done = self.krait("annotate", self.source)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], self.source + ": 4 of 16 lines run Python, 1 of them in a loop; 3 have checks, "
                                                 "2 of them in a loop")
        self.assertIn("    9     C1  |         out[i] = scale(i)", lines)
        self.assertIn("              |         ^ index check, in a loop", lines)
        self.assertNotIn("\033", done.stdout)
        self.assertIn("\033", self.krait("annotate", "--color", "always", self.source).stdout)

    def check_page(self, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        page = Page()
        page.feed(text)
        page.close()
        self.assertEqual(page.open, [])
        self.assertEqual(len(page.lines), 16)
        self.assertIn("return [out[0], \"<&>\"]", page.lines[11])
        self.assertIn("kr_list_of(2", page.lines[11])
        self.assertIn("return x < 1.0 ? x * 2.0 : x;", page.lines[4])
        self.assertIn("k", page.classes[9].split())
        self.assertTrue({"l", "p1"} & set(page.classes[10].split()))
        self.assertNotIn("<script", text)

    def test_page(self):
        done = self.krait("annotate", self.source, "-o", self.path("page.html"))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.check_page(self.path("page.html"))

    def test_page_beside_the_c(self):
        plain = self.krait(self.source, "-o", self.path("plain.c"))
        done = self.krait("-a", self.source)
        self.assertEqual((plain.returncode, done.returncode, done.stderr), (0, 0, ""))
        self.check_page(self.path("part.html"))
        with open(self.path("part.c")) as one, open(self.path("plain.c")) as other:
            self.assertEqual(one.read(), other.read())

    def test_errors_leave_no_page(self):
        self.write("part.pyx", "def f(: pass\n")
        for words in (["annotate", self.source, "-o", self.path("page.html")], ["-a", self.source]):
            done = self.krait(*words)
            self.assertEqual(done.returncode, 1)
            self.assertIn("error[", done.stderr)
        self.assertEqual(os.listdir(self.folder), ["part.pyx"])

    def test_a_fused_function_counts_once(self):
        self.write("part.pyx", "ctypedef fused T:\n    int\n    double\n    object\n\ndef f(T x, log):\n    return log(x)\n")
        texts = [row["text"] for row in self.rows()[7]["operations"]]
        self.assertEqual(texts.count("calling a Python object"), 1)
        self.assertLessEqual(max(row["count"] for row in self.rows()[7]["operations"]), 2)


if __name__ == "__main__":
    unittest.main()
