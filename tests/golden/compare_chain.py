def between(a, f, c):
    if a < f() <= c:
        return 1
    return a in (1, 2), a is not None
