"""Power iteration on the matrix 1 / ((i + j)(i + j + 1) / 2 + i + 1): float arithmetic, comprehensions, zip."""


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    return [sum([entry(i, j) * x for j, x in enumerate(vector)]) for i in range(len(vector))]


def transposed_times(vector):
    return [sum([entry(j, i) * x for j, x in enumerate(vector)]) for i in range(len(vector))]


def norm(n):
    u = [1] * n
    for _ in range(5):
        v = transposed_times(times(u))
        u = transposed_times(times(v))
    uv = vv = 0
    for a, b in zip(u, v):
        uv += a * b
        vv += b * b
    return (uv / vv) ** 0.5


def run(scale=1):
    return [round(norm(60), 9) for _ in range(scale)]
