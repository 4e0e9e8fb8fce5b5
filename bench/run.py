"""The benchmarks of `make bench`: every figure beside its goal, as ratios taken in one run.

Usage: run.py BUILD_FOLDER [SECTION ...]     sections: startup lines inprocess kernels parallel size peers
Rules: the two sides of a ratio run in turn, several times; the smallest time of each counts; times are of
the hot part only. Figures that miss their goal are marked, and change nothing in the exit status.
"""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(ROOT, "python"))
sys.path.insert(0, HERE)

from kernels import KERNELS  # noqa: E402

SAMPLES = ("mandelbrot", "distance", "wordcount")
UNCHECKED = "boundscheck=False,wraparound=False,cdivision=True"


class Bench:
    def __init__(self, build):
        self.krait = os.path.join(os.path.abspath(build), "krait")
        self.temp = tempfile.mkdtemp(prefix="krait-bench-")

    def path(self, name):
        return os.path.join(self.temp, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)


def report(label, value, unit, goal=None, at_most=True):
    """One line of the table; goal None: no goal."""
    text = "  %-44s %10.2f %s" % (label, value, unit)
    if goal is not None:
        met = value <= goal if at_most else value >= goal
        text += "   goal %s %g  %s" % ("<=" if at_most else ">=", goal, "ok" if met else "MISSED")
    print(text, flush=True)


def in_turn(functions, repeat):
    """Smallest time of each function, in seconds; they are called in turn."""
    best = [float("inf")] * len(functions)
    for _ in range(repeat):
        for i, function in enumerate(functions):
            start = time.perf_counter()
            function()
            best[i] = min(best[i], time.perf_counter() - start)
    return best


def process(argv):
    """Wall seconds of one child process; RuntimeError when it fails."""
    start = time.perf_counter()
    if subprocess.run(argv).returncode:
        raise RuntimeError("failed: %s" % " ".join(argv))
    return time.perf_counter() - start


def processor_time(argv):
    """Seconds of processor time of one child process, which other work on the machine does not change."""
    before = os.times()
    process(argv)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def peak_memory(argv):
    """Peak resident memory of a krait command, in MB, as it says itself (a parent sees its own pages in it)."""
    done = subprocess.run(argv + ["--time-passes"], stderr=subprocess.PIPE, check=True, universal_newlines=True)
    return float(re.search(r"^memory +([\d.]+) MB", done.stderr, re.M).group(1))


def startup(bench):
    source = bench.write("three.pyx", "def f(double x):\n    cdef double y = x * x\n    return y + 1.0\n")
    argv = [bench.krait, source, "-o", bench.path("three.c")]
    report("3-line file to C, whole process", min(process(argv) for _ in range(15)) * 1e3, "ms", 10)
    report("  its peak memory", peak_memory(argv), "MB", 8)


def many_lines(count):
    """About `count` lines: the samples again and again, with the names of each copy made unique."""
    parts, lines, copy = ["# cython: boundscheck=False, wraparound=False\n"], 0, 0
    texts = []
    for name in SAMPLES:
        with open(os.path.join(ROOT, "samples", name + ".pyx")) as file:
            text = file.read().split('"""', 2)[2]
        imports = re.findall(r"^from .*$", text, re.M)
        parts += [line + "\n" for line in imports if line + "\n" not in parts]
        names = re.findall(r"^(?:cdef [\w ]*?|def )(\w+)\(", text, re.M)
        texts.append((re.sub(r"^from .*$", "", text, flags=re.M).strip() + "\n\n\n", names))
    while lines < count:
        for text, names in texts:
            text = re.sub(r"\b(%s)\(" % "|".join(names), r"\g<1>_%d(" % copy, text)
            parts.append(text)
            lines += text.count("\n")
        copy += 1
    return "".join(parts)


def lines(bench):
    text = many_lines(20000)
    source = bench.write("many.pyx", text)
    argv = [bench.krait, source, "-o", bench.path("many.c")]
    seconds = min(processor_time(argv) for _ in range(5))
    count = text.count("\n")
    report("%d typed lines to C, lines/s of processor / 1000" % count, count / seconds / 1e3, "k", 50, at_most=False)
    report("  its peak memory", peak_memory(argv), "MB")


def hundred_lines():
    text = many_lines(100).split("\n\n\n")
    kept, count = [], 0
    for part in text:
        if count < 100:
            kept.append(part)
            count += part.count("\n") + 3
    return "\n\n\n".join(kept) + "\n"


