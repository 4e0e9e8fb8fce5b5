"""Plain Python programs, compiled unchanged, against the interpreter: programs.py BUILD_FOLDER [NAME ...]

Each file of bench/programs has `run(scale)`. The interpreter, Krait through libtcc's compiler and through gcc -O2, and
Cython and mypyc where they are installed, each run it in a process of their own, in turn; the smallest processor time
of each counts, and the results must be equal. Printed: the interpreter's time, and how many times faster the others are ("-":
the tool is not installed, or does not build or survive the program; why is on stderr). What the peers make is kept
in BUILD_FOLDER/peers until the program changes.
"""
import importlib.util
import json
import math
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from importlib.machinery import ExtensionFileLoader

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
LABELS = ("krait tcc", "krait gcc", "cython", "mypyc")
SECONDS = 0.05  # how long one run should take in the interpreter
ROUNDS = 7


# ---- building ------------------------------------------------------------------------------------------


def built(command, folder, out):
    """The path `out` in `folder` when the command made it, else None."""
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    path = os.path.join(folder, out)
    if run.returncode == 0 and os.path.exists(path):
        return path
    sys.stderr.write("%s\n%s\n" % (" ".join(command), (run.stdout + run.stderr)[-500:]))
    return None


def with_krait(krait, name, cc, folder):
    source = os.path.join(PROGRAMS, name + ".py")
    return built([krait, "build", source, "-o", name + ".so", "--cc", cc, "-O2", "--python", sys.executable], folder,
                 name + ".so")


def with_cython(name, folder, suffix):
    c_file = built([sys.executable, "-m", "cython", "-3", name + suffix], folder, name + ".c")
    include = sysconfig.get_path("include")
    return c_file and built(["gcc", "-O2", "-w", "-shared", "-fPIC", "-I" + include, name + ".c", "-o", name + ".so"],
                            folder, name + ".so")


def with_mypyc(name, folder, suffix):
    return built([sys.executable, "-m", "mypyc", name + suffix], folder, name + sysconfig.get_config_var("EXT_SUFFIX"))


def with_peer(label, source, folder):
    """As the peer's builder gives it; made once for each state of the source."""
    if not importlib.util.find_spec({"cython": "Cython"}.get(label, label)):
        return None
    name, suffix = os.path.splitext(os.path.basename(source))
    copy = os.path.join(folder, name + suffix)
    path = os.path.join(folder, name + (".so" if label == "cython" else sysconfig.get_config_var("EXT_SUFFIX")))
    if os.path.exists(path) and os.path.getmtime(path) > os.path.getmtime(source):
        return path
    os.makedirs(folder, exist_ok=True)
    shutil.copy(source, copy)
    return {"cython": with_cython, "mypyc": with_mypyc}[label](name, folder, suffix)


# ---- measuring -----------------------------------------------------------------------------------------


def load(name, path):
    loader = ExtensionFileLoader(name, path) if path.endswith(".so") else None
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def serve(name, path):
    """The process of one implementation: reads a scale a line, writes [seconds, result]."""
    function = load(name, path).run
    for line in sys.stdin:
        start = time.process_time()
        result = function(int(line))
        seconds = time.process_time() - start
        print(json.dumps([seconds, repr(result)]), flush=True)


class Worker:
    def __init__(self, name, path):
        self.best, self.result, self.path = math.inf, None, path
        command = [sys.executable, os.path.abspath(__file__), "--serve", name, path]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, scale):
        """Seconds of one run; None when the process died."""
        try:
            self.process.stdin.write("%d\n" % scale)
            self.process.stdin.flush()
            seconds, self.result = json.loads(self.process.stdout.readline())
        except (BrokenPipeError, ValueError):
            return None
        self.best = min(self.best, seconds)
        return seconds

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # it died before
        self.process.stdout.close()
        self.process.wait()


def measure(name, paths):
    """{label: smallest seconds}, for those that ran to the end."""
    workers = {label: Worker(name, path) for label, path in paths.items() if path}
    scale = max(1, round(SECONDS / workers["python"].run(1)))
    workers["python"].best = math.inf
    for _ in range(ROUNDS):
        for label, worker in list(workers.items()):
            if worker.run(scale) is None:
                sys.stderr.write("%s: %s died\n" % (name, label))
                workers.pop(label).close()
    results = {label: worker.result for label, worker in workers.items()}
    for worker in workers.values():
        worker.close()
    if len(set(results.values())) != 1:
        raise SystemExit("%s: results differ: %r" % (name, results))
    return {label: worker.best for label, worker in workers.items()}


def row(build, name, temp):
    krait = os.path.join(build, "krait")
    paths = {"python": os.path.join(PROGRAMS, name + ".py")}
    for cc in ("tcc", "gcc"):
        folder = os.path.join(temp, cc)
        os.makedirs(folder, exist_ok=True)
        paths["krait " + cc] = with_krait(krait, name, cc, folder)
    for label in ("cython", "mypyc"):
        paths[label] = with_peer(label, paths["python"], os.path.join(build, "peers", "%s-%s" % (label, name)))
    return measure(name, paths)


def mean(ratios):
    return "%.2f" % math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else "-"


def main(build, names):
    names = names or sorted(entry[:-3] for entry in os.listdir(PROGRAMS) if entry.endswith(".py"))
    print("plain Python programs: times faster than the interpreter")
    print("  %-14s %10s" % ("", "python ms") + "".join("%12s" % label for label in LABELS))
    rows = []
    with tempfile.TemporaryDirectory(prefix="krait-programs-") as temp:
        for name in names:
            times = row(build, name, temp)
            ratios = {label: times["python"] / times[label] for label in LABELS if label in times}
            rows.append(ratios)
            cells = "".join("%12s" % ("%.2f" % ratios[label] if label in ratios else "-") for label in LABELS)
            print("  %-14s %10.1f%s" % (name, times["python"] * 1000, cells), flush=True)
    print("  %-14s %10s" % ("geometric mean", "") + "".join(
        "%12s" % mean([ratios[label] for ratios in rows if label in ratios]) for label in LABELS))
    for peer in LABELS[2:]:
        both = [ratios for ratios in rows if peer in ratios and "krait gcc" in ratios]
        if both:
            print("  krait gcc against %s, the %d programs of both: %sx" % (
                peer, len(both), mean([ratios["krait gcc"] / ratios[peer] for ratios in both])))


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2], sys.argv[3])
    else:
        main(os.path.abspath(sys.argv[1]), sys.argv[2:])
