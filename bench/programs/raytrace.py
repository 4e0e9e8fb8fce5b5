"""Spheres over a checkered floor: small objects, virtual methods, floats, None tests."""


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self.scale(1.0 / self.dot(self) ** 0.5)

    def mirror(self, normal):
        return self - normal.scale(2.0 * self.dot(normal))


class Ray:
    def __init__(self, start, direction):
        self.start = start
        self.direction = direction.unit()

    def at(self, t):
        return self.start + self.direction.scale(t)


class Sphere:
    def __init__(self, centre, radius, colour, shine):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.shine = shine

    def hit(self, ray):
        to = self.centre - ray.start
        along = to.dot(ray.direction)
        inside = self.radius * self.radius - (to.dot(to) - along * along)
        if inside < 0.0:
            return None
        t = along - inside ** 0.5
        return t if t > 1e-6 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def colour_at(self, point):
        return self.colour


class Floor:
    shine = 0.1

    def hit(self, ray):
        if abs(ray.direction.y) < 1e-9:
            return None
        t = -ray.start.y / ray.direction.y
        return t if t > 1e-6 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        return 0.9 if (int(point.x + 1000) + int(point.z + 1000)) % 2 else 0.2


class Scene:
    def __init__(self):
        self.things = [Floor()]
        self.light = Vector(-5.0, 8.0, -5.0)

    def nearest(self, ray):
        best = thing_hit = None
        for thing in self.things:
            t = thing.hit(ray)
            if t is not None and (best is None or t < best):
                best, thing_hit = t, thing
        return thing_hit, best

    def colour(self, ray, depth):
        thing, t = self.nearest(ray)
        if thing is None:
            return 0.5
        point = ray.at(t)
        normal = thing.normal(point)
        to_light = Ray(point, self.light - point)
        shade = 0.1
        if self.nearest(to_light)[0] is None:
            shade += max(0.0, normal.dot(to_light.direction)) * 0.9
        own = thing.colour_at(point) * shade
        if depth == 0:
            return own
        mirrored = self.colour(Ray(point, ray.direction.mirror(normal)), depth - 1)
        return own * (1.0 - thing.shine) + mirrored * thing.shine


def run(scale=1):
    scene = Scene()
    for i in range(4):
        scene.things.append(Sphere(Vector(i * 1.5 - 2.0, 1.0, 3.0 + i % 2), 0.8, 0.3 + 0.15 * i, 0.4))
    total = 0.0
    size = 24 * scale
    for row in range(size):
        for column in range(size):
            direction = Vector(column / size - 0.5, 0.5 - row / size, 1.0)
            total += scene.colour(Ray(Vector(0.0, 1.2, -2.0), direction), 3)
    return round(total, 9)
