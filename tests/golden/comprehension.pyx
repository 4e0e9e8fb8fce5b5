def forms(xs, int n):
    a = [i * i for i in range(n) if i % 2]
    b = {k: v for k, v in xs}
    return a, b, any(x > n for x in xs)
