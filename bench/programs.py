"""Plain Python programs, compiled unchanged, against the interpreter: programs.py BUILD_FOLDER [NAME ...]

Each file of bench/programs has `run(scale)`. The interpreter, Krait through libtcc's compiler and through gcc -O2, and
Cython and mypyc where they are installed, run it in turn in one process; the smallest time of each counts, and the
results must be equal. Printed: the interpreter's time, and how many times faster the others are.
"""
import importlib.util
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.machinery import ExtensionFileLoader

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
SECONDS = 0.05  # how long one run should take in the interpreter
ROUNDS = 5


def load(name, path):
    loader = ExtensionFileLoader(name, path) if path.endswith(".so") else None
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(command, folder, out):
    """The path `out` in `folder` when the command made it, else None."""
    os.makedirs(folder, exist_ok=True)
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    path = os.path.join(folder, out)
    if run.returncode == 0 and os.path.exists(path):
        return path
    sys.stderr.write("%s\n%s\n" % (" ".join(command), (run.stdout + run.stderr)[-500:]))
    return None


def with_krait(krait, name, cc, folder):
    source = os.path.join(PROGRAMS, name + ".py")
    return built([krait, "build", source, "-o", name + ".so", "--cc", cc, "-O2"], folder, name + ".so")


def with_cython(name, folder):
    if not importlib.util.find_spec("Cython"):
        return None
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(PROGRAMS, name + ".py"), folder)
    import sysconfig
    c_file = built([sys.executable, "-m", "cython", "-3", name + ".py"], folder, name + ".c")
    include = sysconfig.get_path("include")
    return c_file and built(["gcc", "-O2", "-w", "-shared", "-fPIC", "-I" + include, name + ".c", "-o", name + ".so"],
                            folder, name + ".so")


def with_mypyc(name, folder):
    if not importlib.util.find_spec("mypyc"):
        return None
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(PROGRAMS, name + ".py"), folder)
    run = subprocess.run([sys.executable, "-m", "mypyc", name + ".py"], cwd=folder, capture_output=True, text=True)
    found = [entry for entry in os.listdir(folder) if entry.endswith(".so")]
    return os.path.join(folder, found[0]) if run.returncode == 0 and found else None


def measure(functions, scale):
    best = [math.inf] * len(functions)
    results = []
    for turn in range(ROUNDS):
        for i, function in enumerate(functions):
            start = time.perf_counter()
            result = function(scale)
            best[i] = min(best[i], time.perf_counter() - start)
            if turn == 0:
                results.append(result)
    if any(result != results[0] for result in results):
        raise SystemExit("results differ: %r" % (results,))
    return best


def scale_of(function):
    start = time.perf_counter()
    function(1)
    return max(1, round(SECONDS / (time.perf_counter() - start)))


def row(krait, name, temp):
    """{label: seconds} of one program."""
    paths = {"python": os.path.join(PROGRAMS, name + ".py"),
             "krait tcc": with_krait(krait, name, "tcc", os.path.join(temp, "tcc")),
             "krait gcc": with_krait(krait, name, "gcc", os.path.join(temp, "gcc")),
             "cython": with_cython(name, os.path.join(temp, "cython")),
             "mypyc": with_mypyc(name, os.path.join(temp, "mypyc-" + name))}
    modules = {label: load(name, path) for label, path in paths.items() if path}
    functions = [module.run for module in modules.values()]
    return dict(zip(modules, measure(functions, scale_of(functions[0]))))


def main(krait, names):
    names = names or sorted(entry[:-3] for entry in os.listdir(PROGRAMS) if entry.endswith(".py"))
    labels = ["krait tcc", "krait gcc", "cython", "mypyc"]
    print("plain Python programs: times faster than the interpreter")
    print("  %-14s %10s" % ("", "python ms") + "".join("%12s" % label for label in labels))
    ratios = {label: [] for label in labels}
    with tempfile.TemporaryDirectory(prefix="krait-programs-") as temp:
        for name in names:
            times = row(krait, name, temp)
            cells = ""
            for label in labels:
                ratio = times["python"] / times[label] if label in times else None
                ratios[label] += [ratio] if ratio else []
                cells += "%12s" % ("%.2f" % ratio if ratio else "-")
            print("  %-14s %10.1f%s" % (name, times["python"] * 1000, cells), flush=True)
    means = ["%.2f" % math.exp(sum(map(math.log, r)) / len(r)) if r else "-" for r in ratios.values()]
    print("  %-14s %10s" % ("geometric mean", "") + "".join("%12s" % mean for mean in means))


if __name__ == "__main__":
    main(os.path.join(os.path.abspath(sys.argv[1]), "krait"), sys.argv[2:])
