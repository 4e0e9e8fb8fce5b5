def rotate(xs, a, b):
    first, *rest = xs
    a, b = b, a
    return [*rest, first], a, b
