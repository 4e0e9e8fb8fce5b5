"""Whatever goes wrong while `krait` works, no file is left that is not complete: no space, no permission, no memory, a
signal, a C compiler that hangs or dies. What was there before stays as it was, and the exit status says that it failed.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

from support import C_COMPILERS, KRAIT, ScratchCase, take_signals

SANITIZED = bool(os.environ.get("KRAIT_SANITIZE"))
SOURCE = '''
cdef public int twice(int n):
    return 2 * n

cdef api double half(double x):
    return x / 2

cdef public class Pair [object Pair, type Pair_Type]:
    cdef public int left, right

def total(list items):
    cdef double s = 0
    for item in items:
        s += item
    return s
'''
CC = C_COMPILERS[0]
# Fails the N-th allocation of the process, not of those that it starts.
NO_MEMORY = r'''
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
static long left = -1;
static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t), *(*real_realloc)(void *, size_t);
__attribute__((constructor)) static void begin(void)
{
    real_malloc = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
    real_calloc = (void *(*)(size_t, size_t))dlsym(RTLD_NEXT, "calloc");
    real_realloc = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
    left = getenv("FAIL_AT") ? atol(getenv("FAIL_AT")) : -1;
    unsetenv("LD_PRELOAD");
}
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
static int fails(void)
{
    if (left < 0 || --left != 0)
        return 0;
    left = -1;
    errno = ENOMEM;
    return 1;
}
void *malloc(size_t n) { return fails() ? NULL : real_malloc ? real_malloc(n) : __libc_malloc(n); }
void *calloc(size_t n, size_t m) { return fails() ? NULL : real_calloc ? real_calloc(n, m) : __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { return fails() ? NULL : real_realloc ? real_realloc(p, n) : __libc_realloc(p, n); }
'''


class HalfWritten(ScratchCase):
    def setUp(self):
        super().setUp()
        self.source = self.write("part.pyx", SOURCE)
        self.temp, self.out = self.path("temp"), self.path("out")
        os.mkdir(self.temp)
        os.mkdir(self.out)
        self.env = dict(os.environ, TMPDIR=self.temp, PYTHON=sys.executable)

    def commands(self):
        """Translating and building, to the folder `out`."""
        return [[KRAIT, self.source, "-o", os.path.join(self.out, "part.c")],
                [KRAIT, "build", self.source, "-o", os.path.join(self.out, "part.so"), "--cc", CC, "-O0"]]

    def run_it(self, command, env=None, **options):
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env or self.env, timeout=120,
                              errors="replace", **options)

    def left(self):
        return sorted(os.listdir(self.out)), os.listdir(self.temp)

    def complete(self):
        """{name: bytes} after each command has succeeded; the folder is empty again."""
        results = []
        for command in self.commands():
            done = self.run_it(command)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            results.append({name: self.read(name) for name in os.listdir(self.out)})
            self.clear()
        return results

    def read(self, name):
        with open(os.path.join(self.out, name), "rb") as file:
            return file.read()

    def clear(self):
        for name in os.listdir(self.out):
            os.unlink(os.path.join(self.out, name))

    def check_left(self, whole, what):
        """All files are there and complete, or none is."""
        found = {name: os.path.getsize(os.path.join(self.out, name)) for name in os.listdir(self.out)}
        self.assertIn(found, ({}, {name: len(text) for name, text in whole.items()}), what)
        self.assertEqual(os.listdir(self.temp), [], what)
        return bool(found)

    def test_the_files(self):
        c, module = self.complete()
        self.assertEqual((sorted(c), sorted(module)), (["part.c", "part.h", "part_api.h"], ["part.h", "part.so", "part_api.h"]))

    def test_files_that_get_too_large(self):
        """At any size, by a signal that is ignored or not."""
        for command, whole in zip(self.commands(), self.complete()):
            for size in (0, 1, 100, 512, 600, 4096, 20000):
                for action in (signal.SIG_IGN, signal.SIG_DFL):
                    def limit():
                        signal.signal(signal.SIGXFSZ, action)
                        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
                    done = self.run_it(command, preexec_fn=limit)
                    is_there = self.check_left(whole, size)
                    self.assertEqual(done.returncode, 0 if is_there else 1, (size, done.stderr))
                    self.assertEqual(is_there, max(map(len, whole.values())) <= size, size)
                    self.clear()

    def test_old_files_stay(self):
        for command, whole in zip(self.commands(), self.complete()):
            for name in whole:
                with open(os.path.join(self.out, name), "w") as file:
                    file.write("old")
            done = self.run_it(command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
            self.assertEqual(done.returncode, 1)
            self.assertEqual({self.read(name) for name in whole}, {b"old"})
            self.assertEqual(self.left(), (sorted(whole), []))
            self.clear()

    def test_a_folder_in_the_place_of_a_file(self):
        """The first, the second or the third of the files that appear together."""
        for command, whole in zip(self.commands(), self.complete()):
            for name in whole:
                os.mkdir(os.path.join(self.out, name))
                done = self.run_it(command)
                self.assertEqual(done.returncode, 1)
                self.assertIn("error[write-failed]", done.stderr)
                self.assertIn(name, done.stderr)
                self.assertEqual(self.left(), ([name], []))
                os.rmdir(os.path.join(self.out, name))

    def test_no_space(self):
        """On a file system of 16 kB, where that can be made; it is full before, or becomes full."""
        script = ('mount -t tmpfs -o size=16k,nr_inodes=8 none "$0" && head -c %d /dev/zero > "$0/filler"; "$@"; '
                  'echo "status $?"; ls "$0"')
        if subprocess.run(["unshare", "-rm", "sh", "-c", script % 0, self.out, "true"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE).returncode:
            self.skipTest("no file systems of our own here")
        for place, filled in ((self.out, 16384), (self.out, 8000), (self.temp, 16384), (self.temp, 12000)):
            for i, command in enumerate(self.commands()):
                done = self.run_it(["unshare", "-rm", "sh", "-c", script % filled, place, *command])
                is_used = place == self.out or i == 1
                self.assertEqual(done.stdout.split(), ["status", "1" if is_used else "0", "filler"], (place, filled, i))
                if is_used:
                    self.assertRegex(done.stderr, r"No space left|error\[cc-failed\]")
                self.clear()

    @unittest.skipUnless(os.getuid() == 0, "needs another user")
    def test_a_folder_that_may_not_be_written(self):
        def other():
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        os.chmod(self.folder, 0o755)
        os.chmod(self.temp, 0o777)
        try:
            done = self.run_it([KRAIT, "-V"], preexec_fn=other)
        except PermissionError as error:
            self.skipTest("another user: %s" % error)
        if done.returncode:
            self.skipTest("another user cannot run it")
        for command in self.commands():
            done = self.run_it(command, preexec_fn=other)
            self.assertEqual((done.returncode, self.left()), (1, ([], [])), done.stderr)
        os.chmod(self.out, 0o777)
        os.chmod(self.temp, 0o755)
        done = self.run_it(self.commands()[1], preexec_fn=other)
        self.assertEqual((done.returncode, self.left()), (1, ([], [])))
        self.assertIn("temporary directory", done.stderr)

    def test_streams_that_are_closed(self):
        """What is opened meanwhile does not take their numbers, or messages would get into it."""
        whole = self.complete()
        bad = self.write("bad.pyx", "x = nope\n")
        for closed in ("0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"):
            for command, files in zip(self.commands(), whole):
                done = self.run_it(["sh", "-c", '"$@" ' + closed, "sh", *command])
                self.assertEqual(done.returncode, 0, (closed, done.stderr))
                self.assertTrue(self.check_left(files, closed))
                self.clear()
            self.assertEqual(self.run_it(["sh", "-c", '"$@" ' + closed, "sh", KRAIT, bad]).returncode, 1)
            self.assertEqual(os.path.getsize(bad), len("x = nope\n"))
        for words in ([self.source, "-o", "-"], ["--help"], ["-V"], ["dump", "--stage", "c", self.source],
                      ["check", "--json", bad]):
            self.assertEqual(self.run_it(["sh", "-c", '"$@" >&-', "sh", KRAIT, *words]).returncode, 1, words)

    def tool(self, name, text):
        path = self.write(name, "#!/bin/sh\n" + text)
        os.chmod(path, 0o755)
        return path

    def build_with(self, cc, **options):
        command = [CC if word == "CC" else word for word in self.commands()[1]]
        command[command.index("--cc") + 1] = cc
        return self.run_it(command, **options)

    def test_compilers_that_fail(self):
        segv = "status 1" if SANITIZED else "139"  # ASan is preloaded into the shell, too, and catches it
        for text, words in (("kill -9 $$", "137"), ("kill -SEGV $$", segv), ("exit 3", "status 3"),
                            ("exit 0", "left no complete module"),
                            ("echo partial > \"$(echo \"$@\" | sed 's/.* -o \\([^ ]*\\).*/\\1/')\"; exit 1", "status 1"),
                            ("exec 1>&- 2>&-; sleep 0.3; exit 4", "status 4")):
            done = self.build_with(self.tool("mycc", text + "\n"))
            self.assertEqual(done.returncode, 1, text)
            self.assertIn("error[cc-failed]", done.stderr)
            self.assertIn(words, done.stderr)
            self.assertEqual(self.left(), ([], []))

    def test_what_a_compiler_leaves_running_is_not_waited_for(self):
        os.mkdir(self.path("bin"))
        real = shutil.which(CC)
        cc = self.tool(os.path.join("bin", CC), 'sleep 30 &\necho $! > "$PIDS"\nexec %s "$@"\n' % real)
        self.env["PIDS"] = self.path("pids")
        start = time.monotonic()
        done = self.build_with(cc)
        seconds = time.monotonic() - start
        with open(self.path("pids")) as file:
            os.kill(int(file.read()), signal.SIGKILL)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(seconds, 25)

    def interrupt(self, cc, number, python=sys.executable):
        """The status after a signal once the tool has begun, and the seconds from then on."""
        note = self.path("begun")
        if os.path.exists(note):
            os.unlink(note)
        self.env.update(NOTE=note, PYTHON=python)
        command = self.commands()[1]
        command[command.index("--cc") + 1] = cc
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env,
                                   preexec_fn=take_signals)
        limit = time.monotonic() + 60
        while not os.path.exists(note) and time.monotonic() < limit:
            time.sleep(0.02)
        start = time.monotonic()
        process.send_signal(number)
        process.communicate(timeout=60)
        return process.returncode, time.monotonic() - start

    def test_signals_end_compilers_that_hang(self):
        begin = 'echo a warning\necho x > "$NOTE"\n'
        hanging = self.tool("hangs", begin + "sleep 300\n")
        stubborn = self.tool("stubborn", "trap '' TERM INT HUP\n" + begin + "while :; do sleep 1; done\n")
        silent = self.tool("silent", begin + "exec 1>&- 2>&-\nsleep 300\n")
        for cc in (hanging, stubborn, silent):
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if cc == hanging else (signal.SIGINT,):
                status, seconds = self.interrupt(cc, number)
                self.assertEqual((status, self.left()), (-number, ([], [])), cc)
                self.assertLess(seconds, 20, cc)
        status, seconds = self.interrupt(CC, signal.SIGINT, python=hanging)
        self.assertEqual((status, self.left()), (-signal.SIGINT, ([], [])))
        self.assertLess(seconds, 20)

    def test_signals_at_any_time(self):
        generator = random.Random(7)
        for command, whole in zip(self.commands(), self.complete()):
            start = time.monotonic()
            self.run_it(command)
            whole_time = time.monotonic() - start
            self.clear()
            for _ in range(12):
                process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env,
                                           preexec_fn=take_signals)
                time.sleep(generator.random() * whole_time)
                process.send_signal(generator.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
                process.communicate(timeout=60)
                self.check_left(whole, process.returncode)
                self.clear()

    @unittest.skipIf(SANITIZED, "the sanitizer's allocator is its own")
    def test_no_memory(self):
        shim = self.path("no_memory.so")
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", shim, self.write("no_memory.c", NO_MEMORY), "-ldl"], check=True)
        first = 1
        for command, whole in zip(self.commands(), self.complete()):
            number = first
            while True:
                done = self.run_it(command, env=dict(self.env, LD_PRELOAD=shim, FAIL_AT=str(number)))
                is_there = self.check_left(whole, number)
                self.assertIn(done.returncode, (0, 1), (number, done.stderr))
                self.assertEqual(is_there, done.returncode == 0, (number, done.stderr))
                self.clear()
                if done.returncode == 0 and number > first + 20:
                    break
                number += 1 + number // 60
            first = max(first, number - 40)  # a build begins like a translation


if __name__ == "__main__":
    unittest.main()
