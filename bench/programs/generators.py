"""Trees walked by recursive generators, pipelines of generator expressions, send."""


class Tree:
    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(build(low, middle), middle, build(middle + 1, high))


def averager():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def run(scale=1):
    tree = build(0, 2000)
    total = 0
    for _ in range(4 * scale):
        total += sum(value for value in tree if value % 3)
        total += sum(a * b for a, b in zip((x for x in tree), (x + 1 for x in tree)))
    mean = averager()
    next(mean)
    for value in tree:
        last = mean.send(value)
    return total, last
