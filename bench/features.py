"""Small functions, each about one feature of the language, compiled by Krait and by Cython: features.py BUILD_FOLDER [WORD ...]

Every function of bench/features/*.pyx takes a number of rounds and returns what it found, which must be the same with
both. They run in turn in one process; the smallest processor time of each counts. Printed: nanoseconds a round, and how long
Krait takes of Cython's time, the worst first; without Cython in this interpreter only the former. WORDs choose functions by
parts of their names.
"""
import math
import os
import sys
import tempfile
import time

from programs import built, load, with_peer

HERE = os.path.dirname(os.path.abspath(__file__))
FEATURES = os.path.join(HERE, "features")
ROUNDS, REPEATS = 10000, 15


def with_krait(build, source, folder):
    name = os.path.basename(source)[:-4]
    return built([os.path.join(build, "krait"), "build", source, "-o", name + ".so", "--python", sys.executable], folder,
                 name + ".so")


def functions(path, name, words):
    """{name: function} of one built module; none when it was not built."""
    if not path:
        return {}
    module = load(name, path)
    with open(os.path.join(FEATURES, name + ".pyx")) as file:
        names = [line[4:line.index("(")] for line in file if line.startswith("def ") and line.endswith("n):\n")]
    return {name: getattr(module, name) for name in names if not words or any(word in name for word in words)}


def same(one, other):
    return repr(one) == repr(other)


def measure(ours, theirs):
    """Smallest seconds of each, in turn; `theirs` may be None."""
    if theirs and not same(ours(1000), theirs(1000)):
        raise SystemExit("results differ: %s: %r, %r" % (ours.__name__, ours(1000), theirs(1000)))
    best = [math.inf, math.inf]
    for _ in range(REPEATS):
        for k, function in enumerate((ours, theirs)):
            start = time.process_time()
            if function:
                function(ROUNDS)
            best[k] = min(best[k], time.process_time() - start)
    return best


def main(build, words):
    rows = []
    with tempfile.TemporaryDirectory(prefix="krait-features-") as temp:
        for name in sorted(entry[:-4] for entry in os.listdir(FEATURES)):
            source = os.path.join(FEATURES, name + ".pyx")
            ours = functions(with_krait(build, source, temp), name, words)
            peer = with_peer("cython", source, os.path.join(build, "peers", "features-" + name))
            theirs = functions(peer, name, words)
            rows += [(name, key) + tuple(measure(ours[key], theirs.get(key))) for key in ours]
    print("features: ns a round  %20s %8s  Krait's time / Cython's" % ("krait", "cython"))
    compared = [row for row in rows if row[3] > 0 and math.isfinite(row[3])]
    rows.sort(key=lambda row: row[2] / row[3] if row in compared else 0, reverse=True)
    for module, name, krait, cython in rows:
        text = "%8.1f  %5.2f" % (cython / ROUNDS * 1e9, krait / cython) if (module, name, krait, cython) in compared else "-"
        print("  %-32s %8.1f %s" % (module + "." + name, krait / ROUNDS * 1e9, text))
    logs = [math.log(max(row[2], 1e-9) / max(row[3], 1e-9)) for row in compared]
    if logs:
        print("  geometric mean of %d: %.2f" % (len(logs), math.exp(sum(logs) / len(logs))))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), sys.argv[2:])