def inprocess(bench):
    import krait
    from importlib.machinery import ModuleSpec
    from krait.library import Session

    text = hundred_lines()
    krait.compile(text)  # warm
    session = Session(jit=True)
    session.compile("warm.pyx", text, "warm").load(ModuleSpec("warm", None))
    best_load = best_all = float("inf")
    for i in range(60):
        start = time.perf_counter()
        unit = session.compile("m.pyx", text, "m%d" % i)
        middle = time.perf_counter()
        unit.load(ModuleSpec("m%d" % i, None))
        end = time.perf_counter()
        best_load = min(best_load, end - middle)
        best_all = min(best_all, end - start)
    print("  (module of %d lines)" % text.count("\n"))
    report("C text to callable, warm process", best_load * 1e3, "ms", 1)
    report("source to callable, warm process", best_all * 1e3, "ms", 3)


def load_module(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build_kernel(bench, name, directives, tag):
    source = os.path.join(HERE, "kernels", name + ".pyx")
    output = bench.path("%s_%s.so" % (name, tag))
    argv = [bench.krait, "build", source, "-o", output, "-O3", "--python", sys.executable]
    subprocess.run(argv + (["-X", directives] if directives else []), check=True)
    return load_module(output, name).run


def build_c(bench, name):
    output = bench.path(name + "_c.so")
    source = os.path.join(HERE, "kernels", name + ".c")
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", source, "-o", output, "-lm"], check=True)
    function = ctypes.CDLL(output).run
    function.restype = ctypes.c_double
    return function


def geometric_mean(values):
    product = 1.0
    for value in values:
        product *= value
    return product ** (1.0 / len(values))


def kernels(bench):
    print("  %-14s %9s %12s %12s %12s" % ("", "gcc -O3 C", "unchecked", "checked", "libtcc"))
    import krait

    ratios = {"off": [], "on": []}
    for name, setup in KERNELS.items():
        module_args, c_args = setup()
        c_run = build_c(bench, name)
        off = build_kernel(bench, name, UNCHECKED, "off")
        on = build_kernel(bench, name, "", "on")
        jit = krait.compile(os.path.join(HERE, "kernels", name + ".pyx"), directives={
            "boundscheck": False, "wraparound": False, "cdivision": True}).run
        if name != "nbody" and off(*module_args) != c_run(*c_args):
            raise RuntimeError("%s: results differ" % name)
        times = in_turn(
            [lambda: c_run(*c_args), lambda: off(*module_args), lambda: on(*module_args),
             lambda: jit(*module_args)], 25)
        ratios["off"].append(times[1] / times[0])
        ratios["on"].append(times[2] / times[0])
        marks = ["" if times[1] <= 1.05 * times[0] else "*", "" if times[2] <= 1.3 * times[0] else "*"]
        print("  %-14s %6.2f ms %10.2fx%-1s %10.2fx%-1s %11.2fx" % (
            name, times[0] * 1e3, times[1] / times[0], marks[0], times[2] / times[0], marks[1],
            times[3] / times[0]), flush=True)
    report("geometric mean, checks off", geometric_mean(ratios["off"]), "x", 1.05)
    report("geometric mean, checks on", geometric_mean(ratios["on"]), "x", 1.3)
    print("  (* misses its goal: 1.05x with checks off, 1.3x with checks on)")


def build_control(bench):
    """gcc's own parallel loop over the distance kernel, unoptimised as libtcc's code is: run(points, out, n, dims, threads)."""
    output = bench.path("control.so")
    source = os.path.join(HERE, "kernels", "control.c")
    subprocess.run(["gcc", "-O0", "-fopenmp", "-shared", "-fPIC", source, "-o", output, "-lm"], check=True)
    return ctypes.CDLL(output).run


def processor_seconds(function):
    """Processor time of all threads for one call."""
    start = time.process_time()
    function()
    return time.process_time() - start


def parallel(bench):
    import krait

    mandelbrot = krait.compile(os.path.join(ROOT, "samples", "mandelbrot.pyx")).render
    distance = krait.compile(os.path.join(ROOT, "samples", "distance.pyx")).pairwise
    control = build_control(bench)
    image = memoryview(bytearray(480 * 384)).cast("B", (384, 480))
    (points, out), c_args = KERNELS["distance"](700, 8)
    runs = [lambda: mandelbrot(image, 200, 1), lambda: mandelbrot(image, 200, 2), lambda: distance(points, out, 1),
            lambda: distance(points, out, 2), lambda: control(*c_args, 1), lambda: control(*c_args, 2)]
    times = in_turn(runs, 25)
    report("libtcc, dynamic schedule, 2 threads", times[0] / times[1], "x", 1.8, at_most=False)
    report("libtcc, static schedule, 2 threads", times[2] / times[3], "x", 1.8, at_most=False)
    report("  gcc -fopenmp, the same loop, same moment", times[4] / times[5], "x")
    work = [min(processor_seconds(run) for _ in range(10)) for run in runs]
    report("  processor time of 2 threads / of 1, dynamic", work[1] / work[0], "x")
    report("  processor time of 2 threads / of 1, static", work[3] / work[2], "x")


def code_lines(text):
    return sum(1 for line in text.splitlines() if line.strip())


VIEW_MODULE = """def total(double[:] x):
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(x.shape[0]):
        s += x[i]
    return s
"""


def view_module(bench):
    source, output, module = bench.write("total.pyx", VIEW_MODULE), bench.path("total.c"), bench.path("total.so")
    process([bench.krait, source, "-o", output])
    with open(output) as c:
        report("a function of one memoryview, lines of C", len(c.readlines()), "", 400)
    process([bench.krait, "build", source, "-o", module, "--cc", "gcc"])
    process(["strip", module])
    report("  its module with gcc, stripped", os.path.getsize(module) / 1e3, "kB", 40)


def suite_lines(bench):
    """The conformance suite, where `make conformance` has put it (SUITE) or $SUITE says: files that compile as C."""
    suite = os.environ.get("SUITE", os.path.expanduser("~/.cache/krait/cython-3.3.0/tests"))
    ratios = []
    for folder in ("run", "compile"):
        names = os.listdir(os.path.join(suite, folder)) if os.path.isdir(suite) else []
        for name in sorted(names):
            source, output = os.path.join(suite, folder, name), bench.path("suite.c")
            argv = [bench.krait, source, "-o", output, "-w", "-I", os.path.join(suite, "run")]
            if not name.endswith((".pyx", ".py")) or subprocess.run(argv, capture_output=True).returncode:
                continue
            with open(source, errors="replace") as a, open(output) as b:
                ratios.append(len(b.readlines()) / max(1, len(a.readlines())))
    if ratios:
        ratios.sort()
        report("lines of C per line of %d files of the suite, median" % len(ratios), ratios[len(ratios) // 2], "", 8)


def size(bench):
    view_module(bench)
    suite_lines(bench)
    typed = [("samples", name + ".pyx") for name in SAMPLES]
    typed += [(os.path.join("bench", "kernels"), name + ".pyx") for name in KERNELS]
    folder = os.path.join("bench", "programs")
    plain = [(folder, name) for name in sorted(os.listdir(os.path.join(ROOT, folder))) if name.endswith(".py")]
    for title, files, goal in (("typed source", typed, 4), ("object code", plain, 8)):
        total_c = total_source = 0
        for folder, name in files:
            source = os.path.join(ROOT, folder, name)
            output = bench.path("size_%s.c" % name)
            process([bench.krait, source, "-o", output])
            with open(source) as a, open(output) as b:
                source_lines, c_lines = code_lines(a.read()), code_lines(b.read())
            total_c, total_source = total_c + c_lines, total_source + source_lines
            print("  %-30s %5d lines -> %5d of C  %5.2f" % (name, source_lines, c_lines, c_lines / source_lines))
        report("lines of C per line of " + title, total_c / total_source, "", goal)


def cython_command():
    if importlib.util.find_spec("Cython"):
        return [sys.executable, "-m", "cython", "-3"]
    return ["cython", "-3"] if shutil.which("cython") else None


def peers(bench):
    command = cython_command()
    if command is None:
        print("  Cython is not installed: no comparison")
        return
    for folder, name in (("samples", "mandelbrot"), ("samples", "distance"), ("bench/kernels", "nbody")):
        source = os.path.join(ROOT, folder, name + ".pyx")
        ours, theirs = bench.path(name + "_k.c"), bench.path(name + "_cy.c")
        pairs = [(process([bench.krait, source, "-o", ours]), process(command + [source, "-o", theirs]))
                 for _ in range(3)]
        fast, slow = min(p[0] for p in pairs), min(p[1] for p in pairs)
        with open(ours) as a, open(theirs) as b:
            ratio = code_lines(b.read()) / code_lines(a.read())
        print("  %-12s translation %6.1fx faster than Cython, C %5.1fx shorter" % (name, slow / fast,
            ratio), flush=True)


SECTIONS = {f.__name__: f for f in (startup, lines, inprocess, kernels, parallel, size, peers)}


def main(argv):
    bench = Bench(argv[0] if argv else os.path.join(ROOT, "build"))
    try:
        for name in argv[1:] or SECTIONS:
            print("%s" % name)
            SECTIONS[name](bench)
    finally:
        shutil.rmtree(bench.temp)


if __name__ == "__main__":
    main(sys.argv[1:])
