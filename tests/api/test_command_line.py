"""The program `krait`: outputs, exit codes, bad input. Nothing may crash or leave a partial file."""

import json
import os
import resource
import signal
import subprocess
import sys
import sysconfig
import unittest

from support import C_COMPILERS, KRAIT, ScratchCase

GOOD = "def f(double x):\n    return x * 2.0\n"


RUN = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "run")


class Usage(ScratchCase):
    def test_help_names_every_command(self):
        done = self.krait("--help")
        self.assertEqual(done.returncode, 0)
        for word in ("krait build", "krait run", "krait check", "krait dump", "Examples:"):
            self.assertIn(word, done.stdout)

    def test_version(self):
        self.assertRegex(self.krait("-V").stdout, r"^krait \d+\.\d+\.\d+$")

    def test_no_argument_is_wrong_usage(self):
        self.assertEqual(self.krait().returncode, 2)

    def test_unknown_option_is_wrong_usage(self):
        done = self.krait("--nonsense", "x.pyx")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--nonsense", done.stderr)

    def test_option_of_another_command_is_wrong_usage(self):
        self.assertEqual(self.krait("check", "--openmp", "x.pyx").returncode, 2)

    def test_option_without_its_value_is_wrong_usage(self):
        self.assertEqual(self.krait("x.pyx", "-o").returncode, 2)


