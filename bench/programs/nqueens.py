"""All placements of n queens: generators, sets and recursion."""


def permutations(items):
    indices = list(range(len(items)))
    cycles = list(range(len(items), 0, -1))
    yield tuple(items)
    while indices:
        for i in reversed(range(len(items))):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = len(items) - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(items[k] for k in indices)
                break
        else:
            return


def queens(n):
    columns = range(n)
    for rows in permutations(columns):
        if n == len(set(rows[i] + i for i in columns)) == len(set(rows[i] - i for i in columns)):
            yield rows


def run(scale=1):
    return [len(list(queens(7))) for _ in range(scale)]
