"""The chaos game on a spline: operators of a class, random numbers of our own, float arithmetic."""


class Point:
    def __init__(self, x=0.0, y=0.0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Point(self.x * factor, self.y * factor)

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def mix(self, other, t):
        return self * (1.0 - t) + other * t


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n


class Curve:
    def __init__(self, points):
        self.points = points

    def __call__(self, t):
        points = self.points
        while len(points) > 1:
            points = [a.mix(b, t) for a, b in zip(points, points[1:])]
        return points[0]


def game(curves, size, steps):
    random = Random(7)
    image = [[0] * size for _ in range(size)]
    point = Point(0.5, 0.5)
    for _ in range(steps):
        curve = curves[random.below(len(curves))]
        base = curve(random.below(1000) / 1000.0)
        point = point.mix(base, 0.6)
        column = min(max(int(point.x * size), 0), size - 1)
        row = min(max(int(point.y * size), 0), size - 1)
        image[row][column] += 1
    return sum(1 for line in image for cell in line if cell), round(point.length(), 9)


def run(scale=1):
    curves = [Curve([Point(0.1, 0.1), Point(0.5, 0.9), Point(0.9, 0.2)]),
              Curve([Point(0.9, 0.9), Point(0.2, 0.5), Point(0.1, 0.8), Point(0.7, 0.1)])]
    return game(curves, 64, 6000 * scale)
