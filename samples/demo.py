"""What `make demo` runs: three programs, five ways to run each, one table.

Every result is compared with plain Python's; a difference ends the demo with status 1.
Usage: demo.py OUTPUT_FOLDER, inside the build folder
"""

import array
import importlib.machinery
import importlib.util
import os
import pydoc_data.topics
import random
import subprocess
import sys
import threading
import time
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "python"))
sys.path.insert(0, HERE)

import krait  # noqa: E402
import pure  # noqa: E402

THREADS = 2


def best_time(function, repeat):
    """Smallest wall time of `repeat` calls, in seconds, and the last result."""
    best = None
    for _ in range(repeat):
        start = time.perf_counter()
        result = function()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best, result


def run_threads(function, argument_lists):
    """Calls the function once per argument list, each in a thread of its own; returns the results."""
    results = [None] * len(argument_lists)

    def work(index):
        results[index] = function(*argument_lists[index])

    threads = [threading.Thread(target=work, args=(i,)) for i in range(len(argument_lists))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def build(name, folder):
    """The sample as an extension module made by gcc -O3, imported."""
    output = os.path.join(folder, name + ".so")
    source = os.path.join(HERE, name + ".pyx")
    krait_program = os.path.join(os.path.dirname(folder), "krait")
    subprocess.run(
        [krait_program, "build", "-O3", source, "-o", output, "--python", sys.executable], check=True
    )
    spec = importlib.util.spec_from_file_location(name, output)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_png(path, image):
    """Writes a 2-D buffer of bytes as a grey PNG. Source: PNG specification, third edition."""
    height, width = image.shape
    raw = bytes(image)
    rows = b"".join(b"\0" + raw[y * width : (y + 1) * width] for y in range(height))

    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Mandelbrot:
    title = "mandelbrot 480x384, 200 steps"
    name = "mandelbrot"

    def __init__(self):
        self.image = memoryview(bytearray(480 * 384)).cast("B", (384, 480))

    def python(self):
        pure.render(self.image, 200)
        return bytes(self.image)

    def compiled(self, module, threads):
        module.render(self.image, 200, threads)
        return bytes(self.image)

    def threaded(self, module):
        run_threads(module.render_rows, [(self.image, 200, i, THREADS) for i in range(THREADS)])
        return bytes(self.image)


class Distance:
    title = "pairwise distance, 600 points in 3-D"
    name = "distance"

    def __init__(self):
        count, dims = 600, 3
        random.seed(1)
        values = array.array("d", [random.random() for _ in range(count * dims)])
        self.points = memoryview(values).cast("B").cast("d", (count, dims))
        self.out = memoryview(bytearray(8 * count * count)).cast("d", (count, count))

    def python(self):
        pure.pairwise(self.points, self.out)
        return bytes(self.out)

    def compiled(self, module, threads):
        module.pairwise(self.points, self.out, threads)
        return bytes(self.out)

    def threaded(self, module):
        run_threads(module.pairwise_rows, [(self.points, self.out, i, THREADS) for i in range(THREADS)])
        return bytes(self.out)


class WordCount:
    name = "wordcount"

    def __init__(self):
        path = pydoc_data.topics.__file__
        with open(path, "rb") as file:
            self.text = file.read()
        self.title = "words of %s (%d kB)" % (os.path.basename(path), len(self.text) // 1000)

    def python(self):
        return pure.count(self.text)

    def compiled(self, module, threads):
        return module.count(self.text, threads)

    def threaded(self, module):
        cuts = [len(self.text) * i // THREADS for i in range(THREADS + 1)]
        return sum(run_threads(module.count_part, [(self.text, cuts[i], cuts[i + 1]) for i in range(THREADS)]))


def measure(program, folder):
    """Rows (label, seconds) of one program; SystemExit when a result differs from plain Python's."""
    start = time.perf_counter()
    in_process = krait.compile(os.path.join(HERE, program.name + ".pyx"))
    jit_time = time.perf_counter() - start
    ahead = build(program.name, folder)
    ways = [
        ("Python", program.python, 1),
        ("libtcc, in process", lambda: program.compiled(in_process, 1), 5),
        ("libtcc, %d threads" % THREADS, lambda: program.compiled(in_process, THREADS), 5),
        ("gcc -O3", lambda: program.compiled(ahead, 1), 9),
        ("gcc -O3, %d threads" % THREADS, lambda: program.compiled(ahead, THREADS), 9),
        ("gcc -O3, %d Python threads" % THREADS, lambda: program.threaded(ahead), 9),
    ]
    rows, expected = [], None
    for label, function, repeat in ways:
        seconds, result = best_time(function, repeat)
        if expected is None:
            expected = result
        elif result != expected:
            sys.exit("demo: %s, %s: the result differs from Python's" % (program.title, label))
        rows.append((label, seconds))
    return rows, jit_time


def main(folder):
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    print("%-28s %12s %10s" % ("", "time", "speed-up"))
    for kind in (Mandelbrot, Distance, WordCount):
        program = kind()
        rows, jit_time = measure(program, folder)
        print("%s  (source to running code in process: %.1f ms)" % (program.title, jit_time * 1e3))
        for label, seconds in rows:
            print("  %-26s %9.2f ms %9.1fx" % (label, seconds * 1e3, rows[0][1] / seconds))
        if kind is Mandelbrot:
            write_png(os.path.join(folder, "mandelbrot.png"), program.image)
    print("All results are equal to Python's. Picture: %s" % os.path.relpath(os.path.join(folder, "mandelbrot.png")))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "build", "demo"))
