"""The kernels of the benchmark: how to set up each and how to call its two versions.

Each kernel has NAME.pyx (`run` over buffers) and NAME.c (`double run(...)` over pointers) in kernels/.
A row gives a function that makes (arguments for the module, arguments for the C function).
"""

import array
import ctypes
import random

_D, _B = ctypes.c_double, ctypes.c_ubyte
_N = ctypes.c_ssize_t


def _doubles(shape, fill):
    size = 1
    for extent in shape:
        size *= extent
    data = array.array("d", [fill(i) for i in range(size)])
    view = memoryview(data).cast("B").cast("d", shape) if len(shape) > 1 else memoryview(data)
    return view, (_D * size).from_buffer(data)


def _bytes(shape, data=None):
    size = 1
    for extent in shape:
        size *= extent
    data = bytearray(size) if data is None else data
    view = memoryview(data).cast("B", shape) if len(shape) > 1 else memoryview(data)
    return view, (_B * size).from_buffer(data)


def _random(_index):
    return random.random()


def sum_(n=1 << 20):
    view, pointer = _doubles((n,), _random)
    return (view,), (pointer, _N(n))


def matmul(n=192):
    a, pa = _doubles((n, n), _random)
    b, pb = _doubles((n, n), _random)
    c, pc = _doubles((n, n), _random)
    return (a, b, c), (pa, pb, pc, _N(n), _N(n), _N(n))


def mandelbrot(width=160, height=120, limit=200):
    view, pointer = _bytes((height, width))
    return (view, limit), (pointer, _N(height), _N(width), ctypes.c_int(limit))


def nbody(n=5, steps=8000):
    view, pointer = _doubles((n, 7), lambda i: random.random() + i)
    _, other = _doubles((n, 7), lambda i: view[i // 7, i % 7])
    return (view, steps, 1e-6), (other, _N(n), ctypes.c_int(steps), _D(1e-6))


def sieve(n=1 << 20):
    view, pointer = _bytes((n,))
    return (view,), (pointer, _N(n))


def stencil(n=700):
    a, pa = _doubles((n, n), _random)
    b, pb = _doubles((n, n), _random)
    return (a, b), (pa, pb, _N(n), _N(n))


def bytescan(n=1 << 21):
    text = bytearray(random.choice(b"abcde \n") for _ in range(n))
    view, pointer = _bytes((n,), text)
    return (view,), (pointer, _N(n))


def distance(n=500, dims=8):
    points, pp = _doubles((n, dims), _random)
    out, po = _doubles((n, n), lambda i: 0.0)
    return (points, out), (pp, po, _N(n), _N(dims))


KERNELS = {
    "sum": sum_,
    "matmul": matmul,
    "mandelbrot": mandelbrot,
    "nbody": nbody,
    "sieve": sieve,
    "stencil": stencil,
    "bytescan": bytescan,
    "distance": distance,
}
