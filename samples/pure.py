"""The same three programs in plain Python: what the demo measures against and checks with."""

from math import sqrt


def escape(cr, ci, limit):
    zr = zi = 0.0
    n = 0
    while n < limit and zr * zr + zi * zi <= 4.0:
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        n += 1
    return n


def render(image, limit):
    height, width = image.shape
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        for x in range(width):
            image[y, x] = 255 * escape(3.0 * x / width - 2.2, ci, limit) // limit


def pairwise(points, out):
    count, dims = points.shape
    rows = [[points[i, k] for k in range(dims)] for i in range(count)]
    for i in range(count):
        a = rows[i]
        for j in range(count):
            b = rows[j]
            s = 0.0
            for k in range(dims):
                d = a[k] - b[k]
                s += d * d
            out[i, j] = sqrt(s)


def count(text):
    words = 0
    before = False
    for c in text:
        now = 97 <= c <= 122 or 65 <= c <= 90 or 48 <= c <= 57 or c > 127
        if now and not before:
            words += 1
        before = now
    return words
