"""What the command line reads and writes: standard input, outputs that clash, signals, disks that are full."""

import glob
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from support import KRAIT, ScratchCase, take_signals

GOOD = "def f(int x):\n    return x + 1\n"


class Clashes(ScratchCase):
    def contents(self):
        texts = {}
        for name in self.files():
            with open(self.path(name), "rb") as file:
                texts[name] = file.read()
        return texts

    def check_refused(self, *argv):
        before = self.contents()
        done = self.krait(*argv, cwd=self.folder)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(before, self.contents())
        return done.stderr

    def test_an_output_never_replaces_a_source(self):
        self.write("a.pyx", GOOD)
        self.write("a.c", "int helper;\n")
        os.symlink("a.pyx", self.path("link.pyx"))
        for argv in (["a.pyx", "-o", "a.pyx"], ["a.pyx", "-o", "./a.pyx"], ["a.pyx", "-o", "link.pyx"],
                     ["build", "a.pyx", "-o", "a.pyx"], ["build", "a.pyx", "a.c", "-o", "a.c"],
                     ["build", "a.pyx", "a.c", "--keep-c", "-o", "a.so"]):
            with self.subTest(argv):
                self.assertIn("would replace a source", self.check_refused(*argv))

    def test_two_sources_never_share_an_output(self):
        self.write("a.pyx", GOOD)
        self.write("a.py", GOOD.replace("int ", ""))
        self.assertIn("the output of two sources", self.check_refused("a.pyx", "a.py"))

    def test_module_names(self):
        self.write("a.pyx", GOOD)
        for name in ("", "a b", ".a", "a.", "a..b", "a/b"):
            with self.subTest(name):
                self.assertIn("not the name of a module", self.check_refused("a.pyx", "--module-name", name))
        self.assertEqual(self.krait("a.pyx", "--module-name", "p.a-b", cwd=self.folder).returncode, 0)

    def test_directives(self):
        self.write("a.pyx", GOOD)
        self.assertIn("unknown directive `foo`", self.check_refused("a.pyx", "-X", "foo=True"))
        self.assertIn("`boundscheck` cannot be set to `maybe`", self.check_refused("a.pyx", "-X", "boundscheck=maybe"))


class Depfiles(ScratchCase):
    def depends(self, source, *argv, **env):
        done = self.krait(source, "--depfile", "out.d", *argv, cwd=self.folder, env=dict(os.environ, **env))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("out.d")) as file:
            return file.read()

    def test_what_was_read_is_listed_once(self):
        self.write("a b.pyx", "cimport c\nfrom c cimport N\nfrom libc.math cimport sqrt\ninclude 'd.pxi'\n")
        self.write("c.pxd", "cdef enum: N = 1\n")
        self.write("d.pxi", "x = N\n")
        self.assertEqual(self.depends("a b.pyx", "-o", "o$.c"), "o$$.c: a\\ b.pyx \\\n  ./d.pxi \\\n  ./c.pxd\n")

    def test_a_folder_beside_our_declarations_is_not_ours(self):
        os.mkdir(self.path("pxd"))
        os.mkdir(self.path("pxd-more"))
        self.write("pxd/own.pxd", "cdef enum: M = 2\n")
        self.write("pxd-more/c.pxd", "cdef enum: N = 1\n")
        self.write("a.pyx", "from c cimport N\nfrom own cimport M\nx = N + M\n")
        text = self.depends("a.pyx", "-o", "a.c", "-I", self.path("pxd-more"), KRAIT_HOME=self.folder)
        self.assertEqual(text, "a.c: a.pyx \\\n  %s\n" % self.path("pxd-more/c.pxd"))


