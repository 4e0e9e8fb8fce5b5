def slices(x, i, j):
    x[1:] = x[:2]
    del x[i:j]
    return x[::2], x[-1]
