def text(int n, x):
    return f"{n} of {x!r:>10} {x=}"
