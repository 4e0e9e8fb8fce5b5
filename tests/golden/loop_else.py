def find(xs, wanted):
    for i, x in enumerate(xs):
        if x is wanted:
            break
    else:
        return -1
    return i