class StandardInput(ScratchCase):
    def test_check(self):
        done = self.krait("check", "-", input="x = y\n")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("<stdin>:1:5: error[unknown-name]: "), done.stderr)

    def test_c_goes_to_standard_output(self):
        done = self.krait("-", input=GOOD, cwd=self.folder)
        self.assertEqual((done.returncode, self.files()), (0, []))
        self.assertTrue(done.stdout.startswith("/* stdin: C for CPython"), done.stdout[:80])

    def test_standard_output_is_a_file_like_others(self):
        done = self.krait(self.write("a.pyx", GOOD), "-o", "-", cwd=self.folder)
        self.assertEqual((done.returncode, self.files()), (0, ["a.pyx"]))
        self.assertIn("a: C for CPython", done.stdout)

    def test_a_full_standard_output_is_told(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([KRAIT, "-"], input=GOOD, stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("No space left", done.stderr)

    def test_build(self):
        self.assertEqual(self.krait("build", "-", input=GOOD).returncode, 2)
        done = self.krait("build", "-", "--module-name", "m", "-o", self.path("m.so"), "--cc", "tcc", "--python",
                          sys.executable, input=GOOD)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.python("import m; print(m.f(2))"), "3")


class Failures(ScratchCase):
    def test_missing_extra_file(self):
        done = self.krait("build", self.write("a.pyx", GOOD), self.path("none.c"), "-o", self.path("a.so"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.c`: No such file", done.stderr)

    def test_missing_header_is_told_where_it_is_named(self):
        source = self.write("a.pyx", '# cython\ncdef extern from "none_such.h":\n    int g()\ndef f():\n    return g()\n')
        for cc in ("gcc", "tcc"):
            done = self.krait("build", source, "-o", self.path("a.so"), "--cc", cc, "--python", sys.executable)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"a\.pyx:2:19: error\[header-missing\]: `%s` does not find the C header" % cc)

    def test_utf16(self):
        done = self.krait("check", self.write("wide.pyx", "x = 1\n".encode("utf-16")))
        self.assertEqual(done.returncode, 1)
        self.assertIn("UTF-16", done.stderr)

    def test_no_colour_for_dumb_terminals(self):
        source = self.write("a.pyx", "x = y\n")
        self.assertNotIn("\x1b", self.krait("check", source).stderr)
        self.assertIn("\x1b", self.krait("check", source, "--color", "always").stderr)

    def test_an_ignored_signal_stays_ignored(self):
        """As under nohup: who ignores a signal for his children means it."""
        script = self.write("slow", "#!/bin/sh\ntouch started\nsleep 1\ntouch done\nexit 1\n")
        os.chmod(script, 0o755)
        process = subprocess.Popen([KRAIT, "build", self.write("a.pyx", GOOD), "-o", self.path("a.so"), "--cc", script,
                                    "--python", sys.executable], cwd=self.folder, stderr=subprocess.PIPE,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.wait_for("started")
        process.send_signal(signal.SIGHUP)
        process.communicate()
        self.assertEqual(process.returncode, 1)
        self.assertTrue(os.path.exists(self.path("done")))

    def wait_for(self, name):
        for _ in range(600):
            if os.path.exists(self.path(name)):
                return
            time.sleep(0.05)

    def test_a_signal_leaves_nothing(self):
        """The compiler is ended with what it started, the private folder is gone, there is no half of a module."""
        script = self.write("slow", "#!/bin/sh\ntouch started\nsleep 60 | cat\n")
        os.chmod(script, 0o755)
        source = self.write("a.pyx", GOOD)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number), tempfile.TemporaryDirectory() as scratch:
                process = subprocess.Popen([KRAIT, "build", source, "-o", self.path("a.so"), "--cc", script, "--python",
                                            sys.executable], cwd=self.folder, env=dict(os.environ, TMPDIR=scratch),
                                           preexec_fn=take_signals)
                self.wait_for("started")
                started = time.monotonic()
                process.send_signal(number)
                self.assertEqual(process.wait(30), -number)
                self.assertLess(time.monotonic() - started, 20)
                self.assertEqual(glob.glob(os.path.join(scratch, "*")), [])
                os.remove(self.path("started"))
                self.assertEqual(self.files(), ["a.pyx", "slow"])


if __name__ == "__main__":
    unittest.main()