class Translate(ScratchCase):
    def test_output_beside_the_source(self):
        done = self.krait(self.write("good.pyx", GOOD))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.files(), ["good.c", "good.pyx"])

    def test_same_input_same_bytes(self):
        source = self.write("good.pyx", GOOD)
        for name in ("a.c", "b.c"):
            self.krait(source, "-o", self.path(name))
        with open(self.path("a.c")) as a, open(self.path("b.c")) as b:
            self.assertEqual(a.read(), b.read())

    def test_names_do_not_depend_on_addresses(self):
        """Each process has its code and heap elsewhere."""
        for module in ("closures.py", "unpack.py", "call_forms.py", "try_except.py", "class_body.py"):
            source = os.path.join(RUN, module)
            if not os.path.exists(source):
                continue
            for name in ("a.c", "b.c"):
                self.krait(source, "-o", self.path(name))
            with open(self.path("a.c")) as a, open(self.path("b.c")) as b:
                self.assertEqual(a.read(), b.read(), module)

    def test_standalone_needs_nothing_of_ours(self):
        """Not even names: the runtime has functions make_const and begin_again, too."""
        text = "def make_const(int begin_again):\n    return [begin_again, 'x']\n"
        self.krait(self.write("alone.pyx", text), "--standalone")
        with open(self.path("alone.c")) as file:
            self.assertNotIn('#include "kr/', file.read())
        argv = os.environ.get("CC", "cc").split() + ["-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
        argv += ["-I" + sysconfig.get_paths()["include"], self.path("alone.c"), "-o", self.path("alone.so"), "-lm"]
        subprocess.run(argv, check=True)
        code = "import sys; sys.path.insert(0, sys.argv[1]); import alone; print(alone.make_const(3))"
        done = subprocess.run([sys.executable, "-c", code, self.folder], stdout=subprocess.PIPE, check=True)
        self.assertEqual(done.stdout, b"[3, 'x']\n")

    def test_no_absolute_path_in_the_c(self):
        self.krait(self.write("good.pyx", GOOD))
        with open(self.path("good.c")) as file:
            self.assertNotIn(self.folder, file.read())

    def test_errors_leave_no_output(self):
        done = self.krait(self.write("bad.pyx", "def f():\n    return undefined_name\n"))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.files(), ["bad.pyx"])
        self.assertRegex(done.stderr, r"bad\.pyx:2:12: error\[unknown-name\]: ")

    def test_unwritable_output(self):
        done = self.krait(self.write("good.pyx", GOOD), "-o", self.path("missing/out.c"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[write-failed]", done.stderr)
        self.assertEqual(self.files(), ["good.pyx"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_full_device(self):
        done = self.krait(self.write("good.pyx", GOOD), "-o", "/dev/full")
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[write-failed]", done.stderr)
        with open("/dev/full", "w") as full:
            done = subprocess.run([KRAIT, "dump", "--stage", "c", self.path("good.pyx")], stdout=full,
                                  stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot write to standard output", done.stderr)

    def test_file_too_large(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        for words in [["-o", self.path("out.c")], ["build", "-o", self.path("out.so")]]:
            command = [KRAIT, *(words[:1] if words[0] == "build" else []), self.write("good.pyx", GOOD), *words[-2:]]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"error[write-failed]", done.stderr)
            self.assertEqual(self.files(), ["good.pyx"])


class BadInput(ScratchCase):
    def check_rejected(self, name, data, *patterns):
        """`krait check` must exit with 1 and name a place and each pattern."""
        done = self.krait("check", self.write(name, data))
        self.assertEqual(done.returncode, 1, done.stderr[:500])
        self.assertNotIn("error[internal]", done.stderr)
        for pattern in patterns:
            self.assertRegex(done.stderr, pattern)

    def test_missing_file(self):
        done = self.krait("check", self.path("none.pyx"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("none.pyx", done.stderr)
        self.assertIn("No such file", done.stderr)

    def test_folder_instead_of_a_file(self):
        self.assertEqual(self.krait("check", self.folder).returncode, 1)

    def test_nul_byte(self):
        self.check_rejected("nul.pyx", b"x = 1\ny = \0 2\n", r"nul\.pyx:2:")

    def test_not_utf8(self):
        self.check_rejected("latin.pyx", b"x = '\xe9'\n", r"latin\.pyx:1:.*error\[not-utf8\]")

    def test_declared_latin1_is_read(self):
        source = self.write("latin.pyx", b"# -*- coding: latin-1 -*-\nx = '\xe9'\n")
        self.assertEqual(self.krait("check", source).returncode, 0)

    def test_unknown_encoding(self):
        self.check_rejected("enc.pyx", b"# coding: klingon\nx = 1\n", r"klingon")

    def test_deep_brackets(self):
        self.check_rejected("deep.pyx", "x = " + "(" * 10000 + "1" + ")" * 10000 + "\n", r"deep\.pyx:1:")

    def test_deep_blocks(self):
        text = "".join(" " * i + "if x:\n" for i in range(10000)) + " " * 10000 + "pass\n"
        self.check_rejected("blocks.pyx", text, r"blocks\.pyx:\d+:")

    def test_very_long_line(self):
        text = "x = ['" + "y" * 10000000 + "'" + ", 1" * 10000 + "]\n"
        self.assertEqual(self.krait(self.write("long.pyx", text)).returncode, 0)

    def test_empty_file(self):
        self.assertEqual(self.krait("check", self.write("empty.pyx", "")).returncode, 0)

    def test_errors_of_a_pxd_are_told_where_it_is_cimported(self):
        self.write("faulty.pxd", "ctypedef nothing T\n")
        done = self.krait("check", self.write("user.pyx", "\ncimport faulty\n"))
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"user\.pyx:2:9: error\[pxd-errors\](?s:.*)faulty\.pxd:1:10: error")

    def test_python_is_asked_only_for_what_is_not_near(self):
        """Starting an interpreter takes longer than the whole translation."""
        note = self.path("asked")
        python = self.write("python", "#!/bin/sh\necho asked > '%s'\n" % note)
        os.chmod(python, 0o755)
        env = dict(os.environ, PYTHON=python)
        os.mkdir(self.path("pack"))
        self.write("pack/__init__.py", "")
        self.write("pack/other.pxd", "ctypedef int number\n")
        source = self.write("pack/near.pyx", "from cpython cimport Py_buffer\nfrom libc cimport math\n"
                            "from . cimport other\nfrom pack cimport other as again\ncdef other.number n = 1\n")
        done = self.krait("check", source, env=env)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertFalse(os.path.exists(note))
        source = self.write("pack/far.pyx", "from . cimport other, another\n")
        self.assertIn("another", self.krait("check", source, env=env).stderr)
        self.assertTrue(os.path.exists(note))

    def test_all_errors_at_once(self):
        self.check_rejected(
            "many.pyx", "def f():\n    return aaa\n\ndef g():\n    return bbb\n", r":2:12: .*aaa", r":5:12: .*bbb"
        )

    def test_one_error_in_a_long_text_is_one_error(self):
        """The text is not read to its end for more of them; where it is cut, nothing is wrong."""
        item = "table%d = [\n    1, 2,\n    'text',\n]\n\ndef f%d(x):\n    return (x +\n            1)\n\n"
        text = "x = = 3\n" + "".join(item % (i, i) for i in range(6000))
        done = self.krait("check", self.write("long.pyx", text))
        self.assertEqual(done.stderr.count("error["), 1, done.stderr[:2000])

    def test_unclosed_bracket_names_where_it_opened(self):
        self.check_rejected("paren.pyx", "x = (1,\n     2\ny = 3\n", r"paren\.pyx:1:5: .*never closed")

    def test_missing_colon(self):
        self.check_rejected("colon.pyx", "if 1\n    pass\n", r"colon\.pyx:1:5: .*expected .:")

    def test_random_bytes(self):
        import random

        generator = random.Random(5)
        for i in range(20):
            data = bytes(generator.randrange(256) for _ in range(300))
            done = self.krait("check", self.write("bytes.pyx", data))
            self.assertIn(done.returncode, (0, 1))


class Formats(ScratchCase):
    def test_json(self):
        done = self.krait("check", "--json", self.write("bad.pyx", "x = nope\n"))
        records = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
        flat = [r for item in records for r in (item if isinstance(item, list) else [item])]
        self.assertEqual(done.returncode, 1)
        self.assertEqual(flat[0]["code"], "unknown-name")
        self.assertEqual((flat[0]["line"], flat[0]["column"]), (1, 5))

    def test_plain_text_in_a_pipe_and_colour_on_request(self):
        source = self.write("bad.pyx", "x = nope\n")
        self.assertNotIn("\x1b[", self.krait("check", source).stderr)
        self.assertIn("\x1b[", self.krait("check", "--color", "always", source).stderr)

    def test_warnings_as_errors(self):
        source = self.write("w.pyx", "# cython: nonsense_directive=True\nx = 1\n")
        self.assertEqual(self.krait("check", source).returncode, 0)


class Build(ScratchCase):
    def build(self, *args):
        return self.krait("build", *args, "--python", sys.executable)

    def call(self, expression):
        """Evaluates an expression over the built module in a fresh interpreter."""
        return subprocess.run(
            [sys.executable, "-c", "import good; print(%s)" % expression], cwd=self.folder,
            stdout=subprocess.PIPE, check=True, universal_newlines=True
        ).stdout.strip()

    def test_names_of_modules_that_are_no_names_of_c(self):
        for name in "a-b", "class", "\u00e9t\u00e92", "\u65e5\u672c\u8a9e", "m\u00fcnchen-ost":
            source = self.write(name + ".py", "value = __name__\n")
            output = os.path.join(self.folder, name + ".so")
            self.assertEqual(self.build(source, "-o", output, "--cc", C_COMPILERS[0]).returncode, 0)
            os.remove(source)
            script = "import importlib, sys; m = importlib.import_module(sys.argv[1]); print(m.value == sys.argv[1])"
            done = subprocess.run([sys.executable, "-c", script, name], cwd=self.folder, stdout=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout, b"True\n")

    def test_gcc(self):
        self.assertEqual(self.build(self.write("good.pyx", GOOD)).returncode, 0)
        self.assertEqual(self.files(), ["good.pyx", "good.so"])
        self.assertEqual(self.call("good.f(4)"), "8.0")

    def test_extra_c_file(self):
        extra = self.write("extra.c", "int twice(int x) { return 2 * x; }\n")
        source = self.write(
            "good.pyx", 'cdef extern from *:\n    """\n    int twice(int x);\n    """\n'
            "    int twice(int x)\n\n\ndef f(int x):\n    return twice(x)\n"
        )
        self.assertEqual(self.build(source, extra, "-O0").returncode, 0)
        self.assertEqual(self.call("good.f(21)"), "42")

    @unittest.skipUnless("tcc" in C_COMPILERS, "the command tcc is missing")
    def test_integers_of_128_bits_need_a_compiler_that_has_them(self):
        source = self.write(
            "good.pyx", 'cdef extern from *:\n    ctypedef long long int128_t "__int128_t"\n\n\n'
            "def f(x):\n    cdef int128_t n = x\n    return n + n\n"
        )
        done = self.build(source, "--cc", "tcc")
        self.assertEqual(done.returncode, 1)
        self.assertIn("good.pyx:6:23: error[not-supported]: a 128-bit integer", done.stderr)
        self.assertEqual(self.build(source).returncode, 0)
        self.assertEqual(self.call("good.f(2**100)"), str(2**101))

    def test_missing_compiler(self):
        done = self.build(self.write("good.pyx", GOOD), "--cc", "no-such-compiler")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no-such-compiler", done.stderr)
        self.assertEqual(self.files(), ["good.pyx"])

    def test_failing_compiler_leaves_nothing(self):
        done = self.build(self.write("good.pyx", GOOD), "--cc", "false")
        self.assertEqual(done.returncode, 1)
        self.assertIn("error[cc-failed]", done.stderr)
        self.assertEqual(self.files(), ["good.pyx"])


MAIN = '''"""The doc."""
import pickle, sys
class P:
    pass
def f(n):
    return [1, 2][n]
if __name__ == "__main__":
    if sys.argv[1] == "names":
        print(sorted(n for n in globals() if n[0] == "_"), __file__, sys.argv, sys.path[0], __doc__, __package__, __spec__)
        print(sys.modules["__main__"].P is P, type(pickle.loads(pickle.dumps(P()))) is P)
    elif sys.argv[1] == "exit":
        sys.exit(7)
    elif sys.argv[1] == "text":
        sys.exit("a message")
    elif sys.argv[1] == "interrupt":
        raise KeyboardInterrupt
    elif sys.argv[1] == "chain":
        try:
            f(2)
        except IndexError as error:
            raise KeyError(1) from error
    else:
        f(3)
'''


class Execution(ScratchCase):
    """One extension module, executed more than once."""

    def run_python(self, text):
        source = self.write("again.pyx", "count = globals().get('count', 0) + 1\ndef read():\n    return count\n")
        self.assertEqual(self.krait("build", source).returncode, 0)
        done = subprocess.run([sys.executable, "-c", text], cwd=self.folder, capture_output=True, text=True)
        return (done.stdout + done.stderr).strip()

    def test_reload_runs_the_body_again(self):
        self.assertEqual(self.run_python("import again, importlib; a = again; importlib.reload(again);"
                                         "print(a.count, a.read(), a is again)"), "2 2 True")

    def test_a_fresh_import_starts_from_an_empty_dict(self):
        self.assertEqual(self.run_python("import sys, again; a = again; del sys.modules['again']; import again;"
                                         "print(again.count, again.read(), a is again)"), "1 1 False")


class Flags(ScratchCase):
    def test_a_module_built_by_hand_with_the_flags_works(self):
        source = self.write("good.pyx", GOOD)
        self.assertEqual(self.krait(source).returncode, 0)
        flags = [self.krait("flags", what).stdout.split() for what in ("compile", "link")]
        command = ["gcc", "-shared"] + flags[0] + [self.path("good.c"), "-o", self.path("good.so")] + flags[1]
        subprocess.run(command, check=True)
        done = subprocess.run([sys.executable, "-c", "import good; print(good.f(2))"], cwd=self.folder,
                              capture_output=True, text=True)
        self.assertEqual(done.stdout, "4.0\n")

    def test_other_words_are_wrong_usage(self):
        self.assertEqual(self.krait("flags", "nonsense").returncode, 2)


class Run(ScratchCase):
    def test_main_and_arguments(self):
        source = self.write("prog.pyx", "import sys\nprint(__name__, sys.argv[1:])\n")
        environment = dict(os.environ, PYTHON=sys.executable)
        done = self.krait("run", source, "a", "-b", env=environment)
        self.assertEqual(done.stdout, "__main__ ['a', '-b']\n")

    def test_exception_has_the_source_line(self):
        source = self.write("prog.pyx", "def f(x):\n    return 1 // x\n\nf(0)\n")
        done = subprocess.run(
            [KRAIT, "run", "--python", sys.executable, source], stderr=subprocess.PIPE, universal_newlines=True
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn("line 2, in f", done.stderr)
        self.assertIn("ZeroDivisionError", done.stderr)

    def test_as_the_interpreter_runs_it(self):
        """Names of the module, its place in sys.modules, exit status and what is printed at the end."""
        source = self.write("prog.py", MAIN)
        for argument in ("names", "exit", "text", "raise", "chain", "interrupt"):
            results = []
            for command in ([KRAIT, "run", "--python", sys.executable], [sys.executable]):
                done = subprocess.run(command + [source, argument], capture_output=True, text=True, cwd=self.folder)
                lines = [line for line in done.stderr.splitlines() if not set(line) <= set(" ~^")]
                results.append((done.returncode, done.stdout, lines))
            self.assertEqual(*results)


if __name__ == "__main__":
    unittest.main()
