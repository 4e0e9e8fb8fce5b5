def add(o, xs, i):
    o.n += 1
    xs[i] += o.n
    global counter
    counter += 1
